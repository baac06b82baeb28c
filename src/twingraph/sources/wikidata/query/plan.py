"""The queries to a SPARQL service about partnerships, their order, and their results.

First the countries are asked for, then the places in them that have partnerships, page by page;
then, in batches, the statements of these places on each other, and the statements on each. The
size of the pages, and the number of attempts, make no difference to the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal

from twingraph.core import resources
from twingraph.core.errors import CannotError
from twingraph.core.sparql import fill, without_comments
from twingraph.sources.wikidata.collected import Collected
from twingraph.sources.wikidata.model import LABEL_LANGUAGES, Fetched, number
from twingraph.sources.wikidata.query import answers
from twingraph.sources.wikidata.query.answers import Row, UnusableAnswer
from twingraph.sources.wikidata.scope import unknown_country
from twingraph.sources.wikidata.statements import COUNTRY, PARTNER, POPULATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from twingraph.sources.wikidata.query.cache import AnswerCache
    from twingraph.sources.wikidata.query.service import Service
    from twingraph.sources.wikidata.statements import ItemStatement

_T = TypeVar("_T")

# How many items a page has, until that turns out to be too many.
PAGE = 200


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """A fetch: the service that it asks, and the place where it keeps the answers.

    Attributes:
        service: The service.
        cache: The answers so far, and those to come.
        size: Number of items in a page.
        report: Called with the stage, how much of it is done, and of how much.
    """

    service: Service
    cache: AnswerCache
    size: int = PAGE
    report: Callable[[str, int, int], None] = lambda *_: None

    def fetch(self) -> Fetched:
        """Ask for everything that is not in the cache, and put it together.

        Raises:
            UnknownName: The service knows no country with one of the codes.
            CannotError: The service cannot be asked, or an answer cannot be kept.
        """
        collected = Collected()
        for country, code in self._listed("countries", {}, answers.codes):
            collected.add_code(country, code)
        self._ask_partners(collected, self._places(collected))
        self._ask_details(collected, collected.ends())
        self._ask_names(collected)
        self._ask_classes(collected)
        return collected.fetched(self.cache.request.retrieved, len(collected.items))

    # --- the stages ---

    def _places(self, collected: Collected) -> set[str]:
        codes = self.cache.request.countries
        if codes is None:
            return set(self._listed("places-everywhere", {}, answers.places))
        places: set[str] = set()
        countries = [item for code in codes for item in self._countries(collected, code.upper())]
        for done, country in enumerate(countries, start=1):
            values = {"items": f"wd:{country}"}
            places.update(self._listed(f"places-{country}", values, answers.places, "places"))
            self.report("countries", done, len(countries))
        return places

    def _countries(self, collected: Collected, code: str) -> list[str]:
        items = collected.with_code(code)
        if not items and self.cache.request.strict:
            raise unknown_country(code, collected.codes())
        if not items:
            self.service.notify(f"{self.service.url} has no country with the code {code}")
        return items

    def _ask_partners(self, collected: Collected, places: set[str]) -> None:
        for statement in self._statements("twinnings", PARTNER, places):
            collected.add(statement)
        # If every place is asked what it says itself, nobody else is left to name it.
        if self.cache.request.countries is not None:
            for statement in self._statements("twinnings-of-others", PARTNER, places, "?object"):
                collected.add(statement)

    def _ask_details(self, collected: Collected, places: set[str]) -> None:
        for statement in (
            *self._statements("locations", COUNTRY, places),
            *self._statements("populations", POPULATION, places),
            *self._batches("coordinates", {}, places, answers.coordinates),
            *self._batches("classes", {}, places, answers.classes),
        ):
            collected.add(statement)
        collected.items |= places

    def _ask_names(self, collected: Collected) -> None:
        collected.items |= collected.countries()
        values = {"languages": ", ".join(f'"{language}"' for language in LABEL_LANGUAGES)}
        for label in self._batches("labels", values, collected.items, answers.labels):
            collected.add_label(*label)

    def _ask_classes(self, collected: Collected) -> None:
        """Go up from the classes of the places, step by step."""
        direct = partial(answers.pairs, one="class", other="above")
        met, ahead, step = set[str](), collected.classes_of_places(), 0
        while ahead:
            met, step = met | ahead, step + 1
            pairs = [*self._batches(f"superclasses-{step}", {}, ahead, direct, "superclasses")]
            for class_, above in pairs:
                collected.classes.add(class_, [above])
            ahead = {above for _, above in pairs} - met

    # --- pages and batches ---

    def _statements(
        self, stage: str, property_: str, items: Iterable[str], side: str = "?subject"
    ) -> Iterator[ItemStatement]:
        values = {"property": property_, "side": side}
        read = partial(answers.statements, property_=property_)
        return self._batches(stage, values, items, read, "statements")

    def _listed(
        self,
        stage: str,
        values: Mapping[str, str],
        read: Callable[[list[Row]], Iterable[_T]],
        query: str = "",
    ) -> Iterator[_T]:
        """Page through a list of unknown length by keyset."""
        after, total = "", 0
        while True:

            def asked(size: int, after: str = after) -> str:
                keyset = {"after": str(Literal(after)), "limit": str(size)}
                return _filled(query or stage, {**values, **keyset})

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
                raise CannotError(
                    f"{self.service.url} repeats results: it ignores FILTER or ORDER BY"
                )
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
        """Return a page from the cache, or ask for it and keep it."""
        if stored := self.cache.find(stage, after):
            cached, body = stored
            return cached.size, _read(body, read)

        def ask(size: int) -> tuple[bytes, list[_T]]:
            body = self.service.ask(asked(size))
            return body, _read(body, read)

        size, (body, content) = self.service.patiently(ask, self.size)
        self.cache.add(stage, after, size, body)
        return size, content


def _keys(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row["key"].value for row in rows))


def _read(body: bytes, read: Callable[[list[Row]], Iterable[_T]]) -> list[_T]:
    try:
        return list(read(answers.read(body)))
    except (KeyError, ValueError) as error:
        raise UnusableAnswer(f"the answer does not match the query: {error!r}") from error


def _iris(items: Sequence[str]) -> str:
    return " ".join(f"wd:{item}" for item in items)


@cache
def _query(name: str) -> str:
    """Read a query without its comments, which are for readers of the file."""
    text = (resources.folder("queries") / "wikidata" / f"{name}.rq").read_text(encoding="utf-8")
    return without_comments(text)


def _filled(name: str, values: Mapping[str, str]) -> str:
    """Put the values into a query of ``queries/wikidata/``."""
    return fill(_query(name), values)
