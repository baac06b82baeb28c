"""Logging in by HTTP Digest: the examples of RFC 7616, and servers that ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.core.http_messages import Request, RequestFailed, Response
from twingraph.core.login import Challenge, Login, answered, challenges

if TYPE_CHECKING:
    from collections.abc import Mapping

# RFC 7616, 3.9.1: two challenges, of which a client takes the better one.
REALM = 'realm="http-auth@example.org", qop="auth, auth-int"'
NONCE = 'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"'
OPAQUE = 'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
BETTER = f"Digest {REALM}, algorithm=SHA-256, {NONCE}, {OPAQUE}"
WORSE = f"Digest {REALM}, algorithm=MD5, {NONCE}, {OPAQUE}"
CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
ASKED = Request("http://api.example.org/dir/index.html")
LOGIN = ("Mufasa", "Circle of Life")


class Server:
    """A client whose server answers 401 with a challenge, as long as it gets no answer to it."""

    def __init__(self, *challenges: str) -> None:
        self.challenges = list(challenges)
        self.given: list[str] = []

    def send(self, request: Request, *, read: bool = True) -> Response:  # noqa: ARG002
        headers = {name.lower(): text for name, text in request.headers.items()}
        self.given.append(headers.get("authorization", ""))
        wanted = self.challenges[0] if self.challenges else ""
        fields: Mapping[str, str] = next(iter(challenges(wanted)), {})
        if wanted and f'nonce="{fields.get("nonce")}"' not in self.given[-1]:
            return Response(request.url, 401, {"WWW-Authenticate": wanted})
        return Response(request.url, 200, {})


def login(server: Server, times: int = 1, url: str = "https://me:geheim@example.org/x") -> int:
    """Send some requests; return the status of the last response."""
    own, status = Login(url), 0
    for _ in range(times):
        basic = {"authorization": "Basic bWU6Z2VoZWlt"}
        request = Request("https://example.org/x?graph=a", "POST", basic, b"body")
        status = own.send(server, request).status  # type: ignore[arg-type]  # it stands for one
    return status


@pytest.mark.parametrize(
    ("header", "response"),
    [
        (WORSE, "8ca523f5e9506fed4657c9700eebdbec"),
        (BETTER, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_the_specification_are_answered_as_there(
    header: str, response: str
) -> None:
    (fields,) = challenges(header)
    challenge = Challenge(fields, fields["algorithm"], "auth")
    answer = answered(challenge, LOGIN, ASKED, count=1, nonce=CNONCE)
    given = {
        name.strip(): text.strip('"')
        for name, _, text in (part.partition("=") for part in answer[7:].split(","))
    }
    assert answer.startswith("Digest ")
    assert given == {
        "username": "Mufasa",
        "realm": "http-auth@example.org",
        "uri": "/dir/index.html",
        "algorithm": fields["algorithm"],
        "nonce": fields["nonce"],
        "nc": "00000001",
        "cnonce": CNONCE,
        "qop": "auth",
        "response": response,
        "opaque": fields["opaque"],
    }


def test_an_old_server_gets_an_answer_without_a_count() -> None:
    """RFC 2617 allows servers that say nothing of quality; the example is its own, without qop."""
    fields = {"realm": "testrealm@host.com", "nonce": "dcd98b7102dd2f0e8b11d0f600bfb0c093"}
    request = Request("http://www.nowhere.org/dir/index.html")
    answer = answered(
        Challenge(fields, "MD5", ""), ("Mufasa", "Circle Of Life"), request, count=1, nonce="x"
    )
    assert 'response="670fd8c2df070c60b045671b8b24ff02"' in answer
    assert "nc=" not in answer
    assert "cnonce" not in answer


def test_a_session_and_a_body_are_part_of_the_answer() -> None:
    fields = {"realm": "r", "nonce": "n"}
    request = Request("http://example.org/x", "POST", {}, b"body")
    plain, session, body = (
        answered(challenge, LOGIN, request, count=1, nonce="c")
        for challenge in (
            Challenge(fields, "SHA-256", "auth"),
            Challenge(fields, "SHA-256-SESS", "auth"),
            Challenge(fields, "SHA-256", "auth-int"),
        )
    )
    other = Request("http://example.org/x", "POST", {}, b"another")
    changed = answered(Challenge(fields, "SHA-256", "auth-int"), LOGIN, other, count=1, nonce="c")
    assert len({plain, session, body, changed}) == 4


def test_a_name_beyond_ascii_is_written_as_utf_8() -> None:
    fields = {"realm": "r", "nonce": "n"}
    answer = answered(Challenge(fields, "MD5", "auth"), ("Łódź", "ó"), ASKED, count=1, nonce="c")
    assert "username*=UTF-8''%C5%81%C3%B3d%C5%BA" in answer
    assert answer.isascii()


def test_challenges_are_found_among_others() -> None:
    header = f'Negotiate, Basic realm="a, b", {BETTER}, {WORSE}, Bearer'
    assert [one["algorithm"] for one in challenges(header)] == ["SHA-256", "MD5"]
    assert list(challenges('Basic realm="Digest"')) == []
    assert list(challenges("")) == []


def test_a_challenge_is_answered_once_and_then_at_once() -> None:
    server = Server(BETTER)
    assert login(server, times=3) == 200
    assert len(server.given) == 4
    assert server.given[0].startswith("Basic ")
    assert ["nc=00000001" in one for one in server.given] == [False, True, False, False]
    assert "nc=00000003" in server.given[3]
    assert not any("geheim" in one for one in server.given)


def test_a_password_that_is_wrong_is_sent_once() -> None:
    class Never(Server):
        def send(self, request: Request, *, read: bool = True) -> Response:  # noqa: ARG002
            self.given.append(request.url)
            return Response(request.url, 401, {"WWW-Authenticate": WORSE})

    server = Never()
    assert login(server) == 401
    assert len(server.given) == 2


def test_a_nonce_that_is_out_of_date_is_replaced() -> None:
    server = Server(BETTER)
    own = Login("https://me:geheim@example.org/x")
    assert own.send(server, ASKED).status == 200  # type: ignore[arg-type]
    server.challenges = ['Digest realm="r", nonce="new", stale=true, qop="auth"']
    assert own.send(server, ASKED).status == 200  # type: ignore[arg-type]
    assert "nc=00000001" in server.given[-1]


def test_a_server_that_refuses_basic_without_a_word_is_asked_what_it_wants() -> None:
    class Silent(Server):
        def send(self, request: Request, *, read: bool = True) -> Response:
            basic = {name.lower(): text for name, text in request.headers.items()}
            if basic.get("authorization", "").startswith("Basic"):
                self.given.append("Basic")
                return Response(request.url, 401, {})
            assert read or (request.method, request.body) == ("GET", None)
            return super().send(request, read=read)

    server = Silent(WORSE)
    assert login(server, times=2) == 200
    assert [one.partition(" ")[0] for one in server.given] == ["Basic", "", "Digest", "Digest"]


def test_the_better_of_two_hashes_is_taken() -> None:
    server = Server(f"{WORSE}, {BETTER}")
    login(server)
    assert "algorithm=SHA-256" in server.given[-1]


def test_a_way_that_is_not_known_is_named() -> None:
    server = Server('Digest realm="r", nonce="n", algorithm=SHA-3')
    with pytest.raises(RequestFailed, match=r"by HTTP Digest in a way that is not known .*SHA-3"):
        login(server)


def test_without_a_name_nothing_is_answered() -> None:
    assert login(Server(BETTER), url="https://example.org/x") == 401


def test_basic_stays_basic() -> None:
    server = Server()
    login(server, times=2)
    assert [one.partition(" ")[0] for one in server.given] == ["Basic", "Basic"]
