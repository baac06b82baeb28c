"""``twingraph fetch wikidata-dump``: whatever the dump is packed in, and whatever interrupts it."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import zstandard
from benchmarks import wikidata as made_up
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import wikibase as wb
from support.command import twingraph
from support.world import KRAKOW, LEIPZIG, ROCHDALE, WORLD
from twingraph.core.errors import InputError, UnknownName
from twingraph.sources.wikidata.dump import fetch
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Chunking, Order
from twingraph.sources.wikidata.query.cache import AnswerCache, Request
from twingraph.sources.wikidata.query.plan import QueryPlan
from twingraph.sources.wikidata.query.service import Service
from twingraph.sources.wikidata.scope import Scope
from twingraph.sources.wikidata.staging import RAW
from twingraph.sources.wikidata.tables import write_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

DAY = "2026-11-22"
SMALL = Chunking(block=1 << 16, part=2, processes=1)
PACK: dict[str, Callable[[bytes], bytes]] = {
    "json": bytes,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "zst": zstandard.ZstdCompressor(write_checksum=True).compress,
}
NO_LBZIP2 = "bz2 without lbzip2"


@pytest.fixture(params=[*PACK, NO_LBZIP2])
def pack(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Callable[[bytes], bytes]:
    """What dumps are packed by; bzip2 is unpacked by a program where there is one."""
    name = request.param
    if name == NO_LBZIP2:
        monkeypatch.setenv("PATH", "")
    elif name == "bz2" and not shutil.which("lbzip2"):
        pytest.skip("lbzip2 is missing; apt-get install lbzip2")
    return PACK[name.split()[0]]


def only(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("pack", names, indirect=True)


def lines(*entities: wb.Json) -> list[bytes]:
    return [json.dumps(one).encode() for one in entities]


def packed(file: Path, content: Iterable[bytes]) -> Path:
    """A dump as Wikidata writes them."""
    file.write_bytes(b"[\n" + b",\n".join(content) + b"\n]\n")
    return file


@pytest.fixture(scope="module")
def entities() -> list[bytes]:
    return [*made_up.lines(60, filler=60, seed=7), *lines(*WORLD)]


@pytest.fixture(scope="module")
def plain(entities: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(tmp_path_factory.mktemp("dump") / "all.json", entities)


def content(output: Path) -> dict[str, bytes]:
    """Every table and the manifest."""
    return {file.name: file.read_bytes() for file in output.iterdir() if file.is_file()}


def fetched(file: Path, output: Path, **more: Any) -> dict[str, bytes]:
    done = fetch.fetch(Order(file, DAY, **({"chunking": SMALL} | more)), Parts.begin(output))
    assert not done.read.cut
    return content(output)


@pytest.fixture(scope="module")
def undisturbed(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return fetched(plain, tmp_path_factory.mktemp("undisturbed") / "out")


# --- what comes of it ---------------------------------------------------------------------------


def test_a_dump_says_what_the_query_service_says(tmp_path: Path) -> None:
    """The same entities as JSON and, in a real SPARQL server, as RDF: the same tables."""
    generated = [json.loads(line) for line in made_up.lines(80, seed=3)]
    world = [*generated, *WORLD]
    output = tmp_path / "dump"
    by_dump = fetched(packed(tmp_path / "all.json", lines(*world)), output, complete=True)
    with wb.serving(wb.write(world, tmp_path / "world.nt"), tmp_path / "store") as url:
        pages = AnswerCache.begin(tmp_path / "service", Request(url, None, True, (), DAY))
        by_service = QueryPlan(Service(url), pages).fetch()
        write_tables(by_service, tmp_path / "tables", Scope())
    tables = content(tmp_path / "tables")
    assert set(by_dump) == set(tables)
    for name in sorted(set(tables) - {"manifest.json"}):
        assert by_dump[name] == tables[name], name
    manifests = [json.loads(found["manifest.json"]) for found in (by_dump, tables)]
    for manifest in manifests:
        del manifest["entities_read"], manifest["cities_without_their_item"]
    assert manifests[0] == manifests[1]


def test_build_takes_the_tables(tmp_path: Path) -> None:
    file = packed(tmp_path / "all.json", made_up.lines(40, seed=2))
    fetched(file, tmp_path / "out", complete=True)
    built = twingraph("build", tmp_path / "out", "-o", tmp_path / "build")
    assert built.returncode == 0, built.stderr


def test_the_manifest_counts_what_was_read(
    undisturbed: dict[str, bytes], entities: list[bytes]
) -> None:
    manifest = json.loads(undisturbed["manifest.json"])
    assert manifest["entities_read"] == len(entities)
    assert manifest["retrieved"] == DAY
    assert manifest["partnerships"] > 60


def test_what_was_taken_is_a_dump_itself(
    plain: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    fetched(plain, tmp_path / "out")
    parts = sorted((tmp_path / "out" / RAW).glob("*.zst"))
    assert len(parts) > 2
    (tmp_path / "parts.zst").write_bytes(b"".join(part.read_bytes() for part in parts))
    again = fetched(tmp_path / "parts.zst", tmp_path / "again")
    assert {**again, "manifest.json": b""} == {**undisturbed, "manifest.json": b""}


def test_places_that_only_others_name_are_read_the_second_time(plain: Path, tmp_path: Path) -> None:
    once = json.loads(fetched(plain, tmp_path / "once")["manifest.json"])
    twice = json.loads(fetched(plain, tmp_path / "twice", complete=True)["manifest.json"])
    assert once["cities_without_their_item"] > twice["cities_without_their_item"] == 1
    assert ROCHDALE not in {json.loads(line)["id"] for line in lines(*WORLD)}
    begun = Parts.resume(tmp_path / "once")
    fetch.fetch(Order(plain, DAY, complete=True, chunking=SMALL), begun)
    assert content(tmp_path / "once") == content(tmp_path / "twice")


# --- whatever it is packed in -------------------------------------------------------------------


def test_compression_makes_no_difference(
    plain: Path, undisturbed: dict[str, bytes], tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    """The name says nothing, the first bytes do; a file may be several, one behind the other."""
    whole = plain.read_bytes()
    parts = [pack(whole[: len(whole) // 3]), pack(whole[len(whole) // 3 :])]
    (tmp_path / "dump").write_bytes(b"".join(parts))
    assert fetched(tmp_path / "dump", tmp_path / "out") == undisturbed


def test_a_pipe_makes_no_difference(
    plain: Path, undisturbed: dict[str, bytes], tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    command = [sys.executable, "-m", "twingraph", "fetch", "wikidata-dump", "-", "-o", "out"]
    with subprocess.Popen(
        [*command, "--retrieved", DAY], stdin=subprocess.PIPE, cwd=tmp_path
    ) as process:
        assert process.stdin
        process.stdin.write(pack(plain.read_bytes()))
    assert process.returncode == 0
    assert content(tmp_path / "out") == undisturbed


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    chance=st.randoms(use_true_random=False),
    block=st.integers(100, 1 << 20),
    part=st.integers(1, 50),
    processes=st.integers(0, 3),
)
def test_order_blocks_and_processes_make_no_difference(
    entities: list[bytes],
    undisturbed: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    chance: random.Random,
    block: int,
    part: int,
    processes: int,
) -> None:
    """A block may be shorter than a line."""
    base = tmp_path_factory.mktemp("shuffled")
    file = packed(base / "all.json", chance.sample(entities, len(entities)))
    plan = Chunking(max(block, file.stat().st_size // 2000), part, processes)
    assert fetched(file, base / "out", chunking=plan) == undisturbed


@pytest.mark.parametrize(
    "written",
    [
        b"\n".join,
        lambda entities: b"\n".join(entities) + b"\n",
        lambda entities: b"[" + b",\n".join(entities) + b"]",
        lambda entities: b"\xef\xbb\xbf[\r\n" + b",\r\n".join(entities) + b"\r\n]\r\n\r\n",
        lambda entities: b"\n\n  [\n\n" + b" ,\n\n\n".join(entities) + b",\n]\n",
        lambda entities: b"\n".join(b'{"entities":{"Q1":' + one + b"}}" for one in entities),
    ],
)
def test_brackets_commas_and_blank_lines_make_no_difference(
    entities: list[bytes],
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    written: Callable[[list[bytes]], bytes],
) -> None:
    (tmp_path / "dump").write_bytes(written(entities))
    assert fetched(tmp_path / "dump", tmp_path / "out") == undisturbed


# --- broken lines and ends ----------------------------------------------------------------------

BROKEN = [
    b'{"type":"item","id":"Q7","claims":{"P190":[}',
    b'{"type":"item","id":"Q7","claims":{"P190":[7]}}',
    b'{"type":"item","id":"Q7","labels":{"en":{"value":"\xff P190""}}}',
    b'"id":"Q7"}',
    b"<html>",
]


def test_broken_lines_are_counted_and_left_out(
    entities: list[bytes], undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    file = packed(tmp_path / "dump", [*entities[:9], *BROKEN, *entities[9:]])
    done = fetch.fetch(Order(file, DAY, chunking=SMALL), Parts.begin(tmp_path / "out"))
    tally = done.read.tally
    assert tally.broken == len(BROKEN) == len(tally.examples)
    assert [number for number, _ in tally.examples] == [11, 12, 13, 14, 15]
    assert tally.described().startswith("line 11: JSONDecodeError")
    found = content(tmp_path / "out")
    assert json.loads(found.pop("manifest.json"))["entities_read"] == len(entities) + len(BROKEN)
    assert found == {name: undisturbed[name] for name in found}


def test_too_many_broken_lines_end_it(
    entities: list[bytes], undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    """With a higher limit it goes on where it was."""
    plan = Chunking(block=4000, part=1, processes=1)
    file = packed(tmp_path / "dump", [*entities, *BROKEN])
    with pytest.raises(InputError, match=r"more than 4 lines cannot be read.*line 1"):
        fetched(file, tmp_path / "out", limit=4, chunking=plan)
    begun = Parts.resume(tmp_path / "out")
    assert begun.state
    assert begun.state.entities.parts > 9
    fetch.fetch(Order(file, DAY, limit=5, chunking=plan), begun)
    assert content(tmp_path / "out")["cities.csv"] == undisturbed["cities.csv"]


@only("json", "gz", "zst", NO_LBZIP2)
def test_a_dump_that_breaks_off_gives_what_was_read(
    plain: Path, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    """What was read until there is written, and how far that is told."""
    whole = plain.read_bytes()
    compressed = pack(whole)  # bzip2 in two blocks, of which the second is lost
    (tmp_path / "dump").write_bytes(compressed[: -len(compressed) // 4])
    done = twingraph("fetch", "wikidata-dump", "dump", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "dump breaks off: " in done.stderr
    good = int(done.stderr.partition("(")[2].partition(" bytes")[0].replace(",", ""))
    assert len(whole) // 3 < good < len(whole)
    assert whole[:good].endswith(b"\n")
    lines_read = int(done.stderr.partition("as far as line ")[2].split(" ")[0].replace(",", ""))
    assert whole[:good].count(b"\n") == lines_read
    manifest = json.loads(content(tmp_path / "out")["manifest.json"])
    assert 10 < manifest["partnerships"] < 70


@pytest.mark.parametrize(
    ("end", "reason"),
    [(b"\n", "the bracket of its array does not close"), (b"\n{", "its last line has no end")],
)
def test_an_end_in_the_middle_is_noticed(
    entities: list[bytes], tmp_path: Path, end: bytes, reason: str
) -> None:
    (tmp_path / "dump").write_bytes(b"[\n" + b",\n".join(entities) + end)
    done = fetch.fetch(Order(tmp_path / "dump", DAY, chunking=SMALL), Parts.begin(tmp_path / "out"))
    assert done.read.cut == reason
    assert done.read.tally.lines == len(entities) + 1


@only("bz2")
@pytest.mark.parametrize("by_pipe", [False, True])
def test_what_lbzip2_gives_of_a_dump_that_breaks_off(
    entities: list[bytes], tmp_path: Path, pack: Callable[[bytes], bytes], by_pipe: bool
) -> None:
    """It gives up before it has told all it knows, and not always at the same place."""
    filler = list(made_up.lines(1, filler=1500, seed=1))
    whole = packed(tmp_path / "plain", [*entities, *filler]).read_bytes()
    parts = [pack(whole[: len(whole) // 2]), pack(whole[len(whole) // 2 :])[:-1000]]
    (tmp_path / "dump").write_bytes(b"".join(parts))
    command = [sys.executable, "-m", "twingraph", "fetch", "wikidata-dump"]
    done = subprocess.run(
        [*command, "-" if by_pipe else "dump"],
        input=(tmp_path / "dump").read_bytes() if by_pipe else b"",
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 1, done.stderr
    assert b"damaged or end too early (lbzip2: stdin: " in done.stderr
    assert b"Traceback" not in done.stderr


@only("gz", "zst", NO_LBZIP2)
def test_wrong_bytes_within_end_the_reading(
    plain: Path, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    spoilt = bytearray(pack(plain.read_bytes() * 3))
    spoilt[len(spoilt) // 2] ^= 0xFF
    (tmp_path / "dump").write_bytes(spoilt)
    done = fetch.fetch(Order(tmp_path / "dump", DAY), Parts.begin(tmp_path / "out"))
    assert done.read.cut
    assert done.read.tally.lines < 3 * plain.read_bytes().count(b"\n")


# --- interrupted --------------------------------------------------------------------------------

# Kills itself at one of the things that happen to files, or after a block.
RUN = """
import os, pathlib, signal, sys
from pathlib import Path
from twingraph.sources.wikidata.dump.fetch import fetch as run
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Chunking, Order

left = int(sys.argv[3])

def happens(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def watched(act):
    def watching(*arguments):
        happens()
        done = act(*arguments)
        happens()
        return done
    return watching

if __name__ == "__main__":
    Path.replace, Path.rename = watched(Path.replace), watched(Path.rename)
    output = Path(sys.argv[2])
    begun = any(output.glob("raw*/state.json"))
    fetch = Parts.resume(output) if begun else Parts.begin(output)
    order = Order(Path(sys.argv[1]), "2026-11-22", chunking=Chunking(1 << 16, 2, 1), complete=True)
    run(order, fetch, happens)
"""


def everything(output: Path) -> dict[str, bytes]:
    """Tables, manifest, parts and state."""
    files = (file for file in output.rglob("*") if file.is_file())
    return {str(file.relative_to(output)): file.read_bytes() for file in files}


@pytest.mark.parametrize(("name", "kills"), [("json", 8), ("gz", 6), ("bz2", 3), ("zst", 3)])
def test_killed_and_resumed_it_comes_to_the_same(
    plain: Path, tmp_path: Path, name: str, kills: int
) -> None:
    file = tmp_path / "dump"
    file.write_bytes(PACK[name](plain.read_bytes()))
    fetched(file, tmp_path / "undisturbed", complete=True)
    chance = random.Random(name)  # noqa: S311 - no secret hangs on it
    run = [sys.executable, "-c", RUN, str(file), str(tmp_path / "out")]
    killed = 0
    while True:
        moment = chance.randint(1, 40) if killed < kills else -1
        ended = subprocess.run([*run, str(moment)], check=False).returncode
        assert ended in {0, -signal.SIGKILL}
        if ended == 0 and killed >= kills:
            break
        killed += ended != 0
        if ended == 0:  # it came to its end before; once more from the beginning
            assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")
            (tmp_path / "out").rename(tmp_path / f"out-{killed}-{moment}")
    assert killed == kills
    assert everything(tmp_path / "out") == everything(tmp_path / "undisturbed")


def test_interrupted_by_hand_it_says_how_to_continue(plain: Path, tmp_path: Path) -> None:
    """Ctrl-C goes to all processes of the command; none of them complains."""
    reader, writer = os.pipe()
    command = [sys.executable, "-m", "twingraph", "fetch", "wikidata-dump", "-", "-o", "out"]
    with subprocess.Popen(
        command, stdin=reader, stderr=subprocess.PIPE, cwd=tmp_path, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        os.close(reader)
        os.write(writer, plain.read_bytes() * 3)  # far more than a pipe holds: it is being read
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate()
        os.close(writer)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert "continue with: twingraph fetch wikidata-dump - --resume -o out" in errors


def test_another_dump_is_refused(plain: Path, tmp_path: Path) -> None:
    fetched(plain, tmp_path / "out")
    begun = Parts.resume(tmp_path / "out")
    other = packed(tmp_path / "other.json", lines(*WORLD))
    with pytest.raises(InputError, match=r"other\.json is not the dump all\.json"):
        fetch.fetch(Order(other, DAY, complete=True), begun)


def test_a_finished_fetch_can_be_asked_for_less(
    plain: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    """Nothing is read for that."""
    scope = Scope(frozenset({"pl"}))
    expected = fetched(plain, tmp_path / "poland", scope=scope)
    fetched(plain, tmp_path / "out")
    nowhere = tmp_path / "is-not-there"
    fetch.fetch(Order(nowhere, DAY, scope=scope), Parts.resume(tmp_path / "out"))
    assert content(tmp_path / "out") == expected
    fetch.fetch(Order(nowhere, DAY), Parts.resume(tmp_path / "out"))
    assert content(tmp_path / "out") == expected
    fetch.fetch(Order(nowhere, DAY, scope=Scope()), Parts.resume(tmp_path / "out"))
    assert content(tmp_path / "out") == undisturbed


def test_the_state_of_another_command_is_refused(tmp_path: Path) -> None:
    AnswerCache.begin(tmp_path, Request("https://example.org", None, True, (), DAY))
    done = twingraph("fetch", "wikidata-dump", "x", "--resume", "-o", tmp_path)
    assert done.returncode == 2
    assert "written by another command" in done.stderr


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b'{"form": "dump 2"}',
        b'{"form": "dump 2", "state": 7}',
        b'{"form": "dump 2", "state": {"dump": 7, "retrieved": []}}',
    ],
)
def test_a_damaged_state_is_an_error_that_says_what_to_do(tmp_path: Path, state: bytes) -> None:
    (tmp_path / RAW).mkdir()
    (tmp_path / RAW / "state.json").write_bytes(state)
    done = twingraph("fetch", "wikidata-dump", "x", "--resume", "-o", tmp_path)
    assert done.returncode == 2
    assert "begin anew" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_lost_part_is_named(plain: Path, tmp_path: Path) -> None:
    fetched(plain, tmp_path / "out")
    (tmp_path / "out" / RAW / "entities-00001.jsonl.zst").write_bytes(b"lost")
    done = twingraph("fetch", "wikidata-dump", plain, "--resume", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "entities-00001.jsonl.zst is damaged" in done.stderr


# --- the command --------------------------------------------------------------------------------


def test_the_command_says_what_it_fetched(tmp_path: Path) -> None:
    file = packed(tmp_path / "all.json", lines(*WORLD))
    done = twingraph("fetch", "wikidata-dump", file, "--country", "pl", "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "3 partnerships (1 one-sided)" in done.stdout
    again = twingraph("fetch", "wikidata-dump", file, "-o", tmp_path / "out")
    assert again.returncode == 0  # a later run begins anew
    assert "1 partner place was not read in this pass; --complete reads it too" in again.stderr


def test_europe_needs_no_state_in_particular(tmp_path: Path) -> None:
    file = packed(tmp_path / "all.json", lines(*WORLD))
    done = twingraph("fetch", "wikidata-dump", file, "--europe", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["with_one_end_outside_europe"] > 0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["none.json"], 2, "none.json cannot be read: No such file or directory"),
        (["."], 2, "cannot be read: Is a directory"),
        (["empty"], 1, "empty has no entities: is it a dump of Wikidata in JSON?"),
        (["text"], 1, "--limit-broken allows more"),
        (["cut.gz"], 1, "cut.gz has no entities: the compressed data end too early"),
        (["world", "--country", "de", "--country", "pk"], 1, 'with the code "PK"'),
        (["stateless", "--europe"], 1, "no state of Europe has its item and code (P297)"),
        (["world", "--country", "Germany"], 2, "is not the code of a country"),
        (["world", "--country", "de", "--europe"], 2, "exclude each other"),
        (["world", "--resume"], 1, "has no fetch to continue"),
        (["world", "--retrieved", "yesterday"], 2, '"yesterday" is not a day'),
        (["world", "-o", "own"], 1, "own has tables that were not fetched"),
        (["-", "--complete"], 2, "standard input can be read once"),
    ],
)
def test_mistakes_are_errors_and_leave_no_tables(
    tmp_path: Path, arguments: list[str], status: int, message: str
) -> None:
    packed(tmp_path / "world", lines(*WORLD))
    packed(tmp_path / "stateless", lines(*(one for one in WORLD if "P297" not in one["claims"])))
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "text").write_text("word\n" * 200)
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"{}")[:12])
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "cities.csv").write_text("")
    done = twingraph("fetch", "wikidata-dump", *arguments, cwd=tmp_path)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("wikidata/*.csv"))


def test_an_unfinished_fetch_is_not_begun_anew(tmp_path: Path) -> None:
    file = packed(tmp_path / "world", lines(*WORLD))
    with pytest.raises(UnknownName):
        fetched(file, tmp_path / "out", scope=Scope(frozenset({"zz"})))
    with pytest.raises(InputError, match="not finished; continue it with --resume"):
        Parts.begin(tmp_path / "out")
    more = Order(file, DAY, scope=Scope(frozenset({"de"})))
    assert fetch.fetch(more, Parts.resume(tmp_path / "out")).manifest["partnerships"] > 0


def test_partners_are_those_of_the_world(tmp_path: Path) -> None:
    """One look at the rows themselves."""
    fetched(packed(tmp_path / "all.json", lines(*WORLD)), tmp_path / "out")
    rows = (tmp_path / "out" / "partnerships.csv").read_text("utf-8").splitlines()
    pair = "--".join(sorted((LEIPZIG.lower(), KRAKOW.lower())))
    assert sum(row.startswith(pair) for row in rows) == 2
