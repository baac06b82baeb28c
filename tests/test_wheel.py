"""The wheel: installed alone, the command builds the embedded dataset from anywhere."""

from __future__ import annotations

import subprocess
import sys
import venv
from typing import TYPE_CHECKING
from zipfile import ZipFile

from support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_the_wheel_brings_all_it_needs(tmp_path: Path, built: Path) -> None:
    dist, environment, elsewhere = (tmp_path / name for name in ("dist", "venv", "elsewhere"))
    elsewhere.mkdir()
    call(sys.executable, "-m", "build", "--wheel", "--outdir", dist, ROOT)
    venv.create(environment, with_pip=True)
    (wheel,) = dist.glob("*.whl")
    with ZipFile(wheel) as packed:
        assert "twingraph/py.typed" in packed.namelist()
        assert "twingraph/resources/stories/the-oldest.toml" in packed.namelist()
        assert "twingraph/resources/docs/data-model.md" in packed.namelist()
        assert "twingraph/resources/publications/konect.toml" in packed.namelist()
    call(environment / "bin" / "pip", "install", "--quiet", wheel)

    command = environment / "bin" / "twingraph"
    call(command, "build", "-o", "out", cwd=elsewhere)

    made = (elsewhere / "out" / "twingraph.nq").read_bytes()
    assert made == (built / "twingraph.nq").read_bytes()
    assert "twin-towns" in call(command, "query", "--list", cwd=elsewhere)
    assert "PREFIX" in call(
        command, "query", "twin-towns", "--city", "Krakau", "--show", "-b", "out", cwd=elsewhere
    )


def call(*command: object, cwd: Path | None = None) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
