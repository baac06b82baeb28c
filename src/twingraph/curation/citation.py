"""The source of what is added: the row of sources.csv for a page, or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from twingraph.core import ontology, urls
from twingraph.core.errors import InputError, UnknownName
from twingraph.core.terms import CONCEPT
from twingraph.core.text import fold, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twingraph.tables.rows import Row

_KIND = CONCEPT + "source-"
# People read and type ids: one ends before the word with which it would be longer than this.
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class Citation:
    """A page, as a person names it; one that sources.csv has needs no more than its address.

    Attributes:
        address: Web address, or the id of a source.
        kind: Kind of source, such as "official-site".
        title: Title as the page gives it; without one, it is made of the address.
        language: Language of the page, a BCP 47 tag.
        published: EDTF date of its publication.
        retrieved: The day on which somebody read it, as an ISO text.
    """

    address: str
    kind: str = ""
    title: str = ""
    language: str = ""
    published: str = ""
    retrieved: str = ""


def find_source(address: str, sources: Sequence[Row]) -> Row | None:
    """Find the source that an id or an address means.

    Args:
        address: Id of a source, or web address of a page.
        sources: Rows of sources.csv.

    Returns:
        The row of the source; None if no source has the address.

    Raises:
        UnknownName: It is neither an address nor the id of a source.
        InputError: It is not a valid address, or several sources have it.
    """
    by_id = {row.cells["source"]: row for row in sources}
    if address in by_id:
        return by_id[address]
    if not urls.is_web(address):
        raise UnknownName("source", address, suggest(address, by_id))
    wanted = _page(address)
    if not wanted:
        raise InputError(f'"{address}" is not a web address')
    same = [row for row in sources if _page(row.cells["address"]) == wanted]
    exact = [row for row in same if row.cells["address"] == address] or same
    if len(exact) > 1:
        ids = ", ".join(row.cells["source"] for row in exact)
        raise InputError(f"{address} is the address of several sources; give the id of one: {ids}")
    return exact[0] if exact else None


def _page(address: str) -> str:
    try:
        return urls.page(address)
    except ValueError:
        return ""  # the check of the cell reports it


def create_source(citation: Citation, sources: Sequence[Row]) -> dict[str, str]:
    """Return the cells of a source that does not exist yet.

    Args:
        citation: The page.
        sources: Rows of sources.csv, whose ids are taken.

    Raises:
        InputError: The kind of the source is missing, which decides between rivals.
    """
    if not citation.kind:
        raise InputError(
            f"{citation.address} is not in sources.csv yet; give its kind with --source-kind: "
            + _kinds(urls.host(citation.address), sources)
        )
    return {
        "source": _mint(citation.address, {row.cells["source"] for row in sources}),
        "title": citation.title or title(citation.address),
        "kind": citation.kind,
        "language": citation.language,
        "address": citation.address,
        "published": citation.published,
        "retrieved": citation.retrieved,
    }


def _kinds(site: str, sources: Iterable[Row]) -> str:
    """List the kinds of sources, and those that other pages of a site have."""
    concepts = ontology.load().concepts
    every = sorted(iri.removeprefix(_KIND) for iri in concepts if iri.startswith(_KIND))
    here = {row.cells["kind"] for row in sources if _page(row.cells["address"]).startswith(site)}
    hint = f" (other pages of {site}: {', '.join(sorted(here))})" if here else ""
    return ", ".join(every) + hint


def title(address: str) -> str:
    """Return a title made of an address, for a page whose own title nobody noted.

    >>> title("https://www.lyon.fr/monde/leipzig-et-lyon.html")
    'lyon.fr: leipzig et lyon'
    """
    return ": ".join(filter(None, (urls.host(address), " ".join(urls.words(address)))))


def _mint(address: str, taken: set[str]) -> str:
    """Return a new id made of the site and the last words of an address."""
    minted = fold(urls.host(address)).replace(" ", "-")
    for word in fold(" ".join(urls.words(address))).split():
        if len(f"{minted}-{word}") > _LONGEST_ID:
            break
        minted += f"-{word}"
    numbered = (f"{minted}-{number}" for number in count(2))
    return minted if minted not in taken else next(n for n in numbered if n not in taken)
