"""Rows and statements that an importer leaves out: counted by reason, and listed with their place.

One wrong statement among a hundred thousand must not stop an import, and must not vanish either.
The counts are in the manifest; the list is a file beside the tables, with tabs between the
columns, so that ``build`` does not take it for a table.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LIST = "left-out.tsv"


class Omission(NamedTuple):
    """One thing that is left out.

    Attributes:
        place: Its place, a text for each of the importer's columns.
        reason: Why it is left out, in words that are the same for all of its kind.
        detail: What is wrong with this one; may be empty.
    """

    place: tuple[str, ...]
    reason: str
    detail: str = ""


@dataclass(slots=True)
class LeftOut:
    """All that an importer leaves out; the same thing may be added any number of times.

    Attributes:
        columns: Names of the columns that make a place, such as file, row and column.
    """

    columns: tuple[str, ...]
    _omissions: set[Omission] = field(default_factory=set)

    def add(self, place: tuple[str, ...], reason: str, detail: str = "") -> None:
        """Add one thing; see `Omission`.

        Args:
            place: Its place, a text for each of ``columns``.
            reason: Why it is left out.
            detail: What is wrong with this one.
        """
        self._omissions.add(Omission(place, reason, detail))

    def __iter__(self) -> Iterator[Omission]:
        """Yield everything, in order of the places."""
        return iter(sorted(self._omissions))

    def __bool__(self) -> bool:
        """Whether anything was left out."""
        return bool(self._omissions)

    def counts(self) -> dict[str, int]:
        """Return how many things were left out for each reason, the commonest first."""
        counts = Counter(omission.reason for omission in self._omissions)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def listing(self) -> bytes:
        """Return the list as a file: tabs between the columns, a header, one line per thing."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, dialect="excel-tab", lineterminator="\n")
        writer.writerow([*self.columns, "reason", "detail"])
        writer.writerows(map(_one_line, (*one.place, one.reason, one.detail)) for one in self)
        return text.getvalue().encode("utf-8", "backslashreplace")


def _one_line(text: str) -> str:
    return " ".join(text.split())
