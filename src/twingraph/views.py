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

SCENES: dict[str, Callable[[Store, str, Language], Scene]] = {
    "city": scenes.city,
    "partnership": scenes.partnership,
    "initiative": scenes.initiative,
}


def write(store: Store, rows: Iterable[Row], folder: Path, language: Language) -> None:
    """Draw what the rows ask for, the whole network, and the index.

    Raises:
        InputError: A row names a thing that the graph does not know.
    """
    folder.mkdir()
    network = scenes.network(store, language)
    entries = [_draw(network, "network", "network", folder)]
    for row in rows:
        kind = row.cells["kind"]
        scene = SCENES[kind](store, row.cells["thing"], language)
        entries.append(_draw(scene, row.cells["view"], kind, folder))
    page = render_index(network.title, entries, network.footer, language)
    (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")


def _draw(scene: Scene, name: str, kind: str, folder: Path) -> Entry:
    file = f"{name}.html"
    (folder / file).write_text(render(scene), encoding="utf-8", newline="\n")
    cities = sum(thing.kind == "city" for thing in scene.things)
    return Entry(kind, scene.title, file, cities, len(scene.relations))
