"""What the operator of a service decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from twingraph.store.formats import Bounds
from twingraph.store.processes import Capacity

LOOPBACK = ("localhost", "127.0.0.1", "::1")
ANY = "*"


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

    @property
    def bounds(self) -> Bounds:
        """How much of an answer is given."""
        return Bounds(self.rows, self.bytes)
