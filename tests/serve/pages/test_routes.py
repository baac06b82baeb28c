"""The addresses of the pages, asked of a service that runs as a user runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

HTML = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "accept", "goal"),
    [
        ("/id/city/krakow", HTML, "/about/city/krakow.html"),
        ("/id/city/krakow", "*/*", "/about/city/krakow.html"),
        ("/id/city/krakow", "text/turtle", "/about/city/krakow.ttl"),
        ("/id/city/krakow", "text/html;q=0.5, application/ld+json", "/about/city/krakow.jsonld"),
        ("/id/city/krakow.ttl", HTML, "/about/city/krakow.ttl"),
        ("/id/city/krakow?format=nt", HTML, "/about/city/krakow.nt"),
        ("/id/city/krakow?lang=pl", HTML, "/about/city/krakow.html?lang=pl"),
        ("/id/city/krakow?lang=pl", "text/turtle", "/about/city/krakow.ttl"),
        ("/about/city/krakow", HTML, "/about/city/krakow.html"),
        ("/ontology", HTML, "/ontology.html"),
        ("/ontology", "text/turtle", "/ontology.ttl"),
        ("/concept/kind-twin-town", HTML, "/ontology.html#concept-kind-twin-town"),
        ("/concept/kind-twin-town", "application/ld+json", "/ontology.jsonld"),
    ],
)
def test_an_address_of_the_graph_leads_to_the_form_that_is_wanted(
    client: httpx.Client, path: str, accept: str, goal: str
) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Location"]) == (303, goal)
    assert "Accept" in answer.headers["Vary"]


def test_a_form_that_there_is_not_is_refused(client: httpx.Client) -> None:
    assert client.get("/id/city/krakow", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/id/city/krakow?format=exe").status_code == 404


@pytest.mark.parametrize(
    ("accept", "language"), [("uk,en;q=0.5", "uk"), ("fr", "en"), ("de-AT", "de")]
)
def test_a_page_is_in_the_language_of_the_browser(
    client: httpx.Client, accept: str, language: str
) -> None:
    answer = client.get("/ontology.html", headers={"Accept-Language": accept})
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html"),
        ("/about/city/krakow.ttl", "text/turtle"),
        ("/about/city/krakow.jsonld", "application/ld+json"),
        ("/ontology.ttl", "text/turtle"),
        ("/question/names.csv?city=Krakau", "text/csv"),
        ("/style.css", "text/css"),
        ("/ground.svg", "image/svg+xml"),
        ("/context.jsonld", "application/ld+json"),
        ("/editor.js", "text/javascript"),
        ("/editor.css", "text/css"),
    ],
)
def test_an_answer_says_what_it_is(client: httpx.Client, path: str, media_type: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith(media_type)
    assert answer.content


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/about/city/nowhere.html", 404),
        ("/about/..%2F..%2Fetc%2Fpasswd.html", 404),
        ("/question/nope", 404),
        ("/question/names.exe?city=Krakau", 404),
        ("/question/names.csv?city=nowhere-at-all", 404),
        ("/question/twin-towns?city=nowhere-at-all", 400),
        ("/question/anniversaries?year=soon", 400),
        ("/editor?query=SELECT", 400),
        ("/search?q=%ff", 400),
        ("/search?q=a&start=99999999999999999999", 200),
    ],
)
def test_what_makes_no_sense_has_the_status_that_says_so(
    client: httpx.Client, path: str, status: int
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_a_download_says_how_its_file_is_called(client: httpx.Client) -> None:
    answer = client.get("/question/names.xlsx?city=Krakau")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="names.xlsx"'
    assert answer.content.startswith(b"PK")


def test_a_name_that_nothing_has_is_told_in_the_language_of_the_page(client: httpx.Client) -> None:
    answer = client.get(
        "/about/city/nowhere.html", headers={"Accept": HTML, "Accept-Language": "de"}
    )
    assert '<p lang="de">Nichts heißt „city/nowhere“.' in answer.text


@pytest.mark.parametrize("path", ["/nowhere", "/about/city/nowhere.html", "/search?q=%ff"])
def test_a_browser_gets_a_page_that_says_what_is_wrong(client: httpx.Client, path: str) -> None:
    headers = {"Accept": HTML, "Accept-Language": "pl"}
    answer = client.get(path, headers=headers)
    assert answer.status_code in {400, 404}
    assert '<html lang="pl">' in answer.text
    assert 'role="search"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=krak",
        "/question/twin-towns?city=krakow",
        "/question/twin-towns.csv?city=krakow",
        "/about/city/krakow.html",
        "/about/city/krakow.ttl",
        "/ontology.html",
        "/editor?query=ASK+{}",
    ],
)
def test_who_has_a_page_is_not_sent_it_again(client: httpx.Client, path: str) -> None:
    german = {"Accept-Language": "de"}
    first = client.get(path, headers=german)
    tag = first.headers["ETag"]
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "no-cache")
    assert client.head(path, headers=german).headers["ETag"] == tag
    for ask in (client.get, client.head):
        again = ask(path, headers={"If-None-Match": tag, **german})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert "Accept-Language" in again.headers["Vary"]
    assert "Accept-Language" in first.headers["Vary"]
    for other in (path, f"{path}{'&' if '?' in path else '?'}lang=de"):
        polish = {"Accept-Language": "de" if other != path else "pl", "If-None-Match": tag}
        assert client.get(other, headers=polish).status_code == 200


def test_a_page_that_will_not_stay_the_same_has_no_tag(client: httpx.Client) -> None:
    volatile = client.get("/editor", params={"query": "SELECT (RAND() AS ?x) {}"})
    assert volatile.headers["Cache-Control"] == "no-store"
    for answer in (volatile, client.get("/about/city/nowhere.html"), client.get("/id/city/krakow")):
        assert "ETag" not in answer.headers
