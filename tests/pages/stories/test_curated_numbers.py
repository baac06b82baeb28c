"""The numbers of the stories over the curated dataset, each counted a second time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from support.curated import (
    across,
    cells,
    column,
    day,
    eurocities_on_the_list,
    lasted,
    members_of,
    new_of,
    only,
    partners_by_status,
    partners_in_eurocities,
    partnerships_by_status,
    since_invasion,
    start,
    table,
    within,
)
from twingraph.core import dates
from twingraph.pages.stories import reading, telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from twingraph.store.engine import EmbeddedStore

STORIES = {story.id: story for story in reading.load()}
ALL_STEPS = [(story.id, n) for story in STORIES.values() for n in range(1, len(story.steps) + 1)]
TOUR, CURTAIN, AFTER, NETWORK, OLDEST = (
    "leipzig-krakow-kyiv",
    "iron-curtain",
    "since-2022",
    "eurocities",
    "the-oldest",
)


@pytest.fixture(scope="module")
def english(store: EmbeddedStore, known: dict[str, set[str]]) -> dict[str, telling.ToldStory]:
    return {story.id: story for story in telling.tell(store, "en", known).stories}


# --- the numbers ----------------------------------------------------------------------------------


class Number(NamedTuple):
    """A number or date: the step, its name, the English words around it, how it is counted."""

    story: str
    step: int
    name: str
    words: str
    counted: Callable[[EmbeddedStore], object]


NUMBERS = [
    Number(
        TOUR,
        1,
        "partners",
        "{} partner cities",
        lambda _: len(partners_by_status("leipzig", "active")),
    ),
    Number(
        TOUR,
        2,
        "since",
        "in {}.",
        lambda _: start("kyiv--leipzig", "l-iz-de-city-partnerships-2013"),
    ),
    Number(
        TOUR,
        2,
        "renewed",
        "renewed in {}",
        lambda _: only("acts", "on", act="kyiv--leipzig-1961-renewal-1992"),
    ),
    Number(
        TOUR,
        3,
        "signed",
        "co-operation on {}",
        lambda _: day(
            only("acts", "on", act="krakow--leipzig-1973-signature", source="krakow-pl-leipzig")
        ),
    ),
    Number(
        TOUR,
        3,
        "renewed",
        "followed on {}",
        lambda _: day(
            only("acts", "on", act="krakow--leipzig-1973-renewal-1995", source="krakow-pl-leipzig")
        ),
    ),
    Number(
        TOUR,
        3,
        "sources",
        "{} sources",
        lambda _: len(
            {
                r["source"]
                for r in table("partnerships")
                if r["partnership"] == "krakow--leipzig" and r["members"]
            }
        ),
    ),
    Number(
        TOUR,
        4,
        "signed",
        "co-operate, on {}",
        lambda _: day(
            cells(
                "partnerships",
                "start",
                partnership="krakow--kyiv",
                source="krakow-pl-kyiv",
                phase="",
            )[0]
        ),
    ),
    Number(
        TOUR,
        4,
        "twinned",
        "twin towns on {}",
        lambda _: day(only("partnerships", "start", partnership="krakow--kyiv", phase="2")),
    ),
    Number(
        TOUR,
        5,
        "aid",
        "{} campaigns of aid",
        lambda _: len(cells("initiatives", "initiative", to="kyiv", **{"from": "leipzig"})),
    ),
    Number(
        TOUR,
        5,
        "left",
        "set out on {}",
        lambda _: day(
            only("initiatives", "start", initiative="fire-engines-for-kyiv-2023")
            if cells("initiatives", "start", initiative="fire-engines-for-kyiv-2023")
            else only("initiatives", "on", initiative="fire-engines-for-kyiv-2023")
        ),
    ),
    Number(
        TOUR,
        6,
        "year",
        "exchange for {}",
        lambda _: only("initiatives", "on", initiative="youth-exchange-2024"),
    ),
    Number(
        TOUR,
        6,
        "leipzig",
        "Leipzig ({})",
        lambda _: day(only("events", "on", event="youth-exchange-2024-leipzig")),
    ),
    Number(
        TOUR,
        6,
        "krakow",
        "Kraków ({})",
        lambda _: day(only("events", "on", event="youth-exchange-2024-krakow")),
    ),
    Number(
        CURTAIN,
        1,
        "across",
        "{} partnerships certainly joined",
        lambda store: across(store, "1989-11-09"),
    ),
    Number(
        CURTAIN,
        1,
        "east",
        "{} joined cities within the Eastern",
        lambda store: within(store, "east"),
    ),
    Number(
        CURTAIN, 1, "west", "and {} cities within the Western", lambda store: within(store, "west")
    ),
    Number(CURTAIN, 2, "early", "there were {} such", lambda store: across(store, "1959-01-01")),
    Number(
        CURTAIN,
        2,
        "coventry",
        "Coventry had {} partners",
        lambda store: across(store, "1959-01-01", "FILTER(CONTAINS(STR(?west), 'coventry'))"),
    ),
    Number(
        CURTAIN,
        2,
        "volgograd",
        "Volgograd ({})",
        lambda _: start("coventry--volgograd", "volgadiplomacy-ru-twincities"),
    ),
    Number(
        CURTAIN,
        2,
        "ostrava",
        "Ostrava ({})",
        lambda _: start("coventry--ostrava", "ostrava-cz-international-relations"),
    ),
    Number(
        CURTAIN,
        2,
        "warsaw",
        "Warsaw ({})",
        lambda _: start("coventry--warsaw", "en-um-warszawa-pl-sister-cities"),
    ),
    Number(
        CURTAIN,
        3,
        "partners",
        "found {} partners",
        lambda store: across(store, "1989-11-09", "FILTER(CONTAINS(STR(?east), 'leipzig'))"),
    ),
    Number(
        CURTAIN,
        3,
        "bologna",
        "Bologna ({})",
        lambda _: start("bologna--leipzig", "leipzig-online-de-partnerstaedte"),
    ),
    Number(
        CURTAIN,
        3,
        "lyon",
        "Lyon ({})",
        lambda _: start("leipzig--lyon", "leipzig-online-de-partnerstaedte"),
    ),
    Number(
        CURTAIN,
        3,
        "thessaloniki",
        "Thessaloniki ({})",
        lambda _: start("leipzig--thessaloniki", "leipzig-online-de-partnerstaedte"),
    ),
    Number(
        CURTAIN,
        3,
        "hanover",
        "Hanover ({})",
        lambda _: start("hanover--leipzig", "leipzig-online-de-partnerstaedte"),
    ),
    Number(
        CURTAIN,
        4,
        "bremen",
        "agreement on {}",
        lambda _: day(
            start("bremen--gdansk", "gdansk-pl-brema-i-gdansk-solidarnosc-miast-spotkanie")
        ),
    ),
    Number(
        CURTAIN,
        4,
        "nuremberg",
        "Nuremberg followed on {}",
        lambda _: day(
            cells(
                "partnerships",
                "start",
                partnership="krakow--nuremberg",
                source="bip-krakow-pl-nuernberg",
                phase="",
            )[0]
        ),
    ),
    Number(
        CURTAIN,
        4,
        "hanover",
        "Hanover on {}",
        lambda _: day(
            start("hanover--poznan", "hannover-de-twin-cities-of-the-state-capital-hannover")
        ),
    ),
    Number(
        CURTAIN,
        5,
        "hamburg",
        "twin towns ({})",
        lambda _: start("dresden--hamburg", "dresden-online-de-partnerstaedte"),
    ),
    Number(
        CURTAIN,
        5,
        "hanover",
        "Leipzig and Hanover ({})",
        lambda _: start("hanover--leipzig", "hannover-council-paper-3168-2017"),
    ),
    Number(AFTER, 1, "new", "{} partnerships of Ukrainian", lambda _: len(new_of())),
    Number(
        AFTER,
        1,
        "cities",
        "{} cities in Ukraine",
        lambda _: len(
            {c for p in new_of() for c in members_of(p)}
            & set(cells("cities", "city", country="ua"))
        ),
    ),
    Number(
        AFTER,
        2,
        "partners",
        "{} new partners",
        lambda _: len({c for p in new_of("kyiv") for c in members_of(p)} - {"kyiv"}),
    ),
    Number(
        AFTER,
        2,
        "active",
        "{} active partnerships",
        lambda _: len(partnerships_by_status("kyiv", "active")),
    ),
    Number(
        AFTER,
        2,
        "hamburg",
        "Hamburg on {}",
        lambda _: day(only("acts", "on", act=only("acts", "act", charter="hamburg--kyiv-2022"))),
    ),
    Number(
        AFTER,
        2,
        "berlin",
        "twinning on {}",
        lambda _: day(start("berlin--kyiv", "rbb-online-berlin-kiew-partnerstadt-2023")),
    ),
    Number(
        AFTER,
        3,
        "partners",
        "{} new partners",
        lambda _: len({c for p in new_of("lviv") for c in members_of(p)} - {"lviv"}),
    ),
    Number(
        AFTER,
        3,
        "active",
        "{} active partnerships",
        lambda _: len(partnerships_by_status("lviv", "active")),
    ),
    Number(
        AFTER,
        3,
        "signed",
        "On {} it",
        lambda _: day(start("breda--lviv--wroclaw", "breda-nl-mou-lviv-wroclaw")),
    ),
    Number(AFTER, 4, "ended", "{} partnerships have ended", lambda _: len(since_invasion("ended"))),
    Number(
        AFTER, 4, "suspended", "{} have been suspended", lambda _: len(since_invasion("suspended"))
    ),
    Number(
        AFTER,
        4,
        "riga",
        "On {} the city",
        lambda _: day(
            only(
                "partnerships",
                "start",
                status="ended",
                source="en-lb-ua-9806-riga-has-stopped-cooperation",
            )
        ),
    ),
    Number(
        AFTER,
        4,
        "kharkiv",
        "on {}.",
        lambda _: day(
            only(
                "partnerships",
                "start",
                status="ended",
                source="nta-pfo-kharkiv-ends-twinnings-2022",
            )
        ),
    ),
    Number(
        AFTER,
        4,
        "twinnings",
        "ended {} partnerships",
        lambda _: len(since_invasion("ended", "kharkiv")),
    ),
    Number(
        AFTER,
        5,
        "suspended",
        "Volgograd ({})",
        lambda _: day(
            only("partnerships", "start", partnership="coventry--volgograd", status="suspended")
        ),
    ),
    Number(
        AFTER,
        5,
        "since",
        "since {}.",
        lambda _: start("coventry--volgograd", "volgadiplomacy-ru-twincities"),
    ),
    Number(
        NETWORK,
        1,
        "year",
        "Eurocities in {}",
        lambda _: only("memberships", "start", network="eurocities", kind="founder"),
    ),
    Number(
        NETWORK,
        1,
        "founders",
        "{} cities founded",
        lambda _: len(cells("memberships", "city", network="eurocities", kind="founder")),
    ),
    Number(NETWORK, 2, "members", "{} members", lambda _: len(eurocities_on_the_list())),
    Number(
        NETWORK,
        3,
        "associate",
        "associate member on {}",
        lambda _: day(only("memberships", "start", membership="eurocities--krakow--2")),
    ),
    Number(
        NETWORK,
        3,
        "full",
        "full member in {}",
        lambda _: only("memberships", "start", membership="eurocities--krakow--3"),
    ),
    Number(
        NETWORK,
        3,
        "again",
        "again on {}",
        lambda _: day(only("memberships", "start", membership="eurocities--krakow--5")),
    ),
    Number(
        NETWORK,
        4,
        "raised",
        "release of {}",
        lambda _: dates.parse(only("sources", "published", source="press-release-2024")).year,
    ),
    Number(
        NETWORK,
        4,
        "leipzig",
        "since {};",
        lambda _: only("memberships", "start", membership="eurocities--leipzig"),
    ),
    Number(
        NETWORK,
        4,
        "joined",
        "one on {}",
        lambda _: day(only("memberships", "admitted", membership="eurocities--krakow--5")),
    ),
    Number(
        NETWORK, 5, "partners", "{} of Kraków’s partners", lambda _: len(partners_in_eurocities())
    ),
    Number(
        NETWORK, 6, "ukraine", "{} cities in Ukraine", lambda _: len(eurocities_on_the_list("ua"))
    ),
    Number(
        NETWORK,
        6,
        "before",
        "{} had been",
        lambda _: len(
            cells(
                "memberships",
                "city",
                network="eurocities",
                start="../2022-02",
                source="eurocities-eu-ukraine",
            )
        ),
    ),
    Number(
        OLDEST,
        1,
        "since",
        "since {},",
        lambda _: start("brugg--rottweil", "wikipedia-de-gemeindepartnerschaft"),
    ),
    Number(
        OLDEST,
        1,
        "years",
        "at least {} years",
        lambda _: 2026 - int(start("brugg--rottweil", "wikipedia-de-gemeindepartnerschaft")) - 1,
    ),
    Number(
        OLDEST,
        2,
        "used",
        "uses {}",
        lambda _: start("keighley--poix-du-nord", "wikipedia-de-gemeindepartnerschaft"),
    ),
    Number(
        OLDEST,
        2,
        "other",
        "Keighley to {}",
        lambda _: start("keighley--poix-du-nord", "keighleyhistory-on-this-day-100-years-ago"),
    ),
    Number(
        OLDEST,
        3,
        "since",
        "In {} Coventry",
        lambda _: start("coventry--volgograd", "volgadiplomacy-ru-twincities"),
    ),
    Number(
        OLDEST,
        4,
        "since",
        "in {}:",
        lambda _: start("bordeaux--bristol", "visitbristol-co-uk-about-bristol"),
    ),
    Number(
        OLDEST,
        4,
        "existing",
        "certainly {} partnerships",
        lambda store: len(
            column(
                store,
                '?thing tg:since/tg:latest ?latest FILTER(?latest <= "1947-12-31"^^xsd:date)',
            )
        ),
    ),
    Number(
        OLDEST,
        5,
        "signed",
        "signed on {}",
        lambda _: day(
            start("kyiv--tampere", "kyiv24-news-czogorich-u-kyyevi-vidznachat-try-richnyczi")
        ),
    ),
    Number(OLDEST, 6, "fifty", "{} partnerships lasted", lasted),
    Number(
        OLDEST, 6, "suspended", "{} of them is suspended", lambda store: lasted(store, "suspended")
    ),
    Number(OLDEST, 6, "ended", "{} has ended", lambda store: lasted(store, "ended")),
]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda n: f"{n.story}-{n.step}-{n.name}")
def test_a_number_is_the_one_that_is_counted_here(
    number: Number, store: EmbeddedStore, english: dict[str, telling.ToldStory]
) -> None:
    text = english[number.story].steps[number.step - 1].text
    assert number.words.format(number.counted(store)) in text


def test_no_number_is_left_out() -> None:
    counted = {(number.story, number.step, number.name) for number in NUMBERS}
    told = {
        (story.id, n, name)
        for story in STORIES.values()
        for n, step in enumerate(story.steps, start=1)
        for name in step.values
    }
    assert counted == told


@pytest.mark.parametrize(("story", "step"), ALL_STEPS)
def test_a_text_has_no_numbers_but_those_that_its_questions_are_given(
    story: str, step: int
) -> None:
    """What can be counted is asked; a day or a length of time may be what is asked about."""
    written = STORIES[story].steps[step - 1]
    given = [v for value in written.values.values() for v in value.given.values()]
    known = {int(part) for text in given for part in re.findall(r"\d+", text)}
    eves = {year - 1 for year in known}  # "at the end of 1958" asks for 1 January 1959
    for text in written.text.values():
        assert {int(number) for number in re.findall(r"\d+", text)} <= known | eves
