"""Where pages lie: by the ids of things, whatever those are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.terms import thing
from twingraph.pages.site.addresses import file_name, page_of


def test_a_page_lies_at_the_address_of_its_thing() -> None:
    assert page_of(thing("city", "krakow")) == "city/krakow.html"


@pytest.mark.parametrize(
    "odd",
    ["", ".", "..", "../../etc", "a/b", "CON", "con", "lpt1", "Łódź", "a%2Fb", "x" * 121, "A"],
)
def test_an_odd_id_is_a_file_in_its_folder(odd: str) -> None:
    name = file_name(odd)
    assert name.startswith("x--")
    assert name.removeprefix("x--").isalnum()


@given(st.text(), st.text())
def test_two_ids_never_share_a_file(one: str, other: str) -> None:
    assert (file_name(one) == file_name(other)) is (one == other)


@given(st.text())
def test_the_name_of_a_file_is_safe_everywhere(name: str) -> None:
    found = file_name(name)
    assert found
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(found) <= 120
