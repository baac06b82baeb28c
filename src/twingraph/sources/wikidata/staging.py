"""Where a fetch keeps what it has until it is whole: beside the tables, in a folder of its own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from twingraph.core.errors import CannotError

if TYPE_CHECKING:
    from pathlib import Path

WHOLE, UNFINISHED, TABLES = "pages", "pages.unfinished", "tables"


def settle(staged: Path, output: Path) -> None:
    """Put the tables, and then all else, in the place of those of an earlier fetch.

    Args:
        staged: Folder of the fetch, with its tables in a folder below.
        output: Folder that the user named.

    Raises:
        CannotError: They cannot be put there.
    """
    try:
        for table in sorted((staged / TABLES).glob("[!.]*")):
            table.replace(output / table.name)
        shutil.rmtree(staged / TABLES)
        for rest in staged.glob(".*.partial"):  # of a run that was killed
            rest.unlink()
        if staged != output / WHOLE:
            shutil.rmtree(output / WHOLE, ignore_errors=True)
            staged.rename(output / WHOLE)
    except OSError as error:
        raise CannotError(f"{output} cannot be written: {error.strerror}") from error
