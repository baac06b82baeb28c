"""The build: same input, same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support import small
from support.builds import IN_ALL_LANGUAGES, published
from support.command import twingraph
from twingraph.core.errors import InputError
from twingraph.core.findings import Finding
from twingraph.publish import build
from twingraph.store.folder import PARTS, STATEMENTS, TRIPLES

if TYPE_CHECKING:
    from pathlib import Path


def test_the_result_is_whole(built: Path) -> None:
    manifest = json.loads((built / "manifest.json").read_text())
    files = published(built)
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == {
        name: digest for name, digest in files.items() if name != "manifest.json"
    }
    lines = (built / "twingraph.nq").read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert manifest["counts"]["quads"] == len(lines)
    assert manifest["findings"]["error"] == 0


def test_what_only_the_build_needs_does_not_stay(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == PARTS - {TRIPLES, STATEMENTS}


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
    ],
)
def test_same_input_same_bytes(environment: dict[str, str], built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    done = twingraph("build", "-o", again, *IN_ALL_LANGUAGES, cwd=tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert published(again) == published(built)


def test_rows_in_another_order_make_the_same_statements(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"].append(
        {"partnership": "alpha--beta", "start": "1963", "source": "page"}
    )
    graphs = []
    for folder, order in (("a", 1), ("b", -1)):
        tables = {name: rows[::order] for name, rows in content.items()}
        build.build([small.write(tmp_path / folder / "tables", tables)], tmp_path / folder / "out")
        lines = (tmp_path / folder / "out" / "twingraph.nq").read_text().splitlines()
        graphs.append([line for line in lines if "#statedIn>" not in line])
    assert graphs[0] == graphs[1]


def test_an_error_found_in_the_graph_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = small.write(tmp_path / "tables", small.data())
    found = Finding("error", "some-rule", "something is wrong")
    monkeypatch.setattr(build, "check_graph", lambda *_: [found])
    with pytest.raises(InputError) as caught:
        build.build([tables], tmp_path / "out")
    assert caught.value.findings == (found,)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tables"]
