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
    """Who says it all: a row of sources.csv."""

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
    """When it was published."""
    license: Web = ""
    """Address of its licence; only the manifest names it."""


class FileForm(_Part):
    """How the file is written."""

    delimiter: Sign = ""
    """What separates two cells; empty: whichever sign makes most columns."""
    encoding: Encoding = "utf-8"
    """Its encoding."""
    quote: Sign = '"'
    """What encloses a cell; empty: nothing does."""


class NameUse(_Part):
    """What the names of the places are."""

    language: Language = "und"
    """Their language; "und" if they are in several, or if it is not known."""
    namesakes: Literal["apart", "one"] = "apart"
    """"apart": places of one name and country are several if they lie far from each other; "one":
    they are one, and its position is doubtful then."""


class CellValue(_Part):
    """Where a value comes from: a column, or the mapping itself."""

    column: Text = ""
    """Name of the column."""
    constant: Text = ""
    """The value for all rows, where no column has it."""

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
    """What is made of names of one form. The first pattern that fits a whole name counts."""

    match: Pattern
    """A regular expression with the group name, and also or formerly for other names."""
    countries: Texts = ()
    """States, by their ids, in which it holds; empty: in all."""
    name: Template = "{name}"
    """What is made of the group name, such as "Kreis {name}"."""
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
            text = f'the pattern {self.match} takes too long on "{name}"; make it simpler'
            raise InputError(f"{text}, without repetitions in repetitions") from None
        return match.groupdict() if match else None

    def made(self, name: str) -> str:
        """Return the name of the place, made of the group name."""
        return self.name.replace("{name}", name)


class Side(_Part):
    """The columns of one of the two partners."""

    name: Needed
    """Column of its name."""
    country: Value | None = None
    """Its country, by any name or code."""
    wikidata: Text = ""
    """Column of its Wikidata item."""
    latitude: Text = ""
    """Column of degrees north."""
    longitude: Text = ""
    """Column of degrees east."""
    label: Text = ""
    """Column with the name that the position belongs to, as a gazetteer gave it; a position is only
    used if the place's own name is a part of it."""
    apart_by: Texts = ()
    """Columns that tell places of one name apart, such as a postcode."""
    level: Level = ""
    """Level of the places."""
    pattern: tuple[NamePattern, ...] = ()
    """What is made of their names."""

    @model_validator(mode="after")
    def _whole_position(self) -> Self:
        if bool(self.latitude) != bool(self.longitude):
            raise ValueError("needs both latitude and longitude, or neither")
        if self.label and not self.latitude:
            raise ValueError("label needs latitude and longitude, whose name it is")
        return self


class KindWord(_Part):
    """What a word of the table for a kind of partnership means."""

    kind: PartnershipKind
    """A concept of the scheme of kinds."""
    word: Text = ""
    """The word as it is quoted; empty: none is."""
    reason: Text = ""
    """Why the word means this; needed where there is one."""


class Placeholder(_Part):
    """A date that stands where nobody knew it."""

    date: KnownDate
    """The date."""
    reason: Needed
    """How that is known."""


class Partnership(_Part):
    """What is said of a partnership."""

    start: Value | None = None
    """When it began."""
    end: Value | None = None
    """When it ended."""
    date_format: DateFormats = ("edtf",)
    """How dates are written: "edtf", "year", or as strptime has it, such as "%d.%m.%Y"; of several,
    the first that fits counts."""
    placeholder: tuple[Placeholder, ...] = ()
    """Dates that stand where nobody knew the date."""
    kind: Value | None = None
    """Its kind, or a word for it."""
    kinds: dict[str, KindWord] = {}
    """Meaning of such words."""
    language: Language = ""
    """Language of these words."""


class Correction(_Part):
    """Cells that are known to be wrong."""

    where: dict[str, Text]
    """Value of each column by which the rows are known."""
    set: dict[str, Text]
    """What stands in which column instead."""
    reason: Needed
    """Why."""
    file: Text = ""
    """Name of the file where this holds; empty: in all."""


class TableMapping(_Part):
    """What the columns of a table mean."""

    source: SourceEntry
    """Who says it."""
    a: Side
    """One partner; the table speaks for it."""
    b: Side
    """The other partner."""
    partnership: Partnership = Partnership()
    """What is said of the two."""
    file: FileForm = FileForm()
    """How the file is written."""
    names: NameUse = NameUse()
    """What the names are."""
    countries: dict[str, Slug] = {}
    """State of each country as the table has it; empty where it is none of today."""
    correct: tuple[Correction, ...] = ()
    """Cells that are known to be wrong."""

    def columns(self) -> Iterator[tuple[str, str]]:
        """Yield every key that names a column, with that name, which may be empty."""
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
