"""A small dataset whose sources differ about the start of a partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import small
from twingraph.claims.knowledge import gather_claims
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from twingraph.claims.claims import Claim
    from twingraph.claims.knowledge import Knowledge

# Kind of each source, and when it was published.
SOURCES = {
    "official": ("official-site", "2020"),
    "news": ("news", "2019"),
    "older-news": ("news", "2010"),
    "old-news": ("news", "[2001..2002]"),
    "some-news": ("news", "201X"),
    "encyclopaedia": ("encyclopaedia", "2001"),
}

PARTNERSHIP: small.Cells = {"partnership": "alpha--beta", "members": "alpha; beta"}


def source(name: str, kind: str, published: str) -> small.Cells:
    """Return the cells of a source."""
    address = f"https://example.org/{name}"
    said = {"title": name, "kind": kind, "address": address, "published": published}
    return {"source": name, **said}


def data(
    starts: Iterable[tuple[str, str]],
    sources: Mapping[str, tuple[str, str]] | None = None,
    decisions: Sequence[small.Cells] = (),
) -> small.Data:
    """Return tables in which sources date the start of one partnership.

    Args:
        starts: Source and date of each claim.
        sources: Kind and date of publication of each source, instead of ``SOURCES``.
        decisions: Rows of decisions.csv.
    """
    content = small.data()
    content["sources.csv"] += [source(name, *of) for name, of in (sources or SOURCES).items()]
    content["partnerships.csv"] = [
        PARTNERSHIP | {"source": "page"},
        *({"partnership": "alpha--beta", "start": day, "source": by} for by, day in starts),
    ]
    content["decisions.csv"] = list(decisions)
    return content


def known(folder: Path, content: small.Data) -> Knowledge:
    """Gather the claims of tables, whose decisions must be right."""
    knowledge, findings = gather_claims(read_tables([small.write(folder, content)]))
    assert findings == []
    return knowledge


def claims_of(knowledge: Knowledge, name: str = "start") -> list[Claim]:
    """Return the claims on a property."""
    return [c for c in knowledge.claims if c.statement.predicate.value.endswith(f"#{name}")]


def value(claim: Claim) -> str:
    """Return a value without the beginning of its address."""
    return claim.statement.object.value.rpartition("/")[2]


def asserted(knowledge: Knowledge, name: str = "start") -> set[str]:
    """Return the values of a property that the graph asserts."""
    return {
        statement.object.value.rpartition("/")[2]
        for statement, _ in knowledge.asserted()
        if statement.predicate.value.endswith(f"#{name}")
    }


def reasons(knowledge: Knowledge, rank: str = "preferred") -> set[str]:
    """Return why starts have a rank."""
    verdicts = map(knowledge.verdict, claims_of(knowledge))
    return {verdict.reason for verdict in verdicts if verdict.rank == rank}
