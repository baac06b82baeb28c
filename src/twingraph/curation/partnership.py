"""Statements of a page about a partnership, as rows for the tables.

Cities may be named in any language, and the kind by the word of the source. Where something
would have to be guessed, an error asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core import dates, ids
from twingraph.core.errors import InputError
from twingraph.core.text import did_you_mean, fold, suggest
from twingraph.curation import insert
from twingraph.curation.citation import create_source, find_source
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.reconcile import reconcile
from twingraph.places.resolution import resolve
from twingraph.tables import layout
from twingraph.tables.phases import Lifetime, phases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from twingraph.curation.citation import Citation
    from twingraph.curation.insert import Addition
    from twingraph.tables.rows import Row, Tables

_TABLE = "partnerships.csv"


def prepare(
    folder: Path, cities: Iterable[str], given: Mapping[str, str], citation: Citation
) -> Addition:
    """Prepare the rows for the statements of a page about a partnership.

    Args:
        folder: Folder of the tables.
        cities: The members, by any of their names.
        given: Cells of partnerships.csv; in place of ``kind`` and ``phase_kind`` stands the page's
            word for it.
        citation: The page.

    Returns:
        The rows, ready to be written.

    Raises:
        InputError: Something is unknown, ambiguous or wrong, or stands in the tables already.
        CannotError: The folder cannot be read.
    """
    known = insert.read(folder)
    meant = reconcile(known)  # a city that has two ids has one there
    sources = known.of(insert.SOURCES)
    found = find_source(citation.address, sources)
    members = _members(cities, meant, found.cells["source"] if found else "")
    # What is copied from a page brings its line breaks along.
    folded = {name: " ".join(text.split()) for name, text in given.items()}
    cells = _mapped({name: text for name, text in folded.items() if text}, known)
    cells |= {"partnership": ids.partnership(members), "members": layout.joined(members)}
    rows = [row for row in meant.of(_TABLE) if row.cells["partnership"] == cells["partnership"]]
    cells["phase"] = _phase(cells, rows)
    source = found.cells if found else create_source(citation, sources)
    new = {} if found else {insert.SOURCES: [source]}
    phased = _ended(cells | {"source": source["source"]})
    return insert.add(
        folder, known, {**new, _TABLE: [row for one in phased for row in _timed(one)]}
    )


def _members(cities: Iterable[str], known: Tables, source: str) -> list[str]:
    gazetteer = Gazetteer(known)
    members = [_city(name, gazetteer, source) for name in cities]
    if len(set(members)) < len(members):
        raise InputError(f"these are one city, not two: {', '.join(members)}")
    return sorted(members)


def _city(name: str, gazetteer: Gazetteer, source: str) -> str:
    """Return the id of the one city that a name means in a source."""
    city = resolve(name, gazetteer, source)
    if isinstance(city, str):
        return city
    raise InputError(city.message)


# --- the kind -----------------------------------------------------------------------------------


def _mapped(cells: dict[str, str], known: Tables) -> dict[str, str]:
    """Replace the page's word for the kind by what kinds.csv says that it means."""
    words = {column: cells[column] for column in ("kind", "phase_kind") if column in cells}
    if len(set(words.values())) > 1:
        raise InputError(
            "a row has one word for the kind; add the kind and that of the phase apart"
        )
    for column, word in words.items():
        row = _row_of(word, cells.get("language", ""), known)
        if row is None:
            raise InputError(_no_kind(word, known))
        cells |= {column: row["kind"], "language": row["language"], "kind_word": row["word"]}
    return cells


def _row_of(word: str, language: str, known: Tables) -> dict[str, str] | None:
    rows = [
        row.cells
        for row in known.of("kinds.csv")
        if fold(row.cells["word"]) == fold(word) and language in {"", row.cells["language"]}
    ]
    if len(rows) > 1:
        languages = ", ".join(row["language"] for row in rows)
        raise InputError(
            f'"{word}" is a word of several languages; choose one with --language: {languages}'
        )
    return rows[0] if rows else None


def _no_kind(word: str, known: Tables) -> str:
    words = [f"{row.cells['word']} ({row.cells['language']})" for row in known.of("kinds.csv")]
    return (
        f'"{word}" is not a word for a kind in kinds.csv; give the page\'s own word, or write it'
        f" there with its kind and the reason{did_you_mean(suggest(word, words))}"
    )


# --- the phase ----------------------------------------------------------------------------------


def _phase(cells: Mapping[str, str], rows: Sequence[Row]) -> str:
    """Return the phase that the cells describe, as the table writes it: the first is empty."""
    last = max((_number(row) for row in rows), default=1)
    given = cells.get("phase", "")
    if given and int(given) > last + 1:
        raise InputError(f"phase {given} would leave out phase {last + 1}; {_phases(rows)}")
    if not given and _of_phase(cells) and (last > 1 or _over(cells, rows)):
        raise InputError(
            f"choose a phase with --phase, or {last + 1} for a new one; {_phases(rows)}"
        )
    return "" if given == "1" else given


def _number(row: Row) -> int:
    phase = row.cells["phase"]
    return int(phase) if phase.isdecimal() else 1


def _of_phase(cells: Mapping[str, str]) -> bool:
    """Whether cells describe a phase rather than the whole partnership."""
    columns = layout.load().tables[_TABLE].real
    return any(cells.get(c.name) for c in columns if "phase" in c.about.variables)


def _over(cells: Mapping[str, str], rows: Iterable[Row]) -> bool:
    """Whether some source ends the partnership before the new start."""
    start = dates.parse_or_none(cells.get("start", ""))
    ends = filter(None, (dates.parse_or_none(row.cells["end"]) for row in rows))
    return start is not None and any(end.certainly_before(start) for end in ends)


def _phases(rows: Iterable[Row]) -> str:
    """List the phases of a partnership, with their known properties."""
    properties: dict[int, dict[str, None]] = {}
    for row in rows:
        values = properties.setdefault(_number(row), {})
        for name in ("phase_kind", "status", "start", "end"):
            if row.cells[name]:
                values[f"{name} {row.cells[name]}"] = None
    phases = (
        f"phase {number}: {', '.join(values)}" for number, values in sorted(properties.items())
    )
    return f"known: {'; '.join(phases)}" if properties else "the partnership is new"


def _ended(cells: dict[str, str]) -> list[dict[str, str]]:
    """Make one row, or two if the whole has ended: the phase that is over, and the ended one."""
    if cells.get("status") != "ended" or cells["phase"]:
        return [cells]
    lasted = Lifetime(cells.get("start", ""), cells.get("end", ""), ended=True)
    active, ended = next(phases([lasted]))
    whole = {name: text for name, text in cells.items() if name not in {"as_of", "cause"}}
    shared = ("partnership", "source", "quote", "as_of", "cause", "language")
    return [whole | active, {name: cells.get(name, "") for name in shared} | ended]


# --- the time -----------------------------------------------------------------------------------


def _timed(cells: dict[str, str]) -> list[dict[str, str]]:
    """Make one row, or two: what held at some time, and the dates, which hold for good."""
    dated = {name: text for name, text in cells.items() if name in {"start", "end"}}
    if not dated or "as_of" not in cells:
        return [cells]
    once = {name: text for name, text in cells.items() if name not in dated}
    kept = {name: cells.get(name, "") for name in ("partnership", "phase", "source", "quote")}
    return [once, kept | dated]
