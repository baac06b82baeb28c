"""The page that a person gets where there is no better answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from twingraph.pages.texts import texts_in
from twingraph.serve.pages.frame import framed

if TYPE_CHECKING:
    from twingraph.pages.problems import Problem
    from twingraph.serve.pages.frame import Visit


def page(status: HTTPStatus, detail: Problem, visit: Visit) -> str:
    """Return the page.

    Args:
        status: Status of the response.
        detail: What is wrong, and what to try.
        visit: What the request says.
    """
    own = texts_in(visit.language)
    if status == HTTPStatus.NOT_FOUND:
        title = own.gettext("There is nothing at this address")
    elif status < HTTPStatus.INTERNAL_SERVER_ERROR:
        title = own.gettext("This request makes no sense here")
    else:
        title = own.gettext("There is no answer to this now")
    frame = framed(visit)
    told = detail.text != status.phrase  # else the title says the same, in the reader's language
    return frame.render("problem.html.jinja", "", title=title, detail=detail if told else None)
