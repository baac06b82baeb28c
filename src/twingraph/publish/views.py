"""The views of a build: the atlas, light pages of all cities with a partner, an index, drawn views.

Each row of ``views.csv`` asks for a drawn view; the light pages are those of a site. All of them
are written in several languages: each page leads to the same page in the others. The parts need
nothing of each other: `drawing` deals them out to two processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.core.terms import thing
from twingraph.pages import atlas
from twingraph.pages.lookup import Lookup
from twingraph.pages.site import contents, ground, index
from twingraph.pages.site.addresses import page_of
from twingraph.pages.site.frame import STYLE, Frame, style
from twingraph.pages.site.index import View
from twingraph.pages.site.survey import survey
from twingraph.pages.texts import texts_in
from twingraph.pages.view import Pages, ask, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.pages.site.survey import Survey
    from twingraph.pages.view.scene import Scene
    from twingraph.publish.drawing import Task
    from twingraph.store.engine import Store
    from twingraph.tables.rows import Row

ATLAS = "atlas.html"

_SCENES: dict[str, Callable[[Store, str, Language, Lookup], Scene]] = {
    "city": ask.city,
    "partnership": ask.partnership,
    "initiative": ask.initiative,
    "network": lambda store, _, language, known: ask.network(store, language, known=known),
}


def draw_atlas(store: Store, task: Task, language: Language) -> None:
    """Draw the atlas in a language.

    Args:
        store: The store of the graph.
        task: Where to write it, and which languages it leads to.
        language: The language.
    """
    frame = Frame(language, task.languages, pages=frozenset(), home=task.languages[0])
    shown = atlas.ask.atlas(store, language)
    _put(_folder(task, frame) / ATLAS, atlas.render(shown, languages=frame.others(ATLAS)))


def draw_pages(store: Store, task: Task, language: Language) -> None:
    """Draw the views that rows ask for in a language, and write its light pages.

    What the pages of all languages share is written with those of the first.

    Args:
        store: The store of the graph.
        task: Rows of views.csv, where to write, and which languages the pages lead to.
        language: The language.

    Raises:
        InputError: A row names a thing that the graph does not have.
    """
    found = survey(store, language)
    frame = contents.light_frame(found, task.languages)
    folder = _folder(task, frame)
    if language == task.languages[0]:
        _put(folder / STYLE, style())
        _put(folder / ground.FILE, ground.picture())
    (folder / "city").mkdir()
    views = [index.of_atlas(found, ATLAS), *_draw_all(found, task.rows, folder, frame)]
    for page, text in contents.light(found, frame, views):
        _put(folder / page, text)


def _folder(task: Task, frame: Frame) -> Path:
    """Make the folder of the pages of a language; another process may have made it."""
    folder = task.folder / frame.folder(frame.language)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


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
