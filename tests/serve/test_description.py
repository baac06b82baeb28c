"""What the service says of itself, of the graph, and of its own work."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest

from support.graphs import build_of
from support.serving import serving
from twingraph.core.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRIG = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<urn:dataset> a dcat:Dataset ; dct:title "A graph"@en ; dct:license <urn:licence> .
<urn:a> a <urn:Thing> . <urn:b> a <urn:Thing> .
"""
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
PATIENCE = 10  # seconds


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "access.log"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, log: Path) -> Iterator[httpx.Client]:
    folder = build_of(TRIG, tmp_path_factory.mktemp("described"))
    with serving(folder, "--log", log) as url, httpx.Client(base_url=url) as client:
        yield client


def lines_with(words: str, log: Path) -> list[str]:
    """Return the lines of a log with these words; they are written after the answer was sent."""
    end = time.monotonic() + PATIENCE
    while not (lines := [line for line in log.read_text().splitlines() if words in line]):
        assert time.monotonic() < end, f"no line of the log has {words}"
    return lines


def graph_of(answer: httpx.Response) -> ox.Store:
    assert answer.status_code == 200, answer.text
    store = ox.Store()
    type_ = answer.headers["Content-Type"].split(";")[0]
    store.load(answer.content, format=ox.RdfFormat.from_media_type(type_))
    return store


def ask(store: ox.Store, query: str) -> bool:
    prefixes = {**PREFIXES, "sd": SD, "void": VOID}
    return bool(store.query(query, prefixes=prefixes))


@pytest.mark.parametrize("type_", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_endpoint_without_a_query_describes_itself(own: httpx.Client, type_: str) -> None:
    described = graph_of(own.get("/sparql", headers={"Accept": type_}))
    endpoint = own.base_url.join("/sparql")
    language = "sd:supportedLanguage sd:SPARQL11Query"
    assert ask(described, f"ASK {{ ?s a sd:Service ; sd:endpoint <{endpoint}> ; {language} }}")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_endpoint_without_a_query_leads_a_browser_to_the_editor(
    own: httpx.Client, method: str
) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = own.request(method, "/sparql", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/editor")
    assert "Accept" in answer.headers["Vary"]
    assert "<textarea" in own.get(answer.headers["Location"]).text


@pytest.mark.parametrize("accept", ["*/*", "text/turtle, text/html", "text/html;q=0.1, */*"])
def test_who_likes_a_description_as_much_as_a_page_gets_it(own: httpx.Client, accept: str) -> None:
    answer = own.get("/sparql", headers={"Accept": accept})
    assert answer.headers["Content-Type"].startswith("text/turtle")


def test_the_graph_is_described_with_its_numbers(own: httpx.Client) -> None:
    described = graph_of(own.get("/.well-known/void"))
    assert ask(
        described,
        """ASK { <urn:dataset> a void:Dataset ; void:triples 5 ; dct:license <urn:licence> ;
            void:classPartition [ void:class <urn:Thing> ; void:entities 2 ] ;
            void:propertyPartition [ void:property rdf:type ; void:triples 3 ] }""",
    )


def test_the_description_is_not_sent_twice(own: httpx.Client) -> None:
    had = {"If-None-Match": own.get("/.well-known/void").headers["ETag"]}
    assert own.get("/.well-known/void", headers=had).status_code == 304


def test_health_names_the_build(own: httpx.Client) -> None:
    health = own.get("/health").json()
    assert health["status"] == "ok"
    assert re.fullmatch("[0-9a-f]{64}", health["build"])


def test_numbers_are_in_the_format_of_prometheus(own: httpx.Client) -> None:
    own.get("/nowhere/at/all")
    answer = own.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert 'twingraph_requests_total{part="other",status="404"} 1.0' in answer.text
    assert "twingraph_queries_running 0.0" in answer.text


def test_each_request_is_a_line_of_the_log_and_no_more(own: httpx.Client, log: Path) -> None:
    own.get("/health", headers={"User-Agent": 'a "b" \\ c', "Referer": "https://example.org/"})
    (line,) = lines_with("https://example.org/", log)
    when = r"\[\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d \+0000\]"
    agent = re.escape(r"a \x22b\x22 \x5c c")
    assert re.fullmatch(
        rf'127\.0\.0\.1 - - {when} "GET /health HTTP/1\.1" 200 \d+'
        rf' "https://example\.org/" "{agent}"',
        line,
    )
