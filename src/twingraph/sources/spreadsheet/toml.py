"""Reading a TOML file into dataclasses: each field says how its value is read.

All mistakes are gathered, each with its key and with what is allowed there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, Field, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from twingraph.core import dates, ontology
from twingraph.core.findings import Finding
from twingraph.core.terms import CONCEPT
from twingraph.core.text import did_you_mean, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable

_T = TypeVar("_T")

_NAME = "{name}"


class Mistakes(list[Finding]):
    """What is wrong with a file.

    Args:
        file: The file as the user named it.
    """

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file

    def add(self, key: str, message: str) -> None:
        """Enter a mistake."""
        self.append(Finding("error", "mapping", message, self.file, column=key))


# Takes what TOML has, the key where it stands, and the place to enter mistakes.
Reader = Callable[[Any, str, Mistakes], Any]

# --- texts --------------------------------------------------------------------------------------


def text(value: Any, key: str, mistakes: Mistakes) -> str:
    """Read a text."""
    if not isinstance(value, str):
        mistakes.add(key, f"must be a text in quotation marks, not {value!r}")
        return ""
    return value


def texts(value: Any, key: str, mistakes: Mistakes) -> tuple[str, ...]:
    """Read one or several texts."""
    if isinstance(value, list):
        return tuple(text(item, key, mistakes) for item in value)
    return (text(value, key, mistakes),)


def shaped(pattern: str, example: str) -> Reader:
    """Make a reader of texts that have a form."""

    def read(value: Any, key: str, mistakes: Mistakes) -> str:
        said = text(value, key, mistakes)
        if said and not re.fullmatch(pattern, said):
            mistakes.add(key, f'"{said}" does not have the right form; write for example {example}')
        return said

    return read


slug = shaped(r"[a-z0-9]+(-[a-z0-9]+)*", "german-partnerships")
language = shaped(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "de")
web = shaped(r'https?://[^\s<>"{}|\\^`]+', "https://example.org/partnerships")
sign = shaped(r".|", '";"')


def one_of(allowed: Iterable[str]) -> Reader:
    """Make a reader of texts that are one of some."""
    known = tuple(allowed)

    def read(value: Any, key: str, mistakes: Mistakes) -> str:
        said = text(value, key, mistakes)
        if said and said not in known:
            mistakes.add(key, f'"{said}" is not one of: {", ".join(known)}')
        return said

    return read


def concept(scheme: str) -> Reader:
    """Make a reader of concepts of the ontology, such as "twin-town" of the scheme "kind"."""

    def read(value: Any, key: str, mistakes: Mistakes) -> str:
        return str(one_of(concepts(scheme))(value, key, mistakes))

    return read


def concepts(scheme: str) -> list[str]:
    """Name the concepts of a scheme, in order."""
    start = f"{CONCEPT}{scheme}-"
    return sorted(iri[len(start) :] for iri in ontology.load().concepts if iri.startswith(start))


def codec(value: Any, key: str, mistakes: Mistakes) -> str:
    """Read the name of an encoding."""
    name = text(value, key, mistakes)
    try:
        b" ".decode(name or "?")
    except (LookupError, ValueError):
        mistakes.add(key, f'no encoding is called "{name}"; write for example utf-8 or cp1252')
    return name


# --- dates --------------------------------------------------------------------------------------


def day(value: Any, key: str, mistakes: Mistakes) -> str:
    """Read a day, which TOML may have as a date or as a text."""
    said = str(value)
    try:
        date.fromisoformat(said)
    except ValueError:
        mistakes.add(key, f'"{said}" is no day; write for example 2026-11-22')
    return said


def edtf(value: Any, key: str, mistakes: Mistakes) -> str:
    """Read an imprecise date; a year may be a number."""
    said = str(value)
    try:
        dates.parse(said)
    except ValueError as error:
        mistakes.add(key, str(error))
    return said


# --- patterns -----------------------------------------------------------------------------------


def pattern(*groups: str) -> Reader:
    """Make a reader of regular expressions with named groups, of which the first must be there."""

    def read(value: Any, key: str, mistakes: Mistakes) -> re.Pattern[str]:
        try:
            made = re.compile(text(value, key, mistakes))
        except re.error as error:
            mistakes.add(key, f"is no regular expression: {error}")
            return re.compile("")
        for name in made.groupindex.keys() - set(groups):
            mistakes.add(key, f'its group "{name}" is not one of: {", ".join(groups)}')
        if groups[0] not in made.groupindex:
            mistakes.add(key, f"needs a group (?P<{groups[0]}>…)")
        return made

    return read


def template(value: Any, key: str, mistakes: Mistakes) -> str:
    """Read a text with {name} in it."""
    said = text(value, key, mistakes)
    if said.count(_NAME) != 1:
        mistakes.add(key, f'must have {_NAME} in it once, not be "{said}"')
    return said


# --- tables -------------------------------------------------------------------------------------


def by_word(read: Reader) -> Reader:
    """Make a reader of tables whose keys are words of somebody's own."""

    def words(value: Any, key: str, mistakes: Mistakes) -> dict[str, Any]:
        if not isinstance(value, dict):
            mistakes.add(key, f"must be a table, not {value!r}")
            return {}
        return {word: read(said, f"{key}.{word}", mistakes) for word, said in value.items()}

    return words


def several(read: Reader) -> Reader:
    """Make a reader of arrays of tables, written ``[[key]]``."""

    def many(value: Any, key: str, mistakes: Mistakes) -> tuple[Any, ...]:
        if not isinstance(value, list):
            mistakes.add(key, f"may stand several times, so it is written [[{key}]]")
            return ()
        return tuple(read(one, f"{key}[{n}]", mistakes) for n, one in enumerate(value, start=1))

    return many


def key(read: Reader, default: Any = MISSING, factory: Any = MISSING) -> Any:
    """Declare a key of a table: how its value is read, and what holds without it."""
    metadata = {"read": read}
    if factory is not MISSING:
        return field(default_factory=factory, metadata=metadata)
    return field(default=default, metadata=metadata)


def table(made: type[_T]) -> Callable[[Any, str, Mistakes], _T | None]:
    """Make a reader of tables, of which each is a dataclass whose fields are declared by ``key``.

    It gives None where something is missing, which then is a mistake.
    """

    def read(value: Any, where: str, mistakes: Mistakes) -> _T | None:
        if not isinstance(value, dict):
            mistakes.add(where, f"must be a table, not {value!r}")
            return None
        known = {one.name: one for one in fields(made)}  # type: ignore[arg-type]  # a dataclass
        for name in sorted(value.keys() - known.keys()):
            mistakes.add(_path(where, name), _unknown(name, list(known)))
        missing = [name for name in known if name not in value and _is_needed(known[name])]
        for name in missing:
            mistakes.add(_path(where, name), "is missing")
        for name in (name for name in known if value.get(name) == "" and _is_needed(known[name])):
            mistakes.add(_path(where, name), "must not be empty")
        given = {
            name: known[name].metadata["read"](said, _path(where, name), mistakes)
            for name, said in value.items()
            if name in known
        }
        return None if missing else made(**given)

    return read


def _is_needed(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _path(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _unknown(name: str, known: list[str]) -> str:
    hint = did_you_mean(suggest(name, known))
    return f"there is no such key, only: {', '.join(known)}{hint}"
