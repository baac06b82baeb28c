"""Candidates for the names of queries, as the matcher finds and orders them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.geo import kilometres
from twingraph.places.matching import OTHERWISE, PART, WHOLE, Candidate, Linkage, Mention, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twingraph.places.gazetteer import Gazetteer
    from twingraph.serve.reconcile.queries import Query

TYPE = {"id": "City", "name": "City"}


class Named(NamedTuple):
    """A city as clients show it.

    Attributes:
        name: Its name.
        description: What tells it from others of the name: its country.
    """

    name: str
    description: str


def of(
    queries: Sequence[Query], gazetteer: Gazetteer, cities: Mapping[str, Named]
) -> list[list[dict[str, Any]]]:
    """Return the candidates for each query.

    The order is that of the matcher: the match, if there is one, and then what else may be meant.

    Args:
        queries: The queries.
        gazetteer: The places that names may mean.
        cities: The cities, by their ids, with their names.

    Returns:
        The candidates of each query in the same order, as the protocol writes them.
    """
    linkages = iter(link((one for query in queries for one in query.mentions), gazetteer))
    found = []
    for query in queries:
        each = [_identified(one, next(linkages), gazetteer) for one in query.mentions]
        found.append(list(_candidates(query, _any(each), gazetteer, cities)))
    return found


def _any(linkages: Sequence[Linkage]) -> Linkage:
    """Return what any of several names means or may mean; certain is what one alone is."""
    if len(linkages) == 1:
        return linkages[0]
    matches = {one.match.place.id: one.match for one in linkages if one.match}
    match = next(iter(matches.values())) if len(matches) == 1 else None
    listed = [*matches.values(), *(each for one in linkages for each in one.candidates)]
    best: dict[str, Candidate] = {}
    for one in sorted(listed, key=lambda one: -one.score):
        best.setdefault(one.place.id, one)
    if match:
        best.pop(match.place.id)
    return Linkage(match, tuple(best.values()))


def _identified(mention: Mention, linkage: Linkage, gazetteer: Gazetteer) -> Linkage:
    """Link what no city has as its name, but one has as its id, to that city."""
    if (linkage.score or 0) >= PART:
        return linkage
    meant = gazetteer.identified(mention.name)
    country = mention.country
    if len(meant) != 1 or (country and meant[0].country != gazetteer.states.find(country)):
        return linkage
    return Linkage(Candidate(meant[0], WHOLE))


def _candidates(
    query: Query, linkage: Linkage, gazetteer: Gazetteer, cities: Mapping[str, Named]
) -> Iterator[dict[str, Any]]:
    if query.types and TYPE["id"] not in query.types:
        return
    state = gazetteer.states.find(query.mention.country)
    found = [*([linkage.match] if linkage.match else []), *linkage.candidates]
    ours = [one for one in found if one.place.id in cities]
    for one in _meeting(query, ours, gazetteer)[: query.limit]:
        city = cities[one.place.id]
        yield {
            "id": one.place.id,
            "name": city.name,
            "description": city.description,
            "type": [TYPE],
            "score": one.score,
            "match": one == linkage.match,
            "features": list(_features(query, one, state)),
        }


def _meeting(query: Query, found: Iterable[Candidate], gazetteer: Gazetteer) -> list[Candidate]:
    """Leave out who does not meet what is required; who does not meet the rest comes last.

    Of the latter, nobody is certain: the score is that of a city of the name in another country.
    """
    kept, last = [], []
    for one in found:
        unmet = [each for each in query.conditions if not each.is_met(one.place, gazetteer)]
        if not unmet:
            kept.append(one)
        elif not any(each.is_required for each in unmet):
            last.append(Candidate(one.place, min(one.score, OTHERWISE)))
    return [*kept, *last]


def _features(query: Query, one: Candidate, state: str) -> Iterator[dict[str, Any]]:
    """Yield what else was compared, for clients that judge themselves."""
    if query.mention.country:
        agrees = one.place.country == state
        yield {"id": "country", "name": "lies in the country", "value": agrees}
    if query.mention.position and one.place.position:
        away = round(kilometres(query.mention.position, one.place.position), 1)
        yield {"id": "distance", "name": "distance in kilometres", "value": away}
