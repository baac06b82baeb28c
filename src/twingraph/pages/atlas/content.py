"""The data of an atlas, in the form that ``web/atlas.schema.json`` describes.

Cities, partnerships and so on are tables of columns, so that the name of a field is written once.
A text is written once, and referred to by its number.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, Any

from twingraph.core import ids
from twingraph.core.datewords import words as in_words
from twingraph.pages import ground, standings
from twingraph.pages.atlas import geographic, network, tours
from twingraph.pages.atlas.model import short
from twingraph.pages.atlas.words import counted, words
from twingraph.pages.embedded import Numbering
from twingraph.pages.letters import letters
from twingraph.pages.licences import named
from twingraph.pages.reasons import reason_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from twingraph.core.dates import ImpreciseDate
    from twingraph.pages.atlas.model import Atlas, Evidence, Partnership

Table = dict[str, list[Any]]

UNKNOWN = -1
_PAST, _FUTURE = 0, 99_999_999  # The days of dates that are open on that side.
_MARKS = {"preferred": 1, "deprecated": 3}
_RIVAL = 2
_DENSITY = 7  # Of deflate; 9 takes three times as long, and saves one byte in a hundred.


def content(atlas: Atlas, pages: str = "") -> dict[str, Any]:
    """Return the data of an atlas.

    Args:
        atlas: The atlas.
        pages: Where the pages of its cities and partnerships are, such as "./"; "" if there are
            none.

    Raises:
        CannotError: The map has not been made.
    """
    tables = _Tables(atlas)
    return {
        "language": atlas.language,
        "dataset": _dataset(atlas, pages),
        "words": words(atlas.language),
        "counted": counted(atlas.language),
        "letters": letters(chain.from_iterable((c.label, *c.names) for c in atlas.cities)),
        "plane": {"radius": geographic.RADIUS},
        "ground": ground.load(),
        **tables.all(),
        "stories": tours.table(atlas.stories),
    }


def packed(data: dict[str, Any]) -> str:
    """Return data as JSON, compressed (raw deflate) and in base64: letters that need no escape."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    deflate = zlib.compressobj(_DENSITY, zlib.DEFLATED, -zlib.MAX_WBITS)
    return b64encode(deflate.compress(text.encode()) + deflate.flush()).decode()


def _dataset(atlas: Atlas, pages: str) -> dict[str, Any]:
    dataset = atlas.dataset
    cited = filter(None, (dataset.title, dataset.release, named(dataset.licence)))
    return {
        "title": dataset.title,
        "release": dataset.release,
        "today": _number(dataset.today, _FUTURE),
        "licence": dataset.licence,
        "citation": " ".join(f"{part}." for part in cited),
        "pages": pages,
    }


def _number(day: date | None, otherwise: int) -> int:
    """Return a day as a number such as 19730908, which sorts like the day."""
    return (day.year * 100 + day.month) * 100 + day.day if day else otherwise


class _Numbers(dict[Any, int]):
    """Numbers of things, in the order in which they are met."""

    def of(self, thing: Any) -> int:
        """Return the number of a thing; what is not known has none."""
        return self.setdefault(thing, len(self)) if thing else UNKNOWN


class _Tables:
    """The tables of an atlas, which refer to each other by numbers."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._texts = Numbering({"": 0})
        self._standings = {each.id: n for n, each in enumerate(standings.STANDINGS)}
        self._kinds, self._fields, self._countries = _Numbers(), _Numbers(), _Numbers()
        self._networks, self._sources, self._days = _Numbers(), _Numbers(), _Numbers()

    def all(self) -> dict[str, Any]:
        """Return all tables; those to which the others refer are written last."""
        tables: dict[str, Any] = {
            "cities": self._city_table(),
            "partnerships": self._partnership_table(),
            "phases": self._phase_table(),
            "evidence": self._evidence_table(),
            "memberships": self._membership_table(),
            "standings": self._standing_table(),
            "kinds": self._named(self._kinds),
            "fields": self._named(self._fields),
            "countries": self._named(self._countries),
            "networks": self._named(self._networks),
            "sources": self._source_table(),
        }
        return tables | {"days": self._day_table(), "texts": list(self._texts)}

    def _city_table(self) -> Table:
        cities = self._atlas.cities
        pairs = chain.from_iterable(combinations(p.members, 2) for p in self._atlas.partnerships)
        map_ = geographic.located([city.place for city in cities])
        joined = network.joined(len(cities), pairs, geographic.RADIUS)
        return {
            "id": [city.id for city in cities],
            "label": [city.label for city in cities],
            "names": [list(city.names) for city in cities],
            "country": [self._countries.of(city.country) for city in cities],
            "east": [city.spot[0] for city in map_],
            "south": [city.spot[1] for city in map_],
            "x": [city.spot[0] for city in joined],
            "y": [city.spot[1] for city in joined],
            "community": [city.community for city in joined],
            "rim": [city.rim for city in map_],
        }

    def _partnership_table(self) -> Table:
        partnerships = self._atlas.partnerships
        return {
            "id": [self._own_id(each) for each in partnerships],
            "members": [list(each.members) for each in partnerships],
            "kind": [self._kinds.of(each.kind) for each in partnerships],
            "standing": [self._standing(each) for each in partnerships],
            "fields": [[self._fields.of(field) for field in each.fields] for each in partnerships],
        }

    def _own_id(self, partnership: Partnership) -> str:
        """Return the id of a partnership, or "" if it only consists of those of its members."""
        members = [self._atlas.cities[city].id for city in partnership.members]
        return "" if partnership.id == ids.partnership(members) else partnership.id

    def _standing(self, partnership: Partnership) -> int:
        today = self._atlas.dataset.today
        return self._standings[standings.standing(partnership.status, partnership.since, today)]

    def _phase_table(self) -> Table:
        phases = [(n, phase) for n, p in enumerate(self._atlas.partnerships) for phase in p.phases]
        unknown = self._standings["unknown"]
        return {
            "partnership": _steps([n for n, _ in phases]),
            "standing": [self._standings.get(phase.status, unknown) for _, phase in phases],
            "start": [self._days.of(phase.start) for _, phase in phases],
            "end": [self._days.of(phase.end) for _, phase in phases],
        }

    def _evidence_table(self) -> Table:
        language = self._atlas.language
        rows = [(n, piece) for n, said in enumerate(self._atlas.evidence) for piece in said]
        return {
            "partnership": _steps([n for n, _ in rows]),
            "source": [self._sources.of(piece.source) for _, piece in rows],
            "start": [self._days.of(piece.start) for _, piece in rows],
            "mark": [_mark(piece) for _, piece in rows],
            "reason": [self._texts[reason_in(piece.reason, language)] for _, piece in rows],
            "quote": [self._texts[piece.quote] for _, piece in rows],
            "address": [self._texts[piece.address] for _, piece in rows],
        }

    def _membership_table(self) -> Table:
        memberships = self._atlas.memberships
        return {
            "city": [each.city for each in memberships],
            "network": [self._networks.of(each.network) for each in memberships],
            "start": [self._days.of(each.start) for each in memberships],
            "end": [self._days.of(each.end) for each in memberships],
        }

    def _standing_table(self) -> Table:
        labels = standings.labels(self._atlas.language)
        return {
            "id": [each.id for each in standings.STANDINGS],
            "label": [self._texts[labels[each.id]] for each in standings.STANDINGS],
            "dash": [list(each.dash) for each in standings.STANDINGS],
        }

    def _named(self, things: Iterable[str]) -> Table:
        """Return a table of concepts, states or networks."""
        return {
            "id": [short(iri) for iri in things],
            "label": [self._texts[self._atlas.labels[iri]] for iri in things],
        }

    def _source_table(self) -> Table:
        return {
            "id": [source.id for source in self._sources],
            "title": [self._texts[source.title] for source in self._sources],
            "address": [self._texts[source.address] for source in self._sources],
            "read": [self._days.of(source.read) for source in self._sources],
        }

    def _day_table(self) -> Table:
        days: list[ImpreciseDate] = list(self._days)
        return {
            "label": [self._texts[in_words(day, self._atlas.language)] for day in days],
            "earliest": [_number(day.earliest, _PAST) for day in days],
            "latest": [_number(day.latest, _FUTURE) for day in days],
        }


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return the steps from each number to the next, which compress well where numbers rise."""
    return [number - before for before, number in pairwise([0, *numbers])]


def _mark(piece: Evidence) -> int:
    """Return how a start stands among its rivals, as the schema numbers it."""
    return _MARKS.get(piece.rank, _RIVAL if piece.contradicts else 0)
