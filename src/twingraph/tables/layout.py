"""The layout of the tables: which columns there are, and what each cell means in RDF.

The layout is data itself: ``data/metadata.json``, in the W3C's "CSV on the Web" vocabulary
(https://www.w3.org/TR/tabular-metadata/). A new column or a new kind of thing is a line there
and a term in the ontology; no Python changes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from twingraph.core import resources
from twingraph.core.terms import TG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

EDTF = TG + "edtf-string"
LANGUAGE_COLUMN = TG + "languageColumn"
PLAUSIBLE_MINIMUM = TG + "plausibleMinimum"
PLAUSIBLE_MAXIMUM = TG + "plausibleMaximum"
CITY = "cities.csv"

_BETWEEN = ";"  # the values of a listed column
_VARIABLE = re.compile(r"\{(\+?)(\w+)\}")
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|\\^`]')


class Template:
    """A URI template of RFC 6570's simple and reserved forms, filled from a row's cells."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.variables = tuple(name for _, name in _VARIABLE.findall(text))
        self._reserved = "{+" in text
        self._format = _VARIABLE.sub(r"{\2}", text)

    def fill(self, cells: Mapping[str, str]) -> str:
        """Fill the template; the cells must hold every variable."""
        escape = _escape_unsafe if self._reserved else _escape
        return self._format.format_map({name: escape(cells[name]) for name in self.variables})


def _escape(value: str) -> str:
    # Most values are slugs, which need no escape; quote() costs ten times the test.
    return value if value.isascii() and value.replace("-", "").isalnum() else quote(value, safe="")


def _escape_unsafe(value: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match[0]), value)


@dataclass(frozen=True, slots=True)
class Range:
    """Smallest and greatest value of a cell, written as in a cell of the same datatype.

    Attributes:
        minimum: The least value; empty if there is none.
        maximum: The greatest value; empty if there is none.
    """

    minimum: str = ""
    maximum: str = ""

    def __str__(self) -> str:
        """Return the limits as words that follow "is" or "is not".

        >>> str(Range("-90", "90")), str(Range("1")), str(Range(maximum="2100"))
        ('from -90 to 90', '1 or more', '2100 or less')
        """
        if self.minimum and self.maximum:
            return f"from {self.minimum} to {self.maximum}"
        return f"{self.minimum} or more" if self.minimum else f"{self.maximum} or less"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Name in the header.
        description: What a cell of it says.
        about: Template of the thing that a cell describes.
        property: IRI of the property that it states; empty if it states nothing of its own.
        value: Template of the value, where the value is a thing.
        datatype: "string", "integer", "decimal", "boolean", "date", "language", "anyURI", or the
            IRI of a datatype of our ontology.
        format: Pattern that a cell must match; None if it may be any text.
        limits: Values between which a cell must lie; None if there are no limits.
        plausible: Values between which a cell lies unless there is a mistake; None if there are no
            limits.
        required: Whether a cell must not be empty.
        listed: Whether a cell holds several values with semicolons between.
        language: Language of the words in it, or the name of the column that has it.
        default: Value of an empty cell.
        virtual: Whether the column is in the layout alone, not in the file.
        refers_to: File in whose key column the value must stand; empty if it refers to none.
    """

    name: str
    description: str
    about: Template
    property: str
    value: Template | None
    datatype: str
    format: re.Pattern[str] | None
    limits: Range | None
    plausible: Range | None
    required: bool
    listed: bool
    language: str
    default: str
    virtual: bool
    refers_to: str

    def values(self, cell: str) -> list[str]:
        """Split a cell into its values; an empty cell has none."""
        if not self.listed:
            return [cell] if cell else []
        return [part for part in (piece.strip() for piece in cell.split(_BETWEEN)) if part]


def joined(values: Iterable[str]) -> str:
    """Return the cell of a listed column that holds some values; `Column.values` splits it.

    Args:
        values: Values without a semicolon, in their order.

    >>> joined(["krakow", "leipzig"])
    'krakow; leipzig'
    """
    return f"{_BETWEEN} ".join(values)


@dataclass(frozen=True)
class Table:
    """A table: a file name and its columns."""

    file: str
    description: str
    columns: tuple[Column, ...]

    @cached_property
    def header(self) -> tuple[str, ...]:
        """Names of the columns that the file has, in order."""
        return tuple(column.name for column in self.columns if not column.virtual)

    @cached_property
    def real(self) -> tuple[Column, ...]:
        """The columns that the file has."""
        return tuple(column for column in self.columns if not column.virtual)

    def column(self, name: str) -> Column:
        """Return the column with a name.

        Raises:
            KeyError: The table has no column of that name.
        """
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def key(self) -> str:
        """Name of the column whose cell is the id of the row's thing."""
        return self.header[0]

    @property
    def cites(self) -> bool:
        """Whether its rows are statements of a source, with a quotation."""
        return "quote" in self.header


@dataclass(frozen=True)
class Schema:
    """All tables of the layout, and what the layout states of the dataset as a whole.

    Attributes:
        tables: The tables, by file name.
        titles: Title of the dataset in each language, in English among them.
        license: Address of its licence.
        version: Its version, the day of its release: 2026.11.22.
    """

    tables: Mapping[str, Table]
    titles: Mapping[str, str]
    license: str
    version: str

    @property
    def released(self) -> date:
        """The day of the release."""
        return date.fromisoformat(self.version.replace(".", "-"))


@cache
def load(path: Path | None = None) -> Schema:
    """Read the layout: that of a file, or without a path the one that comes with twingraph."""
    source = path or resources.folder("data") / "metadata.json"
    described = json.loads(source.read_text(encoding="utf-8"))
    tables = {entry["url"]: _table(entry) for entry in described["tables"]}
    return Schema(
        tables=tables,
        titles={each["@language"]: each["@value"] for each in described["dc:title"]},
        license=described["dc:license"]["@id"],
        version=described["dcat:version"],
    )


def _table(entry: dict[str, Any]) -> Table:
    schema = entry["tableSchema"]
    targets = {
        key["columnReference"]: key["reference"]["resource"]
        for key in schema.get("foreignKeys", ())
    }
    columns = tuple(_column(column, schema["aboutUrl"], targets) for column in schema["columns"])
    return Table(entry["url"], entry["dc:description"], columns)


def _column(entry: dict[str, Any], about: str, targets: Mapping[str, str]) -> Column:
    datatype = entry.get("datatype", "string")
    if isinstance(datatype, str):
        datatype = {"base": datatype}
    return Column(
        name=entry["name"],
        description=entry.get("dc:description", ""),
        about=Template(entry.get("aboutUrl", about)),
        property=entry.get("propertyUrl", ""),
        value=Template(entry["valueUrl"]) if "valueUrl" in entry else None,
        datatype=datatype.get("@id", datatype["base"]),
        format=re.compile(datatype["format"]) if "format" in datatype else None,
        limits=_limits(datatype, "minimum", "maximum"),
        plausible=_limits(entry, PLAUSIBLE_MINIMUM, PLAUSIBLE_MAXIMUM),
        required=entry.get("required", False),
        listed="separator" in entry,
        language=entry.get(LANGUAGE_COLUMN, ""),
        default=entry.get("default", ""),
        virtual=entry.get("virtual", False),
        refers_to=targets.get(entry["name"], ""),
    )


def _limits(entry: Mapping[str, Any], minimum: str, maximum: str) -> Range | None:
    if minimum not in entry and maximum not in entry:
        return None
    return Range(str(entry.get(minimum, "")), str(entry.get(maximum, "")))
