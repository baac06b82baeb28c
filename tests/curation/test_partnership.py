"""One page's statement on a partnership becomes rows, and nothing in it is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.additions import KNOWN, NEW, PAGE, errors, new_lines, prepare, state
from twingraph.core.errors import InputError
from twingraph.curation.citation import Citation

if TYPE_CHECKING:
    from pathlib import Path


def test_of_a_page_that_is_known_only_the_statement_is_added(folder: Path) -> None:
    before = state(folder)
    prepare(folder, "Älpha", "Gamma (Oder)", start="1981", kind="jumelage").write()
    assert new_lines(before, folder) == {
        "partnerships.csv": [
            "alpha--gamma-oder,alpha; gamma-oder,twin-town,fr,jumelage,,,,,,1981,,,,,page,,,,,,,\n"
        ]
    }
    assert errors(folder) == []


def test_a_page_that_is_new_gets_a_row_of_its_own(folder: Path) -> None:
    before = state(folder)
    addition = prepare(folder, "Gamma (Oder)", "Alpha", by=NEW, start="1981", kind="jumelage")
    assert state(folder) == before
    addition.write()
    assert new_lines(before, folder) == {
        "sources.csv": [
            f"alpha-example-twin-towns,Twin towns,,official-site,,{PAGE},,2026-03-01,,,,,,,\n"
        ],
        "partnerships.csv": [
            (
                "alpha--gamma-oder,alpha; gamma-oder,twin-town,fr,jumelage,,,,,,1981,,,,,"
                "alpha-example-twin-towns,,,,,,,\n"
            ),
        ],
    }
    assert errors(folder) == []


def test_what_held_at_a_time_and_what_holds_for_good_are_two_rows(folder: Path) -> None:
    addition = prepare(folder, "alpha", "gamma-main", start="1981", status="active", as_of="2026")
    assert [{k: v for k, v in row.cells.items() if v} for row in addition.rows] == [
        {
            "partnership": "alpha--gamma-main",
            "members": "alpha; gamma-main",
            "status": "active",
            "source": "page",
            "as_of": "2026",
        },
        {"partnership": "alpha--gamma-main", "start": "1981", "source": "page"},
    ]


@pytest.mark.parametrize(
    ("cities", "citation", "said", "message"),
    [
        (("Betha", "alpha"), KNOWN, {}, 'no city "Betha"; nearest: beta'),
        (
            ("Gamma", "alpha"),
            KNOWN,
            {},
            '"Gamma" may mean any of: gamma-main (de), gamma-oder (de); write the id of one',
        ),
        (("Alpha", "Älpha"), KNOWN, {}, "these are one city, not two: alpha, alpha"),
        (("alpha", "beta"), Citation("paeg"), {}, 'no source "paeg"; did you mean: page'),
        (("alpha", "beta"), Citation("https://[::1"), {}, '"https://[::1" is not a web address'),
        (
            ("alpha", "beta"),
            Citation("https://example.org/other"),
            {},
            (
                "https://example.org/other is not in sources.csv yet; "
                "give its kind with --source-kind: "
                "database, encyclopaedia, news, official-site, other, press-release "
                "(other pages of example.org: official-site)"
            ),
        ),
        (
            ("alpha", "beta"),
            KNOWN,
            {"kind": "jumelages"},
            (
                '"jumelages" is not a word for a kind in kinds.csv; give the page\'s own word, or '
                "write it there with its kind and the reason; did you mean: jumelage (fr)?"
            ),
        ),
        (
            ("alpha", "beta"),
            KNOWN,
            {"kind": "jumelage", "phase_kind": "Partner"},
            "a row has one word for the kind; add the kind and that of the phase apart",
        ),
        (
            ("alpha", "beta"),
            KNOWN,
            {"kind": "partner"},
            '"partner" is a word of several languages; choose one with --language: de, en',
        ),
        (
            ("beta", "gamma-oder"),
            KNOWN,
            {"start": "1981"},
            (
                "choose a phase with --phase, or 3 for a new one; known: phase 1: end 1990; "
                "phase 2: status active, start 1995"
            ),
        ),
        (
            ("alpha", "beta"),
            KNOWN,
            {"start": "1981", "phase": "3"},
            "phase 3 would leave out phase 2; known: phase 1: status active, start 1962-05",
        ),
    ],
)
def test_nothing_is_guessed(
    folder: Path, cities: tuple[str, ...], citation: Citation, said: dict[str, str], message: str
) -> None:
    before = state(folder)
    with pytest.raises(InputError) as raised:
        prepare(folder, *cities, by=citation, **said)
    assert message in str(raised.value)
    assert state(folder) == before


def test_an_end_of_the_whole_makes_an_ended_phase(folder: Path) -> None:
    addition = prepare(
        folder, "alpha", "gamma-main", start="1981", end="2022-03", status="ended", as_of="2023"
    )
    assert [{k: v for k, v in row.cells.items() if v} for row in addition.rows] == [
        {
            "partnership": "alpha--gamma-main",
            "members": "alpha; gamma-main",
            "status": "active",
            "start": "1981",
            "end": "2022-03",
            "source": "page",
        },
        {
            "partnership": "alpha--gamma-main",
            "phase": "2",
            "status": "ended",
            "source": "page",
            "as_of": "2023",
        },
        {
            "partnership": "alpha--gamma-main",
            "phase": "2",
            "start": "2022-03",
            "source": "page",
        },
    ]


def test_a_language_tells_words_apart(folder: Path) -> None:
    row = prepare(folder, "alpha", "gamma-main", kind="partner", language="de").rows[0]
    assert (row.cells["kind"], row.cells["kind_word"]) == ("partnership", "Partner")


def test_after_an_end_a_new_start_wants_a_phase(folder: Path) -> None:
    prepare(folder, "alpha", "beta", by=NEW, end="1970").write()
    with pytest.raises(InputError, match="choose a phase with --phase, or 2 for a new one"):
        prepare(folder, "alpha", "beta", start="1981")
    assert prepare(folder, "alpha", "beta", start="1981", phase="2").rows[0].cells["phase"] == "2"
    assert prepare(folder, "alpha", "beta", start="1965").rows[0].cells["phase"] == ""
