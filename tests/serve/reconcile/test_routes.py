"""The reconciliation service, asked by a client that knows only the specification."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.reconciling import RESULTS_10, SUGGESTIONS, Client02, Client10, held

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

# Somebody's table: spellings of many languages, a name of two cities, and what nobody knows.
TABLE = [
    {"name": "Köln", "country": "Deutschland", "wikidata": ""},
    {"name": "Krakau", "country": "PL", "wikidata": ""},
    {"name": "Birmingham", "country": "", "wikidata": ""},
    {"name": "Birmingham", "country": "United States", "wikidata": ""},
    {"name": "Lipsk", "country": "Niemcy", "wikidata": ""},
    {"name": "Lyon, France", "country": "", "wikidata": ""},
    {"name": "Kyjiw", "country": "Ukraine", "wikidata": ""},
    {"name": "Krakov", "country": "Polen", "wikidata": ""},
    {"name": "Paris", "country": "", "wikidata": ""},
    {"name": "Wrocław", "country": "Germany", "wikidata": ""},
    {"name": "Atlantis", "country": "", "wikidata": ""},
    {"name": "", "country": "Poland", "wikidata": ""},
    {"name": "nobody's spelling", "country": "", "wikidata": "Q2079"},
]
COLUMNS = ("country", "wikidata")
# Any JSON, of the words of the protocol too.
WORDS = st.sampled_from(["query", "limit", "properties", "pid", "v", "conditions", "ids", "id"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture
def refine(client: httpx.Client) -> Client02:
    return Client02(client, "/reconcile")


@pytest.fixture
def draft(client: httpx.Client) -> Client10:
    return Client10(client, "/reconcile/1.0-draft")


def test_a_table_is_matched_as_the_command_matches_it(refine: Client02, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["name", *COLUMNS])
        writer.writeheader()
        writer.writerows(TABLE)
    command = [sys.executable, "-m", "twingraph", "match", file, "-o", "-"]
    done = subprocess.run(
        list(map(str, command)), capture_output=True, check=True, encoding="utf-8"
    )
    expected = [row["id"] for row in csv.DictReader(done.stdout.splitlines())]
    matched = refine.match(TABLE, COLUMNS)
    assert matched.ids == expected
    assert {"cologne", "krakow", "leipzig", ""} <= set(matched.ids)


def test_both_versions_of_the_protocol_find_the_same(refine: Client02, draft: Client10) -> None:
    assert draft.match(TABLE, COLUMNS) == refine.match(TABLE, COLUMNS)


def test_a_name_of_two_cities_has_both_as_candidates_and_no_match(refine: Client02) -> None:
    (found,) = refine.match([{"name": "Birmingham"}]).candidates
    assert {one["id"] for one in found} == {"birmingham", "birmingham-us"}
    assert [one["match"] for one in found] == [False, False]
    assert {one["description"] for one in found} == {"United Kingdom", "United States"}


def test_a_similar_name_is_a_candidate_with_its_similarity_as_score(refine: Client02) -> None:
    (found,) = refine.match([{"name": "Krakov", "country": "Polen"}], ["country"]).candidates
    assert (found[0]["id"], found[0]["match"]) == ("krakow", False)
    assert 75 <= found[0]["score"] < 100
    assert {"id": "country", "name": "lies in the country", "value": True} in found[0]["features"]


def test_a_position_tells_how_far_a_candidate_is(refine: Client02) -> None:
    row = {"name": "Leipzig", "latitude": "51.3", "longitude": "12.4"}
    (found,) = refine.match([row], ["latitude", "longitude"]).candidates
    (distance,) = (one["value"] for one in found[0]["features"] if one["id"] == "distance")
    assert 0 < distance < 10


@pytest.mark.parametrize("name", ["krakow", "birmingham-us", "Q2079"])
def test_an_id_or_an_item_means_its_city(name: str, refine: Client02) -> None:
    matched = refine.match([{"name": name}])
    assert matched.ids == [{"Q2079": "leipzig"}.get(name, name)]


def test_a_type_that_the_service_does_not_have_has_no_candidates(client: httpx.Client) -> None:
    queries = {
        "a": {"query": "Leipzig", "type": "Person"},
        "b": {"query": "Leipzig", "type": ["City"]},
    }
    found = client.get("/reconcile", params={"queries": json.dumps(queries)}).json()
    assert found["a"] == {"result": []}
    assert found["b"]["result"][0]["id"] == "leipzig"


def test_there_are_no_more_candidates_than_were_asked_for(client: httpx.Client) -> None:
    queries = {"q": {"query": "Birmingham", "limit": 1}}
    found = client.get("/reconcile", params={"queries": json.dumps(queries)}).json()
    assert len(found["q"]["result"]) == 1


def test_a_country_that_is_required_leaves_no_candidate_elsewhere(client: httpx.Client) -> None:
    def ids(*, required: bool) -> list[str]:
        country = {"matchType": "property", "propertyId": "country", "propertyValue": "Germany"}
        conditions = [
            {"matchType": "name", "propertyValue": "Wrocław"},
            country | {"required": required},
        ]
        batch = {"queries": [{"conditions": conditions}]}
        answer = client.post("/reconcile/1.0-draft/match", json=batch).json()
        return [one["id"] for one in answer["results"][0]["candidates"]]

    assert "wroclaw" in ids(required=False)
    assert "wroclaw" not in ids(required=True)


def test_a_country_that_was_matched_before_counts_by_its_id(client: httpx.Client) -> None:
    country = {"id": "http://www.wikidata.org/entity/Q30", "name": "?"}
    query = {"query": "Birmingham", "properties": [{"pid": "country", "v": [country]}]}
    found = client.post("/reconcile", data={"queries": json.dumps({"q": query})}).json()
    assert found["q"]["result"][0]["id"] == "birmingham-us"


def test_names_come_in_the_language_of_the_client(client: httpx.Client) -> None:
    asked = {"queries": json.dumps({"q": {"query": "Krakau"}})}
    answer = client.get("/reconcile", params=asked, headers={"Accept-Language": "de"})
    found = answer.json()
    assert "Accept-Language" in answer.headers["Vary"]
    assert (found["q"]["result"][0]["name"], found["q"]["result"][0]["description"]) == (
        "Krakau",
        "Polen",
    )


# --- more columns -------------------------------------------------------------------------------


def test_everything_that_is_proposed_can_be_had(refine: Client02) -> None:
    proposed = refine.proposals("City")
    assert {"country", "latitude", "wikidata", "partner", "network"} <= set(proposed)
    assert refine.proposals("Person") == []
    answer = refine.extend(["leipzig", "krakow", "atlantis"], proposed)
    assert [one["id"] for one in answer["meta"]] == proposed
    assert answer["rows"]["leipzig"]["wikidata"] == [{"str": "Q2079"}]
    assert answer["rows"]["leipzig"]["latitude"] == [{"float": 51.34}]
    assert {"id": "leipzig", "name": "Leipzig"} in answer["rows"]["krakow"]["partner"]
    assert {"str": "Krakau"} in answer["rows"]["krakow"]["names"]
    assert not any(answer["rows"]["atlantis"].values())


def test_the_draft_extends_with_the_same_values(refine: Client02, draft: Client10) -> None:
    asked = ["leipzig", "krakow"], ["country", "partner"]
    rows = draft.extend(*asked)["rows"]
    told = {row["id"]: {one["id"]: one["values"] for one in row["properties"]} for row in rows}
    assert told == refine.extend(*asked)["rows"]


# --- suggestions and previews -------------------------------------------------------------------


def test_what_is_typed_is_completed_by_names_in_any_language(refine: Client02) -> None:
    assert refine.suggest("entity", "Krak")[0]["id"] == "krakow"
    assert "leipzig" in [one["id"] for one in refine.suggest("entity", "Лейпц")]
    assert refine.suggest("entity", "birmingham-us")[0]["id"] == "birmingham-us"
    assert refine.suggest("entity", "no such place") == []


def test_more_suggestions_come_after_a_cursor(refine: Client02) -> None:
    first, second = refine.suggest("entity", ""), refine.suggest("entity", "", cursor=20)
    assert len(first) == len(second) == 20
    assert {one["id"] for one in first}.isdisjoint(one["id"] for one in second)


def test_the_draft_takes_a_limit_and_an_offset(client: httpx.Client) -> None:
    def asked(kind: str, **given: int) -> list[str]:
        address = f"/reconcile/1.0-draft/suggest/{kind}"
        answer = client.get(address, params={"prefix": "", **given})
        return [one["id"] for one in held(answer, SUGGESTIONS)["result"]]

    whole = asked("entity")
    assert asked("entity", limit=3, offset=2) == whole[2:5]
    assert asked("entity", limit=1_000) == whole
    assert asked("property", limit=1, offset=1) == asked("property")[1:2]
    assert asked("type", offset=1) == []


def test_properties_and_the_type_are_suggested(refine: Client02) -> None:
    assert {"country", "country_name"} <= {one["id"] for one in refine.suggest("property", "count")}
    assert refine.suggest("type", "ci") == [{"id": "City", "name": "City"}]
    assert refine.suggest("type", "person") == []


def test_a_preview_shows_a_city_in_the_language_of_the_client(refine: Client02) -> None:
    answer = refine.preview("krakow", **{"Accept-Language": "de"})
    assert answer.headers["Content-Type"].startswith("text/html")
    assert ">Krakau</a>" in answer.text
    assert "Polen" in answer.text
    assert "Kraków" in answer.text
    assert "/id/city/krakow" in answer.text


def test_a_preview_of_no_city_is_not_found_and_escapes_what_was_asked(refine: Client02) -> None:
    answer = refine.preview("%3Cscript%3E")
    assert answer.status_code == 404
    assert not answer.headers["Content-Type"].startswith("text/html")


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("queries", "says"),
    [
        ("{", "queries: Invalid JSON"),
        ("[]", "queries: Input should be an object"),
        ('{"q0": "Leipzig"}', "queries, q0: "),
        ('{"q0": {"query": "Leipzig", "limit": 0}}', "queries, q0, limit: "),
        ('{"q0": {"query": 5}}', "queries, q0, query: "),
        ('{"q0": {"properties": [{"pid": "P17", "v": "x"}]}}', 'there is no property "P17"'),
        (json.dumps({"q0": {"query": "x" * 501}}), "queries, q0, query: "),
        (json.dumps({f"q{n}": {"query": "x"} for n in range(101)}), "queries: "),
        ('{"q0": {"query": "\\ud800"}}', "queries"),
    ],
)
def test_queries_that_are_not_as_the_protocol_says_are_refused_with_their_place(
    queries: str, says: str, client: httpx.Client
) -> None:
    answer = client.post("/reconcile", data={"queries": queries})
    assert answer.status_code == 400
    assert says in answer.json()["detail"]


# --- conditions of the draft ------------------------------------------------------------------


def named(*values: str, **more: Any) -> dict[str, Any]:
    return {"matchType": "name", "propertyValue": [*values], **more}


def having(name: str, *values: str, **more: Any) -> dict[str, Any]:
    return {"matchType": "property", "propertyId": name, "propertyValue": [*values], **more}


def found(client: httpx.Client, *conditions: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the candidates for one query, whose answer must have the form of the draft."""
    answer = client.post(
        "/reconcile/1.0-draft/match", json={"queries": [{"conditions": conditions}]}
    )
    (one,) = held(answer, RESULTS_10)["results"]
    scores = [each["score"] for each in one["candidates"] if not each["match"]]
    assert scores == sorted(scores, reverse=True)
    candidates: list[dict[str, Any]] = one["candidates"]
    return candidates


def told(candidates: list[dict[str, Any]]) -> list[tuple[str, bool]]:
    return [(one["id"], one["match"]) for one in candidates]


NONE: dict[str, Any] = {"matchQuantifier": "none"}
MUST: dict[str, Any] = {"required": True}
EXACTLY: dict[str, Any] = {"matchQualifier": "skos:exactMatch"}


def test_none_of_some_values_leaves_out_who_has_one(client: httpx.Client) -> None:
    abroad = having("country", "United Kingdom", "Poland", **NONE, **MUST)
    assert told(found(client, named("Birmingham"), abroad)) == [("birmingham-us", False)]
    assert found(client, named("Birmingham"), having("country", "GB", "USA", **NONE, **MUST)) == []


def test_none_that_is_not_required_puts_who_has_the_value_last(client: httpx.Client) -> None:
    candidates = found(client, named("Birmingham"), having("country", "United States", **NONE))
    assert told(candidates) == [("birmingham", False), ("birmingham-us", False)]
    assert [one["score"] for one in candidates] == [100, 80]
    assert told(found(client, named("Leipzig"), having("country", "Germany", **NONE)))[0] == (
        "leipzig",
        False,
    )


def test_none_of_some_names_or_items(client: httpx.Client) -> None:
    assert told(found(client, named("Leipzig"), named("Lipsk", **NONE, **MUST))) == []
    assert found(client, named("Leipzig"), having("wikidata", "Q2079", **NONE, **MUST)) == []
    id_ = {"matchType": "id", "propertyValue": "birmingham", **NONE, **MUST}
    assert told(found(client, named("Birmingham"), id_)) == [("birmingham-us", False)]
    assert found(client, named("Leipzig", **NONE)) == []


def test_any_of_some_values_is_enough_and_all_are_not(client: httpx.Client) -> None:
    some = having("country", "Poland", "United States", **MUST)
    assert told(found(client, named("Birmingham"), some)) == [("birmingham-us", False)]
    both = having("country", "Poland", "United States", matchQuantifier="all", **MUST)
    assert found(client, named("Birmingham"), both) == []
    same = having("country", "USA", "United States", matchQuantifier="all", **MUST)
    assert told(found(client, named("Birmingham"), same)) == [("birmingham-us", False)]


def test_any_of_some_names_may_be_meant(client: httpx.Client) -> None:
    assert told(found(client, named("Breslau", "Wrocław")))[0] == ("wroclaw", True)
    assert told(found(client, named("Atlantis", "Leipzig")))[0] == ("leipzig", True)
    two = told(found(client, named("Leipzig", "Kraków")))
    assert {("leipzig", False), ("krakow", False)} <= set(two)
    assert told(found(client, named("Breslau", "Leipzig", matchQuantifier="all", **MUST))) == []


def test_an_exact_name_leaves_out_similar_ones(client: httpx.Client) -> None:
    close = found(client, named("Krakov", matchQualifier="skos:closeMatch"))
    assert "krakow" in [one["id"] for one in close]
    assert found(client, named("Krakov")) == close
    assert "krakow" not in [one["id"] for one in found(client, named("Krakov", **EXACTLY, **MUST))]
    assert told(found(client, named("Krakau", **EXACTLY, **MUST)))[0] == ("krakow", True)


@pytest.mark.parametrize(
    ("latitude", "more", "is_there"),
    [
        ("51.34", EXACTLY, True),
        ("51.3", EXACTLY, True),
        ("51.4", EXACTLY, False),
        ("51.4", {}, True),
        ("51.4", {"matchQualifier": "skos:closeMatch"}, True),
        ("52.4", {}, False),
        ("north", {}, False),
    ],
)
def test_degrees_are_compared_to_their_digits_or_nearby(
    latitude: str, more: dict[str, Any], is_there: bool, client: httpx.Client
) -> None:
    candidates = found(client, named("Leipzig"), having("latitude", latitude, **more, **MUST))
    assert ("leipzig" in [one["id"] for one in candidates]) == is_there


def test_a_required_item_leaves_no_other_city(client: httpx.Client) -> None:
    other = having("wikidata", "Q1000", **MUST)
    assert found(client, named("Leipzig"), other) == []
    own = having("wikidata", "http://www.wikidata.org/entity/Q2079", **MUST)
    assert told(found(client, named("Leipzig"), own)) == [("leipzig", True)]


def test_the_qualifiers_of_each_property_can_be_found(client: httpx.Client) -> None:
    answer = held(client.get("/reconcile/1.0-draft/suggest/property"), SUGGESTIONS)["result"]
    told = {one["id"]: one.get("matchQualifiers", []) for one in answer}
    assert [one["id"] for one in told["name"]] == ["skos:exactMatch", "skos:closeMatch"]
    assert [one["id"] for one in told["country"]] == ["skos:exactMatch"]
    assert all(one["name"] for qualifiers in told.values() for one in qualifiers)
    for name, qualifiers in told.items():
        for one in qualifiers:
            if name != "name":
                found(client, named("x"), having(name, "1", matchQualifier=one["id"]))
    old = client.get("/reconcile/suggest/property").json()["result"]
    assert not any("matchQualifiers" in one for one in old)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        (
            having("country", "PL", matchQualifier="schema:containsPlace"),
            'country has no matchQualifier "schema:containsPlace"; it has: skos:exactMatch',
        ),
        (
            named("Leipzig", matchQualifier="skos:closeMatch", **NONE),
            "skos:closeMatch is for any of the names that are looked up",
        ),
    ],
)
def test_a_qualifier_that_there_is_not_is_told(
    condition: dict[str, Any], says: str, client: httpx.Client
) -> None:
    batch = {"queries": [{"conditions": [named("Leipzig"), condition]}]}
    answer = client.post("/reconcile/1.0-draft/match", json=batch)
    assert answer.status_code == 400
    assert says in answer.json()["detail"]


def test_a_request_looks_up_no_more_names_than_it_may_have_queries(client: httpx.Client) -> None:
    batch = {"queries": [{"conditions": [named(*"abcdefghijklmnopqrst")]}] * 6}
    answer = client.post("/reconcile/1.0-draft/match", json=batch)
    assert answer.status_code == 400
    assert "has 120 names; at most 100" in answer.json()["detail"]


@pytest.mark.parametrize(
    "conditions",
    [
        [],
        [{"matchType": "name"}],
        [{"matchType": "name", "propertyValue": "x", "matchQuantifier": "some"}],
        [{"matchType": "name", "propertyValue": ["x"] * 21}],
        [{"matchType": "name", "propertyValue": "x", "matchQualifier": "WildcardMatch"}],
        [{"matchType": "property", "propertyValue": "x"}],
    ],
)
def test_conditions_that_cannot_be_met_are_refused(
    conditions: list[dict[str, Any]], client: httpx.Client
) -> None:
    batch = {"queries": [{"conditions": conditions}]}
    answer = client.post("/reconcile/1.0-draft/match", json=batch)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


@given(queries=st.dictionaries(st.text(max_size=5), ANYTHING, max_size=3))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_is_answered_or_refused(queries: Any, client: httpx.Client) -> None:
    fields = ("queries", "extend")
    answers = [client.post("/reconcile", data={one: json.dumps(queries)}) for one in fields]
    answers.append(client.post("/reconcile/1.0-draft/match", json={"queries": [queries]}))
    assert {answer.status_code for answer in answers} <= {200, 400}


@given(name=st.text(max_size=40), country=st.text(max_size=20), item=st.text(max_size=10))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_named_has_candidates_of_the_right_form(
    name: str, country: str, item: str, refine: Client02
) -> None:
    refine.match([{"name": name, "country": country, "wikidata": item}], COLUMNS)


def test_a_property_that_does_not_exist_cannot_be_had(client: httpx.Client) -> None:
    asked = {"ids": ["leipzig"], "properties": [{"id": "population"}]}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)})
    assert answer.status_code == 400
    assert (
        'there is no property "population"; the properties are: name, country'
        in answer.json()["detail"]
    )


def test_a_form_without_queries_is_told_what_is_missing(client: httpx.Client) -> None:
    answer = client.post("/reconcile", data={"query": "Leipzig"})
    assert answer.status_code == 400
    assert "give queries or extend" in answer.json()["detail"]


def test_a_body_that_is_no_form_is_of_a_wrong_media_type(client: httpx.Client) -> None:
    assert client.post("/reconcile", json={"queries": {}}).status_code == 415


@pytest.mark.parametrize("cursor", ["-1", "x", "1234567", "٣"])
def test_a_cursor_is_a_whole_number(cursor: str, client: httpx.Client) -> None:
    answer = client.get("/reconcile/suggest/entity", params={"prefix": "a", "cursor": cursor})
    assert answer.status_code == 400
    assert "parameter cursor" in answer.json()["detail"]


def test_no_answer_is_a_script(client: httpx.Client) -> None:
    answer = client.get("/reconcile", params={"callback": "alert"})
    assert answer.headers["Content-Type"] == "application/json"
    assert not answer.text.startswith("alert")
