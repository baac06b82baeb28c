"""The page of one thing, which a server writes on request: it must be the page of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from twingraph.core.terms import thing
from twingraph.pages.site import city, partnership, single
from twingraph.pages.site import thing as other
from twingraph.pages.site.addresses import KINDS, page_of
from twingraph.pages.site.frame import Frame
from twingraph.pages.site.related import relations
from twingraph.pages.site.survey import survey
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

THINGS = [
    thing("city", "leipzig"),
    thing("partnership", "krakow--leipzig"),
    thing("person", "burkhard-jung"),
    thing("initiative", "youth-exchange-2024"),
    thing("network", "eurocities"),
]


@pytest.fixture(scope="module")
def store(built: Path) -> EmbeddedStore:
    return EmbeddedStore.open(built / "store")


@pytest.fixture(scope="module")
def frame(store: EmbeddedStore) -> Frame:
    """Return the frame of a site in German with the pages of all things."""
    things = survey(store, "de").things
    return Frame("de", ("de",), frozenset(page_of(iri) for kind in KINDS for iri in things[kind]))


@pytest.fixture(scope="module")
def site(store: EmbeddedStore, frame: Frame) -> dict[str, str]:
    """Return the pages of the site."""
    found = survey(store, "de")
    related = relations(found)
    written = (room.pages(found, frame, related) for room in (city, partnership, other))
    return {page: text for pages in written for page, text in pages}


@pytest.mark.parametrize("iri", THINGS)
def test_the_page_of_one_thing_is_that_of_the_site(
    iri: str, store: EmbeddedStore, frame: Frame, site: dict[str, str]
) -> None:
    around = single.around(iri, store, "de")
    assert not around.numbers
    assert single.page(iri, around, frame) == site[page_of(iri)]


def test_the_page_of_a_city_counts_active_partners_and_says_where_they_lie(
    site: dict[str, str],
) -> None:
    page = site["city/leipzig.html"]
    assert "sind heute die Partnerschaften mit 15 Städten aktiv" in page
    assert re.search(r"<bdi>Krakau</bdi></a> <span[^>]*>\(Polen\)</span>", page)


def test_a_city_without_a_partner_has_a_page_of_its_own(store: EmbeddedStore, frame: Frame) -> None:
    alone = thing("city", "marl")
    around = single.around(alone, store, "de")
    assert not around.found.ties
    assert around.found.label(alone) in single.page(alone, around, frame)


def test_a_page_that_would_be_too_long_has_the_first_things_of_each_kind(
    store: EmbeddedStore, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    network, city_ = thing("network", "eurocities"), thing("city", "krakow")
    whole = {iri: single.around(iri, store, "de") for iri in (network, city_)}
    monkeypatch.setattr(single, "MOST", 3)
    for iri, before in whole.items():
        around = single.around(iri, store, "de")
        assert around.numbers["city"] == len(before.found.things["city"]) - (iri == city_)
        assert around.numbers["city"] > 3
        assert len(around.found.things["city"]) == 3 + (iri == city_)
        assert single.page(iri, around, frame).count('<li><a href="../city/') <= 3
