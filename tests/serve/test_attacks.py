"""What strangers may send: the service says what is wrong, and goes on answering all others."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.graphs import build_of
from support.serving import Served, serving_with
from twingraph.publish.replacement import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINKS = "".join(f"<urn:n:{i}> <urn:next> <urn:n:{i + 1}> . " for i in range(1000))
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
QUERY = "application/sparql-query"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PATIENCE = 30  # seconds that a test waits for what must happen at some time


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_of(LINKS, tmp_path_factory.mktemp("links"))


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    """A service that stops queries early."""
    with serving_with(folder, {"seconds": 3, "megabytes": 200}, cache_bytes=0) as service:
        yield service


@pytest.fixture(autouse=True)
def client(served: Served) -> Iterator[httpx.Client]:
    """A client of it, for which it must still answer at the end of each test."""
    with client_of(served) as client:
        yield client
        assert asked(client, COUNT).json()["results"]["bindings"][0]["n"]["value"] == "1000"


@contextmanager
def client_of(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, timeout=PATIENCE) as client:
        yield client


def asked(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query}, headers=headers)


def sent(served: Served, request: bytes) -> bytes:
    """Send bytes of any kind, and return all that comes until the connection is closed."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        answer = bytearray()
        while part := connection.recv(65_536):
            answer += part
    return bytes(answer)


def number(client: httpx.Client, name: str) -> float:
    """A number of the service's own."""
    lines = client.get("/metrics").text.splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith(f"{name} ")))


def until(client: httpx.Client, name: str, value: float) -> None:
    """Ask until a number of the service's own is as expected."""
    end = time.monotonic() + PATIENCE
    while number(client, name) != value:
        assert time.monotonic() < end, f"{name} is still {number(client, name)}"


# --- texts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        b"GET /sparql?query=ASK%20%7B%7D%FF HTTP/1.1",
        b"GET /sparql?query=\xff\xfe HTTP/1.1",
        b"GET /\xff HTTP/1.1",
        b"GET sparql HTTP/1.1",
        b"\x16\x03\x01\x02\x00",
        b"GET /sparql HTTP/9.9",
        b"BREW /sparql?query=ASK%20%7B%7D HTTP/1.1",
    ],
)
def test_a_malformed_request_is_refused(served: Served, line: bytes) -> None:
    answer = sent(served, line + b"\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 4"), answer
    assert b"Traceback" not in answer


def test_two_queries_are_refused(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": [COUNT, COUNT]})
    assert answer.status_code == 400


def test_a_query_of_ten_megabytes_is_refused(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": COUNT + " " * 10_000_000})
    assert answer.status_code == 413
    assert answer.text == "a request may have 1,000,000 bytes\n"


def test_a_head_of_a_hundred_kilobytes_is_refused(served: Served) -> None:
    head = b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        connection.sendall(head)
        assert connection.recv(1000).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("nested", ["(", "{", "[", "!", "-", "EXISTS{"])
@pytest.mark.parametrize("count", [19_000, 500_000])
def test_nesting_is_refused(client: httpx.Client, nested: str, count: int) -> None:
    depth = count // len(nested)
    closing = {"(": ")", "{": "}", "[": "]"}.get(nested[-1], "") * depth
    query = f"ASK {{ FILTER({nested * depth}1{closing}) }}"[:900_000]
    answer = client.post("/sparql", content=query, headers={"Content-Type": QUERY})
    assert answer.status_code == (200 if nested == "!" and count < 20_000 else 400)


def test_conditions_of_order_that_end_the_engine_do_not_end_the_service(
    served: Served, client: httpx.Client
) -> None:
    for size in (18_000, 19_900):
        answer = asked(client, "SELECT * {} ORDER BY " + "(0)" * (size // 3))
        assert answer.status_code in {200, 400, 503, 504}
        assert served.process.poll() is None


@given(st.text(max_size=200))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_an_error_of_the_service(client: httpx.Client, text: str) -> None:
    query = text.encode(errors="replace").decode()
    assert asked(client, query).status_code == 400


@given(st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_change_to_a_query_is_an_error_of_the_service(
    client: httpx.Client, data: st.DataObject
) -> None:
    query = 'SELECT ?a (COUNT(?b) AS ?n) { ?a <urn:next>+ ?b FILTER(STR(?b) < "urn:n:9") } LIMIT 3'
    start = data.draw(st.integers(0, len(query)))
    end = data.draw(st.integers(start, len(query)))
    words = ["", "{", "}", "(", "*", "<", "?a", "\\u0000", "\ufffe", "UNION", "'", '"""', "#"]
    changed = query[:start] + data.draw(st.sampled_from(words)) + query[end:]
    assert asked(client, changed).status_code in {200, 400, 504}


# --- queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(PRODUCT, id="cartesian product"),
        pytest.param(
            PRODUCT.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY RAND()", id="order by chance"
        ),
        pytest.param("SELECT * { ?a (<urn:next>|!<urn:x>)* ?b . ?c <urn:next>* ?d }", id="paths"),
    ],
)
def test_a_query_that_takes_too_much_is_stopped_for_good(
    served: Served, client: httpx.Client, query: str
) -> None:
    before = served.children()
    answer = asked(client, query)
    assert answer.status_code in {503, 504}
    assert answer.text.startswith("the query was stopped")
    end = time.monotonic() + PATIENCE
    while before <= served.children():
        assert time.monotonic() < end, "its process is still there"


@pytest.mark.parametrize(
    "expression", ["(a+)+$", "(x+x+)+y", "((a{1,99}){1,99}){1,99}", "(" * 5000 + ")" * 5000]
)
def test_a_regular_expression_that_explodes_takes_no_longer_than_it_may(
    client: httpx.Client, expression: str
) -> None:
    text = "a" * 5000 + "!"
    query = f'SELECT * {{ ?s ?p ?o FILTER(REGEX("{text}", "{expression}")) }}'
    assert asked(client, query).status_code in {200, 400, 503, 504}


def test_an_answer_with_large_values_is_cut_and_says_so(client: httpx.Client) -> None:
    doubled = "".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1}) " for i in range(18))
    query = f'SELECT ?s ?v18 {{ BIND("x" AS ?v0) {doubled} ?s ?p ?o }}'
    answer = asked(client, query, Accept="text/csv")
    assert "Twingraph-Cut" in answer.headers
    assert len(answer.content) <= 10_000_000
    assert answer.text.endswith("x\r\n")


@pytest.fixture(scope="module")
def small(folder: Path) -> Iterator[Served]:
    """A service with room for little."""
    room = {"quick": 2, "heavy": 1, "queue": 4, "seconds": 8, "patience": 0.1}
    with serving_with(folder, room) as service:
        yield service


def test_heavy_queries_cannot_stop_light_ones(small: Served) -> None:
    with ExitStack() as stack, client_of(small) as client:
        statuses: list[int] = []

        def ask_heavily() -> None:
            with client_of(small) as other:
                answer = asked(other, PRODUCT)
                statuses.append(answer.status_code)
                assert (answer.status_code == 503) == ("Retry-After" in answer.headers)

        threads = [threading.Thread(target=ask_heavily) for _ in range(6)]
        for thread in threads:
            thread.start()
            stack.callback(thread.join)
        until(client, "twingraph_queries_heavy", 1)
        while any(thread.is_alive() for thread in threads) and 504 not in statuses:
            light = asked(client, COUNT)
            if light.status_code == 200:
                break
            assert light.headers["Retry-After"]  # the queue was full: that is said
        else:
            pytest.fail("no light query was answered while a heavy one ran")
    assert set(statuses) == {503, 504}


# --- connections --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def strict(folder: Path) -> Iterator[Served]:
    """A service that waits for no client."""
    limits: dict[str, Any] = {"request_seconds": 0.5, "stalled_seconds": 0.5, "connections": 500}
    with serving_with(folder, {"seconds": 60, "megabytes": 200}, **limits) as service:
        yield service


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: ",
        (
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
            b"Content-Type: application/sparql-query\r\n\r\nASK"
        ),
    ],
)
def test_a_request_that_does_not_arrive_in_time_is_not_waited_for(
    strict: Served, beginning: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", strict.port), timeout=PATIENCE) as connection:
        connection.sendall(beginning)
        with suppress(ConnectionResetError):
            assert connection.recv(1) == b""


def test_an_answer_that_is_not_taken_is_not_kept(strict: Served) -> None:
    doubled = "".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1}) " for i in range(14))
    query = f'SELECT ?v14 {{ BIND("x" AS ?v0) {doubled} ?s ?p ?o }} LIMIT 500'
    answered = 'twingraph_requests_total{part="/sparql",status="200"}'
    with client_of(strict) as client, socket.socket() as connection:
        asked(client, COUNT)
        before, files = number(client, answered), number(client, "process_open_fds")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # or the system takes it
        connection.connect(("127.0.0.1", strict.port))
        request = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        connection.sendall(request.encode())
        until(client, answered, before + 1)
        until(client, "process_open_fds", files)  # the connection is closed


def test_a_thousand_connections_do_not_keep_others_out(strict: Served) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    with ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        for _ in range(1000):
            open_ = socket.create_connection(("127.0.0.1", strict.port), timeout=PATIENCE)
            stack.enter_context(open_)
        with client_of(strict) as client:
            assert asked(client, COUNT).status_code == 200
            assert number(client, "process_open_fds") < 600


def test_a_query_that_fills_the_memory_is_stopped(strict: Served) -> None:
    doubled = "".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1}) " for i in range(40))
    with client_of(strict) as client:
        query = f'SELECT (STRLEN(?v40) AS ?n) {{ BIND("xxxxxxxx" AS ?v0) {doubled} }}'
        answer = asked(client, query)
    assert answer.status_code == 503
    assert "memory" in answer.text


def test_nobody_works_for_a_client_that_has_left(strict: Served) -> None:
    with client_of(strict) as client:
        with socket.create_connection(("127.0.0.1", strict.port), timeout=PATIENCE) as connection:
            request = f"GET /sparql?query={quote(PRODUCT)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            connection.sendall(request.encode())
            until(client, "twingraph_queries_heavy", 1)
        until(client, "twingraph_queries_running", 0)  # long before its 60 seconds are over


def test_a_client_may_leave_in_the_middle_of_an_answer(client: httpx.Client) -> None:
    for _ in range(5):
        with client.stream("GET", "/sparql", params={"query": "SELECT * { ?s ?p ?o }"}) as answer:
            next(answer.iter_raw(10))


# --- addresses, names and origins ---------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/sparql/..%2f..%2f..%2fetc%2fpasswd",
        "/.well-known/../../etc/passwd",
        "//etc/passwd",
        "/etc/passwd%00.html",
        "/\\..\\..\\windows",
    ],
)
def test_no_path_leads_out_of_the_service(served: Served, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = sent(served, request.encode())
    assert answer.split(b" ")[1] in {b"400", b"404"}, answer
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:80",
        "user@localhost",
        "localhost/evil",
        "localhost?evil",
        "localhost#evil",
        "local\thost",
        "localhost:x",
        "[::1",
        "",
    ],
)
def test_a_request_for_another_name_is_refused(client: httpx.Client, host: str) -> None:
    assert asked(client, COUNT, Host=host).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:8000", "[::1]:8000"])
def test_a_request_for_this_machine_passes(client: httpx.Client, host: str) -> None:
    assert asked(client, COUNT, Host=host).status_code == 200


def test_two_names_are_refused(served: Served) -> None:
    request = b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
    assert sent(served, request).startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
def test_a_page_of_another_origin_may_not_ask(client: httpx.Client, origin: str) -> None:
    answer = asked(client, COUNT, Origin=origin)
    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_page_of_the_service_may_ask(served: Served, client: httpx.Client) -> None:
    assert asked(client, COUNT, Origin=served.url).status_code == 200


def test_a_service_for_all_may_be_asked_by_all_pages(folder: Path) -> None:
    origin = "https://any.example"
    with serving_with(folder, origins=["*"]) as open_, client_of(open_) as client:
        answer = asked(client, COUNT, Origin=origin)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        wanted = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        assert client.options("/sparql", headers=wanted).status_code == 200
        assert asked(client, COUNT, Host="evil.example").status_code == 421


def test_no_header_can_be_smuggled_into_an_answer(client: httpx.Client) -> None:
    graph = "urn:x\r\nSet-Cookie: a=b"
    answer = client.get("/sparql", params={"query": COUNT, "default-graph-uri": graph})
    assert "Set-Cookie" not in answer.headers
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/sparql?query=ASK%20%7B%7D", "/nowhere", "/sparql?query=x"])
def test_every_answer_has_the_headers_that_protect_who_reads_it(
    client: httpx.Client, path: str
) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Server" not in headers


# --- the store ----------------------------------------------------------------------------------


def test_a_build_that_takes_the_place_of_another_is_served_without_losing_a_request(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    build_of("<urn:a> <urn:is> 1 .", folder)
    with serving_with(folder) as served, client_of(served) as client:

        def state() -> tuple[int, str]:
            answer = asked(client, "SELECT ?o { <urn:a> <urn:is> ?o }", Accept="text/csv")
            return answer.status_code, answer.text.split()[-1]

        assert state() == (200, "1")
        with replacing(folder) as newer:
            build_of("<urn:a> <urn:is> 2 .", newer)
        seen = {state()}
        end = time.monotonic() + PATIENCE
        while (200, "2") not in seen and time.monotonic() < end:
            seen.add(state())
        assert seen <= {(200, "1"), (200, "2")}
        assert (200, "2") in seen


def test_a_store_that_is_deleted_is_missed_and_may_come_back(tmp_path: Path) -> None:
    folder, aside = tmp_path / "build", tmp_path / "aside"
    folder.mkdir()
    build_of(LINKS, folder)
    shutil.copytree(folder, aside)
    with serving_with(folder, {"seconds": 1}, cache_bytes=0) as served, client_of(served) as client:
        shutil.rmtree(folder)
        assert asked(client, PRODUCT).status_code in {503, 504}  # its process cannot be replaced
        for _ in range(5):
            answer = asked(client, COUNT)
            assert answer.status_code in {200, 503}
            assert str(tmp_path) not in answer.text
        aside.rename(folder)
        end = time.monotonic() + PATIENCE
        while asked(client, COUNT).status_code != 200:
            assert time.monotonic() < end
        assert served.process.poll() is None


def test_a_process_that_somebody_ends_is_replaced(served: Served, client: httpx.Client) -> None:
    for child in served.children():
        os.kill(child, signal.SIGKILL)
    for _ in range(10):
        assert asked(client, COUNT).status_code in {200, 503}
    end = time.monotonic() + PATIENCE
    while asked(client, COUNT).status_code != 200:
        assert time.monotonic() < end
