"""The sitemap of a site: the address of each page, with those of its other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MOST = 40_000  # addresses in a file; the protocol allows 50,000 and 50 MB
_START = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemap(pages: Sequence[Mapping[str, str]], base: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a sitemap: one, or several and an index of them.

    Args:
        pages: For each page its address in each language.
        base: Address of the site, with a slash at its end.

    Yields:
        Name and text of each file; the first to read is sitemap.xml.
    """
    entries = [_entry(address, page) for page in pages for address in page.values()]
    parts = [entries[start : start + _MOST] for start in range(0, len(entries), _MOST)]
    if len(parts) <= 1:
        yield "sitemap.xml", _urlset(entries)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _urlset(part)
    listed = "".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_START}<sitemapindex {_SPACE}>\n{listed}</sitemapindex>\n"


def _urlset(entries: Sequence[str]) -> str:
    return f"{_START}<urlset {_SPACE} {_LINKS}>\n{''.join(entries)}</urlset>\n"


def _entry(address: str, page: Mapping[str, str]) -> str:
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(other)}/>'
        for language, other in page.items()
        if len(page) > 1
    )
    return f"<url><loc>{escape(address)}</loc>{others}</url>\n"
