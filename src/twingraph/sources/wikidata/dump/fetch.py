"""Taking partnerships out of a dump of Wikidata: hours of reading, which may be interrupted.

What is taken, the entities without what nobody asks for, is kept in parts as it comes. A part is
written beside its place and renamed, and only then is it in the list of what has been read,
``state.json``; so whatever ends the program, the parts on the list are whole, and reading goes on
behind the last of them. A fetch that is under way lives in ``pages.unfinished/``, a whole one in
``pages/``. The parts are themselves a dump, of JSON lines, of what was taken.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import orjson
import zstandard

from twingraph.core.errors import CannotError, InputError, UnknownName
from twingraph.core.files import replacing
from twingraph.core.text import suggest
from twingraph.sources.wikidata import entities
from twingraph.sources.wikidata.classes import Classes
from twingraph.sources.wikidata.dump.stream import Identity, Stream, opened
from twingraph.sources.wikidata.dump.workers import Wanted, looked_through
from twingraph.sources.wikidata.model import Fetched, Item, Twinning
from twingraph.sources.wikidata.staging import TABLES, UNFINISHED, WHOLE, settle
from twingraph.sources.wikidata.tables import Scope, european, levels, write_tables
from twingraph.tables.folder import refuse_foreign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from twingraph.sources.wikidata.dump.workers import Scanned

_STATE, _FORM = "state.json", "dump 1"
_EXAMPLES = 5
_KEPT_UP_WITH = 8  # cores that decompress bzip2, while one process looks through what they give

Stage = Literal["entities", "partners"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a dump is read; what comes of it is the same however.

    Attributes:
        block: Bytes that a process looks through at a time.
        part: How many blocks are kept in one file.
        processes: How many look through blocks while this one reads; None for as many as help.
    """

    block: int = 1 << 20
    part: int = 512
    processes: int | None = None


@dataclass(slots=True)
class Reading:
    """How far a dump has been read from beginning to end.

    Attributes:
        position: Plain bytes that have been read.
        lines: Lines that have been read.
        entities: Lines with an entity, broken ones among them.
        places: Entities that name partners.
        parts: Parts that were kept.
        broken: Lines that cannot be read.
        examples: The first of them, and why.
        opens: Whether the bracket of an array has opened.
        closes: Whether it has closed.
        ended: Whether all was read.
        cut: Why it breaks off; empty if it does not.
    """

    position: int = 0
    lines: int = 0
    entities: int = 0
    places: int = 0
    parts: int = 0
    broken: int = 0
    examples: list[str] = field(default_factory=list)
    opens: bool = False
    closes: bool = False
    ended: bool = False
    cut: str = ""

    def add(self, scanned: Scanned) -> None:
        """Go on by a block."""
        for line, reason in scanned.broken:
            self.broken += 1
            if len(self.examples) < _EXAMPLES:
                self.examples.append(f"line {self.lines + line:,}: {reason}")
        self.position += scanned.size - scanned.rest
        self.lines += scanned.lines - bool(scanned.rest)
        self.entities += scanned.entities
        self.places += scanned.places
        self.opens |= scanned.opens
        self.closes |= scanned.closes
        if scanned.rest:
            self.cut = "its last line has no end"

    def end(self, trouble: str) -> None:
        """Judge whether it has ended where it should."""
        if trouble:
            self.cut = trouble
        elif self.opens and not self.closes and not self.cut:
            self.cut = "the bracket of its array does not close"
        self.ended = not self.cut


@dataclass(slots=True)
class State:
    """What a fetch has read so far.

    Attributes:
        dump: Which dump it reads.
        retrieved: Day that the dump is of, such as "2026-11-22".
        countries: Codes of the countries asked for; None for all.
        levels: Levels asked for; empty for all.
        entities: The reading that finds places with partners, countries and classes.
        partners: The second one, for places that only others name.
    """

    dump: Identity
    retrieved: str
    countries: list[str] | None
    levels: list[str]
    entities: Reading = field(default_factory=Reading)
    partners: Reading = field(default_factory=Reading)

    @property
    def scope(self) -> Scope:
        """What is kept of what was read."""
        countries = None if self.countries is None else frozenset(self.countries)
        return Scope(countries, frozenset(self.levels))

    def reading(self, stage: Stage) -> Reading:
        """How far the dump was read for one or the other."""
        return self.entities if stage == "entities" else self.partners

    def ask(self, scope: Scope) -> None:
        """Keep that from now on."""
        self.countries = None if scope.countries is None else sorted(scope.countries)
        self.levels = sorted(scope.levels)


@dataclass(slots=True)
class Fetch:
    """A fetch from a dump.

    Attributes:
        output: Folder to write.
        folder: Where its parts lie.
        state: What was read so far; None until the dump has been opened.
    """

    output: Path
    folder: Path
    state: State | None = None

    @classmethod
    def begin(cls, output: Path) -> Fetch:
        """Begin a fetch.

        Raises:
            InputError: There is one that is not finished, or the folder has tables of another
                origin.
        """
        refuse_foreign(output)
        fetch = cls(output, output / UNFINISHED)
        if (fetch.folder / _STATE).exists():
            raise InputError(
                f"{fetch.folder} is a fetch that is not finished; go on with --resume, or remove"
                " that folder to begin anew"
            )
        return fetch

    @classmethod
    def resume(cls, output: Path) -> Fetch:
        """Go on with a fetch; a finished one has nothing more to read.

        Raises:
            InputError: There is none.
            CannotError: What it has read cannot be told.
        """
        for place in (output / UNFINISHED, output / WHOLE):
            if (place / _STATE).exists():
                return cls(output, place, _read_state(place / _STATE))
        raise InputError(f"{output} has no fetch to go on with; leave out --resume")

    def make(self) -> None:
        """Make the folder, without what an interrupted beginning has left in it.

        Raises:
            CannotError: It cannot be made.
        """
        try:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
        except OSError as error:
            raise CannotError(f"{self.folder} cannot be made: {error.strerror}") from error

    def save(self) -> None:
        """Write down what was read."""
        if self.state:
            content = {"form": _FORM} | asdict(self.state)
            with replacing(self.folder / _STATE) as file:
                file.write((json.dumps(content, indent=1) + "\n").encode())

    def keep(self, stage: Stage, number: int, content: bytes) -> None:
        """Keep a part."""
        with replacing(self._part(stage, number)) as file:
            file.write(zstandard.compress(content))

    def kept(self, stage: Stage) -> Iterator[entities.Json]:
        """Yield the entities of all parts.

        Raises:
            CannotError: A part is not what it was.
        """
        parts = self.state.reading(stage).parts if self.state else 0
        for number in range(1, parts + 1):
            part = self._part(stage, number)
            try:
                lines = zstandard.decompress(part.read_bytes()).splitlines()
            except (OSError, zstandard.ZstdError) as error:
                raise CannotError(
                    f"{part} cannot be read: {error}; remove {self.folder}, begin anew"
                ) from error
            yield from map(orjson.loads, lines)

    def finish(self) -> None:
        """Put the tables, and then the parts, in the place of those of an earlier fetch."""
        settle(self.folder, self.output)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """How far the dump was read, the first and the second time."""
        return (self.state.entities, self.state.partners) if self.state else ()

    @property
    def tables(self) -> Path:
        """Folder for the tables until all of them are there."""
        return self.folder / TABLES

    def _part(self, stage: Stage, number: int) -> Path:
        return self.folder / f"{stage}-{number:05}.jsonl.zst"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Attributes:
        dump: File to read; - is standard input.
        today: Day that the dump is of, such as "2026-11-22".
        scope: What is kept; None for what an interrupted fetch has asked for, or else for all.
        complete: Whether to read the dump once more, for places that only others name.
        limit: How many lines may be broken.
        plan: How the dump is read.
    """

    dump: Path
    today: str
    scope: Scope | None = None
    complete: bool = False
    limit: int = 100
    plan: Plan = field(default_factory=Plan)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it.

    Attributes:
        manifest: What the tables hold.
        reading: How the dump was read.
    """

    manifest: dict[str, Any]
    reading: Reading


def fetch(
    order: Order, begun: Fetch, report: Callable[[Reading, Stream], None] = lambda *_: None
) -> Done:
    """Read a dump, or the rest of it, and write tables.

    Args:
        order: What is asked for.
        begun: The fetch, new or interrupted.
        report: Told after every block how far the dump is read.

    Raises:
        InputError: It is no dump, not the one that the fetch has begun with, or too many of its
            lines are broken.
        CannotError: It cannot be read, or something cannot be written.
    """
    reader = _Reader(order, begun, report)
    state = reader.read("entities", Wanted())
    known = _Known.of(begun)
    if order.complete and not state.entities.cut:
        reader.read("partners", Wanted(known.missing))
        known = _Known.of(begun)
    known.refuse_unknown_countries(state.scope)
    manifest = write_tables(known.fetched(state), begun.tables, state.scope)
    begun.finish()
    return Done(manifest, state.partners if state.partners.cut else state.entities)


# --- reading ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a dump from where it was left to its end."""

    order: Order
    begun: Fetch
    report: Callable[[Reading, Stream], None]

    def read(self, stage: Stage, wanted: Wanted) -> State:
        """Read it, if it was not read."""
        state = self.begun.state
        if state and self.order.scope:
            state.ask(self.order.scope)
            self.begun.save()
        if state and state.reading(stage).ended:
            return state
        with opened(self.order.dump) as stream:
            state = state or self._begin(stream)
            _refuse_another(state.dump, stream.identity)
            reading = state.reading(stage)
            stream.skip_to(reading.position)
            self._read(stage, reading, stream, wanted)
        return state

    def _begin(self, stream: Stream) -> State:
        state = State(stream.identity, self.order.today, None, [])
        state.ask(self.order.scope or Scope())
        self.begun.make()
        self.begun.state = state
        return state

    def _read(self, stage: Stage, reading: Reading, stream: Stream, wanted: Wanted) -> None:
        plan, content = self.order.plan, list[bytes]()
        processes = _helpers(stream) if plan.processes is None else plan.processes
        blocks = looked_through(stream, wanted, block=plan.block, processes=processes)
        for number, scanned in enumerate(blocks, start=1):
            reading.add(scanned)
            content.append(scanned.found)
            _refuse_too_many_broken(self.order, reading)
            if number % plan.part == 0:
                self._keep(stage, reading, content)
            self.report(reading, stream)
        reading.end(stream.trouble)
        _refuse_emptiness(self.order, reading)
        self._keep(stage, reading, content)

    def _keep(self, stage: Stage, reading: Reading, content: list[bytes]) -> None:
        """Keep what has come since the last part, and write down how far that is."""
        if content:
            self.begun.keep(stage, reading.parts + 1, b"".join(content))
            reading.parts += 1
            content.clear()
        self.begun.save()


def _helpers(stream: Stream) -> int:
    """Tell how many processes are to look through blocks; four keep up with any disk.

    None where all cores decompress already: who waits for them has the time to look, and spares the
    blocks the way to another.
    """
    cores = os.cpu_count() or 1
    if stream.by_all_cores and cores <= _KEPT_UP_WITH:
        return 0
    return min(4, cores - 1)


def _refuse_another(begun_with: Identity, this: Identity) -> None:
    if not this.is_of(begun_with):
        raise InputError(
            f"{this.name} is another dump than {begun_with.name}, with which this fetch has begun;"
            " name that one, or another folder"
        )


def _refuse_emptiness(order: Order, reading: Reading) -> None:
    if not reading.entities:
        reason = reading.cut or "is it a dump of Wikidata in JSON?"
        raise InputError(f"{order.dump} has no entities: {reason}")


def _refuse_too_many_broken(order: Order, reading: Reading) -> None:
    if reading.broken > order.limit:
        raise InputError(
            f"{order.dump}: more than {order.limit:,} lines cannot be read, the first of them"
            f" {'; '.join(reading.examples)}; a dump has an entity a line: is it one? If it is,"
            " --limit-broken allows more"
        )


def _read_state(file: Path) -> State:
    try:
        content = json.loads(file.read_bytes())
        if content.pop("form") != _FORM:
            raise CannotError(f"{file} was written by another command, or version, of twingraph")
        for name, kind in (("dump", Identity), ("entities", Reading), ("partners", Reading)):
            content[name] = kind(**content[name])
        return State(**content)
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise CannotError(
            f"{file} cannot be read: {error!r}; remove {file.parent}, begin anew"
        ) from error


# --- putting together ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Known:
    """What the parts say."""

    items: dict[str, Item] = field(default_factory=dict)
    twinnings: list[Twinning] = field(default_factory=list)
    below: Classes = field(default_factory=Classes)
    skipped: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, begun: Fetch) -> _Known:
        """Read the parts of a fetch."""
        known = cls()
        for extract in begun.kept("entities"):
            if above := entities.superclasses(extract):
                known.below.add(extract["id"], above)
            if entities.names_partners(extract) or entities.has_code(extract):
                known.add(extract)
        for extract in begun.kept("partners"):
            known.add(extract)
        return known

    def add(self, extract: entities.Json) -> None:
        """Take in a place or a country."""
        # What is said of a country that is no place with partners is of no concern.
        skipped = self.skipped if entities.names_partners(extract) else Counter[str]()
        self.items[extract["id"]] = entities.item(extract, skipped)
        self.twinnings += entities.twinnings(extract, self.skipped)

    @property
    def missing(self) -> frozenset[str]:
        """Items that others name as a partner or as their country, and that are not there."""
        named = {twinning.object for twinning in self.twinnings}
        named |= {country.item for item in self.items.values() for country in item.countries}
        return frozenset(named - self.items.keys())

    def refuse_unknown_countries(self, scope: Scope) -> None:
        """Refuse codes that no country has; of Europe's some may be missing, but not all."""
        codes = {item.code.lower() for item in self.items.values()} - {""}
        asked = scope.countries or frozenset()
        unknown = asked - codes
        if asked == european():
            if unknown == asked:
                raise InputError(
                    "no state of Europe has its item and code (P297) in the dump, so nothing can be"
                    " told to lie in one; without --europe, all is taken that the dump has"
                )
        elif unknown:
            code = min(unknown).upper()
            near = suggest(code, sorted(known.upper() for known in codes))
            raise UnknownName("country with the code", code, near)

    def fetched(self, state: State) -> Fetched:
        """Put it together."""
        classes = {class_ for item in self.items.values() for class_ in item.classes}
        roots = {row["item"] for row in levels()}
        return Fetched(
            items=self.items,
            twinnings=self.twinnings,
            superclasses=self.below.reaching(classes, roots),
            retrieved=state.retrieved,
            entities_read=state.entities.entities,
            skipped=self.skipped,
        )
