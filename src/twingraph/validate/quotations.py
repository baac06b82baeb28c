"""Comparison of the tables' quotations with the documents that they quote.

Documents stay outside the repository; ``sources.csv`` has the hash and the length of each.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from twingraph.core.errors import CannotError
from twingraph.core.text import clean, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from twingraph.core.findings import Finding
    from twingraph.tables.rows import Row, Tables

_OMITTED = "[…]"  # stands for words between two pieces of a quotation


def check_documents(tables: Tables, folder: Path) -> list[Finding]:
    """Check hashes, offsets and quotations against the documents in a folder.

    Args:
        tables: The tables.
        folder: Folder of the documents.

    Raises:
        CannotError: The folder does not exist.
    """
    if not folder.is_dir():
        raise CannotError(f"{folder}: the folder of documents does not exist")
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    for row in tables.of("sources.csv"):
        if row.cells["document"]:
            text, problem = _document(row, folder)
            texts[row.cells["source"]] = text
            findings += [problem] if problem else []
    findings += _quotations(tables, texts)
    return findings


def _document(row: Row, folder: Path) -> tuple[str, Finding | None]:
    path = folder / row.cells["document"]
    if not _lies_in(path, folder):
        message = f"{path} is not a file in {folder}; write the name of one"
        return "", row.error("no-document", message, "document")
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        return "", row.error("no-document", message, "document")
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start:,}"
        return "", row.error("no-document", message, "document")
    digest = hashlib.sha256(data).hexdigest()
    if digest != row.cells["sha256"]:
        message = f"{path.name} is another document: its SHA-256 is {digest}"
        return text, row.error("changed-document", message, "sha256")
    if str(len(text)) != row.cells["characters"]:
        message = f"{path.name} has {counted(len(text), 'character')}"
        return text, row.error("changed-document", message, "characters")
    return text, None


def _lies_in(path: Path, folder: Path) -> bool:
    """Whether a path, links followed, is a regular file below a folder."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):  # a name that is too long, or has a NUL
        return False


def _quotations(tables: Tables, texts: Mapping[str, str]) -> Iterator[Finding]:
    for row in tables:
        text = texts.get(row.cells["source"]) if row.cells.get("chars") else None
        if text:
            yield from _quotation(row, text)
    for row in tables.of("quotations.csv"):
        if text := texts.get(row.cells["source"]):
            yield from _spoken(row, text)


def _spoken(row: Row, text: str) -> Iterator[Finding]:
    """Look in the document for each piece of what somebody said."""
    for piece in filter(None, map(str.strip, row.cells["text"].split(_OMITTED))):
        if not _find(piece, text):
            message = (
                f"the document does not contain “{piece}”; quote word for word, with {_OMITTED}"
            )
            yield row.error("not-word-for-word", f"{message} where words are left out", "text")


def _quotation(row: Row, text: str) -> Iterator[Finding]:
    """Compare the text at the offsets with the quotation.

    The offsets count the code points of the document as it is, the quotation is clean as every
    cell; so the text is cleaned before it is compared.
    """
    start, end = span(row)
    found = clean(text[start:end])
    if found == row.cells["quote"]:
        return
    place = f"at {row.cells['chars']}, the document has “{found}”, not the quotation"
    where = _find(row.cells["quote"], text)
    hint = f"the quotation is at {where}" if where else "the document does not contain it"
    yield row.error("evidence-not-found", f"{place}; {hint}", "quote")


def span(row: Row) -> tuple[int, int]:
    """Return the offsets of a row's quotation in its document."""
    start, _, end = row.cells["chars"].partition("-")
    return int(start), int(end)


def _find(quote: str, text: str) -> str:
    """Return the offsets of the first place with the quotation, once the text is cleaned."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for part in _parts(sign):
            if part != " " or signs[-1:] != [" "]:
                signs.append(part)
                places.append(place)
    sought = "".join(map(_parts, quote))
    at = "".join(signs).find(sought)
    return f"{places[at]}-{places[at + len(sought) - 1] + 1}" if at >= 0 else ""


@cache
def _parts(sign: str) -> str:
    """Return a blank, the parts of a letter, or nothing if cleaning removes the sign."""
    return " " if sign.isspace() else unicodedata.normalize("NFD", clean(sign))
