"""The start of the API: its tables, for programs and for people."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from twingraph.pages import shell
from twingraph.serve.api import requests
from twingraph.serve.api.answers import PATH
from twingraph.serve.api.description import SUMMARY, TITLE
from twingraph.serve.api.resources import known

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATE = "page.html.jinja"
_STYLE = "page.css"


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


def page(root: str) -> str:
    """Return the page that tells people what there is, in English as the columns are described.

    Args:
        root: Path of the service.
    """
    return shell.page(
        _template(),
        language="en",
        styles=[_style()],
        title=TITLE,
        summary=SUMMARY,
        root=root,
        path=f"{root}{PATH}",
        tables=known().values(),
        declared=requests.declared,
        usual=requests.USUAL,
        most=requests.MOST,
    )


def _style() -> str:
    return shell.style(__package__, _STYLE)


@cache
def _template() -> Template:
    return shell.environment(__package__).get_template(_TEMPLATE)
