"""bzip2 by a program of its own: what it gives, how it fails, and that it ends."""

from __future__ import annotations

import bz2
import errno
import io
import os
import random
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks import wikidata as made_up

from support.dumps import only, packed
from twingraph.sources.wikidata.dump import lbzip2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


pytestmark = pytest.mark.skipif(
    not shutil.which("lbzip2"), reason="lbzip2 is missing; apt-get install lbzip2"
)


TEXT = random.Random(1).randbytes(1 << 22)  # noqa: S311 - no secret hangs on it


class Source(io.RawIOBase):
    """Has some bytes, and then an error."""

    def __init__(self, data: bytes, error: OSError | None = None) -> None:
        self._data = io.BytesIO(data)
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        count = self._data.readinto(buffer)
        if not count and self._error:
            raise self._error
        return count


def reading(source: io.RawIOBase) -> lbzip2.Decompression:
    found = lbzip2.reading(source)
    assert found
    return found


@contextmanager
def endless() -> Iterator[io.FileIO]:
    """A pipe into which nobody writes."""
    reader, writer = os.pipe()
    with io.FileIO(reader) as source, io.FileIO(writer, "w"):
        yield source


@pytest.mark.parametrize("text", [b"", b"x", TEXT])
def test_it_gives_what_was_packed(text: bytes) -> None:
    with reading(Source(bz2.compress(text))) as plain:
        assert plain.read() == text


def test_without_the_program_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert lbzip2.reading(Source(b"")) is None


@pytest.mark.parametrize("length", [len(bz2.compress(TEXT)), len(bz2.compress(TEXT)) // 2])
def test_a_source_that_cannot_be_read(length: int) -> None:
    """Even if what came before is whole."""
    source = Source(bz2.compress(TEXT)[:length], OSError(errno.EIO, "broken disk"))
    with reading(source) as plain, pytest.raises(OSError, match="broken disk"):
        plain.read()


@pytest.mark.parametrize("end", [b"BZh9", bz2.compress(TEXT)[:-1]])
def test_an_end_that_comes_too_early(end: bytes) -> None:
    with (
        reading(Source(bz2.compress(TEXT) + end)) as plain,
        pytest.raises(EOFError, match=r"end too early \(lbzip2: stdin: compressed data error"),
    ):
        plain.read()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were begun."""
    begun: list[subprocess.Popen[bytes]] = []

    class Begun(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Begun)
    return begun


def test_a_program_that_is_ended(started: list[subprocess.Popen[bytes]]) -> None:
    with endless() as source, reading(source) as plain:
        started[0].kill()
        with pytest.raises(OSError, match="stopped by signal 9"):
            plain.read()


def test_closing_ends_the_program(started: list[subprocess.Popen[bytes]]) -> None:
    """Though there is more to come."""
    with endless() as source, reading(source) as plain:
        assert started[0].poll() is None
        plain.close()
        assert started[0].poll() == -signal.SIGKILL


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
