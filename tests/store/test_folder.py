"""What kind of folder a path is: a build, the tables of a fetch, tables of a person, or none."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from support import small
from support.command import twingraph
from twingraph.core import manifest
from twingraph.core.errors import CannotError, InputError
from twingraph.store.folder import NQUADS, BuildFolder, Latest
from twingraph.tables.folder import shipped, write_folder
from twingraph.tables.leftout import LeftOut

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def fetched(tmp_path: Path) -> Path:
    """A folder as a fetch writes it."""
    content = small.data()
    write_folder(tmp_path / "fetched", content, {"retrieved": "2026-11-26"}, LeftOut(("row",)))
    return tmp_path / "fetched"


def test_the_manifest_says_what_kind_of_folder_it_is(built: Path, fetched: Path) -> None:
    kinds = [
        json.loads((folder / "manifest.json").read_text())["kind"] for folder in (built, fetched)
    ]

    assert kinds == ["build", "tables"]
    assert BuildFolder.is_at(built)
    assert not BuildFolder.is_at(fetched)


def test_validate_reads_what_a_fetch_wrote_as_tables(fetched: Path) -> None:
    done = twingraph("validate", fetched)

    assert (done.returncode, done.stderr) == (0, "")
    assert "error" not in done.stdout


@pytest.mark.parametrize(
    "command", [["export"], ["query", "mayors", "--city", "Alpha"], ["report"]]
)
def test_what_needs_a_build_says_so_of_tables(command: list[str], fetched: Path) -> None:
    done = twingraph(*command, "-b", fetched)

    assert done.returncode == 2
    assert done.stderr == (
        f"Error: {fetched} contains tables, not a build; build them first:"
        f" twingraph build {fetched}\n"
    )


@pytest.mark.parametrize("verb", ["build", "validate"])
def test_the_tables_of_a_fetch_that_did_not_finish_are_refused(
    verb: str, fetched: Path, tmp_path: Path
) -> None:
    manifest.write_unfinished(fetched, "tables")
    where = ["-o", tmp_path / "out"] if verb == "build" else []

    for named in (fetched, fetched / "cities.csv"):
        done = twingraph(verb, named, *where)

        assert done.returncode == 2, done.stdout
        assert "the fetch that wrote these tables did not finish" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_fetch_never_writes_over_the_tables_of_a_person(tmp_path: Path) -> None:
    mine = small.write(tmp_path / "mine", small.data())
    (mine / "manifest.json").write_text('{"name": "my web app"}')  # of another program

    with pytest.raises(InputError, match="contains tables that were not fetched"):
        write_folder(mine, {"cities.csv": shipped("cities.csv")}, {}, LeftOut(("row",)))
    assert twingraph("validate", mine).returncode == 0


@pytest.mark.parametrize("name", ["twingraph.nq", "twingraph.ttl"])
def test_a_file_of_a_build_that_was_cut_off_is_refused(
    name: str, built: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(built, tmp_path / "copy")
    (copy / name).write_bytes((copy / name).read_bytes()[:-1_000])
    opened = BuildFolder.open(copy)
    command = ["export", "-b", copy] if name.endswith("nq") else ["validate", copy]

    with pytest.raises(CannotError, match=r"bytes; .* were written; build it again"):
        _ = opened.nquads if name.endswith("nq") else opened.turtle
    assert twingraph(*command).returncode == 2


@pytest.mark.parametrize(
    "damage", ["", "[" * 100_000, "[]", "{", '{"kind": "build"}', '{"kind": 5}']
)
def test_a_damaged_manifest_is_a_message(damage: str, built: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(built, tmp_path / "copy")
    (copy / "manifest.json").write_text(damage)

    done = twingraph("export", "-b", copy)

    assert (done.returncode, done.stdout) == (2, "")
    assert "build it again" in done.stderr


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst"])
@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_store_is_a_message(
    name: str, damage: bytes | None, built: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(built, tmp_path / "copy")
    file = min((copy / "store").glob(name))
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)

    done = twingraph("query", "mayors", "--city", "Leipzig", "-b", copy)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {copy / 'store'}")
    assert "twingraph build" in done.stderr or "build it again" in done.stderr


def test_a_damaged_canonical_file_is_a_message(built: Path, tmp_path: Path) -> None:
    """One of the same length, which only reading can tell."""
    copy = shutil.copytree(built, tmp_path / "copy")
    nquads = copy / "twingraph.nq"
    nquads.write_bytes(b"\xff" * nquads.stat().st_size)

    for form in ("turtle", "jsonld"):
        done = twingraph("export", "-b", copy, "--format", form, "-o", tmp_path / "out")

        assert done.returncode == 2
        assert done.stderr == f"Error: {nquads}:1: this line is not N-Quads; build it again\n"
    assert not (tmp_path / "out").exists()


def test_a_manifest_is_read_again_only_when_it_is_another_file(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("manifest.json", "twingraph.nq"):
        shutil.copy2(built / name, tmp_path)
    opened: list[Path] = []
    read = manifest.read

    def noted(folder: Path) -> manifest.Manifest | None:
        opened.append(folder)
        return read(folder)

    monkeypatch.setattr(manifest, "read", noted)
    latest = Latest(tmp_path)
    assert latest.digest() == latest.digest() == BuildFolder.open(built).manifest.digest(NQUADS)
    assert opened.count(tmp_path) == 1
    content = json.loads((tmp_path / "manifest.json").read_text())
    content["files"]["twingraph.nq"]["sha256"] = "other"
    manifest.write(tmp_path, "build", content)
    assert latest.digest() == "other"
    (tmp_path / "manifest.json").unlink()
    for _ in range(2):
        with pytest.raises(CannotError, match="manifest"):
            latest.digest()
