"""What a client prefers of what there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.serve import negotiation

TYPES = ["text/html", "text/turtle", "application/json"]


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "text/html"),
        ("*/*", "text/html"),
        ("application/json", "application/json"),
        ("text/*;q=0.5, text/turtle", "text/turtle"),
        ("text/*, text/html;q=0", "text/turtle"),
        ("text/turtle;q=0.3, application/json;q=0.31", "application/json"),
        ("TEXT/TURTLE", "text/turtle"),
        ("text/turtle;charset=utf-8;q=0.9, */*;q=0.1", "text/turtle"),
        ("text/turtle;q=nonsense, text/html;q=0.9", "text/turtle"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("", "text/html"),
    ],
)
def test_the_media_type_that_is_liked_best_is_chosen(
    header: str | None, chosen: str | None
) -> None:
    assert negotiation.media_type(header, TYPES) == chosen


@pytest.mark.parametrize(
    ("header", "chosen"),
    [(None, "en"), ("fr", "en"), ("uk-UA, en;q=0.9", "uk"), ("de;q=0.2, pl;q=0.3", "pl")],
)
def test_the_language_that_is_liked_best_is_chosen(header: str | None, chosen: str) -> None:
    assert negotiation.language(header) == chosen


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, None),
        ("gzip", "gzip"),
        ("gzip, zstd", "zstd"),
        ("gzip;q=0", None),
        ("*", "zstd"),
        ("identity, gzip;q=0.5", None),
        ("br", None),
    ],
)
def test_the_coding_that_is_liked_best_is_chosen(header: str | None, chosen: str | None) -> None:
    assert negotiation.encoding(header, ["zstd", "gzip"]) == chosen


@given(st.text(alphabet="text/hml*;,q=0.5 \t-", max_size=80))
def test_any_header_can_be_read(header: str) -> None:
    assert negotiation.media_type(header, TYPES) in {*TYPES, None}
    assert negotiation.language(header) in {"de", "en", "pl", "uk"}
    assert negotiation.encoding(header, ["gzip"]) in {"gzip", None}
