"""How partnerships stand, in words, by dash and by colour."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from support.colours import SEEING, contrast, difference
from twingraph.core import ontology
from twingraph.core.dates import parse
from twingraph.core.languages import LANGUAGES
from twingraph.core.terms import CONCEPT
from twingraph.pages import shell
from twingraph.pages.standings import STANDINGS, STATUSES, labels, standing, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.core.languages import Language

TODAY = date(2026, 11, 26)
IDS = [each.id for each in STANDINGS]

# The schemes of base.css in their order, how many more times lighter a line is than what it lies
# on or the reverse, and how different two of them are at least for everybody.
SCHEMES = {"light": (3, 10), "dark": (3, 10), "light+": (6, 7), "dark+": (6, 7)}


def schemes() -> dict[str, Mapping[str, str]]:
    """Read the colours of each scheme; what a scheme does not name stays as it was."""
    sheet = shell.read("twingraph.pages", "base.css")
    light, dark, more_light, more_dark, forced, _paper = (
        dict(re.findall(r"--([\w-]+): ([#\w]+);", block))
        for block in re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    )
    return {
        "light": light,
        "dark": light | dark,
        "light+": light | more_light,
        "dark+": light | dark | more_light | more_dark,
        "forced": forced,
    }


def test_a_partnership_stands_as_its_status_says() -> None:
    since = parse("1973-09")
    assert [standing(status, since, TODAY) for status in STATUSES] == list(STATUSES)


@pytest.mark.parametrize(
    ("start", "stands"),
    [("2026-11-26", "active"), ("2026", "active"), ("2026-11-27", "planned"), ("2027", "planned")],
)
def test_only_what_certainly_begins_after_the_day_of_the_dataset_is_planned(
    start: str, stands: str
) -> None:
    assert standing("active", parse(start), TODAY) == stands


def test_nothing_is_planned_where_the_day_of_the_dataset_is_not_known() -> None:
    assert standing("active", parse("2027"), None) == "active"


def test_a_partnership_without_a_start_is_undated_unless_it_is_not_in_force() -> None:
    found = [standing(status, None, TODAY) for status in ("active", "", "ended", "suspended")]
    assert found == ["undated", "undated", "ended", "suspended"]


def test_no_status_is_invented() -> None:
    assert standing("", parse("1973"), TODAY) == "unknown"
    assert standing("flourishing", parse("1973"), TODAY) == "unknown"


def test_a_line_between_two_of_three_is_derived_unless_it_is_not_in_force() -> None:
    since = parse("2012")
    assert standing("active", since, TODAY, members=3) == "derived"
    assert standing("active", None, TODAY, members=3) == "derived"
    assert standing("ended", since, TODAY, members=3) == "ended"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_standing_has_a_word_of_its_own_in_every_language(language: Language) -> None:
    found = labels(language)
    assert list(found) == IDS
    assert len(set(found.values())) == len(IDS)


def test_every_status_of_the_ontology_is_a_standing() -> None:
    concepts = (iri for iri in ontology.load().concepts if iri.startswith(f"{CONCEPT}status-"))
    assert {iri.removeprefix(f"{CONCEPT}status-") for iri in concepts} == set(STATUSES)


def test_what_a_line_tells_beyond_the_status_is_said_with_it() -> None:
    assert told("active", "derived", "de") == "aktiv, in einer Partnerschaft mehrerer"
    assert told("active", "active", "pl") == "aktywne"
    assert told("", "unknown", "en") == "status unknown"


def test_every_dash_is_another_one() -> None:
    assert len({each.dash for each in STANDINGS}) == len(STANDINGS)
    assert [each.id for each in STANDINGS if not each.dash] == ["active"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_stands_out_from_what_it_lies_on(scheme: str) -> None:
    colours, (least, _) = schemes()[scheme], SCHEMES[scheme]
    for each in IDS:
        for ground in ("page", "card"):
            assert contrast(colours[f"standing-{each}"], colours[ground]) >= least, (each, ground)


@pytest.mark.parametrize("seeing", SEEING)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_differ_for_the_colour_blind(scheme: str, seeing: str) -> None:
    colours, (_, least) = schemes()[scheme], SCHEMES[scheme]
    for one, other in combinations(IDS, 2):
        pair = colours[f"standing-{one}"], colours[f"standing-{other}"]
        assert difference(*pair, seeing) >= least, (one, other)


def test_no_colour_of_our_own_is_left_where_the_system_forces_its_colours() -> None:
    assert schemes()["forced"] == {f"standing-{each}": "CanvasText" for each in IDS}
