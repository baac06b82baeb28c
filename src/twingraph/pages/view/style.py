"""How nodes and relations look: by colour, and by shape or dash for those who see no colours.

The colours are in ``page.css``, once for light and once for dark; here are only their numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.pages.view.scene import Kind, Relation

SHAPES: dict[Kind, str] = {
    "city": "dot",
    "partnership": "diamond",
    "initiative": "star",
    "event": "triangle",
    "charter": "square",
    "official": "triangleDown",
    "network": "hexagon",
}

# The same shapes for the legend, as paths on a square of 20.
OUTLINES = {
    "dot": "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14z",
    "diamond": "M10 1l9 9l-9 9l-9-9z",
    "star": "M10 1l2.6 6h6.4l-5 4.3l2 6.7l-6-4l-6 4l2-6.7l-5-4.3h6.4z",
    "triangle": "M10 2l8.5 15h-17z",
    "square": "M3 3h14v14h-14z",
    "triangleDown": "M10 18l8.5-15h-17z",
    "hexagon": "M10 1.5l7.4 4.25v8.5l-7.4 4.25l-7.4-4.25v-8.5z",
}

# One pattern of strokes and gaps a colour; the first is a plain line.
DASHES: tuple[tuple[int, ...], ...] = (
    (),
    (16, 4),
    (8, 5),
    (2, 4),
    (12, 4, 2, 4),
    (7, 3, 2, 3),
    (18, 4, 2, 4, 2, 4),
    (1, 6),
    (4, 2),
    (24, 7),
)

FAMILIAR = (
    "twin-town",
    "partnership",
    "cooperation",
    "member",
    "from",
    "via",
    "to",
    "place",
    "signatory",
)


class Line(NamedTuple):
    """The line of one kind of relation.

    Attributes:
        label: The kind, worded in the scene's language.
        number: Which colour and dash it has.
    """

    label: str
    number: int


def lines(relations: Iterable[Relation]) -> dict[str, Line]:
    """Return the line of each kind of relation, always the same one for the familiar kinds."""
    labels: dict[str, str] = {}
    for relation in relations:
        labels.setdefault(relation.kind, relation.kind_label)
    familiar = [kind for kind in FAMILIAR if kind in labels]
    others = sorted(labels.keys() - set(FAMILIAR))
    numbers = {kind: FAMILIAR.index(kind) for kind in familiar}
    free = [n for n in range(len(DASHES)) if n not in numbers.values()] or [len(DASHES) - 1]
    numbers |= {kind: free[::-1][n % len(free)] for n, kind in enumerate(others)}
    return {kind: Line(labels[kind], number) for kind, number in numbers.items()}
