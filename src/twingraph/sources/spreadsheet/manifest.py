"""The manifest of the tables made of somebody's table: what was read, kept and left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from twingraph.core.text import fold
from twingraph.core.version import __version__
from twingraph.sources.spreadsheet.clusters import grouped
from twingraph.tables.folder import european

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.places.states import States
    from twingraph.sources.spreadsheet.model import TableMapping
    from twingraph.sources.spreadsheet.places import City
    from twingraph.sources.spreadsheet.reading import RowReader
    from twingraph.sources.spreadsheet.sheet import RecordFile
    from twingraph.tables.leftout import Omission


def describe(
    mapping: TableMapping,
    reader: RowReader,
    entities: int,
    cities: Sequence[City],
    speakers: Mapping[tuple[str, str], set[str]],
    links: Sequence[RecordFile],
    nodes: Sequence[RecordFile],
) -> dict[str, Any]:
    """Return what was read, kept and left out.

    Args:
        mapping: Meaning of the columns.
        reader: The reader of the rows, when it has read them all.
        entities: The number of places that the rows name.
        cities: Those of them that stay, in order of their ids.
        speakers: The places from whose side each pair of places is stated.
        links: The files whose rows state partnerships.
        nodes: The files of places to which these refer.
    """
    states = european()
    europeans = {city.city for city in cities if not states.isdisjoint(city.countries)}
    return {
        "source": mapping.source.title,
        "license": mapping.source.license,
        "retrieved": mapping.source.retrieved,
        "twingraph": __version__,
        "read": [*map(_file, links)],
        "nodes": [*map(_file, nodes)],
        "entities_read": entities,
        "statements_read": sum(len(one.records) for one in links),
        "cities": len(cities),
        "cities_known": sum(city.known is not None for city in cities),
        "partnerships": len(speakers),
        "one_sided": sum(len(said_by) == 1 for said_by in speakers.values()),
        "with_one_end_outside_europe": sum(len(europeans & {*pair}) == 1 for pair in speakers),
        **_omissions(mapping, reader),
        **_places(cities, reader.gazetteer.states),
    }


def _file(file: RecordFile) -> dict[str, Any]:
    return {"file": file.file, "rows": len(file.records), "sha256": file.sha256}


def _omissions(mapping: TableMapping, reader: RowReader) -> dict[str, Any]:
    return {
        "skipped": _sorted(Counter(one.reason for one in reader.left_out if _is_row(one))),
        "corrected": {
            correction.reason: reader.corrected[correction.reason] for correction in mapping.correct
        },
        "not_understood": {what: _sorted(words) for what, words in sorted(reader.unknown.items())},
    }


def _places(cities: Sequence[City], states: States) -> dict[str, Any]:
    """Return what a person should know of the places: which countries, namesakes and doubts."""
    named = {city.city: states.find_part(city.names[0]) for city in cities if city.names}
    return {
        "in_several_countries": {
            city.city: city.countries for city in cities if len(city.countries) > 1
        },
        "namesakes": _namesakes(cities),
        "named_as_states": {
            city.city: [named[city.city]]
            for city in cities
            if not city.known and named.get(city.city, "") in {city.country} - {""}
        },
        "open": {city.city: city.may_be for city in cities if city.may_be},
    }


def _namesakes(cities: Iterable[City]) -> dict[str, list[str]]:
    """Return the places of each name that places in several countries have."""
    named = grouped((city for city in cities if city.names), lambda city: fold(city.names[0]))
    return {
        alike[0].names[0]: [city.city for city in alike]
        for _, alike in sorted(named.items())
        if len({city.country for city in alike} - {""}) > 1
    }


def _is_row(omission: Omission) -> bool:
    """Whether a row was left out as a whole."""
    _, row, column = omission.place
    return bool(row) and not column


def _sorted(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
