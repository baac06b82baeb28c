"""The report as a page, as Markdown and as JSON, and its numbers alone."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from twingraph.pages import shell
from twingraph.pages.report.cells import Cell, cell, native, number
from twingraph.pages.report.chart import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Template

    from twingraph.pages.report.answers import AnsweredSection, Asked, Report
    from twingraph.pages.report.chart import Picture

SHOWN = 20  # Rows of a table that people read; the question gives all of them.

_LICENCES = {"https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0"}
# What Markdown would take for more than a letter.
_MARKS = re.compile(r"([\\`*_\[\]<>|#~&$])")


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as people see it.

    Attributes:
        id: Its place in the page.
        answer: What it shows.
        picture: The answer as a picture.
        headings: Headings of the columns.
        rows: The first rows.
        left_out: How many more there are.
    """

    id: str
    answer: AnsweredSection
    picture: Picture | None
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int


def html(report: Report) -> str:
    """Write the report as one HTML page without a script, which needs no network."""
    return shell.page(
        _template("report.html.jinja"),
        language="en",
        styles=[shell.style(__package__, "report.css")],
        **_values(report, draw),
    )


def markdown(report: Report) -> str:
    """Write the report as Markdown; what the page shows, save the pictures."""
    return _template("report.md.jinja").render(_values(report, lambda _: None))


def summary(report: Report) -> str:
    """Write the numbers of the report as Markdown."""
    return _template("summary.md.jinja").render(_values(report, lambda _: None))


def to_json(report: Report) -> str:
    """Write the report as JSON, with all rows of all questions."""
    document = {
        "title": report.title,
        "version": report.version,
        "license": report.license,
        "cite": cite(report),
        "questions": {asked.question.name: _question(asked) for asked in report.questions},
        "parts": [
            {
                "title": part.title,
                "text": part.text,
                "sections": [_section(answer) for answer in part.answers],
            }
            for part in report.parts
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _question(asked: Asked) -> dict[str, Any]:
    return {
        "summary": asked.question.summary,
        "note": asked.question.note,
        "command": asked.command,
        "sparql": asked.sparql,
        "columns": asked.columns,
        "rows": [dict(zip(asked.columns, map(native, row), strict=True)) for row in asked.rows],
    }


def _section(answer: AnsweredSection) -> dict[str, Any]:
    return {
        "title": answer.section.title,
        "text": answer.section.text,
        "question": answer.asked.question.name,
        "numbers": [asdict(number) for number in answer.numbers],
    }


FORMATS: dict[str, Callable[[Report], str]] = {
    "summary": summary,
    "html": html,
    "markdown": markdown,
    "json": to_json,
}


def cite(report: Report) -> str:
    """Return how to cite the dataset."""
    licence = _LICENCES.get(report.license, report.license)
    return f"The twingraph contributors: {report.title}. Version {report.version}. {licence}."


# --- templates ----------------------------------------------------------------------------------


def _values(report: Report, drawing: Callable[[AnsweredSection], Picture | None]) -> dict[str, Any]:
    """Return what a template writes."""
    shown = iter([_shown(answer, drawing) for answer in report.answers])
    parts = [(part, [next(shown) for _ in part.answers]) for part in report.parts]
    return {"report": report, "parts": parts, "cite": cite(report)}


def _shown(answer: AnsweredSection, drawing: Callable[[AnsweredSection], Picture | None]) -> Shown:
    asked, columns, dates = answer.asked, answer.section.columns, answer.section.dates
    places = [(asked.columns.index(name), name in dates) for name in columns]
    return Shown(
        id=_id(answer.section.title),
        answer=answer,
        picture=drawing(answer),
        headings=tuple(columns.values()),
        rows=tuple(
            tuple(cell(row[place], edtf=is_date) for place, is_date in places)
            for row in asked.rows[:SHOWN]
        ),
        left_out=max(len(asked.rows) - SHOWN, 0),
    )


def _id(words: str) -> str:
    return "-".join(re.findall(r"\w+", words.lower()))


@cache
def _template(name: str) -> Template:
    """Return a template of this package; each escapes what is put into it as its format wants."""
    escape = {"finalize": _escape} if name.endswith(".md.jinja") else {}
    environment = shell.environment(__package__, **escape)
    environment.filters |= {"id": _id, "number": number, "verbatim": Markup}
    return environment.get_template(name)


def _escape(value: Any) -> Any:
    """Leave to Markdown only what the template itself says."""
    return value if isinstance(value, Markup) else _MARKS.sub(r"\\\1", str(value))
