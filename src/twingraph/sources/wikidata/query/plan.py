"""What a SPARQL service is asked about partnerships, in which order, and what comes of it.

First which countries there are, then which of their places have partnerships, page by page; then
for all these places, in batches: what they say of each other, and what is known of each. How large
the pages are, and how often one had to be asked again, makes no difference to what comes of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal

from twingraph.core import resources
from twingraph.core.errors import CannotError, UnknownName
from twingraph.core.sparql import fill, without_comments
from twingraph.core.text import suggest
from twingraph.sources.wikidata.classes import Classes
from twingraph.sources.wikidata.collected import Known
from twingraph.sources.wikidata.model import LANGUAGES, Fetched, number
from twingraph.sources.wikidata.query import answers
from twingraph.sources.wikidata.query.answers import Row, UnusableAnswer
from twingraph.sources.wikidata.tables import levels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from twingraph.sources.wikidata.collected import Statement
    from twingraph.sources.wikidata.query.cache import Pages
    from twingraph.sources.wikidata.query.service import Service

_T = TypeVar("_T")

# How many items a page has, until that turns out to be too many.
PAGE = 200


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A fetch: whom it asks, and where it keeps the answers.

    Attributes:
        service: Who is asked.
        pages: The answers so far, and those to come.
        size: How many items a page has.
        report: Told the stage, how much of it is done, and of how much.
    """

    service: Service
    pages: Pages
    size: int = PAGE
    report: Callable[[str, int, int], None] = lambda *_: None

    def fetch(self) -> Fetched:
        """Ask for all that is not there yet, and put it together.

        Raises:
            UnknownName: The service knows no country with one of the codes.
            CannotError: The service cannot be asked, or a page cannot be kept.
        """
        known = Known()
        for country, code in self._listed("countries", {}, answers.codes):
            known.codes[country].add(code)
        self._ask_twinnings(known, self._places(known))
        self._ask_details(known, known.partners())
        self._ask_names(known)
        self._ask_levels(known)
        return known.fetched(self.pages.asked.retrieved)

    # --- the stages ---

    def _places(self, known: Known) -> set[str]:
        codes = self.pages.asked.countries
        if codes is None:
            return set(self._listed("places-everywhere", {}, answers.places))
        found: set[str] = set()
        countries = [country for code in codes for country in self._countries(known, code)]
        for done, country in enumerate(countries, start=1):
            values = {"items": f"wd:{country}"}
            found.update(self._listed(f"places-{country}", values, answers.places, "places"))
            self.report("countries", done, len(countries))
        return found

    def _countries(self, known: Known, code: str) -> list[str]:
        """Items of the countries that have a code: a state and its predecessor may share it."""
        items = [item for item, codes in known.codes.items() if code.upper() in codes]
        if not items and self.pages.asked.strict:
            near = suggest(code, sorted(set[str]().union(*known.codes.values())))
            raise UnknownName("country with the code", code.upper(), near)
        if not items:
            self.service.tell(f"{self.service.url} has no country with the code {code.upper()}")
        return sorted(items, key=number)

    def _ask_twinnings(self, known: Known, places: set[str]) -> None:
        for statement in self._statements("twinnings", "P190", places):
            known.add_twinning(statement)
        # If every place is asked what it says itself, nobody else is left to name it.
        if self.pages.asked.countries is not None:
            for statement in self._statements("twinnings-of-others", "P190", places, "?object"):
                known.add_twinning(statement)

    def _ask_details(self, known: Known, places: set[str]) -> None:
        for statement in self._statements("locations", "P17", places):
            known.add_country(statement)
        for statement in self._statements("populations", "P1082", places):
            known.add_population(statement)
        for item, spot in self._batches("coordinates", {}, places, answers.coordinates):
            known.spots[item].add(spot)
        classes = partial(answers.pairs, one="item", other="class")
        for item, class_ in self._batches("classes", {}, places, classes):
            known.classes[item].add(class_)
        known.asked |= places

    def _ask_names(self, known: Known) -> None:
        known.asked |= {said.item for all_said in known.countries.values() for said in all_said}
        values = {"languages": ", ".join(f'"{language}"' for language in LANGUAGES)}
        for item, language, name in self._batches("labels", values, known.asked, answers.labels):
            known.labels[item][language] = name

    def _ask_levels(self, known: Known) -> None:
        """Go up from the classes of the places, step by step."""
        classes = set[str]().union(*known.classes.values())
        direct = partial(answers.pairs, one="class", other="above")
        tree, met, ahead, step = Classes(), set[str](), classes, 0
        while ahead:
            met, step = met | ahead, step + 1
            pairs = [*self._batches(f"superclasses-{step}", {}, ahead, direct, "superclasses")]
            for class_, above in pairs:
                tree.add(class_, [above])
            ahead = {above for _, above in pairs} - met
        known.levels = tree.reaching(classes, [row["item"] for row in levels()])

    # --- pages and batches ---

    def _statements(
        self, stage: str, property_: str, items: Iterable[str], side: str = "?subject"
    ) -> Iterator[Statement]:
        values = {"property": property_, "side": side}
        return self._batches(stage, values, items, answers.statements, "statements")

    def _listed(
        self,
        stage: str,
        values: Mapping[str, str],
        read: Callable[[list[Row]], Iterable[_T]],
        query: str = "",
    ) -> Iterator[_T]:
        """Ask for a list that nobody knows the length of, each page behind the last key."""
        after, total = "", 0
        while True:

            def asked(size: int, after: str = after) -> str:
                behind = {"after": str(Literal(after)), "limit": str(size)}
                return _filled(query or stage, {**values, **behind})

            size, page = self._page(
                stage, after, asked, lambda rows: [(_keys(rows), [*read(rows)])]
            )
            keys, found = page[0]
            yield from found
            total += len(keys)
            self.report(stage, total, 0)
            if len(keys) < size:
                return
            if keys[-1] == after:
                raise CannotError(f"{self.service.url} repeats itself: it ignores FILTER or ORDER")
            after = keys[-1]

    def _batches(
        self,
        stage: str,
        values: Mapping[str, str],
        items: Iterable[str],
        read: Callable[[list[Row]], Iterable[_T]],
        query: str = "",
    ) -> Iterator[_T]:
        """Ask about items, some of them at a time."""
        order = sorted(items, key=number)
        at = 0
        while at < len(order):

            def asked(size: int, at: int = at) -> str:
                return _filled(query or stage, {**values, "items": _iris(order[at : at + size])})

            size, page = self._page(stage, order[at - 1] if at else "", asked, read)
            yield from page
            at += size
            self.report(stage, min(at, len(order)), len(order))

    def _page(
        self,
        stage: str,
        after: str,
        asked: Callable[[int], str],
        read: Callable[[list[Row]], Iterable[_T]],
    ) -> tuple[int, list[_T]]:
        """Take a page from those that are there, or ask for it and keep it."""
        if stored := self.pages.find(stage, after):
            page, body = stored
            return page.size, _read(body, read)

        def ask(size: int) -> tuple[bytes, list[_T]]:
            body = self.service.ask(asked(size))
            return body, _read(body, read)

        size, (body, content) = self.service.patiently(ask, self.size)
        self.pages.add(stage, after, size, body)
        return size, content


def _keys(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row["key"].value for row in rows))


def _read(body: bytes, read: Callable[[list[Row]], Iterable[_T]]) -> list[_T]:
    try:
        return list(read(answers.read(body)))
    except (KeyError, ValueError) as error:
        raise UnusableAnswer(f"the answer is not what was asked for: {error!r}") from error


def _iris(items: Sequence[str]) -> str:
    return " ".join(f"wd:{item}" for item in items)


@cache
def _query(name: str) -> str:
    """Read what is asked; without its comments, in which SPARQLWrapper looks for keywords."""
    text = (resources.folder("queries") / "wikidata" / f"{name}.rq").read_text(encoding="utf-8")
    return without_comments(text)


def _filled(name: str, values: Mapping[str, str]) -> str:
    """Put the values into a query of ``queries/wikidata/``."""
    return fill(_query(name), values)
