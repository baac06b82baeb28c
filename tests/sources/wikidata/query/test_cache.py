"""Answers on disk, and what becomes of a fetch when one of them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.queried import asked, fetch, inquiry, written
from twingraph.core.errors import CannotError, InputError
from twingraph.sources.wikidata.query.cache import AnswerCache
from twingraph.sources.wikidata.staging import UNFINISHED

if TYPE_CHECKING:
    from pathlib import Path

    from support.proxy import Proxy


def test_pages_are_kept_as_they_came(proxy: Proxy, tmp_path: Path) -> None:
    from twingraph.core import zstd

    fetch(proxy.url, tmp_path, size=3)
    files = sorted((tmp_path / UNFINISHED).glob("*.zst"))
    bodies = [zstd.decompress(file.read_bytes()) for file in files]
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
def test_a_damaged_list_of_pages_is_an_error_that_says_what_to_do(
    tmp_path: Path, state: bytes
) -> None:
    pages = AnswerCache.begin(tmp_path, asked("http://127.0.0.1:9/"))
    (pages.staging.folder / "state.json").write_bytes(state)
    with pytest.raises(CannotError, match=r"remove .* to start again"):
        AnswerCache.resume(tmp_path)


def test_a_folder_of_other_tables_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("city\n")
    with pytest.raises(InputError, match="contains tables that were not fetched"):
        AnswerCache.begin(tmp_path, asked("http://127.0.0.1:9/"))
