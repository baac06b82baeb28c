"""The atlas of what a store holds: a few large questions, whose answers are joined here.

Each question reads all of one pattern. A store would need longer to join them, and to sort what
is sorted here anyway.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from twingraph.core import dates
from twingraph.core.collector import without_collector
from twingraph.core.geo import position
from twingraph.core.terms import CONCEPT, expand, slug
from twingraph.core.text import clean
from twingraph.pages.asking import Asker
from twingraph.pages.atlas import evidence, tours
from twingraph.pages.atlas.model import Atlas, City, Membership, Partnership, Phase
from twingraph.pages.atlas.rows import Row, as_text, grouped, in_order
from twingraph.pages.atlas.scope import shown
from twingraph.pages.dataset import dataset_of
from twingraph.pages.labels import Labels
from twingraph.store import questions
from twingraph.store.names import best
from twingraph.store.results import Iri

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from twingraph.core.languages import Language
    from twingraph.store.engine import Store
    from twingraph.store.parameters import Parameter

_USUAL = expand("skos:prefLabel")
_STATUS = CONCEPT + "status-"
_day = cache(dates.at)  # Partnerships have few dates, and many of them the same.


def filters() -> tuple[Parameter, ...]:
    """Return the filters that an atlas takes."""
    return questions.named("atlas/partnerships").filters


def atlas(store: Store, language: Language, chosen: Mapping[str, str] | None = None) -> Atlas:
    """Return the atlas of a store; if it shows all of it, it tells the stories as well.

    Args:
        store: The store that is asked.
        language: Language of all words.
        chosen: Which partnerships it shows: values of ``filters``, by their names.

    Raises:
        UnknownName: A filter names what the graph does not have.
    """
    with without_collector():
        found = _asked(Asker(store), language, chosen or {})
    return found if chosen else replace(found, stories=tours.told(store, found))


def _asked(asker: Asker, language: Language, chosen: Mapping[str, str]) -> Atlas:
    told = grouped(asker.ask("atlas/partnerships", **chosen), "partnership")
    members = _members(asker, told)
    cities = _cities(asker, {city for each in members.values() for city in each}, language)
    numbers = {iri: number for number, iri in enumerate(cities)}
    partnerships = _partnerships(asker, told, members, numbers)
    memberships = _memberships(asker, numbers)
    return Atlas(
        language=language,
        dataset=dataset_of(asker, language),
        cities=tuple(cities.values()),
        partnerships=partnerships,
        evidence=evidence.of(asker, members),
        memberships=memberships,
        labels=_labels(asker, cities.values(), partnerships, memberships, language),
    )


def _members(asker: Asker, partnerships: Collection[str]) -> dict[str, list[Iri]]:
    """Return the members of those of these partnerships that are shown."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in asker.ask("atlas/members"):
        if row["partnership"] in partnerships:
            found[row["partnership"]].append(row["member"])
    return shown(found)


# --- cities ---------------------------------------------------------------------------------------


def _cities(asker: Asker, wanted: set[str], language: Language) -> dict[str, City]:
    """Return the cities by their addresses, in order."""
    known = grouped(asker.ask("atlas/cities"), "city")
    names = grouped(asker.ask("atlas/names"), "city")
    labels = Labels(asker, language)  # of those that have no usual name
    labels.learn(iri for iri in wanted if all(row["property"] != _USUAL for row in names[iri]))
    return {
        iri: _city(iri, in_order(known[iri])[0] if known[iri] else {}, names[iri], labels)
        for iri in sorted(wanted)
    }


def _city(iri: str, row: Mapping[str, Any], named: list[Row], labels: Labels) -> City:
    usual: dict[str, str] = {}
    names = set()
    for each in in_order(named):
        name = clean(str(each["name"]))
        names.add(name)
        if each["property"] == _USUAL:
            usual.setdefault(each["language"], name)
    label = best(usual, labels.language) or clean(labels[iri]) or slug(iri)
    place = position(*(str(row.get(axis) or "") for axis in ("latitude", "longitude")))
    others = tuple(sorted(names - {label, ""}))
    return City(slug(iri), label, others, _address(row.get("country")), place)


# --- partnerships ---------------------------------------------------------------------------------


def _partnerships(
    asker: Asker,
    told: Mapping[str, list[Row]],
    members: Mapping[str, Iterable[str]],
    numbers: Mapping[str, int],
) -> tuple[Partnership, ...]:
    fields: dict[str, set[str]] = defaultdict(set)
    for row in asker.ask("atlas/fields"):
        fields[row["partnership"]].add(_address(row["field"]))
    phases = _phases(asker)
    return tuple(
        Partnership(
            id=slug(iri),
            members=tuple(numbers[city] for city in cities),
            kind=_first(told[iri], "kind"),
            status=_first(told[iri], "status").removeprefix(_STATUS),
            since=_day(_first(told[iri], "since")),
            until=_day(_first(told[iri], "until")),
            fields=tuple(sorted(fields[iri] - {""})) if iri in fields else (),
            phases=phases.get(iri, ()),
        )
        for iri, cities in members.items()
    )


def _first(rows: Sequence[Row], column: str) -> str:
    """Return one address of a column, the same one wherever a store has several; "" if none."""
    if len(rows) == 1:  # as nearly all partnerships have
        return _address(rows[0][column])
    return min(filter(None, (_address(row[column]) for row in rows)), default="")


def _phases(asker: Asker) -> dict[str, tuple[Phase, ...]]:
    found = grouped(asker.ask("atlas/phases"), "partnership")
    return {iri: tuple(map(_phase, in_order(rows, _place))) for iri, rows in found.items()}


def _phase(row: Row) -> Phase:
    status = _address(row["status"]).removeprefix(_STATUS)
    return Phase(status, _day(_address(row["start"])), _day(_address(row["end"])))


def _memberships(asker: Asker, numbers: Mapping[str, int]) -> tuple[Membership, ...]:
    return tuple(
        Membership(
            numbers[row["city"]],
            row["network"],
            *(_day(_address(row[end])) for end in ("start", "end")),
        )
        for row in in_order(asker.ask("atlas/memberships"))
        if row["city"] in numbers and isinstance(row["network"], Iri)
    )


def _labels(
    asker: Asker,
    cities: Iterable[City],
    partnerships: Iterable[Partnership],
    memberships: Iterable[Membership],
    language: Language,
) -> dict[str, str]:
    named = {city.country for city in cities} | {each.network for each in memberships}
    for partnership in partnerships:
        named |= {partnership.kind, *partnership.fields}
    labels = Labels(asker, language)
    labels.learn(named - {""})
    return {iri: clean(labels[iri]) for iri in named - {""}}


def _place(row: Row) -> tuple[int, str]:
    """Return the order of phases; one whose number is none, as others may write it, comes last."""
    number = row["number"]
    return number if isinstance(number, int) else sys.maxsize, as_text(row)


def _address(value: object) -> str:
    """Return an address; "" for what another store has in its place, or does not have."""
    return value if isinstance(value, Iri) else ""
