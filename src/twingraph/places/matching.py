"""Which city a name in somebody's own table means, or may mean.

A Wikidata item decides first, then the whole name with its country, then its parts. A name that
may mean several places, or none exactly, gets candidates with a score and no id: nothing is
guessed. What a person has decided is in the gazetteer.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from twingraph.core.errors import CannotError, InputError
from twingraph.core.findings import Finding
from twingraph.core.geo import are_near, position
from twingraph.core.text import fold
from twingraph.tables import layout
from twingraph.tables.rows import Row, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from twingraph.core.geo import Position
    from twingraph.places.gazetteer import Gazetteer, Place

# Scores, from 0 to 100. Between two names that only resemble each other it is their similarity.
WHOLE = 100  # the name as it stands
LARGEST = 98  # the name as it stands, which only far smaller places bear besides
READ = 95  # the name after "Municipality" or a country is taken off, or both its parts
PART = 90  # a part of the name, whose other part nobody knows
OTHERWISE = 80  # the name, but in another country, or only the second part of it
LEAST = 75  # less similar names are no candidates
MOST_CANDIDATES = 5
MOST_SIMILAR = 20  # names that are looked at; several may be of one place
# So many names at once are held against all known names, which keeps the matrix small.
_BLOCK = 64

ADDED = ("id", "wikidata", "label", "score", "candidates")
COLUMNS = {
    "name": ("name", "city", "town", "place", "label", "stadt", "ort", "ville", "miasto"),
    "country": ("country", "countrylabel", "land", "staat", "pays", "kraj"),
    "wikidata": ("wikidata", "qid", "item"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
}
DECISIONS = "matches.csv"
_DECIDED = ("name", "country", "city", "verdict")
_VERDICTS = ("accepted", "rejected", "unsure")

_DELIMITERS = ",;\t|"
_ENOUGH_ROWS = 50  # to tell what separates the columns
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)", re.ASCII)
# The town as a body corporate: a partner is always the municipality, so it is the same partner.
# Not "gmina", "district" or "county": they have towns inside whose names they bear.
_BODY = re.compile(
    r"^(?:municipality of|city of|stadt|ville de|comune di)\s+|\s+(?:municipality|kommune?)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,/()]|\s[-–]\s")
_GEONAMES_ID = re.compile(r"geonames:\d+")


@dataclass(frozen=True, slots=True)
class Question:
    """A name to match.

    Attributes:
        name: The name as the table has it.
        country: Its country, as the table has it; empty if it has none.
        wikidata: Its Wikidata item; empty if there is none.
        position: Degrees north and east; None if it is not known.
    """

    name: str
    country: str = ""
    wikidata: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with a score from 0 to 100."""

    place: Place
    score: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a name means, or may mean.

    Attributes:
        match: The place that is certainly meant; None if none is.
        candidates: Places that may be meant, best first; beside a match, places of the same name
            that are far smaller, or lie elsewhere than the question says.
    """

    match: Candidate | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def score(self) -> int | None:
        """Score of the match or of the best candidate."""
        best = self.match or next(iter(self.candidates), None)
        return best.score if best else None


def match(questions: Iterable[Question], gazetteer: Gazetteer) -> list[Answer]:
    """Answer questions, in their order."""
    asked = list(questions)
    answers = {question: _exactly(question, gazetteer) for question in dict.fromkeys(asked)}
    unknown = [
        question
        for question, answer in answers.items()
        if (answer.score or 0) < PART and not _ITEM.fullmatch(question.name)
    ]
    for question, similar in _similar(unknown, gazetteer):
        answers[question] = _proposed((*answers[question].candidates, *similar))
    return [answers[question] for question in asked]


def _proposed(candidates: Iterable[Candidate]) -> Answer:
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=_rank):
        best.setdefault(candidate.place.id, candidate)
    return Answer(candidates=tuple(best.values())[:MOST_CANDIDATES])


def _rank(candidate: Candidate) -> tuple[int, bool, int, str]:
    place = candidate.place
    foreign = _GEONAMES_ID.fullmatch(place.id) is not None
    return -candidate.score, foreign, -(place.population or 0), place.id


def _exactly(question: Question, gazetteer: Gazetteer) -> Answer:
    """Answer by item and by name; where they contradict each other, nothing is certain."""
    item = _ITEM.fullmatch(question.wikidata) or _ITEM.fullmatch(question.name)
    named = _by_name(question, gazetteer)
    if not item:
        return named
    found = [Candidate(place, WHOLE) for place in gazetteer.items(item[1])]
    others = (named.match, *named.candidates) if named.match else named.candidates
    meant = {other.place for other in others if other.score >= READ}
    if len(found) == 1 and (not meant or found[0].place in meant):
        return Answer(found[0])
    if not found and named.match and not named.match.place.wikidata:
        return named
    return _proposed((*found, *others))


def _by_name(question: Question, gazetteer: Gazetteer) -> Answer:
    rejected = gazetteer.rejected(question.name, question.country)
    for score, name, places in _readings(question, gazetteer):
        found = [place for place in places if place.id not in rejected]
        if found:
            proposed = _proposed(Candidate(place, score) for place in found)
            if chosen := _chosen(question, score, gazetteer.outstanding, name, found):
                others = (one for one in proposed.candidates if one.place != chosen.place)
                return Answer(chosen, tuple(others))
            return proposed
    return Answer()


def _readings(
    question: Question, gazetteer: Gazetteer
) -> Iterator[tuple[int, str, Sequence[Place]]]:
    """Read a name in one way after the other, the surest first.

    Yields:
        How sure the reading is, what is read, and the places that it may mean.
    """
    name, country = question.name, question.country
    town = _BODY.sub("", name)
    head, *others = [part for piece in _PARTS.split(name) if (part := piece.strip())] or [""]
    yield WHOLE, name, gazetteer.bearers(name, country)
    yield READ, town, gazetteer.bearers(town, country)
    yield READ, head, _agreed(head, others, country, gazetteer)
    yield PART, head, gazetteer.bearers(head, country)
    named = (place for other in others for place in gazetteer.bearers(other, country))
    yield OTHERWISE, name, [*named, *gazetteer.bearers(name), *gazetteer.bearers(head)]


def _chosen(
    question: Question,
    score: int,
    outstanding: Callable[[str, Sequence[Place]], Place | None],
    name: str,
    places: Sequence[Place],
) -> Candidate | None:
    """Choose the only place, or the one beside which the others are far smaller.

    A position rules out what lies elsewhere, and speaks for a part of a name as well.
    """
    where = question.position
    there = [place for place in places if not _elsewhere(where, place.position)]
    confirmed = where is not None and all(place.position for place in there)
    if score < PART or (score == PART and not confirmed):
        return None
    if len(there) == 1:
        return Candidate(there[0], score)
    largest = outstanding(name, there)
    return Candidate(largest, min(score, LARGEST)) if largest else None


def _elsewhere(one: Position | None, other: Position | None) -> bool:
    return one is not None and other is not None and not are_near(one, other)


def _agreed(
    head: str, others: Sequence[str], country: str, gazetteer: Gazetteer
) -> Sequence[Place]:
    """Return the places that all parts of a name mean; a country among them is the country.

    A part that nobody knows is not thrown away: then there is no such place, so that Frankfurt
    (Oder) is never Frankfurt am Main.
    """
    states = {state for other in others if (state := gazetteer.state(other))}
    if country:
        states.add(gazetteer.state(country))
    if len(states) > 1:
        return []  # it says two countries, of which one at least is none
    state = next(iter(states), "")
    names = [head, *(other for other in others if not gazetteer.state(other))]
    if len(names) == 1:
        return gazetteer.bearers(head, state) if others else []
    same = set.intersection(*({*gazetteer.bearers(name, state)} for name in names))
    return sorted(same, key=lambda place: place.id)


def _similar(
    questions: Iterable[Question], gazetteer: Gazetteer
) -> Iterator[tuple[Question, list[Candidate]]]:
    """Yield the places with similar names in the same country."""
    by_state: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        if fold(question.name):
            by_state[gazetteer.state(question.country)].append(question)
    for state, names in gazetteer.names_by_state(by_state).items():
        keys = list(names)
        for start in range(0, len(by_state[state]), _BLOCK):
            block = by_state[state][start : start + _BLOCK]
            for question, near in zip(block, _nearest(block, keys), strict=True):
                rejected = gazetteer.rejected(question.name, question.country)
                yield (
                    question,
                    [
                        Candidate(gazetteer.places[place], score)
                        for key, score in near
                        for place in names[key]
                        if place not in rejected
                    ],
                )


def _nearest(block: Sequence[Question], keys: Sequence[str]) -> Iterator[list[tuple[str, int]]]:
    import numpy as np  # only names that nobody knows need them
    from rapidfuzz import fuzz, process

    names = [fold(question.name) for question in block]
    matrix = process.cdist(names, keys, scorer=fuzz.ratio, score_cutoff=LEAST, dtype=np.uint8)
    for scores in matrix:
        near = np.flatnonzero(scores)
        best = near[np.argsort(-scores[near].astype(int), kind="stable")][:MOST_SIMILAR]
        yield [(keys[index], min(int(scores[index]), WHOLE - 1)) for index in best]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Somebody's own table, cell for cell.

    Attributes:
        file: The file as the user named it.
        header: Names of the columns, as they are; two may be equal.
        rows: Cells of each row below the header.
        delimiter: What stands between two cells.
        marked: Whether the file begins with a byte order mark.
    """

    file: str
    header: list[str]
    rows: list[list[str]]
    delimiter: str
    marked: bool

    def column(self, kind: str, name: str | None) -> int | None:
        """Find a column by its name or, without one, by the usual names of its kind.

        Args:
            kind: A key of ``COLUMNS``.
            name: The name in the header; None if the user gave none.

        Raises:
            InputError: No column is called so, or two are.
        """
        if name is None:
            there = {title.strip().casefold() for title in self.header}
            name = next((title for title in COLUMNS[kind] if title in there), None)
            if name is None:
                return None
        exact = [place for place, title in enumerate(self.header) if title == name]
        found = exact or [
            place
            for place, title in enumerate(self.header)
            if title.strip().casefold() == name.strip().casefold()
        ]
        if len(found) == 1:
            return found[0]
        what = f"{len(found)} columns are called" if found else "no column is called"
        there_are = ", ".join(self.header)
        raise InputError(f'{self.file}: {what} "{name}"; there are: {there_are}')


def read_sheet(path: Path) -> Sheet:
    """Read a table in UTF-8 whose cells are separated by comma, semicolon, tab or bar.

    A line without any cell is a row of empty cells, so that rows keep their numbers.

    Raises:
        CannotError: The file cannot be opened.
        InputError: It is empty, not UTF-8, no CSV, or has rows of other lengths than its header.
    """
    file = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotError(f"{file}: {error.strerror}") from error
    text = _decoded(data, file)
    delimiter = _delimiter(text)
    header, *rows = _parsed(text, delimiter, file)
    if findings := list(_ragged(file, header, rows)):
        raise _unreadable(*findings)
    filled = [row or [""] * len(header) for row in rows]
    return Sheet(file, header, filled, delimiter, marked=data.startswith(codecs.BOM_UTF8))


def _decoded(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the table as “CSV UTF-8”"
        raise _unreadable(Finding("error", "not-utf-8", message, file, line)) from error
    if not text.strip():
        message = "the file is empty; it needs at least a header"
        raise _unreadable(Finding("error", "empty-file", message, file))
    return text


def _delimiter(text: str) -> str:
    """Tell what separates the columns: that which makes most, and as many in every row."""

    def fits(sign: str) -> tuple[bool, int]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        try:
            widths = [len(row) for row in islice(lines, _ENOUGH_ROWS) if row] or [0]
        except csv.Error:
            return False, 0
        return len(set(widths)) == 1 and widths[0] > 1, widths[0]

    return max(_DELIMITERS, key=fits)


def _parsed(text: str, delimiter: str, file: str) -> list[list[str]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(lines)
    except csv.Error as error:
        message = f"{error}; check the quotation marks around here"
        raise _unreadable(Finding("error", "not-csv", message, file, lines.line_num)) from error


def _unreadable(*findings: Finding) -> InputError:
    return InputError("the table cannot be read; nothing was written", findings)


def _ragged(file: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Finding]:
    for number, row in enumerate(rows, start=2):
        if row and len(row) != len(header):
            much = "too many" if len(row) > len(header) else "too few"
            message = f"{much} cells: {len(row)} under {len(header)} columns; is a cell unquoted?"
            yield Finding("error", "cell-count", message, file, number)


def added(header: Iterable[str]) -> list[str]:
    """Name the columns that are added; one that is there already gets a number behind it."""
    taken = {title.strip().casefold() for title in header}
    numbers = ["", *(f"_{number}" for number in range(2, len(taken) + 3))]
    return [
        next(name + number for number in numbers if name + number not in taken) for name in ADDED
    ]


def write_sheet(sheet: Sheet, answers: Iterable[Answer]) -> bytes:
    """Write the table as it is, with what was found added on the right."""
    table = [[*sheet.header, *added(sheet.header)]]
    table += [[*row, *_cells(one)] for row, one in zip(sheet.rows, answers, strict=True)]
    text = io.StringIO(newline="")
    written = partial(csv.writer, text, delimiter=sheet.delimiter, lineterminator="\n")
    # The writer does not see that a bare carriage return must be quoted.
    returns = any("\r" in cell for row in table for cell in row)
    writer = written(quoting=csv.QUOTE_ALL) if returns else written()
    writer.writerows(table)
    return text.getvalue().encode("utf-8-sig" if sheet.marked else "utf-8")


def _cells(answer: Answer) -> Iterator[str]:
    place = answer.match.place if answer.match else None
    yield from (place.id, place.wikidata, place.label) if place else ("", "", "")
    yield "" if answer.score is None else str(answer.score)
    yield "; ".join(candidate.place.id for candidate in answer.candidates)


def unsure(questions: Iterable[Question], answers: Iterable[Answer], gazetteer: Gazetteer) -> bytes:
    """Write what nobody may guess, a candidate a row, for a person to decide.

    The layout is that of matches.csv. A name without a candidate has a row without a city.
    """
    table = layout.load().tables[DECISIONS]
    rows: dict[tuple[str, ...], Row] = {}
    for question, answer in zip(questions, answers, strict=True):
        if answer.match or not fold(question.name):
            continue
        state = gazetteer.state(question.country) or question.country
        asked = {"name": question.name, "country": state, "verdict": "unsure"}
        for city, reason in _reasons(answer):
            cells = dict.fromkeys(table.header, "") | asked | {"city": city, "reason": reason}
            key = (question.name, state, city)
            rows.setdefault(key, Row("", "", DECISIONS, 0, cells))
    return write_table(rows.values(), table)


def _reasons(answer: Answer) -> Iterator[tuple[str, str]]:
    if not answer.candidates:
        yield "", "No candidate; write the id of the city if you know it."
    count = len(answer.candidates)
    for number, candidate in enumerate(answer.candidates, start=1):
        place = candidate.place
        size = f", {place.population:,} inhabitants" if place.population else ""
        what = f"{place.label}, {place.country}{size}"
        yield place.id, f"Candidate {number} of {count}, score {candidate.score}: {what}."


def decide(rows: Sequence[Row], gazetteer: Gazetteer) -> None:
    """Hold decisions against each other and the gazetteer, and hand them to it.

    Raises:
        InputError: A verdict is none, a city is unknown, or two decisions contradict each other.
    """
    findings = [finding for row in rows for finding in _wrong_decision(row, gazetteer)]
    findings += _contradictions(rows, gazetteer)
    if findings:
        raise InputError("these decisions cannot be followed; nothing was written", findings)
    gazetteer.decide(rows)


def _contradictions(rows: Iterable[Row], gazetteer: Gazetteer) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        name, country, city, verdict = (row.cells[key] for key in _DECIDED)
        if verdict == "unsure":
            continue
        state = gazetteer.state(country) or fold(country)
        other = first.setdefault((fold(name), state, city), row)
        if other.cells["verdict"] != verdict:
            where = f"{other.file}:{other.number}"
            message = f'"{name}" as {city} is {verdict} here, and the contrary at {where}'
            yield row.error("contradictory-decisions", message, "verdict")


def _wrong_decision(row: Row, gazetteer: Gazetteer) -> Iterator[Finding]:
    verdict, city = row.cells["verdict"], row.cells["city"]
    if verdict not in _VERDICTS:
        message = f'"{verdict}" is none of: {", ".join(_VERDICTS)}'
        yield row.error("unknown-verdict", message, "verdict")
    elif verdict == "unsure" or city in gazetteer.places:
        return
    elif not city:
        yield row.error("unknown-city", f"{verdict}, but no city is named; write its id", "city")
    elif not _GEONAMES_ID.fullmatch(city):
        near = ", ".join(gazetteer.nearest(city))
        yield row.error("unknown-city", f'no city "{city}"; nearest: {near}', "city")
    elif verdict == "accepted":
        message = f'"{city}" is not known; is --geonames missing?'
        yield row.error("unknown-city", message, "city")


def read_decisions(path: Path) -> list[Row]:
    """Read a file of decisions, in the layout of matches.csv.

    Raises:
        CannotError: The file cannot be opened.
        InputError: It has not the form of that table.
    """
    rows, findings = read_table(path, layout.load().tables[DECISIONS])
    if findings:
        raise InputError("the decisions cannot be read; nothing was written", findings)
    return rows


def columns(sheet: Sheet, given: Mapping[str, str | None]) -> dict[str, int]:
    """Find the columns to read.

    Args:
        sheet: The table.
        given: Name of the column for a key of ``COLUMNS``; None where the usual ones will do.

    Returns:
        Positions of those that were found, by the keys of ``COLUMNS``.

    Raises:
        InputError: A column is missing or ambiguous.
    """
    found = {kind: sheet.column(kind, given.get(kind)) for kind in COLUMNS}
    if found["name"] is None:
        usual = ", ".join(COLUMNS["name"])
        there = ", ".join(sheet.header)
        text = f"no column is called any of: {usual}; say with --name which of these it is"
        raise InputError(f"{sheet.file}: {text}: {there}")
    return {kind: place for kind, place in found.items() if place is not None}


def ask(sheet: Sheet, places: Mapping[str, int]) -> list[Question]:
    """Make a question of every row.

    Args:
        sheet: The table.
        places: Positions of the columns, as ``columns`` finds them.
    """
    return [
        _question({kind: row[place].strip() for kind, place in places.items()})
        for row in sheet.rows
    ]


def _question(cells: Mapping[str, str]) -> Question:
    return Question(
        cells["name"],
        cells.get("country", ""),
        cells.get("wikidata", ""),
        position(cells.get("latitude", ""), cells.get("longitude", "")),
    )


def summary(
    questions: Sequence[Question], answers: Sequence[Answer], gazetteer: Gazetteer
) -> Iterator[str]:
    """Say in lines how many rows were matched, and what could not be used."""
    matched = sum(1 for answer in answers if answer.match)
    proposed = sum(1 for answer in answers if not answer.match and answer.candidates)
    rest = len(answers) - matched - proposed
    counts = f"{matched} matched, {proposed} with candidates only, {rest} without a candidate"
    yield f"rows: {len(answers)}; {counts}"
    countries = Counter(q.country for q in questions if q.country)
    for country, count in sorted(countries.items()):
        if not gazetteer.state(country):
            yield f'no state is called "{country}" (rows: {count}); no city in it is known'
    items = Counter(q.wikidata for q in questions if q.wikidata)
    for item, count in sorted(items.items()):
        if not _ITEM.fullmatch(item):
            yield f'"{item}" is no Wikidata item (rows: {count}); it was not used'
