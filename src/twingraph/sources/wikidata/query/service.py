"""Asking a SPARQL service: politely, patiently, and believing nothing that is not whole.

A service that is busy says so and is left alone for as long as it wishes. One that fails or takes
too long is asked for less: half as much each time, down to a single item.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from socket import EAI_NONAME, gaierror
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)
from urllib3 import Retry
from urllib3.exceptions import InvalidHeader

from twingraph.core.errors import CannotError
from twingraph.core.http import USER_AGENT
from twingraph.sources.wikidata.query.answers import UnusableAnswer, read

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")

WIKIDATA = "https://query.wikidata.org/sparql"

_MOST_REDIRECTS = 5
_LONGEST_WAIT = 600  # seconds that a busy service may ask for
_BACKOFF = wait_exponential_jitter(initial=1, max=60)
# How often a service is asked for a single item, after it was asked for more.
_LAST_ATTEMPTS = 4
_MOVED = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
# It does not understand the question, or does not answer us: asking again is of no use.
_FINAL = (400, 401, 403, 404, 405, 406, 410, 501)
_CHUNK = 1 << 16
_EXCERPT = 300
# Virtuoso's header for the number of rows after which it ends an answer, with status 200.
_MOST_ROWS = "X-SPARQL-MaxRows"


class _Trouble(Exception):  # noqa: N818 - no error yet: it is asked again
    """There was no answer, or a failure."""


class _Busy(_Trouble):
    """The service wants to be left alone for some seconds."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class _Moved(Exception):  # noqa: N818 - no error: the service is elsewhere
    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def refuse_no_address(url: str) -> None:
    """Refuse what is no address of a service.

    Raises:
        ValueError: It is not an address of the web.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f'"{url}" is no address of a service; write https://…')


@dataclass(slots=True)
class Service:
    """A SPARQL service.

    Attributes:
        url: Its address.
        contact: How those who run it reach whoever asks.
        patience: Seconds that it may say nothing.
        longest: Seconds that one answer may take.
        largest: Bytes that one answer may have.
        wait: How to wait.
        tell: Told why there is a delay.
    """

    url: str = WIKIDATA
    contact: str = ""
    patience: int = 90
    longest: float = 600
    largest: int = 500_000_000
    wait: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda _: None

    def patiently(self, ask: Callable[[int], _T], size: int) -> tuple[int, _T]:
        """Ask for so many items, and for fewer where that is too much.

        Args:
            ask: Asks for that many items; raises UnusableAnswer if the answer is none.
            size: How many to begin with.

        Returns:
            For how many it was asked in the end, and what ``ask`` gave.

        Raises:
            CannotError: It cannot be asked, not even for a single item.
        """
        now = size

        def once() -> _T:
            nonlocal now
            try:
                return ask(now)
            except _Busy:
                raise
            except (_Trouble, UnusableAnswer):
                now = max(1, now // 2)
                raise

        retrying = Retrying(
            retry=retry_if_exception_type((_Trouble, UnusableAnswer)),
            wait=_pause,
            stop=stop_after_attempt(size.bit_length() + _LAST_ATTEMPTS),
            before_sleep=self._explain,
            sleep=self.wait,
            reraise=True,
        )
        try:
            answer = retrying(once)
        except (_Trouble, UnusableAnswer) as trouble:
            times = retrying.statistics["attempt_number"]
            raise CannotError(
                f"{self.url} was asked {times} times, and still: {trouble}; go on later with"
                " --resume, or ask another service with --endpoint"
            ) from trouble
        return now, answer

    def _explain(self, state: RetryCallState) -> None:
        trouble = state.outcome.exception() if state.outcome else None
        seconds = state.next_action.sleep if state.next_action else 0
        self.tell(f"{trouble}; asking again in {seconds:.0f} s")

    def ask(self, sparql: str) -> bytes:
        """Ask a query once and give the answer as it came.

        Raises:
            CannotError: It does not answer such questions, or not to us.
        """
        for _ in range(_MOST_REDIRECTS):
            try:
                return self._answer(sparql)
            except _Moved as moved:
                self._move(moved.address)
        raise CannotError(f"{self.url}: its redirects have no end")

    def _move(self, address: str) -> None:
        try:
            refuse_no_address(address)
        except ValueError as error:
            raise CannotError(f"{self.url} leads elsewhere: {error}") from None
        self.url = address

    def _answer(self, sparql: str) -> bytes:
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException  # slow

        try:
            with self._wrapper(sparql).query().response as response:
                self._follow(response.geturl())
                return self._body(response)
        except SPARQLWrapperException as error:
            # SPARQLWrapper has read what the service says with it, and keeps only a text of it.
            raise self._judged(error.__context__, str(error)) from error
        except HTTPError as error:
            raise self._judged(error, _said(error)) from error
        except (HTTPException, OSError, ValueError) as error:
            raise self._no_answer(error) from error

    def _wrapper(self, sparql: str) -> Any:
        from SPARQLWrapper import JSON, POST, SPARQLWrapper  # slow to import

        agent = f"{USER_AGENT[:-1]}; {self.contact})" if self.contact else USER_AGENT
        wrapper = SPARQLWrapper(self.url, agent=agent)
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(JSON)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(self.patience)
        wrapper.setQuery(sparql)
        return wrapper

    def _follow(self, address: str) -> None:
        """Ask again where a redirect has led: urllib goes there, but leaves the question behind."""
        if address != self.url:
            raise _Moved(address)

    def _body(self, response: HTTPResponse) -> bytes:
        body = bytearray()
        until = time.monotonic() + self.longest
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > self.largest:
                raise _Trouble(f"the answer has more than {self.largest:,} bytes")
            if time.monotonic() > until:
                raise _Trouble(f"the answer takes more than {self.longest:g} seconds")
        if response.length:  # what is still missing of the length that was announced
            raise _Trouble(f"the answer breaks off, {response.length:,} bytes too early")
        if most := response.headers.get(_MOST_ROWS):
            _refuse_limited(bytes(body), most)
        return bytes(body)

    def _judged(self, error: BaseException | None, said: str) -> Exception:
        """Turn an error of HTTP into what is to be done."""
        if not isinstance(error, HTTPError):
            return _Trouble(said)
        if error.code in _MOVED and (place := error.headers.get("Location")):
            return _Moved(urljoin(self.url, place))
        if error.url != self.url:
            return _Moved(error.url)
        message = f"{self.url} answers with the error {error.code}: {' '.join(said.split())}"
        if error.code in _FINAL or error.code in _MOVED:
            return CannotError(message[:_EXCERPT])
        later = error.headers.get("Retry-After")
        if error.code in _BUSY and later is not None:
            return _busy(message[:_EXCERPT], later)
        return _Trouble(message[:_EXCERPT])

    def _no_answer(self, error: Exception) -> Exception:
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, gaierror) and cause.errno == EAI_NONAME:
            return CannotError(f"no host is called {urlsplit(self.url).hostname}")
        if isinstance(cause, TimeoutError):
            return _Trouble(f"{self.url} does not answer within {self.patience:g} seconds")
        return _Trouble(f"{self.url} gives no answer: {str(cause) or type(cause).__name__}")


def _said(error: HTTPError) -> str:
    try:
        with error:
            return error.read(_EXCERPT).decode("utf-8", "replace")
    except (HTTPException, OSError):
        return ""  # its status says enough


def _busy(message: str, later: str) -> Exception:
    """Read for how long a service wants to be left alone: seconds, or a date."""
    try:
        seconds = Retry().parse_retry_after(later)
    except InvalidHeader:
        return _Trouble(message)
    if seconds > _LONGEST_WAIT:
        return CannotError(
            f"{message}; it wants to be left alone for {seconds:,.0f} seconds:"
            " go on with --resume when they are over"
        )
    return _Busy(message, seconds)


def _refuse_limited(body: bytes, most: str) -> None:
    """Refuse an answer that Virtuoso has ended at its own limit, which a header tells."""
    if most.isdecimal() and len(read(body)) >= int(most):
        raise _Trouble(f"the answer has been ended at {int(most):,} rows")


def _pause(state: RetryCallState) -> float:
    """Wait as long as the service wishes, else longer each time."""
    trouble = state.outcome.exception() if state.outcome else None
    return trouble.seconds if isinstance(trouble, _Busy) else _BACKOFF(state)
