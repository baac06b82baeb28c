"""What a story consists of, as it is written in its file."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any, Literal, Self, TypeVar

from babel import Locale
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    model_validator,
)

from twingraph.core.errors import InputError
from twingraph.core.languages import LANGUAGES, Language
from twingraph.core.text import did_you_mean, quoted, suggest
from twingraph.pages.stories import states
from twingraph.store import questions

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SAMPLE = range(100)  # has a number of every plural category that whole numbers have
_NUMBER = "{number}"

_Entry = TypeVar("_Entry")


def _in_each_language(entries: dict[Language, _Entry]) -> dict[Language, _Entry]:
    missing = [language for language in LANGUAGES if language not in entries]
    if missing:
        raise ValueError(f"nothing in {', '.join(missing)}")
    return entries


def _complete(words: dict[Language, dict[str, str]]) -> dict[Language, dict[str, str]]:
    """Hold the forms of a phrase against the plural categories of each language."""
    for language, forms in words.items():
        needed = _categories(language)
        if forms.keys() != needed:
            raise ValueError(f"{language} needs the forms {', '.join(sorted(needed))}")
        for form in forms.values():
            if PLACEHOLDER.findall(form) != ["number"]:
                raise ValueError(f"{language}: {quoted(form)} needs {_NUMBER}, and no other")
    return words


@cache
def _categories(language: Language) -> set[str]:
    """Return the plural categories that whole numbers have in a language."""
    return {Locale(language).plural_form(number) for number in _SAMPLE}


def _listed(entry: Any) -> Any:
    """Return one value as a list of one."""
    return [entry] if isinstance(entry, str) else entry


Texts = Annotated[dict[Language, str], AfterValidator(_in_each_language)]
Words = Annotated[
    dict[Language, dict[str, str]], AfterValidator(_in_each_language), AfterValidator(_complete)
]
Values = Annotated[tuple[str, ...], BeforeValidator(_listed)]
State = Annotated[dict[str, str], BeforeValidator(states.read)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Value(_Part):
    """What takes the place of a placeholder: a part of the answer to a named question."""

    question: str
    """Name of the question."""
    given: dict[str, str] = Field(default_factory=dict)
    """Values of its parameters, by their names."""
    take: Literal["count", "number", "year", "date", "text"]
    """"count" is how many different values the column has. The others are the one value that it
    has: a "number", the "year" of a date, a "date" in words, or a "text" in the language of the
    page."""
    column: str
    """The column."""
    where: dict[str, Values] = Field(default_factory=dict)
    """Which rows count: those that have, in each of these columns, one of the values. Of the
    address of a thing, the value is the part after id/."""
    first: PositiveInt | None = None
    """Only so many rows at the head of the answer count; all unless given."""
    words: Words | None = None
    """A phrase with {number} in each language and plural category; none for the bare value."""

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        """Whether there is such a question with such parameters."""
        try:
            question = questions.named(self.question)
        except InputError as error:
            raise ValueError(str(error)) from None
        known = [parameter.name for parameter in question.takes]
        for name in self.given:
            if name not in known:
                near = did_you_mean(suggest(name, known))
                raise ValueError(f"{self.question} has no parameter {quoted(name)}{near}")
        return self


class Step(_Part):
    """A step of a story."""

    text: Texts
    """The text in each language, with placeholders in braces."""
    state: State
    """What the atlas shows: keys and values of the fragment of its address."""
    sources: tuple[str, ...] = Field(min_length=1)
    """Ids of the sources of what the text says."""
    values: dict[str, Value] = Field(min_length=1)
    """What takes the place of the placeholders, by their names."""

    @model_validator(mode="after")
    def _is_filled(self) -> Self:
        """Whether each text has all values, and nothing else to fill."""
        for language, text in self.text.items():
            used = set(PLACEHOLDER.findall(text))
            for name in sorted(used - self.values.keys()):
                raise ValueError(f"{language}: no value {quoted(name)} for the text")
            for name in sorted(self.values.keys() - used):
                raise ValueError(f"{language}: the text does not have {{{name}}}")
        return self


class Story(_Part):
    """A story."""

    id: str
    """Name of its file without the ending."""
    order: int
    """Its place in the list of stories."""
    title: Texts
    """The title in each language."""
    steps: tuple[Step, ...] = Field(min_length=2)
    """Its steps, in their order."""
