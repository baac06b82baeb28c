"""The folder in which a fetch keeps its data until it is whole: beside the tables.

A fetch in progress is in ``raw.unfinished/``, a whole one in ``raw/``: the data as they came, and
``state.json``, which records what of it is whole and what the fetch is for. Whatever ends the
program, the next run continues from there.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from twingraph.core import manifest
from twingraph.core.errors import CannotError, InputError
from twingraph.core.files import remove_partials, replacing
from twingraph.tables.folder import refuse_foreign

if TYPE_CHECKING:
    from pathlib import Path

RAW, UNFINISHED, STATE = "raw", "raw.unfinished", "state.json"
_TABLES = "tables"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Staging:
    """The folder of a fetch, finished or not.

    Attributes:
        output: Folder that the user named, for the tables.
        folder: Folder for the data that were read.
    """

    output: Path
    folder: Path

    @classmethod
    def begin(cls, output: Path) -> Staging:
        """Return the folder of a new fetch.

        Raises:
            InputError: The folder has tables of another origin.
        """
        refuse_foreign(output)
        return cls(output, output / UNFINISHED)

    @property
    def is_begun(self) -> bool:
        """Whether a fetch has begun here."""
        return (self.folder / STATE).exists()

    def unfinished(self) -> InputError:
        """Return the error that another fetch has begun here and is not finished."""
        return InputError(
            f"{self.folder} is a fetch that is not finished; continue it with --resume, or remove"
            " that folder to start again"
        )

    @classmethod
    def resume(cls, output: Path) -> Staging:
        """Return the folder of a fetch that is to continue; a finished one has no more to read.

        Raises:
            InputError: There is no fetch.
        """
        for staging in (cls(output, output / UNFINISHED), cls(output, output / RAW)):
            if staging.is_begun:
                remove_partials(staging.folder)
                return staging
        raise InputError(f"{output} has no fetch to continue; leave out --resume")

    def make(self) -> None:
        """Make the folder empty; an interrupted beginning may have left something in it.

        Raises:
            CannotError: It cannot be made.
        """
        try:
            if self.folder.exists():
                shutil.rmtree(self.folder)
            self.folder.mkdir(parents=True)
        except OSError as error:
            raise CannotError(f"{self.folder} cannot be made: {error.strerror}") from error

    def discard(self) -> None:
        """Remove a fetch that cannot be finished."""
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- its state ---

    def save(self, form: str, state: Any) -> None:
        """Save a state.

        Args:
            form: Name and version of the format of the state.
            state: The state, a dataclass.

        Raises:
            CannotError: It cannot be written.
        """
        content = {"form": form, "state": asdict(state)}
        with replacing(self.folder / STATE) as file:
            file.write((json.dumps(content, indent=0, ensure_ascii=False) + "\n").encode())

    def load(self, form: str, kind: type[_T]) -> _T:
        """Read the state.

        Args:
            form: Name and version of the format that it must have.
            kind: The dataclass of the state.

        Raises:
            CannotError: It cannot be read, or has another format.
        """
        from pydantic import TypeAdapter  # slow to import; only a resumed fetch needs it

        file = self.folder / STATE
        try:
            content = json.loads(file.read_bytes())
            if content["form"] != form:
                raise CannotError(
                    f"{file} was written by another command, or another version, of twingraph;"
                    f" continue with that one, or remove {self.folder} to start again"
                )
            return TypeAdapter(kind).validate_json(json.dumps(content["state"]), strict=True)
        except (OSError, KeyError, TypeError, ValueError, RecursionError) as error:
            reason = " ".join(str(error).split())[:200]
            raise CannotError(
                f"{file} is damaged ({reason}); remove {self.folder} to start again"
            ) from error

    # --- its tables ---

    def tables(self) -> Path:
        """Return an empty folder for the tables, until all of them are there.

        Raises:
            CannotError: What a killed run left there cannot be removed.
        """
        folder = self.folder / _TABLES
        try:
            if folder.exists():
                shutil.rmtree(folder)
        except OSError as error:
            raise CannotError(f"{folder} cannot be removed: {error.strerror}") from error
        return folder

    def finish(self) -> None:
        """Replace the tables, and then the data, of an earlier fetch.

        The manifest comes last: until then the folder is marked as unfinished.

        Raises:
            CannotError: They cannot be put there.
        """
        made = self.folder / _TABLES
        try:
            manifest.write_unfinished(self.output, "tables")
            remove_partials(self.output)
            names = sorted(path.name for path in made.iterdir() if path.name != manifest.FILE)
            for name in (*names, manifest.FILE):
                (made / name).replace(self.output / name)
            made.rmdir()
            if self.folder != self.output / RAW:
                shutil.rmtree(self.output / RAW, ignore_errors=True)
                self.folder.rename(self.output / RAW)
        except OSError as error:
            raise CannotError(f"{self.output} cannot be written: {error.strerror}") from error
