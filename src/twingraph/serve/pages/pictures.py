"""The answer to a question as a chart and as a map, where it is one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core.terms import PREFIXES, kind_of
from twingraph.pages.asking import Asker
from twingraph.pages.report.chart import Row, draw_rows
from twingraph.pages.site.picture import drawn
from twingraph.pages.site.survey import survey_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twingraph.core.languages import Language
    from twingraph.pages.cells import Table
    from twingraph.pages.report.shapes import Picture
    from twingraph.pages.site.picture import Map
    from twingraph.store.engine import Store
    from twingraph.store.results import Result, Term

DECADE = "decade"  # the column of answers that count by decades
_INTEGER = PREFIXES["xsd"] + "integer"
_FEWEST = 2  # rows of a chart
_MOST = 300  # things of an answer that are drawn on a map


def chart(answer: Result, shown: Table, language: Language) -> Picture | None:
    """Draw an answer that counts: a timeline of decades, or bars of what is in order of its number.

    Args:
        answer: The answer.
        shown: The same as the page shows it, which has the labels of the bars.
        language: Language of the page.

    Returns:
        The chart; None if the answer does not count anything.
    """
    rows = answer.solutions()[: len(shown.rows)]
    counts = [name for name in answer.columns if _counts([row[name] for row in rows])]
    if DECADE in answer.columns and (numbers := [name for name in counts if name != DECADE]):
        return draw_rows("timeline", _decades(rows, numbers[0]), numbers[:1], language)
    for name in counts:
        values = [int(row[name].value) for row in rows]
        if len(set(values)) >= _FEWEST and values == sorted(values, reverse=True):
            labels = _labels(shown)
            bars = [Row(label, (value,)) for label, value in zip(labels, values, strict=True)]
            are_told_apart = len(set(labels)) == len(labels)
            return draw_rows("bars", bars, [name], language) if are_told_apart else None
    return None


def _counts(values: Iterable[Term]) -> bool:
    """Whether a column has whole numbers and nothing else."""
    return all(
        isinstance(value, ox.Literal) and value.datatype.value == _INTEGER for value in values
    )


def _decades(rows: Sequence[ox.QuerySolution], name: str) -> list[Row]:
    """Add up the rows of each decade."""
    sums: Counter[int] = Counter()
    for row in rows:
        if row[DECADE] is not None:
            sums[int(row[DECADE].value)] += int(row[name].value)
    return [Row(str(decade), (sums[decade],)) for decade in sorted(sums)]


def _labels(shown: Table) -> list[str]:
    """Name each row by its first texts: one, or two if one does not tell the rows apart."""
    texts = [[cell.text for cell in row if not cell.is_number and cell.text] for row in shown.rows]
    first = [" – ".join(row[:1]) for row in texts]
    return first if len(set(first)) == len(first) else [" – ".join(row[:2]) for row in texts]


def map_of(answer: Result, store: Store, language: Language) -> Map | None:
    """Draw the cities of an answer, and its partnerships as lines between their members.

    Args:
        answer: The answer.
        store: The store that knows where they are.
        language: Language of the labels.

    Returns:
        The map; None if there are fewer than two cities on it.
    """
    first = _drawn(value for row in answer.solutions() for value in row)
    if not first:
        return None
    partnerships = [iri for iri in first if kind_of(iri) == "partnership"]
    members = _members(partnerships, store)
    cities = dict.fromkeys([*(iri for iri in first if kind_of(iri) == "city"), *members])
    found = survey_of([*cities, *partnerships], store, language)
    return drawn(tuple(found.ties.values()), found.cities, first=list(cities))


def _drawn(values: Iterable[Term]) -> list[str]:
    """Return the first cities and partnerships."""
    first = dict[str, None]()
    for value in values:
        if isinstance(value, ox.NamedNode) and kind_of(value.value) in {"city", "partnership"}:
            first[value.value] = None
            if len(first) == _MOST:
                break
    return list(first)


def _members(partnerships: Sequence[str], store: Store) -> list[str]:
    rows = Asker(store).about("site/partnerships", partnerships)
    return [row["member"] for row in rows]
