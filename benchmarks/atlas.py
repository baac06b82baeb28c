"""The cost of an atlas of a made-up Europe: the size of its file, and writing it."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from dataclasses import replace
from functools import partial
from itertools import chain, combinations, cycle
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, TypeVar

from benchmarks import europe
from benchmarks.measure import Figure, report
from twingraph.claims import rdf
from twingraph.core import dates
from twingraph.core.geo import Position
from twingraph.pages.atlas import ask, geographic, network, render
from twingraph.pages.atlas.model import Atlas, City, Evidence, Partnership, Phase, Source
from twingraph.pages.dataset import Dataset
from twingraph.publish import canonical
from twingraph.publish.build import gather
from twingraph.store.engine import EmbeddedStore
from twingraph.store.folder import NQUADS, STATEMENTS, TRIPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_T = TypeVar("_T")

_MEGABYTE = 1_000_000
_SYLLABLES = [
    "ber",
    "bruck",
    "dorf",
    "grad",
    "ice",
    "ka",
    "lo",
    "mün",
    "na",
    "ów",
    "stadt",
    "ton",
    "ville",
    "щи",
    "жля",
    "дюи",
    "лижи",
]
_LANGUAGES = 4  # in which a city has a name; the made-up Europe has one


def figures(partnerships: int) -> Iterator[Figure]:
    """Yield figures of the atlas of a Europe of that size."""
    with tempfile.TemporaryDirectory() as folder:
        store = _store(Path(folder), partnerships)
        asking, asked = _cpu(partial(ask.atlas, store, "en"))
    shown = _with_names(asked)
    placing, _ = _cpu(partial(_place, shown))
    writing, page = _cpu(partial(render, shown))
    what = f"an atlas of {len(shown.cities):,} cities and {partnerships:,} partnerships"
    yield Figure(f"file of {what}", len(page.encode()) / _MEGABYTE, 1.5, "MB")
    whole = (asking + writing) / placing
    yield Figure(f"CPU time of asking for and writing {what}, over that of its layout", whole, 3)
    yield Figure("CPU time of its layout", placing, 10, "s")
    yield Figure("CPU time of asking a store for it", asking, 15, "s")


def of_europe(partnerships: int) -> Atlas:
    """Return the atlas of a made-up Europe, with names in four languages.

    Args:
        partnerships: Number of its partnerships.
    """
    with tempfile.TemporaryDirectory() as folder:
        return _with_names(ask.atlas(_store(Path(folder), partnerships), "en"))


def scattered(cities: int, partnerships: int) -> Atlas:
    """Return an atlas without a graph: cities all over Europe, partnerships of a few hubs and many.

    Args:
        cities: Number of its cities.
        partnerships: Number of its partnerships.
    """
    chance = random.Random(1)  # noqa: S311 - no secret hangs on it
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < partnerships:
        one, other = int(cities * chance.random() ** 3), chance.randrange(cities)
        if one != other:
            pairs.setdefault((min(one, other), max(one, other)))
    years = [dates.parse(str(year)) for year in range(1950, 2024)]
    source = Source("page", "A page", "https://example.org/page", None)
    places = (Position(chance.uniform(36, 66), chance.uniform(-9, 40)) for _ in range(cities))
    return Atlas(
        "en",
        Dataset("A made-up Europe"),
        tuple(City(f"c{n:06}", f"City {n}", place=place) for n, place in enumerate(places)),
        tuple(
            Partnership(
                f"c{one:06}--c{other:06}", (one, other), phases=(Phase("active", day, None),)
            )
            for (one, other), day in zip(pairs, cycle(years), strict=False)
        ),
        ((Evidence(source),),) * partnerships,
    )


def _store(folder: Path, partnerships: int) -> EmbeddedStore:
    """Fill a store as a build does."""
    europe.write(folder / "tables", partnerships)
    knowledge, _ = gather([folder / "tables"])
    files = [folder / name for name in (NQUADS, TRIPLES, STATEMENTS)]
    canonical.write(rdf.statements(knowledge), rdf.claims(knowledge), *files)
    store = EmbeddedStore.load(files[1], folder / "store")
    store.settle()
    return store


def _with_names(atlas: Atlas) -> Atlas:
    """Give each city a name of its own in each language."""
    chance = random.Random(1)  # noqa: S311 - no secret hangs on it

    def renamed(city: City) -> City:
        label, *names = ("".join(chance.choices(_SYLLABLES, k=3)) for _ in range(_LANGUAGES))
        return replace(city, label=label.title(), names=tuple(sorted(map(str.title, names))))

    return replace(atlas, cities=tuple(map(renamed, atlas.cities)))


def _place(atlas: Atlas) -> None:
    pairs = chain.from_iterable(combinations(each.members, 2) for each in atlas.partnerships)
    network.joined(len(atlas.cities), pairs, geographic.RADIUS)
    geographic.located([city.place for city in atlas.cities])


def _cpu(work: Callable[[], _T]) -> tuple[float, _T]:
    start = process_time()
    done = work()
    return process_time() - start, done


def main(partnerships: int = 17_000) -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Atlas", figures(partnerships))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=17_000)
    sys.exit(not main(parser.parse_args().partnerships))
