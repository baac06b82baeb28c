"""A made-up Wikidata of any size, from a seed: a dump of entity JSON as Wikidata publishes it.

Countries, classes and places have the statements that twingraph reads. Between them are items of
filler, which have none of these, with the size and the content of most of Wikidata's items: P190 is
as rare among them as it is there.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from twingraph.sources.wikidata.model import LABEL_LANGUAGES
from twingraph.tables.folder import european, shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Json = dict[str, Any]

CITIES_TO_PARTNERSHIPS = 10_055 / 17_401  # as in the real network
ELSEWHERE = ("us", "cn", "jp")
FIRST_COUNTRY, FIRST_CLASS, FIRST_PLACE = 1_000_001, 2_000_001, 3_000_001
FIRST_FILLER = 20_000_001
CLASSES_A_LEVEL = 12

_GREGORIAN, _JULIAN = (
    f"http://www.wikidata.org/entity/{item}" for item in ("Q1985727", "Q1985786")
)
_SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "do",
    "ga",
    "gra",
    "ka",
    "kra",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "mi",
    "mo",
    "na",
    "no",
    "pa",
    "pra",
    "ra",
    "ri",
    "ro",
    "sa",
    "sto",
    "ta",
]
_CYRILLIC = str.maketrans("abdegiklmnoprst", "абдегіклмнопрст")
_WIKIS = ("ce", "pt", "ru", "sv", "zh", "ar", "arz", "ast", "nl", "tt", "vec", "war")


def write(path: Path, partnerships: int, filler: int = 0, seed: int = 1) -> Path:
    """Write a dump.

    Args:
        path: File to write, plain JSON.
        partnerships: Number of pairs of places that name each other.
        filler: Number of other items between them, of about 12 kB each.
        seed: Seed of the random numbers; the same seed gives the same bytes.

    Returns:
        The file.
    """
    with path.open("wb") as file:
        file.write(b"[\n")
        for number, line in enumerate(lines(partnerships, filler, seed)):
            file.write(b",\n" + line if number else line)
        file.write(b"\n]\n")
    return path


def lines(partnerships: int, filler: int = 0, seed: int = 1) -> Iterator[bytes]:
    """Yield the entities, each as a line of JSON, in no order of their numbers.

    Args:
        partnerships: Number of pairs of places that name each other.
        filler: Number of other items between them.
        seed: Seed of the random numbers.
    """
    world = World(partnerships, random.Random(seed))  # noqa: S311 - no secret hangs on it
    places = [*world.countries(), *world.classes(), *world.places()]
    world.chance.shuffle(places)
    for turn in range(filler):
        while places and world.chance.random() < len(places) / (len(places) + filler - turn):
            yield orjson.dumps(places.pop())
        yield orjson.dumps(world.filler(turn))
    yield from map(orjson.dumps, places)


def _roots() -> list[int]:
    """Return the numbers of the classes that put a place on a level."""
    return [int(row["item"][1:]) for row in shipped("levels.csv") if row["level"]]


@dataclass(frozen=True)
class World:
    """All parts of the dump that are drawn by chance."""

    partnerships: int
    chance: random.Random

    # --- what there is ---

    @cached_property
    def codes(self) -> list[str]:
        """Codes of the countries; the last ones lie outside Europe."""
        return sorted(european()) + list(ELSEWHERE)

    @cached_property
    def leaves(self) -> list[int]:
        """Numbers of the classes that places are of, one chain below each root of the levels."""
        return [FIRST_CLASS + n for n in range(len(_roots()) * CLASSES_A_LEVEL)]

    @cached_property
    def partners(self) -> dict[int, list[int]]:
        """The partners that each place names; a place with many finds more, as in the real one."""
        places = range(max(20, int(self.partnerships * CITIES_TO_PARTNERSHIPS)))
        named: dict[int, list[int]] = {place: [] for place in places}
        ends, pairs = list(places), set[tuple[int, int]]()
        while len(pairs) < self.partnerships:
            one, other = sorted((self.chance.choice(ends), self.chance.choice(places)))
            if one != other and (one, other) not in pairs:
                pairs.add((one, other))
                ends += (one, other)
                named[one].append(other)
                if self.chance.randrange(6):  # every sixth is said by one side only
                    named[other].append(one)
        return named

    def countries(self) -> Iterator[Json]:
        """Yield the items of the countries."""
        for n, code in enumerate(self.codes):
            claims = {"P297": [self.claim("P297", text(code.upper()))]}
            yield self.entity(FIRST_COUNTRY + n, f"Land {code.upper()}", claims)

    def classes(self) -> Iterator[Json]:
        """Yield the items of the classes: in each level a chain of three, and the others below."""
        roots = _roots()
        for n, leaf in enumerate(self.leaves):
            level, step = divmod(n, CLASSES_A_LEVEL)
            above = roots[level] if step == 0 else leaf - 1 if step < 3 else leaf - step + 2
            claims = {"P279": [self.claim("P279", item(above))]}
            yield self.entity(leaf, f"class {n}", claims)

    def places(self) -> Iterator[Json]:
        """Yield the items of the places; a place that names no other has no P190."""
        for place, named in self.partners.items():
            claims = self.place_claims(place)
            if named:
                claims["P190"] = [self.twinning(other) for other in named]
            yield self.entity(FIRST_PLACE + place, self.name(), claims, wikis=_WIKIS)

    def filler(self, turn: int) -> Json:
        """Return an item that is not wanted; one in thirty is a class."""
        claims = {f"P{n}": [self.common(n)] for n in self.chance.sample(range(400, 3000), 10)}
        claims["P31"] = [self.claim("P31", item(13_442_814))]
        if turn % 30 == 0:
            claims["P279"] = [self.claim("P279", item(FIRST_FILLER + turn + 1))]
        name = " ".join(self.name() for _ in range(6))
        return self.entity(FIRST_FILLER + turn, name, claims, wikis=_WIKIS, described=True)

    # --- an entity ---

    def entity(
        self,
        number: int,
        name: str,
        claims: Json,
        wikis: Iterable[str] = (),
        *,
        described: bool = False,
    ) -> Json:
        """Return an entity with labels in all languages that are asked for, and in others.

        Args:
            number: Number of the item.
            name: Its name.
            claims: Its statements, by property.
            wikis: Languages of the wikis that have a page about it.
            described: Whether it has descriptions in many languages, not in English alone.
        """
        labels = {
            language: self.label(language, name) for language in (*LABEL_LANGUAGES[:-1], *wikis)
        }
        about = [*labels, *(f"{wiki}-x" for wiki in wikis), "bn", "el", "he", "id", "ja", "ko"]
        return {
            "type": "item",
            "id": f"Q{number}",
            "labels": labels,
            "descriptions": {
                language: {"language": language, "value": f"article published in {number % 99}"}
                for language in (about if described else ["en"])
            },
            "aliases": {},
            "claims": claims,
            "sitelinks": {
                f"{wiki}wiki": {"site": f"{wiki}wiki", "title": name, "badges": []}
                for wiki in wikis
            },
            "lastrevid": self.chance.randrange(10**9),
        }

    @staticmethod
    def label(language: str, name: str) -> Json:
        """Return a name in a language: Ukrainian in its own letters, some with an ending.

        Args:
            language: The language.
            name: The name.
        """
        ending = {"pl": "ów", "cs": "ov", "it": "a", "hu": "vár"}.get(language, "")
        value = name.lower().translate(_CYRILLIC).title() if language == "uk" else name + ending
        return {"language": language, "value": value}

    def name(self) -> str:
        """Draw a name."""
        return "".join(self.chance.choices(_SYLLABLES, k=4)).title()

    def place_claims(self, place: int) -> dict[str, list[Json]]:
        """Return the statements on a place other than those on its partners."""
        chance = self.chance
        home = place % len(self.codes)
        countries = [self.claim("P17", item(FIRST_COUNTRY + home))]
        if place % 10 == 0:
            before = item(FIRST_COUNTRY + (home + 1) % len(self.codes))
            countries.append(self.claim("P17", before, {"P582": [self.time()]}))
        years = chance.sample(range(1950, 2024), 4)
        where = {"latitude": chance.uniform(36, 66), "longitude": chance.uniform(-9, 40)}
        return {
            "P17": countries,
            "P31": [self.claim("P31", item(chance.choice(self.leaves)))],
            "P625": [self.claim("P625", coordinates(**where))],
            "P1082": [self.population(year) for year in years],
            **{f"P{n}": [self.common(n)] for n in chance.sample(range(400, 1000), 20)},
        }

    def population(self, year: int) -> Json:
        """Return a statement on the number of inhabitants."""
        amount = {"amount": f"+{self.chance.randrange(900, 900_000)}", "unit": "1"}
        value = {"value": amount, "type": "quantity"}
        return self.claim("P1082", value, {"P585": [time(f"+{year}-12-31T00:00:00Z", 11)]})

    def twinning(self, other: int) -> Json:
        """Return a statement on a partner; dates, rank and references as often as in Wikidata."""
        chance = self.chance
        qualifiers = {}
        if chance.random() < 0.6:
            qualifiers["P580"] = [self.time()]
        if chance.random() < 0.05:
            qualifiers["P582"] = [time(f"+{chance.randint(2005, 2024)}-00-00T00:00:00Z", 9)]
        if chance.random() < 0.05:
            qualifiers["P585"] = [self.time()]
        cited = (f"https://city-{other}.example/partners",) if chance.random() < 0.25 else ()
        rank = chance.choices(("normal", "preferred", "deprecated"), (97, 2, 1))[0]
        return self.claim("P190", item(FIRST_PLACE + other), qualifiers, rank, cited)

    def time(self) -> Json:
        """Draw a day, a month or a year after the war."""
        year, month, day = (self.chance.randint(*ends) for ends in ((1950, 2004), (1, 12), (1, 28)))
        precision = self.chance.choice((9, 9, 10, 11))
        written = f"+{year}-{month * (precision > 9):02}-{day * (precision > 10):02}T00:00:00Z"
        return time(written, precision)

    def common(self, number: int) -> Json:
        """Return a statement that twingraph does not read, with a reference."""
        value = text(f"{self.chance.getrandbits(64):x}") if number % 2 else item(number * 7)
        return self.claim(f"P{number}", value, cited=(f"https://example.org/{number}",))

    def claim(
        self,
        of: str,
        value: Json,
        qualifiers: Json | None = None,
        rank: str = "normal",
        cited: Iterable[str] = (),
    ) -> Json:
        """Return a statement.

        Args:
            of: Its property.
            value: Its value.
            qualifiers: Its qualifiers, by property.
            rank: preferred, normal or deprecated.
            cited: Web addresses of its references.
        """
        made: Json = {"mainsnak": snak(of, value), "type": "statement"}
        if qualifiers:
            found = {name: [snak(name, v) for v in values] for name, values in qualifiers.items()}
            made |= {"qualifiers": found, "qualifiers-order": list(found)}
        made |= {"id": f"Q1${self.chance.getrandbits(128):032X}", "rank": rank}
        if references := [self.reference(address) for address in cited]:
            made["references"] = references
        return made

    def reference(self, address: str) -> Json:
        """Return a reference to a page."""
        snaks = {"P854": [snak("P854", text(address))], "P813": [snak("P813", self.time())]}
        hashed = f"{self.chance.getrandbits(160):040x}"
        return {"hash": hashed, "snaks": snaks, "snaks-order": list(snaks)}


def snak(of: str, value: Json) -> Json:
    """Return a snak: a property and its value.

    Args:
        of: The property.
        value: The value.
    """
    kinds = {"wikibase-entityid": "wikibase-item", "globecoordinate": "globe-coordinate"}
    datatype = kinds.get(value["type"], value["type"])
    return {"snaktype": "value", "property": of, "datavalue": value, "datatype": datatype}


def item(number: int) -> Json:
    """Return a value that is an item."""
    value = {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"}
    return {"value": value, "type": "wikibase-entityid"}


def text(words: str) -> Json:
    """Return a value that is a text."""
    return {"value": words, "type": "string"}


def time(written: str, precision: int, calendar: str = _GREGORIAN) -> Json:
    """Return a value that is a point in time.

    Args:
        written: Year, month, day and time of day, such as "+1973-09-00T00:00:00Z".
        precision: Its precision: 11 for a day, 10 for a month, 9 for a year.
        calendar: Address of its calendar model.
    """
    value = {"time": written, "timezone": 0, "before": 0, "after": 0, "precision": precision}
    return {"value": value | {"calendarmodel": calendar}, "type": "time"}


def coordinates(latitude: float, longitude: float) -> Json:
    """Return a value that is a position on Earth.

    Args:
        latitude: Degrees north.
        longitude: Degrees east.
    """
    value = {"latitude": latitude, "longitude": longitude, "altitude": None, "precision": 1e-4}
    globe = "http://www.wikidata.org/entity/Q2"
    return {"value": value | {"globe": globe}, "type": "globecoordinate"}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--partnerships", type=int, default=17_000)
    parser.add_argument("--filler", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    write(**vars(parser.parse_args()))
