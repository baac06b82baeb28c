"""The views of a build: the atlas, light pages of all cities with a partner, an index, drawn views.

Each row of ``views.csv`` asks for a drawn view; the light pages are those of a site.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from twingraph.core.terms import thing
from twingraph.pages import atlas
from twingraph.pages.lookup import Lookup
from twingraph.pages.site import contents, ground, index
from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.frame import STYLE, style
from twingraph.pages.site.index import View
from twingraph.pages.site.survey import survey
from twingraph.pages.texts import texts_in
from twingraph.pages.view import Pages, ask, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.pages.view.scene import Scene
    from twingraph.store.engine import Store
    from twingraph.tables.rows import Row

ATLAS = "atlas.html"

_SCENES: dict[str, Callable[[Store, str, Language, Lookup], Scene]] = {
    "city": ask.city,
    "partnership": ask.partnership,
    "initiative": ask.initiative,
    "network": lambda store, _, language, known: ask.network(store, language, known=known),
}


def write(store: Store, rows: Iterable[Row], folder: Path, language: Language) -> None:
    """Draw the atlas and the views that rows ask for, and write the light pages.

    Args:
        store: The store of the graph.
        rows: Rows of views.csv.
        folder: Folder to write; it must not exist yet.
        language: Language of words and labels.

    Raises:
        InputError: A row names a thing that the graph does not have.
    """
    (folder / "city").mkdir(parents=True)
    rows, found = list(rows), survey(store, language)
    light = {iri: page_of(iri) for iri in found.cities}
    # While the engine looks for what one of them shows, the other is written.
    with ThreadPoolExecutor(1) as thread:
        drawn = thread.submit(_draw_all, store, folder, language, light, rows)
        views = [_draw_atlas(store, folder, language), *drawn.result()]
    _put(folder / STYLE, style())
    _put(folder / ground.FILE, ground.picture())
    for page, text in contents.light(found, views):
        _put(folder / page, text)


def _draw_atlas(store: Store, folder: Path, language: Language) -> View:
    shown = atlas.ask.atlas(store, language)
    _put(folder / ATLAS, atlas.render(shown))
    own = texts_in(language)
    size = (
        own.ngettext("{number} city", "{number} cities", len(shown.cities)),
        own.ngettext("{number} partnership", "{number} partnerships", len(shown.partnerships)),
    )
    return View(ATLAS, own.gettext("Atlas of city partnerships"), ", ".join(size))


def _draw_all(
    store: Store, folder: Path, language: Language, light: Mapping[str, str], rows: Sequence[Row]
) -> list[View]:
    known = Lookup(store, language)
    return [_draw(row, rows, store, folder, known, light) for row in rows]


def _draw(
    row: Row,
    rows: Iterable[Row],
    store: Store,
    folder: Path,
    known: Lookup,
    light: Mapping[str, str],
) -> View:
    file, language = _file(row), known.labels.language
    scene = _SCENES[row.cells["kind"]](store, row.cells["thing"], language, known)
    drawn = {thing(o.cells["kind"], o.cells["thing"]): _file(o) for o in rows if o is not row}
    _put(folder / file, render(scene, Pages(index.PAGE, {**light, **drawn})))
    own = texts_in(language)
    cities = sum(node.kind == "city" for node in scene.nodes)
    size = (
        own.ngettext("{number} city", "{number} cities", cities),
        own.ngettext("{number} relation", "{number} relations", len(scene.relations)),
    )
    return View(file, scene.title, ", ".join(size))


def _file(row: Row) -> str:
    return f"{row.cells['view']}.html"


def _put(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
