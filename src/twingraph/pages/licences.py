"""What licences are called on pages, and where they can be read."""

from __future__ import annotations

import re

from markupsafe import Markup

from twingraph.pages.links import link

_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<terms>[a-z-]+)|publicdomain/zero)"
    r"/(?P<version>\d\.\d)/?"
)


def named(address: str) -> str:
    """Return what a licence is called, or its address if it is not one of Creative Commons.

    Args:
        address: Address of the licence.

    >>> named("https://creativecommons.org/licenses/by-sa/4.0/")
    'CC BY-SA 4.0'
    >>> named("https://creativecommons.org/publicdomain/zero/1.0/")
    'CC0 1.0'
    """
    found = _COMMONS.fullmatch(address)
    if not found:
        return address
    terms = f"CC {found['terms'].upper()}" if found["terms"] else "CC0"
    return f"{terms} {found['version']}"


def linked(address: str) -> Markup:
    """Return the name of a licence with a link to it, if it is a page of the web.

    Args:
        address: Address of the licence.
    """
    name, goal = named(address), link(address)
    if not goal:
        return Markup("{}").format(name)
    return Markup('<a href="{}" rel="license noreferrer">{}</a>').format(goal, name)
