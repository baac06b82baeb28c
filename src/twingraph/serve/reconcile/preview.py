"""A small page about a city, which a client shows in a frame beside its name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twingraph.pages import shell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Template

    from twingraph.core.languages import Language
    from twingraph.serve.api.rows import Row
    from twingraph.serve.reconcile.candidates import Named

_MOST_NAMES = 12  # which the frame has room for


def page(city: Named, names: Iterable[Row], partners: int, address: str, language: Language) -> str:
    """Return the page of a city.

    Args:
        city: Its name and country.
        names: The rows of its names.
        partners: Number of the cities with which it has partnerships.
        address: Where its whole page is.
        language: Language of the page.
    """
    others: dict[str, str] = {}  # a name that several languages share stands once
    for row in names:
        others.setdefault(row.cells["name"], row.cells["language"] or "")
    others.pop(city.name, None)
    return shell.page(
        _template(),
        language=language,
        styles=[_style()],
        city=city,
        names=list(others.items())[:_MOST_NAMES],
        partners=partners,
        address=address,
    )


def policy() -> str:
    """Return what the page may load, and that any client may show it in a frame."""
    return f"{shell.policy([_style()], [])}; frame-ancestors *"


def _style() -> str:
    return shell.style(__package__, "preview.css")


@cache
def _template() -> Template:
    return shell.environment(__package__).get_template("preview.html.jinja")
