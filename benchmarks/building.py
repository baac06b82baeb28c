"""Building a Europe of 17,000 partnerships, against Oxigraph's bulk load of the result.

Once from tables as a person keeps them, once from what was fetched from Wikidata: labels in ten
languages, and each partnership said by both sides.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import europe, wikidata
from benchmarks.measure import Figure, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Each runs in a process of its own, so that its memory can be told.
_BUILD = (
    "from pathlib import Path; from twingraph.build import build; build([Path({!r})], Path({!r}))"
)
_LOAD = """
import pyoxigraph as ox
ox.Store().bulk_load(path={!r}, format=ox.RdfFormat.N_QUADS)
"""
_MEMORY = "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def run(code: str) -> tuple[float, float]:
    """Run code in a process of its own.

    Returns:
        Wall time in seconds and peak memory in GB.
    """
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code + _MEMORY], stdout=subprocess.PIPE, check=True
    )
    return time.perf_counter() - start, int(done.stdout.split()[-1]) / 1e6


def curated(folder: Path, partnerships: int) -> None:
    """Make tables as a person keeps them."""
    europe.write(folder, partnerships)


def fetched(folder: Path, partnerships: int) -> None:
    """Make tables from a dump of Wikidata."""
    dump = folder.with_suffix(".json")
    wikidata.write(dump, partnerships)
    command = ("-m", "twingraph", "fetch", "wikidata-dump", str(dump), "-o", str(folder))
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)


def figures(partnerships: int) -> Iterator[Figure]:
    """Measure builds of that size."""
    yield from _figures("curated", curated, partnerships, 12, 2)
    yield from _figures("fetched", fetched, partnerships, 15, 6)


def _figures(
    name: str, make: Callable[[Path, int], None], partnerships: int, ratio: float, gigabytes: float
) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        tables, out = str(Path(folder) / "tables"), str(Path(folder) / "build")
        make(Path(tables), partnerships)
        built, memory = run(_BUILD.format(tables, out))
        loaded, _ = run(_LOAD.format(str(Path(out) / "twingraph.nq")))
        counts = json.loads((Path(out) / "manifest.json").read_text())["counts"]
    what = f"{partnerships:,} {name} partnerships, {counts['quads']:,} quads"
    yield Figure(f"building {what}, over Oxigraph's bulk load of them", built / loaded, ratio)
    yield Figure(f"peak memory of building {what}", memory, gigabytes, "GB")


def main(partnerships: int = 17_000) -> bool:
    """Measure and print."""
    return report("Building", figures(partnerships))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=17_000)
    sys.exit(not main(parser.parse_args().partnerships))
