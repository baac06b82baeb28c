"""What things and values are called in a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from twingraph.core.terms import PREFIXES, TG, thing
from twingraph.publish.diff.comparing import compare
from twingraph.publish.diff.naming import Names, short
from twingraph.publish.diff.writing import write

if TYPE_CHECKING:
    from pathlib import Path


def test_labels_are_in_the_language_or_else_in_english(
    old_build: Path, changed_build: Path
) -> None:
    told = write(compare(old_build, changed_build, "de"), "text")
    assert "Alpha – Betha: Beginn changed from Mai 1962 to 1961" in told
    assert "Gamma am Main" in told  # no German name: the English one


LABEL = f"{PREFIXES['skos']}prefLabel"
PAIR, PHASE = thing("partnership", "a--b"), thing("phase", "a--b/")


def read(*triples: tuple[str, str, str]) -> Names:
    lines = [f"<{subject}> <{said}> {value} <g:g> .\n" for subject, said, value in triples]
    return Names.read([line.encode() for line in lines], "de")


def names() -> Names:
    return read(
        (thing("city", "a"), LABEL, '"Krakow"@en'),
        (thing("city", "a"), LABEL, '"Krakau"@de'),
        (thing("city", "b"), LABEL, '"Leipzig"@pl'),
        (PAIR, f"{TG}member", f"<{thing('city', 'a')}>"),
        (PAIR, f"{TG}member", f"<{thing('city', 'b')}>"),
        (PAIR, f"{TG}phase", f"<{PHASE}1>"),
        (PAIR, f"{TG}phase", f"<{PHASE}2>"),
    )


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (thing("city", "a"), "Krakau"),
        (thing("city", "b"), "Leipzig"),
        (thing("city", "c"), "city/c"),
        (PAIR, "Krakau – Leipzig"),
        (f"{PHASE}1", "Krakau – Leipzig"),
        (f"{PHASE}2", "Krakau – Leipzig, phase 2"),
    ],
)
def test_a_thing_has_its_name_or_those_of_what_it_joins(iri: str, name: str) -> None:
    assert names().of(iri) == name


def test_an_older_build_names_what_the_newer_does_not_know() -> None:
    newer = read((thing("city", "a"), LABEL, '"Kraków"@de'))
    assert newer.over(names()).of(PAIR) == "Kraków – Leipzig"


def test_a_value_of_a_table_is_short_and_one_in_words_is_spoken() -> None:
    day = ox.NamedNode(thing("date", "1973-09"))
    assert (short(day), names().value(day)) == ("1973-09", "September 1973")
    assert (short(None), names().value(None)) == ("", "")
    assert short(ox.NamedNode(f"{TG}City")) == "tg:City"
