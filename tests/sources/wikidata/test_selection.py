"""Which statements become rows, and why the others do not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from support.fetched import CITY, SUPERCLASSES, fetched, place, said
from twingraph.sources.wikidata.model import Twinning
from twingraph.sources.wikidata.scope import Scope
from twingraph.sources.wikidata.selection import Selection
from twingraph.sources.wikidata.statements import LABEL, PARTNER, POPULATION
from twingraph.sources.wikidata.tables import write_tables

if TYPE_CHECKING:
    from pathlib import Path

HUMAN, STATE = "Q5", "Q3624078"


@pytest.mark.parametrize(
    ("twinning", "scope", "reason"),
    [
        (said(rank="deprecated"), Scope(), "deprecated, and not stated otherwise"),
        (said(), Scope(frozenset({"jp"})), "in none of the countries"),
        (said(), Scope(levels=frozenset({"region"})), "of another level"),
    ],
)
def test_what_is_outside_of_the_scope_is_counted(
    tmp_path: Path, twinning: Twinning, scope: Scope, reason: str
) -> None:
    manifest = write_tables(fetched([twinning]), tmp_path, scope)
    assert manifest["skipped"] == {reason: 1}
    assert (manifest["partnerships"], manifest["statements_read"]) == (0, 1)
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8")) == manifest


@pytest.mark.parametrize(
    ("classes", "kept"),
    [((HUMAN,), False), ((STATE,), False), ((STATE, CITY), True), ((), True), (("Q123",), True)],
)
def test_a_person_or_a_state_is_no_partner_but_a_city_state_is(
    classes: tuple[str, ...], *, kept: bool
) -> None:
    other = place("Q900", "Other", classes=classes)
    everything = fetched([said("Q2079", "Q900", statement="Q2079$1")], other)
    above = {**SUPERCLASSES, HUMAN: frozenset({HUMAN}), STATE: frozenset({STATE})}
    selected = Selection(replace(everything, superclasses=above), Scope())
    assert bool(selected.pairs) == kept
    places = [omission.place for omission in selected.left_out]
    assert places == ([] if kept else [("Q2079", "Q2079$1", PARTNER)])


def test_statements_that_say_the_same_are_one_and_the_other_is_counted() -> None:
    twice = [said(start="1973", statement=f"Q2079${number}") for number in (2, 1)]
    selected = Selection(fetched(twice), Scope())
    assert selected.pairs["Q2079", "Q31487"] == [said(start="1973", statement="Q2079$1")]
    assert selected.skipped == {"the same as another statement of the item": 1}


def test_what_is_left_out_of_places_that_are_not_kept_is_no_concern() -> None:
    everything = fetched([said()])
    for item in ("Q2079", "Q36", "Q11751"):  # a city, its partner's state, a city elsewhere
        for about in (PARTNER, POPULATION, LABEL):
            everything.left_out.add((item, "", about), "wrong")
    selected = Selection(everything, Scope(frozenset({"de"})))
    assert sorted((one.place[0], one.place[2]) for one in selected.left_out) == [
        ("Q2079", POPULATION), ("Q2079", PARTNER), ("Q2079", LABEL), ("Q36", LABEL),
    ]  # fmt: skip


def test_the_order_of_statements_does_not_matter() -> None:
    several = [Twinning("Q2079", "Q31487", start=str(year)) for year in (1973, 1950, 1995)]
    selections = [Selection(fetched(some), Scope()).pairs for some in (several, several[::-1])]
    assert selections[0] == selections[1]
