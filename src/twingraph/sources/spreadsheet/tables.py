"""Writing the statements of somebody's table as tables, which ``build`` reads like any others.

A row of partnerships.csv is a statement on a pair; the rows of the original table that make it are
in its note. Equal statements become one row, whichever partner they begin with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from twingraph.core import ids
from twingraph.core.errors import InputError
from twingraph.core.geo import degrees
from twingraph.sources.spreadsheet import manifest, sheet
from twingraph.sources.spreadsheet.places import identify_cities
from twingraph.sources.spreadsheet.reading import RowReader
from twingraph.tables import layout
from twingraph.tables.folder import known_states, shipped, write_folder
from twingraph.tables.phases import Lifetime, phases
from twingraph.tables.rules import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from twingraph.places.gazetteer import Gazetteer, Place
    from twingraph.sources.spreadsheet.model import TableMapping
    from twingraph.sources.spreadsheet.pairings import Pairing, PlaceMention
    from twingraph.sources.spreadsheet.places import City
    from twingraph.sources.spreadsheet.sheet import RecordFile
    from twingraph.tables.folder import Cells

# A note names so many of the rows that state the same, and counts the others.
_NAMED_ROWS = 5

_Pair = tuple[str, str]
# Start, end, kind and word: the statement of a row on a pair.
_Said = tuple[str, str, str, str]


def write_tables(
    files: Iterable[Path],
    mapping: TableMapping,
    output: Path,
    gazetteer: Gazetteer,
    countries: frozenset[str] | None = None,
    nodes: Path | None = None,
) -> dict[str, Any]:
    """Write the tables of a folder, and its manifest.

    Args:
        files: Tables in somebody's own layout.
        mapping: Meaning of their columns.
        output: Folder to write; it is made.
        gazetteer: The known cities, which keep their ids.
        countries: Codes of countries, such as "de": a partnership stays if one of its places
            lies in one. None for all.
        nodes: Table of the places that the rows name by an id; None if the mapping has none.

    Returns:
        The content of the manifest.

    Raises:
        CannotError: A file cannot be read or written.
        InputError: A file does not fit the mapping, two files have the same name, or the folder
            has tables of another origin.
    """
    places = _nodes(mapping, nodes)
    links = (sheet.read(path, mapping.file, mapping.columns()) for path in files)
    sheets = sorted(links, key=lambda one: one.file)
    _refuse_namesakes([one.file for one in (*sheets, *places)])
    reader = RowReader(mapping, gazetteer)
    for one in places:
        reader.nodes = sheet.by_id(one, mapping.nodes.id if mapping.nodes else "")
        for record in one.records:
            if record.cells is None:
                reader.skip(record.file, record.number, "a node with too many or too few cells")
    read = (reader.read(record) for one in sheets for record in one.records)
    pairings = [pairing for pairing in read if pairing]
    apart = mapping.names.namesakes == "apart"
    cities = identify_cities(pairings, gazetteer, mapping.source.id, apart=apart)
    folder = _Folder(mapping, gazetteer, reader, cities, countries)
    folder.gather(pairings)
    made = folder.tables()
    entities = len({id(city) for city in cities.values()})
    said = manifest.describe(
        mapping, reader, entities, folder.cities, folder.speakers, sheets, places
    )
    return write_folder(output, made, said, reader.left_out)


def _nodes(mapping: TableMapping, path: Path | None) -> list[RecordFile]:
    """Read the table of nodes, if the mapping has one."""
    if mapping.nodes and path:
        return [sheet.read(path, mapping.nodes.file, mapping.nodes.columns())]
    if mapping.nodes:
        raise InputError("the mapping has [nodes]; give their table with --nodes")
    if path:
        raise InputError(
            f"the mapping has no [nodes] that say what the columns of {path} mean; add them, or"
            " leave out --nodes"
        )
    return []


def _refuse_namesakes(files: Sequence[str]) -> None:
    """Refuse two files of one name: notes and the list of what was left out name rows by file."""
    twice = sorted(name for name, times in Counter(files).items() if times > 1)
    if twice:
        raise InputError(f"two files are called {twice[0]}; give each file its own name")


@dataclass(slots=True)
class _Folder:
    """The tables, while they are made."""

    mapping: TableMapping
    gazetteer: Gazetteer
    reader: RowReader
    found: dict[PlaceMention, City]
    countries: frozenset[str] | None
    pairs: defaultdict[_Pair, defaultdict[_Said, list[Pairing]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    breaches: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    # --- which pairings stay ---

    def gather(self, pairings: Iterable[Pairing]) -> None:
        """Group pairings by pair, and by their statement on it."""
        for pairing in pairings:
            ends = self.found[pairing.a], self.found[pairing.b]
            if refused := self._refusal(*ends):
                self.reader.skip(pairing.file, pairing.number, *refused)
                continue
            one, other = sorted(end.city for end in ends)
            statement = pairing.start, pairing.end, pairing.kind, pairing.word
            if breach := _breach("partnerships.csv", self._rows((one, other), [statement])):
                self.reader.skip(pairing.file, pairing.number, *breach)
                continue
            if self.pairs[one, other][statement]:
                self.reader.skip(pairing.file, pairing.number, "the same as another row")
            self.pairs[one, other][statement].append(pairing)

    def _refusal(self, one: City, other: City) -> tuple[str, str] | None:
        """Return why a pair of cities is left out, with details; None if it is not."""
        if one is other:
            return "a place twinned with itself", one.city
        near = self.countries
        if near is not None and near.isdisjoint([*one.countries, *other.countries]):
            return "in none of the countries", ""
        return self._breach(one) or self._breach(other)

    def _breach(self, city: City) -> tuple[str, str] | None:
        """Return the rule of the tables that the rows of a city break."""
        if city.city not in self.breaches:
            rows = {"cities.csv": [self._city(city)], "names.csv": self._names(city)}
            breaches = (_breach(table, made) for table, made in rows.items())
            self.breaches[city.city] = next(filter(None, breaches), None)
        return self.breaches[city.city]

    @property
    def cities(self) -> list[City]:
        """The cities that stay, in order of their ids."""
        by_id = {city.city: city for city in self.found.values()}
        return [by_id[name] for name in sorted({name for pair in self.pairs for name in pair})]

    # --- tables ---

    def tables(self) -> dict[str, list[Cells]]:
        """Return the rows of each table."""
        cities = self.cities
        states = {country for city in cities for country in city.countries}
        made: dict[str, list[Cells]] = {
            "cities.csv": [self._city(city) for city in cities],
            "names.csv": [row for city in cities for row in self._names(city)],
            "affiliations.csv": [row for city in cities for row in self._affiliations(city)],
            "partnerships.csv": [
                row for pair in sorted(self.pairs) for row in self._rows(pair, self.pairs[pair])
            ],
            "kinds.csv": self._kinds(),
            "states.csv": self._states(states),
        }
        cited = {row["source"] for row in made["states.csv"]}
        made["sources.csv"] = [self._source(), *_shipped("sources.csv", "source", cited)]
        return made

    def _source(self) -> Cells:
        source = self.mapping.source
        same = ("title", "publisher", "kind", "language", "address", "published", "retrieved")
        return {"source": source.id, **{name: getattr(source, name) for name in same}}

    def _city(self, city: City) -> Cells:
        if city.is_doubtful:
            reason = "positions of the same place that are far apart"
            self.reader.left_out.add(("", "", city.city), reason)
        if any(map(city.misplaces, city.mentions)):
            reason = "a guessed position far from the known city"
            self.reader.left_out.add(("", "", city.city), reason)
        where = city.position
        return {
            "city": city.city,
            "country": city.country,
            "level": city.level,
            "wikidata": city.item,
            "latitude": degrees(where.latitude) if where else "",
            "longitude": degrees(where.longitude) if where else "",
            "source": self.mapping.source.id,
            "confidence": "low" if where and city.is_guessed else "",
        }

    def _names(self, city: City) -> Iterator[Cells]:
        """Yield the names of a city, if the table has any and not only its item.

        What the table calls a known city is another name: its usual names are known already.
        """
        if not city.names:
            return
        name = "" if city.known else city.names[0]
        also = [*city.names, *_others(city, "also")]
        yield {
            "city": city.city,
            "source": self.mapping.source.id,
            "language": self.mapping.names.language,
            "name": name,
            "also": layout.joined(self._own(also, city, name)),
            "formerly": layout.joined(self._own(_others(city, "formerly"), city, *also)),
        }

    def _bearers(self, name: str, country: str = "") -> list[Place]:
        return self.gazetteer.bearers(name, country, self.mapping.source.id)

    def _own(self, names: Iterable[str], city: City, *given: str) -> Iterator[str]:
        """Leave out names that are already among the given ones, or that belong to another city."""
        for name in names:
            others = [] if name in given else self._bearers(name, city.country)
            if others and city.known not in others and name not in city.names:
                reason = "a name that is another place’s"
                self.reader.left_out.add(("", "", city.city), reason, name)
            elif name not in given:
                yield name.replace(";", ",")

    def _affiliations(self, city: City) -> Iterator[Cells]:
        """Yield the countries of a city if it has several; one alone adds nothing to cities.csv."""
        for state in city.countries if len(city.countries) > 1 else ():
            yield {
                "affiliation": f"{city.city}--{state}",
                "city": city.city,
                "state": state,
                "source": self.mapping.source.id,
            }

    def _rows(self, pair: _Pair, statements: Iterable[_Said]) -> Iterator[Cells]:
        """Yield the rows of the statements on a pair, in order of time."""
        ordered = sorted(statements, key=lambda one: (_lifetime(one).order, one))
        for one, rows in zip(ordered, phases(map(_lifetime, ordered)), strict=True):
            _, _, kind, word = one
            shared = {
                "partnership": ids.partnership(pair),
                "members": layout.joined(pair),
                "source": self.mapping.source.id,
                "note": _note(self.pairs[pair].get(one, [])),
            }
            language = self.mapping.partnership.language if word else ""
            named = {"kind": kind, "language": language, "kind_word": word}
            yield shared | named | rows[0]
            yield from (shared | over for over in rows[1:])

    def _kinds(self) -> list[Cells]:
        """Return the meaning of the words that are used, from ``data/kinds.csv`` if it has them."""
        language = self.mapping.partnership.language
        known = {row["word"]: row for row in shipped("kinds.csv") if row["language"] == language}
        used = {word for statements in self.pairs.values() for _, _, _, word in statements} - {""}
        given = self.mapping.partnership.kinds
        mapped = {kind.word or word: kind for word, kind in given.items()}
        return [
            known.get(word)
            or {
                "word": word,
                "language": language,
                "kind": mapped[word].kind,
                "reason": mapped[word].reason,
            }
            for word in sorted(used)
        ]

    def _states(self, states: set[str]) -> list[Cells]:
        """Return the rows of states in the curated dataset, and those of others."""
        known = known_states(states)
        others = sorted(states - {row["state"] for row in known})
        return known + [self._state(state) for state in others]

    def _state(self, state: str) -> Cells:
        words = self.reader.state_names[state]
        name = min(words, key=lambda word: (-words[word], word), default=state)
        own = {"state": state, "language": self.mapping.names.language, "name": name}
        return own | {"source": self.mapping.source.id}

    @property
    def speakers(self) -> dict[_Pair, set[str]]:
        """The cities from whose side each pair is stated."""
        return {
            pair: {self.found[pairing.a].city for rows in statements.values() for pairing in rows}
            for pair, statements in self.pairs.items()
        }


def _breach(table: str, rows: Iterable[Cells]) -> tuple[str, str] | None:
    """Return the first rule of a table that its rows break, with what is wrong."""
    described = layout.load().tables[table]
    breaches = (refusal(row, described) for row in rows)
    breach = next(filter(None, breaches), None)
    return (f"{breach.rule} ({table})", f"{breach.column}: {breach.message}") if breach else None


def _shipped(table: str, column: str, wanted: set[str]) -> list[Cells]:
    return [row for row in shipped(table) if row[column] in wanted]


def _others(city: City, which: str) -> list[str]:
    """Return the other names of a city, in order."""
    return sorted({name for mention in city.mentions for name in getattr(mention.name, which)})


def _lifetime(statement: _Said) -> Lifetime:
    start, end, _, _ = statement
    return Lifetime(start, end, bool(end) or None)


def _note(pairings: Sequence[Pairing]) -> str:
    """Name the rows that make a statement."""
    rows = sorted((one.file, one.number) for one in pairings)
    named = ", ".join(f"{file}:{number}" for file, number in rows[:_NAMED_ROWS])
    more = len(rows) - _NAMED_ROWS
    return f"{named} and {more} more" if more > 0 else named
