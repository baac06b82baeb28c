"""The dataset that comes with twingraph, in the user's cache."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.command import Run, twingraph
from twingraph import open as twingraph_open
from twingraph.core import resources
from twingraph.publish import bundled

if TYPE_CHECKING:
    from collections.abc import Callable

ASK = ("query", "undated", "--format", "csv")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the dataset is kept."""
    folder = tmp_path_factory.mktemp("bundled")
    done = twingraph(*ASK, cwd=folder, XDG_CACHE_HOME=str(folder / "cache"))
    assert done.returncode == 0, done.stderr
    return folder / "cache"


def kept(cache: Path) -> list[Path]:
    return list((cache / "twingraph").iterdir())


def test_without_a_build_the_dataset_that_comes_with_twingraph_is_asked(
    cache: Path, built: Path, run: Callable[..., Run]
) -> None:
    done = run(*ASK, XDG_CACHE_HOME=str(cache))
    assert done.stdout == run(*ASK, "-b", built).stdout
    (folder,) = kept(cache)
    assert done.stderr == (
        "Note: there is no folder build here; this is the dataset that comes with twingraph,"
        f" kept in {folder}, which may be deleted\n"
    )


def test_it_is_made_once(cache: Path, run: Callable[..., Run]) -> None:
    (folder,) = kept(cache)
    before = folder.stat().st_mtime_ns
    run(*ASK, XDG_CACHE_HOME=str(cache))
    assert kept(cache) == [folder]
    assert folder.stat().st_mtime_ns == before


def test_runs_at_once_leave_one_whole_store(tmp_path: Path) -> None:
    def ask(_: int) -> Run:
        return twingraph(*ASK, cwd=tmp_path, XDG_CACHE_HOME=str(tmp_path / "cache"))

    with ThreadPoolExecutor(3) as threads:
        first, *others = threads.map(ask, range(3))
    assert first.returncode == 0, first.stderr
    assert all(other.stdout == first.stdout for other in others)
    assert len(kept(tmp_path / "cache")) == 1


def test_where_the_cache_cannot_be_written_it_is_read_anew(
    cache: Path, run: Callable[..., Run]
) -> None:
    Path("file").touch()  # a folder in it can be made by nobody, not even by root
    done = run(*ASK, XDG_CACHE_HOME=str(Path("file").resolve() / "cache"))
    assert done.stdout == run(*ASK, XDG_CACHE_HOME=str(cache)).stdout
    assert done.stderr.endswith("twingraph, read anew, as no cache is writable\n")


def test_a_build_that_is_named_is_never_replaced_by_it(run: Callable[..., Run]) -> None:
    done = run(*ASK, "-b", "build")
    assert done.returncode == 2
    assert "build: there is no such folder" in done.stderr


def test_a_folder_build_that_is_none_is_an_error(run: Callable[..., Run]) -> None:
    Path("build").mkdir()
    done = run(*ASK)
    assert done.returncode == 2
    assert "build is not a build" in done.stderr


def test_a_view_and_the_report_use_it_too(cache: Path, run: Callable[..., Run]) -> None:
    page = run("view", "city", "Lyon", "-o", "lyon.html", XDG_CACHE_HOME=str(cache))
    assert page.returncode == 0, page.stderr
    assert "the dataset that comes with twingraph" in page.stderr
    report = run("report", XDG_CACHE_HOME=str(cache))
    assert report.returncode == 0, report.stderr


def test_an_export_uses_it_too(cache: Path, built: Path, run: Callable[..., Run]) -> None:
    done = run("export", "--format", "nquads", XDG_CACHE_HOME=str(cache))
    assert done.returncode == 0, done.stderr
    (folder,) = kept(cache)
    assert f"the dataset that comes with twingraph, kept in {folder}" in done.stderr
    assert done.stdout == run("export", "--format", "nquads", "-b", built).stdout
    assert (folder / "twingraph.nq").read_text("utf-8") == done.stdout
    assert {path.name for path in folder.iterdir()} == {"store", "used", "twingraph.nq"}


def test_an_export_where_the_cache_cannot_be_written(built: Path, run: Callable[..., Run]) -> None:
    Path("file").touch()
    done = run("export", XDG_CACHE_HOME=str(Path("file").resolve() / "cache"))
    assert done.stdout == run("export", "-b", built).stdout
    assert done.stderr.endswith("twingraph, read anew, as no cache is writable\n")


def test_python_uses_it_too(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder,) = kept(cache)
    before = folder.stat().st_mtime_ns
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setattr(bundled, "_make", None)  # it would be called if nothing were kept
    graph = twingraph_open()
    assert len(graph.query("undated")) > 10
    assert len(graph.table("claims")) > 1_000
    assert folder.stat().st_mtime_ns == before


def test_a_folder_of_another_version_goes_when_nobody_has_used_it_for_long(
    cache: Path, run: Callable[..., Run]
) -> None:
    (folder,) = kept(cache)
    old = folder.with_name("dataset-0.0.1-0123456789abcdef")
    (old / "store").mkdir(parents=True)
    (old / "used").touch()
    run(*ASK, XDG_CACHE_HOME=str(cache))
    assert old.is_dir()
    for path in (old / "used", old):
        os.utime(path, (0, 0))
    run(*ASK, XDG_CACHE_HOME=str(cache))
    assert kept(cache) == [folder]


def test_other_data_have_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bundled.place()
    for name in ("data", "ontology"):
        shutil.copytree(resources.folder(name), tmp_path / name)
    monkeypatch.setattr(resources, "folder", tmp_path.joinpath)
    assert bundled.place() == before
    with (tmp_path / "data" / "cities.csv").open("a") as file:
        file.write("\n")
    assert bundled.place() != before
