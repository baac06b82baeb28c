"""The levels of places."""

from __future__ import annotations

import pytest

from support.command import twingraph
from twingraph.core import ontology
from twingraph.core.terms import CONCEPT
from twingraph.sources.wikidata import levels

MUNICIPALITY, CITY, STATE, HUMAN = "Q15284", "Q515", "Q3624078", "Q5"


def test_the_levels_are_concepts_of_the_ontology() -> None:
    concepts = {f"{CONCEPT}level-{name}" for name in levels.names()}
    assert concepts <= ontology.load().concepts


def test_the_highest_level_comes_first() -> None:
    assert levels.names() == ("city", "municipality", "district", "region")


@pytest.mark.parametrize(
    ("classes", "level"),
    [
        ({MUNICIPALITY, CITY}, "city"),
        ({CITY, STATE}, "city"),  # Monaco
        ({STATE}, ""),
        ({HUMAN}, ""),
        ({"Q79007"}, ""),  # a street
    ],
)
def test_of_several_classes_the_first_row_decides(classes: set[str], level: str) -> None:
    root = levels.deciding(classes)
    assert root
    assert root.level == level


def test_a_class_that_is_not_in_the_table_decides_nothing() -> None:
    assert levels.deciding({"Q123"}) is None


def test_a_level_that_there_is_not_is_named_with_those_there_are() -> None:
    done = twingraph("fetch", "wikidata", "--level", "hamlet")
    assert done.returncode == 2
    assert '"hamlet" is not one of: city, municipality, district, region' in done.stderr
