"""What a statement means, by whichever reader it comes."""

from __future__ import annotations

from typing import Any

import pytest

from support import wikibase as wb
from twingraph.sources.wikidata import entities, statements
from twingraph.sources.wikidata.collected import Collected
from twingraph.sources.wikidata.model import (
    LABEL_LANGUAGES,
    Country,
    Item,
    Population,
    Twinning,
)

LEIPZIG, KRAKOW, DE = "Q2079", "Q31487", "Q183"

Counts = dict[str, int]


def collected(*claims: wb.Json, labels: dict[str, str] | None = None) -> Collected:
    """What Leipzig says, read from its JSON."""
    extract = entities.extract(wb.entity(LEIPZIG, labels or {}, *claims), whatever=True)
    assert extract
    found = Collected()
    found.add_entity(entities.read(extract))
    return found


def twinnings(*claims: wb.Json) -> tuple[list[Twinning], Counts]:
    found = collected(*claims)
    said = sorted(found.twinnings, key=lambda said: said.order)
    return [Twinning(*_said(one)) for one in said], found.left_out.counts()


def _said(one: Twinning) -> tuple[Any, ...]:
    """All of a statement but its number."""
    return (
        one.subject, one.object, one.start, one.end, one.ended, one.on, one.rank, one.references,
    )  # fmt: skip


def item(*claims: wb.Json, labels: dict[str, str] | None = None) -> tuple[Item, Counts]:
    fetched = collected(*claims, labels=labels).fetched("2026-11-22", 1)
    return fetched.items[LEIPZIG], fetched.left_out.counts()


def twin(**qualifiers: wb.Json | list[wb.Json]) -> wb.Json:
    return wb.claim("P190", wb.item(KRAKOW), "normal", (), **qualifiers)


# --- partners -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        ({}, Twinning(LEIPZIG, KRAKOW)),
        ({"P580": wb.year(1973)}, Twinning(LEIPZIG, KRAKOW, start="1973")),
        (
            {"P580": wb.time("+1973-09-00T00:00:00Z", 10)},
            Twinning(LEIPZIG, KRAKOW, start="1973-09"),
        ),
        (
            {"P580": wb.time("+1917-10-25T00:00:00Z", 11, wb.JULIAN)},
            Twinning(LEIPZIG, KRAKOW, start="1917-11-07"),
        ),
        ({"P582": wb.year(2022)}, Twinning(LEIPZIG, KRAKOW, end="2022", ended=True)),
        ({"P582": wb.SOMEVALUE}, Twinning(LEIPZIG, KRAKOW, ended=True)),
        ({"P582": wb.NOVALUE}, Twinning(LEIPZIG, KRAKOW, ended=False)),
        ({"P582": [wb.NOVALUE, wb.SOMEVALUE]}, Twinning(LEIPZIG, KRAKOW, ended=True)),
        ({"P580": wb.SOMEVALUE}, Twinning(LEIPZIG, KRAKOW)),
        ({"P585": wb.year(1990)}, Twinning(LEIPZIG, KRAKOW, on="1990")),
    ],
)
def test_qualifiers_say_when_a_partnership_lasted(
    qualifiers: dict[str, Any], expected: Twinning
) -> None:
    assert twinnings(twin(**qualifiers)) == ([expected], {})


def test_a_time_that_cannot_be_written_is_left_out_and_counted() -> None:
    before_our_era = twin(P580=wb.time("-0043-03-15T00:00:00Z"))
    assert twinnings(before_our_era) == ([Twinning(LEIPZIG, KRAKOW)], {statements.UNWRITTEN: 1})


def test_the_earliest_of_several_is_taken() -> None:
    said, skipped = twinnings(twin(P580=[wb.year(2001), wb.year(1999)]))
    assert (said[0].start, skipped) == ("1999", {statements.SEVERAL: 1})
    assert twinnings(twin(P580=[wb.year(1999), wb.year(1999)]))[1] == {}


def test_a_partner_that_is_unknown_or_denied_is_left_out() -> None:
    said = wb.claim("P190", wb.SOMEVALUE), wb.claim("P190", wb.NOVALUE), twin()
    assert twinnings(*said) == (
        [Twinning(LEIPZIG, KRAKOW)],
        {statements.UNKNOWN_PARTNER: 1, statements.NO_PARTNER: 1},
    )


def test_a_partner_that_is_not_an_item_is_left_out() -> None:
    lexeme = wb.item(KRAKOW)
    lexeme["datavalue"]["value"] |= {"entity-type": "lexeme", "id": "L31487"}
    assert twinnings(wb.claim("P190", lexeme))[1] == {statements.UNKNOWN_PARTNER: 1}


def test_old_entities_have_numbers_without_ids() -> None:
    assert twinnings(wb.claim("P190", wb.old_item(KRAKOW)))[0] == [Twinning(LEIPZIG, KRAKOW)]


@pytest.mark.parametrize("rank", ["preferred", "normal", "deprecated"])
def test_ranks_are_kept(rank: str) -> None:
    assert twinnings(wb.claim("P190", wb.item(KRAKOW), rank))[0][0].rank == rank


@pytest.mark.parametrize(
    ("address", "usable"),
    [
        ("https://www.leipzig.de/städte?a=b&c#d", True),
        ("http://e.org/[x]", False),
        ("http://e.org/#a#b", False),
        ("http://e.org/%zz", False),
        ("HTTP://E.ORG/", False),
        ("ftp://a/b", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://a b", False),
        ("https://a/<b>", False),
        ('https://a/"b', False),
        ("https://a/b\nc", False),
        ("https://a/{b}", False),
        ("https://a/b\\c", False),
        ("leipzig.de", False),
    ],
)
def test_references_are_addresses_of_the_web(address: str, usable: bool) -> None:
    said, skipped = twinnings(wb.claim("P190", wb.item(KRAKOW), "normal", [address]))
    assert said[0].references == ((address,) if usable else ())
    assert skipped == ({} if usable else {statements.NO_ADDRESS: 1})


def test_references_are_sorted_and_stand_once() -> None:
    said, _ = twinnings(wb.claim("P190", wb.item(KRAKOW), "normal", ["http://b", "http://a"] * 2))
    assert said[0].references == ("http://a", "http://b")


# --- places -------------------------------------------------------------------------------------


def test_labels_are_those_of_the_languages_that_are_taken() -> None:
    assert item(labels={"de": "Leipzig", "zh": "莱比锡"})[0].labels == {"de": "Leipzig"}


def test_the_label_for_every_language_stands_where_there_is_no_other() -> None:
    names = item(labels={"mul": "Kraków", "de": "Krakau"})[0].labels
    assert names == dict.fromkeys(LABEL_LANGUAGES, "Kraków") | {"de": "Krakau"}


@pytest.mark.parametrize("text", ["", "\u200b", "\x01\x02", "L" * 251, "L" * 32_765])
def test_a_label_that_cannot_be_a_name_is_left_out(text: str) -> None:
    found, left_out = item(labels={"de": text, "pl": "Lipsk"})
    assert (found.labels, left_out) == ({"pl": "Lipsk"}, {statements.UNNAMED: 1})


def test_labels_are_cleaned() -> None:
    assert item(labels={"de": " Leip\u200bzig\r(Sachsen)"})[0].labels == {"de": "Leipzig (Sachsen)"}


@pytest.mark.parametrize("code", ["", "D", "DEU", "de", "D;E", "<E"])
def test_a_code_that_is_none_is_left_out(code: str) -> None:
    found, left_out = item(wb.claim("P297", wb.text(code)))
    assert found.code == ""
    assert left_out == ({statements.NO_CODE: 1} if code else {})


@pytest.mark.parametrize("property_", ["P190", "P17"])
def test_what_ends_before_it_starts_says_nothing(property_: str) -> None:
    times = {"P580": wb.year(2004), "P582": wb.year(1996)}
    found = collected(wb.claim(property_, wb.item(KRAKOW), "normal", (), **times))
    assert not found.twinnings
    assert not found.countries()
    assert found.left_out.counts() == {statements.ENDS_FIRST: 1}


def test_a_place_is_not_its_own_partner() -> None:
    assert twinnings(wb.claim("P190", wb.item(LEIPZIG))) == ([], {statements.ITSELF: 1})


def test_a_date_of_the_wrong_type_is_left_out() -> None:
    assert twinnings(twin(P580=wb.text("1973"))) == (
        [Twinning(LEIPZIG, KRAKOW)], {statements.UNWRITTEN: 1},
    )  # fmt: skip


def test_what_is_left_out_names_item_statement_and_property() -> None:
    found = collected(twin(P580=[wb.year(2001), wb.year(1999)]))
    ((place, _, _),) = found.left_out
    assert place == (LEIPZIG, f"{LEIPZIG}$00000000-0000-0000-0000-000000000000", "P580")


@pytest.mark.parametrize(("north", "east"), [(91, 12), (-90.5, 12), (51, 180.5), (1e300, 0)])
def test_a_position_that_is_nowhere_gives_way_to_the_next(north: float, east: float) -> None:
    wrong = wb.claim("P625", wb.place(north, east), "preferred")
    found, left_out = item(wrong, wb.claim("P625", wb.place(51.34, 12.375)))
    assert (found.latitude, found.longitude) == ("51.34", "12.375")
    assert left_out == {statements.NOWHERE: 1}


@pytest.mark.parametrize(
    "amount", ["+1234567890123", "+12345678901234567", "-5", "+1.5", "+1E400000000", "many"]
)
def test_a_number_that_is_no_population_is_left_out(amount: str) -> None:
    found, left_out = item(wb.claim("P1082", wb.quantity(amount), P585=wb.year(2018)))
    assert (found.populations, left_out) == ((), {statements.NOT_COUNTED: 1})


def test_countries_keep_dates_ranks_and_references() -> None:
    found, _ = item(
        wb.claim("P17", wb.item(DE), "preferred", P580=wb.time("+1990-10-03T00:00:00Z")),
        wb.claim("P17", wb.item("Q16957"), "normal", ["https://a"], P582=wb.SOMEVALUE),
        wb.claim("P17", wb.item("Q142"), "deprecated"),
        wb.claim("P17", wb.SOMEVALUE),
    )
    assert found.countries == (
        Country("Q142", rank="deprecated"),
        Country("Q16957", ended=True, references=("https://a",)),
        Country(DE, "1990-10-03", rank="preferred"),
    )


def test_populations_need_a_number_and_a_date() -> None:
    found, skipped = item(
        wb.claim("P1082", wb.quantity("+560472"), P585=wb.year(2018)),
        wb.claim("P1082", wb.quantity("+1")),
        wb.claim("P1082", wb.quantity("+1E400000000"), P585=wb.year(2018)),
        wb.claim("P1082", wb.SOMEVALUE, P585=wb.year(2018)),
    )
    assert found.populations == (Population(560472, "2018"),)
    assert skipped == {statements.UNDATED: 1, statements.NOT_COUNTED: 2}


def test_coordinates_are_on_earth_and_of_the_best_rank() -> None:
    found, _ = item(
        wb.claim("P625", wb.place(51.34, 12.375)),
        wb.claim("P625", wb.place(51.333333333, 12.383333), "preferred"),
        wb.claim("P625", wb.place(1, 2, globe="Q405"), "preferred"),
        wb.claim("P625", wb.SOMEVALUE, "preferred"),
    )
    assert (found.latitude, found.longitude) == ("51.3333", "12.3833")
    assert item(wb.claim("P625", wb.place(1, 2), "deprecated"))[0].latitude == ""


def test_classes_are_not_deprecated() -> None:
    found, _ = item(
        wb.claim("P31", wb.item("Q1549591")),
        wb.claim("P31", wb.item("Q515"), "deprecated"),
        wb.claim("P31", wb.item("Q123"), "preferred"),
    )
    assert found.classes == ("Q123", "Q1549591")


def test_codes_are_of_the_best_rank() -> None:
    codes = wb.claim("P297", wb.text("DD")), wb.claim("P297", wb.text("DE"), "preferred")
    assert item(*codes)[0].code == "DE"
