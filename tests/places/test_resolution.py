"""One name means one city, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.places.matching import Mention, link
from twingraph.places.resolution import Unresolved, resolve

if TYPE_CHECKING:
    from twingraph.places.gazetteer import Gazetteer


@pytest.mark.parametrize(
    "name",
    [
        *("Kraków", "Краків", "Lipsk", "Koeln", "Wrocław, Poland", "Q31487", "Birmingham", "Lyon"),
        *("Cambridge", "Frankfurt", "Frankfurt (Oder)", "Krakov", "Paris", "Rome", "Xyzzy"),
    ],
)
def test_tables_and_options_agree_with_matching(curated: Gazetteer, name: str) -> None:
    (linkage,) = link([Mention(name)], curated)
    meant = linkage.match.place.id if linkage.match else ""

    found = resolve(name, curated)

    assert (found if isinstance(found, str) else "") == (meant if meant in curated.cities else "")


def test_an_id_stands_for_its_city(curated: Gazetteer) -> None:
    assert resolve("birmingham", curated) == "birmingham"
    assert resolve("cambridge-us", curated) == "cambridge-us"


def test_an_ambiguous_name_is_answered_with_all_that_it_may_mean(curated: Gazetteer) -> None:
    assert resolve("Cambridge", curated) == Unresolved(
        "ambiguous-city",
        '"Cambridge" may mean any of: cambridge-us (us); or a city that is not in the tables:'
        " Cambridge, gb; Cambridge, ca; Cambridge, us; Cambridge, nz; write the id of one",
    )


def test_a_city_that_the_tables_do_not_have_is_unknown(curated: Gazetteer) -> None:
    found = resolve("Frankfurt (Oder)", curated)

    assert isinstance(found, Unresolved)
    assert found.rule == "unknown-city"
    assert found.message.startswith('no city "Frankfurt (Oder)"; nearest: frankfurt-am-main')
