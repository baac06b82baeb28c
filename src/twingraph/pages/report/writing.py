"""The report as a page, as Markdown and as JSON, and its numbers alone."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from twingraph.pages import shell
from twingraph.pages.licences import linked, named
from twingraph.pages.numbers import counted, decimal
from twingraph.pages.report.cells import Cell, Column, cell, native
from twingraph.pages.report.chart import draw
from twingraph.pages.report.sections import id_of
from twingraph.pages.texts import texts_in
from twingraph.pages.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jinja2 import Template

    from twingraph.core.languages import Language
    from twingraph.pages.report.answers import AnsweredSection, Asked, Report
    from twingraph.pages.report.shapes import Picture
    from twingraph.pages.report.studies.study import Study, Value

SHOWN = 20  # Rows of a table that people read; the question gives all of them.

_LARGE = 100  # a number from which on one digit after the point is enough
# What Markdown would take for more than a letter.
_MARKS = re.compile(r"([\\`*_\[\]<>|#~&$])")


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as people see it.

    Attributes:
        answer: What it shows.
        picture: The answer as a picture.
        headings: Headings of the columns.
        rows: The first rows.
        left_out: How many more there are.
    """

    answer: AnsweredSection
    picture: Picture | None
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int


def html(
    report: Report, languages: Sequence[tuple[Language, str, str]] = (), home: str = ""
) -> str:
    """Write the report as one HTML page without a script, which needs no network.

    Args:
        report: The report.
        languages: The same in other languages: tag, name, and the way there.
        home: The way to the page from which all others are found; "" if there is none.
    """
    return shell.page(
        _template("report.html.jinja"),
        language=report.language,
        styles=[shell.style(__package__, "report.css")],
        languages=languages,
        home=home,
        **_values(report, draw),
    )


def markdown(report: Report) -> str:
    """Write the report as Markdown; what the page shows, save the pictures."""
    return _written("report.md.jinja", report)


def summary(report: Report) -> str:
    """Write the numbers of the report as Markdown."""
    return _written("summary.md.jinja", report)


def _written(template: str, report: Report) -> str:
    own = texts_in(report.language)
    words = {"_": own.gettext, "pgettext": own.pgettext}
    return _template(template).render(_values(report, lambda _: None) | words)


def to_json(report: Report) -> str:
    """Write the report as JSON, with all rows of all questions."""
    document = {
        "title": report.title,
        "version": report.version,
        "license": report.license,
        "language": report.language,
        "cite": cite(report),
        "questions": {
            asked.question.name: _question(asked, report.language) for asked in report.questions
        },
        "parts": [
            {
                "title": part.title,
                "text": part.text,
                "sections": [_section(answer) for answer in part.answers],
            }
            for part in report.parts
        ],
        "studies": [_study(study) for study in report.studies],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _question(asked: Asked, language: Language) -> dict[str, Any]:
    told = worded(asked.question, language)
    return {
        "summary": told.summary,
        "note": told.note,
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


def _study(study: Study) -> dict[str, Any]:
    return {
        "title": study.title,
        "text": study.text,
        "caption": study.caption,
        "command": study.command,
        "columns": study.headings,
        "rows": study.rows,
        "left_out": study.lack or None,
    }


FORMATS: dict[str, Callable[[Report], str]] = {
    "summary": summary,
    "html": html,
    "markdown": markdown,
    "json": to_json,
}


def cite(report: Report) -> str:
    """Return how to cite the dataset."""
    return texts_in(report.language).gettext(
        "The twingraph contributors: {title}. Version {version}. {licence}.",
        title=report.title,
        version=report.version,
        licence=named(report.license),
    )


# --- templates ----------------------------------------------------------------------------------


def _values(report: Report, drawing: Callable[[AnsweredSection], Picture | None]) -> dict[str, Any]:
    """Return what a template writes."""
    language = report.language
    shown = iter([_shown(answer, drawing) for answer in report.answers])
    return {
        "report": report,
        "parts": [(part, [next(shown) for _ in part.answers]) for part in report.parts],
        "studies": [(study, _cells(study.rows, language)) for study in report.studies],
        "cite": cite(report),
        "licence": linked(report.license),
        "number": partial(counted, language=language),
        "worded": partial(worded, language=language),
    }


def _shown(answer: AnsweredSection, drawing: Callable[[AnsweredSection], Picture | None]) -> Shown:
    asked, section = answer.asked, answer.section
    columns = [
        Column(answer.language, name, section.question, name in section.dates)
        for name in section.columns
    ]
    places = [(asked.columns.index(column.name), column) for column in columns]
    return Shown(
        answer=answer,
        picture=drawing(answer),
        headings=tuple(section.columns.values()),
        rows=tuple(
            tuple(cell(row[place], column) for place, column in places)
            for row in asked.rows[:SHOWN]
        ),
        left_out=max(len(asked.rows) - SHOWN, 0),
    )


def _cells(rows: Iterable[Iterable[Value]], language: Language) -> list[list[Cell]]:
    return [[_cell(value, language) for value in row] for row in rows]


def _cell(value: Value, language: Language) -> Cell:
    if isinstance(value, int | float):
        places = 1 if abs(value) >= _LARGE else 3
        return Cell(decimal(value, language, places), "number")
    return Cell(value or "")


@cache
def _template(name: str) -> Template:
    """Return a template of this package; each escapes what is put into it as its format wants."""
    escape = {"finalize": _escape} if name.endswith(".md.jinja") else {}
    environment = shell.environment(__package__, **escape)
    environment.filters |= {"id": id_of, "verbatim": Markup}
    return environment.get_template(name)


def _escape(value: Any) -> Any:
    """Leave to Markdown only what the template itself says."""
    return value if isinstance(value, Markup) else _MARKS.sub(r"\\\1", str(value))
