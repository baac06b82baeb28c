"""CPU time of every question on made-up Europes, how it grows, and the time of other engines.

``python -m benchmarks.growth 3000 17000 --engines embedded,oxigraph,rdflib --keep FOLDER`` prints
the table in ``docs/benchmarks.md``. What others answer is measured on the smallest Europe. A graph
that is kept is found again by the next run; another version of twingraph makes one of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import europe, peers
from twingraph.claims import rdf
from twingraph.core import resources
from twingraph.core.errors import TwingraphError
from twingraph.publish import build, canonical
from twingraph.publish.replacement import replacing
from twingraph.store import engine, questions
from twingraph.store.folder import NQUADS, STATEMENTS, STORE, TRIPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.peers import Asked
    from twingraph.store.engine import EmbeddedStore

SIZES = (3_000, 17_000, 170_000)
EMBEDDED = "embedded"
ENGINES = (EMBEDDED, "oxigraph", "virtuoso", "rdflib")
_PATIENCE = 60  # CPU seconds for a question

# What stands for a parameter that has no default.
_THINGS = {"city": "city-000000", "source": "source-0"}
_SOME = {
    "partnership": "SELECT ?x { ?x a tg:Partnership } LIMIT 1",
    "initiative": "SELECT ?x { ?x a tg:Initiative } LIMIT 1",
}
_OTHER_CITY = "city-000019"
_TEXT = "nr 1"  # which is in the names of many cities


class Column(NamedTuple):
    """A column of the table.

    Attributes:
        title: What stands above it.
        times: Seconds of each question; None where there was no answer.
    """

    title: str
    times: Asked


def main(sizes: Sequence[int], engines: Sequence[str], kept: Path | None) -> None:
    """Measure and print a row for each question.

    Args:
        sizes: Partnerships of each Europe.
        engines: The engines that are asked.
        kept: Folder in which graphs stay for the next run; None if they are to go.
    """
    ours: list[Column] = []
    others: list[Column] = []
    for size in sorted(sizes):
        with _graph(size, kept) as folder:
            if EMBEDDED in engines:
                ours.append(Column(f"{size:,}", measured(folder)))
            others = others or list(_beside(folder, engines))
    for line in table(ours, others):
        print(line)


@contextmanager
def _graph(size: int, kept: Path | None) -> Iterator[Path]:
    """Yield a folder with the graph of a made-up Europe: its store and its triples."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = (kept or Path(scratch)) / f"{size}-{_key()}"
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            with replacing(folder) as made:
                _make(size, made)
        yield folder


def _key() -> str:
    """Return a hash of what a graph is made from: the tables, the ontology, and the program."""
    program = Path(build.__file__).parents[1]
    roots = [program / room for room in ("core", "tables", "places", "claims")]
    roots += [resources.folder("ontology"), resources.folder("data")]
    files = [Path(europe.__file__), *(path for root in roots for path in sorted(root.rglob("*.*")))]
    made_from = [path.read_bytes() for path in files if path.suffix in {".py", ".ttl", ".json"}]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()[:12]


def _make(size: int, folder: Path) -> None:
    """Make a graph as a build does, without its pages and columns."""
    with tempfile.TemporaryDirectory() as tables:
        known, _ = build.gather([europe.write(Path(tables), size)])
    files = (folder / NQUADS, folder / TRIPLES, folder / STATEMENTS)
    canonical.write(rdf.statements(known), rdf.claims(known), *files)
    for idle in (NQUADS, STATEMENTS):
        (folder / idle).unlink()
    engine.EmbeddedStore.load(folder / TRIPLES, folder / STORE).settle()


def measured(folder: Path) -> Asked:
    """Return the CPU seconds of each question; None if what it asks for is not in the store.

    Args:
        folder: Folder of a graph.
    """
    return {name: peers.in_child(partial(_asked, name, folder), _PATIENCE) for name in _named()}


def _named() -> list[str]:
    return [name for name in questions.shelf() if "/" not in name]


def _open(folder: Path) -> EmbeddedStore:
    return engine.EmbeddedStore.open(folder / STORE)


def _asked(name: str, folder: Path) -> float | None:
    store, question = _open(folder), questions.named(name)
    try:
        least = peers.least(partial(question.ask, store, _values(question, store)))
    except TwingraphError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return None
    print(f"{name}: {least:.3f} s", file=sys.stderr)
    return least


def _values(question: questions.Question, store: EmbeddedStore) -> dict[str, str]:
    values = {}
    for parameter in question.parameters:
        name, type_ = parameter.name, parameter.type
        if type_ in _THINGS:
            values[name] = _OTHER_CITY if name == "to" else _THINGS[type_]
        elif type_ in _SOME and parameter.default is None:
            first = next(iter(engine.select(store, _SOME[type_])))
            values[name] = first[0].value.rpartition("/")[2]
        elif type_ == "text":
            values[name] = _TEXT
    return values


def _beside(folder: Path, engines: Sequence[str]) -> Iterator[Column]:
    """Yield the times of other engines for the same text."""
    titles = {"oxigraph": "Oxigraph alone", "virtuoso": "Virtuoso", "rdflib": "rdflib"}
    ask: Mapping[str, Callable[[Path, Mapping[str, str]], Asked]] = {
        "oxigraph": peers.oxigraph,
        "virtuoso": peers.virtuoso,
        "rdflib": partial(peers.in_rdflib, patience=_PATIENCE),
    }
    queries = dict(_filled(_open(folder)))
    for name in engines:
        if name != EMBEDDED:
            yield Column(titles[name], ask[name](folder, queries))


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
    growth = [f"to {larger.title}" for larger in ours[1:]]
    titles = ["question", *(one.title for one in [*ours, *others]), *growth]
    yield f"| {' | '.join(titles)} |"
    yield "|" + " --- |" * len(titles)
    for name in _named():
        times = [one.times.get(name) for one in ours]
        cells = [_shown(seconds) for seconds in times]
        cells += [_shown(one.times.get(name)) for one in others]
        cells += [_growth(*pair) for pair in pairwise(times)]
        yield f"| {name} | {' | '.join(cells)} |"


def _shown(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1000:,.0f} ms"


def _growth(small: float | None, large: float | None) -> str:
    return f"{large / small:.1f} x" if small and large else "–"


def _listed(text: str) -> list[str]:
    """Read engines from the command line."""
    names = text.split(",")
    for name in names:
        if name not in ENGINES:
            raise argparse.ArgumentTypeError(f"{name} is not one of: {', '.join(ENGINES)}")
    return names


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="PARTNERSHIPS")
    parser.add_argument("--engines", type=_listed, default=ENGINES, metavar=",".join(ENGINES))
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    main(given.sizes, given.engines, given.keep)
