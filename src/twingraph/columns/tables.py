"""The tables of a build: what the graph asserts in columns, and all claims.

Each table but that of the claims is a question in ``queries/table/``, whose header says what its
columns are. The claims are written from memory, where a build has them: to ask the store for each
would take ten times as long.
"""

from __future__ import annotations

from functools import cache
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from twingraph.columns import claimed, parquet
from twingraph.core.errors import UnknownName
from twingraph.core.text import suggest
from twingraph.store import questions
from twingraph.store.engine import select
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from twingraph.claims.knowledge import Knowledge
    from twingraph.store.engine import Store
    from twingraph.store.questions import Question
    from twingraph.store.results import Result

CLAIMS = "claims"
_FOLDER = "table/"
# Things whose rows are asked for at once: with more, the time of a query grows faster than they do.
_AT_ONCE = 1_000


@cache
def asked() -> Mapping[str, Question]:
    """Return the tables that a store is asked for, by their names."""
    found = [name for name in questions.shelf() if name.startswith(_FOLDER)]
    return {name.removeprefix(_FOLDER): questions.named(name) for name in found}


def file_name(name: str) -> str:
    """Return the name of the file of a table.

    Raises:
        UnknownName: There is no such table.
    """
    known = [*asked(), CLAIMS]
    if name not in known:
        raise UnknownName("table", name, suggest(name, known))
    return f"{name}.parquet"


def write_all(store: Store, folder: Path) -> None:
    """Write the Parquet files of all tables but the claims.

    Args:
        store: The store of the graph.
        folder: Folder to write to.
    """
    for name in asked():
        with (folder / file_name(name)).open("wb") as file:
            write(store, name, file)


def write(store: Store, name: str, output: IO[bytes]) -> None:
    """Write one table that a store is asked for as Parquet.

    Args:
        store: The store of the graph.
        name: Name of the table.
        output: File to write to.
    """
    table = asked()[name]
    with TemporaryFile() as csv:
        csv.writelines(_portions(store, table))
        csv.seek(0)
        parquet.convert(csv, table.columns, output)


def write_claims(knowledge: Knowledge, output: IO[bytes]) -> None:
    """Write all claims as Parquet, in the order of the rows that make them.

    Args:
        knowledge: The ranked claims.
        output: File to write to.
    """
    with TemporaryFile() as csv:
        text = TextIOWrapper(csv, encoding="utf-8", newline="")
        claimed.write(knowledge, text)
        text.detach()
        csv.seek(0)
        parquet.convert(csv, claimed.COLUMNS, output)


def things(store: Store, table: Question) -> list[str]:
    """Return the addresses of the things that have rows in a table, in their order.

    Args:
        store: The store of the graph.
        table: The table, one of those that are `asked`.
    """
    found = select(store, f"SELECT DISTINCT ?this {{ {table.rows} }}")
    return sorted(row["this"].value for row in found)


def about(store: Store, found: Sequence[str], table: Question) -> Result:
    """Return the rows of a table that are about some things.

    Args:
        store: The store of the graph.
        found: Addresses of some of its things.
        table: The table, one of those that are `asked`.
    """
    values = " ".join(f"<{thing}>" for thing in found)
    pattern = f"{table.rows} ."
    narrowed = table.sparql.replace(pattern, f"VALUES ?this {{ {values} }} {pattern}")
    return rows(store.query(narrowed))


def _portions(store: Store, table: Question) -> Iterator[bytes]:
    """Yield the rows of a table as CSV, each time those of some thousand things."""
    found = things(store, table)
    for start in range(0, len(found), _AT_ONCE):
        answer = about(store, found[start : start + _AT_ONCE], table)
        yield answer.serialize("csv").partition("\n")[2].encode()
