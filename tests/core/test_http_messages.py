"""What a response says of itself, and where redirects lead."""

from __future__ import annotations

import pytest

from twingraph.core.http_messages import (
    Redirect,
    Request,
    RequestFailed,
    Response,
    parsed,
    redirected,
)

HERE = "https://example.org/a/b?c"


@pytest.mark.parametrize(
    ("status", "later", "seconds"),
    [
        (429, "7", 7),
        (503, "0", 0),
        (503, "Fri, 31 Dec 1999 23:59:59 GMT", 0),
        (503, "soon", None),
        (503, "", None),
        (200, "7", None),
    ],
)
def test_a_busy_server_says_when_to_ask_again(
    status: int, later: str, seconds: float | None
) -> None:
    response = Response(HERE, status, {"Retry-After": later})
    assert response.retry_after == seconds
    assert response.is_busy == (status != 200)


def test_an_excerpt_is_safe_to_print() -> None:
    body = b"\x1b]0;owned\x07\x1b[31m<h1>no\n\n  way</h1>\xff\x00" + b"x" * 2_000_000
    excerpt = Response(HERE, 500, {}, body).excerpt
    assert excerpt.isprintable()
    assert excerpt.startswith("]0;owned[31m<h1>no way</h1>")
    assert len(excerpt) == 300


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        ((), ""),
        ((301,), "1"),
        ((308, 301), "2"),
        ((301, 302, 301), "1"),
        ((302, 301), ""),
    ],
)
def test_only_what_has_moved_for_good_has_moved(statuses: tuple[int, ...], moved_to: str) -> None:
    steps = tuple(Redirect(status, str(n)) for n, status in enumerate(statuses, start=1))
    assert Response(HERE, 200, {}, redirects=steps).moved_to == moved_to


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("/x", "https://example.org/x"),
        ("x", "https://example.org/a/x"),
        ("//other.org/x", "https://other.org/x"),
        ("http://other.org/x", "http://other.org/x"),
        ("/jumelées".encode().decode("latin-1"), "https://example.org/jumelées"),
    ],
)
def test_a_redirect_leads_to_an_address(location: str, address: str) -> None:
    response = Response(HERE, 302, {"Location": location})
    assert redirected(Request(HERE), response).url == address


@pytest.mark.parametrize(
    "location", ["file:///x", "ftp://a/", "data:,x", "http://[::1", "mailto:x"]
)
def test_no_redirect_leaves_the_web(location: str) -> None:
    with pytest.raises(RequestFailed) as caught:
        redirected(Request(HERE), Response(HERE, 307, {"Location": location}))
    assert caught.value.reason == "refused-address"


def test_a_failure_says_nothing_that_a_terminal_would_obey() -> None:
    failure = RequestFailed("no-answer", "https://me:secret@a/\x1b[31m", "cut\x1b[0m\n")
    assert str(failure) == "https://a/[31m: cut[0m"


def test_a_request_without_redirect_is_no_redirect() -> None:
    assert not Response(HERE, 301, {}).is_redirect
    assert not Response(HERE, 200, {"Location": "/x"}).is_redirect


def test_an_address_of_the_web_is_taken_apart() -> None:
    assert (parsed(HERE).host, parsed(HERE).path) == ("example.org", "/a/b")
