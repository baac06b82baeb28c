"""The README: every command in it runs, and says what the README says.

Rewrite the outputs with ``TWINGRAPH_GOLDEN=write pytest tests/test_readme.py``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from support.paths import ROOT
from twingraph.core.version import __version__

if TYPE_CHECKING:
    import pytest

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def test_the_commands_say_what_the_readme_says(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build").symlink_to(built)
    text = README.read_text("utf-8")

    again = BLOCK.sub(lambda block: f"```console\n{replay(block[1])}```", text)

    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        README.write_text(again, "utf-8")
    assert again == README.read_text("utf-8")


def replay(block: str) -> str:
    """Run the commands of a block, and put what they say behind each."""
    commands = re.findall(r"^\$ (.*(?:\n {4}.*)*)", block, re.MULTILINE)
    return "".join(f"$ {command}\n{said(command)}" for command in commands)


def said(command: str) -> str:
    if command == "make run":
        command = "twingraph build -o elsewhere"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\r", "").replace("elsewhere/", "build/")


def test_the_service_says_what_the_readme_says(built: Path) -> None:
    command = [sys.executable, "-m", "twingraph", "serve", str(built), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout
        said = serving.stdout.readline()
        serving.terminate()
    line = re.sub(r":\d+/", ":8000/", said)
    assert line.startswith("http://127.0.0.1:8000/")
    assert f"```text\n{line}```" in README.read_text("utf-8")


def test_the_version_is_the_same_everywhere() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {__version__}\n" in citation
    assert f"\n## {__version__} – " in (ROOT / "CHANGELOG.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" in project["dynamic"]


def test_every_link_leads_somewhere() -> None:
    for file in [
        README,
        ROOT / "CONTRIBUTING.md",
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("data/*.md"),
    ]:
        for target in re.findall(r"\]\(([^)#]+)\)", file.read_text("utf-8")):
            assert target.startswith("https://") or (file.parent / target).exists(), target


def test_three_questions_stand_in_the_readme_as_they_are() -> None:
    shown = re.findall(
        r"\(`([a-z-]+)`\):\n\n```sparql\n(.*?)```", README.read_text("utf-8"), re.DOTALL
    )
    # Without its header and the places of its filters.
    header = re.compile(r"^ *#\+.*\n", re.MULTILINE)
    files = {
        name: header.sub("", (ROOT / "queries" / f"{name}.rq").read_text("utf-8"))
        for name, _ in shown
    }
    assert len(files) == 3
    for name, query in shown:
        assert files[name].endswith("\n" + query), name
