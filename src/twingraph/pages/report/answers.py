"""Putting the questions of the report, each once."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from twingraph.core.errors import CannotError, QueryError
from twingraph.pages import headings
from twingraph.pages.report import sections
from twingraph.store import questions
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twingraph.core.languages import Language
    from twingraph.pages.report.sections import Section
    from twingraph.pages.report.studies import Study
    from twingraph.store.engine import Store
    from twingraph.store.questions import Question
    from twingraph.store.results import Term


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer.

    Attributes:
        question: The question.
        given: The parameters that it was given; the others had their defaults.
        sparql: The query as it was put, its parameters filled in.
        columns: Names of the columns.
        rows: All rows, in the order of the question.
    """

    question: Question
    given: Mapping[str, str]
    sparql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]

    @property
    def command(self) -> str:
        """The command line that repeats it."""
        given = "".join(f" --{name} {quote(value)}" for name, value in self.given.items())
        return f"twingraph query {self.question.name}{given}"

    def column(self, name: str) -> list[Term]:
        """Return the values of a column, row by row."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the report.

    Attributes:
        what: What it counts.
        value: How many.
    """

    what: str
    value: int


@dataclass(frozen=True, slots=True)
class AnsweredSection:
    """A section with what it found.

    Attributes:
        section: The section.
        asked: Its question.
        language: Language of its words.
    """

    section: Section
    asked: Asked
    language: Language

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers by which the section is summed up."""
        section, asked = self.section, self.asked
        if section.figures:
            names, values = (asked.column(name) for name in section.figures)
            found = zip(map(self._called, names), values, strict=True)
            return tuple(Number(name, int(text(value))) for name, value in found)
        if not section.number:
            return ()
        return (Number(section.number, self._count()),)

    def _called(self, name: Term) -> str:
        """Return what one of several numbers counts."""
        section, known = self.section, text(name)
        word = headings.value(known, section.figures[0], self.language, section.question) or known
        return f"{section.number}: {word}" if section.number else word

    def _count(self) -> int:
        if not self.section.distinct:
            return len(self.asked.rows)
        return len(set(zip(*map(self.asked.column, self.section.distinct), strict=True)))


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """Answers under one heading."""

    id: str
    title: str
    text: str
    answers: tuple[AnsweredSection, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the report says.

    Attributes:
        title: Title of the dataset.
        version: Its version.
        license: Address of its licence.
        dataset: The question that gave these three.
        parts: The answers, under their headings.
        studies: What was computed of the network; none if it was not wanted.
        language: Language of the words.
    """

    title: str
    version: str
    license: str
    dataset: Asked
    parts: tuple[AnsweredPart, ...]
    studies: Sequence[Study]
    language: Language

    @property
    def answers(self) -> Iterator[AnsweredSection]:
        """All sections, in their order."""
        return (answer for part in self.parts for answer in part.answers)

    @property
    def questions(self) -> list[Asked]:
        """All questions that were put, each once, in the order of their names."""
        asked = {answer.asked.question.name: answer.asked for answer in self.answers}
        return [*(asked[name] for name in sorted(asked)), self.dataset]


def gather(
    store: Store,
    values: Mapping[str, str] | None = None,
    *,
    language: Language = "en",
    studies: Sequence[Study] = (),
) -> Report:
    """Put all questions of the report to a store.

    Args:
        store: Who answers.
        values: Values of parameters; each goes to the questions that have a parameter of its
            name.
        language: Language of the words, and of names unless the values have another one.
        studies: What was computed of the network.

    Raises:
        QueryError: A value is wrong, or no question has a parameter of its name.
        CannotError: The graph does not say what dataset it is.
    """
    parts = sections.load(language)
    spoken: dict[str, str] = {} if language == "en" else {"language": language}
    given = spoken | dict(values or {})
    asked = _ask_all([s.question for part in parts for s in part.sections], store, given)
    dataset = _ask(questions.named(sections.DATASET), store, spoken)
    if not dataset.rows:
        raise CannotError("the graph does not say what dataset it is; was it made by twingraph?")
    title, version, licence = (text(term) for term in dataset.rows[-1][:3])
    return Report(
        title,
        version,
        licence,
        dataset,
        tuple(
            AnsweredPart(
                part.id,
                part.title,
                part.text,
                tuple(AnsweredSection(s, asked[s.question], language) for s in part.sections),
            )
            for part in parts
        ),
        studies,
        language,
    )


def _ask_all(names: list[str], store: Store, values: Mapping[str, str]) -> dict[str, Asked]:
    asked = {name: questions.named(name) for name in names}
    takes = {name: {p.name for p in question.parameters} for name, question in asked.items()}
    known = set[str]().union(*takes.values())
    for name in values:
        if name not in known:
            raise QueryError(
                f'no question of the report has the parameter "{name}";'
                f" the parameters are: {', '.join(sorted(known))}"
            )
    return {
        name: _ask(question, store, {k: v for k, v in values.items() if k in takes[name]})
        for name, question in asked.items()
    }


def _ask(question: Question, store: Store, given: Mapping[str, str]) -> Asked:
    sparql = question.fill(store, given)
    answer = rows(store.query(sparql))
    found = tuple(tuple(row) for row in answer.solutions())
    return Asked(question, given, sparql, answer.columns, found)


def text(term: Term) -> str:
    """Return a term as plain text; nothing for one that is not bound."""
    return str(getattr(term, "value", "" if term is None else term))
