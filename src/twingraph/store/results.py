"""The answer to a query: rows for Python, and the formats in which it is written.

An answer keeps the type of each value until it is written: an address stays an address, and a
text keeps its language.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from twingraph.core.errors import CannotError, QueryError
from twingraph.core.terms import PREFIXES, shorten
from twingraph.core.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

# A value of an answer; None where a column is not bound.
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

_TABLES = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
}
_MOST_SHOWN = 50  # rows in a notebook
_NARROWEST = 12  # characters of a column, with its frame, that can still be read


class Iri(str):
    """The address of a thing in an answer, which other strings can thus be told from."""

    __slots__ = ()


# In SPARQL results as pyoxigraph writes them; no text in them holds quotation marks unescaped.
_BOOLEAN = '{{"type":"literal","value":"{}","datatype":"' + PREFIXES["xsd"] + 'boolean"}}'


class Result:
    """The rows of the answer to a SELECT query.

    They are held in memory, so they can be read as often as wanted, and in any thread.

    Args:
        data: SPARQL results in JSON.
        is_cut: Whether there are more rows, which a limit cut off.

    Attributes:
        columns: Names of the columns.
        data: SPARQL results in JSON.
        is_cut: Whether there are more rows, which a limit cut off.
    """

    def __init__(self, data: bytes, *, is_cut: bool = False) -> None:
        self.data = _with_words(data)
        self.is_cut = is_cut
        self._count: int | None = None
        self._solutions: list[ox.QuerySolution] | None = None
        self.columns = tuple(variable.value for variable in self._parsed().variables)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a dict of Python values.

        Numbers, dates and booleans are Python's own, an address is an ``Iri``, and everything
        else is a string. A column that is not bound in a row is None.

        Raises:
            CannotError: A value is nested too deep to be read.
        """
        # Going by way of JSON is faster than asking the engine for one term after the other.
        from orjson import JSONDecodeError, loads  # a query that is only printed needs none

        try:
            found = loads(self.data)["results"]["bindings"]
        except JSONDecodeError as error:
            raise CannotError(f"the answer cannot be read: {error}") from error
        self._count = len(found)  # a list of the rows asks for it, too
        return map(self._row, found)

    def _row(self, terms: Mapping[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = dict.fromkeys(self.columns)
        for name, term in terms.items():
            values[name] = Iri(term["value"]) if term["type"] == "uri" else _native(term)
        return values

    def listed(self) -> list[dict[str, Any]]:
        """Return all rows, each as a dict of Python values.

        ``list`` would ask for the number of rows first, and so read the answer twice.
        """
        return list(iter(self))

    def __len__(self) -> int:
        """Return the number of rows."""
        if self._count is None:
            self._count = sum(1 for _ in self._parsed())
        return self._count

    def __repr__(self) -> str:
        """Return the names of the columns and the number of rows."""
        return f"<Result: {self._size()}, {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Return the first rows as a table for a notebook, with the number of those not shown."""
        from html import escape

        def line(cells: Iterator[str], tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

        head = line(iter(self.columns), "th")
        rows = self.solutions()[:_MOST_SHOWN]
        body = "".join(line(map(_cell, row), "td") for row in rows)
        more = len(self) - len(rows)
        size = self._size() + (f", {more:,} of them not shown" if more else "")
        return f"<table><thead>{head}</thead><tbody>{body}</tbody></table><p>{escape(size)}</p>"

    def solutions(self) -> list[ox.QuerySolution]:
        """Return the rows with their RDF terms: ``row["city"]`` is a term, or None."""
        if self._solutions is None:
            # A list of the rows would be made in one go, and other threads would wait for it.
            self._solutions = [row for row in self._parsed()]  # noqa: C416
            self._count = len(self._solutions)  # who reads the rows need not count them again
        return self._solutions

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas DataFrame, one column for each variable."""
        import pandas as pd  # an optional dependency

        return pd.DataFrame(list(self), columns=list(self.columns))

    def serialize(self, format: str, width: int | None = None) -> str:
        """Return the rows as text.

        Args:
            format: "table", "markdown", "csv", "tsv" or "json" (SPARQL results).
            width: Characters that a line of a "table" may have: longer values take several lines,
                and if its columns could not be read so, each row is a block. None is without limit.
        """
        if format in _TABLES:
            return (self._parsed().serialize(format=_TABLES[format]) or b"").decode()
        return self._pretty(width, markdown=format == "markdown")

    def _parsed(self) -> ox.QuerySolutions:
        parsed = ox.parse_query_results(self.data, format=ox.QueryResultsFormat.JSON)
        if not isinstance(parsed, ox.QuerySolutions):
            raise TypeError("not the answer to a SELECT query")
        return parsed

    def _size(self) -> str:
        rows = counted(len(self), "row")
        return f"the first {rows}, and there are more" if self.is_cut else rows

    def _pretty(self, width: int | None, *, markdown: bool) -> str:
        from prettytable import PrettyTable, TableStyle  # only for people's eyes

        if not self.columns:
            return f"{self._size()} without columns\n"
        table = PrettyTable(self.columns, align="l")
        table.set_style(TableStyle.MARKDOWN if markdown else TableStyle.SINGLE_BORDER)
        if width and not markdown and len(self.columns) * _NARROWEST < width:
            table.max_table_width = width - 1  # it does not count the last border
        cell = _markdown_cell if markdown else _cell
        rows = [list(map(cell, row)) for row in self.solutions()]
        table.add_rows(rows)
        text = table.get_string()
        if markdown:
            return f"{text}\n"
        if width and text.index("\n") > width:
            return f"{self._blocks(rows)}{self._size()}\n"
        return f"{text}\n{self._size()}\n"

    def _blocks(self, rows: Iterable[Sequence[str]]) -> str:
        """Return the rows as blocks with a line for each value that there is."""
        longest = max(map(len, self.columns))
        return "".join(
            "".join(
                f"{column:{longest}}  {value}\n"
                for column, value in zip(self.columns, row, strict=True)
                if value
            )
            + "\n"
            for row in rows
        )


class Triples:
    """The graph that a CONSTRUCT or DESCRIBE query made.

    Args:
        data: N-Triples.
        is_cut: Whether there are more triples, which a limit cut off.
    """

    def __init__(self, data: bytes, *, is_cut: bool = False) -> None:
        self.data = data
        self.is_cut = is_cut

    def __iter__(self) -> Iterator[ox.Triple]:
        """Yield each triple once for each time that the query made it."""
        return (quad.triple for quad in ox.parse(self.data, format=ox.RdfFormat.N_TRIPLES))

    def turtle(self) -> str:
        """Write the graph as Turtle, in the order of its triples as text."""
        ordered = b"".join(sorted(set(self.data.splitlines(keepends=True))))
        # Triple by triple through Python, which Ctrl-C can interrupt in between.
        parsed = (quad.triple for quad in ox.parse(ordered, format=ox.RdfFormat.N_TRIPLES))
        text = ox.serialize(parsed, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return (text or b"").decode()


def _with_words(data: bytes) -> bytes:
    """Write booleans in words, as Oxigraph does; Virtuoso writes digits."""
    for digit, word in (("1", "true"), ("0", "false")):
        written, meant = (_BOOLEAN.format(value).encode() for value in (digit, word))
        data = data.replace(written, meant)
    return data


# What a store answers: rows to SELECT, a graph to CONSTRUCT and DESCRIBE, yes or no to ASK.
Answer = Result | Triples | bool


def rows(answer: Answer) -> Result:
    """Return an answer that is known to have rows.

    Raises:
        TypeError: It has none, as the query was not a SELECT query.
    """
    if not isinstance(answer, Result):
        raise TypeError("not the answer to a SELECT query")
    return answer


def triples(answer: Answer) -> Triples:
    """Return an answer that is known to be a graph.

    Raises:
        TypeError: It is not, as the query was not a CONSTRUCT or DESCRIBE query.
    """
    if not isinstance(answer, Triples):
        raise TypeError("not the answer to a CONSTRUCT query")
    return answer


def _native(term: dict[str, Any]) -> Any:
    convert = _converters().get(term.get("datatype", ""))
    if convert is None:
        return term["value"] if term["type"] == "literal" else _text(term)
    try:
        return convert(term["value"])
    except (ValueError, ArithmeticError):
        return term["value"]  # RDF allows it and Python does not, such as a date with a zone


def _text(term: dict[str, Any]) -> str:
    """Return a literal as its text, a blank node as it is written, a triple as its parts."""
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    if term["type"] == "triple":
        return " ".join(_text(term["value"][part]) for part in ("subject", "predicate", "object"))
    text: str = term["value"]
    return text


@cache
def _converters() -> dict[str, Callable[[str], Any]]:
    """Return Python's own type for each datatype; a query that is only printed loads none."""
    from datetime import date
    from decimal import Decimal

    xsd = PREFIXES["xsd"]
    return {
        xsd + "integer": int,
        xsd + "decimal": Decimal,
        xsd + "double": float,
        xsd + "boolean": "true".__eq__,
        xsd + "date": date.fromisoformat,
    }


def write(answer: Answer, format: str, width: int | None = None) -> str:
    """Return the answer to a query of any form as text.

    Args:
        answer: The answer.
        format: Name of the format, such as "table", "csv", "json" or "turtle".
        width: Characters that a line of a table may have; None is without limit.

    Raises:
        QueryError: The format does not fit the form of the query.
    """
    if isinstance(answer, Triples):
        if format not in {"table", "turtle"}:
            raise QueryError(
                f"the answer to a CONSTRUCT query is a graph; write it as turtle, not {format}"
            )
        return answer.turtle()
    if format == "turtle":
        raise QueryError("only a CONSTRUCT query can be written as turtle")
    if isinstance(answer, Result):
        return answer.serialize(format, width)
    word = str(answer).lower()
    if format not in _TABLES:
        return f"{word}\n"
    results = f'{{"head":{{}},"boolean":{word}}}'
    parsed = ox.parse_query_results(results, format=ox.QueryResultsFormat.JSON)
    return (parsed.serialize(format=_TABLES[format]) or b"").decode() + "\n"


def _cell(term: Term) -> str:
    if term is None:
        return ""
    text = (
        shorten(term.value) if isinstance(term, ox.NamedNode) else str(getattr(term, "value", term))
    )
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " for c in text)  # no terminal escape gets through


def _markdown_cell(term: Term) -> str:
    return _cell(term).replace("\\", "\\\\").replace("|", "\\|")
