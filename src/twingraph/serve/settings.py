"""What the operator of a service decides."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address

from twingraph.core.errors import InputError
from twingraph.store.formats import Bounds
from twingraph.store.processes import Capacity

LOOPBACK = ("localhost", "127.0.0.1", "::1")
ANY = "*"

# As browsers send them: without a path, and in ASCII.
_NAME = re.compile(r"[a-z0-9._-]+", re.IGNORECASE)
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#@\s]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a service allows.

    Attributes:
        rows: Rows or triples after which an answer is cut off.
        bytes: Bytes after which it is cut off, as TSV or N-Triples.
        query_bytes: Bytes that the body of a request may have.
        cache_bytes: Bytes of answers that are kept to be given again.
        names: Names by which clients may address the service.
        origins: Origins of pages whose scripts may read answers; ``ANY`` stands for all.
        connections: Connections that may be open at a time.
        head_bytes: Bytes that the head of a request may have.
        request_seconds: Time in which a request must have arrived.
        stalled_seconds: Time in which a client must take some of an answer.
        capacity: What the processes that answer may take.
    """

    rows: int = 10_000
    bytes: int = 10_000_000
    query_bytes: int = 1_000_000
    cache_bytes: int = 50_000_000
    names: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()
    connections: int = 1000
    head_bytes: int = 64_000
    request_seconds: float = 20
    stalled_seconds: float = 20
    capacity: Capacity = field(default_factory=Capacity)

    def __post_init__(self) -> None:
        """Hold that requests can have the names and the origins.

        Raises:
            InputError: One is written in a way in which no browser sends it.
        """
        for name in self.names:
            if not _is_name(name):
                raise InputError(
                    f'"{name}" is not the name of a host; write it alone and in ASCII, such as'
                    " example.org"
                )
        for origin in self.origins:
            if origin != ANY and not _ORIGIN.fullmatch(origin):
                raise InputError(
                    f'"{origin}" is not an origin; write it with its scheme and without a path,'
                    " such as https://example.org"
                )

    @property
    def bounds(self) -> Bounds:
        """How much of an answer is given."""
        return Bounds(self.rows, self.bytes)


def _is_name(text: str) -> bool:
    """Whether a text is the name or the address of a host, without scheme, port and path."""
    with suppress(ValueError):
        return bool(ip_address(text))
    return bool(_NAME.fullmatch(text))
