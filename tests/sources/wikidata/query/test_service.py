"""Asking a SPARQL service, which is late, busy, elsewhere or gone, as the real ones are."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from support.queried import fetch, inquiry, tables, written
from twingraph.core.errors import CannotError, InputError
from twingraph.core.http import RequestLimits
from twingraph.sources.wikidata.query.cache import AnswerCache
from twingraph.sources.wikidata.query.service import refuse_no_address

if TYPE_CHECKING:
    from pathlib import Path

    from support.proxy import Proxy


def sizes(proxy: Proxy, property_: str = "P190") -> list[int]:
    """How many items each question for the statements of a property names."""
    said = [query for query in proxy.asked if f"ps:{property_} ?object ; pqv" in query]
    return [len(re.findall(r"wd:Q\d+", query.partition("}")[0])) for query in said]


@pytest.mark.parametrize(
    "fault",
    [
        "status 500", "status 502", "status 504", "status 429", "status 503 soon", "status 413",
        "cut", "chunks", "truncated", "rowless", "stack", "behind", "exception", "reset",
        "body text/html <html>busy</html>", "body application/sparql-results+xml <sparql/>",
        "body application/json {}", "body application/json []", "body application/json null",
        'body application/json {"message": "quota exceeded"}', f"body {'application/json'} ",
        'body application/json {"head": {}, "boolean": true}',
        'body application/json {"head": {"vars": []}, "results": {"bindings": [{}]}}',
        'body application/json {"head": {}, "results": {"bindings": [{"place": 1}]}}',
        'body application/json {"results": {"bindings": [{"x": {"type": "uri", "value": 1}}]}}',
    ],
)  # fmt: skip
def test_what_is_no_whole_answer_is_asked_for_again_with_less(
    proxy: Proxy, tmp_path: Path, undisturbed: dict[str, bytes], fault: str
) -> None:
    left = [fault, fault]
    proxy.fault = lambda _, query: left.pop(0) if left and '"says"' in query else ""
    waits: list[float] = []
    fetched = fetch(proxy.url, tmp_path / "a", size=4, waits=waits)
    assert not left
    assert written(fetched, tmp_path / "b") == undisturbed
    assert sizes(proxy)[:3] == [4, 2, 1]
    assert len(waits) == 2
    assert 1 <= waits[0] <= 3 <= waits[1] + 1 <= 5


@pytest.mark.parametrize(
    ("wish", "wait"), [("0", 0), ("7", 7), ("Fri, 31 Dec 1999 23:59:59 GMT", 0)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_left_alone_as_long_as_it_wishes(
    proxy: Proxy, tmp_path: Path, status: int, wish: str, wait: int
) -> None:
    left = [f"status {status} {wish}"] * 2
    proxy.fault = lambda _, query: left.pop() if left and '"says"' in query else ""
    waits: list[float] = []
    fetch(proxy.url, tmp_path, size=4, waits=waits)
    assert waits == [wait, wait]
    assert sizes(proxy)[:3] == [4, 4, 4]  # it is busy, the page is not too large


@pytest.mark.parametrize("wish", ["3600", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_nobody_waits_for_hours(proxy: Proxy, tmp_path: Path, wish: str) -> None:
    proxy.fault = lambda *_: f"status 429 {wish}"
    waits: list[float] = []
    with pytest.raises(
        CannotError, match=r"try again later, after [\d,]+ seconds; then continue with --resume"
    ):
        fetch(proxy.url, tmp_path, waits=waits)
    assert waits == []


def test_who_never_answers_is_given_up_and_later_resumed(
    proxy: Proxy, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    proxy.fault = lambda _, query: "status 500" if "p:P1082" in query else ""
    waits: list[float] = []
    with pytest.raises(CannotError, match=r"no usable answer in 7 attempts: .*500.*--resume"):
        fetch(proxy.url, tmp_path, size=4, waits=waits)
    assert sizes(proxy, "P1082") == [4, 2, 1, 1, 1, 1, 1]
    assert len(waits) == 6
    assert waits == sorted(waits)
    done = Counter(query for query in proxy.asked if "p:P1082" not in query)
    proxy.reset()
    written(inquiry(AnswerCache.resume(tmp_path), 4).fetch(), tmp_path)
    assert tables(tmp_path) == undisturbed
    assert not done.keys() & set(proxy.asked)


def test_waits_grow_and_have_an_end(proxy: Proxy, tmp_path: Path) -> None:
    proxy.fault = lambda *_: "reset"
    waits: list[float] = []
    with pytest.raises(CannotError, match="the connection was cut"):
        fetch(proxy.url, tmp_path, waits=waits)
    assert waits[0] < 3
    assert max(waits) == 60
    assert sum(waits) < 600


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 406, 410, 501])
def test_who_does_not_answer_us_is_asked_once(proxy: Proxy, tmp_path: Path, status: int) -> None:
    proxy.fault = lambda *_: f"status {status}"
    with pytest.raises(CannotError, match=f"answers with the error {status}"):
        fetch(proxy.url, tmp_path)
    assert len(proxy.asked) == 1


@pytest.mark.parametrize("status", [307, 308])
def test_the_question_is_not_lost_on_the_way_to_another_address(
    proxy: Proxy, tmp_path: Path, undisturbed: dict[str, bytes], status: int
) -> None:
    proxy.fault = lambda *_: f"moved {status} /elsewhere"
    fetched = fetch(proxy.url, tmp_path / "a")
    assert written(fetched, tmp_path / "b") == undisturbed
    questions = len(proxy.paths) // 2 if status == 307 else len(proxy.paths) - 1
    assert Counter(proxy.paths) == {
        "/sparql": questions if status == 307 else 1,  # what has moved for good is remembered
        "/elsewhere": questions,
    }


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_redirect_that_loses_the_question_is_not_followed(
    proxy: Proxy, tmp_path: Path, status: int
) -> None:
    proxy.fault = lambda *_: f"moved {status} /elsewhere"
    with pytest.raises(CannotError, match=rf"redirects to http.*/elsewhere .*\({status}\)"):
        fetch(proxy.url, tmp_path)
    assert proxy.paths == ["/sparql"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("file:///etc/passwd", "only http and https are supported, not file"),
        ("ftp://127.0.0.1:1/", "only http and https are supported, not ftp"),
        ("/sparql?again", "more than 5 redirects"),
    ],
)
@pytest.mark.parametrize("status", [307, 308])
def test_redirects_that_lead_nowhere_are_not_followed(
    proxy: Proxy, tmp_path: Path, place: str, said: str, status: int
) -> None:
    steps = iter(range(100))

    def moved(_number: int, _query: str) -> str:
        return f"moved {status} {place.replace('again', str(next(steps)))}"

    proxy.fault = moved
    with pytest.raises(CannotError, match=said):
        fetch(proxy.url, tmp_path, size=1)


def test_a_silent_service_is_asked_again_for_less(
    proxy: Proxy, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    left = ["slow"]
    proxy.fault = lambda _, query: left.pop() if left and '"says"' in query else ""
    fetched = fetch(proxy.url, tmp_path / "a", size=4, limits=RequestLimits(silence=1))
    assert sizes(proxy)[:2] == [4, 2]
    assert written(fetched, tmp_path / "b") == undisturbed


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({"whole": 0}, "no complete answer within 0 seconds"),
        ({"size": 5000}, "more than 5,000 bytes"),
    ],
)
def test_an_answer_without_an_end_is_not_read_to_it(
    proxy: Proxy, tmp_path: Path, bounds: dict[str, Any], said: str
) -> None:
    proxy.fault = lambda *_: "drip"
    with pytest.raises(CannotError, match=said):
        fetch(proxy.url, tmp_path, size=1, limits=RequestLimits(**bounds))


def test_a_host_that_nobody_knows_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotError, match=r"no host is called nobody\.invalid"):
        fetch("http://nobody.invalid/sparql", tmp_path)


def test_a_service_that_does_not_run_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(CannotError, match="no connection: Connection refused"):
        fetch("http://127.0.0.1:9/sparql", tmp_path, size=1)


def test_a_service_that_turns_no_pages_is_not_asked_for_ever(proxy: Proxy, tmp_path: Path) -> None:
    """It ignores where a page begins, and would be asked for ever."""
    met: list[bytes] = []
    answer = proxy.answer

    def same(query: str) -> bytes:
        met.append(answer(query))
        return met[0]

    proxy.answer = same  # type: ignore[method-assign]
    try:
        with pytest.raises(CannotError, match="repeats results"):
            fetch(proxy.url, tmp_path, size=1)
    finally:
        del proxy.answer


@pytest.mark.parametrize("url", ["", "query.wikidata.org", "file:///etc/passwd", "ftp://a/sparql"])
def test_only_addresses_of_the_web_are_services(url: str) -> None:
    with pytest.raises(InputError, match="is not the address of an endpoint"):
        refuse_no_address(url)


def test_no_password_comes_into_a_manifest() -> None:
    with pytest.raises(InputError, match="the manifest would publish") as caught:
        refuse_no_address("https://me:secret@example.org/sparql")
    assert "secret" not in str(caught.value)
