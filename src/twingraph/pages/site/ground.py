"""The coast and the borders of Europe, as a picture that lies under every map of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.ground import EARTH, EDGE, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILE = "ground.svg"
# Earth radii from the middle of the projection to each edge of the picture.
REACH = EDGE / EARTH

_PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="{edge} {edge} {size} {size}">
<style>
path {{ fill: #eceef1; stroke: #c3cad2; stroke-width: 1.2px; vector-effect: non-scaling-stroke }}
.borders {{ fill: none; stroke-width: 0.8px }}
@media (prefers-color-scheme: dark) {{ path {{ fill: #232d38; stroke: #3d4955 }} }}
@media (prefers-color-scheme: dark) {{ .borders {{ fill: none }} }}
</style>
<path d="{land}"/>
<path class="borders" d="{borders}"/>
</svg>
"""


def picture() -> str:
    """Return the picture, as SVG.

    Raises:
        CannotError: The coast has not been bundled.
    """
    lines = load()
    land, borders = _path(lines["land"], "z"), _path(lines["borders"])
    return _PICTURE.format(edge=-EDGE, size=2 * EDGE, land=land, borders=borders)


def _path(lines: Iterable[Sequence[int]], end: str = "") -> str:
    """Return lines, each a point and the steps from there, as the path of an SVG picture."""
    return "".join(
        f"M{line[0]} {line[1]}l{' '.join(map(str, line[2:]))}{end}" for line in lines if line[2:]
    )
