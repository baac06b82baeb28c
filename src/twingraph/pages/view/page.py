"""The page of a scene: the picture, the panel, and the same as tables."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twingraph.pages import shell
from twingraph.pages.accounts import mark
from twingraph.pages.kinds import kind_words
from twingraph.pages.links import link
from twingraph.pages.view import drawing
from twingraph.pages.view.content import content, mark_words
from twingraph.pages.view.layout import layout
from twingraph.pages.view.scene import ALONE
from twingraph.pages.view.style import OUTLINES, SHAPES, line_of, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from twingraph.pages.accounts import SourcedValue
    from twingraph.pages.kinds import Kind
    from twingraph.pages.view.scene import Node, Pages, Relation, Scene

LISTED = 2000  # More statements than that make no table that anybody would read.

Row = tuple[str, int, "Node | Relation", "SourcedValue", str]


def render(scene: Scene, pages: Pages = ALONE) -> str:
    """Write a scene as one HTML page that needs no network.

    Args:
        scene: What to show.
        pages: What lies beside the page, to which it leads.

    Returns:
        The whole page. The same scene gives the same text on every machine.

    Raises:
        CannotError: The script of the pages has not been bundled.
    """
    drawn = lines(scene)
    placed = layout(scene)
    return shell.page(
        template("page.html.jinja"),
        language=scene.language,
        styles=[drawing.style(), shell.style(__package__, "page.css")],
        scripts=[drawing.script(), shell.bundled(__package__, "page.js")],
        scene=scene,
        content=content(scene, placed, drawn, pages),
        pages=pages,
        is_map=placed.chart is not None,
        index={thing.id: thing.label for thing in scene.nodes},
        kind_words={kind: kind_words(scene.language)[kind] for kind in _kinds(scene)},
        mark_words=mark_words(scene.language),
        outlines={kind: OUTLINES[SHAPES[kind]] for kind in _kinds(scene)},
        lines=drawn,
        line_of=line_of,
        statements=list(_listed(scene)),
    )


@cache
def template(name: str) -> Template:
    """Return a template of this package; it escapes whatever is put into it."""
    environment = shell.environment(__package__)
    environment.filters["link"] = link
    return environment.get_template(name)


def _kinds(scene: Scene) -> list[Kind]:
    met = {thing.kind for thing in scene.nodes}
    return [kind for kind in SHAPES if kind in met]


def _listed(scene: Scene) -> Iterator[Row]:
    """Go through all statements, unless there are too many for a table."""
    owners: list[tuple[str, int, Node | Relation]] = [
        *(("node", n, node) for n, node in enumerate(scene.nodes)),
        *(("relation", n, relation) for n, relation in enumerate(scene.relations)),
    ]
    if sum(len(owner.statements) for _, _, owner in owners) > LISTED:
        return
    for what, number, owner in owners:
        for statement in owner.statements:
            yield what, number, owner, statement, mark(statement)
