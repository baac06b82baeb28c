"""Files that are whole or not there: written beside their place, then renamed."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from twingraph.core.errors import CannotError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its place only when all of it is written.

    Raises:
        CannotError: It cannot be written.
    """
    target = path.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        if (
            target.exists() and not target.is_file()
        ):  # a device or a pipe is written to, not replaced
            partial = target
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    except OSError as error:
        raise CannotError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if partial != target:
            with suppress(OSError):
                partial.unlink()
