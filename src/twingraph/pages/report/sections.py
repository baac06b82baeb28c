"""The sections of the report, as ``sections.toml`` declares them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Chart = Literal["", "bars", "shares", "timeline"]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: one question, and how its answer is shown.

    Attributes:
        title: Its heading.
        question: Name of the question.
        columns: The columns that are shown, with their headings.
        text: What a reader should know.
        number: What its number counts; empty if it has none.
        distinct: The columns whose different values the number counts; empty for all rows.
        dates: The columns whose texts are imprecise dates.
        figures: A column of words and one of numbers, where each row is a number of its own.
        chart: How it is drawn.
        label: The column that names what is drawn.
        values: The columns that are drawn, with their names.
    """

    title: str
    question: str
    columns: Mapping[str, str]
    text: str = ""
    number: str = ""
    distinct: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    chart: Chart = ""
    label: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """Sections under one heading.

    Attributes:
        title: The heading.
        text: What holds for all of them.
        sections: The sections, in their order.
    """

    title: str
    text: str
    sections: tuple[Section, ...]


def load() -> tuple[Part, ...]:
    """Read the parts of the report, in their order."""
    text = files(__package__).joinpath("sections.toml").read_text(encoding="utf-8")
    return tuple(
        Part(part["title"], part.get("text", ""), tuple(map(_section, part["sections"])))
        for part in tomllib.loads(text)["parts"]
    )


def _section(entry: dict[str, Any]) -> Section:
    values: Any = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Section(**values)
