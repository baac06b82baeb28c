"""The views of a build: a page for each row of ``views.csv``, and an index of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.view import ask, render
from twingraph.pages.view.index import Entry, render_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.pages.view.scene import Scene
    from twingraph.store.engine import Store
    from twingraph.tables.rows import Row

_SCENES: dict[str, Callable[[Store, str, Language], Scene]] = {
    "city": ask.city,
    "partnership": ask.partnership,
    "initiative": ask.initiative,
    "network": lambda store, _, language: ask.network(store, language),
}


def write(store: Store, rows: Iterable[Row], folder: Path, language: Language) -> None:
    """Draw the views that rows ask for, and an index of them.

    Args:
        store: The store of the graph.
        rows: Rows of views.csv.
        folder: Folder to write; it must not exist yet.
        language: Language of words and labels.

    Raises:
        InputError: A row names a thing that the graph does not have.
    """
    folder.mkdir()
    entries = [_draw(row, store, folder, language) for row in rows]
    title, footer = ask.caption(store)
    page = render_index(title, entries, footer, language)
    (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")


def _draw(row: Row, store: Store, folder: Path, language: Language) -> Entry:
    kind, file = row.cells["kind"], f"{row.cells['view']}.html"
    scene = _SCENES[kind](store, row.cells["thing"], language)
    (folder / file).write_text(render(scene), encoding="utf-8", newline="\n")
    cities = sum(thing.kind == "city" for thing in scene.nodes)
    return Entry(kind, scene.title, file, cities, len(scene.relations))
