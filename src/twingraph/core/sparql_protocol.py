"""A SPARQL query as a request of HTTP, and the errors with which an endpoint replies.

See https://www.w3.org/TR/sparql11-protocol/. SPARQLWrapper knows how a query is sent: in which
encoding, what to accept for which form of query, how to log in. We take from it the
request that it would hand to ``urllib``, and send that ourselves, because ``urllib`` has no limit
but a time of silence and follows a redirect without the query. Of SPARQLWrapper, only the building
of the request (``_createRequest``) is not public; its responses and errors, which are those of
``urllib``, are not needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from twingraph.core.errors import InputError
from twingraph.core.http import USER_AGENT
from twingraph.core.http_messages import PORTS, Request
from twingraph.core.sparql import form_of, is_graph
from twingraph.core.text import counted
from twingraph.core.urls import shown

if TYPE_CHECKING:
    from urllib3.util import Url

    from twingraph.core.http_messages import Response


REJECTED = 400  # the status of a query that the endpoint does not understand

# What helps where an endpoint refuses whoever asks.
_REMEDIES = {
    401: "it requires a name and a password; write them as https://NAME:PASSWORD@…",
    403: "it denies you access; ask its operators",
    404: "there is no endpoint at this address",
    405: "this address is not an endpoint, or the endpoint does not accept POST",
    406: "it cannot answer in a format that twingraph reads",
    410: "the endpoint no longer exists",
    413: "the query is too long for this endpoint",
}
_LATER = "try again later"


class ProtocolRequest(NamedTuple):
    """A query as a request, and the form of the query, which decides the kind of answer."""

    request: Request
    form: str

    @property
    def is_graph(self) -> bool:
        """Whether the answer is a graph, in Turtle; else it is results, in JSON."""
        return is_graph(self.form)


def parsed_address(url: str) -> Url:
    """Parse the address of an endpoint.

    Raises:
        InputError: It is not an address of the web.
    """
    try:
        parts = parse_url(url)
    except LocationParseError:
        parts = parse_url("")
    if parts.scheme not in PORTS or not parts.host:
        raise InputError(f'"{shown(url)}" is not the address of an endpoint; write https://…')
    return parts


def request_of(url: str, sparql: str, agent: str = USER_AGENT) -> ProtocolRequest:
    """Write a query as a request: by POST, which allows long queries.

    Args:
        url: Address of the endpoint; a name and a password in it become its log-in.
        sparql: The query.
        agent: Value of the header User-Agent.

    Raises:
        InputError: The address is not one of the web.
        QueryError: The text is not a query, but an update for instance.
    """
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper  # slow to import

    parts = parsed_address(url)
    wrapper = SPARQLWrapper(parts._replace(auth=None).url, agent=agent)
    wrapper.setMethod(POST)
    wrapper.setOnlyConneg(True)
    if parts.auth:
        name, _, password = parts.auth.partition(":")
        wrapper.setCredentials(unquote(name), unquote(password))
    # Its setQuery would find the form too, but needs a minute for 100,000 empty lines.
    wrapper.queryString, wrapper.queryType = sparql, form_of(sparql)
    wrapper.setReturnFormat(TURTLE if is_graph(wrapper.queryType) else JSON)
    made: Any = wrapper._createRequest()  # noqa: SLF001 - see above
    headers = dict(made.header_items())
    request = Request(made.full_url, made.get_method(), headers, made.data)
    return ProtocolRequest(request, wrapper.queryType)


def complaint(response: Response) -> str:
    """Return the error with which an endpoint replies, and what to do about it."""
    excerpt = f": {response.excerpt}" if response.excerpt else ""
    return f"it answers with the error {response.status}{excerpt}; {_remedy(response)}"


def _remedy(response: Response) -> str:
    if response.is_busy and response.retry_after:
        return f"{_LATER}, after {counted(round(response.retry_after), 'second')}"
    return _REMEDIES.get(response.status, _LATER)
