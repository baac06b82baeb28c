"""CPU time of every question on made-up Europes, how it grows, and the time of other engines.

``python -m benchmarks.growth`` prints the table in ``docs/benchmarks.md``. Other sizes may be
named: ``python -m benchmarks.growth 3000 17000``. Other engines answer on the smallest.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import europe, peers
from twingraph.core.errors import TwingraphError
from twingraph.publish.build import build
from twingraph.store import engine, questions
from twingraph.store.worker import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.peers import Asked
    from twingraph.store.engine import EmbeddedStore

SIZES = (3_000, 17_000, 170_000)
_PATIENCE = 60  # seconds for a question

# The first thing of a kind stands for a parameter that has no default.
_THINGS = {
    "city": "SELECT ?x { ?x a tg:City } ORDER BY ?x LIMIT 1",
    "partnership": "SELECT ?x { ?x a tg:Partnership } ORDER BY ?x LIMIT 1",
    "source": "SELECT ?x { ?x a tg:Source } ORDER BY ?x LIMIT 1",
}
_OTHER_CITY = "SELECT ?x { ?x a tg:City } ORDER BY DESC(?x) LIMIT 1"


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        title: What stands above it.
        times: Seconds of each question; None where there was no answer.
    """

    title: str
    times: Asked


def main(sizes: Sequence[int] = SIZES) -> None:
    """Measure and print a row for each question that the made-up Europe can answer."""
    ours: list[Column] = []
    others: list[Column] = []
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory() as folder:
            europe.write(Path(folder) / "tables", size)
            build([Path(folder) / "tables"], Path(folder) / "build")
            ours.append(Column(f"{size:,}", measured(Path(folder) / "build")))
            others = others or list(_beside(Path(folder) / "build", Path(folder)))
    for line in table(ours, others):
        print(line)


def measured(folder: Path) -> Asked:
    """Return the CPU seconds of each question; None if what it asks for is not in the store.

    Args:
        folder: Folder of a build.
    """
    store = _open(folder)
    return {name: _asked(name, store) for name in _named()}


def _named() -> list[str]:
    return [name for name in questions.shelf() if "/" not in name]


def _open(folder: Path) -> EmbeddedStore:
    return engine.EmbeddedStore.open(folder / "store", Limits(float(_PATIENCE)))


def _asked(name: str, store: EmbeddedStore) -> float | None:
    question = questions.named(name)
    try:
        return peers.cpu(partial(question.ask, store, _values(question, store)))
    except TwingraphError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return None


def _values(question: questions.Question, store: EmbeddedStore) -> dict[str, str]:
    values = {}
    for parameter in question.parameters:
        asked = _OTHER_CITY if parameter.name == "to" else _THINGS.get(parameter.type, "")
        if asked and (parameter.default is None or parameter.type == "source"):
            first = next(iter(engine.select(store, asked)))
            values[parameter.name] = first[0].value.rpartition("/")[2]
    return values


def _beside(build_folder: Path, folder: Path) -> Iterator[Column]:
    """Yield the times of other engines for the same text."""
    queries = dict(_filled(_open(build_folder)))
    yield Column("Oxigraph alone", peers.oxigraph(build_folder, queries))
    yield Column("Virtuoso", peers.virtuoso(build_folder, folder, queries))
    yield Column("rdflib", peers.in_rdflib(build_folder, queries, _PATIENCE))


def _filled(store: EmbeddedStore) -> Iterator[tuple[str, str]]:
    for name in _named():
        question = questions.named(name)
        try:
            yield name, question.fill(store, _values(question, store))
        except TwingraphError:  # asks for what the store does not have
            continue


def table(ours: Sequence[Column], others: Sequence[Column]) -> Iterator[str]:
    """Yield the lines of a table: our times by size, their growth, and the times of others.

    Args:
        ours: A column for each size, the smallest first.
        others: Columns of other engines.
    """
    titles = ["question", *(one.title for one in ours), "growth", *(one.title for one in others)]
    yield f"| {' | '.join(titles)} |"
    yield "|" + " --- |" * len(titles)
    for name, small in ours[0].times.items():
        large = ours[-1].times.get(name)
        if small and large:
            cells = [_shown(one.times.get(name)) for one in ours]
            cells += [f"{large / small:.1f} x", *(_shown(one.times.get(name)) for one in others)]
            yield f"| {name} | {' | '.join(cells)} |"


def _shown(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1000:,.0f} ms"


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
