"""Which things a page leads to because they are related: both ways, grouped by what they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.terms import kind_of
from twingraph.pages import kinds
from twingraph.pages.site.addresses import KINDS
from twingraph.pages.site.ordering import key
from twingraph.pages.site.survey import about, learn
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twingraph.core.languages import Language
    from twingraph.pages.site.frame import Frame
    from twingraph.pages.site.survey import Survey

    Relations = Mapping[str, Iterable[str]]


class Group(NamedTuple):
    """Related things of one kind.

    Attributes:
        kind: The kind, as in addresses.
        title: What they are.
        things: The name of each, and the way to its page.
    """

    kind: str
    title: str
    things: tuple[tuple[str, str], ...]


def relations(found: Survey) -> dict[str, dict[str, None]]:
    """Return the things to which each thing is related.

    Args:
        found: What the pages share; it learns the names of officials, initiatives and networks.
    """
    others = [iri for kind in KINDS[2:] for iri in found.things.get(kind, ())]
    learn(others, found.labels)
    related: dict[str, dict[str, None]] = defaultdict(dict)
    for row in about("site/related", others, found.asker):
        related[row["thing"]][row["other"]] = None
        related[row["other"]][row["thing"]] = None
    return related


def grouped(things: Iterable[str], page: str, found: Survey, frame: Frame) -> list[Group]:
    """Group related things that have a page.

    Args:
        things: Addresses of the things.
        page: The page that leads to them.
        found: What the pages share.
        frame: The frame of the pages.
    """
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for iri in things:
        if goal := frame.link(page, iri):
            groups[kind_of(iri)].append((found.label(iri), goal))
    words = titles(found.language)
    for shelved in groups.values():
        shelved.sort(key=lambda each: (key(each[0], found.language), each[1]))
    return [Group(kind, words[kind], tuple(groups[kind])) for kind in KINDS if kind in groups]


def titles(language: Language) -> dict[str, str]:
    """Return what the things of each kind are called.

    Args:
        language: Language of the words.
    """
    own = texts_in(language)
    return {
        "city": own.gettext("Cities"),
        "partnership": own.gettext("Partnerships"),
        "person": own.gettext("Officials"),
        "initiative": own.gettext("Initiatives"),
        "network": own.gettext("City networks"),
    }


def kind_words(language: Language) -> dict[str, str]:
    """Return what one official, one initiative and one network is called, by their kinds.

    Args:
        language: Language of the words.
    """
    words = kinds.kind_words(language)
    return {
        "person": words["official"],
        "initiative": words["initiative"],
        "network": words["network"],
    }
