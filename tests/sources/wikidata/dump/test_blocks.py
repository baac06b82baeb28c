"""Blocks of a dump."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.errors import InputError
from twingraph.sources.wikidata.dump import blocks
from twingraph.sources.wikidata.dump.stream import opened

if TYPE_CHECKING:
    from pathlib import Path


def read(file: Path, size: int) -> list[bytes]:
    buffers = deque([memoryview(bytearray(size))])
    with opened(file) as stream:
        return [
            blocks.content(buffers[0], block) for block in blocks.read_blocks(stream, buffers, size)
        ]


@given(
    lines=st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b""))),
    ends=st.booleans(),
)
def test_blocks_are_whole_lines_and_together_the_dump(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], ends: bool
) -> None:
    file = tmp_path_factory.mktemp("dump") / "dump"
    data = b"\n".join([b"{}", *lines, b""][: None if ends else -1])
    file.write_bytes(data)
    found = read(file, 16)
    assert b"".join(found) == data
    assert all(block.endswith(b"\n") for block in found[:-1])


def test_a_line_without_an_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_LONGEST", 1000)
    (tmp_path / "dump").write_bytes(b"x" * 5000)
    with pytest.raises(InputError, match="a line is longer than 1,000 bytes"):
        read(tmp_path / "dump", 100)
