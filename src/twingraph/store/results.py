"""The answer to a query: rows for Python, and the formats in which it can be written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from twingraph.core.errors import QueryError
from twingraph.core.terms import PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from twingraph.store.engine import Answer

Boolean = ox.QueryBoolean

_TABLES = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
}


class Result:
    """What a SELECT query found. It can be read once.

    Attributes:
        columns: Names of the columns.
    """

    def __init__(self, solutions: ox.QuerySolutions) -> None:
        self._solutions = solutions
        self.columns = tuple(variable.value for variable in solutions.variables)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a dict: numbers, dates and booleans as Python's own, IRIs as text.

        A column that is not bound in a row is None.
        """
        # Going by way of JSON is faster than asking the engine for one term after the other.
        import json  # a query that is only printed needs none

        found = json.loads(self._solutions.serialize(format=ox.QueryResultsFormat.JSON) or b"{}")
        native = _converters()
        for row in found["results"]["bindings"]:
            values = dict[str, Any].fromkeys(self.columns)
            for name, term in row.items():
                convert = native.get(term.get("datatype"))
                values[name] = _native(term["value"], convert)
            yield values

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas DataFrame, a column for each variable."""
        import pandas as pd  # an optional guest

        return pd.DataFrame(list(self), columns=list(self.columns))

    def serialize(self, format: str) -> str:
        """Write the rows as "table", "markdown", "csv", "tsv" or "json" (SPARQL results)."""
        if format in _TABLES:
            return (self._solutions.serialize(format=_TABLES[format]) or b"").decode()
        return _pretty(self.columns, self._solutions, markdown=format == "markdown")


def _native(text: str, convert: Callable[[str], Any] | None) -> Any:
    try:
        return convert(text) if convert else text
    except (ValueError, ArithmeticError):
        return text  # a literal that RDF allows and Python does not, such as a date with a zone


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


def write(answer: Answer, format: str) -> str:
    """Write the answer of a query of any form.

    Raises:
        QueryError: The format does not fit the form of the query.
    """
    if isinstance(answer, ox.QueryTriples):
        if format not in {"table", "turtle"}:
            raise QueryError(f"a CONSTRUCT query gives a graph; write it as turtle, not {format}")
        return _turtle(answer)
    if format == "turtle":
        raise QueryError("only a CONSTRUCT query can be written as turtle")
    if isinstance(answer, ox.QueryBoolean):
        if format in _TABLES:
            return (answer.serialize(format=_TABLES[format]) or b"").decode() + "\n"
        return f"{str(bool(answer)).lower()}\n"
    return Result(answer).serialize(format)


def _turtle(triples: ox.QueryTriples) -> str:
    ordered = sorted(set(triples), key=str)
    text = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return (text or b"").decode()


def _pretty(columns: tuple[str, ...], solutions: ox.QuerySolutions, *, markdown: bool) -> str:
    from prettytable import PrettyTable, TableStyle  # only for people's eyes

    if not columns:
        return f"{sum(1 for _ in solutions)} rows without columns\n"
    table = PrettyTable(columns, align="l")
    table.set_style(TableStyle.MARKDOWN if markdown else TableStyle.SINGLE_BORDER)
    table.add_rows([[_cell(term, markdown=markdown) for term in row] for row in solutions])
    rows = len(table.rows)
    count = "" if markdown else f"{rows} row{'' if rows == 1 else 's'}\n"
    return f"{table.get_string()}\n{count}"


def _cell(term: Any, *, markdown: bool) -> str:
    if term is None:
        return ""
    text = (
        shorten(term.value) if isinstance(term, ox.NamedNode) else str(getattr(term, "value", term))
    )
    text = "".join(c if c.isprintable() else " " for c in text)  # no terminal escape gets through
    return text.replace("\\", "\\\\").replace("|", "\\|") if markdown else text
