"""Building a Europe of 17,000 partnerships, against Oxigraph's bulk load of the result.

It is built once from tables as a person keeps them, and once from what was fetched from Wikidata:
labels in ten languages, and each partnership stated by both sides. Then ten times as much of that,
which needs ten minutes and 30 GB in the folder for temporary files.
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

from benchmarks import europe
from benchmarks.measure import Figure, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Each runs in a process of its own, so that its memory can be measured.
_BUILD = """
from pathlib import Path
from twingraph.publish.build import build
build([Path({!r})], Path({!r}))
"""
_LOAD = """
import pyoxigraph as ox
ox.Store().bulk_load(path={!r}, format=ox.RdfFormat.N_QUADS)
"""
_DUMP = "from pathlib import Path; from benchmarks import wikidata; wikidata.write(Path({!r}), {})"
# Not the peak that getrusage gives: a process inherits that of the one that has begun it.
_MEMORY = """
lines = open("/proc/self/status").read().splitlines()
print(*(line.split()[1] for line in lines if line.startswith("VmHWM:")))
"""


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
    """Write tables as a person keeps them.

    Args:
        folder: Folder to write.
        partnerships: Number of partnerships.
    """
    europe.write(folder, partnerships)


def fetched(folder: Path, partnerships: int) -> None:
    """Write tables from a dump of Wikidata.

    Args:
        folder: Folder to write.
        partnerships: Number of partnerships.
    """
    dump = folder.with_suffix(".json")
    run(_DUMP.format(str(dump), partnerships))
    command = ("-m", "twingraph", "fetch", "wikidata-dump", str(dump), "-o", str(folder))
    silent = subprocess.DEVNULL
    subprocess.run([sys.executable, *command], stdout=silent, stderr=silent, check=True)


def figures(partnerships: int) -> Iterator[Figure]:
    """Yield figures of builds of that size."""
    yield from _over_load("curated", curated, partnerships, 12, 2)
    yield from _over_load("fetched", fetched, partnerships, 15, 6)
    yield from _tenfold(partnerships)


def _over_load(
    name: str, make: Callable[[Path, int], None], partnerships: int, ratio: float, gigabytes: float
) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        tables, out = Path(folder) / "tables", Path(folder) / "build"
        make(tables, partnerships)
        built, memory = _build(tables, out)
        loaded, _ = run(_LOAD.format(str(out / "twingraph.nq")))
        counts = json.loads((out / "manifest.json").read_text())["counts"]
    what = f"{partnerships:,} {name} partnerships, {counts['quads']:,} quads"
    yield Figure(f"building {what}, over Oxigraph's bulk load of them", built / loaded, ratio)
    yield Figure(f"peak memory of building {what}", memory, gigabytes, "GB")


def _tenfold(partnerships: int) -> Iterator[Figure]:
    """Measure the size before and after ten times the size: a machine is not always as fast."""
    with tempfile.TemporaryDirectory() as folder:
        one, ten, out = (Path(folder) / name for name in ("one", "ten", "build"))
        fetched(one, partnerships)
        fetched(ten, 10 * partnerships)
        before, _ = _build(one, out)
        built, memory = _build(ten, out)
        after, _ = _build(one, out)
    what = f"building {10 * partnerships:,} fetched partnerships"
    yield Figure(f"{what}, over a tenth of them", built / ((before + after) / 2), 11)
    yield Figure(f"peak memory of {what}", memory, 6, "GB")


def _build(tables: Path, out: Path) -> tuple[float, float]:
    return run(_BUILD.format(str(tables), str(out)))


def main(partnerships: int = 17_000) -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Building", figures(partnerships))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=17_000)
    sys.exit(not main(parser.parse_args().partnerships))
