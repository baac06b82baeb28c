"""Checking addresses, of a small web on this machine, which only these tests may ask."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest

from support import small
from support.command import twingraph
from support.web import Web, serving
from twingraph.core.errors import CannotError
from twingraph.core.http import Client, RequestLimits
from twingraph.core.http_messages import RequestFailed
from twingraph.tables.rows import read_tables
from twingraph.validate.links import LIMITS, LinkChecker, is_public
from twingraph.validate.sources import judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from twingraph.core.http import IpAddress
    from twingraph.validate.links import Outcome


def only_loopback(number: IpAddress) -> str:
    return "" if number.is_loopback else "which is not this machine"


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def checker(waits: list[float]) -> LinkChecker:
    return LinkChecker(Client(LIMITS, only_loopback), wait=waits.append)


def judged(tmp_path: Path, address: str, outcome: Outcome) -> str:
    """What the findings of a table say of an address."""
    content = {"sources.csv": [small.data()["sources.csv"][0] | {"address": address}]}
    findings = judge(read_tables([small.write(tmp_path, content)]), {address: outcome})
    assert all((f.row, f.column) == (2, "address") for f in findings)
    return "; ".join(f"{f.severity} {f.rule}: {f.message}" for f in findings)


def verdict(tmp_path: Path, checker: LinkChecker, address: str) -> str:
    return judged(tmp_path, address, checker.check(address))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("page", ""),
        ("", ""),
        ("404", "error dead-address: the page is gone (404); an archive may have it"),
        ("410", "error dead-address: the page is gone (410); an archive may have it"),
        (
            "403",
            "info closed-address: the page denies access to programs (403); open it in a browser",
        ),
        ("500", "warning failing-address: the server reports an error (500)"),
        ("nothead/405", ""),
        ("nothead/404", ""),
        ("nothead/501", ""),
        ("to/302/page", ""),
        ("to/302/nothead/405", ""),
        ("to/301/page", "info moved-address: has moved permanently to WEB/page"),
        ("to/308/to/301/page", "info moved-address: has moved permanently to WEB/page"),
        ("to/301/to/302/page", "info moved-address: has moved permanently to WEB/to/302/page"),
        ("to/302/to/301/page", ""),
        ("utf8", "info moved-address: has moved permanently to WEB/jumelées"),
        (
            "to/301/404",
            (
                "error dead-address: the page is gone (404) after a redirect to WEB/404; "
                "an archive may have it"
            ),
        ),
        (
            "to/302/",
            "warning front-page: redirects to the front page of 127.0.0.1; the page may be gone",
        ),
        ("circle", "warning endless-redirects: redirects in a circle"),
        (
            "endless/1",
            ("warning endless-redirects: more than 10 redirects (redirected to WEB/endless/12)"),
        ),
        ("cut", "warning no-answer: the connection was cut before the end of the answer"),
        (
            "to/302/ftp://example.org/x",
            (
                "error refused-address: only http and https are supported, not ftp "
                "(redirected to ftp://example.org/x)"
            ),
        ),
        ("broken", "error refused-address: redirects to something that is not a web address"),
    ],
)
def test_what_an_address_answers_is_judged(
    tmp_path: Path, web: Web, checker: LinkChecker, path: str, said: str
) -> None:
    here = web.url().rstrip("/")
    assert verdict(tmp_path, checker, web.url(path)).replace(here, "WEB") == said


def test_the_page_is_asked_for_only_where_its_head_is_refused(
    web: Web, checker: LinkChecker
) -> None:
    checker.check(web.url("page"))
    checker.check(web.url("nothead/405"))
    assert web.asked == [("HEAD", "/page"), ("HEAD", "/nothead/405"), ("GET", "/nothead/405")]


def test_a_page_without_an_end_is_never_read(
    tmp_path: Path, web: Web, checker: LinkChecker
) -> None:
    assert verdict(tmp_path, checker, web.url("huge")) == ""
    assert web.hung_up.wait(timeout=30)
    assert web.written < 50_000_000


def test_a_busy_host_is_asked_again_when_it_says(
    tmp_path: Path, web: Web, checker: LinkChecker, waits: list[float]
) -> None:
    assert verdict(tmp_path, checker, web.url("busy/7")) == ""
    assert waits == [7]


@pytest.mark.parametrize("later", ["31", "3600", "Fri, 31 Dec 2100 23:59:59 GMT", "soon", ""])
def test_nobody_waits_for_long(
    tmp_path: Path, web: Web, checker: LinkChecker, waits: list[float], later: str
) -> None:
    said = verdict(tmp_path, checker, web.url(f"full/{later}".replace(" ", "%20")))
    assert said == "info busy-address: the server is too busy (503); check again later"
    assert waits == []


def test_a_host_that_stays_busy_is_asked_twice_and_no_more(
    tmp_path: Path, web: Web, checker: LinkChecker, waits: list[float]
) -> None:
    assert "the server is too busy (503)" in verdict(tmp_path, checker, web.url("full/1"))
    assert (len(web.asked), waits) == (2, [1])


def test_a_slow_page_is_a_warning(tmp_path: Path, web: Web) -> None:
    hasty = LinkChecker(Client(RequestLimits(silence=0.2), only_loopback))
    said = verdict(tmp_path, hasty, web.url("slow"))
    assert said == "warning too-slow: no answer within 0.2 seconds"


def test_one_host_is_asked_one_thing_after_the_other(
    web: Web, checker: LinkChecker, waits: list[float]
) -> None:
    given = [web.url(f"page{n}") for n in range(4)] + [web.url("page", host="localhost")]
    outcomes = checker.check_all(given)
    assert set(outcomes) == set(given)
    assert not any(isinstance(outcome, RequestFailed) for outcome in outcomes.values())
    assert waits == [1, 1, 1]


def test_an_address_that_nobody_can_read_harms_no_other(web: Web, checker: LinkChecker) -> None:
    outcomes = checker.check_all(["http://[::1", web.url("page")])
    failed = outcomes["http://[::1"]
    assert isinstance(failed, RequestFailed)
    assert failed.reason == "refused-address"


# --- never inside this network ------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_the_own_machine_is_not_asked(tmp_path: Path, web: Web, host: str) -> None:
    said = verdict(tmp_path, LinkChecker(), web.url("page", host))
    assert said.startswith("error refused-address: ")
    assert said.endswith("which is not on the public internet; it was not requested")
    assert web.asked == []


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://169.254.169.254/latest"])
def test_no_redirect_leads_inside(
    tmp_path: Path, web: Web, checker: LinkChecker, target: str
) -> None:
    said = verdict(tmp_path, checker, web.url(f"to/302/{target}"))
    assert said.startswith("error refused-address: ")
    assert said.endswith(f"which is not this machine (redirected to {target})")


@pytest.mark.parametrize(
    "number",
    [
        *("10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1"),
    ],
)
def test_ip_addresses_that_are_not_public(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_ip_addresses_that_are_public(number: str) -> None:
    assert is_public(ip_address(number))


def test_the_command_asks_no_local_host(tmp_path: Path, web: Web) -> None:
    content = small.data()
    content["sources.csv"] = [content["sources.csv"][0] | {"address": web.url("page")}]
    small.write(tmp_path / "data", content)
    done = twingraph("sources", "check", "--online", cwd=tmp_path)
    assert done.returncode == 1
    assert "not on the public internet; it was not requested" in done.stdout
    assert web.asked == []


# --- no network, no patience --------------------------------------------------------------------

# A name that ends in .invalid exists nowhere (RFC 6761).


def test_a_host_that_is_gone(tmp_path: Path, web: Web, checker: LinkChecker) -> None:
    gone = "http://gone.invalid/page"
    outcomes = checker.check_all([gone, web.url("page")])
    said = judged(tmp_path, gone, outcomes[gone])
    assert "unknown-host" in said or "unreachable-host" in said  # as the machine has a network
    assert "gone.invalid" in said


@pytest.mark.parametrize("number", [1, 3, 40])
def test_without_a_network_there_is_one_message(checker: LinkChecker, number: int) -> None:
    with pytest.raises(CannotError, match=r"there seems to be no network: .*invalid"):
        checker.check_all([f"http://n{n}.invalid/" for n in range(number)])


def test_the_command_without_a_network(tmp_path: Path) -> None:
    content = small.data()
    content["sources.csv"][0]["address"] = "https://gone.invalid/page"
    small.write(tmp_path / "data", content)
    done = twingraph("sources", "check", "--online", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: there seems to be no network: ")
    assert done.stderr.count("\n") == 1


WAITING = """
import sys
from twingraph.core.http import Client
from twingraph.validate.links import LIMITS, LinkChecker
LinkChecker(Client(LIMITS), wait=lambda _: None).check_all(sys.argv[1:])
"""


def test_ctrl_c_waits_for_no_page(web: Web) -> None:
    """If it did, the slow pages would be in the way until the limit of each is reached."""
    slow = [web.url(f"slow/{n}") for n in range(200)]
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, *slow], stderr=subprocess.PIPE, text=True
    ) as process:
        assert web.met.wait(timeout=60)
        os.kill(process.pid, signal.SIGINT)
        _, complained = process.communicate(timeout=60)
    assert complained.rstrip().endswith("KeyboardInterrupt")
    assert len(web.asked) == 1
