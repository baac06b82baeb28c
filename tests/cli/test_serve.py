"""``twingraph serve``: what it refuses to do."""

from __future__ import annotations

import shutil
import socket
from typing import TYPE_CHECKING

import pytest

from support.graphs import build_of
from twingraph.cli.serve import serve
from twingraph.serve import server
from twingraph.serve.settings import Settings
from twingraph.store.processes import Capacity

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


def test_an_operator_decides_how_much_is_done_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = build_of("<urn:a> <urn:b> 1 .", tmp_path / "build")
    told: list[Settings] = []
    monkeypatch.setattr(server, "run", lambda service, *_: told.append(service.settings))
    given = {"--processes": 3, "--heavy": 5, "--queue": 7, "--connections": 11}
    for options in ({}, given):
        words = [str(word) for pair in options.items() for word in pair]
        serve.main([str(folder), *words], standalone_mode=False)

    usual, chosen = told
    assert (usual.connections, usual.capacity) == (Settings().connections, Capacity())
    assert (chosen.connections, chosen.capacity) == (11, Capacity(quick=3, heavy=5, queue=7))


@pytest.mark.parametrize("name", ["example.org", "EXAMPLE.org", "10.0.0.7", "::1", "a_b.internal"])
def test_a_name_of_a_host_is_taken(name: str) -> None:
    assert Settings(names=(name,)).names == (name,)


@pytest.mark.parametrize("origin", ["*", "http://127.0.0.1:3333", "https://a.org", "null://x"])
def test_an_origin_is_taken(origin: str) -> None:
    assert Settings(origins=(origin,)).origins == (origin,)
