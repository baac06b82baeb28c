"""A graph in somebody's store, written by the protocols of SPARQL 1.1.

By the Graph Store Protocol, triples are the body of a request, as N-Triples; by SPARQL update they
stand in ``INSERT DATA``. Of twingraph, only this module writes to another machine.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import quote, unquote, urlencode

from urllib3.util import make_headers

from twingraph.core.errors import CannotError, InputError
from twingraph.core.http import Client, RequestLimits
from twingraph.core.http_messages import Request, RequestFailed, Response
from twingraph.core.login import Login
from twingraph.core.sparql_protocol import complaint, parsed_address
from twingraph.core.urls import shown
from twingraph.store.endpoint import Endpoint
from twingraph.store.engine import select

Way = Literal["graph-store", "update"]

PATIENCE = 600  # seconds that a store may take to write one batch, or to count
_CLIENT = Client(RequestLimits(silence=PATIENCE, whole=PATIENCE))
# What a store says of a request of the other protocol.
_OTHER_PROTOCOL = frozenset((400, 404, 405, 406, 411, 415, 422, 501))
_DENIED = frozenset((401, 403))
# Where a store that takes triples at one address is asked.
_SIBLINGS = ("query", "sparql")


@dataclass(frozen=True, slots=True)
class RemoteGraph:
    """A graph in a store.

    Attributes:
        url: Address that takes triples; a name and a password in it log in, by Basic or, if the
            store asks for it, by Digest.
        graph: Address of the graph; None for the graph that the store has without a name.
        asked: Address that is asked how much is there; None for the first that answers of the
            address itself and its neighbours ``query`` and ``sparql``.
    """

    url: str
    graph: str | None = None
    asked: str | None = None
    _login: Login = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check the addresses.

        Raises:
            InputError: One is not an address, or a password would travel for everyone to read.
        """
        for url in filter(None, (self.url, self.asked)):
            parts = parsed_address(url)
            if parts.auth and parts.scheme == "http" and not _is_here(parts.host or ""):
                raise InputError(
                    f"{shown(url)}: over http, everyone on the way can read the password; use https"
                )
        object.__setattr__(self, "_login", Login(self.url))  # it learns what the store wants

    def counts(self) -> Counter[str]:
        """Return how many triples the graph has of each property.

        Raises:
            CannotError: The store does not answer.
        """
        pattern = "{ ?s ?p ?o }"
        where = f"{{ GRAPH <{self.graph}> {pattern} }}" if self.graph else pattern
        found = select(self._endpoint(), f"SELECT ?p (COUNT(*) AS ?n) {where} GROUP BY ?p")
        return Counter({row["p"].value: int(row["n"].value) for row in found})

    def way(self) -> Way:
        """Find out by which protocol the address takes triples, with an update that adds none.

        Raises:
            CannotError: The address cannot be reached, or does not let us write.
        """
        response = self._exchange(self._update("INSERT DATA {}"))
        if response.is_success:
            # Virtuoso's address of graphs does not read the update: it shows a form for people.
            is_form = response.headers.get("Content-Type", "").startswith("text/html")
            return "graph-store" if is_form else "update"
        if response.status in _OTHER_PROTOCOL:
            return "graph-store"
        raise self._refusal(response)

    def clear(self, way: Way) -> None:
        """Empty the graph.

        Raises:
            CannotError: The store does not do so.
        """
        what = f"GRAPH <{self.graph}>" if self.graph else "DEFAULT"
        if way == "update":
            self._write(self._update(f"CLEAR SILENT {what}"))
        else:
            self._write(self._to_graph("PUT", b""))

    def add(self, triples: bytes, way: Way) -> None:
        """Add triples to the graph.

        Args:
            triples: The triples, as N-Triples.
            way: Protocol by which they are sent.

        Raises:
            CannotError: The store does not take them.
        """
        if way == "graph-store":
            self._write(self._to_graph("POST", triples))
            return
        text = triples.decode()
        data = f"GRAPH <{self.graph}> {{ {text} }}" if self.graph else text
        self._write(self._update(f"INSERT DATA {{ {data} }}"))

    def _endpoint(self) -> Endpoint:
        """Return what is asked for counts.

        Raises:
            CannotError: No address answers, or the host cannot be reached.
        """
        if self.asked:
            return Endpoint(self.asked, PATIENCE)
        failures: list[CannotError | InputError] = []
        head, _, _ = self.url.partition("?")[0].rpartition("/")
        for url in (self.url, *(f"{head}/{name}" for name in _SIBLINGS)):
            endpoint = Endpoint(url, PATIENCE)
            try:
                endpoint.query("ASK {}")
            except (CannotError, InputError) as error:
                failures.append(error)
                continue
            return endpoint
        if all(isinstance(failure.__cause__, RequestFailed) for failure in failures):
            raise failures[0]
        raise CannotError(
            f"{shown(self.url)} answers no queries, nor do its neighbours; name the address that"
            " does with --query"
        )

    def request(self, method: str, parameters: str, media_type: str, body: bytes) -> Request:
        """Return a request to the store, with the log-in.

        Args:
            method: Method of HTTP.
            parameters: What is added to the address.
            media_type: Type of the body.
            body: The body.
        """
        parts = parsed_address(self.url)
        headers = {"Content-Type": media_type}
        if parts.auth:
            login = ":".join(map(unquote, parts.auth.split(":", 1)))
            headers |= make_headers(basic_auth=login)
        return Request(parts._replace(auth=None).url + parameters, method, headers, body)

    def _to_graph(self, method: str, triples: bytes) -> Request:
        mark = "&" if "?" in self.url else "?"
        where = urlencode({"graph": self.graph}) if self.graph else "default"
        return self.request(method, mark + where, "application/n-triples", triples)

    def _update(self, text: str) -> Request:
        return self.request("POST", "", "application/sparql-update", text.encode())

    def _write(self, request: Request) -> None:
        response = self._exchange(request)
        if not response.is_success:
            raise self._refusal(response)

    def _exchange(self, request: Request) -> Response:
        try:
            return self._login.send(_CLIENT, request)
        except RequestFailed as failure:
            raise CannotError(f"{shown(self.url)} cannot be written to: {failure.detail}") from None

    def _refusal(self, response: Response) -> CannotError:
        hint = "; it does not let you write" if response.status in _DENIED else ""
        return CannotError(f"{shown(self.url)}: {complaint(response)}{hint}")


def with_login(url: str, login: str | None) -> str:
    """Put a name and a password into an address that has none.

    Args:
        url: The address.
        login: The two as NAME:PASSWORD; None changes nothing.
    """
    parts = parsed_address(url)
    if not login or parts.auth:
        return url
    name, _, password = login.partition(":")
    return parts._replace(auth=f"{quote(name, safe='')}:{quote(password, safe='')}").url


def _is_here(host: str) -> bool:
    """Whether a host is this machine, so that nothing travels."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
