"""Writing what was fetched from Wikidata as tables, which ``build`` reads like any others.

Each item is a source of its own: the statements of Leipzig's item on Kraków and of Kraków's on
Leipzig are two claims. The rows are in the order of the items' numbers, so that the same
statements give the same bytes, in whatever order they came.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from twingraph.core import dates, ids
from twingraph.core.version import __version__
from twingraph.sources.wikidata import duplicates
from twingraph.sources.wikidata.model import EVERY_LANGUAGE, Item, Population, Twinning, number
from twingraph.sources.wikidata.selection import Selection
from twingraph.tables import layout, rules
from twingraph.tables.folder import european, known_states, shipped, write_folder
from twingraph.tables.phases import Lifetime, phases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from twingraph.sources.wikidata.model import Fetched
    from twingraph.sources.wikidata.scope import Scope
    from twingraph.sources.wikidata.selection import Pair
    from twingraph.tables.folder import Cells

_WORD = "twinned administrative body"  # label of the one property for partnerships, P190


def write_tables(fetched: Fetched, output: Path, scope: Scope) -> dict[str, Any]:
    """Write tables, the list of what was left out, and their manifest.

    Args:
        fetched: The statements of Wikidata.
        output: Folder to write; it is made.
        scope: The partnerships to keep.

    Returns:
        The content of the manifest.

    Raises:
        CannotError: A file cannot be written.
    """
    selected = Selection(fetched, scope)
    named: Counter[str] = Counter(item for pair in selected.pairs for item in pair)
    cities = [selected.item(item) for item in selected.cities]
    level = {item.item: selected.level(item.item) for item in cities}
    folder = _Folder(selected, cities, list(duplicates.find(cities, level, named)))
    made = {name: folder.acceptable(name, rows) for name, rows in folder.tables().items()}
    return write_folder(output, made, folder.manifest(), selected.left_out)


@dataclass(frozen=True, slots=True)
class _Folder:
    """The tables of one fetch, while they are made."""

    selected: Selection
    cities: list[Item]
    same: list[duplicates.Duplicate]

    def acceptable(self, name: str, rows: Iterable[Cells]) -> list[Cells]:
        """Leave out rows that ``build`` would refuse for a reason that no statement shows."""
        table, kept = layout.load().tables[name], []
        for row in rows:
            if breach := rules.refusal(row, table):
                item = row.get("source", "").removeprefix("wikidata-").upper()
                reason = f"a row of {name}: {breach.rule}"
                self.selected.left_out.add((item, "", breach.column), reason, breach.message)
            else:
                kept.append(row)
        return kept

    # --- tables ---

    def tables(self) -> dict[str, list[Cells]]:
        """Return the rows of each table."""
        cities, pairs = self.cities, self.selected.pairs
        speaking = {twinning.subject for pair in pairs.values() for twinning in pair}
        countries = sorted({c.item for item in cities for c in item.countries}, key=number)
        states = {self.selected.state(item): self.selected.item(item) for item in countries}
        made: dict[str, list[Cells]] = {
            "cities.csv": [self._city(item) for item in cities],
            "names.csv": [row for item in cities if item.labels for row in _names(item)],
            "affiliations.csv": [row for item in cities for row in self._affiliations(item)],
            "populations.csv": [row for item in cities for row in _populations(item)],
            "partnerships.csv": [row for pair in pairs for row in self._partnership(pair)],
            "same-as.csv": [self._same(duplicate) for duplicate in self.same],
            "kinds.csv": [_word()],
        }
        known = known_states(states)
        ours = {row["state"] for row in known}
        made["states.csv"] = known + [
            row
            for state, item in states.items()
            if state not in ours
            for row in _state(state, item)
        ]
        cited = {row["source"] for row in made["states.csv"]}
        new = [item for item in states.values() if source(item.item) in cited]
        made["sources.csv"] = self._sources(cities, new, speaking, cited)
        return made

    def _city(self, item: Item) -> Cells:
        return {
            "city": slug(item.item),
            "country": self.selected.country(item),
            "level": self.selected.level(item.item),
            "wikidata": item.item,
            "latitude": item.latitude,
            "longitude": item.longitude,
            "source": source(item.item),
        }

    def _affiliations(self, item: Item) -> Iterator[Cells]:
        """Yield countries with their times; one without a time adds nothing to cities.csv."""
        met = Counter[str]()
        standing = [country for country in item.countries if country.rank != "deprecated"]
        if len(standing) == 1 and not (standing[0].start or standing[0].end):
            return
        for country in standing:
            state = self.selected.state(country.item)
            met[state] += 1
            name = f"{slug(item.item)}--{state}"
            yield {
                "affiliation": name if met[state] == 1 else f"{name}--{met[state]}",
                "city": slug(item.item),
                "state": state,
                "start": country.start,
                "end": country.end,
                **_statement(item.item, country.rank, country.references),
            }

    def _partnership(self, pair: Pair) -> Iterator[Cells]:
        members = sorted(map(slug, pair))
        word = _word()
        kind = {"kind": word["kind"], "language": word["language"], "kind_word": word["word"]}
        met: list[Cells] = []
        for twinning, rows in _phases(self.selected.pairs[pair]):
            shared = {
                "partnership": ids.partnership(members),
                "members": layout.joined(members),
                **_statement(twinning.subject, twinning.rank, twinning.references),
            }
            active, *over = rows
            yield shared | kind | active | {"as_of": twinning.on}
            # Statements with different starts may share their end.
            for row in over:
                ended = shared | row
                if ended not in met:
                    met.append(ended)
                    yield ended

    def _same(self, duplicate: duplicates.Duplicate) -> Cells:
        return {
            "city": slug(duplicate.item),
            "same_as": slug(duplicate.same_as),
            "reason": duplicate.reason,
            "decided_by": "rule of twingraph fetch",
            "decided_on": self.selected.fetched.retrieved,
        }

    def _sources(
        self, cities: Sequence[Item], states: Sequence[Item], speaking: set[str], cited: set[str]
    ) -> list[Cells]:
        """Return all items as sources; one that names partners is its city's own source."""
        items = {item.item: item for item in (*cities, *states)}
        rows = [
            {
                "source": source(item.item),
                "title": f"{_label(item)} ({item.item})" if item.labels else item.item,
                "publisher": "Wikidata",
                "kind": "database",
                "language": "mul",
                "address": f"https://www.wikidata.org/wiki/{item.item}",
                "retrieved": self.selected.fetched.retrieved,
                "city": slug(item.item) if item.item in speaking else "",
            }
            for item in sorted(items.values(), key=lambda item: number(item.item))
        ]
        return rows + [row for row in shipped("sources.csv") if row["source"] in cited]

    # --- manifest ---

    def manifest(self) -> dict[str, Any]:
        """Return what was read, kept and left out."""
        selected, europe = self.selected, european()
        sides = [
            {twinning.subject for twinning in twinnings} for twinnings in selected.pairs.values()
        ]
        beyond = sum(
            bool(europe & selected.codes(one)) != bool(europe & selected.codes(other))
            for one, other in selected.pairs
        )
        return {
            "source": "Wikidata",
            "license": "https://creativecommons.org/publicdomain/zero/1.0/",
            "retrieved": selected.fetched.retrieved,
            "twingraph": __version__,
            "entities_read": selected.fetched.entities_read,
            "statements_read": selected.fetched.statements_read,
            "cities": len(self.cities),
            "cities_without_their_item": sum(
                city.item not in selected.fetched.items for city in self.cities
            ),
            "partnerships": len(selected.pairs),
            "one_sided": sum(len(side) == 1 for side in sides),
            "with_one_end_outside_europe": beyond,
            "duplicates": len(self.same),
            "skipped": dict(sorted(selected.skipped.items())),
        }


def slug(item: str) -> str:
    """Return the id of a fetched place, until a curated city turns out to be the same."""
    return item.lower()


def source(item: str) -> str:
    """Return the id of an item as a source."""
    return f"wikidata-{item.lower()}"


def _statement(item: str, rank: str, references: Iterable[str]) -> Cells:
    return {
        "source": source(item),
        "rank": "" if rank == "normal" else rank,
        "references": layout.joined(references),
    }


def _label(item: Item) -> str:
    """Return the English name, else the one for all languages, else the first, else the number."""
    labels = item.labels
    return (
        labels.get("en")
        or labels.get(EVERY_LANGUAGE)
        or next(iter(sorted(labels.values())), item.item)
    )


def _names(item: Item) -> Iterator[Cells]:
    """Yield the names of an item; if it has none, a row that names nothing."""
    labels: Mapping[str, str] = item.labels or {"": ""}
    for language, name in sorted(labels.items()):
        yield {
            "city": slug(item.item),
            "language": language,
            "name": name,
            "source": source(item.item),
        }


@cache
def _word() -> Cells:
    """Return what the word of Wikidata means, by ``data/kinds.csv``."""
    (row,) = (row for row in shipped("kinds.csv") if row["word"] == _WORD)
    return row


def _state(state: str, item: Item) -> Iterator[Cells]:
    """Yield the rows of a state that the dataset does not know."""
    for row in _names(item):
        del row["city"]
        yield row | {"state": state, "wikidata": item.item}


def _populations(item: Item) -> Iterator[Cells]:
    """Yield the latest count of the best rank: Wikidata has dozens for many cities."""
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
