"""Logging in by HTTP Digest (RFC 7616), where a server asks for it.

Basic is a header like any other, which whoever writes a request adds. Digest answers a challenge
of the server: the password itself is not sent. Libraries that know Digest are whole HTTP clients,
with limits other than ours; so the hashes, which are few, are here.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote
from urllib.request import parse_http_list, parse_keqv_list

from twingraph.core.http_messages import Request, RequestFailed, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twingraph.core.http import Client
    from twingraph.core.http_messages import Response

_UNAUTHORIZED = 401
_DIGEST = "digest"
_CHALLENGE = "WWW-Authenticate"
# The hashes of the specification by their names there, the best first.
_HASHES = {"SHA-512-256": "sha512_256", "SHA-256": "sha256", "MD5": "md5"}
_SESSION = "-SESS"
_QUALITIES = ("auth", "auth-int")  # what may be protected; the first that a server offers


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a server wants to be answered.

    Attributes:
        fields: Its fields, such as the realm and the nonce.
        algorithm: Name of the hash, in capitals.
        quality: "auth", "auth-int", or "" of an old server.
    """

    fields: Mapping[str, str]
    algorithm: str
    quality: str

    @property
    def hash(self) -> str:
        """The name of the hash without the mark of a session."""
        return self.algorithm.removesuffix(_SESSION)

    def digest(self, *parts: str) -> str:
        """Return the hash of texts with colons between, in hexadecimal digits."""
        made = hashlib.new(_HASHES[self.hash], usedforsecurity=False)
        made.update(":".join(parts).encode())
        return made.hexdigest()


class Login:
    """The name and the password in an address, and the last challenge of its server.

    Args:
        url: The address; without a name and a password in it, requests are sent as they are.
    """

    def __init__(self, url: str) -> None:
        name, _, password = (parsed(url).auth or "").partition(":")
        self._name, self._password = unquote(name), unquote(password)
        self._challenge: Challenge | None = None
        self._count = 0

    def send(self, client: Client, request: Request) -> Response:
        """Send a request; where the server wants Digest, answer it and send it again.

        A later request answers the same challenge at once, so that a body is rarely sent twice.

        Args:
            client: The client.
            request: The request, with the header of Basic if it is to have one.

        Raises:
            RequestFailed: There is no whole response, or Digest is wanted in an unknown way.
        """
        response = client.send(self._signed(request))
        if response.status != _UNAUTHORIZED or not self._name:
            return response
        told = response
        if _CHALLENGE not in response.headers:
            # Virtuoso refuses Basic without a word; to read without a log-in brings the challenge.
            told = client.send(Request(request.url), read=False)
        wanted = list(challenges(told.headers.get(_CHALLENGE, "")))
        if not wanted:
            return response
        self._challenge, self._count = _best(wanted, request.url), 0
        return client.send(self._signed(request))

    def _signed(self, request: Request) -> Request:
        if not self._challenge:
            return request
        self._count += 1
        answer = answered(
            self._challenge,
            (self._name, self._password),
            request,
            count=self._count,
            nonce=secrets.token_hex(16),
        )
        others = {k: v for k, v in request.headers.items() if k.lower() != "authorization"}
        return replace(request, headers=others | {"Authorization": answer})


def answered(
    challenge: Challenge, login: tuple[str, str], request: Request, *, count: int, nonce: str
) -> str:
    """Return the header Authorization that answers a challenge.

    Args:
        challenge: The challenge.
        login: Name and password.
        request: The request.
        count: How many requests have answered this challenge, with this one.
        nonce: A text of the client's that nobody can guess.
    """
    given, (name, password) = challenge.fields, login
    target, times = parsed(request.url).request_uri, f"{count:08x}"
    secret = challenge.digest(name, given["realm"], password)
    if challenge.algorithm.endswith(_SESSION):
        secret = challenge.digest(secret, given["nonce"], nonce)
    what = [request.method, target]
    if challenge.quality == "auth-int":
        what.append(_of_body(challenge, request.body or b""))
    parts = [given["nonce"]]
    if challenge.quality:
        parts += [times, nonce, challenge.quality]
    texts = {
        "realm": given["realm"],
        "nonce": given["nonce"],
        "uri": target,
        "response": challenge.digest(secret, *parts, challenge.digest(*what)),
    }
    texts |= {"opaque": given["opaque"]} if "opaque" in given else {}
    texts |= {"cnonce": nonce} if challenge.quality else {}
    plain = {} if name.isascii() else {"username*": f"UTF-8''{quote(name, safe='')}"}
    texts |= {"username": name} if name.isascii() else {}
    plain |= {"algorithm": given["algorithm"]} if "algorithm" in given else {}
    plain |= {"qop": challenge.quality, "nc": times} if challenge.quality else {}
    told = [f"{key}={_quoted(text)}" for key, text in texts.items()]
    return "Digest " + ", ".join([*told, *(f"{key}={text}" for key, text in plain.items())])


def challenges(header: str) -> Iterator[dict[str, str]]:
    """Yield the fields of each challenge of Digest in a header, which may have others too.

    Args:
        header: Value of WWW-Authenticate.
    """
    scheme = ""
    fields: list[str] = []
    for part in [*parse_http_list(header), ""]:
        word, _, rest = part.partition(" ")
        if part and "=" in word:
            fields.append(part)
            continue
        if scheme == _DIGEST:
            known = parse_keqv_list(fields)
            yield {name.lower(): text for name, text in known.items()}
        scheme, fields = word.lower(), [rest.strip()] if "=" in rest else []


def _best(wanted: list[dict[str, str]], url: str) -> Challenge:
    """Return the challenge with the best hash.

    Raises:
        RequestFailed: All want what nobody knows here.
    """
    known = [found for fields in wanted if (found := _read(fields))]
    if not known:
        told = ", ".join(one.get("algorithm", "MD5") for one in wanted)
        detail = f"wants a log-in by HTTP Digest in a way that is not known here ({told})"
        raise RequestFailed("no-answer", url, detail)
    order = list(_HASHES)
    return min(known, key=lambda one: order.index(one.hash))


def _read(fields: dict[str, str]) -> Challenge | None:
    algorithm = fields.get("algorithm", "MD5").upper()
    offered = [one.strip() for one in fields.get("qop", "").split(",")]
    quality = next((one for one in _QUALITIES if one in offered), "")
    if algorithm.removesuffix(_SESSION) not in _HASHES or not {"realm", "nonce"} <= fields.keys():
        return None
    if fields.get("qop") and not quality:
        return None
    return Challenge(fields, algorithm, quality)


def _of_body(challenge: Challenge, body: bytes) -> str:
    return hashlib.new(_HASHES[challenge.hash], body, usedforsecurity=False).hexdigest()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
