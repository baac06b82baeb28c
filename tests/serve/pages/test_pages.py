"""The pages of the endpoint, written from a build without a server."""

from __future__ import annotations

import re
from html import unescape
from http import HTTPStatus
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from support.crawling import links
from support.scenes import HOSTILE
from twingraph.core.errors import UnknownName
from twingraph.core.languages import LANGUAGES
from twingraph.core.terms import ID, expand, thing
from twingraph.pages.headings import heading
from twingraph.pages.problems import Problem
from twingraph.pages.site import single
from twingraph.pages.texts import texts_in
from twingraph.pages.wording import worded
from twingraph.serve.pages import (
    answered,
    editor,
    pairs,
    problem,
    search,
    start,
    things,
    vocabulary,
)
from twingraph.serve.pages.frame import Visit
from twingraph.store import questions
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.core.languages import Language

MOST = 10_000
GERMAN = Visit("de", is_chosen=True, path="search", query=(("q", "a&b"),))
KRAKOW, RELEASE = thing("city", "krakow"), thing("source", "press-release-2024")


@pytest.fixture(scope="module")
def store(built: Path) -> EmbeddedStore:
    return EmbeddedStore.open(built / "store")


def goals(html: str) -> set[str]:
    return set(links(html).goals)


# --- language -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_speaks_each_language(store: EmbeddedStore, language: str) -> None:
    visit = Visit(next(each for each in LANGUAGES if each == language))
    html = unescape(start.page(store, visit))
    assert f'<html lang="{language}">' in html
    assert texts_in(visit.language).gettext("All cities") in html
    assert texts_in(visit.language).ngettext("{number} city", "{number} cities", 304) in html


def test_the_title_of_the_dataset_is_in_the_language_of_the_page(store: EmbeddedStore) -> None:
    html = start.page(store, Visit("de"))
    assert "<footer>twingraph: europäische Städtepartnerschaften, jede" in html


def test_a_title_that_is_in_english_alone_is_marked() -> None:
    node = ox.NamedNode("urn:dataset")
    said: dict[str, ox.NamedNode | ox.Literal] = {
        "rdf:type": ox.NamedNode(expand("dcat:Dataset")),
        "dct:title": ox.Literal("A graph", language="en"),
        "dct:license": ox.NamedNode("urn:licence"),
        "dcat:version": ox.Literal("1"),
    }
    foreign = EmbeddedStore.of(
        ox.Triple(node, ox.NamedNode(expand(name)), value) for name, value in said.items()
    )
    marked = '<footer><span lang="en">A graph</span> · 1'
    assert marked in start.page(foreign, Visit("de"))
    assert marked not in start.page(foreign, Visit("en"))


def test_a_language_that_was_chosen_stays_chosen(store: EmbeddedStore) -> None:
    html = search.page(store, "krak", "", 0, GERMAN)
    own = {goal for goal in goals(html) if goal.startswith("/") and "." not in goal.split("?")[0]}
    assert {goal for goal in own if "lang=" not in goal} == set()
    assert "/search?q=a%26b&lang=pl" in goals(html)
    assert '<input type="hidden" name="lang" value="de">' in html


def test_a_language_that_the_browser_chose_is_in_no_link(store: EmbeddedStore) -> None:
    html = search.page(store, "krak", "", 0, Visit("de"))
    assert '/about/city/krakow.html"' in html


def test_a_service_may_lie_below_a_path(store: EmbeddedStore) -> None:
    html = start.page(store, Visit(root="/twins/"))
    assert {goal for goal in goals(html) if goal.startswith("/") and "/twins/" not in goal} == set()


# --- search -------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Krakau", "KRAKÓW", "краків", "krak"])
def test_a_city_is_found_by_any_name_in_any_case(store: EmbeddedStore, typed: str) -> None:
    assert search.find(search.index(store), typed, "en")[0] == KRAKOW


def test_a_name_that_is_the_text_comes_before_one_that_begins_with_it(store: EmbeddedStore) -> None:
    names = search.index(store)
    found = search.find(names, "Leipzig", "de")
    assert found[0] == thing("city", "leipzig")
    assert len(found) > 1


@pytest.mark.parametrize(
    "typed",
    [
        "Leipzig Kraków",
        "Lipsk – Krakau",
        "krakow/leipzig",
        "Лейпциг та Краків",
        "Krakau und Leipzig",
        "Leipzig, Krak",
    ],
)
@pytest.mark.parametrize("language", ["en", "uk"])
def test_two_cities_find_their_partnership_before_all_else(
    store: EmbeddedStore, typed: str, language: Language
) -> None:
    html = search.page(store, typed, "", 0, Visit(language))
    first = re.search(r'<ul class="found">\s*<li><a href="([^"]+)"><bdi>([^<]+)<', html)
    assert first
    assert first[1] == "/about/partnership/krakow--leipzig.html"
    assert first[2] == {"en": "Kraków – Leipzig", "uk": "Краків – Лейпциг"}[language]
    assert texts_in(language).gettext("Partnership") in html


def test_a_partnership_of_two_comes_before_one_of_many(store: EmbeddedStore) -> None:
    found = pairs.partnerships(store, search.index(store), "Kyjiw Leipzig")
    assert found[0] == thing("partnership", "kyiv--leipzig")
    assert len(found) == len(set(found)) > 1


def test_names_of_several_words_are_divided_where_they_end(store: EmbeddedStore) -> None:
    names = search.index(store)
    together = pairs.partnerships(store, names, "Frankfurt am Main Kraków")
    assert [iri.rpartition("/")[2] for iri in together] == ["frankfurt-am-main--krakow"]
    assert pairs.partnerships(store, names, "Krakow") == []
    assert pairs.partnerships(store, names, "") == []
    assert pairs.partnerships(store, names, "krakow " * 5_000) == []
    assert pairs.partnerships(store, names, "Leipzig Leipzig") == []


def test_a_kind_that_is_chosen_has_no_partnerships(store: EmbeddedStore) -> None:
    html = search.page(store, "Leipzig Kraków", "city", 0, Visit())
    assert "/about/partnership/" not in html


def test_things_of_a_kind_are_listed_page_by_page(store: EmbeddedStore) -> None:
    first = search.page(store, "", "person", 0, Visit())
    second = search.page(store, "", "person", search.SHOWN, Visit())
    assert "/search?q=&kind=person&start=100" in goals(first)
    assert not {goal for goal in goals(first) & goals(second) if "/about/person/" in goal}


def test_what_nothing_is_called_leads_to_what_is_called_alike(store: EmbeddedStore) -> None:
    html = search.page(store, "Leipzzig", "", 0, Visit())
    assert "/search?q=leipzig" in goals(html)


def test_an_address_without_anything_is_told_once_and_in_the_language_of_the_reader() -> None:
    html = problem.page(HTTPStatus.NOT_FOUND, Problem("Not Found", "en"), Visit("de"))
    assert "An dieser Adresse ist nichts" in html
    assert "Not Found" not in html
    said = Problem('no table "x"', "en")
    html = problem.page(HTTPStatus.NOT_FOUND, said, Visit("de"))
    assert '<p lang="en">no table &#34;x&#34;</p>' in html


def test_a_search_without_any_match_says_what_to_try(store: EmbeddedStore) -> None:
    html = search.page(store, "xqxqxq", "", 0, Visit("pl"))
    assert "Spróbuj wpisać mniej liter lub inną nazwę" in html
    assert "Spróbuj" not in search.page(store, "krak", "", 0, Visit("pl"))


def test_what_is_typed_is_text(store: EmbeddedStore) -> None:
    html = search.page(store, HOSTILE, "", 0, Visit())
    assert "<script>alert" not in html


# --- questions ----------------------------------------------------------------------------------


def test_each_question_has_a_page_with_its_fields(store: EmbeddedStore) -> None:
    for question in questions.of_people():
        page = answered.page(store, question.name, {}, MOST, Visit())
        for parameter in question.takes:
            assert f'name="{parameter.name}"' in page.html, (question.name, parameter.name)
        assert not page.is_wrong, question.name


def test_an_answer_names_things_and_leads_to_their_pages(store: EmbeddedStore) -> None:
    html = answered.page(store, "twin-towns", {"city": "Krakau"}, MOST, Visit("de")).html
    assert re.search(r'<a href="/about/city/leipzig.html"><bdi>Leipzig</bdi></a>', html)
    assert "partner_name" not in html[: html.index('id="query"')]
    assert '<svg class="map"' in html
    assert "/question/twin-towns.csv?language=de&city=Krakau" in goals(html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_read_in_the_language_of_the_page(
    store: EmbeddedStore, language: Language
) -> None:
    question = worded(questions.named("twin-towns"), language)
    html = unescape(
        answered.page(store, "twin-towns", {"city": "Krakau"}, MOST, Visit(language)).html
    )
    assert f"<h1>{question.summary}</h1>" in html
    assert question.note in html
    assert all(each.description in html for each in question.takes)
    since = heading("kind_since", language, "twin-towns").text
    assert f'<th scope="col" title="?kind_since">{since}</th>' in html
    assert question.summary in unescape(answered.listed(store, Visit(language)))
    assert question.summary in unescape(start.page(store, Visit(language)))


def test_values_that_a_query_writes_have_words(store: EmbeddedStore) -> None:
    html = answered.page(store, "existing-on", {}, MOST, Visit("de")).html
    assert "<bdi>sicher</bdi>" in html
    assert "<bdi>certain</bdi>" not in html


def test_what_has_no_name_is_told_by_what_it_is(store: EmbeddedStore) -> None:
    html = answered.page(store, "contradictions", {}, MOST, Visit("de")).html
    assert ">Erstunterzeichnung, Krakau – Rom, 23. Oktober 2012<" in html.replace("<bdi>", "")
    assert ">act/" not in html.replace("<bdi>", "")


def test_what_is_not_in_the_language_of_the_page_says_in_which_it_is(store: EmbeddedStore) -> None:
    answer = answered.page(store, "contradictions", {}, MOST, Visit("de")).html
    assert '<bdi lang="en">Lyon’s page and the table' in answer
    assert "<bdi>normal</bdi>" in answer  # a German word, though the query has it in English
    told = things.page(store, thing("partnership", "kharkiv--moscow"), Visit("de"))
    assert '<bdi lang="en">Kharkiv City Council</bdi>' in told
    assert '<bdi lang="de">' not in told


def test_a_row_on_a_claim_leads_to_it(store: EmbeddedStore) -> None:
    answer = answered.page(store, "press-release", {}, MOST, Visit("de")).html
    cell = r'<a href="/about/claim/\w+\.html"><bdi>Einzelheiten</bdi></a></td>'
    assert re.search(cell, answer)


def test_the_columns_of_a_query_of_ones_own_keep_their_names(store: EmbeddedStore) -> None:
    sparql = 'SELECT ("certain" AS ?certainty) (true AS ?my_own) {}'
    html = editor.page(store, sparql, "", MOST, Visit("de")).html
    assert '<th scope="col" title="?my_own">my own</th>' in html
    assert "<bdi>certain</bdi>" in html
    assert "<bdi>true</bdi>" in html


def test_a_filter_narrows_the_answer(store: EmbeddedStore) -> None:
    values = {"city": "Krakau", "country": "DE", "status": "active"}
    page = answered.page(store, "twin-towns", values, MOST, Visit())
    assert "/about/city/leipzig.html" in page.html
    assert "/about/city/lviv.html" not in page.html
    assert '<option value="active" selected>' in page.html


def test_a_name_that_nothing_has_is_explained_beside_the_form(store: EmbeddedStore) -> None:
    page = answered.page(store, "twin-towns", {"city": HOSTILE}, MOST, Visit("pl"))
    assert page.is_wrong
    assert 'role="alert"' in page.html
    assert HOSTILE not in page.html


def test_a_form_shows_the_values_with_which_a_question_is_asked(store: EmbeddedStore) -> None:
    html = answered.page(store, "network-members", {"day": ""}, MOST, Visit("de")).html
    assert re.search('<input id="field-day"[^>]* value="2025-05-18"', html)
    assert '<option value="de" selected>' in html


def test_names_follow_when_the_language_is_changed(store: EmbeddedStore) -> None:
    same = Visit("en", path="question/longest", query=(("years", "40"), ("language", "en")))
    other = same._replace(query=(("language", "uk"),))
    page = answered.page(store, "longest", {"years": "40", "language": "en"}, MOST, same).html
    assert "/question/longest?years=40&lang=pl" in goals(page)
    page = answered.page(store, "longest", {"language": "uk"}, MOST, other).html
    assert "/question/longest?language=uk&lang=pl" in goals(page)


def test_an_empty_answer_does_not_deny_what_it_does_not_have(store: EmbeddedStore) -> None:
    html = answered.page(store, "suspended-or-ended", {"city": "Kraków"}, MOST, Visit("en")).html
    assert "Nothing in the dataset fits." in html


def test_a_country_is_suggested_by_its_name(store: EmbeddedStore) -> None:
    html = answered.page(store, "longest", {"country": "Polnd"}, MOST, Visit("de")).html
    assert "Poland" in html


def test_a_day_that_does_not_fit_is_told_with_one_that_does(store: EmbeddedStore) -> None:
    html = answered.page(store, "suspended-or-ended", {"since": "2022"}, MOST, Visit("de")).html
    assert "Schreiben Sie es wie 2022-02-24." in html


def test_the_page_of_a_thing_leads_to_the_questions_on_it(store: EmbeddedStore) -> None:
    found = goals(things.page(store, thing("network", "eurocities"), Visit("de", is_chosen=True)))
    assert "/question/network-members?network=eurocities&lang=de" in found
    found = goals(things.page(store, KRAKOW, Visit("en")))
    assert {"/question/twin-towns?city=krakow", "/question/mayors?city=krakow"} <= found


def test_the_filled_in_query_of_a_page_gives_its_answer(store: EmbeddedStore) -> None:
    html = answered.page(store, "twin-towns", {"city": "Krakau"}, MOST, Visit()).html
    query = unescape(html.split("<code>")[-1].split("</code>")[0])
    question = questions.named("twin-towns")
    assert query == question.fill(store, {"city": "Krakau", "language": "en"})


def test_a_timeline_shows_decades_and_bars_show_what_is_in_order(store: EmbeddedStore) -> None:
    decades = answered.page(store, "by-decade", {}, MOST, Visit()).html
    assert re.search(r"<desc[^>]*>[^<]*1990: \d+", decades)
    most = answered.page(store, "most-connected", {}, MOST, Visit()).html
    assert re.search(r"<desc[^>]*>[A-Z][^<]*: \d+; ", most)
    assert (
        '<figure class="chart">'
        not in answered.page(store, "names", {"city": "Krakau"}, MOST, Visit()).html
    )


def test_an_answer_that_was_cut_off_says_so(store: EmbeddedStore) -> None:
    assert "cut off" in answered.page(store, "undated", {}, 3, Visit()).html
    assert "cut off" not in answered.page(store, "undated", {}, MOST, Visit()).html
    assert answered.download(store, "undated", {}, "csv", 3).is_cut


@pytest.mark.parametrize("form", answered.DOWNLOADS)
def test_an_answer_can_be_had_in_each_format(store: EmbeddedStore, form: str) -> None:
    assert answered.download(store, "twin-towns", {"city": "Krakau"}, form, MOST).data


@pytest.mark.parametrize("name", ["nope", "site/triples", "../etc/passwd", "check/two-values"])
def test_what_is_no_question_of_people_has_no_page(store: EmbeddedStore, name: str) -> None:
    with pytest.raises(UnknownName):
        answered.page(store, name, {}, MOST, Visit())


# --- the editor ---------------------------------------------------------------------------------


def test_the_editor_answers_a_query_without_prefixes(store: EmbeddedStore) -> None:
    page = editor.page(store, "SELECT ?c { ?c a tg:Network }", "", MOST, Visit())
    assert "/about/network/eurocities.html" in page.html


def test_the_editor_says_where_a_query_is_wrong(store: EmbeddedStore) -> None:
    page = editor.page(store, "SELECT ?c {\n ?c a }", "", MOST, Visit("uk"))
    assert page.is_wrong
    assert "line 2" in page.html


@pytest.mark.parametrize(
    ("sparql", "shown"),
    [
        ("ASK { ?c a tg:City }", "<code>true</code>"),
        ("CONSTRUCT { ?c a tg:City } { ?c a tg:City } LIMIT 1", "tg:City"),
        ("SELECT ?x { BIND(1/0 AS ?x) }", "<td></td>"),
        ("SELECT (123456 AS ?x) {}", "123,456"),
    ],
)
def test_the_editor_shows_answers_of_every_form(
    store: EmbeddedStore, sparql: str, shown: str
) -> None:
    html = editor.page(store, sparql, "", MOST, Visit()).html
    assert shown in html[html.index('id="answer"') :].replace("<bdi></bdi>", "")


@pytest.mark.parametrize(("language", "shown"), [("en", "1.5"), ("de", "1,5"), ("uk", "1,5")])
def test_fractions_are_written_as_the_language_of_the_page_writes_them(
    store: EmbeddedStore, language: Language, shown: str
) -> None:
    for number in ("1.5", "1.5e0", '"1.5"^^xsd:float'):
        html = editor.page(store, f"SELECT ({number} AS ?x) {{}}", "", MOST, Visit(language)).html
        assert f">{shown}<" in html[html.index('id="answer"') :].replace("<bdi>", ""), number


def test_an_example_stands_in_the_editor_and_is_not_asked_yet(store: EmbeddedStore) -> None:
    html = editor.page(store, "", "by-decade", MOST, Visit()).html
    assert "?decade" in html
    assert 'id="answer"' not in html


def test_hostile_answers_are_text_and_lead_nowhere(store: EmbeddedStore) -> None:
    sparql = 'SELECT ("<script>alert(1)</script>" AS ?x) (IRI("javascript:alert(1)") AS ?y) {}'
    html = editor.page(store, sparql, "", MOST, Visit()).html
    assert "<script>alert" not in html
    assert not {goal for goal in goals(html) if goal.startswith("javascript")}


# --- things -------------------------------------------------------------------------------------


def test_every_thing_of_the_graph_has_a_page(store: EmbeddedStore) -> None:
    sparql = f"""SELECT (SAMPLE(?thing) AS ?one) {{
        ?thing a ?type FILTER(STRSTARTS(STR(?thing), "{ID}") && !CONTAINS(STR(?thing), "#"))
    }} GROUP BY (STRBEFORE(STRAFTER(STR(?thing), "{ID}"), "/") AS ?kind)"""
    answer = store.query(sparql)
    found = [row["one"] for row in answer] if not isinstance(answer, bool) else []
    assert len(found) > 15
    for iri in found:
        assert "<h1>" in things.page(store, str(iri), Visit("pl")), iri


def test_a_source_has_what_is_said_of_it_and_what_refers_to_it(store: EmbeddedStore) -> None:
    html = things.page(store, RELEASE, Visit())
    assert "/about/claim/" in html
    assert "/ontology.html#Source" in goals(html)
    assert "/about/source/press-release-2024.ttl" in goals(html)


def test_the_data_of_a_thing_are_the_same_in_each_form(store: EmbeddedStore) -> None:
    ntriples = set(ox.parse(things.graph(store, KRAKOW, "nt"), format=ox.RdfFormat.N_TRIPLES))
    assert {quad.subject.value for quad in ntriples} == {KRAKOW}
    for form, format_ in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        assert set(ox.parse(things.graph(store, KRAKOW, form), format=format_)) == ntriples


@pytest.mark.parametrize(
    ("iri", "said", "goal"),
    [
        (KRAKOW, "Partnerschaften: Diese Seite hat 3 von ", "partnerships?city=krakow"),
        (
            thing("network", "eurocities"),
            "Städte: Diese Seite hat 3 von ",
            "memberships?network=eurocities",
        ),
    ],
)
def test_a_page_says_what_it_leaves_out_and_where_all_of_it_is(
    iri: str, said: str, goal: str, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = things.page(store, iri, Visit("de"))
    assert 'class="banner"' not in whole
    monkeypatch.setattr(single, "MOST", 3)
    html = things.page(store, iri, Visit("de"))
    assert said in unescape(html)
    assert len(html) < len(whole)
    assert f"/api/{goal}" in goals(html)


@pytest.mark.parametrize("iri", [thing("city", "nowhere"), f"{ID}city/a b", ID, f"{ID}x> ?p ?o"])
def test_what_the_graph_does_not_know_is_unknown(store: EmbeddedStore, iri: str) -> None:
    with pytest.raises(UnknownName):
        things.page(store, iri, Visit())
    with pytest.raises(UnknownName):
        things.graph(store, iri, "ttl")


# --- the ontology -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_term_and_each_concept_has_an_anchor(language: str) -> None:
    visit = Visit(next(each for each in LANGUAGES if each == language))
    html = vocabulary.page(visit)
    ids = re.findall(r'<div class="term" id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {"member", "Partnership", "concept-kind", "concept-kind-twin-town"} <= set(ids)
    assert {goal[1:] for goal in goals(html) if goal.startswith("#")} - set(ids) == {"main"}


def test_the_ontology_speaks_the_language_of_the_page() -> None:
    assert "Partnerschaft" in vocabulary.page(Visit("de"))
    assert "партнерство" in vocabulary.page(Visit("uk"))


def test_the_editor_completes_all_terms_of_the_ontology() -> None:
    known = {word.name: word for word in vocabulary.words("de")}
    assert known["tg:member"].kind == "property"
    assert known["tg:City"].kind == "class"
    assert known["tgc:kind-twin-town"].kind == "concept"
    assert expand("tg:member") == expand(known["tg:member"].name)
