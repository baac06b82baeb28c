"""Dumps as Wikidata writes them, packed in each way, and what is fetched from them."""

from __future__ import annotations

import bz2
import gzip
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from twingraph.core import zstd
from twingraph.sources.wikidata.dump import fetch
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Chunking, Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from support import wikibase as wb

DAY = "2026-11-22"
SMALL = Chunking(block=1 << 16, part=2, processes=1)
PACK: dict[str, Callable[[bytes], bytes]] = {
    "json": bytes,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "zst": partial(zstd.compress, options={zstd.CompressionParameter.checksum_flag: 1}),
}
NO_LBZIP2 = "bz2 without lbzip2"
ONE_CORE = "bz2 without lbzip2 and rapidgzip"
BROKEN = [
    b'{"type":"item","id":"Q7","claims":{"P190":[}',
    b'{"type":"item","id":"Q7","claims":{"P190":[7]}}',
    b'{"type":"item","id":"Q7","labels":{"en":{"value":"\xff P190""}}}',
    b'"id":"Q7"}',
    b"<html>",
]


def only(*names: str) -> pytest.MarkDecorator:
    """Pack the dump in these ways only."""
    return pytest.mark.parametrize("pack", names, indirect=True)


def lines(*entities: wb.Json) -> list[bytes]:
    return [json.dumps(one).encode() for one in entities]


def packed(file: Path, content: Iterable[bytes]) -> Path:
    """Write a dump as Wikidata writes them."""
    file.write_bytes(b"[\n" + b",\n".join(content) + b"\n]\n")
    return file


def content(output: Path) -> dict[str, bytes]:
    """Read every table and the manifest."""
    return {file.name: file.read_bytes() for file in output.iterdir() if file.is_file()}


def fetched(file: Path, output: Path, **more: Any) -> dict[str, bytes]:
    """Fetch from a dump, and read what was written."""
    done = fetch.fetch(Order(file, DAY, **({"chunking": SMALL} | more)), Parts.begin(output))
    assert not done.read.cut
    return content(output)
