"""Which values can both be true, and which of those says more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from twingraph.claims import agreement
from twingraph.claims.claims import Statement
from twingraph.core import dates
from twingraph.core.terms import CONCEPT, expand

START, COUNT, WIDTH = expand("tg:start"), expand("tg:count"), "https://example.org/width"
LATITUDE, LONGITUDE = expand("geo:lat"), expand("geo:long")
CRACOW = 50.06  # a degree of longitude has 71 km there, and 111 km on the equator


def read(predicate: str, text: str, latitude: float = CRACOW) -> agreement.Value:
    kinds = {START: "date", COUNT: "integer"}
    kind = kinds.get(predicate, "decimal")
    term: NamedNode | Literal = Literal(text, datatype=NamedNode(expand(f"xsd:{kind}")))
    if kind == "date":
        term = NamedNode(dates.parse(text).iri)
    said = Statement(NamedNode("https://example.org/thing"), NamedNode(predicate), term)
    return agreement.read(said, latitude)


def kind(slug: str) -> agreement.Value:
    thing, concept = NamedNode("https://example.org/thing"), NamedNode(f"{CONCEPT}kind-{slug}")
    return agreement.read(Statement(thing, NamedNode(expand("tg:kind")), concept), CRACOW)


def name(text: str) -> agreement.Value:
    thing, label = NamedNode("https://example.org/thing"), NamedNode(expand("skos:prefLabel"))
    return agreement.read(Statement(thing, label, Literal(text, language="en")), CRACOW)


@pytest.mark.parametrize("other", ["Gijón", "Xixón", "Gijon"])
def test_names_of_one_thing_agree_and_none_is_more_precise(other: str) -> None:
    assert name("Gijon").agrees_with(name(other))
    assert not name("Gijon").refines(name(other))


@pytest.mark.parametrize(
    ("general", "special"),
    [
        ("cooperation", "partnership"),
        ("cooperation", "twin-town"),
        ("partnership", "twin-town"),
        ("partnership", "contact"),
    ],
)
def test_a_special_kind_refines_a_general_one(general: str, special: str) -> None:
    assert kind(general).agrees_with(kind(special))
    assert kind(special).agrees_with(kind(general))
    assert kind(special).refines(kind(general))
    assert not kind(general).refines(kind(special))
    assert kind(special).coarseness < kind(general).coarseness


@pytest.mark.parametrize(("one", "other"), [("twin-town", "friendship"), ("project", "contact")])
def test_kinds_of_which_none_is_broader_exclude_each_other(one: str, other: str) -> None:
    assert not kind(one).agrees_with(kind(other))
    assert not kind(one).refines(kind(other))
    assert kind(one).agrees_with(kind(one))


@pytest.mark.parametrize(
    ("predicate", "coarse", "fine"),
    [
        (START, "1973", "1973-09-08"),
        (START, "1973-09", "1973-09-08"),
        (START, "[1961..1962]", "1961"),
        (WIDTH, "57.05", "57.0488"),
        (WIDTH, "20.45", "20.4531"),
        (WIDTH, "20", "20.45"),
        (WIDTH, "-0.1", "-0.1276"),
        (LATITUDE, "57", "57.4488"),
    ],
)
def test_what_is_more_precise_refines_what_it_agrees_with(
    predicate: str, coarse: str, fine: str
) -> None:
    one, other = read(predicate, coarse), read(predicate, fine)

    assert one.agrees_with(other)
    assert other.agrees_with(one)
    assert other.refines(one)
    assert not one.refines(other)
    assert other.coarseness < one.coarseness


@pytest.mark.parametrize(
    ("predicate", "one", "other"),
    [
        (START, "1961", "1962"),
        (START, "1973-09", "1973-10-01"),
        (WIDTH, "57.05", "57.0438"),
        (WIDTH, "57.05", "57.06"),
        (COUNT, "779000", "779115"),
        (LATITUDE, "50.06", "50.3"),
        (LONGITUDE, "19.94", "20.3"),
    ],
)
def test_values_that_cannot_both_be_true_contradict_each_other(
    predicate: str, one: str, other: str
) -> None:
    assert not read(predicate, one).agrees_with(read(predicate, other))
    assert not read(predicate, other).refines(read(predicate, one))


@pytest.mark.parametrize(
    ("predicate", "one", "other"),
    [(LATITUDE, "50.06", "50.28"), (LONGITUDE, "19.94", "20.28"), (LONGITUDE, "180", "-179.9")],
)
def test_coordinates_within_25_km_agree_and_neither_refines_the_other(
    predicate: str, one: str, other: str
) -> None:
    assert read(predicate, one).agrees_with(read(predicate, other))
    assert not read(predicate, other).refines(read(predicate, one))


def test_a_degree_of_longitude_is_longer_on_the_equator() -> None:
    one, other = (read(LONGITUDE, degrees, latitude=0) for degrees in ("19.94", "20.28"))
    assert not one.agrees_with(other)


def test_a_date_and_what_is_no_date_contradict_each_other() -> None:
    exact = agreement.Exact(Literal("1973"))
    assert not exact.agrees_with(read(START, "1973"))
    assert not read(START, "1973").agrees_with(exact)


NUMBERS = st.decimals(-90, 90, allow_nan=False, places=4)


@given(number=NUMBERS, digits=st.integers(0, 3))
def test_a_number_agrees_with_itself_rounded(number: object, digits: int) -> None:
    rounded = f"{round(number, digits):f}"  # type: ignore[call-overload]  # a Decimal
    assert read(WIDTH, rounded).agrees_with(read(WIDTH, f"{number}"))


@given(one=NUMBERS, other=NUMBERS)
def test_agreement_is_mutual(one: object, other: object) -> None:
    for predicate in (WIDTH, LATITUDE):
        first, second = read(predicate, f"{one}"), read(predicate, f"{other}")
        assert first.agrees_with(second) == second.agrees_with(first)
