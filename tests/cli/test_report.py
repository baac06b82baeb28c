"""The command that writes the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run


def test_without_a_file_the_numbers_are_printed(built: Path, run: Callable[..., Run]) -> None:
    done = run("report", "-b", built)
    assert done.returncode == 0, done.stderr
    assert "| cities | " in done.stdout
    assert "`report/one-source`" in done.stdout
    assert list(Path().iterdir()) == []


def test_a_format_can_be_named(built: Path, run: Callable[..., Run]) -> None:
    done = run("report", "-b", built, "--format", "json")
    assert json.loads(done.stdout)["parts"]


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_the_same_build_gives_the_same_bytes(
    suffix: str, built: Path, run: Callable[..., Run]
) -> None:
    for seed in ("1", "2"):
        done = run("report", "-b", built, "-o", f"{seed}{suffix}", PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert Path(f"1{suffix}").read_bytes() == Path(f"2{suffix}").read_bytes()


def test_a_number_of_the_report_is_what_its_command_gives(
    built: Path, run: Callable[..., Run]
) -> None:
    assert run("report", "-b", built, "-o", "r.JSON", "-p", "years=1").returncode == 0
    made = json.loads(Path("r.JSON").read_text(encoding="utf-8"))
    for name in ("report/by-country", "undated", "report/stale-sources"):
        asked = made["questions"][name]
        _, *command = asked["command"].split()
        done = run(*command, "-b", built, "--format", "json")
        assert len(json.loads(done.stdout)["results"]["bindings"]) == len(asked["rows"])


def test_the_report_has_the_language_that_is_wanted(built: Path, run: Callable[..., Run]) -> None:
    done = run("report", "-b", built, "--lang", "pl")
    assert "| miasta | " in done.stdout
    assert "Raport" not in done.stderr
    assert run("report", "-b", built, "--lang", "uk", "-o", "r.html").returncode == 0
    page = Path("r.html").read_text(encoding="utf-8")
    assert '<html lang="uk">' in page
    assert "Дослідження мережі" in page
    assert "twingraph query report/by-country --language uk" in page


def test_names_may_have_another_language_than_words(built: Path, run: Callable[..., Run]) -> None:
    done = run("report", "-b", built, "--lang", "de", "-p", "language=pl", "-o", "r.json")
    assert done.returncode == 0, done.stderr
    made = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert made["parts"][0]["title"] == "Was es gibt"
    rows = made["questions"]["report/by-country"]["rows"]
    assert "Niemcy" in {row["country_name"] for row in rows}


@pytest.mark.parametrize("name", ["report.pdf", "report.html.gz"])
def test_an_unknown_ending_is_refused_before_anything_is_asked(
    name: str, run: Callable[..., Run]
) -> None:
    done = run("report", "-b", "nowhere", "-o", name)
    assert done.returncode == 2
    assert (
        f"{name}: unknown ending; add --format, or use one of these endings: .html, .md, .json"
        in done.stderr
    )
    assert not Path(name).exists()


def test_what_else_can_be_wrong(built: Path, run: Callable[..., Run]) -> None:
    assert run("report", "-b", "nowhere").returncode == 2
    unknown = run("report", "-b", built, "-p", "city=Krakau")
    assert unknown.returncode == 1
    assert "the parameters are: language, least, times, years" in unknown.stderr
    unreadable = run("report", "-b", built, "-p", "years=two")
    assert unreadable.returncode == 1
    assert 'parameter years: "two" is not a whole number' in unreadable.stderr
    formless = run("report", "-b", built, "-p", "years")
    assert formless.returncode == 2
    assert "write it as NAME=VALUE" in formless.stderr
    twice = run("report", "-b", built, "-p", "years=1", "-p", "years=2")
    assert twice.returncode == 2
    assert "the parameter years is given twice: 1, 2" in twice.stderr
