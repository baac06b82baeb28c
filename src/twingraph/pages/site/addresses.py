"""Where the page of a thing lies in a site, and how one page leads to another.

The addresses are those of the graph: ``id/city/krakow`` is at ``city/krakow.html``. All links are
relative, so that they work from a file system and on any host.
"""

from __future__ import annotations

import re
from hashlib import sha256

from twingraph.core.terms import kind_of, slug

# What has a page: the kinds of things in addresses.
KINDS = ("city", "partnership", "person", "initiative", "network")

_SAFE = re.compile(r"[a-z0-9]+(-+[a-z0-9]+)*")
_LONGEST = 120  # characters; file systems take 255 bytes
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


def page_of(iri: str) -> str:
    """Return where the page of a thing lies.

    An id that a file system or a web server could take for something else stands as its hash.

    Args:
        iri: Address of a thing of one of ``KINDS``.

    >>> page_of("https://w3id.org/twingraph/id/partnership/krakow--leipzig")
    'partnership/krakow--leipzig.html'
    >>> page_of("https://w3id.org/twingraph/id/city/..%2FEtc")
    'city/x--de8fd3ae30767b66.html'
    """
    return f"{kind_of(iri)}/{file_name(slug(iri))}.html"


def file_name(name: str) -> str:
    """Return an id as the name of a file without its ending.

    Args:
        name: The id.
    """
    if _SAFE.fullmatch(name) and len(name) <= _LONGEST and not _DEVICES.fullmatch(name):
        return name
    return f"x--{sha256(name.encode()).hexdigest()[:16]}"


def way_up(page: str) -> str:
    """Return the way from a page to the folder in which all pages of its language lie.

    >>> way_up("city/krakow.html"), way_up("index.html")
    ('../', '')
    """
    return "../" * page.count("/")
