"""The views of a build: the atlas, light pages of all cities with a partner, an index, drawn views.

Each row of ``views.csv`` asks for a drawn view; the light pages are those of a site. All of them
are written in several languages: each page leads to the same page in the others.
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
from twingraph.store.remembering import RememberingStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.survey import Survey
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


def write(store: Store, rows: Iterable[Row], folder: Path, languages: tuple[Language, ...]) -> None:
    """Draw the atlas and the views that rows ask for, and write the light pages.

    Args:
        store: The store of the graph.
        rows: Rows of views.csv.
        folder: Folder to write; it must not exist yet.
        languages: Languages of the pages. Those of the first lie in the folder itself, those of
            each other language in a folder in it.

    Raises:
        InputError: A row names a thing that the graph does not have.
    """
    folder.mkdir(parents=True)
    _put(folder / STYLE, style())
    _put(folder / ground.FILE, ground.picture())
    rows, remembering = list(rows), RememberingStore(store)
    for language in languages:
        found = survey(remembering, language)
        _write(found, rows, folder, contents.light_frame(found, languages))


def _write(found: Survey, rows: Sequence[Row], folder: Path, frame: Frame) -> None:
    """Write the pages of one language."""
    own = folder / frame.folder(found.language)
    (own / "city").mkdir(parents=True)
    # While the engine looks for what one of them shows, the other is written.
    with ThreadPoolExecutor(1) as thread:
        drawn = thread.submit(_draw_all, found, rows, own, frame)
        views = [_draw_atlas(found, own, frame), *drawn.result()]
    for page, text in contents.light(found, frame, views):
        _put(own / page, text)


def _draw_atlas(found: Survey, folder: Path, frame: Frame) -> View:
    shown = atlas.ask.atlas(found.store, found.language)
    _put(folder / ATLAS, atlas.render(shown, languages=frame.others(ATLAS)))
    own = texts_in(found.language)
    size = (
        own.ngettext("{number} city", "{number} cities", len(shown.cities)),
        own.ngettext("{number} partnership", "{number} partnerships", len(shown.partnerships)),
    )
    return View(ATLAS, own.gettext("Atlas of city partnerships"), ", ".join(size))


def _draw_all(found: Survey, rows: Sequence[Row], folder: Path, frame: Frame) -> list[View]:
    known = Lookup(found.store, found.language)
    light = {iri: page_of(iri) for iri in found.cities}
    return [_draw(row, rows, folder, frame, known, light) for row in rows]


def _draw(
    row: Row,
    rows: Iterable[Row],
    folder: Path,
    frame: Frame,
    known: Lookup,
    light: Mapping[str, str],
) -> View:
    file, store = _file(row), known.asker.store
    scene = _SCENES[row.cells["kind"]](store, row.cells["thing"], frame.language, known)
    drawn = {thing(o.cells["kind"], o.cells["thing"]): _file(o) for o in rows if o is not row}
    _put(folder / file, render(scene, Pages(index.PAGE, {**light, **drawn}, frame.others(file))))
    own = texts_in(frame.language)
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
