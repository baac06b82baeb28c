"""A made-up Europe of any size, from a seed: tables as a user would have them.

10,000 cities and 17,000 partnerships have the shape of the real network: degrees with a heavy
tail, one partnership in three without a date, each with a charter and two who signed it. As among
the curated data, two partnerships in five are stated by the site of one of their cities, few by
those of both; cities have mayors and are members of a network, and some partnerships name fields,
initiatives and events.
"""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

from twingraph.tables import layout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Cells = dict[str, str]

COUNTRIES = ("de", "fr", "gb", "pl", "it", "cz", "hu", "ua", "se", "es")
EASTERN, NEUTRAL = {"pl", "cz", "hu", "ua"}, {"se"}
SOURCES = 200
SITES = 5  # each fifth city has a site of its own; the same of others below
MAYORS, MEMBERS, INITIATIVES = 2, 10, 10
NETWORK = "eurocities"
CITIES_TO_PARTNERSHIPS = 10_055 / 17_401


def write(folder: Path, partnerships: int, seed: int = 1) -> Path:
    """Write tables of so many partnerships.

    Args:
        folder: Folder to write; it is made.
        partnerships: Number of partnerships.
        seed: Seed of the random numbers; the same seed gives the same bytes.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    cities = [f"city-{n:06}" for n in range(max(20, int(partnerships * CITIES_TO_PARTNERSHIPS)))]
    pairs = sorted(_pairs(cities, partnerships, chance))
    for file, rows in (
        ("sources.csv", [*_sources(), *_sites(cities)]),
        ("states.csv", _states()),
        ("cities.csv", _cities(cities, chance)),
        ("names.csv", _names(cities)),
        ("organisations.csv", _councils(cities)),
        ("partnerships.csv", _partnerships(pairs, chance)),
        ("charters.csv", _charters(pairs)),
        ("acts.csv", _acts(pairs, chance)),
        ("networks.csv", _networks()),
        ("memberships.csv", _memberships(cities, chance)),
        ("posts.csv", _posts(cities)),
        ("officials.csv", _officials(cities)),
        ("terms.csv", _terms(cities, chance)),
        ("fields.csv", _fields(pairs)),
        ("initiatives.csv", _initiatives(pairs, chance)),
        ("events.csv", _events(pairs, chance)),
    ):
        _write(folder / file, rows)
    return folder


def _write(file: Path, rows: Iterable[Cells]) -> None:
    header = layout.load().tables[file.name].header
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _pairs(cities: list[str], count: int, chance: random.Random) -> set[tuple[str, str]]:
    """Draw pairs; a city with many partners finds more, as in the real network."""
    pairs: set[tuple[str, str]] = set()
    ends = list(cities)
    while len(pairs) < count:
        one, other = sorted((chance.choice(ends), chance.choice(cities)))
        if one != other and (one, other) not in pairs:
            pairs.add((one, other))
            ends += (one, other)
    return pairs


def _source(pair: tuple[str, str]) -> str:
    return f"source-{(int(pair[0][-6:]) + int(pair[1][-6:])) % SOURCES}"


def _own(pair: tuple[str, str]) -> list[str]:
    """Return the sites of those of two cities that have one."""
    return [f"town-hall-of-{city}" for city in pair if not int(city[-6:]) % SITES]


def _sources() -> Iterable[Cells]:
    kinds = ("official-site", "news", "encyclopaedia", "other")
    for n in range(SOURCES):
        yield {
            "source": f"source-{n}",
            "title": f"Page {n}",
            "kind": kinds[n % 4],
            "address": f"https://example.org/{n}",
            "retrieved": "2026-01-01",
        }


def _sites(cities: list[str]) -> Iterable[Cells]:
    for city in cities[::SITES]:
        yield {
            "source": f"town-hall-of-{city}",
            "title": f"Partners of {city}",
            "kind": "official-site",
            "address": f"https://{city}.example.org/partners",
            "retrieved": "2026-01-01",
            "city": city,
        }


def _states() -> Iterable[Cells]:
    for code in COUNTRIES:
        bloc = "east" if code in EASTERN else "neutral" if code in NEUTRAL else "west"
        row = {"state": code, "language": "en", "name": code.upper(), "bloc": bloc}
        yield row | {"source": "source-0"}


def _cities(cities: list[str], chance: random.Random) -> Iterable[Cells]:
    for n, city in enumerate(cities):
        yield {
            "city": city,
            "country": COUNTRIES[n % len(COUNTRIES)],
            "level": "city",
            "wikidata": f"Q{n + 1}",
            "latitude": f"{chance.uniform(36, 66):.4f}",
            "longitude": f"{chance.uniform(-9, 40):.4f}",
            "source": f"source-{n % SOURCES}",
        }


def _names(cities: list[str]) -> Iterable[Cells]:
    for n, city in enumerate(cities):
        source = f"source-{n % SOURCES}"
        yield {"city": city, "language": "en", "name": f"Cité nr {n}", "source": source}


def _councils(cities: list[str]) -> Iterable[Cells]:
    for n, city in enumerate(cities):
        yield {
            "organisation": f"council-of-{city}",
            "language": "en",
            "name": f"Council of Cité nr {n}",
            "source": f"source-{n % SOURCES}",
        }


def _partnerships(pairs: list[tuple[str, str]], chance: random.Random) -> Iterable[Cells]:
    kinds = (
        ("twin-town", "Städtepartnerschaft"),
        ("twin-town", "Städtepartnerschaft"),
        ("partnership", "Partnerstadt"),
        ("friendship", "Städtefreundschaft"),
    )
    for pair in pairs:
        kind, word = chance.choice(kinds)
        yield {
            "partnership": "--".join(pair),
            "members": "; ".join(pair),
            "kind": kind,
            "language": "de",
            "kind_word": word,
            "status": "active",
            "start": _date(chance),
            "source": (_own(pair) or [_source(pair)])[0],
        }
        for site in _own(pair)[1:]:
            if chance.random() < 0.5:  # else its city is silent on it
                yield {"partnership": "--".join(pair), "members": "; ".join(pair), "source": site}


def _date(chance: random.Random) -> str:
    year = chance.randint(1950, 2023)
    precise = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return chance.choice((precise, str(year), ""))


def _charters(pairs: list[tuple[str, str]]) -> Iterable[Cells]:
    for pair in pairs:
        name = "--".join(pair)
        yield {"charter": name, "partnership": name, "source": _source(pair)}


def _acts(pairs: list[tuple[str, str]], chance: random.Random) -> Iterable[Cells]:
    for pair in pairs:
        name = "--".join(pair)
        yield {
            "act": f"{name}-first",
            "charter": name,
            "kind": "first-signature",
            "on": _date(chance),
            "bodies": f"council-of-{pair[0]}; council-of-{pair[1]}",
            "source": _source(pair),
        }


def _networks() -> Iterable[Cells]:
    yield {"network": NETWORK, "language": "en", "name": "Eurocities", "source": "source-0"}


def _memberships(cities: list[str], chance: random.Random) -> Iterable[Cells]:
    for city in cities[::MEMBERS]:
        yield {
            "membership": f"{NETWORK}--{city}",
            "network": NETWORK,
            "city": city,
            "kind": "full",
            "start": _date(chance),
            "source": "source-1",
        }


def _posts(cities: list[str]) -> Iterable[Cells]:
    for city in cities[::MAYORS]:
        mayor = {"post": f"mayor-of-{city}", "language": "en", "title": "Mayor", "role": "mayor"}
        yield mayor | {"city": city, "source": "source-2"}


def _officials(cities: list[str]) -> Iterable[Cells]:
    for city in cities[::MAYORS]:
        yield {"official": f"who-led-{city}", "name": f"Who led {city}", "source": "source-2"}


def _terms(cities: list[str], chance: random.Random) -> Iterable[Cells]:
    for city in cities[::MAYORS]:
        year = chance.randint(1950, 2020)
        yield {
            "term": f"mayor-of-{city}-{year}",
            "official": f"who-led-{city}",
            "post": f"mayor-of-{city}",
            "start": str(year),
            "end": str(year + 5),
            "source": "source-2",
        }


def _fields(pairs: list[tuple[str, str]]) -> Iterable[Cells]:
    fields = ("culture", "youth", "sport", "education")
    for n, pair in enumerate(pairs[::INITIATIVES]):
        name, field = "--".join(pair), fields[n % len(fields)]
        wanted = {"partnership": name, "field": field, "state": "existing"}
        yield wanted | {"source": _source(pair)}


def _initiatives(pairs: list[tuple[str, str]], chance: random.Random) -> Iterable[Cells]:
    for pair in pairs[::INITIATIVES]:
        yield {
            "initiative": f"exchange-{'--'.join(pair)}",
            "language": "en",
            "title": f"Exchange of {pair[0]} and {pair[1]}",
            "kind": "youth-exchange",
            "within": "--".join(pair),
            "participants": "; ".join(pair),
            "on": _date(chance),
            "source": _source(pair),
        }


def _events(pairs: list[tuple[str, str]], chance: random.Random) -> Iterable[Cells]:
    for pair in pairs[::INITIATIVES]:
        yield {
            "event": f"meeting-{'--'.join(pair)}",
            "language": "en",
            "title": "Meeting",
            "kind": "meeting",
            "initiative": f"exchange-{'--'.join(pair)}",
            "on": _date(chance),
            "place": pair[0],
            "source": _source(pair),
        }
