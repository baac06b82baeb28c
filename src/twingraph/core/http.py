"""The one HTTP client: every request has limits, whatever the server does.

A server may be slow, endless, elsewhere or hostile. A request therefore runs in a thread of its
own, which the caller leaves when the time is over or a person presses Ctrl-C; the body is unpacked
in pieces and counted; and a redirect is followed only if it carries the whole request to another
address of the web.
"""

from __future__ import annotations

import socket
import time
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from ipaddress import IPv4Address, IPv6Address, ip_address
from threading import Thread
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

from urllib3 import (
    HTTPConnectionPool,
    HTTPHeaderDict,
    HTTPSConnectionPool,
    ProxyManager,
    Timeout,
    make_headers,
)
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    IncompleteRead,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    ProxySchemeUnknown,
    ReadTimeoutError,
    SSLError,
)
from urllib3.util import parse_url

from twingraph.core.http_messages import (
    FIRST_ERROR,
    PORTS,
    Reason,
    Redirect,
    Request,
    RequestFailed,
    Response,
    parsed,
    redirected,
)
from twingraph.core.text import counted
from twingraph.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from urllib3 import BaseHTTPResponse
    from urllib3.util import Url

_T = TypeVar("_T")
IpAddress = IPv4Address | IPv6Address
USER_AGENT = f"twingraph/{__version__} (The twingraph contributors)"

_CHUNK = 1 << 16
_ERROR_SIZE = 1 << 14  # bytes that are read of an error page


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """Limits of one request.

    Attributes:
        connect: Seconds until there is a connection.
        silence: Seconds for which a server may send nothing.
        whole: Seconds for all of it, from looking up the host to the last byte.
        size: Bytes of the body, unpacked.
        redirects: Number of redirects that are followed.
    """

    connect: float = 15
    silence: float = 60
    whole: float = 300
    size: int = 500_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Client:
    """Client that sends requests, each over a connection of its own.

    A proxy that the environment names (``https_proxy``) is used, unless ``objection`` has to judge
    to which machine a connection goes.

    Attributes:
        limits: Limits of one request.
        objection: Returns why an IP address may not be called, or "" if it may; None if all may.
        authorities: File of the certificates to trust; None for those of the system.
    """

    limits: RequestLimits = RequestLimits()
    objection: Callable[[IpAddress], str] | None = None
    authorities: str | None = None

    def send(self, request: Request, *, read: bool = True) -> Response:
        """Send a request and follow its redirects.

        Args:
            request: The request.
            read: Whether the body is wanted; without it, the connection ends after the headers.

        Returns:
            The response of the last address, an error page among them.

        Raises:
            RequestFailed: There is no whole response within the limits.
        """
        until = time.monotonic() + self.limits.whole
        work = in_background(partial(self._follow, request, read=read, until=until))
        try:
            return work.result(timeout=self.limits.whole)
        except TimeoutError:
            raise self._late(request.url) from None

    def _follow(self, request: Request, *, read: bool, until: float) -> Response:
        redirects: list[Redirect] = []
        met = {request.url}
        while True:
            response = self._exchange(request, read=read, until=until)
            if not response.is_redirect:
                return replace(response, redirects=tuple(redirects))
            request = redirected(request, response)
            redirects.append(Redirect(response.status, request.url))
            if request.url in met:
                raise RequestFailed("endless-redirects", request.url, "redirects in a circle")
            if len(redirects) > self.limits.redirects:
                message = f"more than {self.limits.redirects} redirects"
                raise RequestFailed("endless-redirects", request.url, message)
            met.add(request.url)

    def _exchange(self, request: Request, *, read: bool, until: float) -> Response:
        """Send a request to one address."""
        url = parsed(request.url)
        try:
            with closing(self._open(request, url)) as raw:
                response = Response(request.url, raw.status, raw.headers)
                if not read or response.is_redirect:
                    return response
                return replace(response, body=self._body(raw, request.url, until))
        except HTTPError as error:
            raise self._failure(error, request.url) from error

    def _open(self, request: Request, url: Url) -> BaseHTTPResponse:
        """Open a connection, send a request and read the headers of the response."""
        if proxy := self._proxy(url):
            return _send(proxy, url.url, request, url)
        *others, last = self._lookup(request.url, url)
        for number in others:
            # A host may have an IPv6 address that leads nowhere from here.
            with suppress(NewConnectionError, ConnectTimeoutError):
                return _send(self._pool(number, url), url.request_uri, request, url)
        return _send(self._pool(last, url), url.request_uri, request, url)

    def _proxy(self, url: Url) -> ProxyManager | None:
        host = url.host or ""
        address = getproxies().get(url.scheme or "")
        if not address or self.objection or proxy_bypass(host):
            return None
        auth = unquote(parse_url(address).auth or "")
        headers = make_headers(proxy_basic_auth=auth) if auth else None
        return ProxyManager(
            address, proxy_headers=headers, timeout=self._timeout(), ca_certs=self.authorities
        )

    def _lookup(self, address: str, url: Url) -> list[IpAddress]:
        """Look a host up; there must be no objection to any of its IP addresses."""
        host = _host(url)
        try:
            addresses = socket.getaddrinfo(host, _port(url), type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}:
                message = f"no host is called {host}"
                raise RequestFailed("unknown-host", address, message) from error
            message = f"{host} cannot be looked up: {error.strerror}"
            raise RequestFailed("unreachable-host", address, message) from error
        except UnicodeError as error:
            message = f'"{host}" is not the name of a host'
            raise RequestFailed("unknown-host", address, message) from error
        numbers = list(dict.fromkeys(ip_address(place[0]) for *_, place in addresses))
        for number in numbers:
            if self.objection and (why := self.objection(number)):
                raise RequestFailed("refused-address", address, f"{host} is {number}, {why}")
        return numbers

    def _pool(self, number: IpAddress, url: Url) -> HTTPConnectionPool:
        """Prepare a connection to the very IP address that was judged."""
        if url.scheme == "http":
            return HTTPConnectionPool(str(number), _port(url), timeout=self._timeout())
        return HTTPSConnectionPool(
            str(number),
            _port(url),
            timeout=self._timeout(),
            ca_certs=self.authorities,
            server_hostname=_host(url),
        )

    def _timeout(self) -> Timeout:
        return Timeout(connect=self.limits.connect, read=self.limits.silence)

    def _body(self, raw: BaseHTTPResponse, address: str, until: float) -> bytes:
        """Read a body to its end, or the beginning of an error page."""
        is_error = raw.status >= FIRST_ERROR
        most = _ERROR_SIZE if is_error else self.limits.size
        body = bytearray()
        while chunk := raw.read1(_CHUNK):
            body += chunk
            if time.monotonic() > until:
                raise self._late(address)
            if len(body) <= most:
                continue
            if is_error:
                break
            message = f"the answer has more than {most:,} bytes; the rest was not read"
            raise RequestFailed("too-large", address, message)
        return bytes(body[:most])

    def _late(self, address: str) -> RequestFailed:
        message = f"no complete answer within {counted(self.limits.whole, 'second')}"
        return RequestFailed("too-slow", address, message)

    def _failure(self, error: HTTPError, address: str) -> RequestFailed:
        """Return the failure that an error of the library means."""
        reason: Reason = "no-answer"
        match error:
            case SSLError():
                reason, detail = "insecure-connection", f"no secure connection: {_cause(error)}"
            case ProxyError() | ProxySchemeUnknown():
                detail = f"no connection through the proxy: {_cause(error)}"
            case NewConnectionError():
                detail = f"no connection: {_cause(error)}"
            case ConnectTimeoutError():
                detail = f"no connection within {counted(self.limits.connect, 'second')}"
            case ReadTimeoutError():
                reason = "too-slow"
                detail = f"no answer within {counted(self.limits.silence, 'second')}"
            case ProtocolError(__cause__=IncompleteRead(expected=int() as missing)):
                reason = "broken-answer"
                rest = counted(missing, "byte is", "bytes are")
                detail = f"the answer is incomplete: {rest} missing"
            case DecodeError():
                reason, detail = "broken-answer", "the answer cannot be unpacked"
            case _:
                detail = "the connection was cut before the end of the answer"
        return RequestFailed(reason, address, detail)


def in_background(work: Callable[[], _T]) -> Future[_T]:
    """Run a function in a thread that nobody has to wait for, not even at the end of the program.

    Args:
        work: The function.

    Returns:
        The future of its result, or of the error that it raises.
    """
    future: Future[_T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - whoever waits for the result gets it
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future


def _send(
    pool: HTTPConnectionPool | ProxyManager, target: str, request: Request, url: Url
) -> BaseHTTPResponse:
    headers = HTTPHeaderDict({"User-Agent": USER_AGENT, "Accept": "*/*"})
    headers.update({"Accept-Encoding": "gzip", "Host": url.netloc or ""})
    headers.update(request.headers)
    return pool.urlopen(
        request.method,
        target,
        body=request.body,
        headers=headers,
        retries=False,
        redirect=False,
        preload_content=False,
    )


def _host(url: Url) -> str:
    return (url.host or "").strip("[]")


def _port(url: Url) -> int:
    return url.port or PORTS[url.scheme or "https"]


def _cause(error: HTTPError) -> str:
    """Return the words of the system rather than those of the library."""
    cause = error.__cause__ or next(iter(error.args), error)
    words = (getattr(cause, name, "") for name in ("verify_message", "strerror"))
    return next(filter(None, words), str(cause))
