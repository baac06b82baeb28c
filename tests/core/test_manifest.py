"""Manifests say what a folder is, and notice what is damaged or was never finished."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from twingraph.core import manifest
from twingraph.core.errors import CannotError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one file and its manifest."""
    (tmp_path / "graph.nq").write_bytes(b"a graph")
    files = {"graph.nq": manifest.described(tmp_path / "graph.nq")}
    manifest.write(tmp_path, "build", {"files": files})
    return tmp_path


def read(folder: Path) -> manifest.Manifest:
    found = manifest.read(folder)
    assert found
    return found


def test_what_is_written_is_read_again(folder: Path) -> None:
    found = read(folder)
    assert (found.kind, found.unfinished) == ("build", False)
    assert found.names() == {"graph.nq", "manifest.json"}
    assert found.file("graph.nq") == folder / "graph.nq"
    assert found.digest("graph.nq") == hashlib.sha256(b"a graph").hexdigest()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000, b"{}", b'{"kind": "app"}', b'{"kind": 7}'],
)
def test_the_manifest_of_another_program_is_none_of_ours(tmp_path: Path, content: bytes) -> None:
    assert manifest.read(tmp_path) is None
    (tmp_path / "manifest.json").write_bytes(content)
    assert manifest.read(tmp_path) is None


def test_a_manifest_that_is_a_folder_is_no_manifest(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").mkdir()
    assert manifest.read(tmp_path) is None


def test_a_file_that_was_cut_off_is_noticed(folder: Path) -> None:
    (folder / "graph.nq").write_bytes(b"a gr")
    with pytest.raises(CannotError, match=r"has 4 bytes; 7 were written; build it again"):
        read(folder).file("graph.nq")
    (folder / "graph.nq").unlink()
    with pytest.raises(CannotError, match=r"graph\.nq cannot be read: No such file"):
        read(folder).digest("graph.nq")


@pytest.mark.parametrize(
    "files", [None, [], {}, {"graph.nq": 7}, {"graph.nq": {}}, {"graph.nq": {"bytes": "many"}}]
)
@pytest.mark.parametrize(
    ("kind", "advice"), [("build", "build it again"), ("tables", "fetch it again")]
)
def test_a_file_that_is_not_described_is_named(
    folder: Path, files: object, kind: str, advice: str
) -> None:
    (folder / "manifest.json").write_text(json.dumps({"kind": kind, "files": files}))
    with pytest.raises(CannotError, match=rf"does not describe graph\.nq; {advice}"):
        read(folder).file("graph.nq")


def test_a_folder_is_unfinished_until_its_manifest_is_written(tmp_path: Path) -> None:
    manifest.refuse_unfinished(tmp_path)
    manifest.write_unfinished(tmp_path, "tables")
    assert read(tmp_path).unfinished
    with pytest.raises(CannotError, match="did not finish; run it again, with --resume"):
        manifest.refuse_unfinished(tmp_path)
    manifest.write(tmp_path, "tables", {"files": {}})
    manifest.refuse_unfinished(tmp_path)
    assert not read(tmp_path).unfinished
