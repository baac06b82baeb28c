"""Parts of a dump on disk, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.command import twingraph
from support.dumps import DAY, SMALL, fetched, lines, packed
from support.world import WORLD
from twingraph.core.errors import InputError, UnknownName
from twingraph.sources.wikidata.dump import fetch
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Order
from twingraph.sources.wikidata.query.cache import AnswerCache, FetchRequest
from twingraph.sources.wikidata.scope import Scope
from twingraph.sources.wikidata.staging import RAW

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_taken_is_a_dump_itself(
    plain: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    fetched(plain, tmp_path / "out")
    parts = sorted((tmp_path / "out" / RAW).glob("*.zst"))
    assert len(parts) > 2
    (tmp_path / "parts.zst").write_bytes(b"".join(part.read_bytes() for part in parts))
    again = fetched(tmp_path / "parts.zst", tmp_path / "again")
    assert {**again, "manifest.json": b""} == {**undisturbed, "manifest.json": b""}


@pytest.mark.parametrize(
    ("end", "reason"),
    [(b"\n", "the closing bracket of its array is missing"), (b"\n{", "its last line is cut off")],
)
def test_an_end_in_the_middle_is_noticed(
    entities: list[bytes], tmp_path: Path, end: bytes, reason: str
) -> None:
    (tmp_path / "dump").write_bytes(b"[\n" + b",\n".join(entities) + end)
    done = fetch.fetch(Order(tmp_path / "dump", DAY, chunking=SMALL), Parts.begin(tmp_path / "out"))
    assert done.read.cut == reason
    assert done.read.tally.lines == len(entities) + 1


def test_an_unfinished_fetch_is_not_begun_anew(tmp_path: Path) -> None:
    file = packed(tmp_path / "world", lines(*WORLD))
    with pytest.raises(UnknownName):
        fetched(file, tmp_path / "out", scope=Scope(frozenset({"zz"})))
    with pytest.raises(InputError, match="not finished; continue it with --resume"):
        Parts.begin(tmp_path / "out")
    more = Order(file, DAY, scope=Scope(frozenset({"de"})))
    assert fetch.fetch(more, Parts.resume(tmp_path / "out")).manifest["partnerships"] > 0


def test_the_state_of_another_command_is_refused(tmp_path: Path) -> None:
    AnswerCache.begin(tmp_path, FetchRequest("https://example.org", None, True, (), DAY))
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
    assert "to start again" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_lost_part_is_named(plain: Path, tmp_path: Path) -> None:
    fetched(plain, tmp_path / "out")
    (tmp_path / "out" / RAW / "entities-00001.jsonl.zst").write_bytes(b"lost")
    done = twingraph("fetch", "wikidata-dump", plain, "--resume", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "entities-00001.jsonl.zst is damaged" in done.stderr
