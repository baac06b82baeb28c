"""A mapping: what the columns of somebody's table mean."""

# ruff: noqa: RUF009 - key() declares a field of a dataclass, as dataclasses.field() does

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import CannotError, InputError
from twingraph.sources.spreadsheet import toml
from twingraph.sources.spreadsheet.toml import key
from twingraph.tables.folder import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from re import Pattern


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it all: a row of sources.csv.

    Attributes:
        id: Id of the source.
        title: Its title.
        kind: A concept of the scheme of sources, such as "database".
        address: Web address of the table, or of what tells of it.
        retrieved: On which day somebody fetched the table.
        publisher: Who publishes it.
        language: Its language.
        published: When it was published.
        license: Address of its licence; only the manifest names it.
    """

    id: str = key(toml.slug)
    title: str = key(toml.text)
    kind: str = key(toml.concept("source"))
    address: str = key(toml.web)
    retrieved: str = key(toml.day)
    publisher: str = key(toml.text, "")
    language: str = key(toml.language, "")
    published: str = key(toml.edtf, "")
    license: str = key(toml.web, "")


@dataclass(frozen=True, slots=True)
class Form:
    """How the file is written.

    Attributes:
        delimiter: What stands between two cells; empty: whichever makes most columns.
        encoding: Its encoding.
        quote: What encloses a cell; empty: nothing does.
    """

    delimiter: str = key(toml.sign, "")
    encoding: str = key(toml.codec, "utf-8")
    quote: str = key(toml.sign, '"')


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of the places are.

    Attributes:
        language: Their language; "und" where they are in several, or in nobody knows which.
        namesakes: "apart": places of one name and country are several if they lie far from each
            other; "one": they are one, and its position is doubtful then.
    """

    language: str = key(toml.language, "und")
    namesakes: str = key(toml.one_of(("apart", "one")), "apart")


@dataclass(frozen=True, slots=True)
class Value:
    """Where a value comes from: a column, or the mapping itself.

    Attributes:
        column: Name of the column.
        constant: The value for all rows, where no column has it.
    """

    column: str = key(toml.text, "")
    constant: str = key(toml.text, "")

    def of(self, cells: Mapping[str, str]) -> str:
        """Return the value for a row."""
        return cells[self.column] if self.column else self.constant


def _value(said: Any, where: str, mistakes: toml.Mistakes) -> Value | None:
    """Read a value: the name of a column, or a table with column or constant."""
    if isinstance(said, str):
        return Value(column=said)
    value = toml.table(Value)(said, where, mistakes)
    if value and bool(value.column) == bool(value.constant):
        mistakes.add(where, "needs either a column or a constant")
    return value


@dataclass(frozen=True, slots=True)
class NamePattern:
    """What is to be made of names of one form. The first pattern that fits a whole name counts.

    Attributes:
        match: A regular expression with the group name, and also or formerly for other names.
        countries: States, by their ids, in which it holds; empty: in all.
        name: What is made of the group name, such as "Kreis {name}".
        level: Level of such places.
    """

    match: Pattern[str] = key(toml.pattern("name", "also", "formerly"))
    countries: tuple[str, ...] = key(toml.texts, ())
    name: str = key(toml.template, "{name}")
    level: str = key(toml.concept("level"), "")


@dataclass(frozen=True, slots=True)
class Side:
    """Where one of the two partners stands.

    Attributes:
        name: Column of its name.
        country: Its country, by any name or code.
        wikidata: Column of its Wikidata item.
        latitude: Column of degrees north.
        longitude: Column of degrees east.
        label: Column with the name that the position belongs to, as a gazetteer gave it; a
            position is only used if the place's own name is a part of it.
        apart_by: Columns that tell places of one name apart, such as a postcode.
        level: Level of the places.
        pattern: What is to be made of their names.
    """

    name: str = key(toml.text)
    country: Value | None = key(_value, None)
    wikidata: str = key(toml.text, "")
    latitude: str = key(toml.text, "")
    longitude: str = key(toml.text, "")
    label: str = key(toml.text, "")
    apart_by: tuple[str, ...] = key(toml.texts, ())
    level: str = key(toml.concept("level"), "")
    pattern: tuple[NamePattern, ...] = key(toml.several(toml.table(NamePattern)), ())


@dataclass(frozen=True, slots=True)
class Kind:
    """What a word of the table for a kind of partnership means.

    Attributes:
        kind: A concept of the scheme of kinds.
        word: The word as it is to be quoted; empty: none is.
        reason: Why the word means this; needed where there is one.
    """

    kind: str = key(toml.concept("kind"))
    word: str = key(toml.text, "")
    reason: str = key(toml.text, "")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A date that only says that nobody knew it."""

    date: str = key(toml.edtf)
    reason: str = key(toml.text)


@dataclass(frozen=True, slots=True)
class Partnership:
    """What is said of a partnership.

    Attributes:
        start: When it began.
        end: When it ended.
        date_format: How dates are written: "edtf", "year", or as ``strptime`` has it, such as
            "%d.%m.%Y"; of several, the first that fits counts.
        placeholder: Dates that are none.
        kind: Its kind, or a word for it.
        kinds: Meaning of such words.
        language: Language of these words.
    """

    start: Value | None = key(_value, None)
    end: Value | None = key(_value, None)
    date_format: tuple[str, ...] = key(toml.texts, ("edtf",))
    placeholder: tuple[Placeholder, ...] = key(toml.several(toml.table(Placeholder)), ())
    kind: Value | None = key(_value, None)
    kinds: Mapping[str, Kind] = key(toml.by_word(toml.table(Kind)), factory=dict)
    language: str = key(toml.language, "")


@dataclass(frozen=True, slots=True)
class Correction:
    """Cells that are known to be wrong.

    Attributes:
        where: Value of each column by which the rows are known.
        set: What stands in which column instead.
        reason: Why.
        file: Name of the file where this holds; empty: in all.
    """

    where: Mapping[str, str] = key(toml.by_word(toml.text))
    set: Mapping[str, str] = key(toml.by_word(toml.text))
    reason: str = key(toml.text)
    file: str = key(toml.text, "")


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What the columns of a table mean.

    Attributes:
        source: Who says it.
        a: The one partner; who made the table speaks for it.
        b: The other.
        partnership: What is said of the two.
        file: How the file is written.
        names: What the names are.
        countries: State of each country as the table has it; empty where it is none of today.
        correct: Cells that are known to be wrong.
    """

    source: Source = key(toml.table(Source))
    a: Side = key(toml.table(Side))
    b: Side = key(toml.table(Side))
    partnership: Partnership = key(toml.table(Partnership), Partnership())
    file: Form = key(toml.table(Form), Form())
    names: Names = key(toml.table(Names), Names())
    countries: Mapping[str, str] = key(toml.by_word(toml.slug), factory=dict)
    correct: tuple[Correction, ...] = key(toml.several(toml.table(Correction)), ())

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield every key that names a column, and the name."""
        for side, keys in (("a", self.a), ("b", self.b)):
            for name in ("name", "wikidata", "latitude", "longitude", "label"):
                yield f"{side}.{name}", getattr(keys, name)
            yield from ((f"{side}.apart_by", column) for column in keys.apart_by)
            yield f"{side}.country", keys.country.column if keys.country else ""
        for name in ("start", "end", "kind"):
            value = getattr(self.partnership, name)
            yield f"partnership.{name}", value.column if value else ""
        for number, correction in enumerate(self.correct, start=1):
            for name in (*correction.where, *correction.set):
                yield f"correct[{number}]", name


def read(path: Path) -> TableMapping:
    """Read a mapping.

    Raises:
        CannotError: The file cannot be opened.
        InputError: It is no TOML, or says what a mapping cannot say; all mistakes at once.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: the mapping is not in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: the mapping is no TOML: {error}") from error
    mistakes = toml.Mistakes(str(path))
    mapping = toml.table(TableMapping)(said, "", mistakes)
    if mapping and not mistakes:
        _check(mapping, mistakes)
    if mapping is None or mistakes:
        raise InputError("the mapping cannot be used; nothing was written", mistakes)
    return mapping


def _check(mapping: TableMapping, mistakes: toml.Mistakes) -> None:
    for name, side in (("a", mapping.a), ("b", mapping.b)):
        if bool(side.latitude) != bool(side.longitude):
            mistakes.add(name, "needs both latitude and longitude, or neither")
        if side.label and not side.latitude:
            mistakes.add(f"{name}.label", "needs latitude and longitude, whose name it is")
    if any(row["source"] == mapping.source.id for row in shipped("sources.csv")):
        mistakes.add("source.id", f'"{mapping.source.id}" is a source of data/ already')
    _check_kinds(mapping.partnership, mistakes)


def _check_kinds(partnership: Partnership, mistakes: toml.Mistakes) -> None:
    """Hold words against ``data/kinds.csv``: a word means the same in all tables."""
    mapped = {(row["word"], row["language"]): row["kind"] for row in shipped("kinds.csv")}
    for word, kind in partnership.kinds.items():
        where = f"partnership.kinds.{word}"
        known = mapped.get((kind.word, partnership.language), kind.kind)
        if kind.word and not (kind.reason and partnership.language):
            mistakes.add(where, "a word needs its reason, and partnership.language its language")
        elif known != kind.kind:
            text = f'"{kind.word}" means {known} in data/kinds.csv, not {kind.kind}'
            mistakes.add(where, text)
    value = partnership.kind
    if value and value.constant and not (partnership.kinds or value.constant in _kinds()):
        mistakes.add("partnership.kind", f'"{value.constant}" is not one of: {", ".join(_kinds())}')


def _kinds() -> list[str]:
    return toml.concepts("kind")
