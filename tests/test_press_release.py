"""The press release, all of it: every content word lies in the evidence for some claim."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from support.command import twingraph
from twingraph.core import resources
from twingraph.tables.rows import Row, read_tables
from twingraph.validate import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = "press-release-2024"
DOCUMENT = "leipzig-krakow-2024.txt"

# Words that state nothing, and why.
STATES_NOTHING = {
    # articles, conjunctions, prepositions and pronouns
    *("und", "um", "der", "das", "mit", "nicht", "diese"),
    # auxiliary verbs whose meaning lies in what follows
    *("wird", "ist", "könnte"),
    # praise: "brings a fresh wind", "this dynamic partnership could set new standards"
    *("bringt", "frischen", "wind", "dynamische", "partnerschaft", "neue", "maßstäbe", "setzen"),
    # "but that is not all!"
    *("doch", "alles"),
    # headings: "new horizons of cooperation", and "details" over the place, which is in evidence
    *("horizonte", "zusammenarbeit", "details"),
    # the narrator's opinion: both cities "have much to learn from each other"
    *("beide", "städte", "haben", "viel", "voneinander", "zu", "lernen"),
}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [row for row in read_tables([resources.folder("data")]) if is_quoted(row)]


def is_quoted(row: Row) -> bool:
    return row.cells.get("source") == SOURCE and bool(row.cells.get("chars"))


def test_hash_offsets_and_quotations(documents: Path) -> None:
    read = read_tables([resources.folder("data")])
    assert quotations.check_documents(read, documents) == []


def test_every_content_word_is_evidence(documents: Path, rows: list[Row]) -> None:
    covered = {place for row in rows for place in range(*quotations.span(row))}
    text = (documents / DOCUMENT).read_text("utf-8")
    missing = [
        match[0]
        for match in re.finditer(r"\w+", text)
        if match.start() not in covered and match[0].lower() not in STATES_NOTHING
    ]
    assert missing == []


def test_the_list_of_empty_words_is_no_longer_than_needed(documents: Path, rows: list[Row]) -> None:
    covered = {place for row in rows for place in range(*quotations.span(row))}
    text = (documents / DOCUMENT).read_text("utf-8")
    used = {m[0].lower() for m in re.finditer(r"\w+", text) if m.start() not in covered}
    assert used == STATES_NOTHING


def test_the_question_lists_every_claim_in_document_order(built: Path) -> None:
    done = twingraph("query", "press-release", "-b", built, "--format", "csv")
    assert done.returncode == 0, done.stderr
    answer = list(csv.DictReader(done.stdout.splitlines()))
    places = [(int(row["start"]), int(row["end"])) for row in answer]
    assert places == sorted(places)
    assert len(answer) == len({row["claim"] for row in answer}) == sum(1 for _ in claims(built))


def claims(built: Path) -> Iterator[str]:
    for line in (built / "twingraph.nq").read_text("utf-8").splitlines():
        if f"ontology#source> <https://w3id.org/twingraph/id/source/{SOURCE}>" in line:
            yield line
