"""Filters: conditions that every question words alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support.answers import in_rdflib, rdflib_table, table
from twingraph.core.errors import QueryError, UnknownName
from twingraph.store import filters, questions, results

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox
    import rdflib

    from twingraph.store.engine import EmbeddedStore

GIVEN = {
    "city": "Krakau",
    "initiative": "youth-exchange",
    "partnership": "krakow--leipzig",
    "source": "page-of-leipzig",
    "text": "WRO",
}
VALUES = {
    "city": "Leipzig",
    "country": "Deutschland",
    "kind": "partnership",
    "status": "active",
    "network": "eurocities",
    "from": "1950",
    "to": "2020",
}
# Where all of them leave no row: rdflib makes one, empty row of groups of nothing.
FEWER = {"suspended-or-ended": {"city": "Krakau"}}
FILTERED = [name for name in questions.shelf() if questions.named(name).filters]
EVERY = [(name, known.name) for name in FILTERED for known in questions.named(name).filters]


@pytest.fixture(scope="module")
def rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    return in_rdflib(triples)


def required(question: questions.Question) -> dict[str, str]:
    # The source that a question asks for by default is of the curated dataset.
    return {
        p.name: GIVEN[p.type]
        for p in question.parameters
        if p.default is None or p.type == "source"
    }


def rows(name: str, store: EmbeddedStore, **values: str) -> list[dict[str, Any]]:
    question = questions.named(name)
    return list(results.rows(question.ask(store, required(question) | values)))


def column(name: str, of: str, store: EmbeddedStore, **values: str) -> set[str]:
    return {row[of].rpartition("/")[2] for row in rows(name, store, **values)}


@pytest.mark.parametrize("name", FILTERED)
def test_rdflib_gives_the_same_rows_with_all_filters(
    name: str, store: EmbeddedStore, rdflib_graph: rdflib.Graph
) -> None:
    question = questions.named(name)
    all_ = {known.name: VALUES[known.name] for known in question.filters}
    chosen = FEWER.get(name, all_)
    sparql = question.fill(store, required(question) | chosen)
    # What pages ask without an order, they put in order themselves.
    order = list if "ORDER BY" in sparql else sorted
    asked = table(store.query(sparql)).splitlines()
    assert order(rdflib_table(rdflib_graph, sparql).splitlines()) == order(asked)


@pytest.mark.parametrize(("name", "filter_"), EVERY)
def test_every_filter_stands_where_its_variable_is_bound(
    name: str, filter_: str, store: EmbeddedStore
) -> None:
    """Where a variable is not bound, EXISTS is true of everything that there is."""
    none = {
        "city": "Lviv",
        "country": "gdr",
        "kind": "adoption",
        "status": "dormant",
        "network": "alliance",
        "from": "2999",
        "to": "0999",
    }
    assert len(rows(name, store, **{filter_: none[filter_]})) < len(rows(name, store)) or (
        not rows(name, store, **{filter_: VALUES[filter_]})
    )


def test_a_country_is_that_of_the_partner(store: EmbeddedStore) -> None:
    partners = rows("twin-towns", store, country="de")
    assert partners
    assert {row["country"] for row in partners} == {"Germany"}


@pytest.mark.parametrize("name", ["pl", "PL", "Polen", "poland"])
def test_a_country_is_named_by_its_code_or_in_any_language(name: str, store: EmbeddedStore) -> None:
    found = rows("most-connected", store, country=name, least="1")
    assert found == rows("most-connected", store, country="Poland", least="1") != []


def test_a_partnership_is_in_the_countries_of_all_its_members(store: EmbeddedStore) -> None:
    found = column("undated", "partnership", store, country="de")
    every = column("undated", "partnership", store)
    assert found < every


def test_claims_are_narrowed_by_what_their_subjects_are_part_of(store: EmbeddedStore) -> None:
    every = column("claims-of-source", "subject", store)
    assert column("claims-of-source", "subject", store, city="Krakau") < every
    active = rows("claims-of-source", store, status="active", city="Krakau")
    assert {row["subject"].split("/")[5] for row in active} >= {"partnership", "phase"}


def test_aid_has_to_do_with_the_cities_that_it_passes_through(store: EmbeddedStore) -> None:
    passed = next(row for row in rows("aid", store) if row["via"])
    city = passed["via"].rpartition("/")[2]
    assert passed in rows("aid", store, city=city)


def test_one_of_several_things_must_meet_a_condition(store: EmbeddedStore) -> None:
    every = rows("triangles", store)
    corners = ("city_1", "city_2", "city_3")
    for city in {row[corner] for row in every for corner in corners}:
        with_it = [row for row in every if city in {row[corner] for corner in corners}]
        assert rows("triangles", store, city=city.rpartition("/")[2]) == with_it != []


@pytest.mark.parametrize(
    ("name", "filter_", "takes"),
    [
        ("triangles", "from", "language, city, country"),
        ("claims", "country", "partnership"),
        ("path", "kind", "from, to, language"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(
    name: str, filter_: str, takes: str, store: EmbeddedStore
) -> None:
    with pytest.raises(QueryError) as refused:
        questions.named(name).ask(store, {filter_: "x"})
    assert str(refused.value) == (
        f'{name} has no filter "{filter_}"; it takes: {takes};'
        " twingraph query --list shows which questions have it"
    )


def test_a_kind_includes_narrower_ones(store: EmbeddedStore) -> None:
    twins = {row["partner"] for row in rows("twin-towns", store, kind="twin-town")}
    partners = {row["partner"] for row in rows("twin-towns", store, kind="partnership")}
    assert twins
    assert twins <= partners


def test_a_kind_is_named_by_its_label_too(store: EmbeddedStore) -> None:
    labelled = rows("twin-towns", store, kind="miasta bliźniacze")
    assert labelled == rows("twin-towns", store, kind="twin-town")


def test_a_status_is_that_of_today(store: EmbeddedStore) -> None:
    active = column("suspended-or-ended", "partnership", store, status="active")
    ended = column("suspended-or-ended", "partnership", store, status="ended")
    assert not active & ended
    assert ended


def test_a_year_lasts_from_its_first_day_to_its_last(store: EmbeddedStore) -> None:
    first = questions.named("longest").fill(store, {"from": "1973"})
    last = questions.named("longest").fill(store, {"to": "1973"})
    assert '>= "1973-01-01"' in first
    assert '<= "1973-12-31"' in last


def test_what_is_not_certainly_within_the_dates_is_left_out(store: EmbeddedStore) -> None:
    starts = {row["start"] for row in rows("longest", store, years="1", to="1975-06")}
    assert starts
    assert "1975" not in starts
    assert None not in starts


def test_no_filter_changes_the_line_of_an_error() -> None:
    text = "SELECT ?city {\n  ?city a tg:City\n  #+ filter ?city: country, from\n}"
    filled = filters.put(text, {"country", "from"})
    assert filled.count("\n") == text.count("\n")
    assert filled.count("FILTER(EXISTS") == 2


def test_a_filter_that_is_not_given_leaves_the_query_as_it_is() -> None:
    question = questions.named("twin-towns")
    assert filters.put(question.sparql, {"language"}) == question.sparql


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"country": "Germani"}, 'no country "Germani"; did you mean: Germany'),
        ({"kind": "sister"}, 'no kind "sister"; did you mean: adoption, contact'),
        ({"status": "gone"}, 'no status "gone"; did you mean: active'),
        ({"from": "yesterday"}, "parameter from:"),
        ({"from": "/1973"}, "“/1973” has no first day; write a year, a month or a day"),
        ({"to": "1973/.."}, "“1973/..” has no last day; write a year, a month or a day"),
        ({"from": "1990", "to": "1989"}, "parameter to: “1989” ends before “1990” begins"),
        ({"from": "1989-11-10", "to": "1989-11-09"}, "ends before “1989-11-10” begins"),
    ],
)
def test_a_value_that_is_none(values: dict[str, str], message: str, store: EmbeddedStore) -> None:
    with pytest.raises((QueryError, UnknownName)) as refused:
        questions.named("twin-towns").ask(store, {"city": "Krakau"} | values)
    assert message in str(refused.value)


def test_a_span_may_be_a_single_year(store: EmbeddedStore) -> None:
    assert rows("twin-towns", store, **{"from": "1973", "to": "1973"})


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("?city: colour", "there is no filter colour; the filters are: city, country, kind"),
        ("city: country", "does not have the form #+ filter ?variable: name, name"),
        ("?city: country, country", "country is declared twice, as a filter or a parameter"),
        ("?city: city", "city is declared twice, as a filter or a parameter"),
    ],
)
def test_a_filter_that_is_declared_wrongly(entry: str, message: str) -> None:
    text = f"#+ param city: city\nSELECT ?x {{ ?x ?y $city\n  #+ filter {entry}\n}}"
    with pytest.raises(QueryError, match=r"my\.rq: ") as refused:
        questions.parse(text, "my.rq")
    assert message in str(refused.value)
