"""A person reads the first findings of each kind; a file of JSON has them all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support import small
from support.command import twingraph
from twingraph.core.errors import InputError, UnknownName
from twingraph.core.findings import Finding, excerpt, ordered, to_json

if TYPE_CHECKING:
    from pathlib import Path


def test_of_each_kind_the_first_are_shown_and_the_rest_are_counted() -> None:
    dates = [Finding("error", "impossible-date", str(n)) for n in range(1_500)]
    names = [Finding("error", "unknown-city", str(n)) for n in range(20)]

    shown, more = excerpt([*dates, *names])

    assert shown == [*dates[:20], *names]
    assert more == ["and 1,480 more of the rule impossible-date (1,500 findings in total)"]


@pytest.fixture
def thousand(tmp_path: Path) -> Path:
    """Tables with a thousand rows that are wrong in one way, and two that are wrong in another."""
    content = small.data()
    content["partnerships.csv"] += [
        {"partnership": "alpha--beta", "start": f"19{n:04}", "source": "page"} for n in range(1_000)
    ]
    content["partnerships.csv"] += [
        {"partnership": "alpha--beta", "source": f"nobody-{n}"} for n in range(2)
    ]
    return small.write(tmp_path / "tables", content)


def test_build_and_validate_show_the_first_of_a_thousand_errors(
    thousand: Path, tmp_path: Path
) -> None:
    build = twingraph("build", thousand, "-o", tmp_path / "out")
    validate = twingraph("validate", thousand)

    for text, hint in ((build.stderr, "twingraph validate --format json"), (validate.stdout, "")):
        assert "and 980 more of the rule impossible-date (1,000 findings in total)" in text
        assert text.count("nobody-") == 2
        assert f"to list all of them: {hint or '--format json'}" in text
    assert (build.returncode, validate.returncode) == (1, 1)


def test_json_has_every_finding(thousand: Path) -> None:
    done = twingraph("validate", thousand, "--format", "json")

    assert sum(f["rule"] == "impossible-date" for f in json.loads(done.stdout)) == 1_000


def test_a_finding_names_what_nobody_sees() -> None:
    finding = Finding("error", "unknown-city", 'no city "Krak\u200bów"', "a\udcff/cities.csv", 2)

    assert str(finding) == 'a⟨U+DCFF⟩/cities.csv:2: no city "Krak⟨ZERO WIDTH SPACE⟩ów"'
    assert json.loads(to_json([finding]))[0]["file"] == "a⟨U+DCFF⟩/cities.csv"


def test_an_error_names_what_nobody_sees() -> None:
    assert str(InputError("\x1b[2J")) == "⟨U+001B⟩[2J"
    assert str(UnknownName("city", "a\nb" * 100)).startswith('no city "a⟨U+000A⟩ba⟨U+000A⟩b')
    assert len(str(UnknownName("city", "x" * 100_000))) < 200
    assert len(str(InputError("x" * 1_000_000))) < 6_000


def test_findings_are_sorted_by_severity_and_said_once() -> None:
    warning = Finding("warning", "a", "later", "a.csv", 1)
    error = Finding("error", "b", "first", "b.csv", 9)

    assert ordered([warning, error, error]) == [error, warning]
