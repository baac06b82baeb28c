"""What the stories over the curated dataset say in words, and in which languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.curated import cells, members_of, table
from twingraph.core.languages import LANGUAGES
from twingraph.pages.atlas import ask
from twingraph.pages.stories import reading, telling

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.pages.stories.model import Step
    from twingraph.store.engine import EmbeddedStore

STORIES = {story.id: story for story in reading.load()}
ALL_STEPS = [(story.id, n) for story in STORIES.values() for n in range(1, len(story.steps) + 1)]
PAIR = 2
TOUR, CURTAIN, AFTER, NETWORK, OLDEST = (
    "leipzig-krakow-kyiv",
    "iron-curtain",
    "since-2022",
    "eurocities",
    "the-oldest",
)


@pytest.fixture(scope="module", params=LANGUAGES)
def told(
    request: pytest.FixtureRequest, store: EmbeddedStore, known: dict[str, set[str]]
) -> tuple[Language, telling.Telling]:
    return request.param, telling.tell(store, request.param, known)


def test_a_story_names_the_cities_of_its_pictures_as_the_pages_do(
    told: tuple[Language, telling.Telling], store: EmbeddedStore
) -> None:
    """Names are inflected; their first letters stay."""
    language, stories = told
    named = {city.id: city.label for city in ask.atlas(store, language).cities}
    for story in stories.stories:
        text = " ".join(step.text for step in story.steps)
        shown = "--".join(step.state.get("partnership", "") for step in story.steps).split("--")
        assert [city for city in shown if city and named[city][:2] not in text] == []


# --- the statements -------------------------------------------------------------------------------

# What the texts say in words: the step, the table, the source, words of its quotation or note.
STATEMENTS = [
    (TOUR, 2, "partnerships", "l-iz-de-city-partnerships-2013", "Die erste Städtepartnerschaft"),
    (TOUR, 3, "charters", "krakow-pl-leipzig", "umowa o współpracy"),
    (TOUR, 3, "acts", "krakow-pl-leipzig", "wspólna deklaracja"),
    (TOUR, 4, "charters", "krakow-pl-kyiv", "Porozumienie o współpracy"),
    (TOUR, 4, "charters", "krakow-pl-kyiv", "na zasadzie miast bliźniaczych"),
    (
        TOUR,
        5,
        "initiatives",
        "die-nachrichten-at-leipzig-und-krakau-neue-wege-der",
        "Ein Großteil der Hilfslieferungen aus Leipzig nach Kyjiw wurde über Krakau organisiert",
    ),
    (TOUR, 5, "initiatives", "moct-eu-mista-pobratimi", "пожежні автомобілі"),
    (
        TOUR,
        6,
        "initiatives",
        "press-release-2024",
        "planen die Partnerstädte Leipzig, Krakau und Kyjiw",
    ),
    (
        CURTAIN,
        4,
        "partnerships",
        "gdansk-pl-brema-i-gdansk-solidarnosc-miast-spotkanie",
        "Porozumienie Ramowe",
    ),
    (CURTAIN, 5, "affiliations", "owiki-org-german-states", "three western zones"),
    (AFTER, 2, "charters", "kyiv-hamburg-de-pact", "Pact for Solidarity"),
    (AFTER, 2, "partnerships", "ez-der-laender-de-berlin-wegner-und-klitschko", "besiegelt"),
    (
        AFTER,
        3,
        "partnerships",
        "golossokal-com-ua-lviv-vrotslav-i-breda-pidpysaly-memorandum",
        "memorandum",
    ),
    (AFTER, 4, "partnerships", "en-lb-ua-9806-riga-has-stopped-cooperation", "Riga"),
    (
        AFTER,
        5,
        "partnerships",
        "theguardian-coventry-no-longer-twinned-with-volgograd",
        "voted to suspend",
    ),
    (
        NETWORK,
        4,
        "prospects",
        "press-release-2024",
        "die Mitgliedschaft im europäischen Städtenetzwerk Eurocities erkunden",
    ),
    (NETWORK, 4, "prospects", "press-release-2024", "Dr. Miszalski teilt diese Vision"),
    (NETWORK, 4, "events", "press-release-2024", ""),
    (
        OLDEST,
        1,
        "partnerships",
        "wikipedia-de-gemeindepartnerschaft",
        "Städtefreundschaft (mittlerweile Städtepartnerschaft)",
    ),
    (OLDEST, 1, "partnerships", "wikipedia-de-gemeindepartnerschaft", "Brugg (Schweiz)"),
    (
        OLDEST,
        2,
        "partnerships",
        "wikipedia-de-gemeindepartnerschaft",
        "dass die britische Stadt die französische „adoptierte“",
    ),
    (OLDEST, 2, "partnerships", "keighleyhistory-on-this-day-100-years-ago", "adopted"),
    (
        OLDEST,
        3,
        "partnerships",
        "theguardian-coventry-no-longer-twinned-with-volgograd",
        "Stalingrad",
    ),
    (
        OLDEST,
        3,
        "partnerships",
        "theguardian-coventry-no-longer-twinned-with-volgograd",
        "the world’s first twin city relationship",
    ),
    (
        OLDEST,
        4,
        "partnerships",
        "visitbristol-co-uk-about-bristol",
        "In 1947 […] Hannover and Bordeaux",
    ),
    (
        OLDEST,
        5,
        "partnerships",
        "kyiv24-news-czogorich-u-kyyevi-vidznachat-try-richnyczi",
        "перше місто побратим Києва",
    ),
]


@pytest.mark.parametrize(("story", "step", "name", "source", "words"), STATEMENTS)
def test_a_statement_is_a_source_s_own(
    story: str, step: int, name: str, source: str, words: str
) -> None:
    assert source in STORIES[story].steps[step - 1].sources
    assert any(words in quote for quote in cells(name, "quote", source=source))


def test_the_cities_of_a_step_lay_in_the_two_german_states() -> None:
    for city in ("dresden", "leipzig"):
        assert "east-germany" in cells("affiliations", "state", city=city)
    for city in ("hamburg", "hanover"):
        assert cells("affiliations", "state", city=city) == ["de"]


def test_themembers_of_eurocities_that_are_named_are_those_that_are_counted() -> None:
    founders = set(cells("memberships", "city", network="eurocities", kind="founder"))
    assert founders == {
        "barcelona",
        "birmingham",
        "frankfurt-am-main",
        "lyon",
        "milan",
        "rotterdam",
    }
    before = {"network": "eurocities", "start": "../2022-02", "source": "eurocities-eu-ukraine"}
    assert set(cells("memberships", "city", **before)) == {"kharkiv", "kyiv", "lviv", "odesa"}


@pytest.mark.parametrize(("story", "step"), ALL_STEPS)
def test_a_source_of_a_step_says_something_in_the_tables(story: str, step: int) -> None:
    names = (
        "partnerships",
        "charters",
        "acts",
        "initiatives",
        "memberships",
        "affiliations",
        "networks",
        "prospects",
    )
    for source in STORIES[story].steps[step - 1].sources:
        assert any(row["source"] == source for name in names for row in table(name)), source


# --- the languages --------------------------------------------------------------------------------


def test_the_curated_dataset_tells_every_step(told: tuple[Language, telling.Telling]) -> None:
    language, telling_ = told
    assert telling_.left_out == ()
    assert [story.id for story in telling_.stories] == [TOUR, CURTAIN, AFTER, NETWORK, OLDEST]
    for story in telling_.stories:
        assert story.title == STORIES[story.id].title[language]
        assert len(story.steps) == len(STORIES[story.id].steps)
        assert not any("{" in step.text for step in story.steps)


def test_a_city_has_its_name_in_the_language_of_the_text(
    told: tuple[Language, telling.Telling],
) -> None:
    language, telling_ = told
    for story in telling_.stories:
        for told_step, step in zip(story.steps, STORIES[story.id].steps, strict=True):
            for city in _named(step):
                for name in cells("names", "name", city=city, language=language)[:1]:
                    assert name[: max(2, len(name) - 3)] in told_step.text, (story.id, name)


def _named(step: Step) -> set[str]:
    """Return the cities that a step is about: those of its state, and of what its numbers are of.

    Of a partnership of more than two, a text need not name every city.
    """
    addresses = [
        address
        for value in step.values.values()
        for addresses in value.where.values()
        for address in addresses
    ]
    told = {key: value for key, value in step.state.items() if key in ("city", "partnership")}
    addresses += [f"{kind}/{slug}" for kind, slug in told.items()]
    found: set[str] = set()
    for address in addresses:
        kind, _, slug = address.partition("/")
        cities = members_of(slug) if kind == "partnership" else [slug] if kind == "city" else []
        found.update(cities if len(cities) <= PAIR else ())
    return found


def test_the_ukrainian_members_of_eurocities_have_the_names_of_the_language(
    told: tuple[Language, telling.Telling],
) -> None:
    language, telling_ = told
    text = next(story for story in telling_.stories if story.id == NETWORK).steps[5].text
    for city in ("kharkiv", "kyiv", "lviv", "odesa"):
        for name in cells("names", "name", city=city, language=language)[:1]:
            assert name in text


def test_a_full_stop_does_not_follow_the_full_stop_of_a_date(
    told: tuple[Language, telling.Telling],
) -> None:
    _, telling_ = told
    assert not any(".." in step.text for story in telling_.stories for step in story.steps)
