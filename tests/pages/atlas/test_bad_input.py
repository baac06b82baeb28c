"""What strange stores make of an atlas: always a page that opens, and runs nothing."""

from __future__ import annotations

import base64
import json
import zlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from jsonschema import Draft202012Validator

from support.browsing import watch
from support.paths import ROOT
from support.scenes import HOSTILE
from twingraph.core.terms import CONCEPT, expand, thing
from twingraph.pages.atlas import render
from twingraph.pages.atlas.ask import atlas
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    Value = str | ox.NamedNode | ox.Literal
    Triples = list[tuple[str, str, Value]]

SCHEMA = json.loads((ROOT / "web" / "atlas.schema.json").read_text(encoding="utf-8"))
# Kraków in Arabic, set from right to left, and in Hebrew.
RIGHT_TO_LEFT = "\u202e\u0643\u0631\u0627\u0643\u0648\u0641\u202c \u05e7\u05e8\u05e7\u05d5\u05d1"
LONG = "Ł" * 10_000


def city(name: str) -> str:
    return thing("city", name)


def pair(one: str, other: str) -> Triples:
    """Return the triples of a partnership of two cities."""
    iri = thing("partnership", f"{one}--{other}")
    members: Triples = [(iri, "tg:member", ox.NamedNode(city(each))) for each in (one, other)]
    return [(iri, "rdf:type", ox.NamedNode(expand("tg:Partnership"))), *members]


def named(name: str, label: str) -> Triples:
    return [
        (city(name), "rdf:type", ox.NamedNode(expand("tg:City"))),
        (city(name), "skos:prefLabel", ox.Literal(label, language="en")),
    ]


def dated(one: str, other: str, *days: str) -> Triples:
    """Return a partnership with a phase from each day on."""
    iri = thing("partnership", f"{one}--{other}")
    made = pair(one, other)
    for number, day in enumerate(days, start=1):
        phase, date = f"{iri}/phase/{number}", ox.NamedNode(thing("date", day))
        made += [
            (iri, "tg:phase", ox.NamedNode(phase)),
            (phase, "tg:phaseNumber", ox.Literal(number)),
            (phase, "tg:start", date),
            (iri, "tg:since", date),
        ]
    return made


def strange() -> Triples:
    """Return a partnership with text where addresses belong, and addresses where text does."""
    iri = thing("partnership", "a--b")
    there = ox.NamedNode("https://example.org/elsewhere")
    return [
        *pair("a", "b"),
        (iri, "tg:member", ox.Literal("c")),
        (iri, "tg:kind", ox.Literal("twin")),
        (iri, "tg:statusToday", there),
        (iri, "tg:since", ox.Literal(1973)),
        (iri, "tg:phase", there),
        (there.value, "tg:phaseNumber", ox.Literal("first")),
        (there.value, "tg:start", ox.Literal("1973")),
        (city("a"), "rdf:type", ox.NamedNode(expand("tg:City"))),
        (city("a"), "tg:country", ox.Literal("Poland")),
        (city("a"), "geo:lat", ox.Literal("north")),
        (city("a"), "geo:long", ox.Literal("NaN", datatype=ox.NamedNode(expand("xsd:double")))),
        (city("a"), "skos:prefLabel", there),
    ]


def hostile() -> Triples:
    """Return a partnership with markup and script in every text and address."""
    iri, phase, claim = thing("partnership", "a--b"), thing("phase", "1"), thing("claim", "1")
    source, kind = thing("source", "s"), CONCEPT + "kind-x"
    text = ox.Literal(HOSTILE, language="en")
    return [
        *dated("a", "b", "1973"),
        *named("a", HOSTILE),
        *named("b", f"b {HOSTILE}"),
        (city("a"), "skos:altLabel", ox.Literal("javascript:window.hacked=1")),
        (city("a"), "tg:country", ox.NamedNode(thing("state", "x"))),
        (thing("state", "x"), "skos:prefLabel", text),
        (iri, "tg:kind", ox.NamedNode(kind)),
        (kind, "skos:prefLabel", text),
        (iri, "tg:firstPhase", ox.NamedNode(phase)),
        (claim, "rdf:subject", ox.NamedNode(phase)),
        (claim, "rdf:predicate", ox.NamedNode(expand("tg:start"))),
        (claim, "rdf:object", ox.NamedNode(thing("date", "1973"))),
        (claim, "tg:source", ox.NamedNode(source)),
        (claim, "tg:rank", text),
        (claim, "tg:rankReason", text),
        (claim, "tg:evidence", ox.NamedNode(source)),
        (claim, "foaf:page", ox.NamedNode("javascript:window.hacked=1")),
        (source, "rdf:type", ox.NamedNode(expand("tg:Source"))),
        (source, "oa:exact", text),
        (source, "dct:title", text),
        (source, "foaf:page", ox.NamedNode("data:text/html,hacked")),
    ]


STRANGE: dict[str, tuple[Triples, int]] = {
    "nothing": ([], 0),
    "one city, which is its own partner": (pair("a", "a"), 0),
    "no coordinates": (pair("a", "b"), 2),
    "a name of 10,000 letters": ([*pair("a", "b"), *named("a", LONG)], 2),
    "from right to left": ([*pair("a", "b"), *named("a", RIGHT_TO_LEFT)], 2),
    "marks upon marks": ([*pair("a", "b"), *named("a", "Z" + "\u0301" * 500)], 2),
    "a NUL": ([*pair("a", "b"), *named("a", "Kra\0ków")], 2),
    "text for addresses": (strange(), 2),
    "markup and scripts": (hostile(), 2),
    "dates from 836 to 2030": (dated("a", "b", "0836", "2030"), 2),
    "dates that are none": (dated("a", "b", "soon", "1973-02-30"), 2),
    "5,000 relations": ([each for n in range(5_000) for each in pair("a", f"b{n}")], 5_001),
}


def store(triples: Triples) -> EmbeddedStore:
    return EmbeddedStore.of(
        ox.Triple(
            ox.NamedNode(subject),
            ox.NamedNode(expand(predicate)),
            ox.NamedNode(value) if isinstance(value, str) else value,
        )
        for subject, predicate, value in triples
    )


class Parsed(HTMLParser):
    """Reader of what elements a page has, and of the data in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.packed = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][1].get("id") == "data":
            self.packed += data

    @property
    def data(self) -> dict[str, Any]:
        """The data of the atlas."""
        text = zlib.decompress(base64.b64decode(self.packed), wbits=-zlib.MAX_WBITS)
        read: dict[str, Any] = json.loads(text)
        return read


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_store_makes_a_page_with_valid_data(name: str) -> None:
    triples, cities = STRANGE[name]
    page = render(atlas(store(triples), "en"))
    parsed = Parsed(page)
    Draft202012Validator(SCHEMA).validate(parsed.data)
    assert len(parsed.data["cities"]["id"]) == cities
    assert "\0" not in page
    assert [tag for tag, _ in parsed.elements].count("script") == 2
    handlers = [
        name for _, attributes in parsed.elements for name in attributes if name[:2] == "on"
    ]
    assert handlers == []
    assert all(address == "" for address in addresses(parsed.data))


def addresses(data: dict[str, Any]) -> list[str]:
    given = (*data["sources"]["address"], *data["evidence"]["address"])
    return [data["texts"][n] for n in given]


@pytest.fixture
def opened(browser: Browser) -> Iterator[tuple[Any, list[str]]]:
    context = browser.new_context(offline=True)
    yield context.new_page(), []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_atlas_opens_and_runs_nothing(
    name: str, opened: tuple[Any, list[str]], tmp_path: Path
) -> None:
    page, troubles = opened
    file = tmp_path / "atlas.html"
    file.write_text(render(atlas(store(STRANGE[name][0]), "en")), encoding="utf-8")
    watch(page, file.as_uri(), troubles)
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready=true]")
    assert page.evaluate("window.hacked") is None
    assert troubles == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["nothing", "markup and scripts", "from right to left"])
def test_without_scripts_the_page_lists_the_partnerships(
    name: str, browser: Browser, tmp_path: Path
) -> None:
    triples, cities = STRANGE[name]
    file = tmp_path / "atlas.html"
    file.write_text(render(atlas(store(triples), "en")), encoding="utf-8")
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("noscript tbody tr").count() == cities // 2
    context.close()
