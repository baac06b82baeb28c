"""``twingraph fetch wikidata``: a real SPARQL server, and one that answers like the real world."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import wikibase as wb
from support.command import twingraph
from support.paths import ROOT, SHARED
from support.queried import DAY, GERMANY, asked, fetch, inquiry, tables, unnumbered, written
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
from twingraph.core.errors import CannotError, InputError, UnknownName
from twingraph.sources.wikidata.model import LABEL_LANGUAGES, Country, Population, Twinning
from twingraph.sources.wikidata.query.cache import AnswerCache
from twingraph.sources.wikidata.query.plan import QueryPlan
from twingraph.sources.wikidata.query.service import Service
from twingraph.sources.wikidata.staging import RAW, UNFINISHED
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


# --- what is read -------------------------------------------------------------------------------


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
    with wb.serving(file, tmp_path / "store") as url:
        assert written(fetch(url, tmp_path / "pages"), tmp_path / "out") == undisturbed


def test_another_engine_gives_the_same(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    """Virtuoso, which ends long answers and says so only in a header."""
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        pytest.skip("Virtuoso is missing; apt-get install virtuoso-opensource-7-bin")
    file = wb.write(WORLD, tmp_path / "world.nt")
    waits: list[float] = []
    with wb.virtuoso(file, tmp_path / "engine", rows=15) as url:
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
    with wb.serving(wb.write(entities, tmp_path / "real.nt"), tmp_path / "store") as url:
        fetched = fetch(url, tmp_path / "out", None, size=7)
    assert Counter((t.subject, t.object) for t in fetched.twinnings) == said
    starts = sorted(t.start for t in fetched.twinnings if t.subject == BIELEFELD and t.start)
    assert starts == ["1953", "1958", "1973", "1980", "1987", "1991", "1995"]
    assert all(fetched.items[entity["id"]].latitude for entity in entities)


# --- in whatever order and pages ----------------------------------------------------------------


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


# --- what is on disk ----------------------------------------------------------------------------


def test_pages_are_kept_as_they_came(proxy: Proxy, tmp_path: Path) -> None:
    import zstandard

    fetch(proxy.url, tmp_path, size=3)
    files = sorted((tmp_path / UNFINISHED).glob("*.zst"))
    bodies = [zstandard.decompress(file.read_bytes()) for file in files]
    assert bodies == [proxy.answer(query) for query in proxy.asked]


@pytest.mark.parametrize("harm", ["remove", "shorten", "alter"])
def test_a_page_that_is_not_as_it_was_is_asked_for_again(
    proxy: Proxy, tmp_path: Path, undisturbed: dict[str, bytes], harm: str
) -> None:
    fetch(proxy.url, tmp_path, size=3)
    file = sorted((tmp_path / UNFINISHED).glob("*.zst"))[5]
    content = file.read_bytes()
    file.write_bytes({"shorten": content[:-9], "alter": content[:-1] + b"?"}.get(harm, b""))
    if harm == "remove":
        file.unlink()
    before = len(proxy.asked)
    fetched = inquiry(AnswerCache.resume(tmp_path), 3).fetch()
    assert len(proxy.asked) == before + 1
    assert written(fetched, tmp_path) == undisturbed
    inquiry(AnswerCache.resume(tmp_path), 3).fetch()
    assert len(proxy.asked) == before + 1


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"\xff",
        b"[" * 100_000,
        b'{"form": 1}',
        b'{"form": "query 2"}',
        b'{"form": "query 2", "state": {}}',
        b'{"form": "query 2", "state": {"request": [7]}}',
        b'{"form": "query 2", "state": {"answers": [], "request": {"endpoint": 7}}}',
    ],
)
def test_a_list_of_pages_that_cannot_be_read(tmp_path: Path, state: bytes) -> None:
    pages = AnswerCache.begin(tmp_path, asked("http://127.0.0.1:9/"))
    (pages.staging.folder / "state.json").write_bytes(state)
    with pytest.raises(CannotError, match=r"remove .* to begin anew"):
        AnswerCache.resume(tmp_path)


def test_a_folder_of_other_tables_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("city\n")
    with pytest.raises(InputError, match="has tables that were not fetched"):
        AnswerCache.begin(tmp_path, asked("http://127.0.0.1:9/"))


def test_a_code_that_the_service_does_not_know(proxy: Proxy, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r'no country with the code "DX"'):
        fetch(proxy.url, tmp_path, ("dx",))


def test_europe_needs_no_country_in_particular(server: str, tmp_path: Path) -> None:
    told: list[str] = []
    pages = AnswerCache.begin(tmp_path, asked(server, ("de", "xk"), strict=False))
    fetched = QueryPlan(Service(server, notify=told.append), pages).fetch()
    assert told == [f"{server} has no country with the code XK"]
    assert Twinning(BIELEFELD, ROCHDALE, "1953") in unnumbered(fetched.twinnings)


# --- the command --------------------------------------------------------------------------------


def resumed(output: Path, proxy: Proxy) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that the proxy can end."""
    command = [sys.executable, "-m", "twingraph", "fetch", "wikidata", "--resume"]
    with subprocess.Popen(
        [*command, "--page-size", "2", "-o", str(output)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        proxy.victim = process.pid
        said, complained = process.communicate(timeout=100)
    return subprocess.CompletedProcess(command, process.returncode, said, complained)


@pytest.fixture(scope="module")
def whole(
    standing: Proxy, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], list[str]]:
    """What an undisturbed run of the command writes, and what it asks."""
    standing.reset()
    output = tmp_path_factory.mktemp("whole")
    AnswerCache.begin(output, asked(standing.url))
    done = resumed(output, standing)
    assert done.returncode == 0, done.stderr
    return tables(output), list(standing.asked)


@pytest.mark.parametrize("seed", range(20))
def test_killed_and_resumed_it_is_the_same(
    proxy: Proxy, tmp_path: Path, whole: tuple[dict[str, bytes], list[str]], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    expected, questions = whole
    AnswerCache.begin(tmp_path, asked(proxy.url))
    kills = sorted(chance.sample(range(len(questions)), 3))
    faults = {at: f"kill {chance.choice(['before', 'amid', 'behind'])} SIGKILL" for at in kills}
    proxy.fault = lambda number, _: faults.get(number, "")
    killed = 0
    while (done := resumed(tmp_path, proxy)).returncode == -signal.SIGKILL:
        killed += 1
    assert done.returncode == 0, done.stderr
    assert killed == 3
    assert tables(tmp_path) == expected
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == [RAW]
    assert not list(tmp_path.rglob(".*"))
    repeated = Counter(proxy.asked) - Counter(questions)
    assert sum(repeated.values()) <= killed  # only what was under way is asked again


def test_interrupted_by_hand_and_resumed_it_is_the_same(
    proxy: Proxy, tmp_path: Path, whole: tuple[dict[str, bytes], list[str]]
) -> None:
    AnswerCache.begin(tmp_path, asked(proxy.url))
    proxy.fault = lambda number, _: "kill before SIGINT" if number == 9 else ""
    done = resumed(tmp_path, proxy)
    assert done.returncode == 130
    assert f"continue with: twingraph fetch wikidata --resume -o {tmp_path}" in done.stderr
    assert "Traceback" not in done.stderr
    assert resumed(tmp_path, proxy).returncode == 0
    assert tables(tmp_path) == whole[0]


def test_the_command_says_what_it_fetched(proxy: Proxy, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "--country", "de", "--country", "PL", "--endpoint", proxy.url)
    contact = ("--contact", "me@example.org")
    done = twingraph(*command, *contact, "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[:3] == [
        "countries: 2",
        "twinnings: 3",
        "twinnings-of-others: 3",
    ]
    assert done.stdout.startswith("out: 7 partnerships (")
    assert len(proxy.agents) == 1
    agent = proxy.agents.pop()
    assert agent
    assert re.fullmatch(
        r"twingraph/\d[\w.]+ \(The twingraph contributors; me@example\.org\)", agent
    )


def test_build_reads_it(server: str, tmp_path: Path) -> None:
    assert (
        twingraph("fetch", "wikidata", "--endpoint", server, "-o", tmp_path / "a").returncode == 0
    )
    built = twingraph("build", tmp_path / "a", "-o", tmp_path / "build")
    assert built.returncode == 0, built.stderr


def test_a_second_run_updates(proxy: Proxy, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "--country", "DE", "--endpoint", proxy.url, "-o", tmp_path)
    assert twingraph(*command).returncode == 0
    first = tables(tmp_path)
    pages = sorted((tmp_path / RAW).iterdir())
    before = len(proxy.asked)
    proxy.fault = lambda number, _: "status 403" if number == before + 3 else ""
    failed = twingraph(*command)
    assert failed.returncode == 2
    assert tables(tmp_path) == first  # until the new ones are whole
    again = twingraph(*command)
    assert again.returncode == 1
    assert "is not finished; continue it with --resume" in again.stderr
    proxy.reset()
    done = twingraph("fetch", "wikidata", "--resume", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert tables(tmp_path) == first
    assert sorted((tmp_path / RAW).iterdir()) == pages
    assert len(proxy.asked) == before - 3


def test_another_service_goes_on(proxy: Proxy, server: str, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "-o", tmp_path, "--page-size", "2")
    assert twingraph(*command, "--country", "de", "--endpoint", server).returncode == 0
    expected = tables(tmp_path)
    proxy.fault = lambda number, _: "status 403" if number == 9 else ""
    failed = twingraph(*command, "--country", "DE", "--endpoint", proxy.url)
    assert (failed.returncode, len(proxy.asked)) == (2, 10)
    assert twingraph(*command, "--resume", "--endpoint", server).returncode == 0
    assert len(proxy.asked) == 10
    assert tables(tmp_path) == expected


def test_a_wrong_code_leaves_nothing_to_clear_away(proxy: Proxy, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "--endpoint", proxy.url, "-o", tmp_path / "out")
    failed = twingraph(*command, "--country", "UK")
    assert failed.returncode == 1
    assert 'Error: no country with the code "UK"' in failed.stderr
    assert twingraph(*command, "--country", "PL").returncode == 0


def test_only_partnerships_of_the_levels_are_kept(server: str, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "-o", tmp_path)
    assert twingraph(*command, "--endpoint", server, "--level", "city").returncode == 0
    cities = (tmp_path / "partnerships.csv").read_text(encoding="utf-8")
    assert "q2079--q31487" in cities
    assert "q2112" not in cities  # of which no level is known
    assert twingraph(*command, "--resume", "--level", "region").returncode == 0
    assert len((tmp_path / "partnerships.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_a_dump_says_the_same(server: str, tmp_path: Path) -> None:
    """Both ways of fetching give the same tables."""
    lines = ",\n".join(json.dumps(entity) for entity in WORLD)
    (tmp_path / "dump.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    written(fetch(server, tmp_path / "pages", None), tmp_path / "asked")
    command = ("fetch", "wikidata-dump", "dump.json", "--complete", "--retrieved", DAY)
    done = twingraph(*command, "-o", "read", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    asked_for, read = (
        {name: data for name, data in tables(tmp_path / way).items() if name.endswith(".csv")}
        for way in ("asked", "read")
    )
    assert asked_for == read


def test_a_finished_fetch_is_written_again_without_a_question(proxy: Proxy, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "--country", "DE", "--endpoint", proxy.url, "-o", tmp_path)
    assert twingraph(*command).returncode == 0
    before = tables(tmp_path)
    (tmp_path / "cities.csv").unlink()
    proxy.reset()
    assert twingraph("fetch", "wikidata", "--resume", "-o", tmp_path).returncode == 0
    assert proxy.asked == []
    assert tables(tmp_path) == before


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--country", "Germany"), 2, '"Germany" is not the code of a country; write DE, PL, UA'),
        (("--country", 'D"'), 2, "is not the code of a country"),
        (("--country", "DE", "--europe"), 2, "exclude each other"),
        (("--resume", "--europe"), 2, "with the countries that were asked for"),
        (("--resume",), 1, "has no fetch to continue; leave out --resume"),
        (("--level", "village"), 2, '"village" is not one of'),
        (("--endpoint", "file:///etc/passwd"), 2, "is not the address of an endpoint"),
        (("--endpoint", "query.wikidata.org"), 2, "is not the address of an endpoint"),
        (("--endpoint", ""), 2, "is not the address of an endpoint"),
        (("--endpoint", "https://me:secret@example.org/"), 2, "would stand in the manifest"),
        (("--contact", "a\nX: b"), 2, "write an address in plain letters"),
        (("--page-size", "0"), 2, "not in the range"),
    ],
)
def test_wrong_options_are_refused(
    tmp_path: Path, options: tuple[str, ...], status: int, said: str
) -> None:
    done = twingraph("fetch", "wikidata", *options, cwd=tmp_path)
    assert done.returncode == status
    assert said in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_a_person_sees_how_far_it_is(server: str, tmp_path: Path) -> None:
    import pty

    terminal, inside = pty.openpty()
    command = [sys.executable, "-m", "twingraph", "fetch", "wikidata", "--endpoint", server]
    process = subprocess.Popen(
        [*command, "--page-size", "2", "-o", str(tmp_path)],
        stderr=inside,
        stdout=subprocess.DEVNULL,
    )
    os.close(inside)
    seen = b""
    try:
        while chunk := os.read(terminal, 1 << 16):
            seen += chunk
    except OSError:
        pass  # the other side is closed
    assert process.wait(timeout=100) == 0
    assert b"labels: 4 of 12, less than a minute left" in seen


# --- what is asked ------------------------------------------------------------------------------

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
