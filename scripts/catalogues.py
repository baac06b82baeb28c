"""Brings the catalogues of the pages' words up to date: ``make texts``.

It takes the messages from the Python modules, the templates, the headers of the queries and the
sections of the report, adds new ones to each catalogue, removes those that are no longer used,
sorts them, and says what has still to be translated. Where branches have added messages in the same
place, it also removes git's conflict markers, so that the messages of both stay.

    python scripts/catalogues.py    exit code 0: all is translated; 1: something is not;
                                    2: a catalogue cannot be read
"""

from __future__ import annotations

import sys
from io import BytesIO, StringIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import PoFileError, read_po, write_po

from twingraph.core.files import replacing
from twingraph.pages import wording
from twingraph.pages.report import sections
from twingraph.serve.api import overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "twingraph"
CATALOGUES = sorted((SOURCES / "pages" / "locale").glob("*/LC_MESSAGES/twingraph.po"))

_READERS = [("**.py", "python"), ("**.jinja", "jinja2.ext:babel_extract")]
_OPTIONS = {"**.jinja": {"silent": "false"}}  # a template that cannot be read is an error
_KEYWORDS = {**DEFAULT_KEYWORDS, "plural_forms": (1, 2)}
_CONFLICT = ("<<<<<<< ", "=======\n", ">>>>>>> ")


def messages(folder: Path = SOURCES) -> Catalog:
    """Return the messages of all modules and templates in a folder.

    Args:
        folder: The folder.

    Raises:
        jinja2.TemplateSyntaxError: A template cannot be read.
    """
    found = Catalog()
    for _, _, message, _, context in extract_from_dir(folder, _READERS, _OPTIONS, _KEYWORDS):
        found.add(message, context=context)
    return found


def needed() -> Catalog:
    """Return all messages of the pages: in code, in queries, and in the sections of the report."""
    found = messages()
    for context, message in (*wording.messages(), *overview.messages(), *sections.messages()):
        found.add(message, context=context)
    return found


def read(text: str) -> Catalog:
    """Return a catalogue; where branches conflict, with the messages of both.

    Args:
        text: Text of the catalogue.

    Raises:
        babel.messages.pofile.PoFileError: It is no catalogue.
    """
    lines = (line for line in text.splitlines(keepends=True) if not line.startswith(_CONFLICT))
    return read_po(StringIO("".join(lines)), abort_invalid=True)


def updated(text: str, wanted: Catalog) -> str:
    """Return a catalogue with the messages that are wanted, sorted; its header stays as it is.

    There are no dates, and no places in the sources: they would change without the words.

    Args:
        text: Text of the catalogue.
        wanted: The messages of the sources.
    """
    catalog = read(text)
    catalog.update(wanted, no_fuzzy_matching=True)
    for message in catalog:
        message.flags &= {"fuzzy"}  # the others depend on Babel's version
    entries = BytesIO()
    layout = {"omit_header": True, "no_location": True, "sort_output": True}
    write_po(entries, catalog, width=0, ignore_obsolete=True, **layout)
    header, _, _ = text.partition("\n\n")
    return f"{header}\n\n{entries.getvalue().decode()}"


def faults(catalog: Catalog, wanted: Catalog) -> Iterator[str]:
    """Go through what is wrong with a catalogue.

    Args:
        catalog: The catalogue.
        wanted: The messages of the sources.

    Yields:
        What is wrong, with the message.
    """
    has, needs = _by_key(catalog), _by_key(wanted)
    for key in needs:
        for fault in _faults(has[key]) if key in has else ["is missing"]:
            yield f"{_named(needs[key])}: {fault}"
    yield from (f"{_named(has[key])}: is no longer used" for key in has if key not in needs)


def main() -> int:
    """Update all catalogues, and print what has still to be translated."""
    wanted = needed()
    found = [fault for path in CATALOGUES for fault in _update(path, wanted)]
    return 1 if found else 0


def _update(path: Path, wanted: Catalog) -> list[str]:
    old = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT)
    try:
        new = updated(old, wanted)
    except PoFileError as error:
        print(f"{name}: {error}: {error.line}", file=sys.stderr)  # noqa: T201 - it is a command
        sys.exit(2)
    with replacing(path) as file:
        file.write(new.encode())
    found = list(faults(read(new), wanted))
    for line in [*_removed(read(old), read(new)), *found]:
        print(f"{name}: {line}")  # noqa: T201 - it is a command
    return found


def _removed(old: Catalog, new: Catalog) -> Iterator[str]:
    has = _by_key(new)
    for key, message in _by_key(old).items():
        if key not in has:
            yield f"{_named(message)}: removed; it was translated as {_quoted(message.string)}"


def _by_key(catalog: Catalog) -> dict[tuple[object, ...], Message]:
    return {(message.context, message.id): message for message in catalog if message.id}


def _faults(message: Message) -> Iterator[str]:
    forms = _forms(message.string)
    if message.fuzzy:
        yield "is fuzzy; check the translation and remove the line “#, fuzzy”"
    if not all(forms):
        yield "is not translated"
    expected = _placeholders(_forms(message.id)[-1])
    for form in [*_forms(message.id), *filter(None, forms)]:
        if _placeholders(form) != expected:
            yield f"has other placeholders in “{form}”"


def _placeholders(text: str) -> set[tuple[str, str | None, str | None]] | None:
    """Return the placeholders of a message, or None if its braces make no sense."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    return {(name, how or "", kind) for _, name, how, kind in parts if name is not None}


def _forms(text: str | Iterable[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [""])


def _quoted(text: str | Iterable[str] | None) -> str:
    return " / ".join(f"“{form}”" for form in _forms(text))


def _named(message: Message) -> str:
    context = f" ({message.context})" if message.context else ""
    return f"{_quoted(message.id)}{context}"


if __name__ == "__main__":
    sys.exit(main())
