"""What is asked of a query service, and what is put together of its answers."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import servers
from support import wikibase as wb
from support.paths import ROOT, SHARED
from support.queried import GERMANY, asked, fetch, unnumbered, written
from support.world import (
    BERLIN_ON,
    BIELEFELD,
    CANADA,
    DE,
    FR,
    GDR,
    KRAKOW,
    LEIPZIG,
    LYON,
    PL,
    ROCHDALE,
    ROMA,
    WORLD,
)
from twingraph.core.errors import UnknownName
from twingraph.sources.wikidata.model import LABEL_LANGUAGES, Country, Population, Twinning
from twingraph.sources.wikidata.query.cache import AnswerCache
from twingraph.sources.wikidata.query.plan import QueryPlan
from twingraph.sources.wikidata.query.service import Service
from twingraph.sources.wikidata.statements import (
    NO_ADDRESS,
    NO_PARTNER,
    NOT_COUNTED,
    SEVERAL,
    UNDATED,
    UNKNOWN_PARTNER,
    UNWRITTEN,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.proxy import Proxy
    from twingraph.sources.wikidata.model import Fetched


def test_statements_on_partners_are_read_with_all_that_stands_at_them(everything: Fetched) -> None:
    assert unnumbered(everything.twinnings) == {
        Twinning(LEIPZIG, KRAKOW, "1973-09", references=("https://a/", "https://b/")),
        Twinning(LEIPZIG, LYON, "1981-11-07", ended=False),
        Twinning(LEIPZIG, BERLIN_ON, ended=True, rank="deprecated"),
        Twinning(KRAKOW, LEIPZIG, "1995", on="199X"),
        Twinning(KRAKOW, LYON, end="2003", ended=True, rank="preferred"),
        Twinning(KRAKOW, ROMA),
        Twinning(LYON, LEIPZIG, "18XX"),
        Twinning(LYON, KRAKOW, "1999"),
        Twinning(LYON, ROCHDALE, "1752-03-11"),
        Twinning(BIELEFELD, ROCHDALE, "1953"),
        Twinning(BERLIN_ON, BIELEFELD),
        Twinning(ROMA, LEIPZIG),
    }
    assert everything.left_out.counts() == {
        NO_ADDRESS: 1, NOT_COUNTED: 1, NO_PARTNER: 1, SEVERAL: 1, UNDATED: 1, UNKNOWN_PARTNER: 1,
        UNWRITTEN: 1,
    }  # fmt: skip


def test_places_have_names_positions_countries_and_inhabitants(everything: Fetched) -> None:
    leipzig = everything.items[LEIPZIG]
    everywhere = dict.fromkeys(LABEL_LANGUAGES, "Leipzig")
    assert leipzig.labels == everywhere | {"pl": "Lipsk"}
    assert (leipzig.latitude, leipzig.longitude) == ("51.3333", "12.3833")
    assert leipzig.countries == (
        Country(FR, rank="deprecated"),
        Country(GDR, "1949", "1990-10-02", ended=True),
        Country(DE, "1990-10-03", rank="preferred"),
    )
    assert leipzig.populations == (
        Population(560472, "2018-12-31"),
        Population(616093, "2022", "preferred", ("https://a/", "https://b/")),
    )
    assert leipzig.classes == ("Q123", "Q1549591")
    assert leipzig.code == ""
    assert everything.items[ROCHDALE].labels == {}


def test_countries_have_a_code_and_a_name(everything: Fetched) -> None:
    assert {item: everything.items[item].code for item in (DE, PL, FR, GDR, CANADA)} == {
        DE: "DE", PL: "PL", FR: "FR", GDR: "DD", CANADA: "CA",
    }  # fmt: skip
    assert everything.items[GDR].labels == {"en": "East Germany"}
    assert everything.entities_read == len(everything.items)


def test_classes_are_those_of_the_levels(everything: Fetched) -> None:
    assert everything.superclasses == {
        "Q123": frozenset(),
        "Q1549591": {"Q1549591", "Q515", "Q486972"},
        "Q515": {"Q515", "Q486972"},
    }


def test_one_country_has_what_its_places_say_and_what_is_said_of_them(
    server: str, tmp_path: Path
) -> None:
    found = {(said.subject, said.object) for said in fetch(server, tmp_path, GERMANY).twinnings}
    assert found == {
        (LEIPZIG, KRAKOW), (LEIPZIG, LYON), (LEIPZIG, BERLIN_ON), (KRAKOW, LEIPZIG),
        (LYON, LEIPZIG), (BIELEFELD, ROCHDALE), (BERLIN_ON, BIELEFELD), (ROMA, LEIPZIG),
    }  # fmt: skip


def test_a_state_of_the_past_is_a_country_too(server: str, tmp_path: Path) -> None:
    subjects = {said.subject for said in fetch(server, tmp_path, ("dd",)).twinnings}
    assert subjects == {LEIPZIG, KRAKOW, LYON, ROMA}


def test_all_the_world_has_what_lies_in_no_country(
    server: str, tmp_path: Path, everything: Fetched
) -> None:
    """It has what no country has: a place of which nobody says where it is."""
    world = fetch(server, tmp_path, None)
    assert unnumbered(world.twinnings) == {
        *unnumbered(everything.twinnings), Twinning(ROMA, ROCHDALE),
    }  # fmt: skip
    assert world.left_out.counts() == everything.left_out.counts()


def test_unknown_values_may_be_blank_nodes(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    """The service has addresses for them, the dumps and their mirrors have blank nodes."""
    file = wb.write(WORLD, tmp_path / "world.nt", skolem=False)
    with servers.oxigraph(file, tmp_path / "store") as url:
        assert written(fetch(url, tmp_path / "pages"), tmp_path / "out") == undisturbed


def test_another_engine_gives_the_same(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    """Virtuoso, which ends long answers and says so only in a header."""
    if not servers.HAS_VIRTUOSO:
        pytest.skip(servers.NO_VIRTUOSO)
    file = wb.write(WORLD, tmp_path / "world.nt")
    waits: list[float] = []
    with servers.virtuoso(file, tmp_path / "engine", rows=15) as url:
        fetched = fetch(url, tmp_path / "pages", waits=waits)
    assert waits, "no page was too long"
    assert written(fetched, tmp_path / "out") == undisturbed


def test_real_entities_have_all_their_partners(tmp_path: Path) -> None:
    """Every statement of the entities that Wikidata served, counted without our code."""
    files = sorted((SHARED / "realworld" / "wikidata-entities").glob("*.json"))
    if not files:
        pytest.skip(f"no entities in {SHARED}; set TWINGRAPH_SHARED")
    entities = [wb.load(file) for file in files]
    said = Counter(
        (entity["id"], f"Q{claim['mainsnak']['datavalue']['value']['numeric-id']}")
        for entity in entities
        for claim in entity["claims"]["P190"]
    )
    with servers.oxigraph(wb.write(entities, tmp_path / "real.nt"), tmp_path / "store") as url:
        fetched = fetch(url, tmp_path / "out", None, size=7)
    assert Counter((t.subject, t.object) for t in fetched.twinnings) == said
    starts = sorted(t.start for t in fetched.twinnings if t.subject == BIELEFELD and t.start)
    assert starts == ["1953", "1958", "1973", "1980", "1987", "1991", "1995"]
    assert all(fetched.items[entity["id"]].latitude for entity in entities)


def test_a_code_that_the_service_does_not_know_is_an_error(proxy: Proxy, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r'no country with the code "DX"'):
        fetch(proxy.url, tmp_path, ("dx",))


def test_europe_needs_no_country_in_particular(server: str, tmp_path: Path) -> None:
    told: list[str] = []
    pages = AnswerCache.begin(tmp_path, asked(server, ("de", "xk"), strict=False))
    fetched = QueryPlan(Service(server, notify=told.append), pages).fetch()
    assert told == [f"{server} has no country with the code XK"]
    assert Twinning(BIELEFELD, ROCHDALE, "1953") in unnumbered(fetched.twinnings)


def shuffled(seed: int) -> Callable[[bytes], bytes]:
    """Answers have no order where none was asked for."""

    def rearranged(body: bytes) -> bytes:
        answer = json.loads(body)
        random.Random(seed).shuffle(answer["results"]["bindings"])  # noqa: S311 - no secret
        return json.dumps(answer).encode()

    return rearranged


FAULTS = (
    "status 429 0", "status 503 1", "status 500", "cut", "chunks", "truncated", "stack", "behind",
    "exception", "reset", "body text/html <html>", "rowless",
)  # fmt: skip


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(size=st.integers(1, 12), seed=st.integers(), every=st.integers(2, 9))
def test_page_size_order_and_failures_make_no_difference(
    proxy: Proxy,
    tmp_path_factory: pytest.TempPathFactory,
    undisturbed: dict[str, bytes],
    size: int,
    seed: int,
    every: int,
) -> None:
    faulty = random.Random(seed)  # noqa: S311 - no secret
    proxy.reset()
    proxy.rearranged = shuffled(seed)
    proxy.fault = lambda number, _: faulty.choice(FAULTS) if number % every == 1 else ""
    base = tmp_path_factory.mktemp("any")
    assert written(fetch(proxy.url, base, size=size), base) == undisturbed


QUERIES = sorted((ROOT / "queries" / "wikidata").glob("*.rq"))


VALUES = {
    "after": '"x"', "limit": "1", "items": "wd:Q1", "side": "?object",
    "property": "P190", "languages": '"de", "mul"',
}  # fmt: skip


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_any_engine_understands_the_question(file: Path) -> None:
    import pyoxigraph as ox
    from rdflib.plugins.sparql import prepareQuery

    from twingraph.sources.wikidata.query.plan import _filled

    text = _filled(file.stem, VALUES)
    assert "$" not in text
    assert not re.search(r"\bSERVICE\b|\b(bd|hint|mwapi|gas):|#", re.sub(r"<[^>]*>", "", text))
    ox.Store().query(text)
    prepareQuery(text)


def test_the_questions_to_wikidata_are_no_questions_to_a_build() -> None:
    from twingraph.store.questions import shelf

    assert QUERIES
    assert not [name for name in shelf() if "wikidata" in name]
