"""Answers: what Python gets, how often it can be read, and how it is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from threading import Thread
from typing import Any

import pyoxigraph as ox
import pytest

from twingraph.core.errors import QueryError
from twingraph.core.sparql import lend
from twingraph.store import results
from twingraph.store.engine import EmbeddedStore
from twingraph.store.results import Iri, Result, rows

EMPTY = EmbeddedStore.of([])


def row(values: str) -> dict[str, Any]:
    (found,) = results.rows(EMPTY.query(lend(f"SELECT * {{ VALUES (?x ?y) {{ ({values}) }} }}")))
    return found


def many(count: int, most: int | None = None) -> Result:
    rows = " ".join(f"({number} '<b>{number}</b>')" for number in range(count))
    query = f"SELECT * {{ VALUES (?number ?text) {{ {rows} }} }}"
    return results.rows(EMPTY.query(query, most))


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("5", 5),
        ("1.50", Decimal("1.5")),
        ("1e0", 1.0),
        ("true", True),
        ("'2022-02-24'^^xsd:date", date(2022, 2, 24)),
        ("'2022-02-24+01:00'^^xsd:date", "2022-02-24+01:00"),
        ("'http://example.org/'", "http://example.org/"),
        ("'Krakau'@de", "Krakau"),
        ("UNDEF", None),
    ],
)
def test_a_value_is_of_its_own_type(term: str, value: object) -> None:
    found = row(f"{term} <http://example.org/>")["x"]
    assert found == value
    assert type(found) is type(value)


def test_an_address_is_told_from_a_text_that_looks_like_one() -> None:
    found = row("<http://example.org/> 'http://example.org/'")
    assert found["x"] == found["y"]
    assert isinstance(found["x"], Iri)
    assert not isinstance(found["y"], Iri)


def test_terms_keep_the_language() -> None:
    (found,) = results.rows(EMPTY.query("SELECT ('Krakau'@de AS ?name) {}")).solutions()
    assert found["name"] == ox.Literal("Krakau", language="de")


def test_rows_are_read_twice_and_counted() -> None:
    found = many(3)
    assert len(found) == 3
    assert list(found) == list(found)
    assert len(found.to_pandas()) == len(found.to_pandas()) == 3


def test_rows_are_read_in_another_thread() -> None:
    found, read = many(3), list[Any]()
    thread = Thread(target=lambda: read.extend(found))
    thread.start()
    thread.join()
    assert len(read) == 3


def test_a_notebook_shows_escaped_rows_and_says_how_many_it_does_not_show() -> None:
    shown = many(60)._repr_html_()
    assert "&lt;b&gt;0&lt;/b&gt;" in shown
    assert "<b>" not in shown
    assert shown.count("<tr>") == 1 + 50
    assert shown.endswith("<p>60 rows, 10 of them not shown</p>")
    assert many(1)._repr_html_().endswith("<p>1 row</p>")


@pytest.mark.parametrize(("rows", "is_cut"), [(2, True), (3, False), (4, False)])
def test_only_an_answer_that_is_cut_says_so(rows: int, is_cut: bool) -> None:
    found = many(3, rows)
    assert len(found) == min(rows, 3)
    assert found.is_cut is is_cut
    assert list(found) == list(many(3))[:rows]
    assert ("there are more" in found.serialize("table")) is is_cut


def test_triples_nested_too_deep_are_refused() -> None:
    nested = "TRIPLE(<a:a>, <a:a>, " * 500 + "1" + ")" * 500
    with pytest.raises(QueryError, match="nested more than 100 levels"):
        EMPTY.query(f"SELECT ({nested} AS ?x) {{}}")


def test_a_triple_is_shown_by_its_parts() -> None:
    assert row("<<( <a:a> <a:b> 1 )>> 1")["x"] == "a:a a:b 1"


@pytest.mark.parametrize(("format_", "text"), [("table", "true\n"), ("csv", "true\n")])
def test_yes_or_no_is_written_as_a_word(format_: str, text: str) -> None:
    assert results.write(EMPTY.query("ASK {}"), format_) == text


def test_a_graph_is_written_once_for_each_triple() -> None:
    graph = EMPTY.query("CONSTRUCT { <a:a> <a:b> ?x } { VALUES ?x { 1 1 2 } }")
    assert results.write(graph, "turtle").count("<a:a>") == 1
    with pytest.raises(QueryError, match="write it as turtle"):
        results.write(graph, "csv")


def test_rows_of_many_columns_stand_as_blocks_in_a_narrow_terminal() -> None:
    head = " ".join(f"?column{number}" for number in range(20))
    row = " ".join(['"value"'] * 19)
    found = EmbeddedStore.of([]).query(
        f"SELECT {head} {{ VALUES ({head}) {{ ({row} UNDEF) ({row} UNDEF) }} }}"
    )
    block = "".join(f"{f'column{number}':8}  value\n" for number in range(19))
    assert rows(found).serialize("table", width=80) == f"{block}\n{block}\n2 rows\n"
    assert rows(found).serialize("table", width=400) == rows(found).serialize("table")


def test_a_narrow_table_of_many_columns_stays_a_table() -> None:
    found = EmbeddedStore.of([]).query("SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) { (1 2 3 4) } }")
    assert rows(found).serialize("table", width=30) == rows(found).serialize("table")


def test_a_value_that_is_wider_than_the_terminal_takes_several_lines() -> None:
    found = rows(EmbeddedStore.of([]).query(f'SELECT ?x {{ VALUES ?x {{ "{"Київ " * 50}" }} }}'))
    text = found.serialize("table", width=40)
    assert max(map(len, text.splitlines())) <= 40
    assert text.count("Київ") == 50
