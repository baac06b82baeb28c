"""Answers on disk, as they came, and a list of them, so that an interrupted fetch can continue.

Each answer is written beside its place and renamed, and only then put on the list; so whatever
ends the program, all answers on the list are whole.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twingraph.core.files import replacing
from twingraph.sources.wikidata.staging import Staging

if TYPE_CHECKING:
    from pathlib import Path

_FORM = "query 2"


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What a fetch asks for, and when it began.

    Attributes:
        endpoint: Address of the service.
        countries: Codes of the countries, such as "de"; None for all the world.
        strict: Whether it is a mistake if the service does not know one of them.
        levels: Levels that both places must have; empty for all.
        retrieved: Day on which it began, such as "2026-11-22".
    """

    endpoint: str
    countries: tuple[str, ...] | None
    strict: bool
    levels: tuple[str, ...]
    retrieved: str


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer on the list.

    Attributes:
        stage: Stage of the fetch to which it belongs, such as "labels".
        after: Key after which it begins; empty for the first.
        size: Number of items that it was asked for.
        file: Name of its file.
        sha256: Checksum of the file.
    """

    stage: str
    after: str
    size: int
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _State:
    request: FetchRequest
    answers: list[CachedAnswer]


@dataclass(slots=True)
class AnswerCache:
    """The answers of a fetch.

    Attributes:
        staging: The folder of the fetch.
        request: What the fetch asks for.
        listed: The answers that exist, by stage and key.
    """

    staging: Staging
    request: FetchRequest
    listed: dict[tuple[str, str], CachedAnswer] = field(default_factory=dict)

    @classmethod
    def begin(cls, output: Path, request: FetchRequest) -> AnswerCache:
        """Begin a fetch.

        Args:
            output: Folder that the user named, for the tables.
            request: What the fetch asks for.

        Raises:
            InputError: There is one that is not finished, or the folder has tables of another
                origin.
            CannotError: The folder cannot be written.
        """
        staging = Staging.begin(output)
        if staging.is_begun and staging.load(_FORM, _State).answers:
            raise staging.unfinished()
        cache = cls(staging, request)
        staging.make()
        cache._save()
        return cache

    @classmethod
    def resume(cls, output: Path) -> AnswerCache:
        """Continue a fetch; a finished one needs no more answers.

        Raises:
            InputError: There is no fetch.
            CannotError: Its list cannot be read.
        """
        staging = Staging.resume(output)
        state = staging.load(_FORM, _State)
        return cls(staging, state.request, {(one.stage, one.after): one for one in state.answers})

    def find(self, stage: str, after: str) -> tuple[CachedAnswer, bytes] | None:
        """Return an answer and its content.

        Args:
            stage: Stage of the fetch, such as "labels".
            after: Key after which the answer begins; empty for the first.

        Returns:
            The answer and its bytes; None if it does not exist, or its file has changed.
        """
        from twingraph.core import zstd  # only a resumed fetch needs it

        cached = self.listed.get((stage, after))
        if cached is None:
            return None
        try:
            stored = (self.staging.folder / cached.file).read_bytes()
        except OSError:
            return None
        whole = hashlib.sha256(stored).hexdigest() == cached.sha256
        return (cached, zstd.decompress(stored)) if whole else None

    def add(self, stage: str, after: str, size: int, body: bytes) -> None:
        """Keep an answer.

        Args:
            stage: Stage of the fetch, such as "labels".
            after: Key after which the answer begins; empty for the first.
            size: Number of items that it was asked for.
            body: Its bytes.

        Raises:
            CannotError: It cannot be written.
        """
        from twingraph.core import zstd  # this module is imported before anything is asked

        lost = self.listed.get((stage, after))
        name = lost.file if lost else f"{len(self.listed) + 1:05}-{stage}.json.zst"
        stored = zstd.compress(body)
        with replacing(self.staging.folder / name) as file:
            file.write(stored)
        checksum = hashlib.sha256(stored).hexdigest()
        self.listed[stage, after] = CachedAnswer(stage, after, size, name, checksum)
        self._save()

    def _save(self) -> None:
        self.staging.save(_FORM, _State(self.request, list(self.listed.values())))
