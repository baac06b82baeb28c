"""What an entity says, read from its JSON."""

from __future__ import annotations

import copy
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import wikibase as wb
from support.paths import SHARED
from twingraph.sources.wikidata import entities
from twingraph.sources.wikidata.collected import Collected

LEIPZIG, KRAKOW, DE = "Q2079", "Q31487", "Q183"


def place(*claims: wb.Json, **more: Any) -> wb.Json:
    return wb.entity(LEIPZIG, {"de": "Leipzig", "mul": "Leipzig", "zh": "莱比锡"}, *claims) | more


def twin(**qualifiers: wb.Json | list[wb.Json]) -> wb.Json:
    return wb.claim("P190", wb.item(KRAKOW), "normal", (), **qualifiers)


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
    assert entities.read(extract).statements == entities.read(whole).statements
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


@pytest.mark.parametrize(
    "name", ["Q0", "Q01", "Q1234567890", "Q99999999999999999999", "P1", "Q\uff11"]
)
def test_what_is_not_the_number_of_an_item_names_nothing(name: str) -> None:
    entity = entities.read(place(*_named(name)))
    assert entity.superclasses == set()
    assert entity.statements[0].value == ""


def _named(name: str) -> list[wb.Json]:
    claims = [wb.claim(property_, wb.item(KRAKOW)) for property_ in ("P279", "P190")]
    for claim in claims:
        claim["mainsnak"]["datavalue"]["value"]["id"] = name
    return claims


def test_superclasses_are_of_the_best_rank() -> None:
    above = wb.claim("P279", wb.item("Q1")), wb.claim("P279", wb.SOMEVALUE, "preferred")
    assert entities.read(place(*above)).superclasses == set()
    assert entities.read(place(above[0])).superclasses == {"Q1"}


@pytest.mark.parametrize("rank", ["best", "", None])
def test_a_rank_that_is_none_is_refused(rank: Any) -> None:
    with pytest.raises(entities.MALFORMED):
        entities.read(place(twin() | {"rank": rank}))


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
            entities.read(extract)
    except entities.MALFORMED:
        return
    if extract:
        collected = Collected()
        collected.add_entity(entities.read(extract))
        collected.fetched("2026-11-22", 1)
        again = orjson.loads(orjson.dumps(extract))
        assert entities.read(again) == entities.read(extract)


# --- real ones ----------------------------------------------------------------------------------


@pytest.fixture
def real() -> list[wb.Json]:
    files = sorted((SHARED / "realworld" / "wikidata-entities").glob("*.json"))
    if not files:
        pytest.skip(f"no entities in {SHARED}; set TWINGRAPH_SHARED")
    return [wb.load(file) for file in files]


def test_real_entities_say_what_wikidata_shows(real: list[wb.Json]) -> None:
    """Every statement of the entities that Wikidata served, counted without our code."""
    said = {}
    for one in real:
        extract = entities.extract(one)
        assert extract
        entity = entities.read(extract)
        said[one["id"]] = [s for s in entity.statements if s.property == "P190"]
        values = [claim["mainsnak"]["datavalue"]["value"] for claim in one["claims"]["P190"]]
        partners = [f"Q{value['numeric-id']}" for value in values]
        assert [partner.value for partner in said[one["id"]]] == partners
        assert any(s.position for s in entity.statements)
    starts = sorted(time.time[1:5] for s in said["Q2112"] for time in s.start)
    assert starts == ["1953", "1958", "1973", "1980", "1987", "1991", "1995"]
