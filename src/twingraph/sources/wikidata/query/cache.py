"""Pages of answers on disk, as they came, and a list of them: an interrupted fetch goes on there.

A fetch that is under way lives in ``pages.unfinished/``; a whole one, in ``pages/``. Each page is
written beside its place and renamed, and only then put on the list, ``state.json``; so whatever
ends the program, what is on the list is whole.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import CannotError, InputError
from twingraph.core.files import replacing
from twingraph.sources.wikidata.staging import TABLES, UNFINISHED, WHOLE, settle
from twingraph.tables.folder import refuse_foreign

if TYPE_CHECKING:
    from pathlib import Path

_STATE = "state.json"
_FORM = 1


@dataclass(frozen=True, slots=True)
class Asked:
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
class Page:
    """A page on the list.

    Attributes:
        stage: What it is a part of, such as "labels".
        after: Key behind which it begins; empty for the first.
        size: How many items it was asked for.
        file: Name of its file.
        sha256: Checksum of the file.
    """

    stage: str
    after: str
    size: int
    file: str
    sha256: str


@dataclass(slots=True)
class Pages:
    """The pages of a fetch.

    Attributes:
        folder: Where they lie.
        asked: What the fetch asks for.
        listed: The pages that are there, by stage and key.
    """

    folder: Path
    asked: Asked
    listed: dict[tuple[str, str], Page] = field(default_factory=dict)

    @classmethod
    def begin(cls, output: Path, asked: Asked) -> Pages:
        """Begin a fetch.

        Raises:
            InputError: There is one that is not finished, or the folder has tables of another
                origin.
            CannotError: The folder cannot be written.
        """
        refuse_foreign(output)
        folder = output / UNFINISHED
        if (folder / _STATE).exists() and (begun := cls._read(folder)).listed:
            raise InputError(
                f"{folder} is a fetch that was begun on {begun.asked.retrieved} and is not"
                f" finished ({len(begun.listed)} pages); go on with --resume, or remove that"
                " folder to begin anew"
            )
        pages = cls(folder, asked)
        _make(folder)
        pages._save()
        return pages

    @classmethod
    def resume(cls, output: Path) -> Pages:
        """Go on with a fetch; a finished one needs no more answers.

        Raises:
            InputError: There is none.
            CannotError: Its list cannot be read.
        """
        for folder in (output / UNFINISHED, output / WHOLE):
            if (folder / _STATE).exists():
                return cls._read(folder)
        raise InputError(f"{output} has no fetch to go on with; leave out --resume")

    @classmethod
    def _read(cls, folder: Path) -> Pages:
        try:
            state = json.loads((folder / _STATE).read_bytes())
            if state["form"] != _FORM:
                raise CannotError(f"{folder} was written by another version of twingraph")
            pages = [Page(**page) for page in state["pages"]]
            return cls(folder, _asked(state["asked"]), {(p.stage, p.after): p for p in pages})
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"{folder / _STATE} cannot be read: {error!r}; remove {folder}, begin anew"
            raise CannotError(message) from error

    def find(self, stage: str, after: str) -> tuple[Page, bytes] | None:
        """Return a page and its answer; None if it is not there, or not as it was."""
        import zstandard  # only a resumed fetch needs it

        page = self.listed.get((stage, after))
        if page is None:
            return None
        try:
            stored = (self.folder / page.file).read_bytes()
        except OSError:
            return None
        whole = hashlib.sha256(stored).hexdigest() == page.sha256
        return (page, zstandard.decompress(stored)) if whole else None

    def add(self, stage: str, after: str, size: int, body: bytes) -> None:
        """Keep a page.

        Raises:
            CannotError: It cannot be written.
        """
        import zstandard  # this module is imported before anything is asked

        lost = self.listed.get((stage, after))
        name = lost.file if lost else f"{len(self.listed) + 1:05}-{stage}.json.zst"
        stored = zstandard.compress(body)
        with replacing(self.folder / name) as file:
            file.write(stored)
        checksum = hashlib.sha256(stored).hexdigest()
        self.listed[stage, after] = Page(stage, after, size, name, checksum)
        self._save()

    def discard(self) -> None:
        """Forget a fetch that cannot come to an end."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def tables(self) -> Path:
        """Folder for the tables that are made of the pages, until all of them are there."""
        return self.folder / TABLES

    def finish(self, output: Path) -> None:
        """Put the tables, and then the pages, in the place of those of an earlier fetch.

        Raises:
            CannotError: They cannot be put there.
        """
        settle(self.folder, output)

    def _save(self) -> None:
        pages = [asdict(page) for page in self.listed.values()]
        state = {"form": _FORM, "asked": asdict(self.asked), "pages": pages}
        with replacing(self.folder / _STATE) as file:
            file.write(json.dumps(state, indent=0).encode())


def _asked(state: dict[str, Any]) -> Asked:
    countries = state["countries"]
    return Asked(
        state["endpoint"],
        None if countries is None else tuple(countries),
        state["strict"],
        tuple(state["levels"]),
        state["retrieved"],
    )


def _make(folder: Path) -> None:
    """Make the folder, without what an interrupted beginning has left in it."""
    try:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
    except OSError as error:
        raise CannotError(f"{folder} cannot be made: {error.strerror}") from error
