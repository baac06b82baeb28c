"""All partnerships of an atlas as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.atlases import joined, leipzig
from twingraph.core import dates
from twingraph.pages.atlas.listing import TABLED, Group, Row, listed, tabled
from twingraph.pages.atlas.model import Atlas, Partnership
from twingraph.pages.dataset import Dataset


def test_partnerships_stand_below_their_kind_and_standing() -> None:
    assert listed(leipzig()) == [
        Group("twin town, active", (("Kraków", "Leipzig 1973"),)),
        Group("twin town, undated", (("Houston", "Leipzig"),)),
    ]


def test_a_city_is_named_once_in_a_group_with_all_its_partners() -> None:
    (group,) = listed(joined([(0, 1), (0, 2), (1, 2)], 3))
    assert group.title == "undated"
    assert group.cities == (("City 0", "City 1; City 2"), ("City 1", "City 2"))


def test_all_members_of_a_partnership_of_several_are_named() -> None:
    atlas = replace(joined([], 3), partnerships=(Partnership("c", (0, 1, 2)),))
    assert listed(atlas)[0].cities == (("City 0", "City 1 – City 2"),)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("1973-09-08", "1991", "City 1 1973–1991"),
        ("[1961..1962]", None, "City 1 1961 oder 1962"),
        (None, None, "City 1"),
    ],
)
def test_years_are_told_and_in_words_where_there_may_be_several(
    since: str | None, until: str | None, said: str
) -> None:
    first, last = (day and dates.parse(day) for day in (since, until))
    atlas = replace(
        joined([], 2),
        language="de",
        partnerships=(Partnership("c", (0, 1), since=first or None, until=last or None),),
    )
    assert listed(atlas)[0].cities[0][1] == said


def test_an_empty_atlas_lists_nothing() -> None:
    assert listed(Atlas("en", Dataset(""))) == []


def test_few_partnerships_make_a_table_with_their_sources() -> None:
    rows = {row.cities: row for row in tabled(leipzig())}
    assert rows["Kraków – Leipzig"] == Row(
        "Kraków – Leipzig", "twin town", "active", "September 1973", "", "A page; A list"
    )
    assert rows["Houston – Leipzig"].since == ""


def test_too_many_partnerships_make_no_table() -> None:
    assert len(tabled(joined([(0, 1)] * TABLED, 2))) == TABLED
    assert tabled(joined([(0, 1)] * (TABLED + 1), 2)) == []
