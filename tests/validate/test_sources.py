"""``twingraph sources check``: what the tables show, and what the web answers."""

from __future__ import annotations

import ssl
import tomllib
from datetime import date
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from support import small
from support.command import twingraph
from support.paths import ROOT
from support.web import Web, serving
from twingraph.core import http, urls
from twingraph.core.errors import CannotError
from twingraph.core.http import Answer, Inquirer
from twingraph.places.reconcile import reconcile
from twingraph.tables.rows import read_tables
from twingraph.validate.sources import addresses_of, check_sources, judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from twingraph.core.findings import Finding
    from twingraph.core.http import Number

TODAY = date(2026, 6, 1)

# --- the tables alone ---------------------------------------------------------------------------


def found(folder: Path, *sources: dict[str, str], today: date = TODAY) -> list[str]:
    """Check the small dataset with some more sources, each of them cited by a row."""
    content = small.data()
    for cells in sources:
        content["sources.csv"].append(
            {"title": "T", "kind": "news", "retrieved": "2026-01-01"} | cells
        )
        content["names.csv"].append(small.name("alpha", "Alpha") | {"source": cells["source"]})
    content["names.csv"].append(small.name("beta", "Beta") | {"source": "paper"})
    read = reconcile(read_tables([small.write(folder, content)]))
    return [f"{f.severity}: {f}".replace(f"{folder}/", "") for f in check_sources(read, today)]


def test_a_sound_table_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/page",
        "https://www.example.org/page/",
        "https://m.example.org:443/page#top",
        "https://EXAMPLE.org/p%61ge?utm_source=a&fbclid=b",
    ],
)
def test_one_page_in_two_rows(tmp_path: Path, address: str) -> None:
    assert found(tmp_path, {"source": "again", "address": address}) == [
        (
            "warning: sources.csv:4 [address]: the same page as page in row 2 of sources.csv; "
            "as two sources, one page confirms itself"
        )
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/Page",
        "https://example.org/page?id=1",
        "https://example.org:8080/page",
        "https://example.com/page",
        "https://example.org/pa%2Fge",
    ],
)
def test_two_pages_are_two(tmp_path: Path, address: str) -> None:
    assert found(tmp_path, {"source": "other", "address": address}) == []


PATHS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="/"), max_size=9
)


@given(PATHS, PATHS)
def test_how_a_path_is_escaped_does_not_tell_pages_apart(path: str, query: str) -> None:
    from urllib.parse import quote

    plain = f"https://example.org/{quote(path)}?q={quote(query)}"
    every = "".join(f"%{byte:02x}" for byte in path.encode())
    assert urls.page(plain) == urls.page(f"http://www.example.org/{every}?q={quote(query)}#x")


def test_a_source_that_no_row_cites(tmp_path: Path) -> None:
    content = small.data()
    read = read_tables([small.write(tmp_path, content)])
    assert [(f.row, f.message) for f in check_sources(read, TODAY)] == [(3, 'no row cites "paper"')]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"retrieved": ""}, "warning: on which day was the page read? it may have changed since"),
        ({"retrieved": "2026-06-02"}, "error: 2026-06-02 is still to come; today is 2026-06-01"),
        (
            {"published": "2026-01-02"},
            "error: read on 2026-01-01, before it was published (2026-01-02)",
        ),
        ({"published": "2026"}, ""),
        ({"published": "[2025..2027]"}, ""),
        ({"retrieved": "2026-06-01"}, ""),
        ({"retrieved": "yesterday"}, ""),  # for the check of cells to say
        (
            {"retrieved": "2024-05-31"},
            "info: read on 2024-05-31, more than two years ago; does the page still say so?",
        ),
    ],
)
def test_days_that_cannot_be(tmp_path: Path, cells: dict[str, str], said: str) -> None:
    findings = found(tmp_path, {"source": "new", "address": "https://example.org/new"} | cells)
    place = "sources.csv:4 [retrieved]: "
    assert "".join(findings).replace(place, "") == said


def test_a_document_needs_no_day(tmp_path: Path) -> None:
    assert found(tmp_path, {"source": "new", "document": "a.txt", "retrieved": ""}) == []


def test_a_search_is_no_page(tmp_path: Path) -> None:
    search = "https://search.example.org/search?q=Leipzig+Lyon"
    assert found(tmp_path, {"source": "new", "address": search}) == [
        (
            "warning: sources.csv:4 [address]: a search, whose results change; "
            "give the address of the page that says it"
        )
    ]


@pytest.mark.parametrize("address", ["https://[::1", "https://example.org:99999/", "https://a℀b/"])
def test_an_address_that_nobody_can_read(tmp_path: Path, address: str) -> None:
    (finding,) = found(tmp_path, {"source": "new", "address": address})
    assert finding.startswith("error: sources.csv:4 [address]: no web address: ")
    read = read_tables([tmp_path])
    assert addresses_of(read) == ["https://example.org/page"]


def test_the_command_says_what_validate_says_of_the_table_too(tmp_path: Path) -> None:
    content = small.data()
    content["sources.csv"][0] |= {"kind": "", "retrieved": "2024-01-01"}
    small.write(tmp_path / "my", content)
    done = twingraph("sources", "check", "--data", "my", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "error: my/sources.csv:2 [kind]: must not be empty",
        'warning: my/sources.csv:3 [source]: no row cites "paper"',
        (
            "info: my/sources.csv:2 [retrieved]: read on 2024-01-01, more than two years ago; "
            "does the page still say so?"
        ),
        "2 sources: 1 error, 1 warning, 1 info",
    ]


def test_notes_alone_are_no_failure(tmp_path: Path) -> None:
    content = small.data()
    content["sources.csv"] = [content["sources.csv"][0] | {"retrieved": "2020-01-01"}]
    small.write(tmp_path / "data", content)
    done = twingraph("sources", "check", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 sources: 1 info")


def test_no_tables(tmp_path: Path) -> None:
    done = twingraph("sources", "check", "--data", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr


# --- the web ------------------------------------------------------------------------------------


def loopback(number: Number) -> bool:
    return number.is_loopback


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def inquirer(waits: list[float]) -> Inquirer:
    return Inquirer(permits=loopback, patience=5, wait=waits.append)


def judged(tmp_path: Path, answer: Answer) -> list[tuple[str, str, str]]:
    content = {"sources.csv": [small.data()["sources.csv"][0] | {"address": answer.address}]}
    read = read_tables([small.write(tmp_path, content)])
    findings: list[Finding] = judge(read, {answer.address: answer})
    assert all((f.row, f.column) == (2, "address") for f in findings)
    return [(f.severity, f.rule, f.message) for f in findings]


def verdict(tmp_path: Path, inquirer: Inquirer, address: str) -> str:
    return "; ".join(f"{s} {r}: {m}" for s, r, m in judged(tmp_path, inquirer.ask(address)))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("page", ""),
        ("", ""),
        ("404", "error dead-address: the page is gone (404); an archive may have it"),
        ("410", "error dead-address: the page is gone (410); an archive may have it"),
        ("403", "info closed-address: shows itself to no program (403); look at it"),
        ("500", "warning failing-address: answers with an error (500)"),
        ("nothead/405", ""),
        ("nothead/404", ""),
        ("nothead/501", ""),
        ("to/302/page", ""),
        ("to/301/page", "info moved-address: has moved for good to WEB/page"),
        ("to/308/to/301/page", "info moved-address: has moved for good to WEB/page"),
        ("to/301/to/302/page", "info moved-address: has moved for good to WEB/to/302/page"),
        ("to/302/to/301/page", ""),
        ("utf8", "info moved-address: has moved for good to WEB/jumelées"),
        (
            "to/301/404",
            (
                "error dead-address: the page is gone (404) at WEB/404, to which it leads; "
                "an archive may have it"
            ),
        ),
        (
            "to/302/",
            "warning front-page: leads to the front page of 127.0.0.1: the page may be gone",
        ),
        (
            "circle",
            "warning redirect-loop: its redirects have no end",
        ),
        (
            "endless/1",
            "warning redirect-loop: its redirects have no end (WEB/endless/12, to which it leads)",
        ),
        (
            "cut",
            "warning no-answer: the connection was cut before there was an answer",
        ),
        (
            "to/302/ftp://example.org/x",
            (
                "error refused-address: only http and https are asked, not ftp "
                "(ftp://example.org/x, to which it leads)"
            ),
        ),
        (
            "broken",
            "error refused-address: leads to what is no web address",
        ),
    ],
)
def test_answers(tmp_path: Path, web: Web, inquirer: Inquirer, path: str, said: str) -> None:
    here = web.url().rstrip("/")
    assert verdict(tmp_path, inquirer, web.url(path)).replace(here, "WEB") == said


def test_the_page_is_asked_for_only_where_its_head_is_refused(web: Web, inquirer: Inquirer) -> None:
    inquirer.ask(web.url("page"))
    inquirer.ask(web.url("nothead/405"))
    assert web.asked == [("HEAD", "/page"), ("HEAD", "/nothead/405"), ("GET", "/nothead/405")]


def test_a_page_without_an_end_is_never_read(web: Web, inquirer: Inquirer) -> None:
    assert inquirer.ask(web.url("huge")).status == 200
    assert web.hung_up.wait(timeout=30)
    assert web.written < 50_000_000


def test_a_busy_host_is_asked_again_when_it_says(
    web: Web, inquirer: Inquirer, waits: list[float]
) -> None:
    assert inquirer.ask(web.url("busy/7")).status == 200
    assert waits == [7]


@pytest.mark.parametrize("later", ["31", "3600", "Fri, 31 Dec 2100 23:59:59 GMT", "soon", ""])
def test_nobody_waits_for_long(
    tmp_path: Path, web: Web, inquirer: Inquirer, waits: list[float], later: str
) -> None:
    said = verdict(tmp_path, inquirer, web.url(f"full/{later}".replace(" ", "%20")))
    assert said == "info busy-address: too busy to answer (503); ask again later"
    assert waits == []


def test_a_host_that_stays_busy_is_asked_twice_and_no_more(
    web: Web, inquirer: Inquirer, waits: list[float]
) -> None:
    assert inquirer.ask(web.url("full/1")).status == 503
    assert (len(web.asked), waits) == (2, [1])


def test_a_slow_page(tmp_path: Path, web: Web) -> None:
    hasty = Inquirer(permits=loopback, patience=0.2)
    said = verdict(tmp_path, hasty, web.url("slow"))
    assert said == "warning no-answer: no answer within 0.2 seconds"


def test_nobody_at_home(tmp_path: Path, inquirer: Inquirer) -> None:
    with serving() as web:
        address = web.url("page")
    said = verdict(tmp_path, inquirer, address)
    assert said == "warning no-answer: no connection: Connection refused"


def test_the_user_agent_says_who_asks(web: Web, inquirer: Inquirer) -> None:
    inquirer.ask(web.url("page"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert web.agents == {http.USER_AGENT}
    assert http.USER_AGENT.startswith("twingraph/")
    assert project["authors"][0]["name"] in http.USER_AGENT


def test_one_host_is_asked_one_thing_after_the_other(
    web: Web, inquirer: Inquirer, waits: list[float]
) -> None:
    given = [web.url(f"page{n}") for n in range(4)] + [web.url("page", host="localhost")]
    answers = inquirer.ask_all(given)
    assert set(answers) == set(given)
    assert all(answer.status == 200 for answer in answers.values())
    assert waits == [1, 1, 1]


# --- never at home ------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_the_own_machine_is_not_asked(tmp_path: Path, web: Web, host: str) -> None:
    said = verdict(tmp_path, Inquirer(), web.url("page", host))
    assert said.startswith("error refused-address: ")
    assert said.endswith("which is not on the public internet; not asked")
    assert web.asked == []


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://169.254.169.254/latest"])
def test_no_redirect_leads_home(tmp_path: Path, web: Web, inquirer: Inquirer, target: str) -> None:
    said = verdict(tmp_path, inquirer, web.url(f"to/302/{target}"))
    assert said.startswith("error refused-address: ")
    assert said.endswith(f"not asked ({target}, to which it leads)")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "gopher://example.org/", "https://exa mple.org/", "https://"]
)
def test_what_is_no_web_address_is_not_asked(address: str) -> None:
    assert Inquirer().ask(address).trouble == "refused-address"


@pytest.mark.parametrize(
    "number",
    [
        *("10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1"),
    ],
)
def test_numbers_that_are_not_public(number: str) -> None:
    assert not http.is_public(ip_address(number))


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_numbers_that_are_public(number: str) -> None:
    assert http.is_public(ip_address(number))


# --- secure connections -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def secure(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def asked_securely(authority: trustme.CA, names: str, host: str, *, trusted: bool = True) -> Answer:
    with (
        authority.cert_pem.tempfile() as file,
        serving(secure(authority.issue_cert(names))) as web,
    ):
        inquirer = Inquirer(permits=loopback, authorities=file if trusted else None)
        return inquirer.ask(web.url("page", host, "https"))


def test_a_secure_page_is_asked_under_its_own_name(authority: trustme.CA) -> None:
    answer = asked_securely(authority, "localhost", "localhost")
    assert (answer.status, answer.detail) == (200, "")


def test_a_certificate_of_another_name(authority: trustme.CA) -> None:
    answer = asked_securely(authority, "example.org", "localhost")
    assert answer.trouble == "no-secure-connection"
    assert "'localhost'" in answer.detail


def test_a_certificate_that_nobody_trusts(tmp_path: Path, authority: trustme.CA) -> None:
    answer = asked_securely(authority, "localhost", "localhost", trusted=False)
    assert judged(tmp_path, answer) == [
        (
            "warning",
            "no-secure-connection",
            "no secure connection: unable to get local issuer certificate",
        )
    ]


def test_a_page_that_is_not_secure_at_all(web: Web, inquirer: Inquirer) -> None:
    answer = inquirer.ask(web.url("page", scheme="https"))
    assert answer.trouble == "no-secure-connection"


# --- no network ---------------------------------------------------------------------------------

# A name that ends in .invalid exists nowhere (RFC 6761).


def test_a_host_that_is_gone(tmp_path: Path, web: Web, inquirer: Inquirer) -> None:
    gone = "http://gone.invalid/page"
    answers = inquirer.ask_all([gone, web.url("page")])
    (finding,) = judged(tmp_path, answers[gone])
    assert finding[1] in {"unknown-host", "unreachable-host"}  # as the machine has a network or not
    assert "gone.invalid" in finding[2]


@pytest.mark.parametrize("number", [1, 3, 40])
def test_without_a_network_there_is_one_message(inquirer: Inquirer, number: int) -> None:
    with pytest.raises(CannotError, match=r"there seems to be no network: .*invalid"):
        inquirer.ask_all([f"http://n{n}.invalid/" for n in range(number)])


def test_the_command_without_a_network(tmp_path: Path) -> None:
    content = small.data()
    content["sources.csv"][0]["address"] = "https://gone.invalid/page"
    small.write(tmp_path / "data", content)
    done = twingraph("sources", "check", "--online", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: there seems to be no network: ")
    assert done.stderr.count("\n") == 1


def test_the_command_asks_no_local_host(tmp_path: Path, web: Web) -> None:
    content = small.data()
    content["sources.csv"] = [content["sources.csv"][0] | {"address": web.url("page")}]
    small.write(tmp_path / "data", content)
    done = twingraph("sources", "check", "--online", cwd=tmp_path)
    assert done.returncode == 1
    assert "not on the public internet; not asked" in done.stdout
    assert web.asked == []
