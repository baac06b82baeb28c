"""What the operator of a service decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from twingraph.store.processes import Capacity

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a service allows.

    Attributes:
        rows: Rows or triples after which an answer is cut off.
        query_bytes: Bytes that a request may have.
        names: Names by which clients may address the service.
        origins: Origins of pages whose scripts may read answers; ``*`` stands for all.
        capacity: What the processes that answer may take.
    """

    rows: int = 10_000
    query_bytes: int = 1_000_000
    names: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()
    capacity: Capacity = field(default_factory=Capacity)
