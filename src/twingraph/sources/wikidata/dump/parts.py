"""The entities that were extracted from a dump, in parts, and the progress of reading it.

A part is written beside its place and renamed, and only then is it in the list of what has been
read; so whatever ends the program, the parts on the list are whole, and reading goes on after the
last of them. The parts are themselves a dump of JSON lines, of the extracted entities.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import orjson

from twingraph.core import zstd
from twingraph.core.errors import CannotError
from twingraph.core.files import replacing
from twingraph.sources.wikidata.dump.stream import Identity  # noqa: TC001 - pydantic reads it
from twingraph.sources.wikidata.dump.tally import Tally
from twingraph.sources.wikidata.scope import Scope
from twingraph.sources.wikidata.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from twingraph.sources.wikidata.entities import Json

_FORM = "dump 2"

Stage = Literal["entities", "partners"]


@dataclass(slots=True)
class Pass:
    """Progress of reading a dump from beginning to end, once.

    Attributes:
        tally: Counts of the lines that have been read.
        parts: Number of parts that were kept.
        ended: Whether all was read.
        cut: Why it breaks off; empty if it does not.
    """

    tally: Tally = field(default_factory=Tally)
    parts: int = 0
    ended: bool = False
    cut: str = ""

    def end(self, trouble: str) -> None:
        """Decide whether the dump has ended where it should.

        Args:
            trouble: Why nothing more can be read of it; empty if nothing prevents that.
        """
        if trouble:
            self.cut = trouble
        elif self.tally.torn:
            self.cut = "its last line is cut off"
        elif self.tally.opens and not self.tally.closes:
            self.cut = "the closing bracket of its array is missing"
        self.ended = not self.cut


@dataclass(slots=True)
class State:
    """Progress of a fetch.

    Attributes:
        dump: The dump that it reads.
        retrieved: Day of the dump, such as "2026-11-22".
        countries: Codes of the countries asked for; None for all.
        levels: Levels asked for; empty for all.
        entities: The pass that finds places with partners, countries and classes.
        partners: The second one, for places that are only named by others.
    """

    dump: Identity
    retrieved: str
    countries: list[str] | None = None
    levels: list[str] = field(default_factory=list)
    entities: Pass = field(default_factory=Pass)
    partners: Pass = field(default_factory=Pass)

    @property
    def scope(self) -> Scope:
        """The partnerships that are asked for."""
        countries = None if self.countries is None else frozenset(self.countries)
        return Scope(countries, frozenset(self.levels))

    def stage(self, stage: Stage) -> Pass:
        """Return the pass of a stage."""
        return self.entities if stage == "entities" else self.partners

    def ask(self, scope: Scope) -> None:
        """Set the partnerships that are asked for."""
        self.countries = None if scope.countries is None else sorted(scope.countries)
        self.levels = sorted(scope.levels)


@dataclass(slots=True)
class Parts:
    """The parts of a fetch.

    Attributes:
        staging: The folder of the fetch.
        state: Progress so far; None until the dump has been opened.
    """

    staging: Staging
    state: State | None = None

    @classmethod
    def begin(cls, output: Path) -> Parts:
        """Begin a fetch.

        Raises:
            InputError: There is one that is not finished, or the folder has tables of another
                origin.
        """
        staging = Staging.begin(output)
        if staging.is_begun:
            raise staging.unfinished()
        return cls(staging)

    @classmethod
    def resume(cls, output: Path) -> Parts:
        """Continue a fetch; a finished one has nothing more to read.

        Raises:
            InputError: There is no fetch.
            CannotError: Its progress cannot be read.
        """
        staging = Staging.resume(output)
        return cls(staging, staging.load(_FORM, State))

    def save(self) -> None:
        """Save the progress."""
        self.staging.save(_FORM, self.state)

    def add(self, stage: Stage, content: bytes) -> None:
        """Keep a part, and save the progress.

        Args:
            stage: The pass that has read it.
            content: JSON lines of the extracted entities.
        """
        if self.state and content:
            done = self.state.stage(stage)
            with replacing(self._part(stage, done.parts + 1)) as file:
                file.write(zstd.compress(content))
            done.parts += 1
        self.save()

    def entities(self, stage: Stage) -> Iterator[Json]:
        """Yield the entities of all parts.

        Raises:
            CannotError: The file of a part is damaged.
        """
        count = self.state.stage(stage).parts if self.state else 0
        for number in range(1, count + 1):
            part = self._part(stage, number)
            try:
                lines = zstd.decompress(part.read_bytes()).splitlines()
                yield from map(orjson.loads, lines)
            except (OSError, ValueError, zstd.ZstdError) as error:
                folder = self.staging.folder
                message = f"{part} is damaged ({error}); remove {folder} to start again"
                raise CannotError(message) from error

    def _part(self, stage: Stage, number: int) -> Path:
        return self.staging.folder / f"{stage}-{number:05}.jsonl.zst"
