"""What the questions say of partnerships that end, are to end, or begin again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from support.answers import oxigraph
from twingraph.claims import rdf
from twingraph.publish import build
from twingraph.store import questions
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from twingraph.store.engine import EmbeddedStore

# Status, start and end of each phase.
OVER = [("active", "1981", "2022-03-15"), ("ended", "2022-03-15", "")]
PLANNED = [("active", "1981", "2030"), ("ended", "2030", "")]
LOOSE = [("active", "1981", "2023-05")]
AGAIN = [
    ("active", "1953", "1970"),
    ("ended", "1970", ""),
    ("active", "1990", "2025-06-30"),
    ("ended", "2025-06-30", ""),
]
WHOLE = [("ended", "1981", "2022")]
Phases = list[tuple[str, str, str]]


def store(folder: Path, phases: Phases) -> EmbeddedStore:
    """The small dataset, in which Alpha and Beta have these phases."""
    content = small.data()
    content["partnerships.csv"] = [
        {
            "partnership": "alpha--beta",
            "members": "alpha; beta",
            "phase": str(number),
            "status": status,
            "start": start,
            "end": end,
            "source": "page",
        }
        for number, (status, start, end) in enumerate(phases, 1)
    ]
    knowledge, _ = build.gather([small.write(folder, content)])
    return oxigraph({quad.triple for quad in rdf.quads(knowledge)})


def answer(
    found: EmbeddedStore, name: str, *columns: str, **values: str
) -> Sequence[tuple[object, ...]]:
    """Some columns of the answer to a question."""
    told = rows(questions.named(name).ask(found, values))
    return [tuple(row[column] for column in columns) for row in told]


@pytest.mark.parametrize(
    ("phases", "day", "certainty"),
    [
        (OVER, "1980-12-31", None),
        (OVER, "2022-03-14", "certain"),
        (OVER, "2022-03-15", None),
        (PLANNED, "2029-12-31", "certain"),
        (PLANNED, "2030-06-01", "possible"),
        (PLANNED, "2031-01-01", None),
        (LOOSE, "2023-04-30", "certain"),
        (LOOSE, "2023-05-15", "possible"),
        (LOOSE, "2023-06-01", None),
        (AGAIN, "1960-01-01", "certain"),
        (AGAIN, "1970-06-01", "possible"),
        (AGAIN, "1980-01-01", None),
        (AGAIN, "2000-01-01", "certain"),
        (AGAIN, "2025-06-30", None),
        (WHOLE, "2000-01-01", None),
        ([("active", "", ""), ("active", "1991", "")], "2000-01-01", "certain"),
    ],
)
def test_a_partnership_exists_until_it_ends(
    tmp_path: Path, phases: Phases, day: str, certainty: str | None
) -> None:
    found = answer(store(tmp_path, phases), "existing-on", "certainty", day=day)

    assert found == ([(certainty,)] if certainty else [])


@pytest.mark.parametrize(
    ("phases", "endings"),
    [
        (OVER, [("2022-03-15", "certain")]),
        (PLANNED, [("2030", "planned")]),
        (LOOSE, [("2023-05", "certain")]),
        (AGAIN, [("2025-06-30", "certain")]),
        (WHOLE, [(None, "possible")]),
        ([("active", "1981", "2022-05"), ("ended", "", "")], [("2022-05", "certain")]),
    ],
)
def test_each_ending_is_one_row_with_its_own_day(
    tmp_path: Path, phases: Phases, endings: list[tuple[str | None, str]]
) -> None:
    found = answer(store(tmp_path, phases), "suspended-or-ended", "on", "certainty", "sources")

    assert found == [(*ending, 1) for ending in endings]


@pytest.mark.parametrize(
    ("phases", "status", "at_least"),
    [(OVER, "ended", 40), (PLANNED, "active", 44), (LOOSE, "ended", 41)],
)
def test_what_is_to_end_is_not_over(
    tmp_path: Path, phases: Phases, status: str, at_least: int
) -> None:
    found = store(tmp_path, phases)
    partners = answer(found, "twin-towns", "start", "status", city="alpha")
    longest = answer(found, "longest", "at_least", "status", years="1")

    assert partners == [("1981", status)]
    assert longest == [(at_least, status)]


@pytest.mark.parametrize(("phases", "year", "years"), [(OVER, "2021", 40), (OVER, "2031", None)])
def test_a_partnership_that_is_over_has_no_anniversary(
    tmp_path: Path, phases: Phases, year: str, years: int | None
) -> None:
    found = answer(store(tmp_path, phases), "anniversaries", "years", year=year)

    assert found == ([(years,)] if years else [])
