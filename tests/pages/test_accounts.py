"""What is said of a thing, as pages tell it."""

from __future__ import annotations

from typing import get_args

import pytest

from twingraph.core.dates import parse
from twingraph.core.languages import LANGUAGES, Language
from twingraph.core.terms import expand, thing
from twingraph.pages.accounts import (
    MARKS,
    SECTIONS,
    Mark,
    SourcedValue,
    account,
    order,
    section_of,
    titles,
)

CITY = SourcedValue("start", "8 September 1973", "History", rank="preferred", publisher="krakow.pl")
PAPER = SourcedValue("start", "1974", "A list", contradicts=True)
ACT, OTHER_ACT = thing("act", "renewal-1995"), thing("act", "renewal-2003")


def dispute(*statements: SourcedValue, language: Language = "en") -> str:
    (section,) = account(statements, language)
    (entry,) = section.entries
    return entry.dispute


def reasoned(reason: str) -> SourcedValue:
    return SourcedValue(
        "start", "8 September 1973", rank="preferred", publisher="krakow.pl", reason=reason
    )


@pytest.mark.parametrize(
    ("part", "property", "section"),
    [
        ("", "tg:kind", "partnership"),
        ("", "skos:prefLabel", "names"),
        ("", "owl:sameAs", "identity"),
        ("", "tg:country", "facts"),
        (thing("phase", "a--b/1"), "tg:start", "partnership"),
        (ACT, "tg:on", "charters"),
        (thing("initiative", "aid"), "dct:title", "initiatives"),
        (thing("term", "mayor"), "org:member", "offices"),
        (thing("membership", "eurocities--a"), "tg:start", "networks"),
        (thing("population", "a--2024"), "tg:count", "facts"),
    ],
)
def test_each_statement_has_its_section(part: str, property: str, section: str) -> None:
    assert section_of(part, expand(property)) == section


def test_names_and_identity_come_last_and_partners_first() -> None:
    assert SECTIONS[0] == "partners"
    assert SECTIONS[-2:] == ("names", "identity")
    assert SECTIONS.index("charters") < SECTIONS.index("initiatives") < SECTIONS.index("offices")


def test_parts_are_told_in_the_order_in_which_they_happened() -> None:
    on = expand("tg:on")
    told = sorted(
        [(ACT, on, parse("2003")), (OTHER_ACT, on, parse("1995")), ("", expand("tg:kind"), None)],
        key=lambda each: order(*each),
    )
    assert [part for part, _, _ in told] == ["", OTHER_ACT, ACT]


def test_what_several_sources_say_of_one_value_stands_together() -> None:
    again = SourcedValue("start", "8 September 1973", "Another page", rank="preferred")
    (section,) = account([PAPER, CITY, again], "en")
    (entry,) = section.entries
    assert [(value.text, value.mark, len(value.evidence)) for value in entry.values] == [
        ("8 September 1973", "preferred", 2),
        ("1974", "rival", 1),
    ]


def test_the_same_property_of_two_parts_makes_two_entries() -> None:
    acts = [
        SourcedValue("on", year, section="charters", part=part, part_label="renewal")
        for part, year in ((ACT, "1995"), (OTHER_ACT, "2003"))
    ]
    (section,) = account(acts, "en")
    assert [(entry.part, entry.values[0].text) for entry in section.entries] == [
        (ACT, "1995"),
        (OTHER_ACT, "2003"),
    ]


def test_a_part_is_told_in_a_line_and_apart_from_it_only_what_is_said_in_several_ways() -> None:
    part = thing("term", "mayor")
    line = ("Ann Example", "Mayor, 1990–1998")
    told = [
        SourcedValue("who", "Ann Example", "History", part=part, line=line),
        SourcedValue("start", "1990", "History", part=part, line=line),
        SourcedValue("end", "1998", "A list", rank="preferred", part=part, line=line),
        SourcedValue("end", "1997", "A misprint", part=part, line=line, contradicts=True),
    ]
    (section,) = account(told, "en")
    one, other = section.entries
    assert (one.property, one.values[0].text, len(one.values)) == (*line, 1)
    assert [each.source for each in one.values[0].evidence] == ["History", "A list"]
    assert [value.text for value in other.values] == ["1998", "1997"]
    assert other.dispute


def test_a_part_of_which_all_was_rejected_is_told_in_no_line() -> None:
    line = ("Ann Example", "Mayor")
    said = SourcedValue("who", "Ann", rank="deprecated", part=ACT, line=line)
    (section,) = account([said], "en")
    assert [entry.property for entry in section.entries] == ["who"]


def test_a_section_of_which_nothing_is_said_is_left_out() -> None:
    assert account([], "en") == ()
    assert [section.id for section in account([CITY], "en")] == ["facts"]


def test_a_contradiction_is_told_in_a_sentence() -> None:
    assert dispute(CITY, PAPER) == (
        "krakow.pl says 8 September 1973, “A list” says 1974; the first is used."
    )
    assert dispute(reasoned("the page has the day."), PAPER) == (
        "krakow.pl says 8 September 1973, “A list” says 1974; the first is used: the page has the"
        " day."
    )


def test_a_source_that_was_rejected_contradicts_too_and_the_reason_is_its_own() -> None:
    slip = SourcedValue("start", "836", "Encyclopaedia", rank="deprecated", reason="a slip")
    plain = SourcedValue("start", "1967", "A page")
    assert dispute(slip, plain) == (
        "“A page” says 1967, “Encyclopaedia” says 836; the first is used: a slip."
    )


def test_further_sources_are_counted() -> None:
    more = [SourcedValue("start", "8 September 1973", name, rank="preferred") for name in "ABCDE"]
    assert dispute(CITY, *more, PAPER, language="pl") == (
        "krakow.pl i jeszcze 5 innych źródeł podają: 8 September 1973, „A list” podaje: 1974;"
        " przyjęto pierwszą wartość."
    )


def test_nothing_is_disputed_where_all_agree_or_nothing_is_used() -> None:
    year = SourcedValue("start", "1973", "A list")
    assert dispute(CITY, year) == ""
    assert dispute(SourcedValue("start", "836", rank="deprecated")) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_has_a_title_of_its_own(language: Language) -> None:
    found = titles(language)
    assert tuple(found) == SECTIONS
    assert len(set(found.values())) == len(SECTIONS)


def test_every_mark_has_its_place() -> None:
    assert set(get_args(Mark)) == set(MARKS)
