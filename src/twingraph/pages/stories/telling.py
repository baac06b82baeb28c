"""Tell the stories with the numbers and sources of a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from babel import Locale

from twingraph.core import dates
from twingraph.core.datewords import words as in_words
from twingraph.core.errors import InputError, QueryError, UnknownName
from twingraph.core.terms import ID, thing
from twingraph.core.text import clean
from twingraph.pages.links import link
from twingraph.pages.numbers import counted
from twingraph.pages.stories import reading, states
from twingraph.pages.stories.model import PLACEHOLDER
from twingraph.store import questions
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from twingraph.core.languages import Language
    from twingraph.pages.stories.model import Step, Story, Value
    from twingraph.store.engine import Store

_FEWEST_STEPS = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A source of a step.

    Attributes:
        title: Its title, in its own language.
        address: Where it can be read, or "".
    """

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step in one language, with the numbers of one graph.

    Attributes:
        text: The text.
        state: What the atlas shows: keys and values of the fragment of its address.
        questions: The questions that its numbers answer.
        sources: The sources of what the text says.
    """

    text: str
    state: Mapping[str, str]
    questions: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story in one language, with the numbers of one graph.

    Attributes:
        id: Its id.
        title: The title.
        steps: Its steps, in their order.
    """

    id: str
    title: str
    steps: tuple[ToldStep, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """All stories that a graph can tell, and why it cannot tell the rest.

    Attributes:
        stories: The stories.
        left_out: For each step that is left out, where it is and what the graph does not have.
    """

    stories: tuple[ToldStory, ...]
    left_out: tuple[str, ...]


class _Answer(NamedTuple):
    """The answer to a question, whose rows are read once for all values that are taken from it."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]


class _MissingError(Exception):
    """What a step needs and the graph does not have."""


def tell(
    store: Store,
    language: Language,
    known: Mapping[str, Container[str]],
    stories: Iterable[Story] | None = None,
) -> Telling:
    """Return the stories that a graph can tell.

    A step is left out if the graph has not all of its things, sources and values, if one of its
    numbers is 0, or if the store cannot answer a question of it; a story is left out if fewer than
    two steps remain.

    Args:
        store: The store that is asked.
        language: Language of the texts.
        known: The ids that an atlas of the store shows, by the kind of thing: "city",
            "partnership", "country", "kind", "status", "field" and "network".
        stories: The stories; those of twingraph unless given.

    Raises:
        InputError: A story takes a column that the answer to its question does not have.
    """
    teller = _Teller(store, language, known)
    told = [teller.story(story) for story in (reading.load() if stories is None else stories)]
    whole = tuple(story for story in told if len(story.steps) >= _FEWEST_STEPS)
    return Telling(whole, tuple(teller.left_out))


class _Teller:
    """Tells stories of one graph in one language, and notes what it has to leave out."""

    def __init__(
        self, store: Store, language: Language, known: Mapping[str, Container[str]]
    ) -> None:
        self._store, self._language, self._known = store, language, known
        self._answers: dict[tuple[str, ...], _Answer] = {}
        self._unasked: set[str] = set()  # addresses of sources
        self._known_sources: dict[str, Source] = {}
        self.left_out: list[str] = []

    def story(self, story: Story) -> ToldStory:
        steps = []
        self._unasked |= {thing("source", name) for step in story.steps for name in step.sources}
        for number, step in enumerate(story.steps, start=1):
            place = f"{story.id}: step {number}"
            try:
                steps.append(self._step(step))
            except (_MissingError, QueryError, UnknownName) as missing:
                self.left_out.append(f"{place}: {missing}")
            except InputError as error:
                raise InputError(f"{place}: {error}") from None
        return ToldStory(story.id, story.title[self._language], tuple(steps))

    def _step(self, step: Step) -> ToldStep:
        for missing in states.unknown(step.state, self._known):
            raise _MissingError(f"the atlas has no {missing}")
        sources = self._sources(step)  # before the values, some of which take long to ask for
        filled = {name: self._filled(value, name) for name, value in step.values.items()}
        text = PLACEHOLDER.sub(lambda match: filled[match[1]], step.text[self._language])
        asked = dict.fromkeys(value.question for value in step.values.values())
        return ToldStep(" ".join(text.split()), step.state, tuple(asked), sources)

    def _learn_sources(self) -> None:
        """Ask for the sources of all steps of a story at once."""
        wanted = {"things": " ".join(sorted(self._unasked))}
        asked = questions.named("view/sources").ask(self._store, wanted)
        for row in rows(asked):
            source = Source(clean(str(row["title"])), link(row["address"]))
            self._known_sources.setdefault(row["source"], source)
        self._unasked.clear()

    def _sources(self, step: Step) -> tuple[Source, ...]:
        addresses = {thing("source", name): name for name in step.sources}
        if self._unasked:
            self._learn_sources()
        for address, name in addresses.items():
            if address not in self._known_sources:
                raise _MissingError(f"no source {name}")
        return tuple(self._known_sources[address] for address in addresses)

    def _filled(self, value: Value, name: str) -> str:
        """Return what takes the place of a placeholder."""
        found = self._column(value)
        taken: Any = len(found) if value.take == "count" else self._only(found, name)
        if value.take in {"count", "number"}:
            return self._number(int(taken), value, name)
        if value.take == "text":
            return clean(str(taken))
        day = dates.at(str(taken)) or dates.parse_or_none(str(taken))
        if day is None or (value.take == "year" and day.year is None):
            raise _MissingError(f"{name}: “{taken}” has no {value.take}")
        return str(day.year) if value.take == "year" else in_words(day, self._language)

    def _column(self, value: Value) -> list[Any]:
        """Return the different values of a column in the rows that count."""
        answer = self._answer(value)
        for column in (value.column, *value.where):
            if column not in answer.columns:
                columns = ", ".join(answer.columns)
                raise InputError(f"{value.question} has no column {column}, only {columns}")
        head = answer.rows[: value.first]
        found = (row[value.column] for row in head if _counts(row, value.where))
        return list(dict.fromkeys(cell for cell in found if cell is not None))

    def _answer(self, value: Value) -> _Answer:
        """Return the answer to a question; what was asked before is not asked again."""
        question = questions.named(value.question)
        usual = {each.name: each.default for each in question.parameters if each.default}
        own = {"language": self._language} if value.take == "text" else {}
        given = {**usual, **own, **value.given}
        asked = (value.question, *sorted(map("=".join, given.items())))
        if asked not in self._answers:
            answer = rows(question.ask(self._store, given))
            self._answers[asked] = _Answer(answer.columns, answer.listed())
        return self._answers[asked]

    @staticmethod
    def _only(found: list[Any], name: str) -> Any:
        if len(found) != 1:
            raise _MissingError(f"{name}: {len(found)} values, not one")
        return found[0]

    def _number(self, number: int, value: Value, name: str) -> str:
        if not number:
            raise _MissingError(f"{name}: the number is 0")
        shown = counted(number, self._language)
        if value.words is None:
            return shown
        form = value.words[self._language][Locale(self._language).plural_form(number)]
        return form.replace("{number}", shown)


def _counts(row: Mapping[str, Any], where: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a row has one of the values in each column."""
    return all(_plain(row[column]) in values for column, values in where.items())


def _plain(cell: Any) -> str:
    """Return a cell as a story writes it: city/krakow, true."""
    return str(cell).lower() if isinstance(cell, bool) else str(cell).removeprefix(ID)
