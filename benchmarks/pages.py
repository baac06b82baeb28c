"""The static site: how many pages are written in a second, and how many when nothing has changed.

Pages are counted with everything that they need: the questions to the store, maps, JSON-LD, and the
comparison with what is there. CPU time, so that other load does not count.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from benchmarks import europe
from benchmarks.measure import Figure, report
from twingraph.core import resources
from twingraph.publish import build, site
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTNERSHIPS = 1_000


def rates(tables: Path, folder: Path) -> tuple[float, float]:
    """Return how many pages of a dataset are written in a second, at first and again.

    Args:
        tables: Folder of its tables.
        folder: Folder in which the build and the site are made.
    """
    build.build([tables], folder / "build")
    made = BuildFolder.open(folder / "build")
    store = made.store()
    found = []
    for _ in range(2):
        start = process_time()
        site.write(store, folder / "site", ("en",), build=made)
        pages = sum(1 for _ in (folder / "site").rglob("*.html"))
        found.append(pages / (process_time() - start))
    return found[0], found[1]


def figures() -> Iterator[Figure]:
    """Yield the figures of the curated dataset and of a made-up Europe."""
    with tempfile.TemporaryDirectory() as name:
        made_up = europe.write(Path(name) / "tables", PARTNERSHIPS)
        curated = resources.folder("data")
        of = {"the dataset that comes with twingraph": curated, "a made-up Europe": made_up}
        for number, (what, tables) in enumerate(of.items()):
            first, again = rates(tables, Path(name) / str(number))
            for rate, when in ((first, ""), (again, ", when nothing has changed")):
                text = f"pages of {what} in a second of CPU time{when}"
                yield Figure(text, rate, 100, "/s", at_least=True)


def main() -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Static site", figures())


if __name__ == "__main__":
    sys.exit(not main())
