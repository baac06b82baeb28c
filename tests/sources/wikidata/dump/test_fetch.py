"""Fetching from a dump: what comes of it, and that nothing that interrupts it is seen in it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from benchmarks import wikidata as made_up

from support.command import twingraph
from support.dumps import DAY, PACK, SMALL, content, fetched, lines, packed
from support.world import KRAKOW, LEIPZIG, ROCHDALE, WORLD
from twingraph.sources.wikidata.dump import fetch
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Order
from twingraph.sources.wikidata.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path


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


def test_places_that_only_others_name_are_read_the_second_time(plain: Path, tmp_path: Path) -> None:
    once = json.loads(fetched(plain, tmp_path / "once")["manifest.json"])
    twice = json.loads(fetched(plain, tmp_path / "twice", complete=True)["manifest.json"])
    assert once["cities_without_their_item"] > twice["cities_without_their_item"] == 1
    assert ROCHDALE not in {json.loads(line)["id"] for line in lines(*WORLD)}
    begun = Parts.resume(tmp_path / "once")
    fetch.fetch(Order(plain, DAY, complete=True, chunking=SMALL), begun)
    assert content(tmp_path / "once") == content(tmp_path / "twice")


def test_partners_are_those_of_the_world(tmp_path: Path) -> None:
    """One look at the rows themselves."""
    fetched(packed(tmp_path / "all.json", lines(*WORLD)), tmp_path / "out")
    rows = (tmp_path / "out" / "partnerships.csv").read_text("utf-8").splitlines()
    pair = "--".join(sorted((LEIPZIG.lower(), KRAKOW.lower())))
    assert sum(row.startswith(pair) for row in rows) == 2


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
