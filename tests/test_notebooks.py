"""The notebooks run from their first cell to the last, and give what is stored in them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import pytest

from support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
# Where matplotlib draws, a machine's fonts decide on the pixels.
DATA = ("text/plain", "text/html")


def read(file: Path) -> Any:
    import nbformat

    return nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]


def outputs(notebook: Any) -> list[Any]:
    """Return what the cells have written, without pictures."""
    return [
        {kind: output["data"][kind] for kind in DATA if kind in output.get("data", {})}
        | {"text": output.get("text")}
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]


@pytest.mark.filterwarnings("default")  # those of Jupyter are not ours
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs_and_gives_what_is_stored_in_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbclient import NotebookClient

    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    stored, fresh = read(file), read(file)
    client = NotebookClient(
        fresh,
        timeout=240,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(tmp_path)}},
    )
    client.execute()

    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        import nbformat

        fresh.metadata = stored.metadata
        nbformat.write(fresh, file)  # type: ignore[no-untyped-call]
    else:
        assert outputs(fresh) == outputs(stored), "write it again with TWINGRAPH_GOLDEN=write"


def test_there_are_three_notebooks_with_outputs_and_without_paths_of_a_machine() -> None:
    assert [file.stem for file in NOTEBOOKS] == ["ask", "map", "measure"]
    for file in NOTEBOOKS:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"/(home|root|tmp|work|Users|usr)/", text), file
        assert "stderr" not in text, file
        assert all(cell.execution_count for cell in read(file).cells if cell.cell_type == "code"), (
            file
        )
        assert len(text) < 100_000, file


def test_notebooks_use_the_public_interface_only() -> None:
    for file in NOTEBOOKS:
        code = "\n".join(cell.source for cell in read(file).cells if cell.cell_type == "code")
        assert "from twingraph" not in code, file
        assert "import twingraph" in code, file
