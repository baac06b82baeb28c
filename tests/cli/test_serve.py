"""``twingraph serve``: what it refuses to do."""

from __future__ import annotations

import shutil
import socket
from typing import TYPE_CHECKING

import pytest

from support.graphs import build_of
from twingraph.serve.settings import Settings

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
    assert (
        f"127.0.0.1 port {port}: Address already in use; choose another with --port\n"
        in done.stderr
    )


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


@pytest.mark.parametrize(
    ("option", "given", "said"),
    [
        ("--name", "https://example.org", '"https://example.org" is not the name of a host'),
        ("--name", "example.org:8000", "write it alone and in ASCII, such as example.org"),
        ("--name", "köln.example", "in ASCII"),
        ("--origin", "example.org", '"example.org" is not an origin'),
        ("--origin", "https://example.org/", "without a path, such as https://example.org"),
    ],
)
def test_a_name_or_origin_that_no_browser_sends_is_refused(
    option: str, given: str, said: str, run: Callable[..., Run], tmp_path: Path
) -> None:
    folder = build_of("<urn:a> <urn:b> 1 .", tmp_path / "build")
    done = run("serve", folder, "--port", "0", option, given)
    assert done.returncode == 1
    assert said in done.stderr


@pytest.mark.parametrize("name", ["example.org", "EXAMPLE.org", "10.0.0.7", "::1", "a_b.internal"])
def test_a_name_of_a_host_is_taken(name: str) -> None:
    assert Settings(names=(name,)).names == (name,)


@pytest.mark.parametrize("origin", ["*", "http://127.0.0.1:3333", "https://a.org", "null://x"])
def test_an_origin_is_taken(origin: str) -> None:
    assert Settings(origins=(origin,)).origins == (origin,)
