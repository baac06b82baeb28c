"""Statements of the sources on the things on a page."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from twingraph.core import dates
from twingraph.core.datewords import period
from twingraph.core.terms import expand, kind_of
from twingraph.pages import accounts
from twingraph.pages.accounts import SourcedValue
from twingraph.pages.numbers import exact
from twingraph.pages.reasons import reason_in
from twingraph.store.results import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.core.dates import ImpreciseDate
    from twingraph.pages.asking import Asker
    from twingraph.pages.labels import Labels

# A part of a thing is called by what it is: an act by "renewal", a term by who held it, a phase by
# its status.
_NAMING = [
    expand(name)
    for name in (
        "tg:actKind",
        "tg:field",
        "org:organization",
        "tg:speaker",
        "tg:prospectOf",
        "tg:inState",
        "skos:prefLabel",
        "dct:title",
        "org:member",
        "tg:eventKind",
        "tg:initiativeKind",
        "tg:status",
    )
]
_NAMES = [expand(name) for name in ("skos:prefLabel", "dct:title")]
# What a page says in one line of such a part, in this order, before from when to when it was. What
# names the thing itself that the part belongs to is left out: its page says it already.
_IN_A_LINE = {
    kind: [expand(name) for name in told]
    for kind, told in {
        "affiliation": ("tg:inState",),
        "membership": ("org:organization", "org:member", "tg:membershipKind"),
        "organisation": ("skos:prefLabel", "tg:organisationKind"),
        "population": ("tg:count", "tg:on"),
        "post": ("skos:prefLabel", "org:role"),
        "term": ("org:member", "tg:ofPost"),
    }.items()
}
_CLASSES = {"population": expand("tg:PopulationCount")}
_START, _END = expand("tg:start"), expand("tg:end")
# What tells when a part began; what is only known to have ended comes before its end.
_BEGINNING = [expand(name) for name in ("tg:on", "tg:start", "tg:end")]


def statements(
    things: Iterable[str], asker: Asker, labels: Labels
) -> dict[str, tuple[SourcedValue, ...]]:
    """Return what is claimed about things and their parts, rivals included.

    Args:
        things: IRIs.
        asker: Asks the store.
        labels: Names of things, in the language of the page.

    Returns:
        The statements by the IRI of the thing; a thing about which nothing is claimed is missing.
    """
    rows = sorted(_claims(things, asker), key=_text)
    labels.learn({iri for row in rows for iri in _iris(row)})
    parts = _part_names(rows, labels)
    began = _beginnings(rows)
    rows.sort(key=lambda row: _order(row, began))
    lines = _lines(rows, labels)
    # Two claims that read the same are shown once.
    found: dict[str, dict[SourcedValue, None]] = defaultdict(dict)
    for row in rows:
        found[row["whole"]][_statement(row, parts, lines, labels)] = None
    return {whole: tuple(stated) for whole, stated in found.items()}


def _claims(things: Iterable[str], asker: Asker) -> list[dict[str, Any]]:
    """Return a row for each claim, with its source; sources are asked for once, not in each row."""
    claims = asker.about("view/claims", things)
    cited = defaultdict(list)
    for source in asker.about("view/cited", {claim["source"] for claim in claims}):
        cited[source["source"]].append(source)
    return [
        claim | source | {"address": claim["address"] or source["page"]}
        for claim in claims
        for source in cited[claim["source"]]
    ]


def _part_names(rows: Sequence[Mapping[str, Any]], labels: Labels) -> dict[str, str]:
    names: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: _index(row["property"], _NAMING)):
        if _part(row) and row["property"] in _NAMING:
            named = row["part"] if row["property"] in _NAMES else row["value"]
            names.setdefault(row["part"], _value(named, labels))
    return names


def _beginnings(rows: Iterable[Mapping[str, Any]]) -> dict[str, ImpreciseDate]:
    """Return when each part began or happened, as the first source that is not outdone says."""
    began: dict[str, ImpreciseDate] = {}
    for row in sorted(rows, key=lambda row: _index(row["property"], _BEGINNING)):
        day = dates.at(row["value"]) if isinstance(row["value"], Iri) else None
        if day and row["property"] in _BEGINNING and not row["contradicts"]:
            began.setdefault(row["part"], day)
    return began


def _lines(
    rows: Iterable[Mapping[str, Any]], labels: Labels
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the line of each part that has one, by the thing that is told and the part."""
    used: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: not row["rank"].endswith("-preferred")):
        is_used = not row["contradicts"] and not row["rank"].endswith("-deprecated")
        if kind_of(_part(row)) in _IN_A_LINE and is_used:
            used[row["whole"], row["part"]].setdefault(row["property"], row["value"])
    lines = {key: _line(*key, values, labels) for key, values in used.items()}
    return {key: line for key, line in lines.items() if line}


def _line(
    whole: str, part: str, values: Mapping[str, Any], labels: Labels
) -> tuple[str, str] | None:
    """Return what a page says of a part in one line: its heading, and what is told under it."""
    kind = kind_of(part)
    named = [name for name in _IN_A_LINE[kind] if name in values and values[name] != whole]
    if not named:
        return None
    told = [_value(Iri(part) if name in _NAMES else values[name], labels) for name in named]
    start, end = (dates.at(str(values.get(name, ""))) for name in (_START, _END))
    if when := period(start, end, labels.language):
        told.append(when)
    if kind in _CLASSES:
        return labels[_CLASSES[kind]], ", ".join(told)
    if len(told) == 1:
        return labels[named[0]], told[0]
    return told[0], ", ".join(told[1:])


def _is_in_line(row: Mapping[str, Any]) -> bool:
    """Return whether the line of a part, if it has one, says what a claim states."""
    told = _IN_A_LINE.get(kind_of(row["part"]), ())
    return row["property"] in {*told, _START, _END} or row["value"] == row["whole"]


def _statement(
    row: Mapping[str, Any],
    parts: Mapping[str, str],
    lines: Mapping[tuple[str, str], tuple[str, str]],
    labels: Labels,
) -> SourcedValue:
    part = _part(row)
    return SourcedValue(
        property=labels[row["property"]],
        value=_value(row["value"], labels),
        source=row["title"],
        address=row["address"] or "",
        quote=row["quote"] or "",
        rank=row["rank"].rpartition("-")[2],
        reason=reason_in(row["reason"] or "", labels.language),
        as_of=labels[row["as_of"]] if row["as_of"] else "",
        missing=labels[dates.parse(str(row["missing"])).iri] if row["missing"] else "",
        contradicts=row["contradicts"],
        section=accounts.section_of(part, row["property"]),
        part=part,
        part_label=parts.get(part, ""),
        line=lines.get((row["whole"], row["part"])) if _is_in_line(row) else None,
        publisher=row["publisher"] or "",
        language=_foreign(row, labels),
    )


def _part(row: Mapping[str, Any]) -> str:
    """Return the part of the thing that a claim is about, or "" for the thing itself."""
    return "" if row["part"] == row["whole"] else str(row["part"])


def _value(value: Any, labels: Labels) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        return exact(str(value), labels.language)
    return labels[value] if isinstance(value, Iri) else str(value)


def _foreign(row: Mapping[str, Any], labels: Labels) -> str:
    """Return the language of a value, if it is known and not that of the page."""
    if isinstance(row["value"], Iri):
        return labels.foreign(row["value"])
    spoken = str(row["spoken"] or "")
    return spoken if spoken != labels.language else ""


def _iris(row: Mapping[str, Any]) -> list[str]:
    named = (row["part"], row["property"], row["value"], row["as_of"])
    return [iri for iri in named if isinstance(iri, Iri)]


def _order(row: Mapping[str, Any], began: Mapping[str, ImpreciseDate]) -> tuple[Any, ...]:
    value = row["value"]  # the dates that sources give stand in order of time
    day = dates.at(value) if isinstance(value, Iri) else None
    told = accounts.order(_part(row), row["property"], began.get(row["part"]))
    return (*told, dates.order(day))


def _text(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the order of rows, which is the same wherever they are asked for."""
    return tuple(map(str, row.values()))


def _index(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)
