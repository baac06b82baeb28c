"""Which rows mean one place, and which city that is.

An item decides. Without one, mentions mean one place if they have the same name in the same
country and do not lie far apart, unless other cells, such as a postcode, distinguish them. A place
that is a known city gets the id of that city, any other one an id of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain, combinations, count
from typing import TYPE_CHECKING

from twingraph.core.geo import Position, are_near, kilometres
from twingraph.core.text import fold
from twingraph.places import matching
from twingraph.sources.spreadsheet.clusters import clusters_of, grouped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from twingraph.places.gazetteer import Gazetteer, Place
    from twingraph.sources.spreadsheet.clusters import Cluster, Partners
    from twingraph.sources.spreadsheet.pairings import Pairing, PlaceMention

# Positions of one place that are farther from each other than this are not used.
_DOUBTFUL_KM = 50
# The country in the ids of places without a known country (CLDR's code).
_NOWHERE = "zz"

Mentions = Counter["PlaceMention"]


@dataclass(slots=True)
class City:
    """A place, and the mentions of it.

    Attributes:
        city: Its id.
        known: The known city that it is; None if it is not a known one.
        may_be: Ids of the known cities that it may be, if its name does not say which place it is.
        mentions: Its mentions, and how often each occurs.
    """

    city: str
    known: Place | None
    may_be: list[str] = field(default_factory=list)
    mentions: Mentions = field(default_factory=Counter)

    @property
    def item(self) -> str:
        """Its Wikidata item; empty if no row has it."""
        return next((mention.item for mention in self.mentions if mention.item), "")

    @property
    def countries(self) -> list[str]:
        """Ids of all states in which the mentions put it, in order."""
        return sorted({mention.country for mention in self.mentions} - {""})

    @property
    def country(self) -> str:
        """The state of most mentions; empty if two states have as many."""
        return _commonest(_counts(self.mentions, lambda mention: mention.country))

    @property
    def level(self) -> str:
        """The level of most mentions; empty if two levels have as many."""
        return _commonest(_counts(self.mentions, lambda mention: mention.level))

    @property
    def positions(self) -> Counter[Position]:
        """Positions of the mentions, and how often each occurs."""
        positions = Counter[Position]()
        for mention, times in self.mentions.items():
            if mention.position and not self.misplaces(mention):
                positions[mention.position] += times
        return positions

    @property
    def is_guessed(self) -> bool:
        """Whether its positions are guesses."""
        return any(mention.guessed for mention in self.mentions if mention.position)

    def misplaces(self, mention: PlaceMention) -> bool:
        """Whether a mention guesses a position that is not where the known city lies."""
        where = self.known.position if self.known else None
        if not (mention.guessed and mention.position and where):
            return False
        return not are_near(mention.position, where)

    @property
    def is_doubtful(self) -> bool:
        """Whether its positions are far from each other."""
        pairs = combinations(self.positions, 2)
        return any(kilometres(one, other) > _DOUBTFUL_KM for one, other in pairs)

    @property
    def position(self) -> Position | None:
        """The position of most mentions; None if there is none, or the place is doubtful."""
        positions = self.positions
        if not positions or self.is_doubtful:
            return None
        return min(positions, key=lambda where: (-positions[where], where))

    @property
    def names(self) -> list[str]:
        """Its names, the commonest first."""
        names = _counts(self.mentions, lambda mention: mention.name.name)
        return sorted(names, key=lambda name: (-names[name], name))


def _counts(mentions: Mentions, value: Callable[[PlaceMention], str]) -> Counter[str]:
    """Count a value of the mentions; empty values are not counted."""
    counts = Counter[str]()
    for mention, times in mentions.items():
        if value(mention):
            counts[value(mention)] += times
    return counts


def _commonest(counts: Counter[str]) -> str:
    most = max(counts.values(), default=0)
    best = [value for value, times in counts.items() if times == most]
    return best[0] if len(best) == 1 else ""


def identify_cities(
    pairings: Iterable[Pairing], gazetteer: Gazetteer, source: str, *, apart: bool
) -> dict[PlaceMention, City]:
    """Return the city that each mention in some pairings means.

    Args:
        pairings: The statements of the rows.
        gazetteer: The known cities.
        source: Id of the source, for decisions on its names.
        apart: Whether mentions of one name and country mean several places if they lie far apart.
    """
    mentions: Mentions = Counter()
    partners: defaultdict[PlaceMention, set[PlaceMention]] = defaultdict(set)
    for pairing in pairings:
        mentions.update((pairing.a, pairing.b))
        partners[pairing.a].add(pairing.b)
        partners[pairing.b].add(pairing.a)
    return _Identification(mentions, partners, gazetteer, source, apart).cities_by_mention()


@dataclass(slots=True)
class _Identification:
    mentions: Mentions
    partners: Partners
    gazetteer: Gazetteer
    source: str
    apart: bool
    cities: dict[str, City] = field(default_factory=dict)
    possible: dict[matching.Mention, set[str]] = field(default_factory=dict)

    def cities_by_mention(self) -> dict[PlaceMention, City]:
        ordered = sorted(self.mentions, key=_order)
        for item, mentions in grouped((m for m in ordered if m.item), lambda m: m.item).items():
            identified = self.gazetteer.identified(item)
            known = identified[0] if len(identified) == 1 else None
            self._add(known.id if known else item.lower(), known, mentions)
        unnamed = (mention for mention in ordered if not mention.item)
        groups = grouped(unnamed, lambda mention: fold(mention.name.name))
        places = {
            name: clusters_of(mentions, self.partners, apart=self.apart)
            for name, mentions in groups.items()
        }
        known_ids = self._known([one for mentions in places.values() for one in mentions])
        for clusters in places.values():
            self._assign(clusters, known_ids)
        return {mention: city for city in self.cities.values() for mention in city.mentions}

    def _add(self, city: str, known: Place | None, mentions: Iterable[PlaceMention]) -> City:
        entry = self.cities.setdefault(city, City(city, known))
        entry.mentions.update({mention: self.mentions[mention] for mention in mentions})
        return entry

    # --- known cities ---

    def _known(self, clusters: Iterable[Cluster]) -> dict[matching.Mention, str]:
        """Return the cities of the tables that the names certainly mean.

        A part of a name is not enough, even in the right place: the municipality of Tartu surrounds
        the town of Tartu.
        """
        asked = list(dict.fromkeys(q for cluster in clusters for q in self._queries(cluster)))
        linkages = matching.link(asked, self.gazetteer)
        for query, linkage in zip(asked, linkages, strict=True):
            named = (one.place.id for one in linkage.candidates if one.score >= matching.READ)
            if not linkage.match:
                self.possible[query] = self.gazetteer.cities.intersection(named)
        return {
            query: linkage.match.place.id
            for query, linkage in zip(asked, linkages, strict=True)
            if linkage.match and linkage.match.score >= matching.READ
            if linkage.match.place.id in self.gazetteer.cities
        }

    def _queries(self, cluster: Cluster) -> list[matching.Mention]:
        """Return the names to look up: as the table has them, and as the mapping reads them.

        What was guessed from a name says no more than the name.
        """
        stated = {m: None if m.guessed else m.position for m in cluster}
        placed = {mention: where for mention, where in stated.items() if where}
        return [
            matching.Mention(name, mention.country, "", where, self.source)
            for mention, where in (placed or stated).items()
            for name in dict.fromkeys((mention.name.asked, mention.name.name))
        ]

    def _assign(self, clusters: list[Cluster], known_ids: Mapping[matching.Mention, str]) -> None:
        """Give ids to the places of one name."""
        found = [{known_ids[q] for q in self._queries(c) if q in known_ids} for c in clusters]
        certain = [next(iter(ids)) if len(ids) == 1 else "" for ids in found]
        shared = {city for city, times in Counter(certain).items() if city and times > 1}
        new = []
        for cluster, city in zip(clusters, certain, strict=True):
            known = self.gazetteer.places.get(city)
            # Of two places of a name, only the one that lies where the city lies can be it.
            if known and (city not in shared or _lies_at(cluster, known.position)):
                self._add(city, known, cluster)
                continue
            for query in self._queries(cluster) if known else ():
                self.possible[query] = {city}
            new.append(cluster)
        self._mint(new)

    # --- new ids ---

    def _mint(self, clusters: list[Cluster]) -> None:
        groups = grouped(clusters, _base)
        for base, namesakes in groups.items():
            alone = len(namesakes) == 1 and base not in self.gazetteer.places
            for cluster in namesakes:
                made = self._add(
                    self._free(base if alone else base + _mark(cluster)), None, cluster
                )
                possible = (self.possible.get(query, set()) for query in self._queries(cluster))
                made.may_be = sorted(set[str]().union(*possible))

    def _free(self, city: str) -> str:
        """Number an id that is taken already."""
        numbered = (f"{city}-{number}" for number in count(2))
        return next(one for one in chain((city,), numbered) if not self._is_taken(one))

    def _is_taken(self, city: str) -> bool:
        return city in self.cities or city in self.gazetteer.places


def _lies_at(cluster: Cluster, where: Position | None) -> bool:
    return any(are_near(mention.position, where) for mention in cluster)


def _order(mention: PlaceMention) -> tuple[object, ...]:
    name = mention.name
    spelling = (name.name, name.asked, name.level, name.also, name.formerly)
    where = (mention.country, mention.apart, mention.position or (), mention.level)
    return (mention.item, fold(name.name), where, spelling)


def _base(cluster: Cluster) -> str:
    """Return the id of a place that has no namesakes in its country."""
    countries = sorted({mention.country for mention in cluster} - {""}) or [_NOWHERE]
    return "-".join([*fold(cluster[0].name.name).split(), *countries])


def _mark(cluster: Cluster) -> str:
    """Return the end of an id that distinguishes a place: its own cells or its position."""
    apart = {fold(" ".join(mention.apart)) for mention in cluster} - {""}
    if len(apart) == 1:
        return "-".join(["", *next(iter(apart)).split()])
    where = min((mention.position for mention in cluster if mention.position), default=None)
    return (
        f"-{_hundredths(where.latitude, 'ns')}-{_hundredths(where.longitude, 'ew')}"
        if where
        else ""
    )


def _hundredths(value: float, signs: str) -> str:
    """Write hundredths of degrees for an id: 51.34 north is 5134n."""
    return f"{abs(round(value * 100))}{signs[value < 0]}"
