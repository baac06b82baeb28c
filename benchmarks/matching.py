"""Matching the names of 25,000 dirty rows against the dataset and GeoNames.

The files stand beside the repository, in ``realworld/wikidata-tsv`` of ``../shared`` or of
``$TWINGRAPH_SHARED``, and nothing of them is here: ``matching-sample.csv`` has file, row and side
of 200 names that were drawn with a fixed seed, and the place that each means, which a person found
by its coordinates, its population and the neighbouring places. An empty id says that neither the
dataset nor GeoNames has the place.

Precision is the share of right ids among all ids given; recall, the share of right ids among the
names whose place is known. Both are measured twice: with the name and the country alone, where a
homonym can only be proposed, and with the coordinates that the files have.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.measure import Figure, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.places import matching


SHARED = Path(os.environ.get("TWINGRAPH_SHARED", Path(__file__).parents[2] / "shared"))
FILES = SHARED / "realworld" / "wikidata-tsv"
SAMPLE = Path(__file__).with_name("matching-sample.csv")

# The columns of each side: name, country, degrees north and east.
SIDES = {
    "origin": ("origincityLabel", "origincountry", "originlat", "originlong"),
    "sister": (
        "sistercityLabel",
        "destination_countryLabel",
        "destinationlat",
        "destinationlong",
    ),
}

# It runs in a process of its own, so that its time and memory can be measured.
_RUN = "from benchmarks.matching import run; run({!r})"

Key = tuple[str, int, str]


class Matched(NamedTuple):
    """The results of a run over all rows."""

    names: int
    seconds: float
    gigabytes: float
    ids: dict[Key, str]


def run(positions: bool) -> None:
    """Match all names, and print the time and the result of the sample, as JSON."""
    import resource  # only the process that is measured

    from twingraph.core import resources  # their time counts
    from twingraph.places import matching  # their time counts
    from twingraph.places.gazetteer import Gazetteer
    from twingraph.places.geonames import add_geonames
    from twingraph.tables.rows import read_tables  # their time counts

    gazetteer = Gazetteer(read_tables([resources.folder("data")]))
    add_geonames(gazetteer)
    mentions = dict(_mentions(positions))
    linkages = dict(zip(mentions, matching.link(mentions.values(), gazetteer), strict=True))
    matches = {key: linkages[key].match for key in _labels()}
    ids = [match.place.id if match else "" for match in matches.values()]
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([len(mentions), used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6, ids]))


def _mentions(positions: bool) -> Iterator[tuple[Key, matching.Mention]]:
    from twingraph.core.geo import position
    from twingraph.places.matching import Mention

    for file in sorted(FILES.glob("*.tsv")):
        with file.open(encoding="utf-8-sig", newline="") as text:
            for number, row in enumerate(csv.DictReader(text, delimiter="\t"), start=2):
                for side, (name, country, north, east) in SIDES.items():
                    where = position(row[north], row[east]) if positions else None
                    mention = Mention(row[name], row[country], position=where)
                    yield (file.name, number, side), mention


def _labels() -> dict[Key, str]:
    with SAMPLE.open(encoding="utf-8", newline="") as text:
        return {(r["file"], int(r["row"]), r["side"]): r["id"] for r in csv.DictReader(text)}


def matched(positions: bool) -> Matched:
    """Match all names in a process of its own."""
    command = [sys.executable, "-c", _RUN.format(positions)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    names, seconds, gigabytes, ids = json.loads(done.stdout)
    return Matched(names, seconds, gigabytes, dict(zip(_labels(), ids, strict=True)))


def figures() -> Iterator[Figure]:
    """Yield figures of matching with and without coordinates."""
    labels = _labels()
    known = sum(1 for label in labels.values() if label)
    for what, positions in (("name and country", False), ("coordinates as well", True)):
        result = matched(positions)
        given = {key: found for key, found in result.ids.items() if found}
        right = sum(found == labels[key] for key, found in given.items())
        names = f"{result.names:,} names, by {what}"
        yield Figure(f"CPU of matching {names}", result.seconds, 60, "s")
        yield Figure(f"peak memory of matching {names}", result.gigabytes, 1, "GB")
        share = f"{right} of {len(given)} ids right, by {what}"
        yield Figure(f"precision: {share}", right / len(given), 0.99, "", at_least=True)
        share = f"{right} of {known} known places found, by {what}"
        yield Figure(f"recall: {share}", right / known, 0.95, "", at_least=True)


def main() -> bool:
    """Measure and print; without the files, print that they are missing and go on."""
    if not FILES.is_dir():
        print(f"\nMatching: skipped, as there is no {FILES}; set TWINGRAPH_SHARED")
        return True
    return report("Matching", figures())


if __name__ == "__main__":
    sys.exit(not main())
