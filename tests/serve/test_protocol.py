"""The SPARQL 1.1 Protocol, rule by rule, put to a server that runs as a user runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

ASK = "ASK { ?city a tg:City }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def test_a_query_by_get_is_answered(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ASK})
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


def test_a_query_by_post_of_a_form_is_answered(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": ASK})
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


def test_a_query_by_post_as_itself_is_answered(client: httpx.Client) -> None:
    answer = client.post("/sparql", content=ASK, headers=DIRECT)
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_refused_with_those_that_are_allowed(
    client: httpx.Client, method: str
) -> None:
    answer = client.request(method, "/sparql", params={"query": ASK})
    assert answer.status_code == 405
    assert {"GET", "HEAD", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_two_queries_are_refused(client: httpx.Client) -> None:
    answer = client.get("/sparql", params=[("query", ASK), ("query", ASK)])
    assert (answer.status_code, answer.text) == (
        400,
        "the request has 2 queries; it must have one\n",
    )
