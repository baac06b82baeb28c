"""Statements of the sources on the things in a view."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from twingraph.core import dates
from twingraph.core.terms import ID, expand
from twingraph.pages.view.scene import SourcedValue
from twingraph.store.results import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.pages.view.asking import Asker
    from twingraph.pages.view.labels import Labels

# A part of a thing is called by what it is: an act by "renewal", a term by who held it.
_NAMING = [
    expand(name)
    for name in (
        "tg:actKind",
        "tg:field",
        "tg:membershipKind",
        "tg:speaker",
        "tg:prospectOf",
        "skos:prefLabel",
        "dct:title",
        "org:member",
        "tg:eventKind",
        "tg:initiativeKind",
    )
]
# A partnership is described in this order: its own words, its phases, what was signed, and so on.
_PROPERTIES = [
    expand(name)
    for name in (
        "skos:prefLabel",
        "skos:altLabel",
        "tg:formerName",
        "tg:country",
        "dct:title",
        "tg:kind",
        "tg:kindWord",
        "tg:member",
        "tg:status",
        "tg:start",
        "tg:end",
    )
]
_PARTS = ["phase", "charter", "act", "engagement", "prospect", "quotation", "initiative", "event"]


def statements(
    things: Iterable[str], asker: Asker, labels: Labels
) -> dict[str, tuple[SourcedValue, ...]]:
    """Return what is claimed about things and their parts, rivals included.

    Args:
        things: IRIs.
        asker: Asks the store.
        labels: Names of things, in the language of the view.

    Returns:
        The statements by the IRI of the thing; a thing about which nothing is claimed is missing.
    """
    rows = sorted(asker.about("view/claims", things), key=_order)
    labels.learn(iri for row in rows for iri in _iris(row))
    parts = _part_names(rows, labels)
    # Two claims that read the same are shown once.
    found: dict[str, dict[SourcedValue, None]] = defaultdict(dict)
    for row in rows:
        found[row["whole"]][_statement(row, parts.get(row["part"], ""), labels)] = None
    return {whole: tuple(stated) for whole, stated in found.items()}


def _part_names(rows: Sequence[Mapping[str, Any]], labels: Labels) -> dict[str, str]:
    names: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: _index(row["property"], _NAMING)):
        if row["part"] != row["whole"] and row["property"] in _NAMING:
            names.setdefault(row["part"], _value(row["value"], labels))
    return names


def _statement(row: Mapping[str, Any], part: str, labels: Labels) -> SourcedValue:
    word = labels[row["property"]]
    return SourcedValue(
        property=f"{part}: {word}" if part else word,
        value=_value(row["value"], labels),
        source=row["title"],
        address=row["address"] or "",
        quote=row["quote"] or "",
        rank=row["rank"].rpartition("-")[2],
        reason=row["reason"] or "",
        as_of=labels[row["as_of"]] if row["as_of"] else "",
        missing=labels[dates.parse(str(row["missing"])).iri] if row["missing"] else "",
        contradicts=row["contradicts"],
    )


def _value(value: Any, labels: Labels) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return labels[value] if isinstance(value, Iri) else str(value)


def _iris(row: Mapping[str, Any]) -> list[str]:
    named = (row["part"], row["property"], row["value"], row["as_of"])
    return [iri for iri in named if isinstance(iri, Iri)]


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    part = row["part"]
    kind = part.removeprefix(ID).partition("/")[0]
    rank = -1 if part == row["whole"] else _index(kind, _PARTS)
    value = row["value"]  # the dates that sources give stand in order of time
    day = dates.at(value) if isinstance(value, Iri) else None
    return rank, part, _index(row["property"], _PROPERTIES), row["property"], dates.order(day)


def _index(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)
