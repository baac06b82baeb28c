"""The page as text: what is in it, what is not, and that it is always the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, get_args

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from support.paths import ROOT
from support.scenes import HOSTILE, ego, europe, hostile, leipzig, statements
from twingraph.core.errors import CannotError
from twingraph.core.languages import LANGUAGES, Language
from twingraph.pages import shell
from twingraph.pages.view import Node, Relation, Scene, SourcedValue, render
from twingraph.pages.view.boxes import Ground, box, wrapped
from twingraph.pages.view.content import content, harmless, link, mark
from twingraph.pages.view.drawing import bends, drawing
from twingraph.pages.view.layout import LABELLED, layout
from twingraph.pages.view.scene import Kind
from twingraph.pages.view.style import DASHES, OUTLINES, SHAPES, lines
from twingraph.pages.view.texts import counted, number_of, words

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = Scene("", "", "en", None, (), ())


class Page(HTMLParser):
    """Collects the elements of a page, and the text of its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self._open: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = self.inline.get(tag)
        if self._open is not None:
            self._open.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inline:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def policy(self) -> str:
        metas = self.all("meta")
        found = next(m for m in metas if m.get("http-equiv") == "Content-Security-Policy")
        return found["content"] or ""

    @property
    def content(self) -> Any:
        return json.loads(self.inline["script"][0])


def pair_of_cities(*kinds: str) -> Scene:
    """Two cities on one parallel, with one relation of each kind."""
    west = Node("w", "West", "city", 50.0, 5.0)
    east = Node("e", "East", "city", 50.0, 15.0)
    relations = tuple(
        Relation(f"r{n}", *(("w", "e") if n % 2 else ("e", "w")), kind, kind, f"{kind} {n}")
        for n, kind in enumerate(kinds)
    )
    return Scene("Two", "", "en", None, (west, east), relations)


def tables(scene: Scene) -> str:
    """Return the page up to its data."""
    return render(scene).split('<script type="application/json"')[0]


def overlaps(scene: Scene) -> list[tuple[str, str]]:
    """Name the things whose shapes and labels lie on each other."""
    frames = [
        box(place.size, place.label.splitlines()).at((place.x, place.y))
        for place in layout(scene).places
    ]
    return [
        (scene.nodes[a].label, scene.nodes[b].label)
        for a, b in combinations(range(len(frames)), 2)
        if frames[a].left < frames[b].right
        and frames[b].left < frames[a].right
        and frames[a].top < frames[b].bottom
        and frames[b].top < frames[a].bottom
    ]


# --- the scene ---


def test_a_relation_to_nowhere_is_refused() -> None:
    city = Node("a", "A", "city")
    relation = Relation("r", "a", "b", "twin-town", "Twin town", "A and B")
    with pytest.raises(ValueError, match="'b', which is not among its nodes"):
        Scene("", "", "en", None, (city,), (relation,))


def test_an_unknown_centre_is_refused() -> None:
    with pytest.raises(ValueError, match="'x', which is not among its nodes"):
        Scene("", "", "en", "x", (), ())


def test_two_nodes_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="share an id"):
        Scene("", "", "en", None, (Node("a", "A", "city"), Node("a", "B", "city")), ())


# --- the words ---


def test_every_language_has_the_same_words() -> None:
    text = files("twingraph.pages.view").joinpath("texts.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    assert set(table) == {*LANGUAGES, "counted"}
    assert set(table["counted"]) == set(LANGUAGES)
    for language in LANGUAGES:
        assert set(table[language]) == set(table["en"])
        assert all(table[language].values())
        assert set(table["counted"][language]) == set(table["counted"]["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_has_the_form_of_every_number(language: Language) -> None:
    categories = {Locale(language).plural_form(number) for number in range(200)} | {"other"}
    for phrase in ("matches", "cities", "relations"):
        assert {*counted(language, phrase), "other"} == categories
        assert number_of(language, phrase, 7).startswith("7 ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_of_the_scene(language: Language) -> None:
    html = render(leipzig(language))
    page = Page(html)
    assert page.all("html")[0]["lang"] == language
    own = words(language)
    assert f'<label for="search">{own["search"]}</label>' in html
    others = [words(other)["search"] for other in LANGUAGES if other != language]
    assert not any(f">{other}<" in html for other in others)


def test_every_kind_of_thing_has_a_word_a_shape_and_colours() -> None:
    style = files("twingraph.pages.view").joinpath("page.css").read_text(encoding="utf-8")
    assert set(SHAPES) == set(get_args(Kind))
    assert set(SHAPES.values()) == set(OUTLINES)
    for kind in SHAPES:
        assert style.count(f"--kind-{kind}:") == 2
        assert words("en")["network_kind" if kind == "network" else kind]


def test_every_line_has_colours_and_a_dash_of_its_own() -> None:
    style = files("twingraph.pages.view").joinpath("page.css").read_text(encoding="utf-8")
    assert len(set(DASHES)) == len(DASHES)
    for number in range(len(DASHES)):
        assert style.count(f"--line-{number}:") == 2


def test_kinds_of_relations_nobody_foresaw_get_lines_too() -> None:
    scene = pair_of_cities("twin-town", "zz", "aa", *(f"k{n:02}" for n in range(20)))
    drawn = lines(scene.relations)
    assert drawn["twin-town"].number == 0
    assert drawn["aa"].number != drawn["zz"].number
    assert all(0 <= line.number < len(DASHES) for line in drawn.values())


# --- one file, and nothing from outside ---


@pytest.mark.parametrize("scene", [leipzig(), hostile()], ids=["leipzig", "hostile"])
def test_the_page_asks_for_nothing(scene: Scene) -> None:
    page = Page(render(scene))
    assert not any("src" in attributes for _, attributes in page.elements)
    assert [(a["rel"], (a["href"] or "")[:5]) for a in page.all("link")] == [("icon", "data:")]
    assert not any("url(" in style or "@import" in style for style in page.inline["style"])
    assert "sourceMappingURL" not in "".join(page.inline["script"])


def test_the_policy_allows_our_scripts_and_styles_by_hash_and_nothing_else() -> None:
    page = Page(render(leipzig()))
    assert page.policy.startswith("default-src 'none'; ")
    assert "unsafe" not in page.policy
    assert "http" not in page.policy
    for text in (*page.inline["script"][1:], *page.inline["style"]):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.policy
    assert page.policy.count("'sha256-") == 4


def test_no_element_carries_a_style_or_a_handler() -> None:
    page = Page(render(hostile()))
    names = {name for _, attributes in page.elements for name in attributes}
    assert "style" not in names
    assert not any(name.startswith("on") for name in names)


def test_our_script_never_writes_markup() -> None:
    script = files("twingraph.pages.view").joinpath("page.js").read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way not in script


def test_hostile_texts_stay_texts() -> None:
    scene = hostile()
    page = Page(render(scene))
    assert not page.all("img")
    assert len(page.all("script")) == 3
    data = page.content
    assert HOSTILE in data["texts"]
    assert data["texts"][data["nodes"]["label"][0]] == scene.nodes[0].label


def test_links_lead_to_the_web_only() -> None:
    page = Page(render(hostile()))
    links = page.all("a")
    for attributes in links:
        assert (attributes["href"] or "").startswith(("https://", "http://", "#"))
    assert all(a["rel"] == "noopener noreferrer" for a in links if a["href"] != "#tables")
    assert "javascript:window.hacked" not in page.content["texts"]


@pytest.mark.parametrize(
    "address", ["javascript:x", "data:text/html,x", " https://a", "//a", "file:///a", ""]
)
def test_other_addresses_are_no_links(address: str) -> None:
    assert link(address) == ""


@given(st.text())
def test_json_in_the_page_is_harmless_and_the_same(text: str) -> None:
    safe = harmless(json.dumps(text, ensure_ascii=False))
    assert not set(safe) & set("<>&\u2028\u2029")
    assert json.loads(safe) == text


def test_nothing_is_written_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    render(leipzig())
    assert not list(tmp_path.iterdir())


def test_the_same_scene_gives_the_same_bytes_under_any_hash_seed_and_locale() -> None:
    code = (
        "import hashlib; from support.scenes import *; from twingraph.pages.view import render\n"
        "scenes = (leipzig(), leipzig('uk', centre=False), europe(200, 500), ego(40), hostile())\n"
        "print([hashlib.sha256(render(s).encode()).hexdigest() for s in scenes])"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "PYTHONHASHSEED": seed,
                "LC_ALL": locale,
            },
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, locale in (("1", "C"), ("77", "C.UTF-8"), ("4242", "POSIX"))
    }
    assert len(found) == 1


# --- statements ---


def test_only_what_contradicts_the_asserted_value_is_marked_as_a_rival() -> None:
    statements = (
        SourcedValue("start", "1973-09-08", rank="preferred"),
        SourcedValue("start", "1973"),
        SourcedValue("start", "1974", contradicts=True),
        SourcedValue("start", "1873", rank="deprecated", contradicts=True),
    )
    assert list(map(mark, statements)) == ["preferred", "normal", "rival", "deprecated"]


SCHEMA = json.loads((ROOT / "web" / "page.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "scene",
    [leipzig(), leipzig("uk", centre=False), hostile(), europe(200, 300), EMPTY],
    ids=["leipzig", "map", "hostile", "europe", "empty"],
)
def test_the_data_have_the_form_that_the_script_is_checked_against(scene: Scene) -> None:
    data = json.loads(content(scene, layout(scene), lines(scene.relations)))
    Draft202012Validator(SCHEMA).validate(data)
    for table, rows in (
        (data["nodes"], len(scene.nodes)),
        (data["relations"], len(scene.relations)),
        (data["statements"], None),
    ):
        lengths = {len(column) for column in table.values()}
        assert len(lengths) == 1
        assert rows is None or lengths == {rows}


def test_the_data_say_of_each_relation_what_the_scene_says() -> None:
    scene = leipzig("en")
    data = json.loads(content(scene, layout(scene), lines(scene.relations)))
    texts, said, drawn = data["texts"], data["statements"], data["relations"]
    for n, relation in enumerate(scene.relations):
        first, count = drawn["first_statement"][n], drawn["statements"][n]
        values = [texts[number] for number in said["value"][first : first + count]]
        assert values == [statement.value for statement in relation.statements]
        assert texts[drawn["subject"][n]] == relation.subject
        assert scene.nodes[drawn["from"][n]].id == relation.source


def test_the_statements_of_a_hub_are_written_once_for_all_its_lines() -> None:
    said = (SourcedValue("signed", "1973"),)
    nodes = tuple(Node(name, name, "city", statements=said) for name in "abc")
    lines_ = tuple(
        Relation("hub", "a", other, "member", "member", "", statements=said) for other in "bc"
    )
    scene = Scene("", "", "en", None, nodes, lines_)
    data = json.loads(content(scene, layout(scene), lines(scene.relations)))
    assert len(data["statements"]["value"]) == 1


def test_without_its_script_a_page_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    read = shell.read

    def missing(package: str, name: str) -> str:
        if name == "page.js":
            raise FileNotFoundError(name)
        return read(package, name)

    monkeypatch.setattr(shell, "read", missing)
    with pytest.raises(CannotError, match="bundle it with: make web"):
        render(leipzig())


def test_each_text_is_written_once() -> None:
    scene = europe(200, 600)
    data = json.loads(content(scene, layout(scene), lines(scene.relations)))
    assert len(set(data["texts"])) == len(data["texts"])


def test_statements_of_a_large_scene_are_not_all_put_into_a_table() -> None:
    small, large = (tables(europe(20, 30)), tables(europe(200, 600)))
    assert words("en")["statements_caption"] in small
    assert words("en")["statements_caption"] not in large
    assert words("en")["statements_elsewhere"] in large


def test_every_source_is_in_the_tables_of_a_small_scene() -> None:
    scene = leipzig()
    table = tables(scene)
    for statement in statements(scene):
        assert f'<a href="{statement.address}"' in table or not statement.address
        assert statement.source in table


# --- places ---


@pytest.mark.parametrize(
    "scene",
    [
        leipzig(),
        leipzig("uk"),
        leipzig(centre=False),
        ego(3),
        ego(12),
        ego(40),
        ego(99),
        europe(3, 3),
        europe(40, 80),
        europe(100, 250),
    ],
    ids=lambda scene: f"{scene.title}-{scene.language}-{len(scene.nodes)}",
)
def test_labels_do_not_overlap(scene: Scene) -> None:
    assert overlaps(scene) == []


@st.composite
def networks(draw: st.DrawFn) -> Scene:
    """Draw a small network of all shapes, with and without coordinates and a centre."""
    count = draw(st.integers(1, 12))
    degrees = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.integers(40, 60)
    things = tuple(
        Node(str(n), draw(st.text(max_size=40)), "city", draw(degrees), draw(degrees))
        for n in range(count)
    )
    ends = st.integers(0, count - 1).map(str)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=20))
    relations = tuple(
        Relation(f"r{n}", source, target, "twin-town", "Twin town", "")
        for n, (source, target) in enumerate(pairs)
    )
    return Scene("", "", "en", draw(st.none() | ends), things, relations)


@given(networks())
def test_everything_has_a_place_of_its_own(scene: Scene) -> None:
    found = layout(scene)
    assert len({(place.x, place.y) for place in found.places}) == len(scene.nodes)
    for place in found.places:
        assert found.frame.left <= place.x <= found.frame.right
        assert found.frame.top <= place.y <= found.frame.bottom
    assert overlaps(scene) == []


@given(networks())
def test_parallel_relations_are_bent_differently(scene: Scene) -> None:
    seen = set()
    for relation, bend in zip(scene.relations, bends(scene), strict=True):
        low, high = sorted((relation.source, relation.target))
        side = bend if relation.source == low else -bend
        assert (low, high, side) not in seen
        seen.add((low, high, side))


def test_parallel_relations_stay_apart_in_the_drawing() -> None:
    scene = pair_of_cities("twin-town", "twin-town", "cooperation")
    edges = drawing(scene, layout(scene), lines(scene.relations))["edges"]
    assert [edge["id"] for edge in edges] == [0, 1, 2]
    assert len({json.dumps(edge.get("smooth")) for edge in edges}) == 3


def test_the_centre_stands_in_the_middle_and_the_near_before_the_far() -> None:
    scene = leipzig()
    chain = Node("far", "Far away", "city")
    kyiv = next(thing.id for thing in scene.nodes if thing.id.endswith("kyiv"))
    relation = Relation("r", kyiv, "far", "twin-town", "Twin town", "")
    scene = replace(scene, nodes=(*scene.nodes, chain), relations=(*scene.relations, relation))
    places = dict(zip((t.id for t in scene.nodes), layout(scene).places, strict=True))
    middle, near, far = (places[i] for i in (scene.centre or "", kyiv, "far"))

    def distance(place: Any) -> float:
        return abs(complex(place.x - middle.x, place.y - middle.y))

    assert 0 < distance(near) < distance(far)
    frame = layout(scene).frame
    assert frame.left < middle.x < frame.right
    assert frame.top < middle.y < frame.bottom


def test_on_a_map_north_is_up_and_west_is_left() -> None:
    coordinates = {
        "Oslo": (59.9, 10.7),
        "Roma": (41.9, 12.5),
        "Lisboa": (38.7, -9.1),
        "Kyiv": (50.4, 30.5),
    }
    things = tuple(Node(name, name, "city", *at) for name, at in coordinates.items())
    at = dict(zip(coordinates, layout(Scene("", "", "en", None, things, ())).places, strict=True))
    assert at["Oslo"].y < at["Kyiv"].y < at["Roma"].y
    assert at["Lisboa"].x < at["Oslo"].x < at["Kyiv"].x


def test_what_has_no_coordinates_stands_beside_its_neighbours() -> None:
    scene = leipzig(centre=False)
    places = dict(zip((t.label for t in scene.nodes), layout(scene).places, strict=True))
    hub = places["Trilaterale Zusammenarbeit"]
    assert abs(hub.x - places["Krakau"].x) < 200
    assert abs(hub.y - places["Krakau"].y) < 200


def test_a_crowded_map_shows_the_best_connected_first() -> None:
    scene = europe(400, 1200)
    found = layout(scene)
    assert found.crowded
    assert len(scene.nodes) > LABELLED
    busiest = max(found.places, key=lambda place: place.size)
    assert busiest.font == max(place.font for place in found.places)
    assert len({place.font for place in found.places}) > 2


def test_scenes_of_nothing_and_of_one_city_are_pages_too() -> None:
    assert render(Scene("", "", "en", None, (), ()))
    assert render(Scene("", "", "en", "a", (Node("a", "A", "city"),), ()))


@given(st.text())
def test_a_label_has_few_short_lines(label: str) -> None:
    lines_ = wrapped(label)
    assert len(lines_) <= 3
    assert all(len(line) <= 24 for line in lines_)


def test_ground_knows_what_is_taken() -> None:
    ground = Ground()
    ground.take(box(10, ("Leipzig",)).at((0, 0)))
    assert not ground.free(box(10, ()).at((20, 20)))
    assert ground.free(box(10, ()).at((200, 0)))


# --- speed ---


def test_a_page_of_a_small_scene_is_mostly_the_library() -> None:
    sizes = [len(render(ego(partners))) for partners in (3, 12, 40)]
    assert all(one < other for one, other in pairwise(sizes))
    assert sizes[-1] < 700_000
