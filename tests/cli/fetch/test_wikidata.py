"""``twingraph fetch wikidata``: what it says, refuses and continues."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from support.command import twingraph
from support.queried import asked, tables
from twingraph.sources.wikidata.query.cache import AnswerCache
from twingraph.sources.wikidata.staging import RAW

if TYPE_CHECKING:
    from pathlib import Path

    from support.proxy import Proxy


def resumed(output: Path, proxy: Proxy) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that the proxy can end."""
    command = [sys.executable, "-m", "twingraph", "fetch", "wikidata", "--resume"]
    with subprocess.Popen(
        [*command, "--page-size", "2", "-o", str(output)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        proxy.victim = process.pid
        said, complained = process.communicate(timeout=100)
    return subprocess.CompletedProcess(command, process.returncode, said, complained)


@pytest.fixture(scope="module")
def whole(
    standing: Proxy, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], list[str]]:
    """What an undisturbed run of the command writes, and what it asks."""
    standing.reset()
    output = tmp_path_factory.mktemp("whole")
    AnswerCache.begin(output, asked(standing.url))
    done = resumed(output, standing)
    assert done.returncode == 0, done.stderr
    return tables(output), list(standing.asked)


@pytest.mark.parametrize("seed", range(20))
def test_killed_and_resumed_it_is_the_same(
    proxy: Proxy, tmp_path: Path, whole: tuple[dict[str, bytes], list[str]], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    expected, questions = whole
    AnswerCache.begin(tmp_path, asked(proxy.url))
    kills = sorted(chance.sample(range(len(questions)), 3))
    faults = {at: f"kill {chance.choice(['before', 'amid', 'behind'])} SIGKILL" for at in kills}
    proxy.fault = lambda number, _: faults.get(number, "")
    killed = 0
    while (done := resumed(tmp_path, proxy)).returncode == -signal.SIGKILL:
        killed += 1
    assert done.returncode == 0, done.stderr
    assert killed == 3
    assert tables(tmp_path) == expected
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == [RAW]
    assert not list(tmp_path.rglob(".*"))
    repeated = Counter(proxy.asked) - Counter(questions)
    assert sum(repeated.values()) <= killed  # only what was under way is asked again


def test_interrupted_by_hand_and_resumed_it_is_the_same(
    proxy: Proxy, tmp_path: Path, whole: tuple[dict[str, bytes], list[str]]
) -> None:
    AnswerCache.begin(tmp_path, asked(proxy.url))
    proxy.fault = lambda number, _: "kill before SIGINT" if number == 9 else ""
    done = resumed(tmp_path, proxy)
    assert done.returncode == 130
    assert f"continue with: twingraph fetch wikidata --resume -o {tmp_path}" in done.stderr
    assert "Traceback" not in done.stderr
    assert resumed(tmp_path, proxy).returncode == 0
    assert tables(tmp_path) == whole[0]


def test_it_says_what_it_fetched_and_who_asks(proxy: Proxy, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "--country", "de", "--country", "PL", "--endpoint", proxy.url)
    contact = ("--contact", "me@example.org")
    done = twingraph(*command, *contact, "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[:3] == [
        "countries: 2",
        "twinnings: 3",
        "twinnings-of-others: 3",
    ]
    assert done.stdout.startswith("out: 7 partnerships (")
    assert len(proxy.agents) == 1
    agent = proxy.agents.pop()
    assert agent
    assert re.fullmatch(
        r"twingraph/\d[\w.]+ \(The twingraph contributors; me@example\.org\)", agent
    )


def test_build_takes_the_tables(server: str, tmp_path: Path) -> None:
    assert (
        twingraph("fetch", "wikidata", "--endpoint", server, "-o", tmp_path / "a").returncode == 0
    )
    built = twingraph("build", tmp_path / "a", "-o", tmp_path / "build")
    assert built.returncode == 0, built.stderr


def test_a_second_run_replaces_the_tables_when_it_is_whole(proxy: Proxy, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "--country", "DE", "--endpoint", proxy.url, "-o", tmp_path)
    assert twingraph(*command).returncode == 0
    first = tables(tmp_path)
    pages = sorted((tmp_path / RAW).iterdir())
    before = len(proxy.asked)
    proxy.fault = lambda number, _: "status 403" if number == before + 3 else ""
    failed = twingraph(*command)
    assert failed.returncode == 2
    assert tables(tmp_path) == first  # until the new ones are whole
    again = twingraph(*command)
    assert again.returncode == 1
    assert "is not finished; continue it with --resume" in again.stderr
    proxy.reset()
    done = twingraph("fetch", "wikidata", "--resume", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert tables(tmp_path) == first
    assert sorted((tmp_path / RAW).iterdir()) == pages
    assert len(proxy.asked) == before - 3


def test_a_fetch_can_be_continued_with_another_service(
    proxy: Proxy, server: str, tmp_path: Path
) -> None:
    command = ("fetch", "wikidata", "-o", tmp_path, "--page-size", "2")
    assert twingraph(*command, "--country", "de", "--endpoint", server).returncode == 0
    expected = tables(tmp_path)
    proxy.fault = lambda number, _: "status 403" if number == 9 else ""
    failed = twingraph(*command, "--country", "DE", "--endpoint", proxy.url)
    assert (failed.returncode, len(proxy.asked)) == (2, 10)
    assert twingraph(*command, "--resume", "--endpoint", server).returncode == 0
    assert len(proxy.asked) == 10
    assert tables(tmp_path) == expected


def test_a_wrong_code_leaves_nothing_to_clear_away(proxy: Proxy, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "--endpoint", proxy.url, "-o", tmp_path / "out")
    failed = twingraph(*command, "--country", "UK")
    assert failed.returncode == 1
    assert 'Error: no country with the code "UK"' in failed.stderr
    assert twingraph(*command, "--country", "PL").returncode == 0


def test_only_partnerships_of_the_levels_are_kept(server: str, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "-o", tmp_path)
    assert twingraph(*command, "--endpoint", server, "--level", "city").returncode == 0
    cities = (tmp_path / "partnerships.csv").read_text(encoding="utf-8")
    assert "q2079--q31487" in cities
    assert "q2112" not in cities  # of which no level is known
    assert twingraph(*command, "--resume", "--level", "region").returncode == 0
    assert len((tmp_path / "partnerships.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_a_finished_fetch_is_written_again_without_a_question(proxy: Proxy, tmp_path: Path) -> None:
    command = ("fetch", "wikidata", "--country", "DE", "--endpoint", proxy.url, "-o", tmp_path)
    assert twingraph(*command).returncode == 0
    before = tables(tmp_path)
    (tmp_path / "cities.csv").unlink()
    proxy.reset()
    assert twingraph("fetch", "wikidata", "--resume", "-o", tmp_path).returncode == 0
    assert proxy.asked == []
    assert tables(tmp_path) == before


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--country", "Germany"), 2, '"Germany" is not a country code; write DE, PL, UA'),
        (("--country", 'D"'), 2, "is not a country code"),
        (("--country", "DE", "--europe"), 2, "use either --europe or --country, not both"),
        (("--resume", "--europe"), 2, "--resume uses the countries of the interrupted fetch"),
        (("--resume",), 1, "has no fetch to continue; leave out --resume"),
        (("--level", "village"), 2, '"village" is not one of'),
        (("--endpoint", "file:///etc/passwd"), 2, "is not the address of an endpoint"),
        (("--endpoint", "query.wikidata.org"), 2, "is not the address of an endpoint"),
        (("--endpoint", ""), 2, "is not the address of an endpoint"),
        (("--endpoint", "https://me:secret@example.org/"), 2, "the manifest would publish"),
        (("--contact", "a\nX: b"), 2, "use only printable ASCII characters"),
        (("--page-size", "0"), 2, "not in the range"),
    ],
)
def test_wrong_options_are_refused(
    tmp_path: Path, options: tuple[str, ...], status: int, said: str
) -> None:
    done = twingraph("fetch", "wikidata", *options, cwd=tmp_path)
    assert done.returncode == status
    assert said in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_a_person_sees_how_far_it_is(server: str, tmp_path: Path) -> None:
    import pty

    terminal, inside = pty.openpty()
    command = [sys.executable, "-m", "twingraph", "fetch", "wikidata", "--endpoint", server]
    process = subprocess.Popen(
        [*command, "--page-size", "2", "-o", str(tmp_path)],
        stderr=inside,
        stdout=subprocess.DEVNULL,
    )
    os.close(inside)
    seen = b""
    try:
        while chunk := os.read(terminal, 1 << 16):
            seen += chunk
    except OSError:
        pass  # the other side is closed
    assert process.wait(timeout=100) == 0
    assert b"labels: 4 of 12, less than a minute left" in seen
