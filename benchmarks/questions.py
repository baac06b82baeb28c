"""The same questions over the same graph: rdflib, pyoxigraph, and twingraph on it."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib

from benchmarks import europe
from benchmarks.measure import Figure, report, seconds
from twingraph.dataset import Dataset
from twingraph.publish.build import build
from twingraph.store import engine, questions

if TYPE_CHECKING:
    from collections.abc import Iterator

# rdflib takes minutes for a whole Europe, so it is asked about a small one.
SMALL, WHOLE = 3_000, 17_000

ASKED: dict[str, dict[str, str]] = {
    "twin-towns": {"city": "city-000001"},
    "most-connected": {},
    "country-matrix": {},
    "by-decade": {},
    "shared-partners": {"city": "city-000001"},
    "existing-on": {"day": "1989-11-09"},
    "names": {"city": "city-000001"},
    "claims": {"partnership": ""},
}

# Large answers, on which the price of handing rows over shows.
LARGE = {
    "partners": "SELECT ?partnership ?city { ?partnership tg:member ?city }",
    "dates": "SELECT ?phase ?edtf ?day { ?phase tg:start ?d . ?d tg:edtf ?edtf; tg:earliest ?day }",
    "claims": "SELECT ?claim ?source { ?claim tg:source ?source } LIMIT 100000",
}


def figures() -> Iterator[Figure]:
    """Yield comparisons with rdflib on a small Europe, with bare pyoxigraph on a whole one."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _against_rdflib(_built(Path(folder) / "small", SMALL))
        yield from _against_pyoxigraph(_built(Path(folder) / "whole", WHOLE))


def _built(folder: Path, partnerships: int) -> Path:
    europe.write(folder / "tables", partnerships)
    build([folder / "tables"], folder / "build")
    return folder / "build"


def _against_rdflib(folder: Path) -> Iterator[Figure]:
    embedded = engine.EmbeddedStore.open(folder / "store")
    dataset = Dataset(embedded)
    graph = dataset.graph()
    ratios = {}
    for name, values in ASKED.items():
        values = _filled(values, embedded)  # noqa: PLW2901 - the same values, made real
        sparql = questions.named(name).fill(embedded, values)
        ours = seconds(partial(_ask, dataset, name, values))
        theirs = seconds(partial(_ask_rdflib, graph, sparql), times=1)
        ratios[name] = theirs / ours
        print(f"  {name:18} twingraph {ours * 1000:8.1f} ms   rdflib {theirs * 1000:10.1f} ms")
    yield Figure(
        "rdflib over twingraph, median of the questions", median(ratios.values()), 20, at_least=True
    )
    slowest = min(ratios, key=lambda name: ratios[name])
    yield Figure(f"rdflib over twingraph, least ({slowest})", ratios[slowest], 1, at_least=True)


def _filled(values: dict[str, str], embedded: engine.EmbeddedStore) -> dict[str, str]:
    if "partnership" not in values:
        return values
    first = engine.select(embedded, "SELECT ?p { ?p a tg:Partnership } ORDER BY ?p LIMIT 1")
    return {"partnership": next(iter(first))[0].value.rpartition("/")[2]}


def _against_pyoxigraph(folder: Path) -> Iterator[Figure]:
    bare = ox.Store.read_only(str(folder / "store"))
    dataset = Dataset(engine.EmbeddedStore(bare))
    for name, sparql in LARGE.items():
        text = questions.parse(sparql, name).sparql
        theirs = seconds(partial(_rows, bare, text), times=5)
        ours = seconds(partial(_ask, dataset, sparql, {}), times=5)
        rows = sum(1 for _ in dataset.query(sparql))
        yield Figure(f"twingraph over pyoxigraph, {name}, {rows:,} rows", ours / theirs, 1.3)


def _ask(dataset: Dataset, question: str, values: dict[str, str]) -> list[dict[str, Any]]:
    return list(dataset.query(question, **values))


def _ask_rdflib(graph: rdflib.Graph, sparql: str) -> list[Any]:
    return list(graph.query(sparql))


def _rows(bare: ox.Store, sparql: str) -> list[dict[str, str | None]]:
    """Return the rows of pyoxigraph as its documentation does it: a term for each cell."""
    solutions: Any = bare.query(sparql)
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name] and row[name].value for name in names} for row in solutions]


def main() -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    print(f"\nrdflib {rdflib.__version__}, pyoxigraph {ox.__version__}")
    return report("Questions", figures())


if __name__ == "__main__":
    sys.exit(not main())
