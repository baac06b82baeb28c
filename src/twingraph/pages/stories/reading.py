"""Read the stories that come with twingraph: one TOML file each, in ``stories/``.

::

    order = 5
    [title]
    en = "The oldest"        # and in each other language

    [[steps]]
    sources = ["wikipedia-de-gemeindepartnerschaft"]
    [steps.state]
    partnership = "brugg--rottweil"
    [steps.text]
    en = "Brugg and Rottweil have been friends since {since}."
    [steps.values.since]
    question = "longest"
    where = { partnership = "partnership/brugg--rottweil" }
    take = "year"
    column = "start"

``twingraph.pages.stories.model`` says what each of these means.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from pydantic import ValidationError

from twingraph.core import files, resources
from twingraph.core.errors import InputError
from twingraph.pages.stories.model import Story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails


def load(folder: Path | None = None) -> tuple[Story, ...]:
    """Read all stories, in their order.

    Args:
        folder: Their folder; that of twingraph unless given.

    Raises:
        InputError: Something is wrong with one; the message has the file and the step.
    """
    found = [_read(file) for file in sorted((folder or resources.folder("stories")).glob("*.toml"))]
    return tuple(sorted(found, key=lambda story: (story.order, story.id)))


def _read(file: Path) -> Story:
    try:
        entry = tomllib.loads(files.read(file).decode())
        return Story.model_validate({"id": file.stem, **entry})
    except ValidationError as error:
        wrong = "; ".join(f"{_place(one)}{one['msg']}" for one in error.errors(include_url=False))
        raise InputError(f"{file.name}: {wrong}") from None
    except ValueError as error:
        raise InputError(f"{file.name}: {error}") from None


def _place(error: ErrorDetails) -> str:
    """Return where in a story something is wrong, such as "step 2: text.pl: "."""
    return "".join(f"{part}: " for part in _parts(error["loc"]))


def _parts(path: tuple[int | str, ...]) -> Iterator[str]:
    if path[:1] == ("steps",) and len(path) > 1:
        yield f"step {int(path[1]) + 1}"
        path = path[2:]
    if path:
        yield ".".join(map(str, path))
