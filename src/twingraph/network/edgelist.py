"""Edge lists: text with the ids of two nodes in each line, as network collections publish them.

Ids are separated by blanks or tabs. A line that begins with % or # is a comment, and what follows
the two ids, such as a weight or a time, is not read. Ids are kept as text, so they may be numbers
of any size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twingraph.core import files
from twingraph.core.errors import InputError
from twingraph.core.findings import Finding
from twingraph.core.text import counted, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_ID = 1_000  # characters
_COMMENTS = (b"%", b"#")
_UTF_8 = b"\xef\xbb\xbf"  # the mark with which some programs begin a file
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class EdgeList:
    """What an edge list says.

    Attributes:
        pairs: The two ids of each line, in the order of the lines.
        wider: Number of lines that say more than two ids, which is not read.
    """

    pairs: list[tuple[str, str]]
    wider: int


def read(path: Path) -> EdgeList:
    """Read an edge list.

    Raises:
        CannotError: The file cannot be read.
        InputError: It is not text, or a line does not begin with two ids.
    """
    pairs: list[tuple[str, str]] = []
    findings: list[Finding] = []
    wider = 0
    for number, words in _lines(path):
        wrong = _mistake(words)
        if wrong is None:
            pairs.append((words[0].decode(), words[1].decode()))
            wider += len(words) > 2  # noqa: PLR2004 - the two ids
        else:
            findings.append(Finding("error", "edge-list", wrong, str(path), number))
            if len(findings) == _MOST_FINDINGS:
                break
    if findings:
        first = f"{counted(len(findings), 'line')} without two ids" + (
            ", and perhaps more" if len(findings) == _MOST_FINDINGS else ""
        )
        raise InputError(f"{path} is not an edge list: {first}", findings)
    return EdgeList(pairs, wider)


def _lines(path: Path) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the number and the words of each line that is neither a comment nor blank.

    Raises:
        InputError: A line has a byte that no text has.
    """
    data = files.read(path)
    if data.startswith(_UTF_16):
        raise InputError(f"{path} is in UTF-16; save it as UTF-8")
    for number, line in enumerate(data.removeprefix(_UTF_8).splitlines(), start=1):
        if b"\0" in line:
            wrong = "has a byte 0: this is not text"
            where = Finding("error", "edge-list", wrong, str(path), number)
            raise InputError(f"{path} is not an edge list", [where])
        words = line.split()
        if words and not words[0].startswith(_COMMENTS):
            yield number, words


def _mistake(words: list[bytes]) -> str | None:
    """Return what is wrong with the words of a line; None if they begin with two ids."""
    try:
        ids = [word.decode() for word in words[:2]]
    except UnicodeDecodeError:
        return "is not in UTF-8; save the file as UTF-8"
    if max(map(len, ids)) > LONGEST_ID:
        return f"has an id of more than {LONGEST_ID:,} characters"
    shown = " ".join(ids)
    if not shown.isprintable():
        return f"has an id with characters that cannot be printed: {quoted(shown)}"
    if len(ids) == 1:
        return f"has one id, {quoted(shown)}; write two, separated by a blank or a tab"
    return None
