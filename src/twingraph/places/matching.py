"""Which city a name in somebody's own table means, or may mean.

A Wikidata item decides first, then the whole name with its country, then its parts. A name that
may mean several places, or matches none exactly, gets candidates with a score and no id: nothing
is guessed. Decisions of people are in the gazetteer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.geo import are_near
from twingraph.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from twingraph.core.geo import Position
    from twingraph.places.gazetteer import Gazetteer, Place

# Scores, from 0 to 100. Between two names that only resemble each other it is their similarity.
WHOLE = 100  # the name as it stands
LARGEST = 98  # the name as it stands, which other places have that are far smaller
READ = 95  # the name after "Municipality" or a country is taken off, or both its parts
PART = 90  # a part of the name, whose other part nobody knows
OTHERWISE = 80  # the name, but in another country, or only the second part of it
LEAST = 75  # less similar names are no candidates
MOST_CANDIDATES = 5
MOST_SIMILAR = 20  # names that are looked at; several may be of one place

ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)", re.ASCII)
# The town as a body corporate: a partner is always the municipality, so it is the same partner.
# Not "gmina", "district" or "county": their names are those of towns inside them.
_BODY = re.compile(
    r"^(?:municipality of|city of|stadt|ville de|comune di)\s+|\s+(?:municipality|kommune?)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,/()]|\s[-–]\s")
GEONAMES_ID = re.compile(r"geonames:\d+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A city as somebody's table names it.

    Attributes:
        name: The name as the table has it.
        country: Its country, as the table has it; empty if it has none.
        wikidata: Its Wikidata item; empty if there is none.
        position: Degrees north and east; None if it is not known.
        source: Id of the source of the table, for decisions on its names; empty if it has none.
    """

    name: str
    country: str = ""
    wikidata: str = ""
    position: Position | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with a score from 0 to 100."""

    place: Place
    score: int


@dataclass(frozen=True, slots=True)
class Linkage:
    """The places that a name means or may mean.

    Attributes:
        match: The place that is certainly meant; None if that is uncertain.
        candidates: Places that may be meant, best first; beside a match, places of the same name
            that are far smaller, or lie elsewhere than the mention says.
    """

    match: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def score(self) -> int | None:
        """Score of the match or of the best candidate; None if there is neither."""
        best = self.match or next(iter(self.candidates), None)
        return best.score if best else None


def link(mentions: Iterable[Mention], gazetteer: Gazetteer) -> list[Linkage]:
    """Link names to places, by items, names and similar names.

    Args:
        mentions: The names.
        gazetteer: The places.

    Returns:
        What each name means or may mean, in the same order.
    """
    asked = list(mentions)
    linkages = {mention: link_exactly(mention, gazetteer) for mention in dict.fromkeys(asked)}
    unknown = [
        mention
        for mention, linkage in linkages.items()
        if (linkage.score or 0) < PART and not ITEM.fullmatch(mention.name)
    ]
    for mention, similar in _similar(unknown, gazetteer):
        linkages[mention] = _proposed((*linkages[mention].candidates, *similar))
    return [linkages[mention] for mention in asked]


def _proposed(candidates: Iterable[Candidate]) -> Linkage:
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=_rank):
        best.setdefault(candidate.place.id, candidate)
    return Linkage(candidates=tuple(best.values())[:MOST_CANDIDATES])


def _rank(candidate: Candidate) -> tuple[int, bool, int, str]:
    place = candidate.place
    foreign = GEONAMES_ID.fullmatch(place.id) is not None
    return -candidate.score, foreign, -(place.population or 0), place.id


def link_exactly(mention: Mention, gazetteer: Gazetteer) -> Linkage:
    """Link a name by its item and by itself, but not by similar names.

    Where item and name contradict each other, nothing is certain.

    Args:
        mention: The name.
        gazetteer: The places.
    """
    item = ITEM.fullmatch(mention.wikidata) or ITEM.fullmatch(mention.name)
    named = _by_name(mention, gazetteer)
    if not item:
        return named
    identified = [Candidate(place, WHOLE) for place in gazetteer.identified(item[1])]
    others = (named.match, *named.candidates) if named.match else named.candidates
    meant = {other.place for other in others if other.score >= READ}
    if len(identified) == 1 and (not meant or identified[0].place in meant):
        return Linkage(identified[0])
    if not identified and named.match and not named.match.place.wikidata:
        return named
    return _proposed((*identified, *others))


def _by_name(mention: Mention, gazetteer: Gazetteer) -> Linkage:
    rejected = gazetteer.rejected(mention.name, mention.country, mention.source)
    for reading in _readings(mention, gazetteer):
        allowed = [place for place in reading.places if place.id not in rejected]
        if allowed:
            proposed = _proposed(Candidate(place, reading.score) for place in allowed)
            if chosen := _chosen(mention, reading, gazetteer, allowed):
                others = (one for one in proposed.candidates if one.place != chosen.place)
                return Linkage(chosen, tuple(others))
            return proposed
    return Linkage()


class _Reading(NamedTuple):
    """A way to read a name.

    Attributes:
        score: How sure it is.
        name: The part of the name that it reads.
        places: The places that have this part as their name.
        state: Id of the state in which they lie, as far as the country is stated.
    """

    score: int
    name: str
    places: Sequence[Place]
    state: str = ""


def _readings(mention: Mention, gazetteer: Gazetteer) -> Iterator[_Reading]:
    """Read a name in one way after the other, the surest first."""
    name, country = mention.name, mention.country
    bearers = partial(gazetteer.bearers, source=mention.source)
    town = _BODY.sub("", name)
    head, *others = [part for piece in _PARTS.split(name) if (part := piece.strip())] or [""]
    yield _Reading(WHOLE, name, bearers(name, country), country)
    yield _Reading(READ, town, bearers(town, country), country)
    yield _agreed(head, others, country, gazetteer, bearers)
    yield _Reading(PART, head, bearers(head, country), country)
    named = (place for other in others for place in bearers(other, country))
    yield _Reading(OTHERWISE, name, [*named, *bearers(name), *bearers(head)], country)


def _chosen(
    mention: Mention, reading: _Reading, gazetteer: Gazetteer, places: Sequence[Place]
) -> Candidate | None:
    """Choose the only place, or the one beside which the others are far smaller.

    A position excludes places that lie elsewhere, and confirms a part of a name.
    """
    where, score = mention.position, reading.score
    there = [place for place in places if not _elsewhere(where, place.position)]
    confirmed = where is not None and all(place.position for place in there)
    if score < PART or (score == PART and not confirmed):
        return None
    if len(there) == 1:
        return Candidate(there[0], score)
    largest = gazetteer.outstanding(reading.name, there, located=bool(reading.state or where))
    return Candidate(largest, min(score, LARGEST)) if largest else None


def _elsewhere(one: Position | None, other: Position | None) -> bool:
    return one is not None and other is not None and not are_near(one, other)


def _agreed(
    head: str,
    others: Sequence[str],
    country: str,
    gazetteer: Gazetteer,
    bearers: Callable[[str, str], Sequence[Place]],
) -> _Reading:
    """Read all parts of a name, which must mean one place; a country among them is the country.

    An unknown part is not ignored: then there is no such place, so that Frankfurt (Oder) is
    never Frankfurt am Main.
    """
    states = {state for other in others if (state := gazetteer.states.find_part(other))}
    if country:
        states.add(gazetteer.states.find(country))
    if len(states) > 1 or not others:
        return _Reading(READ, head, [])  # a name cannot be in two countries
    state = next(iter(states), "") or country  # an unknown country has no places
    names = [head, *(other for other in others if not gazetteer.states.find_part(other))]
    same = set.intersection(*({*bearers(name, state)} for name in names))
    return _Reading(READ, head, sorted(same, key=lambda place: place.id), state)


def _similar(
    mentions: Iterable[Mention], gazetteer: Gazetteer
) -> Iterator[tuple[Mention, list[Candidate]]]:
    """Yield the places with similar names in the same country."""
    by_state: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if fold(mention.name):
            by_state[gazetteer.states.find(mention.country)].append(mention)
    for state, names in gazetteer.names_by_state(by_state).items():
        keys = list(names)
        for mention in by_state[state]:
            rejected = gazetteer.rejected(mention.name, mention.country, mention.source)
            yield (
                mention,
                [
                    Candidate(gazetteer.places[place], score)
                    for key, score in _nearest(fold(mention.name), keys)
                    for place in names[key]
                    if place not in rejected
                ],
            )


def _nearest(name: str, keys: Sequence[str]) -> Iterator[tuple[str, int]]:
    from rapidfuzz import fuzz, process

    near = process.extract(name, keys, scorer=fuzz.ratio, score_cutoff=LEAST, limit=None)
    best = sorted((-round(score), index) for _, score, index in near)[:MOST_SIMILAR]
    return ((keys[index], min(-score, WHOLE - 1)) for score, index in best)
