"""Answers to queries as Parquet and as workbooks: the types of their values."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pandas as pd
import pyoxigraph as ox
import pytest
from arro3.io import read_parquet

from twingraph.columns import answers
from twingraph.core.errors import QueryError
from twingraph.store.engine import EmbeddedStore
from twingraph.store.results import Result, Triples


def answer(values: str) -> Result:
    """Return the answer to a query that gives these values of one column."""
    store = EmbeddedStore(ox.Store())
    xsd = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"
    found = store.query(f"{xsd} SELECT ?x {{ VALUES ?x {{ {values} }} }}")
    assert isinstance(found, Result)
    return found


def in_parquet(values: str) -> tuple[str, list[Any]]:
    data = answers.write(answer(values), "parquet")
    frame = pd.read_parquet(BytesIO(data), dtype_backend="pyarrow").astype(object)
    cells = frame["x"].where(frame["x"].notna(), None).tolist()
    return str(read_parquet(BytesIO(data)).schema.field("x").type), cells


def in_sheet(values: str) -> list[Any]:
    book = openpyxl.load_workbook(BytesIO(answers.write(answer(values), "xlsx")))
    return [row[0].value for row in book["answer"].iter_rows()]


@pytest.mark.parametrize(
    ("values", "type", "cells"),
    [
        ("1 UNDEF 22", "Int64", [1, None, 22]),
        ("1 2.5", "Float64", [1.0, 2.5]),
        ("true false", "Boolean", [True, False]),
        ('"1973-09-08"^^xsd:date "0962-01-01"^^xsd:date', "Date32", None),
        ("<https://example.org/a> UNDEF", "Utf8", ["https://example.org/a", None]),
        ('1 "a" true', "Utf8", ["1", "a", "true"]),
        ("9223372036854775808 1", "Utf8", ["9223372036854775808", "1"]),
        ('"1973-09-08Z"^^xsd:date', "Utf8", ["1973-09-08Z"]),
        ('"" "Łódź"@pl', "Utf8", ["", "Łódź"]),
        ("UNDEF", "Utf8", [None]),
        ("", "Utf8", []),
    ],
)
def test_a_column_of_parquet_has_the_type_of_all_its_values(
    values: str, type: str, cells: list[Any] | None
) -> None:
    days = [date(1973, 9, 8), date(962, 1, 1)]
    found = in_parquet(values)
    assert type in found[0]
    assert found[1] == (days if cells is None else cells)


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ("1 UNDEF 2.5", [1, None, 2.5]),
        ("true", [True]),
        ('"1973-09-08"^^xsd:date', [datetime(1973, 9, 8)]),  # noqa: DTZ001
        ('"1899-12-31"^^xsd:date', ["1899-12-31"]),
        ('"=1+1" "@SUM(A1)" "https://example.org"', ["=1+1", "@SUM(A1)", "https://example.org"]),
        ("9007199254740993", ["9007199254740993"]),
        ('"INF"^^xsd:double "NaN"^^xsd:double', ["inf", "nan"]),
    ],
)
def test_a_cell_of_a_sheet_has_the_type_of_its_value(values: str, cells: list[Any]) -> None:
    assert in_sheet(values) == ["x", *cells]


def test_no_cell_of_a_sheet_is_a_formula_or_a_link() -> None:
    data = answers.write(answer('"=1+1" "http://example.org"'), "xlsx")
    cells = [row[0] for row in openpyxl.load_workbook(BytesIO(data))["answer"].iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("format", answers.FORMATS)
def test_the_same_answer_has_the_same_bytes(format: str) -> None:
    found = answer('1 2 "a"')
    assert answers.write(found, format) == answers.write(found, format)


def test_a_text_that_no_cell_can_hold_is_refused_with_its_place() -> None:
    long = "x" * 32_768
    with pytest.raises(QueryError, match=r"row 2, column 1: .* at most 32,767 characters"):
        answers.write(answer(f'"short" "{long}"'), "xlsx")


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_MOST_ROWS", 2)
    assert answers.write(answer("1 2"), "xlsx")
    with pytest.raises(QueryError, match="at most 2 rows; write csv or parquet"):
        answers.write(answer("1 2 3"), "xlsx")


@pytest.mark.parametrize("format", answers.FORMATS)
@pytest.mark.parametrize("other", [True, Triples(b"")])
def test_an_answer_without_rows_is_refused(other: bool | Triples, format: str) -> None:
    with pytest.raises(QueryError, match=f"only the answer to a SELECT query .* {format}"):
        answers.write(other, format)
