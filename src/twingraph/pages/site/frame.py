"""The frame of all pages of one language: its links, its navigation and its last line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from twingraph.pages import shell, standings
from twingraph.pages.links import link
from twingraph.pages.site import linked
from twingraph.pages.site.addresses import page_of, way_up

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

    from twingraph.core.languages import Language
    from twingraph.pages.shell import Reach

# What languages call themselves.
ENDONYMS: dict[Language, str] = {
    "de": "Deutsch",
    "en": "English",
    "pl": "Polski",
    "uk": "Українська",
}
STYLE = "style.css"
_DASHES = {each.id: " ".join(map(str, each.dash)) for each in standings.STANDINGS}


class Entry(NamedTuple):
    """A page of the navigation.

    Attributes:
        page: Where it lies among the pages of its language.
        word: What it is called.
    """

    page: str
    word: str


class Lack(NamedTuple):
    """What a page does not have whole, because it would be too long.

    Attributes:
        what: What the things are called.
        shown: How many of them the page has.
        number: How many there are.
        all: The way to all of them, or "".
    """

    what: str
    shown: int
    number: int
    all: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What the pages of one language have in common.

    Attributes:
        language: The language.
        languages: All languages of the site. If there are several, the pages of each lie in a
            folder named after it; if there is one, they lie with the files that all share.
        pages: All pages of a language, such as city/krakow.html.
        home: Of several languages, the one whose pages lie with the shared files; None if there is
            none.
        navigation: The pages to which each page leads.
        footer: Last line of each page; a link in it is markup.
        base: Address of the site, with a slash at its end; "" if it is not known.
        forms: Other forms of the page, such as Turtle.
        lacking: What the page does not have whole.
        asked: Pages of questions on what the page is about.
        reach: What the pages may load.
        packages: Packages that have the templates; the first that has one is asked.
    """

    language: Language
    languages: tuple[Language, ...]
    pages: frozenset[str]
    home: Language | None = None
    navigation: tuple[Entry, ...] = ()
    footer: str = ""
    base: str = ""
    forms: tuple[Entry, ...] = ()
    lacking: tuple[Lack, ...] = ()
    asked: tuple[Entry, ...] = ()
    reach: ClassVar[Reach] = "folder"
    packages: ClassVar[tuple[str, ...]] = (__package__,)

    def up(self, page: str) -> str:
        """Return the way from a page to the folder in which all pages of its language lie."""
        return way_up(page)

    def folder(self, language: Language) -> str:
        """Return the folder of the pages of a language, such as ``de/``.

        Returns:
            The folder; "" if they lie with the files that the pages of all languages share.
        """
        is_home = len(self.languages) == 1 or language == self.home
        return "" if is_home else f"{language}/"

    def shared(self, page: str) -> str:
        """Return the way from a page to the files that the pages of all languages share."""
        return self.up(page) + ("../" if self.folder(self.language) else "")

    def link(self, page: str, iri: str) -> str:
        """Return the way from a page to that of a thing; "" if there is none.

        Args:
            page: The page with the link.
            iri: Address of the thing.
        """
        goal = page_of(iri)
        return self.up(page) + goal if goal in self.pages else ""

    def others(self, page: str) -> list[tuple[Language, str, str]]:
        """Return the other languages of a page: tag, name, and the way there."""
        if len(self.languages) == 1:
            return []
        return [
            (language, ENDONYMS[language], f"{self.shared(page)}{self.folder(language)}{page}")
            for language in self.languages
            if language != self.language
        ]

    def address(self, page: str, language: Language | None = None) -> str:
        """Return the address of a page on the web; "" if that of the site is not known.

        Args:
            page: The page.
            language: Its language; None is that of the frame.
        """
        return f"{self.base}{self.folder(language or self.language)}{page}" if self.base else ""

    def render(
        self,
        template: str,
        page: str,
        *,
        scripts: Sequence[str] = (),
        nodes: Mapping[str, linked.Node] | None = None,
        **values: Any,
    ) -> str:
        """Write a page.

        Args:
            template: Name of the template.
            page: Where the page lies.
            scripts: Scripts, which stand at the end of the page.
            nodes: What the graph asserts of the thing that the page is about.
            values: What the template uses besides.
        """
        return shell.page(
            _templates(self.packages).get_template(template),
            language=self.language,
            styles=(),
            scripts=scripts,
            reach=self.reach,
            linked=linked.written(nodes, self.shared(page)) if nodes else "",
            frame=self,
            page=page,
            up=self.up(page),
            shared=self.shared(page),
            standings=standings.labels(self.language),
            dashes=_DASHES,
            **values,
        )


@cache
def _templates(packages: tuple[str, ...]) -> Environment:
    environment = shell.environment(*packages)
    environment.filters["link"] = link
    return environment


def style() -> str:
    """Return the style sheet that all pages load."""
    return shell.style(__package__, "site.css")
