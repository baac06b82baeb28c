"""Asking web addresses whether they still answer: politely, briefly, and never at home.

An address comes from a table that anybody may have written. It must not make this program call
into the network in which it runs: a name is looked up first, its numbers are judged, and the
connection goes to a number that was judged. Each redirect is held to the same.
"""

from __future__ import annotations

import socket
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Retry, Timeout
from urllib3.exceptions import (
    HTTPError,
    InvalidHeader,
    LocationParseError,
    NewConnectionError,
    SSLError,
    TimeoutError,  # noqa: A004 - urllib3's name for it
)
from urllib3.util import parse_url

from twingraph.core.errors import CannotError
from twingraph.core.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from urllib3.util import Url

Number = IPv4Address | IPv6Address
Trouble = Literal[
    "",
    "no-answer",
    "no-secure-connection",
    "redirect-loop",
    "refused-address",
    "unknown-host",
    "unreachable-host",
]

USER_AGENT = f"twingraph/{__version__} (The twingraph contributors)"

_HOSTS_AT_A_TIME = 8
_HOSTS_TO_GIVE_UP = 8  # that many without a way to them, and it is the network that is missing
_MOST_REDIRECTS = 10
_LONGEST_WAIT = 30  # seconds that a busy host may ask for

_PORTS = {"http": 80, "https": 443}
_MOVED = (301, 308)
_ELSEWHERE = (*_MOVED, 302, 303, 307)
_BUSY = (429, 503)
_FIRST_ERROR = 400
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered.

    Attributes:
        address: The address.
        status: Status of HTTP; 0 if there was no answer.
        last: Where the redirects led; the address itself if there were none.
        moved: The new address, where the page has moved for good.
        trouble: Why there was no answer.
        detail: The same for a person.
    """

    address: str
    status: int = 0
    last: str = ""
    moved: str = ""
    trouble: Trouble = ""
    detail: str = ""


class _Failure(Exception):  # noqa: N818 - no error of the program: an answer that did not come
    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble: Trouble = trouble


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    location: str
    retry_after: str


def is_public(number: Number) -> bool:
    """Whether a number belongs to the public internet, also where one hides in another."""
    if isinstance(number, IPv6Address):
        hidden = number.ipv4_mapped or number.sixtofour
        if number in _NAT64:
            hidden = IPv4Address(int(number) & 0xFFFFFFFF)
        if hidden:
            return is_public(hidden)
    return number.is_global and not number.is_multicast


@dataclass(frozen=True, slots=True)
class Inquirer:
    """Asks addresses, several hosts at a time and each host one question after the other.

    Attributes:
        permits: Which numbers may be called.
        patience: Seconds that a connection, and then an answer, may take.
        pause: Seconds between two questions to one host.
        wait: How to wait.
        authorities: File of the certificates to trust; None for those of the system.
    """

    permits: Callable[[Number], bool] = is_public
    patience: float = 15
    pause: float = 1
    wait: Callable[[float], object] = time.sleep
    authorities: str | None = None

    def ask_all(self, addresses: Iterable[str]) -> dict[str, Answer]:
        """Ask addresses.

        Raises:
            CannotError: There is no network.
        """
        hosts: dict[str, list[str]] = defaultdict(list)
        for address in addresses:
            hosts[_host(address)].append(address)
        answers: list[Answer] = []
        pool = ThreadPoolExecutor(_HOSTS_AT_A_TIME)
        try:
            asked = [pool.submit(self._ask_host, group) for group in hosts.values()]
            for number, future in enumerate(as_completed(asked), start=1):
                answers += future.result()
                if number in {_HOSTS_TO_GIVE_UP, len(asked)}:
                    _refuse_silence(answers)
        finally:
            pool.shutdown(cancel_futures=True)  # an interrupt need not wait for all the others
        return {answer.address: answer for answer in answers}

    def _ask_host(self, addresses: list[str]) -> list[Answer]:
        answers = []
        for number, address in enumerate(addresses):
            if number:
                self.wait(self.pause)
            answers.append(self.ask(address))
        return answers

    def ask(self, address: str) -> Answer:
        """Ask an address, and follow it to where it leads."""
        here, moved, met = address, "", set[str]()
        for_good = True
        try:
            while True:
                reply = self._reply(here)
                if reply.status not in _ELSEWHERE or not reply.location:
                    return Answer(address, reply.status, here, moved)
                met.add(here)
                here = _joined(here, reply.location)
                for_good = for_good and reply.status in _MOVED
                moved = here if for_good else moved
                _refuse_circles(here, met)
        except _Failure as failure:
            where = f" ({here}, to which it leads)" if here != address else ""
            return Answer(address, 0, here, moved, failure.trouble, f"{failure}{where}")

    def _reply(self, address: str) -> _Reply:
        """Ask for the head of a page; for the page where a host answers that with an error."""
        reply = self._patient_reply("HEAD", address)
        if reply.status >= _FIRST_ERROR and reply.status not in _BUSY:
            return self._patient_reply("GET", address)
        return reply

    def _patient_reply(self, method: str, address: str) -> _Reply:
        """Ask a busy host once more, when it says after how many seconds."""
        reply = self._request(method, address)
        if reply.status in _BUSY and reply.retry_after:
            try:
                seconds = Retry().parse_retry_after(reply.retry_after)
            except InvalidHeader:
                return reply
            if seconds <= _LONGEST_WAIT:
                self.wait(seconds)
                return self._request(method, address)
        return reply

    def _request(self, method: str, address: str) -> _Reply:
        url = _parsed(address)
        numbers = self._numbers(url)
        for number in numbers[:-1]:
            try:
                return self._request_at(number, method, url)
            except NewConnectionError:
                continue  # a host may have an IPv6 number that leads nowhere from here
            except HTTPError as error:
                raise self._failure(error) from error
        try:
            return self._request_at(numbers[-1], method, url)
        except HTTPError as error:
            raise self._failure(error) from error

    def _numbers(self, url: Url) -> list[Number]:
        """Look a host up; all its numbers must be permitted."""
        host = (url.host or "").strip("[]")
        try:
            found = socket.getaddrinfo(host, _port(url), type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}:
                raise _Failure("unknown-host", f"no host is called {host}") from error
            message = f"{host} cannot be looked up: {error.strerror}"
            raise _Failure("unreachable-host", message) from error
        except UnicodeError as error:
            raise _Failure("unknown-host", f'"{host}" is no name of a host') from error
        numbers = [ip_address(place[0]) for *_, place in found]
        refused = [number for number in numbers if not self.permits(number)]
        if refused:
            message = f"{host} is {refused[0]}, which is not on the public internet; not asked"
            raise _Failure("refused-address", message)
        return list(dict.fromkeys(numbers))

    def _request_at(self, number: Number, method: str, url: Url) -> _Reply:
        """Ask a host at one of its numbers; of the page itself nothing is read."""
        timeout = Timeout(connect=self.patience, read=self.patience)
        with (
            HTTPConnectionPool(str(number), _port(url), timeout=timeout)
            if url.scheme == "http"
            else HTTPSConnectionPool(
                str(number),
                _port(url),
                timeout=timeout,
                ca_certs=self.authorities,
                server_hostname=(url.host or "").strip("[]"),
            )
        ) as pool:
            response = pool.urlopen(
                method,
                url.request_uri,
                headers={"Host": url.netloc or "", "User-Agent": USER_AGENT, "Accept": "*/*"},
                retries=False,
                redirect=False,
                preload_content=False,
            )
            headers = response.headers
            response.close()
        location, later = headers.get("Location", ""), headers.get("Retry-After", "")
        return _Reply(response.status, location, later)

    def _failure(self, error: HTTPError) -> _Failure:
        if isinstance(error, SSLError):
            return _Failure("no-secure-connection", f"no secure connection: {_reason(error)}")
        if isinstance(error, NewConnectionError):
            return _Failure("no-answer", f"no connection: {_reason(error)}")
        if isinstance(error, TimeoutError):
            return _Failure("no-answer", f"no answer within {self.patience:g} seconds")
        return _Failure("no-answer", "the connection was cut before there was an answer")


def _refuse_circles(here: str, met: set[str]) -> None:
    if here in met or len(met) > _MOST_REDIRECTS:
        raise _Failure("redirect-loop", "its redirects have no end")


def _refuse_silence(answers: Sequence[Answer]) -> None:
    """Say once that there is no network, instead of once for each address."""
    if all(answer.trouble in {"unknown-host", "unreachable-host"} for answer in answers):
        raise CannotError(
            f"there seems to be no network: {answers[0].detail}, nor could any other host be"
            " reached; without --online, the tables alone are checked"
        )


def _host(address: str) -> str:
    try:
        return parse_url(address).host or ""
    except LocationParseError:
        return ""


def _parsed(address: str) -> Url:
    try:
        url = parse_url(address)
    except LocationParseError as error:
        raise _Failure("refused-address", "is no web address") from error
    if url.scheme not in _PORTS or not url.host:
        raise _Failure("refused-address", f"only http and https are asked, not {url.scheme}")
    return url


def _joined(address: str, location: str) -> str:
    """Return where a redirect leads; many hosts send letters as they are, in UTF-8."""
    try:
        return urljoin(address, location.encode("latin-1").decode("utf-8", "replace"))
    except ValueError as error:
        raise _Failure("refused-address", "leads to what is no web address") from error


def _port(url: Url) -> int:
    return url.port or _PORTS[url.scheme or "https"]


def _reason(error: HTTPError) -> str:
    """Find the words of the system behind those of the library."""
    cause = error.__cause__ or next(iter(error.args), error)
    words = (getattr(cause, name, "") for name in ("verify_message", "strerror"))
    return next(filter(None, words), str(cause))
