"""Checking whether web addresses still answer: politely, briefly, and never inside this network.

An address comes from a table that anybody may have written. It must not make this program call
into the network in which it runs, so only machines of the public internet are asked.
"""

from __future__ import annotations

import time
from collections import defaultdict
from concurrent.futures import as_completed
from dataclasses import dataclass, replace
from functools import partial
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from threading import BoundedSemaphore, Event
from typing import TYPE_CHECKING

from twingraph.core import urls
from twingraph.core.errors import CannotError
from twingraph.core.http import Client, RequestLimits, in_background
from twingraph.core.http_messages import Request, RequestFailed, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from twingraph.core.http import IpAddress

Outcome = Response | RequestFailed

LIMITS = RequestLimits(connect=15, silence=15, whole=60, redirects=10)

_HOSTS_AT_A_TIME = 8
_HOSTS_TO_GIVE_UP = 8  # that many without a way to them, and it is the network that is missing
_LONGEST_WAIT = 30  # seconds after which a busy host may want to be asked again
_NO_WAY = ("unknown-host", "unreachable-host")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(number: IpAddress) -> bool:
    """Whether an IP address belongs to the public internet, also where one hides in another."""
    if isinstance(number, IPv6Address):
        hidden = number.ipv4_mapped or number.sixtofour
        if number in _NAT64:
            hidden = IPv4Address(int(number) & 0xFFFFFFFF)
        if hidden:
            return is_public(hidden)
    return number.is_global and not number.is_multicast


def objection(number: IpAddress) -> str:
    """Return why an IP address is not asked; empty if it may be."""
    return "" if is_public(number) else "which is not on the public internet; it was not requested"


_PUBLIC = Client(LIMITS, objection)


@dataclass(frozen=True, slots=True)
class LinkChecker:
    """Checker of addresses: several hosts at a time, and one request after the other to each.

    Attributes:
        client: Client that sends the requests.
        pause: Seconds between two requests to one host.
        wait: Function that waits for some seconds.
    """

    client: Client = _PUBLIC
    pause: float = 1
    wait: Callable[[float], object] = time.sleep

    def check_all(self, addresses: Iterable[str]) -> dict[str, Outcome]:
        """Ask addresses.

        Returns:
            The response of each address, or why there is none.

        Raises:
            CannotError: There is no network.
        """
        hosts: dict[str, list[str]] = defaultdict(list)
        for address in addresses:
            hosts[_host(address)].append(address)
        free, over = BoundedSemaphore(_HOSTS_AT_A_TIME), Event()
        checks = [
            in_background(partial(self._check_host, group, free, over)) for group in hosts.values()
        ]
        outcomes: dict[str, Outcome] = {}
        try:
            for number, check in enumerate(as_completed(checks), start=1):
                outcomes |= check.result()
                if number in {_HOSTS_TO_GIVE_UP, len(checks)}:
                    _refuse_no_network(outcomes.values())
        finally:
            over.set()  # an interrupt need not wait for all the others
        return outcomes

    def _check_host(
        self, addresses: list[str], free: BoundedSemaphore, over: Event
    ) -> dict[str, Outcome]:
        outcomes: dict[str, Outcome] = {}
        with free:
            for address in addresses:
                if outcomes:
                    self.wait(self.pause)
                if over.is_set():
                    break
                outcomes[address] = self.check(address)
        return outcomes

    def check(self, address: str) -> Outcome:
        """Ask an address, and follow it to where it leads."""
        try:
            return self._response(Request(address, "HEAD"))
        except RequestFailed as failure:
            return failure

    def _response(self, head: Request) -> Response:
        """Ask for the head of a page; for the page where a host answers that with an error."""
        response = self._patient_response(head)
        if response.is_error and not response.is_busy:
            return self._patient_response(replace(head, method="GET"))
        return response

    def _patient_response(self, request: Request) -> Response:
        """Ask a busy host a second time, after the seconds that it states."""
        response = self.client.send(request, read=False)
        later = response.retry_after
        if later is None or later > _LONGEST_WAIT:
            return response
        self.wait(later)
        return self.client.send(request, read=False)


def _host(address: str) -> str:
    try:
        return urls.host(address)
    except ValueError:
        return ""  # the request will fail, and say why


def _refuse_no_network(outcomes: Collection[Outcome]) -> None:
    """Raise one error if there is no network, instead of one finding for each address."""
    lost = [o for o in outcomes if isinstance(o, RequestFailed) and o.reason in _NO_WAY]
    if lost and len(lost) == len(outcomes):
        raise CannotError(
            f"there seems to be no network: {lost[0].detail}, and no other host could be"
            " reached; without --online, the tables alone are checked"
        )
