"""``twingraph sources check``: what the tables show; what the web answers is in test_links.py."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import small
from support.command import twingraph
from twingraph.core import urls
from twingraph.places.reconcile import reconcile
from twingraph.tables.rows import read_tables
from twingraph.validate.sources import addresses_of, check_sources

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 6, 1)

# --- the tables alone ---------------------------------------------------------------------------


def found(folder: Path, *sources: dict[str, str], today: date = TODAY) -> list[str]:
    """Check the small dataset with some more sources, each of them cited by a row."""
    content = small.data()
    for cells in sources:
        content["sources.csv"].append(
            {"title": "T", "kind": "news", "retrieved": "2026-01-01"} | cells
        )
        content["names.csv"].append(small.name("alpha", "Alpha") | {"source": cells["source"]})
    content["names.csv"].append(small.name("beta", "Beta") | {"source": "paper"})
    read = reconcile(read_tables([small.write(folder, content)]))
    return [f"{f.severity}: {f}".replace(f"{folder}/", "") for f in check_sources(read, today)]


def test_a_sound_table_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/page",
        "https://www.example.org/page/",
        "https://m.example.org:443/page#top",
        "https://EXAMPLE.org/p%61ge?utm_source=a&fbclid=b",
    ],
)
def test_one_page_in_two_rows(tmp_path: Path, address: str) -> None:
    assert found(tmp_path, {"source": "again", "address": address}) == [
        (
            "warning: sources.csv:4 [address]: the same page as page in row 2 of sources.csv; "
            "as two sources, the page would confirm itself"
        )
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/Page",
        "https://example.org/page?id=1",
        "https://example.org:8080/page",
        "https://example.com/page",
        "https://example.org/pa%2Fge",
    ],
)
def test_two_pages_are_two(tmp_path: Path, address: str) -> None:
    assert found(tmp_path, {"source": "other", "address": address}) == []


PATHS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="/"), max_size=9
)


@given(PATHS, PATHS)
def test_how_a_path_is_escaped_does_not_tell_pages_apart(path: str, query: str) -> None:
    from urllib.parse import quote

    plain = f"https://example.org/{quote(path)}?q={quote(query)}"
    every = "".join(f"%{byte:02x}" for byte in path.encode())
    assert urls.page(plain) == urls.page(f"http://www.example.org/{every}?q={quote(query)}#x")


def test_a_source_that_no_row_cites(tmp_path: Path) -> None:
    content = small.data()
    read = read_tables([small.write(tmp_path, content)])
    assert [(f.row, f.message) for f in check_sources(read, TODAY)] == [(3, 'no row cites "paper"')]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"retrieved": ""},
            "warning: write the day on which the page was read; it may have changed since",
        ),
        ({"retrieved": "2026-06-02"}, "error: 2026-06-02 is in the future; today is 2026-06-01"),
        (
            {"published": "2026-01-02"},
            "error: read on 2026-01-01, before it was published (2026-01-02)",
        ),
        ({"published": "2026"}, ""),
        ({"published": "[2025..2027]"}, ""),
        ({"retrieved": "2026-06-01"}, ""),
        ({"retrieved": "yesterday"}, ""),  # for the check of cells to say
        (
            {"retrieved": "2024-05-31"},
            "info: read on 2024-05-31, more than two years ago; does the page still say so?",
        ),
    ],
)
def test_days_that_cannot_be(tmp_path: Path, cells: dict[str, str], said: str) -> None:
    findings = found(tmp_path, {"source": "new", "address": "https://example.org/new"} | cells)
    place = "sources.csv:4 [retrieved]: "
    assert "".join(findings).replace(place, "") == said


def test_a_document_needs_no_day(tmp_path: Path) -> None:
    assert found(tmp_path, {"source": "new", "document": "a.txt", "retrieved": ""}) == []


def test_a_search_is_no_page(tmp_path: Path) -> None:
    search = "https://search.example.org/search?q=Leipzig+Lyon"
    assert found(tmp_path, {"source": "new", "address": search}) == [
        (
            "warning: sources.csv:4 [address]: this is a search, whose results change; "
            "write the address of the page itself"
        )
    ]


@pytest.mark.parametrize("address", ["https://[::1", "https://example.org:99999/", "https://a℀b/"])
def test_an_address_that_nobody_can_read(tmp_path: Path, address: str) -> None:
    (finding,) = found(tmp_path, {"source": "new", "address": address})
    assert finding.startswith("error: sources.csv:4 [address]: not a web address: ")
    read = read_tables([tmp_path])
    assert addresses_of(read) == ["https://example.org/page"]


def test_the_command_says_what_validate_says_of_the_table_too(tmp_path: Path) -> None:
    content = small.data()
    content["sources.csv"][0] |= {"kind": "", "retrieved": "2024-01-01"}
    small.write(tmp_path / "my", content)
    done = twingraph("sources", "check", "--data", "my", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "error: my/sources.csv:2 [kind]: must not be empty",
        'warning: my/sources.csv:3 [source]: no row cites "paper"',
        (
            "info: my/sources.csv:2 [retrieved]: read on 2024-01-01, more than two years ago; "
            "does the page still say so?"
        ),
        "2 sources: 1 error, 1 warning, 1 info",
    ]


def test_notes_alone_are_no_failure(tmp_path: Path) -> None:
    content = small.data()
    content["sources.csv"] = [content["sources.csv"][0] | {"retrieved": "2020-01-01"}]
    small.write(tmp_path / "data", content)
    done = twingraph("sources", "check", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 source: 1 info")


def test_no_tables(tmp_path: Path) -> None:
    done = twingraph("sources", "check", "--data", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
