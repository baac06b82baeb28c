"""The static site: how many pages are written in a second, and how many when nothing has changed.

Pages are counted with everything that they need: the questions to the store, maps, JSON-LD, and the
comparison with what is there. CPU time, so that other load does not count.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from benchmarks import europe
from benchmarks.measure import Figure, report
from twingraph.core import resources
from twingraph.core.languages import LANGUAGES
from twingraph.publish import build, site
from twingraph.store.folder import BuildFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.core.languages import Language


def rates(tables: Path, folder: Path, languages: tuple[Language, ...]) -> tuple[int, float, float]:
    """Return how many pages a dataset has, and how many are written in a second, twice.

    Args:
        tables: Folder of its tables.
        folder: Folder in which the build and the site are made.
        languages: Languages of the pages.
    """
    build.build([tables], folder / "build")
    made = BuildFolder.open(folder / "build")
    store = made.store()
    seconds = []
    for _ in range(2):
        start = process_time()
        site.write(store, folder / "site", languages, build=made)
        seconds.append(process_time() - start)
    pages = sum(1 for _ in (folder / "site").rglob("*.html"))
    return pages, pages / seconds[0], pages / seconds[1]


def figures(partnerships: int) -> Iterator[Figure]:
    """Yield the figures of the curated dataset and of a made-up Europe of that size."""
    with tempfile.TemporaryDirectory() as name:
        made_up = europe.write(Path(name) / "tables", partnerships)
        of: dict[str, tuple[Path, tuple[Language, ...]]] = {
            "the dataset that comes with twingraph": (resources.folder("data"), LANGUAGES),
            "a made-up Europe": (made_up, ("en",)),
        }
        for number, (what, (tables, languages)) in enumerate(of.items()):
            pages, first, again = rates(tables, Path(name) / str(number), languages)
            for rate, when in ((first, ""), (again, ", when nothing has changed")):
                text = f"{pages:,} pages of {what} in a second of CPU time{when}"
                yield Figure(text, rate, 100, "/s", at_least=True)


def main(partnerships: int = 17_000) -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Static site", figures(partnerships))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=17_000)
    sys.exit(not main(parser.parse_args().partnerships))
