"""To which addresses of sources a page leads."""

from __future__ import annotations

from twingraph.core.text import clean
from twingraph.core.urls import is_front_page, is_web


def link(address: object) -> str:
    """Return the address at which a reader finds what a source says, and "" if it leads elsewhere.

    Nobody finds a statement at the front page of a site: a source that is cited as a whole, such as
    a database, is named without a link. Nor does a page lead to what is no web address, such as
    ``javascript:``, or has characters that a reader would not see.

    Args:
        address: What a store has for an address; None if it has none.

    >>> link("https://www.wikidata.org/wiki/Q2079"), link("https://www.wikidata.org/"), link(None)
    ('https://www.wikidata.org/wiki/Q2079', '', '')
    """
    text = str(address or "")
    leads = is_web(text) and text == clean(text) and not is_front_page(text)
    return text if leads else ""
