"""The ground of all maps: coast and borders of Europe, and the plane on which they lie."""

from __future__ import annotations

import json

from twingraph.pages import shell

# The map is a circle of 3,600 km around the middle of Europe: the Azores, the Canaries, Iceland,
# the Urals, the Caucasus, Cyprus and Israel lie within it.
EDGE = 14_400
EARTH = EDGE / 0.56  # The radius of the Earth in the unit of the plane, some 250 metres.


def load() -> dict[str, list[list[int]]]:
    """Return the land as rings and the borders as lines, in the unit of the plane.

    A ring or a line is its first point and then the step to each next one, x and y in turn.

    Raises:
        CannotError: The map has not been made.
    """
    ground: dict[str, list[list[int]]] = json.loads(
        shell.bundled("twingraph.pages.atlas", "ground.json")
    )
    return ground
