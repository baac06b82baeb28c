"""A public SPARQL service, asked patiently.

A busy service is asked again after the time that it states. One that fails or takes too long is
asked for less: half as much each time, down to a single item. ``core.http`` enforces the limits of
one request, ``core.sparql_protocol`` turns a query into a request.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)

from twingraph.core.errors import CannotError, InputError
from twingraph.core.http import USER_AGENT, Client, RequestLimits
from twingraph.core.http_messages import RequestFailed
from twingraph.core.sparql_protocol import complaint, parsed_address, request_of
from twingraph.core.text import counted
from twingraph.core.urls import shown
from twingraph.sources.wikidata.query.answers import UnusableAnswer, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from twingraph.core.http_messages import Response

_T = TypeVar("_T")

WIKIDATA = "https://query.wikidata.org/sparql"

LIMITS = RequestLimits(silence=90, whole=600)

_LONGEST_WAIT = 600  # seconds after which a busy service may want to be asked again
_BACKOFF = wait_exponential_jitter(initial=1, max=60)
# How often a service is asked for a single item, after it was asked for more.
_LAST_ATTEMPTS = 4
# It does not understand the question, or does not answer us: asking again is of no use.
_FINAL = (400, 401, 403, 404, 405, 406, 410, 501)
_HOPELESS = (
    "endless-redirects",
    "insecure-connection",
    "lost-request",
    "refused-address",
    "unknown-host",
)
# Virtuoso's header for the number of rows after which it ends an answer, with status 200.
_MOST_ROWS = "X-SPARQL-MaxRows"


class _Trouble(Exception):  # noqa: N818 - no error yet: it is asked again
    """There was no answer, or a failure."""


class _Busy(_Trouble):
    """The service is busy, and says after how many seconds it may be asked again."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


def refuse_no_address(url: str) -> None:
    """Refuse an address that cannot be asked, or must not appear in the manifest of the tables.

    Raises:
        InputError: It is not an address of the web, or has a password in it.
    """
    if parsed_address(url).auth:
        raise InputError(
            f"{shown(url)} contains a name or password, which the manifest would publish;"
            " use a service that is open to everyone"
        )


@dataclass(slots=True)
class Service:
    """A SPARQL service.

    tenacity decides when to ask again, as urllib3's ``Retry`` cannot ask for less each time.

    Attributes:
        url: Its address.
        contact: How those who run it reach whoever asks.
        limits: What one answer may take.
        wait: How to wait.
        notify: Called with each message about a delay or a gap.
    """

    url: str = WIKIDATA
    contact: str = ""
    limits: RequestLimits = LIMITS
    wait: Callable[[float], None] = time.sleep
    notify: Callable[[str], None] = lambda _: None

    def patiently(self, ask: Callable[[int], _T], size: int) -> tuple[int, _T]:
        """Ask for so many items, and for fewer where that is too much.

        Args:
            ask: Function that asks for that many items; raises UnusableAnswer if it gets no answer.
            size: Number of items to begin with.

        Returns:
            The number of items of the last request, and the result of ``ask``.

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
            times = counted(retrying.statistics["attempt_number"], "attempt")
            raise CannotError(
                f"{self.url} gave no usable answer in {times}: {trouble}; continue"
                " later with --resume, or ask another service with --endpoint"
            ) from trouble
        return now, answer

    def _explain(self, state: RetryCallState) -> None:
        trouble = state.outcome.exception() if state.outcome else None
        seconds = state.next_action.sleep if state.next_action else 0
        self.notify(f"{trouble}; trying again in {seconds:.0f} s")

    def ask(self, sparql: str) -> bytes:
        """Ask a query once and return the answer as it came.

        Raises:
            CannotError: Asking again is of no use: the address is wrong, or the query was refused.
        """
        agent = f"{USER_AGENT[:-1]}; {self.contact})" if self.contact else USER_AGENT
        try:
            response = Client(self.limits).send(request_of(self.url, sparql, agent).request)
        except RequestFailed as failure:
            if failure.reason in _HOPELESS:
                raise
            raise _Trouble(str(failure)) from failure
        self.url = response.moved_to or self.url
        if not response.is_success:
            raise self._refusal(response)
        if most := response.headers.get(_MOST_ROWS):
            _refuse_limited(response.body, most)
        return response.body

    def _refusal(self, response: Response) -> Exception:
        """Return the error that an error of the service leads to."""
        message = f"{self.url}: {complaint(response)}"
        if response.status in _FINAL:
            return CannotError(message)
        seconds = response.retry_after
        if seconds is None:
            return _Trouble(message)
        if seconds > _LONGEST_WAIT:
            return CannotError(f"{message}; then continue with --resume")
        return _Busy(message, seconds)


def _refuse_limited(body: bytes, most: str) -> None:
    """Refuse an answer that Virtuoso has ended at its own limit, which a header names."""
    if most.isdecimal() and len(read(body)) >= int(most):
        raise _Trouble(f"the service cut the answer off after {int(most):,} rows")


def _pause(state: RetryCallState) -> float:
    """Return how long to wait: what the service states, else longer each time."""
    trouble = state.outcome.exception() if state.outcome else None
    return trouble.seconds if isinstance(trouble, _Busy) else _BACKOFF(state)
