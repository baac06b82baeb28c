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

from support.reconciling import Client02, Client10

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
    def found(*, required: bool) -> list[str]:
        country = {"matchType": "property", "propertyId": "country", "propertyValue": "Germany"}
        conditions = [
            {"matchType": "name", "propertyValue": "Wrocław"},
            country | {"required": required},
        ]
        batch = {"queries": [{"conditions": conditions}]}
        answer = client.post("/reconcile/1.0-draft/match", json=batch).json()
        return [one["id"] for one in answer["results"][0]["candidates"]]

    assert "wroclaw" in found(required=False)
    assert "wroclaw" not in found(required=True)


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


@pytest.mark.parametrize(
    "conditions",
    [
        [],
        [{"matchType": "name"}],
        [{"matchType": "name", "propertyValue": "x", "matchQuantifier": "none"}],
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
