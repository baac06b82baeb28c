"""The HTTP client, against a real server on this machine that behaves in all the wrong ways."""

from __future__ import annotations

import json
import ssl
import threading
import tomllib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
import trustme

from support.paths import ROOT
from support.web import Web, serving
from twingraph.core import http
from twingraph.core.http import Client, RequestLimits
from twingraph.core.http_messages import Redirect, Request, RequestFailed, Response

if TYPE_CHECKING:
    from collections.abc import Iterator

QUERY = b"query=ASK+%7B%7D"


@pytest.fixture(autouse=True)
def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


def get(url: str, **limits: float) -> Response:
    return Client(RequestLimits(**limits)).send(Request(url))  # type: ignore[arg-type]


def post(url: str, **headers: str) -> Response:
    return Client().send(Request(url, "POST", headers, QUERY))


def failure(url: str, **limits: float) -> RequestFailed:
    with pytest.raises(RequestFailed) as caught:
        get(url, **limits)
    return caught.value


# --- what is sent -------------------------------------------------------------------------------


def test_a_request_has_method_headers_and_body(web: Web) -> None:
    response = post(web.url("echo"), Accept="text/turtle")
    sent = json.loads(response.body)
    assert (sent["method"], sent["body"]) == ("POST", QUERY.decode())
    assert sent["headers"]["accept"] == "text/turtle"
    assert sent["headers"]["host"] == f"127.0.0.1:{web.server_port}"
    assert (response.status, response.url, response.redirects) == (200, web.url("echo"), ())


def test_the_user_agent_says_who_asks(web: Web) -> None:
    get(web.url("page"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert web.agents == {http.USER_AGENT}
    assert http.USER_AGENT.startswith("twingraph/")
    assert project["authors"][0]["name"] in http.USER_AGENT


def test_a_header_may_be_replaced_in_any_case(web: Web) -> None:
    sent = json.loads(post(web.url("echo"), **{"User-agent": "me"}).body)
    assert sent["headers"]["user-agent"] == "me"


# --- limits -------------------------------------------------------------------------------------


def test_a_silent_server_is_left(web: Web) -> None:
    error = failure(web.url("slow"), silence=0.2)
    assert (error.reason, error.detail) == ("too-slow", "no answer within 0.2 seconds")


@pytest.mark.parametrize("page", ["drip", "drippinghead"])
def test_a_server_that_never_falls_silent_is_left_too(web: Web, page: str) -> None:
    error = failure(web.url(page), silence=60, whole=0.5)
    assert (error.reason, error.detail) == ("too-slow", "no complete answer within 0.5 seconds")


def test_a_body_without_an_end_is_not_read_to_it(web: Web) -> None:
    error = failure(web.url("huge"), size=100_000)
    assert error.reason == "too-large"
    assert "more than 100,000 bytes" in str(error)
    assert web.hung_up.wait(timeout=30)
    assert web.written < 50_000_000


def test_what_a_body_unpacks_to_is_counted(web: Web) -> None:
    """Ten megabytes travel in ten kilobytes."""
    assert failure(web.url("bomb/10"), size=5_000_000).reason == "too-large"
    assert get(web.url("bomb/10"), size=10_000_000).body == bytes(10_000_000)


def test_of_an_error_page_only_the_beginning_is_read(web: Web) -> None:
    response = get(web.url("failure"))
    assert response.is_error
    assert 0 < len(response.body) < 100_000
    assert len(response.excerpt) == 300
    assert web.hung_up.wait(timeout=30)


@pytest.mark.parametrize(
    ("page", "reason", "said"),
    [
        ("short", "broken-answer", "the answer is incomplete: 4 bytes are missing"),
        ("badlypacked", "broken-answer", "the answer cannot be unpacked"),
        ("cut", "no-answer", "the connection was cut before the end of the answer"),
    ],
)
def test_half_an_answer_is_none(web: Web, page: str, reason: str, said: str) -> None:
    error = failure(web.url(page))
    assert (error.reason, error.detail) == (reason, said)
    assert str(error) == f"{web.url(page)}: {said}"


def test_nobody_there() -> None:
    with serving() as web:
        address = web.url("page")
    assert failure(address).detail == "no connection: Connection refused"


def test_no_such_host() -> None:
    """A name that ends in .invalid exists nowhere (RFC 6761)."""
    error = failure("http://gone.invalid/")
    assert error.reason in {"unknown-host", "unreachable-host"}  # as the machine has a network
    assert "gone.invalid" in error.detail


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "//example.org/", "file:///etc/passwd", "ftp://example.org/",
        "data:,x", "gopher://example.org/", "https://exa mple.org/", "https://", "http://[::1",
    ],
)  # fmt: skip
def test_only_the_web_is_asked(address: str) -> None:
    assert failure(address).reason == "refused-address"


def test_an_address_may_be_objected_to(web: Web) -> None:
    with pytest.raises(RequestFailed, match=r"localhost is .*1, a machine of ours"):
        Client(objection=lambda _: "a machine of ours").send(Request(web.url(host="localhost")))
    assert web.asked == []


def test_no_password_stands_in_a_message(web: Web) -> None:
    address = web.url("cut").replace("//", "//me:secret@")
    assert "secret" not in str(failure(address))
    assert "secret" not in str(failure("ftp://me:secret@example.org/"))


# --- redirects ----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_request_without_body_follows_every_redirect(web: Web, status: int) -> None:
    response = get(web.url(f"to/{status}/echo"))
    assert json.loads(response.body)["method"] == "GET"
    assert response.redirects == (Redirect(status, web.url("echo")),)
    assert response.moved_to == (web.url("echo") if status in {301, 308} else "")


@pytest.mark.parametrize("status", [307, 308])
def test_a_query_follows_the_redirects_that_keep_it(web: Web, status: int) -> None:
    sent = json.loads(post(web.url(f"to/{status}/echo")).body)
    assert (sent["method"], sent["body"]) == ("POST", QUERY.decode())


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_query_is_never_lost_on_the_way(web: Web, status: int) -> None:
    with pytest.raises(RequestFailed) as caught:
        post(web.url(f"to/{status}/echo"))
    assert caught.value.reason == "lost-request"
    assert f"redirects to {web.url('echo')} ({status}), which would lose the query" in str(
        caught.value
    )
    assert [path for _, path in web.asked] == [f"/to/{status}/echo"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data://x/,x"])
def test_no_redirect_leaves_the_web(web: Web, target: str) -> None:
    assert failure(web.url(f"to/302/{target}")).reason == "refused-address"
    with pytest.raises(RequestFailed, match="only http and https are supported"):
        post(web.url(f"to/307/{target}"))


def test_redirects_have_an_end(web: Web) -> None:
    error = failure(web.url("endless/1"), redirects=3)
    assert (error.detail, error.url) == ("more than 3 redirects", web.url("endless/5"))
    assert len(web.asked) == 4
    assert failure(web.url("circle")).detail == "redirects in a circle"


@pytest.mark.parametrize("name", ["Authorization", "authorization"])
def test_a_password_is_not_handed_on_to_another_server(name: str, web: Web) -> None:
    with serving() as other:
        kept = post(web.url("to/307/echo"), **{name: "Basic x"})
        handed = post(web.url(f"to/307/{other.url('echo')}"), **{name: "Basic x"})
    assert json.loads(kept.body)["headers"]["authorization"] == "Basic x"
    assert "authorization" not in json.loads(handed.body)["headers"]


# --- secure connections -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@contextmanager
def secured(authority: trustme.CA, name: str) -> Iterator[tuple[Web, Client]]:
    """A secure server, and a client that trusts it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    with authority.cert_pem.tempfile() as file, serving(context) as web:
        yield web, Client(authorities=file)


def test_a_secure_connection(authority: trustme.CA) -> None:
    with secured(authority, "localhost") as (web, client):
        response = client.send(Request(web.url("page", "localhost", "https")))
    assert response.status == 200


def test_a_certificate_of_another_name(authority: trustme.CA) -> None:
    with (
        secured(authority, "example.org") as (web, client),
        pytest.raises(RequestFailed, match=r"no secure connection: .*'localhost'") as caught,
    ):
        client.send(Request(web.url("page", "localhost", "https")))
    assert caught.value.reason == "insecure-connection"


def test_a_certificate_that_nobody_trusts(authority: trustme.CA) -> None:
    with secured(authority, "localhost") as (web, _):
        error = failure(web.url("page", "localhost", "https"))
    assert error.detail == "no secure connection: unable to get local issuer certificate"


def test_a_server_that_is_not_secure_at_all(web: Web) -> None:
    assert failure(web.url("page", scheme="https")).reason == "insecure-connection"


def test_a_query_is_never_sent_unencrypted_after_all(authority: trustme.CA, web: Web) -> None:
    with secured(authority, "localhost") as (secure, client):
        address = secure.url(f"to/307/{web.url('echo')}", "localhost", "https")
        with pytest.raises(RequestFailed, match="which is not encrypted; not followed"):
            client.send(Request(address, "POST", {}, QUERY))
    assert web.asked == []


# --- proxies ------------------------------------------------------------------------------------


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[tuple[str, str | None]] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            met.append((self.path, self.headers["Proxy-Authorization"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        thread = threading.Thread(target=proxy.handle_request)
        thread.start()
        monkeypatch.setenv("http_proxy", f"http://me:p%40ss@127.0.0.1:{proxy.server_port}")
        response = get("http://far.invalid/page")
        thread.join()
    assert (response.status, met) == (204, [("http://far.invalid/page", "Basic bWU6cEBzcw==")])
