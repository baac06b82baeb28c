"""Building a Europe of 17,000 partnerships, against Oxigraph's bulk load of the result.

It is built once from tables as a person keeps them, and once from what was fetched from Wikidata:
labels in ten languages, and each partnership stated by both sides. Then ten times as much of that,
which needs ten minutes and 30 GB in the folder for temporary files. First, the dataset that
comes with twingraph is built.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import europe
from benchmarks.measure import Figure, cpu_of, report
from twingraph.core import resources
from twingraph.core.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Each runs in a process of its own, so that its memory can be measured.
_BUILD = """
from pathlib import Path
from twingraph.publish.build import build
build([Path({!r})], Path({!r}), languages={!r})
"""
_LOAD = """
import pyoxigraph as ox
ox.Store().bulk_load(path={!r}, format=ox.RdfFormat.N_QUADS)
"""
_DUMP = "from pathlib import Path; from benchmarks import wikidata; wikidata.write(Path({!r}), {})"
_LOOK = 0.02  # seconds between two looks at the memory
_TIMES = 3


def run(code: str) -> tuple[float, float]:
    """Run code in a process of its own.

    Returns:
        Wall time in seconds and peak memory in GB, of it and the processes that it begins together.
        What they share is counted for each.
    """
    start, peak = time.perf_counter(), 0
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(_LOOK)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return time.perf_counter() - start, peak / 1e9


def _memory(process: int) -> int:
    """Return the bytes that a process and those that it has begun hold in memory."""
    place = Path(f"/proc/{process}")
    try:
        held = int((place / "statm").read_text().split()[1]) * resource.getpagesize()
        begun = (place / f"task/{process}/children").read_text().split()
    except OSError:  # it has ended
        return 0
    return held + sum(_memory(int(child)) for child in begun)


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
    yield from _bundled()
    yield from _over_load("curated", curated, partnerships, 12, 2)
    yield from _over_load("fetched", fetched, partnerships, 15, 6)
    yield from _tenfold(partnerships)


def _bundled() -> Iterator[Figure]:
    """Measure what a first run waits for."""
    for languages, words in ((("en",), "one language"), (LANGUAGES, "four languages")):
        what = f"building the dataset that comes with twingraph, pages in {words}"
        with tempfile.TemporaryDirectory() as folder:
            code = _BUILD.format(str(resources.folder("data")), f"{folder}/build", languages)
            yield Figure(f"time of {what}", min(run(code)[0] for _ in range(_TIMES)), 3, "s")
            yield Figure(
                f"CPU time of {what}", cpu_of([sys.executable, "-c", code], _TIMES), 3, "s"
            )


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
    return run(_BUILD.format(str(tables), str(out), ("en",)))


def main(partnerships: int = 17_000) -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Building", figures(partnerships))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=17_000)
    sys.exit(not main(parser.parse_args().partnerships))
