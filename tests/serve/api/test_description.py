"""The description of the API, and the API tried by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.checks import positive_data_acceptance

from twingraph.serve.api import description, requests
from twingraph.serve.api.resources import known

if TYPE_CHECKING:
    import httpx
    from schemathesis import BaseSchema, Case

PATHS = sorted(description.document("")["paths"])


@pytest.fixture(scope="module")
def api(address: str) -> BaseSchema:
    return schemathesis.openapi.from_url(f"{address}/api/openapi.json")


@pytest.mark.parametrize("path", PATHS)
def test_whatever_is_asked_is_answered_as_described(path: str, api: BaseSchema) -> None:
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=api[path]["GET"].as_strategy())
    def ask(case: Case[Any]) -> None:
        # That a city or a kind of a random name does not exist, no schema can say.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    ask()


@pytest.mark.parametrize("name", sorted(known()))
def test_rows_have_the_form_that_is_described(name: str, client: httpx.Client) -> None:
    told = client.get("/api/openapi.json").json()
    form = {"$ref": f"#/components/schemas/{name}", "components": told["components"]}
    about = {"about": "partnership/krakow--leipzig"} if known()[name].choices else {}
    rows = client.get(f"/api/{name}", params={"limit": 300, **about}).json()["rows"]
    assert rows
    checked = Draft202012Validator(form, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for row in rows:
        checked.validate(row)


def test_every_table_and_every_parameter_is_described() -> None:
    paths: dict[str, Any] = description.document("")["paths"]
    for name, resource in known().items():
        told = [one["name"] for one in paths[f"/api/{name}"]["get"]["parameters"]]
        assert told == [one.name for one in requests.declared(resource)]


def test_the_description_says_at_which_path_a_service_lies() -> None:
    assert description.document("/towns")["servers"] == [{"url": "/towns"}]


def test_the_description_is_of_openapi_3_1(client: httpx.Client) -> None:
    assert client.get("/api/openapi.json").json()["openapi"].startswith("3.1.")
