"""Decisions of people on names, as rows of matches.csv: which place a name means or does not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from twingraph.core.errors import InputError
from twingraph.core.text import counted, fold
from twingraph.places.matching import GEONAMES_ID, ITEM
from twingraph.tables import layout
from twingraph.tables.rows import Row, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from twingraph.core.findings import Finding
    from twingraph.places.gazetteer import Gazetteer
    from twingraph.places.matching import Linkage, Mention

DECISIONS = "matches.csv"
_DECIDED = ("name", "country", "city", "verdict")
_VERDICTS = ("accepted", "rejected", "unsure")


def read(path: Path) -> list[Row]:
    """Read a file of decisions, in the layout of matches.csv.

    Raises:
        CannotError: The file cannot be opened.
        InputError: It does not have the form of that table.
    """
    rows, findings = read_table(path, layout.load().tables[DECISIONS])
    if findings:
        raise InputError("the decisions cannot be read; nothing was written", findings)
    return rows


def decide(rows: Sequence[Row], gazetteer: Gazetteer) -> None:
    """Check decisions against each other and the gazetteer, and enter them into it.

    Args:
        rows: The decisions, in the layout of matches.csv.
        gazetteer: The places; it is changed.

    Raises:
        InputError: A verdict or a city is unknown, or two decisions contradict each other.
    """
    findings = [finding for row in rows for finding in _wrong_decision(row, gazetteer)]
    findings += _contradictions(rows, gazetteer)
    if findings:
        raise InputError("these decisions cannot be followed; nothing was written", findings)
    gazetteer.decide(rows)


def _contradictions(rows: Iterable[Row], gazetteer: Gazetteer) -> Iterator[Finding]:
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        name, country, city, verdict = (row.cells[key] for key in _DECIDED)
        if verdict == "unsure":
            continue
        state = gazetteer.states.find(country) or fold(country)
        other = first.setdefault((fold(name), state, city, row.cells["list"]), row)
        if other.cells["verdict"] != verdict:
            where = f"{other.file}:{other.number}"
            message = (
                f'"{name}" as {city} is {verdict} here, but {other.cells["verdict"]} at {where}'
            )
            yield row.error("contradictory-decisions", message, "verdict")


def _wrong_decision(row: Row, gazetteer: Gazetteer) -> Iterator[Finding]:
    verdict, city = row.cells["verdict"], row.cells["city"]
    if verdict not in _VERDICTS:
        message = f'"{verdict}" is not one of: {", ".join(_VERDICTS)}'
        yield row.error("unknown-verdict", message, "verdict")
    elif verdict == "unsure" or city in gazetteer.places:
        return
    elif not city:
        yield row.error("unknown-city", f"{verdict}, but the city is missing; write its id", "city")
    elif not GEONAMES_ID.fullmatch(city):
        near = ", ".join(gazetteer.nearest(city))
        yield row.error("unknown-city", f'no city "{city}"; nearest: {near}', "city")
    elif verdict == "accepted":
        message = f'"{city}" is not known; is --geonames missing?'
        yield row.error("unknown-city", message, "city")


def proposals(
    mentions: Iterable[Mention], linkages: Iterable[Linkage], gazetteer: Gazetteer
) -> bytes:
    """Write the candidates of the names that are not matched, one row each, for a person to decide.

    The layout is that of matches.csv. A name without a candidate has a row without a city.

    Args:
        mentions: The names.
        linkages: What each of them means or may mean, in the same order.
        gazetteer: The places.

    Returns:
        The bytes of the table.
    """
    table = layout.load().tables[DECISIONS]
    rows: dict[tuple[str, ...], Row] = {}
    for mention, linkage in zip(mentions, linkages, strict=True):
        if linkage.match or not fold(mention.name):
            continue
        state = gazetteer.states.find(mention.country) or mention.country
        asked = {"name": mention.name, "country": state, "verdict": "unsure"}
        asked["list"] = mention.source
        for city, reason in _reasons(linkage):
            cells = dict.fromkeys(table.header, "") | asked | {"city": city, "reason": reason}
            key = (mention.name, state, city)
            rows.setdefault(key, Row("", "", DECISIONS, 0, cells))
    return write_table(rows.values(), table)


def _reasons(linkage: Linkage) -> Iterator[tuple[str, str]]:
    if not linkage.candidates:
        yield "", "No candidate; write the id of the city if you know it."
    count = len(linkage.candidates)
    for number, candidate in enumerate(linkage.candidates, start=1):
        place = candidate.place
        size = f", {counted(place.population, 'inhabitant')}" if place.population else ""
        what = f"{place.label}, {place.country}{size}"
        yield place.id, f"Candidate {number} of {count}, score {candidate.score}: {what}."


def summary(
    mentions: Sequence[Mention], linkages: Sequence[Linkage], gazetteer: Gazetteer
) -> Iterator[str]:
    """Yield lines that report how many rows were matched, and what could not be used.

    Args:
        mentions: The names, one for each row.
        linkages: What each of them means or may mean, in the same order.
        gazetteer: The places.
    """
    matched = sum(1 for linkage in linkages if linkage.match)
    proposed = sum(1 for linkage in linkages if not linkage.match and linkage.candidates)
    rest = len(linkages) - matched - proposed
    counts = f"{matched} matched, {proposed} with candidates only, {rest} without a candidate"
    yield f"{counted(len(linkages), 'row')}: {counts}"
    countries = Counter(q.country for q in mentions if q.country)
    for country, count in sorted(countries.items()):
        if not gazetteer.states.find(country):
            rows = counted(count, "row")
            yield f'unknown country "{country}" ({rows}); no city in it can be matched'
    items = Counter(q.wikidata for q in mentions if q.wikidata)
    for item, count in sorted(items.items()):
        if not ITEM.fullmatch(item):
            yield f'"{item}" is not a Wikidata item ({counted(count, "row")}); it was ignored'
