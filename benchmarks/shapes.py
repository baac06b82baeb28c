"""Checking the shapes, against reading the same statements, and a tenth of them."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import europe
from benchmarks.building import run
from benchmarks.measure import Figure, cpu_of, report
from twingraph.claims import rdf
from twingraph.publish import canonical
from twingraph.publish.build import gather
from twingraph.store.folder import NQUADS, STATEMENTS, TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHECK = """
from pathlib import Path
from twingraph.validate.shapes import check_shapes
check_shapes(Path({!r}))
"""
# No engine can do less than read the statements into memory and find each by its parts.
_LOAD = """
import pyoxigraph as ox
ox.Store().load(path={!r}, format=ox.RdfFormat.N_TRIPLES)
"""
_TIMES = 3


def figures(partnerships: int) -> Iterator[Figure]:
    """Yield figures of the shapes of a Europe of that size."""
    with tempfile.TemporaryDirectory() as folder:
        tenth, count = _stated(Path(folder) / "tenth", partnerships // 10)
        whole, more = _stated(Path(folder) / "whole", partnerships)
        what = f"checking the shapes of {partnerships:,} partnerships, {more:,} statements"
        checked = _cpu(_CHECK, whole)
        yield Figure(f"CPU time of {what}, over loading them", checked / _cpu(_LOAD, whole), 1)
        growth = (checked / more) / (_cpu(_CHECK, tenth) / count)
        yield Figure("CPU time per statement, over that of a tenth", growth, 1.1)
        yield Figure(f"CPU time of {what}", checked, 5, "s")
        yield Figure(f"peak memory of {what}", run(_CHECK.format(str(whole)))[1], 1, "GB")


def _stated(folder: Path, partnerships: int) -> tuple[Path, int]:
    """Write the statements as a build does; return their file and number."""
    europe.write(folder / "tables", partnerships)
    knowledge, _ = gather([folder / "tables"])
    files = [folder / name for name in (NQUADS, TRIPLES, STATEMENTS)]
    counts = canonical.write(rdf.statements(knowledge), rdf.claims(knowledge), *files)
    return files[-1], counts.statements


def _cpu(code: str, statements: Path) -> float:
    return cpu_of([sys.executable, "-c", code.format(str(statements))], _TIMES)


def main(partnerships: int = 17_000) -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Shapes", figures(partnerships))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=17_000)
    sys.exit(not main(parser.parse_args().partnerships))
