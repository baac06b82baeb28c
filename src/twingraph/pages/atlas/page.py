"""The page of an atlas: data, script, and all partnerships as text where no script runs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twingraph.core.collector import without_collector
from twingraph.core.terms import ID
from twingraph.pages import shell, standings
from twingraph.pages.atlas.content import content, packed
from twingraph.pages.atlas.listing import listed, tabled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from twingraph.pages.atlas.model import Atlas


def render(atlas: Atlas, pages: str = "", languages: Sequence[tuple[str, str, str]] = ()) -> str:
    """Write an atlas as one HTML page that needs no network.

    Args:
        atlas: The atlas.
        pages: Where the pages of its cities and partnerships are, such as "./"; "" if there are
            none.
        languages: The same atlas in other languages: the tag and the name of each, and where it is.

    Returns:
        The whole page. The same atlas gives the same text on every machine.

    Raises:
        CannotError: The script or the map has not been made.
    """
    labels = standings.labels(atlas.language)
    with without_collector():
        data = content(atlas, pages)
    return shell.page(
        _template(),
        language=atlas.language,
        styles=[shell.style(__package__, "atlas.css"), shell.read(__package__, "picture.css")],
        scripts=[shell.bundled(__package__, "atlas.js")],
        languages=languages,
        standings=[
            {"id": each.id, "dash": each.dash, "label": labels[each.id]}
            for each in standings.STANDINGS
        ],
        rows=(rows := tabled(atlas)),
        groups=[] if rows else listed(atlas),
        stories=atlas.stories,
        address=ID,
        has_rim=any(data["cities"]["rim"]),
        data=packed(data),
    )


@cache
def _template() -> Template:
    return shell.environment(__package__).get_template("atlas.html.jinja")
