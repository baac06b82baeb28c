"""The graph for Python: answers to queries, or the whole as an rdflib or networkx graph."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from twingraph.core import resources
from twingraph.core.errors import QueryError
from twingraph.network import projection
from twingraph.store import aggregates, questions
from twingraph.store.endpoint import LARGEST, Endpoint
from twingraph.store.engine import EmbeddedStore
from twingraph.store.folder import BuildFolder
from twingraph.store.results import Result, triples
from twingraph.store.worker import Limits

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx
    import rdflib

    from twingraph.store.engine import Store


class Dataset:
    """A graph that can be asked.

    Made by ``twingraph.open`` and ``twingraph.connect``.

    >>> import twingraph
    >>> graph = twingraph.open()
    >>> for row in graph.query("events", initiative="youth-exchange-2024"):
    ...     print(row["on"], row["place_name"])
    2024-06 Leipzig
    2024-09 Kraków
    >>> graph.query("SELECT (COUNT(*) AS ?cities) { ?city a tg:City }").to_pandas().columns[0]
    'cities'
    >>> "krakow--leipzig" in graph.network().get_edge_data("krakow", "leipzig")
    True
    >>> len(graph.graph()) > 10_000
    True
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def query(self, question: str, **parameters: str | int | date) -> Result:
        """Ask a named question, or a SELECT query in SPARQL.

        Args:
            question: Name of a question, such as "twin-towns", or the text of a query: whatever
                has white space in it is a query.
            **parameters: Values of the question's parameters, such as ``city="Krakau"`` or
                ``least=5``.

        Returns:
            The rows; iterate over them for dicts, or call ``to_pandas()``.

        Raises:
            UnknownName: There is no such question, city or other thing.
            QueryError: The query is wrong, or is no SELECT query.
        """
        text = any(letter.isspace() for letter in question)
        asked = questions.parse(question, "query") if text else questions.named(question)
        answer = asked.ask(self._store, {name: str(value) for name, value in parameters.items()})
        if not isinstance(answer, Result):
            raise QueryError("only SELECT queries return rows; use .graph() for triples")
        for note in aggregates.notes(asked.sparql, answer) if text else ():
            warnings.warn(note, stacklevel=2)
        return answer

    def graph(self) -> rdflib.Graph:
        """Copy all triples into an rdflib graph, with the project's prefixes bound."""
        from rdflib import Graph  # takes 120 ms to load

        from twingraph.core.terms import PREFIXES

        whole = triples(self._store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
        graph = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        return graph.parse(data=whole.data, format="nt")

    def network(self, *, ended: bool = True) -> nx.MultiGraph[str]:
        """Return the cities and their partnerships as a networkx multigraph.

        See ``twingraph.network.projection.of`` for the attributes of its nodes and edges.

        Args:
            ended: Whether to include partnerships that have ended; they have the attribute
                ``end`` if it is known when.
        """
        return projection.of(self._store, ended=ended)


def open(  # noqa: A001 - twingraph.open reads best
    path: str | Path | None = None, *, timeout: float | None = None
) -> Dataset:
    """Open a build, or the dataset that comes with twingraph.

    Args:
        path: Folder of a build; without it the embedded dataset is built in memory.
        timeout: Seconds after which to give a query up; None is without limit. The engine cannot be
            stopped: it goes on until it next hands over a part of its answer.

    Raises:
        CannotError: There is no build.
    """
    limits = Limits(seconds=timeout)
    if path is not None:
        return Dataset(BuildFolder.open(Path(path)).store(limits))
    return Dataset(_embedded(limits))


def _embedded(limits: Limits) -> EmbeddedStore:
    # A build is opened without loading the modules that make one.
    from twingraph.claims import rdf
    from twingraph.publish import build

    knowledge, _ = build.gather([resources.folder("data")])
    return EmbeddedStore.of((quad.triple for quad in rdf.quads(knowledge)), limits)


def connect(endpoint: str, timeout: float = 60, largest: int = LARGEST) -> Dataset:
    """Ask a SPARQL endpoint somewhere else.

    Args:
        endpoint: Its address; ``https://NAME:PASSWORD@…`` logs in.
        timeout: Seconds that the whole answer to a query may take.
        largest: Bytes that an answer may have.

    Raises:
        InputError: The address is not one of the web.
    """
    return Dataset(Endpoint(endpoint, timeout, largest))
