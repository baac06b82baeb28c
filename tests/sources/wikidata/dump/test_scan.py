"""Which lines of a dump are entities, and which cannot be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support.dumps import BROKEN, DAY, SMALL, content, fetched, packed
from twingraph.sources.wikidata.dump import fetch
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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


@pytest.mark.parametrize("wrapped", [True, False])
def test_one_entity_in_many_lines_is_read_as_wikidata_serves_it(
    entities: list[bytes], tmp_path: Path, wrapped: bool
) -> None:
    bare = json.loads(entities[-1])
    entity = {"entities": {bare["id"]: bare}} if wrapped else bare
    (tmp_path / "dump").write_text(json.dumps(entity, indent=2), "utf-8")
    done = fetch.fetch(Order(tmp_path / "dump", DAY), Parts.begin(tmp_path / "out"))
    assert (done.read.tally.entities, done.read.tally.broken, done.read.cut) == (1, 0, "")


def test_many_lines_that_are_no_entity_are_broken_lines(tmp_path: Path) -> None:
    (tmp_path / "dump").write_text('{\n"id": "Q1",\n', "utf-8")
    done = fetch.fetch(Order(tmp_path / "dump", DAY), Parts.begin(tmp_path / "out"))
    assert done.read.tally.broken > 0
