"""A study of the network in the words of a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twingraph.pages.report.shapes import Picture
    from twingraph.pages.report.studies.found import Missing
    from twingraph.pages.texts import Texts

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Study:
    """A study in words.

    Attributes:
        id: Its place in a page, the same in every language.
        title: Its heading.
        text: What a reader should know.
        command: The command that computes it.
        caption: What the picture shows, of how many things on which day.
        picture: The picture; None if there is nothing to draw.
        headings: Headings of the table; none if it has no table.
        rows: Its rows.
        lack: Why it has neither; empty if it has one.
    """

    id: str
    title: str
    text: str
    command: str
    caption: str = ""
    picture: Picture | None = None
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    lack: str = ""


def without(study: Study, missing: Missing, own: Texts) -> Study:
    """Say that a study is left out, because packages are not installed.

    Args:
        study: What is to be said of it in any case.
        missing: The packages.
        own: Words of the language.
    """
    extra = f"twingraph[{missing.extra}]"
    why = own.gettext(
        "Left out, because {package} is not installed. Try: pip install '{extra}'",
        package=missing.package,
        extra=extra,
    )
    return replace(study, lack=why)
