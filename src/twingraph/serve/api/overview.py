"""The start of the API: its tables, for programs and for people."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from twingraph.core.languages import LANGUAGES
from twingraph.pages import shell
from twingraph.pages.numbers import counted
from twingraph.pages.site.frame import ENDONYMS
from twingraph.pages.texts import texts_in
from twingraph.serve.api import requests
from twingraph.serve.api.answers import PATH
from twingraph.serve.api.description import SUMMARY, TITLE
from twingraph.serve.api.resources import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from twingraph.core.languages import Language
    from twingraph.serve.api.resources import Resource

_TEMPLATE = "page.html.jinja"
_STYLE = "page.css"


class Table(NamedTuple):
    """A table as the page tells people of it.

    Attributes:
        name: Its name.
        summary: What its rows are.
        key: The column with the id of a row, or "".
        is_chosen: Whether a request has to say which rows it wants.
        parameters: Its parameters, each with what it means.
    """

    name: str
    summary: str
    key: str
    is_chosen: bool
    parameters: tuple[tuple[str, str], ...]


def index(root: str) -> dict[str, Any]:
    """Return the tables that there are, and where they are.

    Args:
        root: Path of the service.
    """
    return {
        "title": TITLE,
        "summary": SUMMARY,
        "description": f"{root}{PATH}/openapi.json",
        "tables": {
            one.name: {
                "href": f"{root}{PATH}/{one.name}",
                "summary": one.summary,
                "parameters": [declared.name for declared in requests.declared(one)],
            }
            for one in known().values()
        },
    }


def policy() -> str:
    """Return what the page may load, and that no other page may show it in a frame."""
    return f"{shell.policy([_style()], [])}; frame-ancestors 'none'"


def page(root: str, language: Language, *, is_chosen: bool = False) -> str:
    """Return the page that tells people what there is.

    Args:
        root: Path of the service.
        language: Language of the page.
        is_chosen: Whether the address chooses the language, so that the way to the pages keeps it.
    """
    return shell.page(
        _template(),
        language=language,
        styles=[_style()],
        title=TITLE,
        summary=texts_in(language).gettext(SUMMARY),
        start=f"{root}/?lang={language}" if is_chosen else f"{root}/",
        path=f"{root}{PATH}",
        others=[(one, ENDONYMS[one]) for one in LANGUAGES if one != language],
        tables=[_table(one, language) for one in known().values()],
        usual=counted(requests.USUAL, language),
        most=counted(requests.MOST, language),
    )


def messages() -> Iterator[tuple[None, str]]:
    """Yield what the catalogues have to translate for the page."""
    yield None, SUMMARY
    yield None, requests.ANY_NAME
    for resource in known().values():
        yield None, resource.summary
        yield from ((None, text) for _, text, _ in _meant(resource))


def _table(resource: Resource, language: Language) -> Table:
    own = texts_in(language)
    parameters = (
        (name, own.gettext(text) + (f" {own.gettext(requests.ANY_NAME)}" if is_named else ""))
        for name, text, is_named in _meant(resource)
    )
    return Table(
        resource.name,
        own.gettext(resource.summary),
        resource.key,
        bool(resource.choices),
        tuple(parameters),
    )


def _meant(resource: Resource) -> Iterator[tuple[str, str, bool]]:
    """Yield each parameter of a table, what it means, and whether any name of a thing will do.

    Of a column, that is what stands in it: a sentence that is whole in every language.
    """
    columns = {column.name: column for column in resource.equalities}
    for one in requests.declared(resource):
        column = columns.get(one.name)
        is_named = column is not None and requests.is_named(column, resource)
        yield one.name, column.description if column else one.description, is_named


def _style() -> str:
    return shell.style(__package__, _STYLE)


@cache
def _template() -> Template:
    return shell.environment(__package__).get_template(_TEMPLATE)
