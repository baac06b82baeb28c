"""In which bloc the members of a partnership lay when it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from twingraph.claims import rdf
from twingraph.core.terms import expand, slug
from twingraph.publish import build

if TYPE_CHECKING:
    from pathlib import Path


def state(name: str, bloc: str, predecessors: str = "") -> small.Cells:
    of = {"state": name, "bloc": bloc, "predecessors": predecessors, "source": "page"}
    return {"language": "en", "name": name} | of


def lay(state: str, start: str, end: str) -> small.Cells:
    place = {"affiliation": f"alpha--{state}", "city": "alpha", "state": state, "source": "page"}
    return place | {"start": start, "end": end}


def sides(folder: Path, begun: str, *affiliations: small.Cells) -> set[str]:
    """On which sides the members lay; beta has always lain in a neutral state."""
    content = small.data()
    content["states.csv"] += [
        state("old", "east"),
        state("steady", "neutral"),
        state("new", "west", "old"),
    ]
    content["cities.csv"][0]["country"] = "new"
    content["cities.csv"][1]["country"] = "steady"
    content["affiliations.csv"] = list(affiliations)
    content["partnerships.csv"] = [
        {"partnership": "alpha--beta", "members": "alpha; beta", "start": begun, "source": "page"}
    ]
    knowledge, _ = build.gather([small.write(folder, content)])
    links = {
        expand(f"tg:{side}Member"): side for side in ("eastern", "western", "neutral", "unplaced")
    }
    return {
        f"{slug(str(quad.object)[1:-1])} {links[quad.predicate.value]}"
        for quad in rdf.statements(knowledge)
        if quad.predicate.value in links
    }


OLD, NEW = lay("old", "1945", "1990-10-03"), lay("new", "1990-10-03", "")
NEUTRAL, UNPLACED = "beta neutral", "alpha unplaced"


@pytest.mark.parametrize(
    ("begun", "expected"),
    [
        ("1970", {"alpha eastern", NEUTRAL}),
        ("1990-10-02", {"alpha eastern", NEUTRAL}),
        # The day of the change belongs to the new state.
        ("1990-10-03", {"alpha western", NEUTRAL}),
        ("1995", {"alpha western", NEUTRAL}),
        # In that year it lay in both.
        ("1990", {UNPLACED, NEUTRAL}),
        ("[1989..1991]", {UNPLACED, NEUTRAL}),
        # Open to the past: the old state is as old as the graph looks back, the new one is not.
        ("../1985", {"alpha eastern", NEUTRAL}),
        ("../1995", {UNPLACED, NEUTRAL}),
        # Nobody knows until when it may have begun.
        ("1970/", {UNPLACED, "beta unplaced"}),
        ("", set()),
    ],
)
def test_a_member_lay_in_a_bloc_on_every_day_that_the_start_may_mean(
    tmp_path: Path, begun: str, expected: set[str]
) -> None:
    assert sides(tmp_path, begun, OLD, NEW) == expected


def test_without_an_affiliation_a_city_lay_in_a_state_that_has_no_predecessor(
    tmp_path: Path,
) -> None:
    assert sides(tmp_path, "1970") == {UNPLACED, NEUTRAL}
