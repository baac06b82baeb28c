"""Writing what was fetched from Wikidata as tables, which ``build`` reads like any others.

Each item is a source of its own: what Leipzig's item says of Kraków and what Kraków's says of
Leipzig are two claims. The rows are in the order of the items' numbers, so that the same
statements give the same bytes, in whatever order they came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from twingraph.core import dates, ids
from twingraph.core.version import __version__
from twingraph.sources.wikidata import duplicates
from twingraph.sources.wikidata.model import (
    NO_PARTNER,
    UNKNOWN_PARTNER,
    Item,
    Population,
    Twinning,
    number,
)
from twingraph.tables.folder import european, shipped, write_folder
from twingraph.tables.phases import Lifetime, phases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from twingraph.sources.wikidata.model import Fetched
    from twingraph.tables.folder import Cells

__all__ = ["Scope", "european", "levels", "slug", "source", "write_tables"]

_WORD = {
    "word": "twinned administrative body",
    "language": "en",
    "kind": "twin-town",
    "reason": "Label of Wikidata’s one property for partnerships (P190). It does not tell twin"
    " towns from partner cities or friendships.",
}

_KIND = {"kind": _WORD["kind"], "language": _WORD["language"], "kind_word": _WORD["word"]}

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which partnerships are kept.

    Attributes:
        countries: Codes of countries, such as "de": a partnership stays if one of its places
            lies or lay in one. None for all.
        levels: Levels that both places must have, such as "city". Empty for all.
    """

    countries: frozenset[str] | None = None
    levels: frozenset[str] = frozenset()


def write_tables(fetched: Fetched, output: Path, scope: Scope) -> dict[str, Any]:
    """Write tables and their manifest.

    Args:
        fetched: What Wikidata says.
        output: Folder to write; it is made.
        scope: What is kept of it.

    Returns:
        What the manifest says.

    Raises:
        CannotError: A file cannot be written.
    """
    folder = _Folder(fetched, scope)
    return write_folder(output, folder.tables(), folder.manifest())


def levels() -> list[Cells]:
    """Read which level the classes of Wikidata are of, by ``data/levels.csv``, the first first."""
    return shipped("levels.csv")


@dataclass(slots=True)
class _Folder:
    """The tables of one fetch, while they are made."""

    fetched: Fetched
    scope: Scope
    skipped: Counter[str] = field(default_factory=Counter)
    pairs: dict[_Pair, list[Twinning]] = field(default_factory=dict)
    statements: int = 0
    level: dict[str, str] = field(default_factory=dict)
    same: list[duplicates.Duplicate] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.skipped.update(self.fetched.skipped)
        order = [(row["item"], row["level"]) for row in levels()]
        above = self.fetched.superclasses
        for item in self.fetched.items.values():
            classes = frozenset[str]().union(*(above.get(c, frozenset()) for c in item.classes))
            self.level[item.item] = next((lv for root, lv in order if root in classes), "")
        self._gather()
        named: Counter[str] = Counter(item for pair in self.pairs for item in pair)
        self.same = list(duplicates.find(map(self._item, self.cities), self.level, named))

    # --- which statements stay ---

    def _gather(self) -> None:
        pairs: dict[_Pair, list[Twinning]] = defaultdict(list)
        for twinning in sorted(set(self.fetched.twinnings), key=lambda t: t.order):
            self.statements += 1
            if reason := self._reason(twinning):
                self.skipped[reason] += 1
            else:
                one, other = sorted((twinning.subject, twinning.object), key=number)
                pairs[one, other].append(twinning)
        for pair in sorted(pairs, key=lambda pair: (number(pair[0]), number(pair[1]))):
            if all(twinning.rank == "deprecated" for twinning in pairs[pair]):
                self.skipped["deprecated, and said by nobody else"] += len(pairs[pair])
            else:
                self.pairs[pair] = pairs[pair]

    def _reason(self, twinning: Twinning) -> str:
        """Say why a statement is not used; empty if it is."""
        ends = (twinning.subject, twinning.object)
        if ends[0] == ends[1]:
            return "a place twinned with itself"
        countries = self.scope.countries
        if countries is not None and not any(countries & self._codes(item) for item in ends):
            return "in none of the countries"
        if self.scope.levels and not {self.level.get(item, "") for item in ends} <= (
            self.scope.levels
        ):
            return "of another level"
        return ""

    def _codes(self, item: str) -> frozenset[str]:
        countries = self._item(item).countries
        return frozenset(self._state(c.item) for c in countries if c.rank != "deprecated")

    # --- what is known of a place ---

    @property
    def cities(self) -> list[str]:
        return sorted({item for pair in self.pairs for item in pair}, key=number)

    def _item(self, item: str) -> Item:
        return self.fetched.items.get(item) or Item(item)

    def _state(self, item: str) -> str:
        return (self._item(item).code or item).lower()

    def _country(self, item: Item) -> str:
        """Today's country: of the best rank, without an end."""
        lasting = [c for c in item.countries if not c.ended and c.rank != "deprecated"]
        best = [c for c in lasting if c.rank == "preferred"] or lasting
        return self._state(min((c.item for c in best), key=number)) if best else ""

    # --- tables ---

    def tables(self) -> dict[str, list[Cells]]:
        """Return the rows of each table."""
        cities = [self._item(item) for item in self.cities]
        spoken = {twinning.subject for pair in self.pairs.values() for twinning in pair}
        countries = sorted({c.item for item in cities for c in item.countries}, key=number)
        states = [*map(self._item, countries)]
        made: dict[str, list[Cells]] = {
            "cities.csv": [self._city(item) for item in cities],
            "names.csv": [row for item in cities for row in _names(item)],
            "affiliations.csv": [row for item in cities for row in self._affiliations(item)],
            "populations.csv": [row for item in cities for row in _populations(item)],
            "partnerships.csv": [row for pair in self.pairs for row in self._partnership(pair)],
            "same-as.csv": [self._same(duplicate) for duplicate in self.same],
            "kinds.csv": [_WORD],
        }
        made["states.csv"] = [row for state in states for row in self._state_names(state)]
        region = self._regions({row["state"] for row in made["states.csv"]})
        made["states.csv"] += region
        made["sources.csv"] = self._sources(cities, states, spoken, {r["source"] for r in region})
        return made

    def _city(self, item: Item) -> Cells:
        return {
            "city": slug(item.item),
            "country": self._country(item),
            "level": self.level.get(item.item, ""),
            "wikidata": item.item,
            "latitude": item.latitude,
            "longitude": item.longitude,
            "source": source(item.item),
        }

    def _affiliations(self, item: Item) -> Iterator[Cells]:
        """Countries with their times; one country without a time says no more than cities.csv."""
        told = Counter[str]()
        standing = [country for country in item.countries if country.rank != "deprecated"]
        if len(standing) == 1 and not (standing[0].start or standing[0].end):
            return
        for country in standing:
            state = self._state(country.item)
            told[state] += 1
            name = f"{slug(item.item)}--{state}"
            yield {
                "affiliation": name if told[state] == 1 else f"{name}--{told[state]}",
                "city": slug(item.item),
                "state": state,
                "start": country.start,
                "end": country.end,
                **_statement(item.item, country.rank, country.references),
            }

    def _partnership(self, pair: _Pair) -> Iterator[Cells]:
        members = sorted(map(slug, pair))
        met: list[Cells] = []
        for twinning, rows in _phases(self.pairs[pair]):
            shared = {
                "partnership": ids.partnership(members),
                "members": "; ".join(members),
                **_statement(twinning.subject, twinning.rank, twinning.references),
            }
            active, *over = rows
            yield shared | _KIND | active | {"as_of": twinning.on}
            # Statements with different starts may share their end.
            for row in over:
                ended = shared | row
                if ended not in met:
                    met.append(ended)
                    yield ended

    def _state_names(self, item: Item) -> Iterator[Cells]:
        for row in _names(item):
            del row["city"]
            yield row | {"state": self._state(item.item)}

    @staticmethod
    def _regions(states: set[str]) -> list[Cells]:
        return [row for row in shipped("states.csv") if row["region"] and row["state"] in states]

    def _same(self, duplicate: duplicates.Duplicate) -> Cells:
        return {
            "city": slug(duplicate.item),
            "same_as": slug(duplicate.same_as),
            "reason": duplicate.reason,
            "decided_by": "rule of twingraph fetch",
            "decided_on": self.fetched.retrieved,
        }

    def _sources(
        self, cities: Sequence[Item], states: Sequence[Item], spoken: set[str], cited: set[str]
    ) -> list[Cells]:
        """Every item is a source; only one that names partners itself speaks for its city."""
        items = {item.item: item for item in (*cities, *states)}
        rows = [
            {
                "source": source(item.item),
                "title": f"{_label(item)} ({item.item})" if item.labels else item.item,
                "publisher": "Wikidata",
                "kind": "database",
                "language": "mul",
                "address": f"https://www.wikidata.org/wiki/{item.item}",
                "retrieved": self.fetched.retrieved,
                "city": slug(item.item) if item.item in spoken else "",
            }
            for item in sorted(items.values(), key=lambda item: number(item.item))
        ]
        return rows + [row for row in shipped("sources.csv") if row["source"] in cited]

    # --- manifest ---

    def manifest(self) -> dict[str, Any]:
        """Say what was read, kept and left out."""
        sides = [{twinning.subject for twinning in said} for said in self.pairs.values()]
        europe = european()
        beyond = sum(
            1
            for one, other in self.pairs
            if bool(europe & self._codes(one)) != bool(europe & self._codes(other))
        )
        return {
            "source": "Wikidata",
            "license": "https://creativecommons.org/publicdomain/zero/1.0/",
            "retrieved": self.fetched.retrieved,
            "twingraph": __version__,
            "entities_read": self.fetched.entities_read,
            "statements_read": self.statements
            + sum(self.fetched.skipped.get(why, 0) for why in (UNKNOWN_PARTNER, NO_PARTNER)),
            "cities": len(self.cities),
            "cities_without_their_item": sum(c not in self.fetched.items for c in self.cities),
            "partnerships": len(self.pairs),
            "one_sided": sum(len(side) == 1 for side in sides),
            "with_one_end_outside_europe": beyond,
            "duplicates": len(self.same),
            "skipped": dict(sorted(self.skipped.items())),
        }


def slug(item: str) -> str:
    """Id of a fetched place, until a curated city turns out to be the same."""
    return item.lower()


def source(item: str) -> str:
    """Id of an item as a source."""
    return f"wikidata-{item.lower()}"


def _statement(item: str, rank: str, references: Iterable[str]) -> Cells:
    # A semicolon would end the address in the cell.
    addresses = [address.replace(";", "%3B") for address in references]
    return {
        "source": source(item),
        "rank": "" if rank == "normal" else rank,
        "references": "; ".join(addresses),
    }


def _label(item: Item) -> str:
    """English name, else the one for all languages, else the first; else the item's number."""
    labels = item.labels
    return labels.get("en") or labels.get("mul") or next(iter(sorted(labels.values())), item.item)


def _names(item: Item) -> Iterator[Cells]:
    labels: Mapping[str, str] = item.labels or {"mul": item.item}
    for language, name in sorted(labels.items()):
        yield {
            "city": slug(item.item),
            "language": language,
            "name": name,
            "source": source(item.item),
        }


def _populations(item: Item) -> Iterator[Cells]:
    """Yield the latest count of the best rank: Wikidata has dozens for many a city."""
    for population in _latest(item.populations):
        yield {
            "population": f"{slug(item.item)}--{population.on.lower()}",
            "city": slug(item.item),
            "count": str(population.count),
            "on": population.on,
            **_statement(item.item, population.rank, population.references),
        }


def _latest(populations: Sequence[Population]) -> list[Population]:
    standing = [p for p in populations if p.rank != "deprecated"]
    best = [p for p in standing if p.rank == "preferred"] or standing
    last = max((dates.parse(p.on).latest or date.min for p in best), default=None)
    return [p for p in best if dates.parse(p.on).latest == last][:1]


def _phases(said: Sequence[Twinning]) -> Iterator[tuple[Twinning, list[Cells]]]:
    """Put the statements on a partnership in order, each with its phases."""
    lasted = {t: Lifetime(t.start, t.end, t.ended) for t in said}
    ordered = sorted(said, key=lambda t: (lasted[t].order, t.order))
    return zip(ordered, phases(lasted[t] for t in ordered), strict=True)
