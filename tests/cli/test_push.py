"""``twingraph push``: a build arrives whole in somebody's store, also in a second attempt."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64encode
from typing import TYPE_CHECKING, NamedTuple

import httpx
import pytest

from support import servers, small
from support.command import twingraph
from twingraph.core.errors import CannotError, InputError
from twingraph.publish import build, canonical, copying
from twingraph.publish.remote import RemoteGraph, with_login
from twingraph.store.endpoint import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox

    from support.command import Run

# Loads a graph by update, and waits before the third batch, so that it can be killed there.
STOPPING = """
import sys
from pathlib import Path
from twingraph.publish import push
from twingraph.publish.remote import RemoteGraph
nquads, url, graph = sys.argv[1:]
target = RemoteGraph(url, graph)
def said(stage):
    print(stage, flush=True)
    if stage.startswith("sending 2,000"):
        sys.stdin.read()
push.push(push.plan(Path(nquads), target, replace=False), target, "update", said)
"""


class Store(NamedTuple):
    """A running store: where it is asked, and where it takes triples by each protocol."""

    query: str
    update: str
    graph_store: str

    def holds(self, graph: str, folder: Path) -> list[ox.Triple]:
        """Return what a graph holds, in the canonical order."""
        url = f"{self.query}?default-graph-uri={graph}"
        return list(canonical.triples(copying.copy(Endpoint(url), folder)))


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("pushed")
    if request.param == "oxigraph":
        with servers.empty_oxigraph(folder / "store") as url:
            yield Store(f"{url}/query", f"{url}/update", f"{url}/store")
        return
    if not servers.HAS_VIRTUOSO:
        pytest.skip(servers.NO_VIRTUOSO)
    (folder / "none.nt").touch()
    with servers.virtuoso(folder / "none.nt", folder / "virtuoso", rows=100_000) as url:
        yield Store(url, url, f"{url}-graph-crud")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("small")
    build.build([small.write(base / "tables", small.data())], base / "build")
    return base / "build"


@pytest.fixture(scope="module")
def wanted(folder: Path) -> list[ox.Triple]:
    return list(canonical.triples(folder / "twingraph.nq"))


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def pushed(store: Store, way: str, folder: Path, graph: str, *more: str) -> Run:
    url = store.update if way == "update" else store.graph_store
    return twingraph("push", url, folder, "--graph", graph, *more)


@pytest.mark.parametrize("store", ["virtuoso"], indirect=True)
@pytest.mark.parametrize("ending", ["-graph-crud-auth", "-auth"])
def test_a_store_that_wants_digest_gets_it(
    ending: str, store: Store, folder: Path, wanted: list[ox.Triple], tmp_path: Path
) -> None:
    url, graph = store.query + ending, f"http://example.org/digest{ending}"
    denied = twingraph("push", url, folder, "--graph", graph, TWINGRAPH_PUSH_LOGIN="dba:geheim")
    assert denied.returncode == 2
    assert "error 401" in denied.stderr
    assert "it does not let you write" in denied.stderr
    assert "geheim" not in denied.stderr
    assert store.holds(graph, tmp_path) == []
    done = twingraph("push", url, folder, "--graph", graph, TWINGRAPH_PUSH_LOGIN="dba:dba")
    assert done.returncode == 0, done.stderr
    assert f"{len(wanted):,} triples" in done.stdout
    assert store.holds(graph, tmp_path) == wanted


@pytest.mark.parametrize("store", ["virtuoso"], indirect=True)
def test_an_endpoint_that_wants_digest_answers_a_login(store: Store) -> None:
    url = f"{store.query}-auth"
    with pytest.raises(CannotError, match="401"):
        Endpoint(url).query("ASK {}")
    own = Endpoint(url.replace("http://", "http://dba:dba@"))
    assert [own.query("ASK {}") for _ in range(3)] == [True] * 3


@pytest.mark.parametrize("way", ["graph-store", "update"])
def test_a_build_arrives_whole_and_is_not_loaded_twice(
    way: str, store: Store, folder: Path, wanted: list[ox.Triple], tmp_path: Path
) -> None:
    graph = f"http://example.org/{way}"
    done = pushed(store, way, folder, graph, "--by", way)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{len(wanted):,} triples; the store has as many of each property\n"
    assert store.holds(graph, tmp_path) == wanted
    again = pushed(store, way, folder, graph)
    assert again.returncode == 1
    assert f"already has {len(wanted):,} triples" in again.stderr


def interrupt(store: Store, folder: Path, graph: str) -> None:
    """Kill a run that has sent two batches."""
    program = [sys.executable, "-c", STOPPING]
    arguments = [*program, str(folder / "twingraph.nq"), store.update, graph]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert any("sending 2,000" in line for line in process.stdout if "2,000 to" in line)
        process.kill()


def test_a_killed_run_is_gone_on_with(
    store: Store, folder: Path, wanted: list[ox.Triple], tmp_path: Path
) -> None:
    graph = "http://example.org/killed"
    interrupt(store, folder, graph)
    planned = pushed(store, "update", folder, graph, "--dry-run")
    whole = len(wanted)
    assert planned.stdout == (
        f"would send {whole - 2_000:,} of {whole:,} triples, as 2,000 have been sent before\n"
    )
    assert store.holds(graph, tmp_path) == sorted(wanted[:2_000], key=str)
    done = pushed(store, "update", folder, graph)
    assert done.returncode == 0, done.stderr
    assert store.holds(graph, tmp_path) == wanted


def test_counts_that_differ_are_told_by_property(
    store: Store, folder: Path, wanted: list[ox.Triple]
) -> None:
    """Somebody else writes to the graph while a run is interrupted."""
    graph = "http://example.org/disturbed"
    interrupt(store, folder, graph)
    RemoteGraph(store.update, graph).add(b'<http://e/a> <http://e/p> "b" .\n', "update")
    done = pushed(store, "update", folder, graph)
    assert done.returncode == 1
    assert "other numbers of triples than the build:\n  http://e/p: +1\n" in done.stderr
    replaced = pushed(store, "update", folder, graph, "--replace")
    assert replaced.returncode == 0, replaced.stderr
    assert f"{len(wanted):,} triples" in replaced.stdout


def test_a_dry_run_writes_nothing(store: Store, folder: Path, tmp_path: Path) -> None:
    graph = "http://example.org/dry"
    done = pushed(store, "graph-store", folder, graph, "--dry-run")
    assert done.stdout.startswith("would send ")
    assert store.holds(graph, tmp_path) == []


def test_the_graph_without_a_name_is_loaded_too(folder: Path, tmp_path: Path) -> None:
    with servers.empty_oxigraph(tmp_path / "store") as url:
        assert twingraph("push", f"{url}/store", folder).returncode == 0
        replaced = twingraph("push", f"{url}/update", folder, "--replace")
        assert replaced.returncode == 0, replaced.stderr
        count = httpx.get(f"{url}/query", params={"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }"})
        assert count.json()["results"]["bindings"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["http://me:geheim@example.org/store"], 1, "everyone on the way can read the password"),
        (["http://me:geheim@10.0.0.1/store"], 1, "use https"),
        (["ftp://example.org/store"], 1, "is not the address of an endpoint"),
        (["http://me:geheim@127.0.0.1:9/store"], 2, "cannot be asked: no connection"),
        (["http://127.0.0.1:9/store", "--query", "http://127.0.0.1:9/q"], 2, "no connection"),
        (["http://127.0.0.1:9/store", "--graph", "no iri"], 2, "no iri is not an IRI"),
    ],
)
def test_a_mistake_is_explained_without_the_password(
    arguments: list[str], code: int, said: str, folder: Path
) -> None:
    url, *more = arguments
    done = twingraph("push", url, folder, *more)
    assert done.returncode == code
    assert said in done.stderr
    assert "geheim" not in done.stderr + done.stdout


def test_a_server_that_answers_no_queries_is_told_from_one_that_is_not_there(
    folder: Path, tmp_path: Path
) -> None:
    with servers.empty_oxigraph(tmp_path / "store") as url:
        done = twingraph("push", f"{url}/no/such/store", folder)
    assert done.returncode == 2
    assert "answers no queries, nor do its neighbours; name the address" in done.stderr


def test_a_password_from_the_environment_is_guarded_too(folder: Path) -> None:
    done = twingraph("push", "http://example.org/x", folder, TWINGRAPH_PUSH_LOGIN="me:geheim")
    assert done.returncode == 1
    assert "use https" in done.stderr
    assert "geheim" not in done.stderr


def test_a_login_keeps_characters_that_an_address_cannot_hold() -> None:
    url = with_login("https://example.org/store?a=b", "me@home:p:w/ö")
    request = RemoteGraph(url, "http://g/").request("GET", "", "text/plain", b"")
    assert request.url == "https://example.org/store?a=b"
    given = b64encode("me@home:p:w/ö".encode("latin-1")).decode()
    assert request.headers["authorization"] == f"Basic {given}"
    assert with_login("https://you:x@example.org/", "me:y") == "https://you:x@example.org/"


def test_a_store_that_may_not_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "none.nt").touch()
    with servers.oxigraph(tmp_path / "none.nt", tmp_path / "store") as url:
        done = twingraph("push", url.replace("query", "update"), folder)
    assert done.returncode == 2
    assert "/update: it answers with the error 403" in done.stderr


@pytest.mark.parametrize("url", ["http://localhost/x", "http://127.0.0.1/x", "http://[::1]/x"])
def test_a_password_may_travel_within_the_machine(url: str) -> None:
    assert RemoteGraph(with_login(url, "me:x")).url.count("me:x@") == 1
    with pytest.raises(InputError, match="use https"):
        RemoteGraph(url, asked="http://me:x@localhost.example.org/")
