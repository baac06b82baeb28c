"""Requests and responses of HTTP, and which redirects carry a request on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urljoin

from urllib3 import Retry
from urllib3.exceptions import InvalidHeader, LocationParseError
from urllib3.util import parse_url

from twingraph.core import urls
from twingraph.core.errors import CannotError
from twingraph.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from urllib3.util import Url

Reason = Literal[
    "broken-answer",
    "endless-redirects",
    "insecure-connection",
    "lost-request",
    "no-answer",
    "refused-address",
    "too-large",
    "too-slow",
    "unknown-host",
    "unreachable-host",
]

PORTS = {"http": 80, "https": 443}
FIRST_ERROR = 400
_EXCERPT = 300  # characters of a body that a message quotes

_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
# After any other redirect, clients continue with GET and without the body.
_WITH_BODY = (307, 308)
_LOGIN = "authorization"  # the header, however it is spelled
_BUSY = (429, 503)


@dataclass(frozen=True, slots=True)
class Request:
    """A request.

    Attributes:
        url: Address to which it is sent.
        method: Method of HTTP.
        headers: Headers in addition to the client's own, or instead of them.
        body: Body; None if it has none.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


class Redirect(NamedTuple):
    """One redirect that was followed: its status, and where it led."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Response:
    """The response of a server.

    Attributes:
        url: Address that answered, after all redirects.
        status: Status of HTTP.
        headers: Headers, by their names in any case.
        body: Body, unpacked; only the beginning of an error page, empty if it was not wanted.
        redirects: Redirects that were followed.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    redirects: tuple[Redirect, ...] = ()

    @property
    def is_success(self) -> bool:
        """Whether the server did what it was asked."""
        return self.status // 100 == 2  # noqa: PLR2004 - 200 to 299

    @property
    def excerpt(self) -> str:
        """The beginning of the body as one line that is safe to print."""
        return clean(self.body[: 8 * _EXCERPT].decode("utf-8", "replace"))[:_EXCERPT]

    @property
    def is_error(self) -> bool:
        """Whether it is an error, of ours or of the server."""
        return self.status >= FIRST_ERROR

    @property
    def is_redirect(self) -> bool:
        """Whether the server sends the client to another address."""
        return self.status in _REDIRECTS and bool(self.headers.get("Location"))

    @property
    def is_busy(self) -> bool:
        """Whether the server has too much to do and has to be asked later."""
        return self.status in _BUSY

    @property
    def retry_after(self) -> float | None:
        """Seconds after which a busy server may be asked again; None if it does not say."""
        later = self.headers.get("Retry-After")
        if not self.is_busy or later is None:
            return None
        try:
            return Retry().parse_retry_after(later)
        except InvalidHeader:
            return None

    @property
    def moved_to(self) -> str:
        """The new address of a page that has moved for good; empty if it has not."""
        moves = takewhile(lambda redirect: redirect.status in _PERMANENT, self.redirects)
        return ["", *(move.url for move in moves)][-1]


class RequestFailed(CannotError):  # noqa: N818 - what happened, as in urllib3's kin
    """A request without a response, or without all of it.

    Attributes:
        reason: Why, for programs.
        url: Address at which it failed; another than that of the request after a redirect.
        detail: Why, for people, without the address.
    """

    def __init__(self, reason: Reason, url: str, detail: str) -> None:
        self.reason: Reason = reason
        self.url = url
        self.detail = clean(detail)  # a server may have chosen some of its words
        super().__init__(f"{urls.shown(url)}: {self.detail}")


def redirected(request: Request, response: Response) -> Request:
    """Return the request to which a redirect leads.

    Args:
        request: The request that was sent.
        response: The redirect.

    Raises:
        RequestFailed: The redirect would lose the body, send it unencrypted, or leave the web.
    """
    address = _joined(request.url, response.headers["Location"])
    old, new = parsed(request.url), parsed(address)
    status = response.status
    if request.body is not None and status not in _WITH_BODY:
        message = (
            f"redirects to {urls.shown(address)} ({status}), which would lose the query;"
            " if that address is right, use it instead"
        )
        raise RequestFailed("lost-request", request.url, message)
    if request.body is not None and (old.scheme, new.scheme) == ("https", "http"):
        message = f"redirects to {urls.shown(address)}, which is not encrypted; not followed"
        raise RequestFailed("refused-address", request.url, message)
    if (old.scheme, old.netloc) == (new.scheme, new.netloc):
        return replace(request, url=address)
    # A password is for the server to which it was given.
    kept = {name: text for name, text in request.headers.items() if name.lower() != _LOGIN}
    return replace(request, url=address, headers=kept)


def parsed(address: str) -> Url:
    """Parse an address.

    Raises:
        RequestFailed: It is not an address of the web.
    """
    try:
        url = parse_url(address)
    except LocationParseError as error:
        raise RequestFailed("refused-address", address, "is not a web address") from error
    if url.scheme not in PORTS or not url.host:
        message = f"only http and https are supported, not {url.scheme or 'this'}"
        raise RequestFailed("refused-address", address, message)
    return url


def _joined(address: str, location: str) -> str:
    """Return where a redirect leads; many hosts send letters as they are, in UTF-8."""
    try:
        return urljoin(address, location.encode("latin-1").decode("utf-8", "replace"))
    except ValueError as error:
        message = "redirects to something that is not a web address"
        raise RequestFailed("refused-address", address, message) from error
