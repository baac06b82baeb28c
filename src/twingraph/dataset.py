"""The graph for Python: answers to queries, or the whole as an rdflib or networkx graph."""

from __future__ import annotations

import warnings
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from twingraph.core.errors import CannotError, QueryError
from twingraph.network import merging, projection
from twingraph.store import aggregates, questions
from twingraph.store.endpoint import LARGEST, Endpoint
from twingraph.store.folder import BuildFolder
from twingraph.store.results import Result, triples
from twingraph.store.worker import Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import networkx as nx
    import pandas as pd
    import rdflib

    from twingraph.claims.knowledge import Knowledge
    from twingraph.store.engine import Store

    # Gives the Parquet file of a table by its name.
    Parquet = Callable[[str], Path | BytesIO]


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
    >>> int(graph.table("partnerships")["until"].count()) > 10
    True
    >>> "krakow--leipzig" in graph.network().get_edge_data("krakow", "leipzig")
    True
    >>> len(graph.graph()) > 10_000
    True
    """

    def __init__(self, store: Store, parquet: Parquet | None = None) -> None:
        self._store = store
        self._parquet = parquet or partial(_made, store, None)

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

    def table(self, name: str) -> pd.DataFrame:
        """Return a table for counting as a pandas DataFrame with the types of Arrow.

        ``docs/columns.md`` says what the columns of each table are.

        Args:
            name: Name of the table, such as "partnerships".

        Raises:
            UnknownName: There is no such table.
            CannotError: A build does not have it, or an endpoint is asked for all claims.
        """
        import pandas as pd  # an optional dependency, as is pyarrow, which it needs for this

        return pd.read_parquet(self._parquet(name), dtype_backend="pyarrow")

    @overload
    def network(
        self,
        *,
        ended: bool = ...,
        nodes: projection.Nodes = ...,
        kinds: projection.Kinds = ...,
        many: projection.Many = ...,
        as_of: date | None = ...,
        possible: bool = ...,
        simple: Literal[False] = ...,
    ) -> nx.MultiGraph[str]: ...

    @overload
    def network(
        self,
        *,
        ended: bool = ...,
        nodes: projection.Nodes = ...,
        kinds: projection.Kinds = ...,
        many: projection.Many = ...,
        as_of: date | None = ...,
        possible: bool = ...,
        simple: Literal[True],
    ) -> nx.Graph[str]: ...

    def network(
        self,
        *,
        ended: bool = True,
        nodes: projection.Nodes = "cities",
        kinds: projection.Kinds = "all",
        many: projection.Many = "cliques",
        as_of: date | None = None,
        possible: bool = False,
        simple: bool = False,
    ) -> nx.Graph[str]:
        """Return cities, countries or NUTS regions and their partnerships as a networkx graph.

        See ``twingraph.network.projection.of`` for the attributes of its nodes and edges.

        Args:
            ended: Whether to include partnerships that have ended; they have the attribute
                ``end`` if it is known when.
            nodes: "cities", "countries", "nuts1", "nuts2" or "nuts3".
            kinds: "all" partnerships, or only "twin-towns".
            many: What a partnership of three or more members becomes: "cliques" (an edge for each
                pair), "stars" (a node of its own, joined to each member) or "hyperedges" (the same
                for partnerships of two as well).
            as_of: Day on which the partnerships existed; None for those of every time.
            possible: Whether it is enough that they possibly existed on that day.
            simple: Whether edges between the same two nodes are made one.

        Returns:
            A multigraph, or a graph if ``simple``.

        Raises:
            ValueError: A choice is not one of these.
        """
        choices = projection.Choices(nodes, kinds, many, as_of, possible, ended)
        found = projection.of(self._store, choices)
        return merging.simple(found) if simple else found


def open(  # noqa: A001 - twingraph.open reads best
    path: str | Path | None = None, *, timeout: float | None = None
) -> Dataset:
    """Open a build, or the dataset that comes with twingraph.

    Args:
        path: Folder of a build; without it the dataset that comes with twingraph, which is kept in
            the user's cache.
        timeout: Seconds after which to give a query up; None is without limit. The engine cannot be
            stopped: it goes on until it next hands over a part of its answer.

    Raises:
        CannotError: There is no build.
    """
    limits = Limits(seconds=timeout)
    if path is None:
        return _embedded(limits)
    folder = BuildFolder.open(Path(path))
    return Dataset(folder.store(limits), partial(_file, folder))


def _embedded(limits: Limits) -> Dataset:
    from twingraph.publish import bundled

    store, _ = bundled.opened(limits)
    return Dataset(store, partial(_made, store, bundled.knowledge))


def _file(folder: BuildFolder, name: str) -> Path:
    """Return the Parquet file of a table in a build."""
    from twingraph.columns import tables

    return folder.table(tables.file_name(name))


def _made(store: Store, gather: Callable[[], Knowledge] | None, name: str) -> BytesIO:
    """Make the Parquet file of a table in memory."""
    from twingraph.columns import tables

    file = BytesIO()
    if tables.file_name(name) != tables.file_name(tables.CLAIMS):
        tables.write(store, name, file)
    elif gather is not None:
        tables.write_claims(gather(), file)
    else:
        raise CannotError("an endpoint does not give the table of all claims; open a build instead")
    file.seek(0)
    return file


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
