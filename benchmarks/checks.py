"""How the time of checks and columns grows with the graph: what compares all with all stands out.

Each is measured on two made-up Europes in the same run, so that the figure means the same on any
machine. The slack is wide: a query that is linear may take some more time for each row where the
graph no longer fits into the processor's caches; one that is quadratic takes as many times as long
for each row as the graph is larger.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import europe
from benchmarks.measure import Figure, report
from twingraph.claims import rdf
from twingraph.columns import tables
from twingraph.publish.build import gather
from twingraph.store import questions
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TIMES = 3
_LEAST = 0.01  # seconds: below, a time says more of the machine than of the query
_LARGER = 8  # so many times as large is the second Europe
_SLACK = 2.5


def figures(partnerships: int) -> Iterator[Figure]:
    """Yield the figure of the check or table whose time grows most."""
    with tempfile.TemporaryDirectory() as folder:
        small = times(Path(folder) / "small", partnerships)
        large = times(Path(folder) / "large", _LARGER * partnerships)
    growth = {name: taken / max(small[name], _LEAST) for name, taken in large.items()}
    name = max(growth, key=growth.__getitem__)
    what = f"CPU time of {name} on {_LARGER * partnerships:,} partnerships"
    yield Figure(f"{what}, over that on {partnerships:,}", growth[name], _LARGER * _SLACK)


def times(folder: Path, partnerships: int) -> Mapping[str, float]:
    """Return the CPU time of each check query and each table on a made-up Europe.

    Args:
        folder: Folder in which its tables and its store are made.
        partnerships: Number of its partnerships.
    """
    europe.write(folder / "tables", partnerships)
    knowledge, _ = gather([folder / "tables"])
    EmbeddedStore.made((quad.triple for quad in rdf.quads(knowledge)), folder / "store")
    store = EmbeddedStore.open(folder / "store")
    checks = [name for name in questions.shelf() if name.startswith("check/")]
    work: dict[str, Callable[[], object]] = {
        name: partial(questions.named(name).ask, store) for name in checks
    }
    work |= {
        f"table/{name}": partial(tables.write, store, name, BytesIO()) for name in tables.asked()
    }
    return {name: min(_once(each) for _ in range(_TIMES)) for name, each in work.items()}


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(partnerships: int = 500) -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Checks and columns", figures(partnerships))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=500)
    sys.exit(not main(parser.parse_args().partnerships))
