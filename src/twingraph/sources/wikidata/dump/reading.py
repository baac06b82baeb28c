"""Reading a dump from where it was left to its end, and keeping the wanted entities."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twingraph.core.errors import InputError
from twingraph.sources.wikidata.dump.parts import State
from twingraph.sources.wikidata.dump.stream import opened
from twingraph.sources.wikidata.dump.workers import scanned
from twingraph.sources.wikidata.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twingraph.sources.wikidata.dump.parts import Parts, Pass, Stage
    from twingraph.sources.wikidata.dump.scan import Wanted
    from twingraph.sources.wikidata.dump.stream import Identity, Stream

_KEPT_UP_WITH = 8  # cores that decompress bzip2, while one process looks through what they give
_MOST_PROCESSES = 4  # they keep up with any disk


@dataclass(frozen=True, slots=True)
class Chunking:
    """Division of a dump for reading, which makes no difference to the result.

    Attributes:
        block: Bytes that a process scans at a time.
        part: Number of blocks whose entities are kept in one file.
        processes: Number of processes that scan blocks while this one reads; None for as many as
            help.
    """

    block: int = 1 << 20
    part: int = 512
    processes: int | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Attributes:
        dump: File to read; - is standard input.
        today: Day that the dump is of, such as "2026-11-22".
        scope: What is kept; None for what an interrupted fetch has asked for, or else for all.
        complete: Whether to read the dump once more, for places that only others name.
        limit: Number of lines that may be broken.
        chunking: How the dump is divided.
    """

    dump: Path
    today: str
    scope: Scope | None = None
    complete: bool = False
    limit: int = 100
    chunking: Chunking = field(default_factory=Chunking)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reader of a dump.

    Attributes:
        order: What is asked for.
        parts: The entities extracted so far.
        report: Called after every block with the pass so far and the stream.
    """

    order: Order
    parts: Parts
    report: Callable[[Pass, Stream], None]

    def read(self, stage: Stage, wanted: Wanted) -> State:
        """Read the dump, or the rest of it, unless it was read before.

        Args:
            stage: The pass.
            wanted: The entities to extract.

        Returns:
            The progress of the fetch.

        Raises:
            InputError: It is not a dump, not the one that the fetch has begun with, or too many of
                its lines are broken.
            CannotError: It cannot be read, or something cannot be written.
        """
        state = self.parts.state
        if state and self.order.scope:
            state.ask(self.order.scope)
            self.parts.save()
        if state and state.stage(stage).ended:
            return state
        with opened(self.order.dump) as stream:
            state = state or self._begin(stream)
            _refuse_another(state.dump, stream.identity)
            done = state.stage(stage)
            stream.skip_to(done.tally.size)
            self._read(stage, done, stream, wanted)
        return state

    def _begin(self, stream: Stream) -> State:
        state = State(stream.identity, self.order.today)
        state.ask(self.order.scope or Scope())
        self.parts.staging.make()
        self.parts.state = state
        return state

    def _read(self, stage: Stage, done: Pass, stream: Stream, wanted: Wanted) -> None:
        chunking, found = self.order.chunking, list[bytes]()
        processes = _helpers(stream) if chunking.processes is None else chunking.processes
        blocks = scanned(stream, wanted, block=chunking.block, processes=processes)
        for number, block in enumerate(blocks, start=1):
            done.tally += block.tally
            found.append(block.found)
            _refuse_too_many_broken(self.order, done)
            if number % chunking.part == 0:
                self.parts.add(stage, b"".join(found))
                found.clear()
            self.report(done, stream)
        done.end(stream.trouble)
        _refuse_emptiness(self.order, done)
        self.parts.add(stage, b"".join(found))


def _helpers(stream: Stream) -> int:
    """Return how many processes are to scan blocks.

    None are used where all cores decompress already: the process that waits for them has the time
    to scan, and need not send the blocks to another.
    """
    cores = os.cpu_count() or 1
    if stream.by_all_cores and cores <= _KEPT_UP_WITH:
        return 0
    return min(_MOST_PROCESSES, cores - 1)


def _refuse_another(begun_with: Identity, this: Identity) -> None:
    if not this.is_of(begun_with):
        raise InputError(
            f"{this.name} is not the dump {begun_with.name}, with which this fetch began; name"
            " that one, or choose another folder"
        )


def _refuse_emptiness(order: Order, done: Pass) -> None:
    if not done.tally.entities:
        reason = done.cut or "is it a dump of Wikidata in JSON?"
        raise InputError(f"{order.dump} has no entities: {reason}")


def _refuse_too_many_broken(order: Order, done: Pass) -> None:
    if done.tally.broken > order.limit:
        raise InputError(
            f"{order.dump}: more than {order.limit:,} lines cannot be read; the first are"
            f" {done.tally.described()}. Is it a dump of Wikidata, with one entity per line? If so,"
            " --limit-broken allows more"
        )
