"""``twingraph serve``: what it refuses to do."""

from __future__ import annotations

import shutil
import socket
from typing import TYPE_CHECKING

from support.graphs import build_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Run


def test_a_service_for_others_must_be_meant(run: Callable[..., Run], tmp_path: Path) -> None:
    folder = build_of("<urn:a> <urn:b> 1 .", tmp_path / "build")
    done = run("serve", folder, "--host", "0.0.0.0")  # noqa: S104 - it is refused
    assert done.returncode == 2
    assert "--host 0.0.0.0 opens the service to others; name it with --name" in done.stderr


def test_a_port_that_is_taken_is_named(run: Callable[..., Run], tmp_path: Path) -> None:
    folder = build_of("<urn:a> <urn:b> 1 .", tmp_path / "build")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", folder, "--port", port)
    assert done.returncode == 2
    assert f"127.0.0.1 port {port}: Address already in use" in done.stderr


def test_a_folder_without_a_build_is_named(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("serve", tmp_path / "nothing")
    assert done.returncode == 2
    assert "there is no such folder" in done.stderr


def test_a_build_without_its_store_is_named(run: Callable[..., Run], tmp_path: Path) -> None:
    folder = build_of("<urn:a> <urn:b> 1 .", tmp_path / "build")
    shutil.rmtree(folder / "store")
    done = run("serve", folder, "--port", "0")
    assert done.returncode == 2
    assert "has no store; make one with: twingraph build" in done.stderr


def test_a_log_that_cannot_be_written_is_named(run: Callable[..., Run], tmp_path: Path) -> None:
    folder = build_of("<urn:a> <urn:b> 1 .", tmp_path / "build")
    done = run("serve", folder, "--port", "0", "--log", tmp_path / "no" / "log")
    assert done.returncode == 2
    assert "No such file or directory" in done.stderr
