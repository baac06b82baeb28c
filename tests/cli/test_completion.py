"""Completion on the command line, asked as bash, zsh and fish ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.command import twingraph

if TYPE_CHECKING:
    from pathlib import Path


def completed(
    *words: str, shell: str = "bash", cwd: Path | None = None, **environment: str
) -> list[str]:
    """Return what a shell is given for the last word, one line for each part of it."""
    done = twingraph(
        cwd=cwd,
        _TWINGRAPH_COMPLETE=f"{shell}_complete",
        COMP_WORDS=" ".join(["twingraph", *words]),
        COMP_CWORD=words[-1] if shell == "fish" else str(len(words)),
        **environment,
    )
    assert not done.stderr
    return done.stdout.splitlines()


def values(*words: str) -> list[str]:
    return [line.removeprefix("plain,") for line in completed(*words) if line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_given_the_questions(shell: str) -> None:
    found = "\n".join(completed("query", "twin-t", shell=shell))
    assert "twin-towns" in found
    assert "mayors" not in found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script_to_load(shell: str) -> None:
    done = twingraph(_TWINGRAPH_COMPLETE=f"{shell}_source")
    assert f"{shell}_complete" in done.stdout


def test_questions_of_the_program_itself_are_not_completed() -> None:
    assert not values("query", "check/")


def test_the_parameters_and_filters_of_the_question_are_options() -> None:
    assert values("query", "twin-towns", "--c") == ["--city", "--country"]
    assert values("query", "mayors", "--fr") == ["--from"]
    assert values("query", "contradictions", "--c") == ["--city", "--country"]
    assert "--kind" not in values("query", "triangles", "--k")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("twin-towns", "--city", "krako"), "Kraków"),
        (("twin-towns", "--city", "Краків"), "Краків"),
        (("twin-towns", "--country", "Pol"), "Poland"),
        (("twin-towns", "--kind", "twin"), "twin-town"),
        (("twin-towns", "--status", "sus"), "suspended"),
        (("twin-towns", "--language", "p"), "pl"),
        (("claims", "--partnership", "krakow--lei"), "krakow--leipzig"),
        (("events", "--initiative", "youth"), "youth-exchange-2024"),
    ],
)
def test_values_are_completed_from_the_build(
    words: tuple[str, ...], expected: str, built: Path
) -> None:
    assert expected in values("query", "-b", str(built), *words)


def test_a_name_with_a_blank_is_completed_by_its_id(built: Path) -> None:
    found = values("query", "-b", str(built), "twin-towns", "--city", "frankfurt")
    assert found
    assert not any(" " in name for name in found)


def test_without_a_build_nothing_is_made_for_a_completion(tmp_path: Path) -> None:
    found = completed(
        "query", "twin-towns", "--city", "Krak", cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path)
    )
    assert not any(found)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [("twin-towns", "--from", "19"), ("no-such-question", "--x")])
def test_what_cannot_be_completed_is_left_alone(words: tuple[str, ...], built: Path) -> None:
    assert not values("query", "-b", str(built), *words)
