"""What an entity says, read from its JSON."""

from __future__ import annotations

import copy
from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import wikibase as wb
from support.paths import SHARED
from twingraph.sources.wikidata import entities
from twingraph.sources.wikidata.classes import Classes
from twingraph.sources.wikidata.model import (
    NO_PARTNER,
    UNDATED,
    UNKNOWN_PARTNER,
    UNWRITTEN,
    Country,
    Item,
    Population,
    Twinning,
)

if TYPE_CHECKING:
    import random

LEIPZIG, KRAKOW, DE = "Q2079", "Q31487", "Q183"


def place(*claims: wb.Json, **more: Any) -> wb.Json:
    return wb.entity(LEIPZIG, {"de": "Leipzig", "mul": "Leipzig", "zh": "莱比锡"}, *claims) | more


def twinnings(*claims: wb.Json) -> tuple[list[Twinning], Counter[str]]:
    skipped = Counter[str]()
    return list(entities.twinnings(place(*claims), skipped)), skipped


def item(*claims: wb.Json) -> tuple[Item, Counter[str]]:
    skipped = Counter[str]()
    extract = entities.extract(place(*claims), whatever=True)
    assert extract
    return entities.item(extract, skipped), skipped


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
def test_times(qualifiers: dict[str, Any], expected: Twinning) -> None:
    assert twinnings(twin(**qualifiers)) == ([expected], {})


def test_a_time_that_cannot_be_written_is_left_out_and_counted() -> None:
    before_our_era = twin(P580=wb.time("-0043-03-15T00:00:00Z"))
    assert twinnings(before_our_era) == ([Twinning(LEIPZIG, KRAKOW)], {UNWRITTEN: 1})


def test_the_earliest_of_several_is_taken() -> None:
    said, skipped = twinnings(twin(P580=[wb.year(2001), wb.year(1999)]))
    assert (said[0].start, skipped) == ("1999", {entities.SEVERAL: 1})
    assert twinnings(twin(P580=[wb.year(1999), wb.year(1999)]))[1] == {}


def test_a_partner_that_is_not_known_and_none() -> None:
    said = wb.claim("P190", wb.SOMEVALUE), wb.claim("P190", wb.NOVALUE), twin()
    assert twinnings(*said) == ([Twinning(LEIPZIG, KRAKOW)], {UNKNOWN_PARTNER: 1, NO_PARTNER: 1})


def test_a_partner_that_is_no_item() -> None:
    lexeme = wb.item(KRAKOW)
    lexeme["datavalue"]["value"] |= {"entity-type": "lexeme", "id": "L31487"}
    assert twinnings(wb.claim("P190", lexeme))[1] == {UNKNOWN_PARTNER: 1}


def test_old_entities_have_numbers_without_ids() -> None:
    assert twinnings(wb.claim("P190", wb.old_item(KRAKOW)))[0] == [Twinning(LEIPZIG, KRAKOW)]


@pytest.mark.parametrize("rank", ["preferred", "normal", "deprecated"])
def test_ranks_are_kept(rank: str) -> None:
    assert twinnings(wb.claim("P190", wb.item(KRAKOW), rank))[0][0].rank == rank


@pytest.mark.parametrize(
    ("address", "usable"),
    [
        ("https://www.leipzig.de/städte?a=b;c#d", True),
        ("HTTP://a", True),
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
    assert skipped == ({} if usable else {entities.NO_ADDRESS: 1})


def test_references_are_sorted_and_told_once() -> None:
    said, _ = twinnings(wb.claim("P190", wb.item(KRAKOW), "normal", ["http://b", "http://a"] * 2))
    assert said[0].references == ("http://a", "http://b")


# --- places -------------------------------------------------------------------------------------


def test_labels_are_those_of_our_languages() -> None:
    assert item()[0].labels == {"de": "Leipzig", "mul": "Leipzig"}


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
    assert skipped == {UNDATED: 3}


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


def test_codes_and_superclasses_are_of_the_best_rank() -> None:
    codes = wb.claim("P297", wb.text("DD")), wb.claim("P297", wb.text("DE"), "preferred")
    assert item(*codes)[0].code == "DE"
    above = wb.claim("P279", wb.item("Q1")), wb.claim("P279", wb.SOMEVALUE, "preferred")
    assert entities.superclasses(place(*above)) == set()
    assert entities.superclasses(place(above[0])) == {"Q1"}


# --- what is kept -------------------------------------------------------------------------------


def test_an_extract_says_what_the_entity_said() -> None:
    whole = place(
        twin(P580=wb.year(1973)),
        wb.claim("P17", wb.item(DE)),
        wb.claim("P31", wb.item("Q515")),
        wb.claim("P856", wb.text("https://www.leipzig.de")),
    )
    extract = entities.extract(whole)
    assert extract
    assert set(extract["claims"]) == {"P190", "P17", "P31"}
    assert list(entities.twinnings(extract, Counter())) == list(
        entities.twinnings(whole, Counter())
    )
    assert entities.extract(extract) == extract


@pytest.mark.parametrize(
    "other",
    [
        place(wb.claim("P17", wb.item(DE))),
        place(twin(), type="property", id="P190"),
        place(twin(), type="lexeme", id="L1"),
        {"id": "Q1", "missing": ""},
        {"id": "Q1", "type": "item", "claims": [], "labels": []},
    ],
)
def test_what_has_nothing_to_do_with_it_is_not_kept(other: wb.Json) -> None:
    assert entities.extract(other) is None


def test_entities_come_bare_or_wrapped() -> None:
    one = place(twin())
    assert entities.unwrap(one) == [one]
    assert entities.unwrap({"entities": {LEIPZIG: one}, "success": 1}) == [one]
    assert entities.unwrap({"entities": []}) == []


@pytest.mark.parametrize("line", ["[]", "7", '"Q1"', "null", '{"entities": 7}'])
def test_what_is_no_entity_is_refused(line: str) -> None:
    with pytest.raises(entities.MALFORMED):
        list(map(entities.extract, entities.unwrap(orjson.loads(line))))


# --- anything at all ----------------------------------------------------------------------------

WHOLE = place(
    wb.claim("P190", wb.item(KRAKOW), "normal", ["https://a"], P580=wb.year(1973)),
    wb.claim("P17", wb.item(DE), P582=wb.year(1990)),
    wb.claim("P1082", wb.quantity("+5"), P585=wb.year(2018)),
    wb.claim("P625", wb.place(51.34, 12.375)),
    wb.claim("P31", wb.item("Q515")),
    wb.claim("P297", wb.text("DE")),
    wb.claim("P279", wb.item("Q1")),
)

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=5,
)


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a value where something stands."""
    keys = value if isinstance(value, dict) else range(len(value))
    inner = [(value, key) for key in keys]
    return inner + [
        spot for key in keys if isinstance(value[key], dict | list) for spot in spots(value[key])
    ]


@settings(max_examples=400, deadline=None)
@given(st.integers(0), ANYTHING)
def test_whatever_stands_in_an_entity_it_is_read_or_refused(where: int, what: Any) -> None:
    one = copy.deepcopy(WHOLE)
    found = spots(one)
    within, key = found[where % len(found)]
    within[key] = what
    try:
        extract = entities.extract(one)
        if extract:
            entities.check(extract)
    except entities.MALFORMED:
        return
    if extract:
        again = orjson.loads(orjson.dumps(extract))
        assert entities.item(again, Counter()) == entities.item(extract, Counter())


# --- classes ------------------------------------------------------------------------------------


def below(pairs: list[tuple[int, int]]) -> Classes:
    classes = Classes()
    for class_, above in pairs:
        classes.add(f"Q{class_}", [f"Q{above}"])
    return classes


def test_classes_reach_the_roots_by_any_way() -> None:
    pairs = [(5, 4), (4, 1), (5, 2), (6, 7), (7, 6), (4, 5)]
    assert below(pairs).reaching(["Q5", "Q6", "Q1", "Q9"], ["Q1", "Q2"]) == {
        "Q5": {"Q1", "Q2"}, "Q6": set(), "Q1": {"Q1"}, "Q9": set(),
    }  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=40),
    st.randoms(use_true_random=False),
)
def test_classes_are_those_of_a_plain_search(
    pairs: list[tuple[int, int]], chance: random.Random
) -> None:
    def reaches(class_: int, root: int) -> bool:
        met, ahead = set[int](), [class_]
        while ahead:
            if (one := ahead.pop()) not in met:
                met.add(one)
                ahead += [above for below_, above in pairs if below_ == one]
        return root in met

    expected = {
        f"Q{class_}": {f"Q{root}" for root in (1, 2, 3) if reaches(class_, root)}
        for class_ in range(1, 13)
    }
    shuffled = chance.sample(pairs, len(pairs))
    assert below(shuffled).reaching(expected, ["Q1", "Q2", "Q3"]) == expected


# --- real ones ----------------------------------------------------------------------------------


@pytest.fixture
def real() -> list[wb.Json]:
    files = sorted((SHARED / "realworld" / "wikidata-entities").glob("*.json"))
    if not files:
        pytest.skip(f"no entities in {SHARED}; set TWINGRAPH_SHARED")
    return [wb.load(file) for file in files]


def test_real_entities(real: list[wb.Json]) -> None:
    """Every statement of the entities that Wikidata served, counted without our code."""
    said = {}
    for one in real:
        extract = entities.extract(one)
        assert extract
        entities.check(extract)
        said[one["id"]] = list(entities.twinnings(extract, Counter()))
        values = [claim["mainsnak"]["datavalue"]["value"] for claim in one["claims"]["P190"]]
        partners = [f"Q{value['numeric-id']}" for value in values]
        assert [twinning.object for twinning in said[one["id"]]] == partners
        assert entities.item(extract, Counter()).latitude
    starts = sorted(t.start for t in said["Q2112"] if t.start)
    assert starts == ["1953", "1958", "1973", "1980", "1987", "1991", "1995"]
