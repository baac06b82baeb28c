"""Studies of the network in the words of each language."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from twingraph.core.languages import LANGUAGES, Language
from twingraph.pages import report
from twingraph.pages.report import studies
from twingraph.pages.report.plots import Place, Share
from twingraph.pages.report.studies.found import (
    Event,
    Events,
    Found,
    Growth,
    Missing,
    Statistic,
    Survival,
)

if TYPE_CHECKING:
    from twingraph.store.engine import EmbeddedStore

WHOLE = Found(
    date(2026, 11, 26),
    Growth(12_000, 15_000, [Place(1990, 11_000, 12_000)]),
    Survival(9_000, 500, 6_000, [Share(10, 0.9, 0.85, 0.95, 0.89, 0.91)], [7_000]),
    Events(
        8_000,
        [
            Event("elysee-treaty", "Élysée Treaty", (1963, 1963), ("de",), 2, 3.5, (1.5, -1, 4)),
            Event("own", "Somebody’s event", (1989, 1991), (), None, None, None),
        ],
    ),
    [Statistic("gravity", "mean", 300, 1_000, 812.5, 400, 300, 500, 4.1)],
)
EMPTY = Found(date(2026, 11, 26), Growth(0, 0, []), Survival(0, 0, 0, [], []), Events(0, []), [])
BARE = Found(
    date(2026, 11, 26),
    Growth(0, 0, []),
    Missing("lifelines", "science"),
    Missing("statsmodels", "science"),
    Missing("numpy", "network"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_says_of_how_many_things_on_which_day(
    language: Language, store: EmbeddedStore
) -> None:
    year = {"de": "26. November 2026", "en": "26 November 2026", "pl": "26 listopada 2026"}
    for study in studies.told(WHOLE, store, language):
        assert study.picture
        assert "n = " in study.caption
        assert year.get(language, "26 листопада 2026") in study.caption
        assert study.lack == ""


def test_numbers_have_the_form_of_the_language(store: EmbeddedStore) -> None:
    growth, _, events, distances = studies.told(WHOLE, store, "de")
    assert growth.caption.startswith("n = 12.000 Partnerschaften mit einem Datum, von 15.000")
    assert events.rows == (  # this store has no other name of the country
        ("Élysée-Vertrag", "1963", "Germany", 2, 3.5, 1.5, -1, 4),
        ("Somebody’s event", "1989–1991", "", None, None, None, None, None),
    )
    assert distances.rows[0][:2] == ("Gravitation", "mittlere Entfernung, km")
    page = report.html(report.gather(store, language="de", studies=[events]))
    assert re.search(r'<td class="number"[^>]*>3,5</td>', page)


def test_a_study_that_needs_packages_says_which(store: EmbeddedStore) -> None:
    lacking = [study for study in studies.told(BARE, store, "en") if "pip install" in study.lack]
    assert [study.id for study in lacking] == [
        "study-survival",
        "study-events",
        "study-distances",
    ]
    assert lacking[0].lack == (
        "Left out, because lifelines is not installed. Try: pip install 'twingraph[science]'"
    )
    assert not any(study.picture or study.rows for study in lacking)
    text = report.FORMATS["html"](report.gather(store, studies=lacking))
    assert "lifelines is not installed" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_study_of_nothing_says_so(language: Language, store: EmbeddedStore) -> None:
    for study in studies.told(EMPTY, store, language):
        assert study.picture is None
        assert study.lack
