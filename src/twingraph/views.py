"""The views of a build: a page for each row of ``views.csv``, and an index of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph import scenes
from twingraph.view import render
from twingraph.view.index import Entry, render_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from twingraph.store import Store
    from twingraph.tables import Row
    from twingraph.view.scene import Language, Scene

_SCENES: dict[str, Callable[[Store, str, Language], Scene]] = {
    "city": scenes.city,
    "partnership": scenes.partnership,
    "initiative": scenes.initiative,
    "network": lambda store, _, language: scenes.network(store, language),
}


def write(store: Store, rows: Iterable[Row], folder: Path, language: Language) -> None:
    """Draw what the rows ask for, and the index of it.

    Raises:
        InputError: A row names a thing that the graph does not know.
    """
    folder.mkdir()
    entries = [_draw(row, store, folder, language) for row in rows]
    title, footer = scenes.caption(store)
    page = render_index(title, entries, footer, language)
    (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")


def _draw(row: Row, store: Store, folder: Path, language: Language) -> Entry:
    kind, file = row.cells["kind"], f"{row.cells['view']}.html"
    scene = _SCENES[kind](store, row.cells["thing"], language)
    (folder / file).write_text(render(scene), encoding="utf-8", newline="\n")
    cities = sum(thing.kind == "city" for thing in scene.things)
    return Entry(kind, scene.title, file, cities, len(scene.relations))
