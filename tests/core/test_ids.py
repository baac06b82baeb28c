"""Ids that are made of others are put together and taken apart in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core import ids, terms

SLUGS = st.from_regex(r"[a-z]+[0-9]?(-[a-z]+)?", fullmatch=True)


@given(st.lists(SLUGS, min_size=2, unique=True), st.none() | st.integers(2, 20))
def test_a_partnership_has_one_id_in_whatever_order_its_members_are_named(
    members: list[str], number: int | None
) -> None:
    named = [*members, str(number)] if number else members
    compound = ids.partnership(reversed(named))

    assert compound == ids.partnership(named)
    assert ids.is_partnership_of(compound, reversed(members))
    assert ids.partnership(ids.parts(compound)) == compound


@pytest.mark.parametrize(
    "wrong",
    ["leipzig--krakow", "krakow--leipzig--", "krakow--leipzig--lyon", "krakow--leipzig--2--3"],
)
def test_an_id_of_other_members_or_in_another_order_is_none_of_theirs(wrong: str) -> None:
    assert not ids.is_partnership_of(wrong, ["krakow", "leipzig"])


@given(st.sampled_from(["city", "phase", "source"]), st.text(min_size=1).filter(str.isprintable))
def test_a_thing_is_read_from_its_address(kind: str, slug: str) -> None:
    address = terms.thing(kind, slug)

    assert (terms.kind_of(address), terms.slug(address)) == (kind, slug)


def test_an_address_that_is_none_of_ours_has_no_kind() -> None:
    assert terms.kind_of("https://www.wikidata.org/entity/Q2079") == ""
    assert terms.slug("https://www.wikidata.org/entity/Q2079") == "Q2079"
