"""The reader of entities and that of query answers: the same statements, the same tables."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, cast

from benchmarks import wikidata as made_up
from hypothesis import given, settings
from hypothesis import strategies as st

import twingraph
from support import servers
from support import wikibase as wb
from support.dumps import DAY, content
from support.world import WORLD
from twingraph.publish import build
from twingraph.sources.wikidata.dump.fetch import fetch
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Chunking, Order
from twingraph.sources.wikidata.query.cache import AnswerCache, FetchRequest
from twingraph.sources.wikidata.query.plan import QueryPlan
from twingraph.sources.wikidata.query.service import Service
from twingraph.sources.wikidata.scope import Scope
from twingraph.sources.wikidata.tables import write_tables
from twingraph.tables.leftout import LIST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest


CITY, HUMAN, COUNTRY = "Q515", "Q5", "Q6256"


def by_dump(world: Sequence[wb.Json], folder: Path) -> dict[str, bytes]:
    """Fetch tables, list and manifest from a dump."""
    folder.mkdir(parents=True)
    file = folder / "all.json"
    file.write_bytes(b"\n".join(json.dumps(one).encode() for one in world))
    order = Order(file, DAY, complete=True, chunking=Chunking(processes=0))
    fetch(order, Parts.begin(folder / "out"))
    return content(folder / "out")


def by_query(world: Sequence[wb.Json], folder: Path) -> dict[str, bytes]:
    """Fetch the same from a query service."""
    return asked(cast("Service", wb.LocalService(world)), folder)


def asked(service: Service, folder: Path) -> dict[str, bytes]:
    """Fetch everything that a service has."""
    cache = AnswerCache.begin(folder, FetchRequest(service.url, None, True, (), DAY))
    write_tables(QueryPlan(service, cache).fetch(), folder / "out", Scope())
    return content(folder / "out")


def counts(found: dict[str, bytes]) -> dict[str, Any]:
    """Return the counts of a manifest, without how much a reader had to look at."""
    manifest: dict[str, Any] = json.loads(found["manifest.json"])
    del manifest["entities_read"], manifest["cities_without_their_item"]
    return manifest


def assert_same(dump: dict[str, bytes], query: dict[str, bytes]) -> None:
    assert set(dump) == set(query)
    for name in sorted(set(dump) - {"manifest.json"}):
        assert dump[name].decode() == query[name].decode(), name
    assert counts(dump) == counts(query)


def test_both_give_the_same_tables_of_a_small_world(tmp_path: Path) -> None:
    assert_same(by_dump(WORLD, tmp_path / "d"), by_query(WORLD, tmp_path / "q"))


def test_a_dump_says_what_a_real_service_says(tmp_path: Path) -> None:
    """The same entities as JSON and, in a SPARQL server, as RDF."""
    world = [*(json.loads(line) for line in made_up.lines(80, seed=3)), *WORLD]
    with servers.oxigraph(wb.write(world, tmp_path / "world.nt"), tmp_path / "store") as url:
        assert_same(by_dump(world, tmp_path / "d"), asked(Service(url), tmp_path / "q"))


# --- statements as bad as they come ------------------------------------------------------------

TIMES = [
    wb.year(1973), wb.year(1999), wb.year(2004), wb.time("+1973-09-00T00:00:00Z", 10),
    wb.time("+1973-09-08T00:00:00Z"), wb.time("+1900-00-00T00:00:00Z", 7),
    wb.time("+1950-00-00T00:00:00Z", 8), wb.time("+2000-00-00T00:00:00Z", 6),
    wb.time("+1950-00-00T00:00:00Z", 5), wb.time("-0043-03-15T00:00:00Z"),
    wb.time("+12000-00-00T00:00:00Z", 9), wb.time("+1752-02-29T00:00:00Z", 11, wb.JULIAN),
    wb.time("+1917-00-00T00:00:00Z", 9, wb.JULIAN), wb.SOMEVALUE, wb.NOVALUE,
]  # fmt: skip
ADDRESSES = [
    "https://e.org/a", "https://e.org/a;b", "http://e.org/[x]", "http://e.org/#a#b",
    "http://e.org/%zz", "HTTP://E.ORG/", "http:///x", "ftp://e.org/", "https://", "a b",
    "https://e.org/\x01", "https://e.org/\u200b", "javascript:alert(1)", "https://köln.de/ä",
]  # fmt: skip
NAMES = [
    "Alpha", "Beta", "", " ", "\r", "Al\rpha", "Al\nta", "\x01", "A\u200bb", "A\u0301", "=1+1",
    '"A", B', "\u202eA", "A; B", "x" * 40_000,
]  # fmt: skip
AMOUNTS = ["+5", "+0", "-5", "+1.5", "+2.0", "+1234567890123", "+99999999999", "+1E400"]
DEGREES = [0, 51.34, -0.00001, 90, 91, -91, 180, 181, 1e300]
ITEMS = ["Q1", "Q2", "Q3", "Q4", "Q77"]

_partners = st.sampled_from([*map(wb.item, ITEMS), wb.SOMEVALUE, wb.NOVALUE])
_countries = st.sampled_from([wb.item("Q183"), wb.item("Q36"), wb.item("Q88"), wb.SOMEVALUE])
_classes = st.sampled_from([wb.item(CITY), wb.item(HUMAN), wb.item(COUNTRY), wb.item("Q9000")])
_places = st.builds(
    wb.place, st.sampled_from(DEGREES), st.sampled_from(DEGREES), st.sampled_from(["Q2", "Q405"])
)
_ranks = st.sampled_from(["normal", "normal", "preferred", "deprecated"])
_times = st.lists(st.sampled_from(TIMES), max_size=3)
_references = st.lists(st.sampled_from(ADDRESSES), max_size=3)


def _claims(property_: str, values: st.SearchStrategy[wb.Json]) -> st.SearchStrategy[wb.Json]:
    return st.builds(
        wb.claim, st.just(property_), values, _ranks, _references,
        P580=_times, P582=_times, P585=_times,
    )  # fmt: skip


_claim = st.one_of(
    _claims("P190", _partners),
    _claims("P190", _partners),
    _claims("P17", _countries),
    _claims("P31", _classes),
    _claims("P625", _places),
    _claims("P1082", st.sampled_from([*map(wb.quantity, AMOUNTS), wb.SOMEVALUE])),
)
_labels = st.dictionaries(st.sampled_from(["de", "en", "pl", "mul"]), st.sampled_from(NAMES))
_worlds = st.tuples(
    *(
        st.builds(lambda name, labels, claims: wb.entity(name, labels, *claims),
                  st.just(name), _labels, st.lists(_claim, max_size=6))
        for name in ITEMS[:4]
    )
)  # fmt: skip
_STATES = [
    wb.entity("Q183", "Germany", wb.claim("P297", wb.text("DE"))),
    wb.entity("Q36", {"en": "\x01"}, wb.claim("P297", wb.text("P;L"))),
    wb.entity("Q9000", "mayor", wb.claim("P279", wb.item(HUMAN))),
]


@settings(max_examples=60, deadline=None)
@given(_worlds)
def test_both_give_the_same_tables_whatever_the_statements(
    tmp_path_factory: pytest.TempPathFactory, world: tuple[wb.Json, ...]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    everything = [*_STATES, *world]
    assert_same(by_dump(everything, folder / "d"), by_query(everything, folder / "q"))


@settings(max_examples=10, deadline=None)
@given(_worlds)
def test_build_refuses_nothing_whatever_the_statements(
    tmp_path_factory: pytest.TempPathFactory, world: tuple[wb.Json, ...]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    by_dump([*_STATES, *world], folder / "d")
    built = build.build([folder / "d" / "out"], folder / "built")
    assert built.manifest["findings"]["error"] == 0


def test_one_entity_with_everything_wrong_costs_only_what_is_wrong(tmp_path: Path) -> None:
    bad = [wb.claim("P190", wb.item("Q2"), "normal", [address]) for address in ADDRESSES]
    world = [
        *_STATES,
        wb.entity("Q1", {"en": "Alpha", "de": "\x02"},
            *bad,
            wb.claim("P190", wb.item("Q3"), P580=wb.year(2004), P582=wb.year(1996)),
            wb.claim("P190", wb.item("Q4")),
            wb.claim("P31", wb.item(CITY)),
            wb.claim("P17", wb.item("Q183"), P580=wb.year(2004), P582=wb.year(1996)),
            wb.claim("P17", wb.item("Q36")),
            wb.claim("P625", wb.place(91, 12)),
            wb.claim("P1082", wb.quantity("+12345678901234567"), P585=wb.year(2018)),
        ),
        wb.entity("Q2", {"en": "Be\rta"}, wb.claim("P31", wb.item(CITY))),
        wb.entity("Q4", "Mayor", wb.claim("P31", wb.item("Q9000"))),
    ]  # fmt: skip
    found = by_dump(world, tmp_path / "d")
    assert_same(found, by_query(world, tmp_path / "q"))
    build.build([tmp_path / "d" / "out"], tmp_path / "built")
    partners = list(twingraph.open(tmp_path / "built").query("twin-towns", city="Alpha"))
    assert [row["partner_name"] for row in partners] == ["Be ta"]
    text = found[LIST].decode()
    listed = list(csv.DictReader(io.StringIO(text), dialect="excel-tab"))
    assert {(row["property"], row["reason"]) for row in listed} == {
        ("P854", "a reference that is not a web address"),
        ("P190", "a statement that ends before it starts"),
        ("P190", "a partner that is not a place (class: human)"),
        ("P17", "a statement that ends before it starts"),
        ("P625", "a position that is not on Earth"),
        ("P1082", "a population that is not a whole number of 1 to 12 digits"),
        ("label", "a label that cannot be a name"),
        ("P297", "a country code that does not have two letters"),
    }
    assert {row["item"] for row in listed} == {"Q1", "Q36"}
    assert all(row["statement"].startswith("Q1$") for row in listed if row["item"] == "Q1"
               and row["property"] != "label")  # fmt: skip
