"""The SPARQL 1.1 Protocol, rule by rule, put to a server that runs as a user runs it.

The names after ``w3c`` are those of the tests of the W3C, whose requests these are.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest

from support.graphs import build_of
from support.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

ASK = "ASK { ?city a tg:City }"
ROWS = "SELECT ?city { ?city a tg:City } ORDER BY ?city LIMIT 3"
GRAPH = "CONSTRUCT { ?city a tg:City } { ?city a tg:City }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
DATA = "http://kasei.us/2009/09/sparql/data/data"


def of(number: int) -> str:
    """The address of a graph of the W3C's tests."""
    return f"{DATA}{number}.rdf"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service whose store has the graphs of the W3C's tests."""
    trig = "".join(
        f"<{of(number)}> {{ <{of(number)}> a <urn:document> ; <urn:number> {number} }}\n"
        for number in (1, 2, 3)
    )
    folder = build_of(trig, tmp_path_factory.mktemp("graphs"))
    with serving(folder) as url, httpx.Client(base_url=url) as client:
        yield client


def answers(answer: httpx.Response) -> bool:
    """What an answer says, if it is a good one."""
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


# --- the three forms of a request ---------------------------------------------------------------


def test_a_query_by_get_is_answered_w3c_query_get(client: httpx.Client) -> None:
    assert answers(client.get("/sparql", params={"query": ASK}))


def test_a_query_by_post_of_a_form_is_answered_w3c_query_post_form(graphs: httpx.Client) -> None:
    # The graph is not there, and so has no triples: that is no error.
    answer = graphs.post("/sparql", params={"default-graph-uri": of(0)}, data={"query": "ASK {}"})
    assert answers(answer)
    assert answer.headers["Twingraph-Absent-Graph"] == of(0)


def test_a_query_by_post_as_itself_is_answered_w3c_query_post_direct(client: httpx.Client) -> None:
    assert answers(client.post("/sparql", content=ASK, headers={"Content-Type": DIRECT}))


def test_the_character_set_of_a_query_may_be_named(client: httpx.Client) -> None:
    type_ = f'{DIRECT}; charset="UTF-8"'
    assert answers(client.post("/sparql", content=ASK, headers={"Content-Type": type_}))


def test_an_address_with_a_slash_at_its_end_leads_to_the_endpoint(client: httpx.Client) -> None:
    answer = client.get("/sparql/", params={"query": ASK})
    assert answer.status_code == 307
    assert answer.headers["Location"].split("?")[0].endswith("/sparql")


# --- the dataset --------------------------------------------------------------------------------


def both(first: str, second: str) -> str:
    return f"ASK {{ {first} {second} }}"


TWO = both(f"<{of(1)}> a ?type .", f"<{of(2)}> a ?type .")
TWO_NAMED = both(f"GRAPH ?g1 {{ <{of(1)}> a ?type }}", f"GRAPH ?g2 {{ <{of(2)}> a ?type }}")
ALL = f"ASK {{ <{of(3)}> a ?type . {TWO_NAMED[6:-2]} }}"
DEFAULTS = [("default-graph-uri", of(1)), ("default-graph-uri", of(2))]
NAMED = [("named-graph-uri", of(1)), ("named-graph-uri", of(2))]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("query", "dataset"),
    [
        pytest.param(TWO, DEFAULTS, id="w3c_query_dataset_default_graphs"),
        pytest.param(TWO_NAMED, NAMED, id="w3c_query_dataset_named_graphs"),
        pytest.param(ALL, [("default-graph-uri", of(3)), *NAMED], id="w3c_query_dataset_full"),
    ],
)
def test_the_dataset_of_a_request_is_the_one_that_is_asked(
    graphs: httpx.Client, method: str, query: str, dataset: list[tuple[str, str]]
) -> None:
    def asked(dataset: list[tuple[str, str]]) -> httpx.Response:
        if method == "GET":
            return graphs.get("/sparql", params=httpx.QueryParams((("query", query), *dataset)))
        given = httpx.QueryParams(tuple(dataset))
        return graphs.post("/sparql", params=given, content=query, headers={"Content-Type": DIRECT})

    assert answers(asked(dataset))
    assert not answers(asked(dataset[1:]))


def test_the_dataset_of_a_request_goes_before_that_of_its_query_w3c_query_multiple_dataset(
    graphs: httpx.Client,
) -> None:
    query = f"ASK FROM <{of(3)}> {{ GRAPH ?g1 {{ <{of(1)}> a ?type }} }}"
    assert answers(graphs.get("/sparql", params=[("query", query), *NAMED]))


def test_a_graph_that_is_not_there_has_no_triples_and_is_named(client: httpx.Client) -> None:
    graph = "https://example.org/größe"
    answer = client.get("/sparql", params={"query": ASK, "default-graph-uri": graph})
    assert not answers(answer)
    assert answer.headers["Twingraph-Absent-Graph"] == "https://example.org/gr%C3%B6%C3%9Fe"


def test_a_name_of_a_graph_must_be_an_iri(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ASK, "default-graph-uri": "no iri"})
    assert answer.status_code == 400
    assert "the name of a graph is not an IRI" in answer.text


# --- formats ------------------------------------------------------------------------------------


def test_rows_are_had_in_each_format_w3c_query_content_type_select(client: httpx.Client) -> None:
    def rows(type_: str) -> str:
        answer = client.get("/sparql", params={"query": ROWS}, headers={"Accept": type_})
        assert answer.headers["Content-Type"].split(";")[0] == type_
        return answer.text

    cities = [
        row["city"]["value"]
        for row in json.loads(rows("application/sparql-results+json"))["results"]["bindings"]
    ]
    assert len(cities) == 3
    assert rows("text/csv").split() == ["city", *cities]
    assert rows("text/tab-separated-values").split() == ["?city", *(f"<{c}>" for c in cities)]
    uri = "{http://www.w3.org/2005/sparql-results#}uri"
    found = ET.fromstring(rows("application/sparql-results+xml")).iter(uri)  # noqa: S314 - our own
    assert [element.text for element in found] == cities


@pytest.mark.parametrize(
    "type_", ["application/sparql-results+json", "application/sparql-results+xml"]
)
def test_yes_or_no_is_had_as_w3c_query_content_type_ask(client: httpx.Client, type_: str) -> None:
    answer = client.get("/sparql", params={"query": ASK}, headers={"Accept": type_})
    assert answer.headers["Content-Type"] == type_
    parsed = ox.parse_query_results(
        answer.content, format=ox.QueryResultsFormat.from_media_type(type_)
    )
    assert isinstance(parsed, ox.QueryBoolean)
    assert bool(parsed)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        pytest.param(GRAPH, "construct", id="w3c_query_content_type_construct"),
        pytest.param(
            "DESCRIBE <https://w3id.org/twingraph/id/city/krakow>",
            "describe",
            id="w3c_query_content_type_describe",
        ),
    ],
)
def test_a_graph_is_the_same_in_each_format(client: httpx.Client, query: str, name: str) -> None:
    assert name in query.lower()
    types = ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
    graphs = []
    for type_ in types:
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": type_})
        assert answer.headers["Content-Type"].split(";")[0] == type_
        format_ = ox.RdfFormat.from_media_type(type_)
        graphs.append({quad.triple for quad in ox.parse(answer.content, format=format_)})
    assert len(graphs[0]) > 20
    assert all(graph == graphs[0] for graph in graphs)


def test_what_is_liked_best_is_had(client: httpx.Client) -> None:
    headers = {"Accept": "text/html, text/csv;q=0.4, application/sparql-results+xml;q=0.6"}
    answer = client.get("/sparql", params={"query": ROWS}, headers=headers)
    assert answer.headers["Content-Type"] == "application/sparql-results+xml"
    assert "Accept" in answer.headers["Vary"].split(", ")


@pytest.mark.parametrize(("query", "there"), [(ROWS, "csv"), (GRAPH, "turtle")])
def test_a_format_that_does_not_fit_is_refused_with_those_that_do(
    client: httpx.Client, query: str, there: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert there in answer.text


def test_a_character_that_xml_has_not_is_no_reason_for_a_broken_file(client: httpx.Client) -> None:
    query = 'SELECT ("\\u0001" AS ?x) {}'
    headers = {"Accept": "application/sparql-results+xml"}
    answer = client.get("/sparql", params={"query": query}, headers=headers)
    assert (answer.status_code, answer.text) == (
        400,
        "XML cannot contain U+0001; use another format\n",
    )
    assert client.get("/sparql", params={"query": query}).status_code == 200


# --- requests that are refused ------------------------------------------------------------------


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_refused_with_those_there_are_w3c_bad_query_method(
    client: httpx.Client, method: str
) -> None:
    answer = client.request(method, "/sparql", params={"query": ASK})
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_two_queries_are_refused_w3c_bad_multiple_queries(client: httpx.Client) -> None:
    answer = client.get("/sparql", params=[("query", ASK), ("query", ASK)])
    assert answer.status_code == 400
    assert answer.text == "the request has 2 parameters query; it must have one\n"
    twice = client.post("/sparql", params={"query": ASK}, data={"query": ASK})
    assert twice.status_code == 400


def test_a_request_without_a_query_is_refused(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"quary": ASK}).status_code == 400
    assert client.get("/sparql", params={"quary": ASK}).status_code == 400


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        pytest.param("ASK {}", "text/plain", id="w3c_bad_query_wrong_media_type"),
        pytest.param("query=ASK%20%7B%7D", None, id="w3c_bad_query_missing_form_type"),
        pytest.param("ASK {}", None, id="w3c_bad_query_missing_direct_type"),
        pytest.param("CLEAR NAMED", "text/plain", id="w3c_bad_update_wrong_media_type"),
        pytest.param("update=CLEAR%20NAMED", None, id="w3c_bad_update_missing_form_type"),
    ],
)
def test_a_body_of_another_type_is_refused_with_those_there_are(
    client: httpx.Client, body: str, type_: str | None
) -> None:
    headers = {"Content-Type": type_} if type_ else {}
    answer = client.post("/sparql", content=body, headers=headers)
    assert answer.status_code == 415
    assert answer.headers["Accept-Post"] == f"{DIRECT}, {FORM}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("Content-Type", f"{DIRECT}; charset=UTF-16", id="w3c_bad_query_non_utf8"),
        ("Content-Encoding", "gzip"),
    ],
)
def test_a_body_in_another_coding_is_refused(client: httpx.Client, name: str, value: str) -> None:
    headers = {"Content-Type": DIRECT} | {name: value}
    answer = client.post("/sparql", content="ASK {}".encode("utf-16"), headers=headers)
    assert answer.status_code == 415


@pytest.mark.parametrize("type_", [FORM, DIRECT])
def test_a_body_that_is_not_utf_8_is_refused(client: httpx.Client, type_: str) -> None:
    headers = {"Content-Type": type_}
    for body in ("ASK {}".encode("utf-16"), b"query=ASK%20%7B%7D%20%23%FF"[: -1 or None]):
        answer = client.post("/sparql", content=body + b"\xff", headers=headers)
        assert answer.status_code == 400
        assert "not UTF-8" in answer.text
    assert client.get("/sparql?query=ASK%20%7B%7D%23%FF").status_code == 400


def test_a_query_that_does_not_parse_is_refused_with_its_place_w3c_bad_query_syntax(
    client: httpx.Client,
) -> None:
    answer = client.get("/sparql", params={"query": "ASK {"})
    assert answer.status_code == 400
    assert answer.text.startswith("the query has a syntax error: line 1, column 6\n  ASK {\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


# --- updates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("update=CLEAR%20ALL", id="w3c_update_post_form"),
        pytest.param("update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", id="w3c_bad_multiple_updates"),
        pytest.param("update=CLEAR%20XYZ", id="w3c_bad_update_syntax"),
        pytest.param(
            f"using-graph-uri={DATA}1.rdf&update=DROP%20ALL", id="w3c_bad_update_dataset_conflict"
        ),
        "query=ASK%20%7B%7D&update=DROP%20ALL",
    ],
)
def test_an_update_by_post_of_a_form_is_refused(client: httpx.Client, form: str) -> None:
    answer = client.post("/sparql", content=form, headers={"Content-Type": FORM})
    assert answer.status_code == 403
    assert answer.text == "this endpoint answers queries; it accepts no updates\n"


def test_an_update_by_get_is_refused_w3c_bad_update_get(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 403


@pytest.mark.parametrize("charset", ["", "; charset=UTF-16"])
def test_an_update_by_post_as_itself_is_refused_w3c_update_post_direct(
    client: httpx.Client, charset: str
) -> None:
    headers = {"Content-Type": f"application/sparql-update{charset}"}
    assert client.post("/sparql", content="CLEAR ALL", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("update", "word"),
    [
        ("LOAD <http://127.0.0.1:1/>", "LOAD"),
        ("PREFIX x: <urn:x> insert data { x:a x:b x:c }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("DROP ALL", "DROP"),
    ],
)
def test_an_update_in_the_place_of_a_query_is_refused(
    client: httpx.Client, update: str, word: str
) -> None:
    answer = client.get("/sparql", params={"query": update})
    assert answer.status_code == 400
    assert answer.text.startswith(f"{word} changes data")


# --- other stores -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "ASK { \\u0053ERVICE SILENT ?where { ?s ?p ?o } }",
        "ASK FROM <http://127.0.0.1:1/> { ?s ?p ?o }",
        "SELECT * from named <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_a_query_that_names_another_store_is_refused(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert " is not allowed: " in answer.text


def test_words_that_are_refused_pass_in_strings_comments_and_names(client: httpx.Client) -> None:
    query = """PREFIX load: <urn:from> ASK { # SERVICE FROM LOAD
        VALUES ?from { 'SERVICE <http://x/> FROM' "INSERT" } FILTER(load:from = load:from) }"""
    assert answers(client.get("/sparql", params={"query": query}))


# --- what HTTP has besides ----------------------------------------------------------------------


def test_head_has_the_headers_of_get(client: httpx.Client) -> None:
    head = client.head("/sparql", params={"query": ROWS})
    get = client.get("/sparql", params={"query": ROWS})
    assert (head.status_code, head.content) == (200, b"")
    kept = ("Content-Type", "Content-Length", "ETag", "Vary")
    assert [head.headers[name] for name in kept] == [get.headers[name] for name in kept]


def test_options_says_what_is_allowed(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert answer.status_code == 204
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_who_has_an_answer_is_not_sent_it_again(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": ROWS})
    had = {"If-None-Match": f'"other", {first.headers["ETag"]}'}
    again = client.get("/sparql", params={"query": ROWS}, headers=had)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    for other in ({"query": ROWS + " #"}, {"query": ROWS, "default-graph-uri": "urn:x"}):
        assert client.get("/sparql", params=other, headers=had).status_code == 200
    csv = {"Accept": "text/csv", **had}
    assert client.get("/sparql", params={"query": ROWS}, headers=csv).status_code == 200


def test_an_answer_that_will_not_stay_the_same_is_not_kept(client: httpx.Client) -> None:
    query = {"query": "SELECT (RAND() AS ?x) {}"}
    first, second = client.get("/sparql", params=query), client.get("/sparql", params=query)
    assert first.content != second.content
    assert first.headers["Cache-Control"] == "no-store"
    assert "ETag" not in first.headers


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_an_answer_is_compressed_for_who_takes_it_so(client: httpx.Client, coding: str) -> None:
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 100"}
    plain = client.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    packed = client.get("/sparql", params=query, headers={"Accept-Encoding": coding})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == coding
    assert int(packed.headers["Content-Length"]) * 2 < int(plain.headers["Content-Length"])
    assert packed.content == plain.content
    assert "Accept-Encoding" in plain.headers["Vary"].split(", ")


def test_what_was_cut_off_says_so(client: httpx.Client) -> None:
    whole = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 10000"})
    assert "Twingraph-Cut" not in whole.headers
    for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
        cut = client.get("/sparql", params={"query": query})
        assert cut.headers["Twingraph-Cut"] == "rows=10000, bytes=10000000"
    headers = {"Accept": "text/csv"}
    csv = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }"}, headers=headers)
    assert len(csv.text.splitlines()) == 10_001
