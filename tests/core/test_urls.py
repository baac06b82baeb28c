"""Addresses in messages; which addresses mean one page is tested with the sources."""

from __future__ import annotations

import pytest

from twingraph.core import urls


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/sparql", "https://example.org/sparql"),
        ("https://me:se@cret@example.org/a@b", "https://example.org/a@b"),
        ("https://key@example.org", "https://example.org"),
        ("https://example.org/?apikey=secret&x=1", "https://example.org/?…"),
        ("https://example.org/?", "https://example.org/?"),
        ("ftp://me:secret@a/\x1b[31m\n\u202e", "ftp://a/[31m"),
        ("data:,x", "data:,x"),
    ],
)
def test_a_message_shows_no_secret_and_nothing_that_a_terminal_obeys(
    address: str, shown: str
) -> None:
    assert urls.shown(address) == shown


def test_a_message_shows_the_beginning_of_an_endless_address() -> None:
    assert urls.shown("https://a/" + "x" * 1_000_000) == "https://a/" + "x" * 190 + "…"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//lyon.fr",
        "",
        "https://",
        "https://user:secret@lyon.fr/",
        "https://lyon.fr\\@evil.org",
        "https://lyon.fr/\u202egpj.exe",
        "https://lyon.fr/\n",
    ],
)
def test_only_an_address_of_a_web_server_is_one_of_the_web(address: str) -> None:
    assert not urls.is_web(address)
    assert urls.is_web("HTTPS://lyon.fr")
    assert urls.is_web("http://lyon.fr")
    assert urls.is_web("https://lyon.fr/@mairie?a=b@c")
