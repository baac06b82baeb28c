"""A mapping: the meaning of the columns of somebody's table."""

# ruff: noqa: TC001 - pydantic reads the annotations when the classes are made

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

import regex
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from twingraph.core.errors import InputError
from twingraph.sources.spreadsheet.values import (
    Date,
    DateFormats,
    Day,
    Encoding,
    Id,
    KnownDate,
    Language,
    Level,
    Needed,
    Page,
    PartnershipKind,
    Pattern,
    Sign,
    Slug,
    SourceKind,
    Template,
    Text,
    Texts,
    Web,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Seconds for one name. A pattern that needs more has repetitions in repetitions.
_PATIENCE = 1.0


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class SourceEntry(_Part):
    """The source of the table, as in sources.csv."""

    id: Id
    """Id of the source."""
    title: Needed
    """Its title."""
    kind: SourceKind
    """A concept of the scheme of sources, such as "database"."""
    address: Page
    """Web address of the table, or of a page about it."""
    retrieved: Day
    """The day on which the table was fetched."""
    publisher: Text = ""
    """Who publishes it."""
    language: Language = ""
    """Its language."""
    published: Date = ""
    """Date on which it was published."""
    license: Web = ""
    """Address of its licence; written to the manifest only."""


class FileForm(_Part):
    """How the file is written."""

    delimiter: Sign = ""
    """Separator between cells. If empty, the character that makes most columns."""
    encoding: Encoding = "utf-8"
    """Its encoding."""
    quote: Sign = '"'
    """Quotation mark around cells. If empty, there is none."""
    header: bool = True
    """Whether the first row has the names of the columns. If not, the columns are called by their
    numbers: "1", "2" and so on."""
    comments: Texts = ()
    """Beginnings of lines that are comments, such as "%" and "#"."""


class NameUse(_Part):
    """How the names of the places are read."""

    language: Language = "und"
    """Language of the names; "und" if they are in several languages, or if it is not known."""
    namesakes: Literal["apart", "one"] = "apart"
    """"apart": places of one name and country are several if they lie far from each other; "one":
    they are one, and its position is doubtful then."""


class CellValue(_Part):
    """Where a value comes from: a column, or the mapping itself."""

    column: Text = ""
    """Name of the column."""
    constant: Text = ""
    """The value for all rows, if no column has it."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.column) == bool(self.constant):
            raise ValueError("needs either a column or a constant")
        return self

    def of(self, cells: Mapping[str, str]) -> str:
        """Return the value for a row."""
        return cells[self.column] if self.column else self.constant


def _as_value(value: Any) -> Any:
    """Read a text alone as the name of a column."""
    return {"column": value} if isinstance(value, str) else value


Value = Annotated[
    CellValue, BeforeValidator(_as_value), Field(json_schema_extra={"type": ["string", "object"]})
]


class NamePattern(_Part):
    """A rule for names of one form. The first pattern that matches a whole name counts."""

    match: Pattern
    """A regular expression with the group "name", and "also" or "formerly" for other names."""
    countries: Texts = ()
    """Ids of the states for which it applies. If empty, it applies for all."""
    name: Template = "{name}"
    """Name to write instead, such as "Kreis {name}"."""
    level: Level = ""
    """Level of such places."""

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        return regex.compile(self.match)

    def groups(self, name: str) -> dict[str, str | None] | None:
        """Return the parts of a name; None if the pattern does not match the whole of it.

        Raises:
            InputError: The pattern takes too long.
        """
        try:
            match = self._compiled.fullmatch(name, timeout=_PATIENCE)
        except TimeoutError:
            text = f'the pattern {self.match} takes too long for the name "{name}"; make it simpler'
            raise InputError(f"{text}, without nested repetitions") from None
        return match.groupdict() if match else None

    def made(self, name: str) -> str:
        """Return the name of the place, made of the group name."""
        return self.name.replace("{name}", name)


class _Place(_Part):
    """The columns that describe a place."""

    country: Value | None = None
    """Its country, by any name or code."""
    wikidata: Text = ""
    """Column of its Wikidata item."""
    latitude: Text = ""
    """Column of its latitude."""
    longitude: Text = ""
    """Column of its longitude."""
    label: Text = ""
    """Column with the name that the position belongs to, as a gazetteer gave it; a position is only
    used if the place's own name is a part of it."""
    guessed: bool = False
    """Whether the positions are guesses that somebody made from the names, as a gazetteer does."""
    apart_by: Texts = ()
    """Columns that distinguish places of the same name, such as a postcode."""
    level: Level = ""
    """Level of the places."""
    pattern: tuple[NamePattern, ...] = ()
    """Rules for their names."""

    @model_validator(mode="after")
    def _whole_position(self) -> Self:
        if bool(self.latitude) != bool(self.longitude):
            raise ValueError("needs both latitude and longitude, or neither")
        if self.label and not self.latitude:
            raise ValueError("label needs latitude and longitude, because it names their place")
        return self

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield every key that names a column, with that name, which may be empty."""
        for name in ("wikidata", "latitude", "longitude", "label"):
            yield name, getattr(self, name)
        yield from (("apart_by", column) for column in self.apart_by)
        yield "country", self.country.column if self.country else ""


class Side(_Place):
    """The columns of one of the two partners."""

    name: Needed = ""
    """Column of its name."""
    node: Needed = ""
    """Column of its id in the table of nodes, which then has everything else about it."""

    @model_validator(mode="after")
    def _named_or_a_node(self) -> Self:
        if not (self.name or self.node):
            raise ValueError("needs the column of its name, or of its node")
        if self.node and self.model_fields_set - {"node"}:
            raise ValueError("has a node, so everything else about it belongs to [nodes]")
        return self

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield every key that names a column, with that name, which may be empty."""
        yield from (("name", self.name), ("node", self.node))
        yield from super().columns()


class Nodes(_Place):
    """A second table, with the places to which the rows refer by an id."""

    id: Needed
    """Column of the id."""
    name: Needed
    """Column of the name."""
    file: FileForm = FileForm()
    """How the file is written."""

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield every key that names a column, with that name, which may be empty."""
        yield from (("nodes.id", self.id), ("nodes.name", self.name))
        yield from ((f"nodes.{key}", column) for key, column in super().columns())


class KindWord(_Part):
    """What a word of the table for a kind of partnership means."""

    kind: PartnershipKind
    """A concept of the scheme of kinds."""
    word: Text = ""
    """The word to quote. If empty, the one in the table."""
    reason: Needed
    """Why the word means this."""


class Placeholder(_Part):
    """A date that the table has in place of an unknown date."""

    date: KnownDate
    """The date."""
    reason: Needed
    """How this is known."""


class Partnership(_Part):
    """The statements about a partnership."""

    start: Value | None = None
    """Its start."""
    end: Value | None = None
    """Its end."""
    date_format: DateFormats = ("edtf",)
    """How dates are written: "edtf", "year", or a format of strptime such as "%d.%m.%Y"; of
    several, the first that matches counts."""
    placeholder: tuple[Placeholder, ...] = ()
    """Dates that the table has in place of unknown dates."""
    kind: Value | None = None
    """The word for its kind."""
    kinds: dict[str, KindWord] = {}
    """Meanings of words that ``data/kinds.csv`` does not have, or of abbreviations."""
    language: Language = ""
    """Language of these words; required with a kind."""


class Correction(_Part):
    """Cells that are known to be wrong."""

    where: dict[str, Text]
    """Value that each of these columns has in the rows to correct."""
    set: dict[str, Text]
    """Correct value of each column."""
    reason: Needed
    """Why the cells are wrong."""
    file: Text = ""
    """Name of the file to correct. If empty, all files."""


class TableMapping(_Part):
    """What the columns of a table mean."""

    source: SourceEntry
    """The source of the table."""
    a: Side
    """One partner, from whose side the table is written."""
    b: Side
    """The other partner."""
    nodes: Nodes | None = None
    """The places to which the rows refer by an id, in a table of their own."""
    partnership: Partnership = Partnership()
    """The statements about the partnership."""
    file: FileForm = FileForm()
    """How the file is written."""
    names: NameUse = NameUse()
    """How the names are read."""
    countries: dict[str, Slug] = {}
    """Code of the state for each country name in the table; empty if it is not a present state."""
    correct: tuple[Correction, ...] = ()
    """Cells that are known to be wrong."""

    @model_validator(mode="after")
    def _nodes_where_they_are_named(self) -> Self:
        if bool(self.nodes) != bool(self.a.node or self.b.node):
            raise ValueError("nodes and the key node of a or b need each other")
        return self

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield every key that names a column, with that name, which may be empty."""
        for side, keys in (("a", self.a), ("b", self.b)):
            yield from ((f"{side}.{key}", column) for key, column in keys.columns())
        for name in ("start", "end", "kind"):
            value = getattr(self.partnership, name)
            yield f"partnership.{name}", value.column if value else ""
        for number, correction in enumerate(self.correct, start=1):
            for name in (*correction.where, *correction.set):
                yield f"correct[{number}]", name
