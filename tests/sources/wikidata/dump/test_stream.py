"""Whatever a dump is packed in, and wherever it breaks off."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from support.command import twingraph
from support.dumps import DAY, NO_LBZIP2, ONE_CORE, content, fetched, only
from twingraph.sources.wikidata.dump import fetch
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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


@only("json", "gz", "zst", NO_LBZIP2, ONE_CORE)
def test_a_dump_that_breaks_off_gives_what_was_read(
    plain: Path, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    """What was read until there is written, and how far that is told."""
    whole = plain.read_bytes()
    compressed = pack(whole)  # bzip2 in two blocks, of which the second is lost
    (tmp_path / "dump").write_bytes(compressed[: -len(compressed) // 4])
    done = twingraph("fetch", "wikidata-dump", "dump", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "dump is incomplete: " in done.stderr
    good = int(done.stderr.partition("(")[2].partition(" bytes")[0].replace(",", ""))
    assert len(whole) // 3 < good < len(whole)
    assert whole[:good].endswith(b"\n")
    lines_read = int(done.stderr.partition("up to line ")[2].split(" ")[0].replace(",", ""))
    assert whole[:good].count(b"\n") == lines_read
    manifest = json.loads(content(tmp_path / "out")["manifest.json"])
    assert 10 < manifest["partnerships"] < 70


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
