"""The parameters of a question, as a person gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support.answers import table
from twingraph.core.errors import QueryError, UnknownName
from twingraph.core.terms import ID, expand
from twingraph.core.text import clean
from twingraph.store import parameters, questions, results
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path


def ask(name: str, store: EmbeddedStore, **values: str) -> str:
    """Ask a question that is asked wrongly, and give the error's words."""
    with pytest.raises((QueryError, UnknownName)) as refused:
        questions.named(name).ask(store, values)
    return str(refused.value)


def test_an_unknown_parameter(store: EmbeddedStore) -> None:
    takes = "city, language, country, kind, status, from, to"
    message = f'twin-towns has no parameter "town"; it takes: {takes}'
    assert ask("twin-towns", store, town="Leipzig") == message


def test_a_parameter_of_a_question_without_any(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match='mine has no parameter "town"; it takes: none'):
        questions.parse("SELECT * { ?s ?p ?o }", "mine").ask(store, {"town": "Leipzig"})


def test_a_missing_parameter(store: EmbeddedStore) -> None:
    message = "twin-towns needs the parameter city (city): The city, by any of its names."
    assert ask("twin-towns", store) == message


def test_an_unknown_city(store: EmbeddedStore) -> None:
    assert ask("twin-towns", store, city="Krakw").startswith(
        'no city "Krakw"; did you mean: krakow'
    )


def test_an_unknown_thing(store: EmbeddedStore) -> None:
    assert ask("events", store, initiative="youth-exchang").startswith(
        'no initiative "youth-exchang"; did you mean: youth-exchange'
    )


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        (
            "existing-on",
            {"day": "9.11.1989"},
            'parameter day: "9.11.1989" is not a day; write 1989-11-09',
        ),
        (
            "anniversaries",
            {"year": "next"},
            'parameter year: "next" is not a whole number',
        ),
    ],
)
def test_a_value_of_another_type(
    name: str, values: dict[str, str], message: str, store: EmbeddedStore
) -> None:
    assert ask(name, store, **values) == message


def test_a_value_cannot_break_out_of_its_place(store: EmbeddedStore) -> None:
    question = questions.named("match-city")
    assert table(question.ask(store, {"name": '") } #\\"'})).count("\n") == 1


def test_a_value_cannot_leave_its_place(built: Path) -> None:
    """Whatever a parameter holds, it stays one term of the query, cleaned as the tables are."""
    question = questions.parse(
        "#+ param text: text  Any.\nSELECT ($text AS ?same) {}", "the question"
    )
    embedded = EmbeddedStore.open(built / "store")
    for text in ('" } DROP ALL #', "\\", "'''", "$text", "a\nb", "\u202e", "<x>"):
        (row,) = results.rows(question.ask(embedded, {"text": text}))
        assert row["same"] == clean(text)


def test_a_partnership_is_found_by_its_cities_in_any_order(built: Path) -> None:
    embedded = EmbeddedStore.open(built / "store")
    trio = ID + "partnership/krakow--kyiv--leipzig"
    assert parameters.resolve("partnership", "leipzig--krakow--kyiv", embedded) == trio
    with pytest.raises(UnknownName, match="leipzig--krakow--2"):
        parameters.resolve("partnership", "leipzig--krakow--2", embedded)


def test_a_second_partnership_of_the_same_cities_is_found_too() -> None:
    second = ox.NamedNode(ID + "partnership/alpha--beta--2")
    kind = ox.Triple(second, ox.NamedNode(expand("rdf:type")), ox.NamedNode("http://example.org/"))
    found = parameters.resolve("partnership", "beta--alpha--2", EmbeddedStore.of([kind]))
    assert found == second.value


@pytest.mark.parametrize("name", ["leipzig--krakow", "\u200bleipzig--krakow\u00a0"])
def test_a_value_is_cleaned_before_it_is_looked_up(name: str, store: EmbeddedStore) -> None:
    """What was copied from a page brings characters along that nobody sees."""
    assert parameters.resolve("partnership", name, store).endswith("/partnership/krakow--leipzig")
