"""The frame of the pages that are served: its links are addresses here, and keep the language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple
from urllib.parse import urlencode

from twingraph.core.languages import LANGUAGES, Language
from twingraph.core.terms import CONCEPT, ID, TG
from twingraph.pages import shell
from twingraph.pages.site.frame import ENDONYMS, Entry, Frame
from twingraph.pages.site.frame import style as style_of_site
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twingraph.pages.shell import Reach
    from twingraph.pages.site.frame import Lack

LANGUAGE = "lang"  # the parameter of an address that chooses a language
_OF_NAMES = "language"  # the parameter of questions that chooses the language of names


class Visit(NamedTuple):
    """What a request says of the page that it wants.

    Attributes:
        language: Language of the page.
        is_chosen: Whether the address chooses the language, so that links have to keep it.
        root: Path at which the service lies, with a slash at its end.
        path: Path of the page below it.
        query: Parameters of the page, without the one for the language.
    """

    language: Language = "en"
    is_chosen: bool = False
    root: str = "/"
    path: str = ""
    query: tuple[tuple[str, str], ...] = ()


_ANY = Visit()


@dataclass(frozen=True, slots=True)
class Served(Frame):
    """The frame of a page that is served.

    Attributes:
        visit: What the request says.
    """

    visit: Visit = _ANY
    reach: ClassVar[Reach] = "host"
    packages: ClassVar[tuple[str, ...]] = (__package__, *Frame.packages)

    def up(self, page: str) -> str:  # noqa: ARG002 - all pages share it
        """Return the path at which the service lies."""
        return self.visit.root

    def shared(self, page: str) -> str:  # noqa: ARG002 - all pages share them
        """Return the path of the files that all pages share."""
        return self.visit.root

    def way(self, path: str, values: Mapping[str, str] | None = None) -> str:
        """Return the way to another page, in the language of this one.

        Args:
            path: Its path, without a slash at its beginning.
            values: Its parameters.
        """
        return f"{self.visit.root}{self.page(path, values)}"

    def page(self, path: str, values: Mapping[str, str] | None = None) -> str:
        """Return the same, seen from where the service lies."""
        chosen = {LANGUAGE: self.language} if self.visit.is_chosen else {}
        return with_query(path, [*(values or {}).items(), *chosen.items()])

    def link(self, page: str, iri: str) -> str:  # noqa: ARG002 - links are the same on all pages
        """Return the way to the page of a thing or a term; "" if there is none.

        Args:
            page: The page with the link.
            iri: Address of the thing or the term.
        """
        whole, _, part = iri.partition("#")
        if whole.startswith(ID):
            return self.way(f"about/{whole.removeprefix(ID)}.html")
        if iri.startswith(TG):
            return f"{self.way('ontology.html')}#{part}"
        if iri.startswith(CONCEPT):
            return f"{self.way('ontology.html')}#{anchor(iri)}"
        return ""

    def others(self, page: str) -> list[tuple[Language, str, str]]:  # noqa: ARG002 - it is here
        """Return the other languages of the page: tag, name, and the way there.

        Who has asked a question for names in the language of the page gets those of the other one.
        """
        visit = self.visit
        kept = [pair for pair in visit.query if pair != (_OF_NAMES, self.language)]
        return [
            (
                language,
                ENDONYMS[language],
                with_query(visit.root + visit.path, [*kept, (LANGUAGE, language)]),
            )
            for language in self.languages
            if language != self.language
        ]

    def address(self, page: str, language: Language | None = None) -> str:  # noqa: ARG002
        """Return "": where strangers see the service is not known."""
        return ""


def framed(
    visit: Visit,
    footer: str = "",
    forms: Iterable[Entry] = (),
    lacking: Iterable[Lack] = (),
    asked: Iterable[Entry] = (),
) -> Served:
    """Return the frame of a page.

    Args:
        visit: What the request says.
        footer: Last line of the page.
        forms: Other forms of the page.
        lacking: What the page does not have whole.
        asked: Pages of questions on what the page is about.
    """
    bare = Served(visit.language, LANGUAGES, frozenset(), visit=visit)
    own = texts_in(visit.language)
    navigation = (
        Entry(bare.page(""), own.gettext("Start")),
        Entry(bare.page("search"), own.gettext("Search")),
        Entry(bare.page("questions"), own.gettext("Questions and answers")),
        Entry(bare.page("editor"), own.gettext("Query editor")),
        Entry(bare.page("ontology.html"), own.gettext("Ontology")),
    )
    return Served(
        visit.language,
        LANGUAGES,
        frozenset(),
        navigation=navigation,
        footer=footer,
        forms=tuple(forms),
        lacking=tuple(lacking),
        asked=tuple(asked),
        visit=visit,
    )


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return a path with parameters.

    >>> with_query("search", [("q", "Kraków"), ("lang", "pl")])
    'search?q=Krak%C3%B3w&lang=pl'
    """
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def anchor(iri: str) -> str:
    """Return the place of a term on the page of the ontology.

    A concept and a property may have the same name, so concepts have a prefix there.

    >>> anchor(f"{TG}member"), anchor(f"{CONCEPT}kind")
    ('member', 'concept-kind')
    """
    if iri.startswith(CONCEPT):
        return f"concept-{iri.removeprefix(CONCEPT)}"
    return iri.rpartition("#")[2]


@cache
def style() -> str:
    """Return the style sheet of all pages that are served."""
    return style_of_site() + shell.read(__package__, "serve.css")
