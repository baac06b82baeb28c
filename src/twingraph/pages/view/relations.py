"""The lines of a view: partnerships, and what initiatives tie together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twingraph.core import dates
from twingraph.core.terms import CONCEPT
from twingraph.pages import standings
from twingraph.pages.view.scene import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from twingraph.pages.accounts import SourcedValue
    from twingraph.pages.asking import Asker
    from twingraph.pages.labels import Labels
    from twingraph.pages.lookup import Lookup

_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Partnership:
    """A partnership as it is drawn; what is not known of it is ""."""

    iri: str
    members: tuple[str, ...]
    kind: str
    start: str
    status: str


def partnerships(
    iris: Iterable[str], known: Lookup, today: date | None, *, hubs: bool = False
) -> list[Relation]:
    """Draw partnerships: a line between two members, or a hub with a line to each of more.

    The partnerships come in the order in which they began; those without a start come last.

    Args:
        iris: The partnerships.
        known: Looks up what is said of them.
        today: The day after which everything is planned; None if it is not known.
        hubs: Draw a hub for two members as well.
    """
    drawn, labels = _partnerships(iris, known.asker), known.labels
    said = known.statements(each.iri for each in drawn)
    labels.learn(member for each in drawn for member in each.members)
    labels.learn(iri for each in drawn for iri in (each.kind, each.start) if iri)
    return [
        line
        for each in drawn
        for line in _lines(each, said[each.iri], labels, today, hub=hubs or _needs_hub(each))
    ]


def _partnerships(iris: Iterable[str], asker: Asker) -> list[_Partnership]:
    rows = asker.about("view/partnerships", iris)
    members: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        members[row["partnership"]].append(row["member"])
    first = {row["partnership"]: row for row in reversed(rows)}
    return [
        _Partnership(
            iri,
            tuple(members[iri]),
            first[iri]["kind"] or "",
            first[iri]["start"] or "",
            first[iri]["status"] or "",
        )
        for iri in sorted(members, key=lambda iri: (_start(first[iri]), iri))
    ]


def _start(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return dates.order(dates.at(row["start"] or ""))


def _needs_hub(partnership: _Partnership) -> bool:
    return len(partnership.members) != _PAIR


def _lines(
    partnership: _Partnership,
    said: tuple[SourcedValue, ...],
    labels: Labels,
    today: date | None,
    *,
    hub: bool,
) -> Iterator[Relation]:
    name = " – ".join(labels[member] for member in partnership.members)
    ends = [(partnership.iri, member) for member in partnership.members]
    if not hub:
        ends = [(partnership.members[0], partnership.members[1])]
    status = partnership.status.removeprefix(CONCEPT + "status-")
    standing = standings.standing(status, dates.at(partnership.start), today)
    for source, target in ends:
        yield Relation(
            partnership.iri,
            source,
            target,
            kind=partnership.kind.removeprefix(CONCEPT + "kind-"),
            kind_label=labels[partnership.kind] if partnership.kind else "",
            label=name,
            start=labels[partnership.start] if partnership.start else "",
            status=standings.told(status, standing, labels.language),
            statements=said,
            standing=standing,
        )


def initiatives(given: Iterable[str], known: Lookup) -> list[Relation]:
    """Draw initiatives as hubs with their cities and events.

    Args:
        given: IRIs of initiatives, or of partnerships whose initiatives are drawn.
        known: Looks up what is said of them.
    """
    rows, labels = known.asker.about("view/initiatives", given), known.labels
    said = known.statements(row["thing"] for row in rows)
    labels.learn(iri for row in rows for iri in (row["thing"], row["other"], row["role"]))
    return [
        Relation(
            row["thing"],
            row["thing"],
            row["other"],
            kind=row["role"].rpartition("#")[2],
            kind_label=labels[row["role"]],
            label=f"{labels[row['thing']]} – {labels[row['other']]}",
            statements=said[row["thing"]],
        )
        for row in rows
    ]
