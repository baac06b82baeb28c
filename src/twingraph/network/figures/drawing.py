"""How pictures look, and how they become files: the same numbers give the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from textwrap import fill
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

# Okabe and Ito's colours, which people with any kind of colour vision can tell apart
# (https://jfly.uni-koeln.de/color/); lines differ in their dashes as well, areas in their edges.
BLUE, ORANGE, GREEN, BLACK = "#0072B2", "#D55E00", "#009E73", "#000000"

# What a file says of itself has no time of day and no version, which would change its bytes.
_METADATA: dict[str, dict[str, str | None]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}
FORMATS = tuple(_METADATA)
_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "twingraph",
    "font.family": "DejaVu Sans",  # it comes with matplotlib, so every machine has it
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.5,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "pdf.fonttype": 42,  # fonts that publishers accept
}
_WIDTH, _HEIGHT = 5.5, 3.9  # inches: the width of a column of text
_DOTS = 300  # an inch, of PNG
_LEFT = 0.17  # edge of the axes, as a share of the picture: labels stand before it
_LETTERS = 104  # of a line of a caption
_LINE = 0.032  # height of a line of the caption, as a share of the picture


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be drawn.

    Attributes:
        name: Name of its files, without the ending.
        caption: What it shows, with the number of things and the day.
        draw: Draws it.
    """

    name: str
    caption: str
    draw: Callable[[Axes], None]


def rendered(picture: Picture, format: str) -> bytes:
    """Draw a picture.

    Args:
        picture: The picture.
        format: One of ``FORMATS``.
    """
    with rc_context(_STYLE):
        figure = Figure(figsize=(_WIDTH, _HEIGHT))
        caption = fill(picture.caption, _LETTERS)
        room = 0.15 + _LINE * (1 + caption.count("\n"))
        axes = figure.add_axes((_LEFT, room, 0.97 - _LEFT, 0.97 - room))
        picture.draw(axes)
        figure.text(0.02, 0.02, caption, fontsize=6.5, verticalalignment="bottom")
        data = BytesIO()
        figure.savefig(data, format=format, dpi=_DOTS, metadata=_METADATA[format])
    return data.getvalue()
