"""Queries as requests: what SPARQLWrapper makes of them, and what is not sent at all."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.errors import InputError, QueryError
from twingraph.core.http_messages import Response
from twingraph.core.sparql_protocol import complaint, parsed_address, request_of

URL = "https://example.org/sparql?default-graph-uri=x"


@given(st.text())
def test_the_query_arrives_as_it_was_written(text: str) -> None:
    sparql = "SELECT * { ?s ?p 'x' } #" + text.encode("utf-8", "ignore").decode()
    request = request_of(URL, sparql).request
    assert (request.url, request.method) == (URL, "POST")
    assert request.body is not None
    assert parse_qs(request.body.decode("ascii")) == {"query": [sparql]}


@pytest.mark.parametrize(
    ("sparql", "form", "accepted"),
    [
        ("SELECT * {}", "SELECT", "application/sparql-results+json"),
        ("ask {}", "ASK", "application/sparql-results+json"),
        ("BASE <http://select/> CONSTRUCT WHERE {}", "CONSTRUCT", "text/turtle"),
        ("PREFIX ask: <http://ask/>\nDESCRIBE ask:SELECT", "DESCRIBE", "text/turtle"),
        ("# DROP ALL\nSELECT ?insert { ?insert <http://a/DELETE> 'LOAD' }", "SELECT", "json"),
        ('DEFINE input:inference "x" SELECT * {}', "SELECT", "json"),  # as Virtuoso has it
    ],
)
def test_the_form_says_what_is_accepted(sparql: str, form: str, accepted: str) -> None:
    asked = request_of(URL, sparql)
    assert asked.form == form
    assert asked.is_graph == (form in {"CONSTRUCT", "DESCRIBE"})
    assert accepted in asked.request.headers["Accept"]


@pytest.mark.parametrize(
    "update",
    [
        "DROP ALL",
        "# SELECT\nINSERT DATA { <a:> <b:> <c:> }",
        "WITH <http://g/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "PREFIX select: <http://a/> LOAD <http://a/>",
    ],
)
def test_an_update_is_never_a_request(update: str) -> None:
    with pytest.raises(QueryError, match="changes data; only queries of the forms"):
        request_of(URL, update)


@pytest.mark.parametrize("text", ["", "nonsense", "# SELECT", "?select", "'ASK'"])
def test_a_text_without_a_form_is_no_query(text: str) -> None:
    with pytest.raises(QueryError, match="the query has none of the known forms"):
        request_of(URL, text)


def test_name_and_password_leave_the_address() -> None:
    request = request_of("https://me:s%65cret%40x@example.org/sparql", "ASK {}").request
    assert request.url == "https://example.org/sparql"
    assert request.headers["Authorization"] == "Basic bWU6c2VjcmV0QHg="


def test_who_asks_can_be_said() -> None:
    assert request_of(URL, "ASK {}", "me").request.headers["User-agent"] == "me"


@pytest.mark.parametrize("url", ["", "example.org", "file:///x", "ftp://a/", "data:,x", "https://"])
def test_only_the_web_has_endpoints(url: str) -> None:
    with pytest.raises(InputError, match="is not the address of an endpoint"):
        parsed_address(url)


def test_a_wrong_address_is_shown_without_its_password() -> None:
    with pytest.raises(InputError) as caught:
        parsed_address("ftp://me:secret@example.org/")
    assert "secret" not in str(caught.value)


def test_a_complaint_has_status_reason_and_remedy() -> None:
    response = Response(URL, 404, {}, b"<h1>Not\nfound</h1>")
    said = "it answers with the error 404: <h1>Not found</h1>; there is no endpoint at this address"
    assert complaint(response) == said
    busy = Response(URL, 429, {"Retry-After": "1800"})
    assert complaint(busy) == "it answers with the error 429; try again later, after 1,800 seconds"
