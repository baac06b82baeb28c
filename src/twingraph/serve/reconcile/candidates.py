"""Candidates for the names of queries, as the matcher finds and orders them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.geo import kilometres
from twingraph.places.matching import PART, WHOLE, Candidate, Linkage, link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    linkages = link((query.mention for query in queries), gazetteer)
    return [
        list(_candidates(query, _identified(query, linkage, gazetteer), gazetteer, cities))
        for query, linkage in zip(queries, linkages, strict=True)
    ]


def _identified(query: Query, linkage: Linkage, gazetteer: Gazetteer) -> Linkage:
    """Link what no city has as its name, but one has as its id, to that city."""
    if (linkage.score or 0) >= PART:
        return linkage
    meant = gazetteer.identified(query.mention.name)
    country = query.mention.country
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
    there = [one for one in ours if not query.needs_country or one.place.country == state]
    for one in there[: query.limit]:
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


def _features(query: Query, one: Candidate, state: str) -> Iterator[dict[str, Any]]:
    """Yield what else was compared, for clients that judge themselves."""
    if query.mention.country:
        agrees = one.place.country == state
        yield {"id": "country", "name": "lies in the country", "value": agrees}
    if query.mention.position and one.place.position:
        away = round(kilometres(query.mention.position, one.place.position), 1)
        yield {"id": "distance", "name": "distance in kilometres", "value": away}
