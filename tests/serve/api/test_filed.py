"""The rows of a build's files: those of its store, or none at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from twingraph.columns import tables
from twingraph.serve.api import filed, rows
from twingraph.store.folder import COLUMNS, NQUADS, STORE, BuildFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twingraph.store.engine import Store


@pytest.fixture(scope="module")
def store(built: Path) -> Store:
    return BuildFolder.open(built).store()


@pytest.fixture(scope="module")
def key(built: Path) -> str:
    return BuildFolder.open(built).manifest.digest(NQUADS)


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A copy of a build without its store, to be damaged."""
    folder = tmp_path / "build"
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns(STORE))
    return folder


@pytest.mark.parametrize("name", sorted(tables.asked()))
def test_a_file_has_the_rows_of_the_store(name: str, built: Path, key: str, store: Store) -> None:
    of_file = filed.rows(store, name, built, key)
    of_store = rows.about(store, name, rows.things(store, name))
    assert of_file == of_store
    assert len(of_store) > 1
    types = [{name: type(value) for name, value in row.cells.items()} for row in of_store]
    assert [{name: type(value) for name, value in row.cells.items()} for row in of_file] == types


def test_a_file_of_another_build_is_not_read(built: Path, store: Store) -> None:
    assert filed.rows(store, "cities", built, "of another") is None


def damaged(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize(
    "harm",
    [
        damaged,
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(b""),
        lambda file: file.unlink(),
        lambda file: file.parent.parent.joinpath("manifest.json").write_text("[]"),
        lambda file: shutil.rmtree(file.parent.parent),
    ],
    ids=["a changed bit", "cut off", "empty", "missing", "undescribed", "no build"],
)
def test_a_file_that_is_not_whole_is_not_read(
    harm: Callable[[Path], object], copy: Path, key: str, store: Store
) -> None:
    assert filed.rows(store, "cities", copy, key)
    harm(copy / COLUMNS / "cities.parquet")
    assert filed.rows(store, "cities", copy, key) is None
