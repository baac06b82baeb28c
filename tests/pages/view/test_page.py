"""The page as text: what is in it, what is not, and that it is always the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from support.scenes import (
    HOSTILE,
    ego,
    europe,
    hostile,
    leipzig,
    statements,
)
from twingraph.core.errors import CannotError
from twingraph.core.languages import LANGUAGES, Language
from twingraph.pages import shell
from twingraph.pages.view import Node, Pages, Scene, render

if TYPE_CHECKING:
    from pathlib import Path

SEARCH: dict[Language, str] = {
    "de": "Stadt oder anderes suchen",
    "en": "Find a city or anything else",
    "pl": "Znajdź miasto lub inny element",
    "uk": "Знайти місто чи щось інше",
}


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


def tables(scene: Scene) -> str:
    """Return the page up to its data."""
    return render(scene).split('<script type="application/json"')[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_of_the_scene(language: Language) -> None:
    html = render(leipzig(language))
    page = Page(html)
    assert page.all("html")[0]["lang"] == language
    assert f'<label for="search">{SEARCH[language]}</label>' in html
    others = [SEARCH[other] for other in LANGUAGES if other != language]
    assert not any(f">{other}<" in html for other in others)


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


def test_without_its_script_a_page_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    read = shell.read

    def missing(package: str, name: str) -> str:
        if name == "page.js":
            raise FileNotFoundError(name)
        return read(package, name)

    monkeypatch.setattr(shell, "read", missing)
    with pytest.raises(CannotError, match="make it with: make web"):
        render(leipzig())


def test_statements_of_a_large_scene_are_not_all_put_into_a_table() -> None:
    small, large = (tables(europe(20, 30)), tables(europe(200, 600)))
    assert "All statements with their sources" in small
    assert "All statements with their sources" not in large
    assert "This network has too many statements for one table." in large


def test_every_source_is_in_the_tables_of_a_small_scene() -> None:
    scene = leipzig()
    table = tables(scene)
    for statement in statements(scene):
        assert f'<a href="{statement.address}"' in table or not statement.address
        assert statement.source in table


def test_scenes_of_nothing_and_of_one_city_are_pages_too() -> None:
    assert render(Scene("", "", "en", None, (), ()))
    assert render(Scene("", "", "en", "a", (Node("a", "A", "city"),), ()))


def test_a_page_of_a_small_scene_is_mostly_the_library() -> None:
    sizes = [len(render(ego(partners))) for partners in (3, 12, 40)]
    assert all(one < other for one, other in pairwise(sizes))
    assert sizes[-1] < 700_000


def test_a_page_leads_to_the_pages_beside_it() -> None:
    scene = leipzig("en")
    krakow = next(node.id for node in scene.nodes if node.label == "Kraków")
    text = render(scene, Pages("index.html", {krakow: "city/krakow.html"}))
    assert '<nav><a href="index.html">All views</a></nav>' in text
    assert text.count('<a href="city/krakow.html">Page of its own</a>') == 1


def test_a_page_that_lies_alone_leads_nowhere() -> None:
    text = render(leipzig("en"))
    assert "<nav>" not in text
    assert "Page of its own</a>" not in text
