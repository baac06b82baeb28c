"""What a request says of the page that it wants, and pages as responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from twingraph.core.errors import QueryError
from twingraph.core.languages import LANGUAGES
from twingraph.pages.problems import Problem, told
from twingraph.serve import incoming, negotiation
from twingraph.serve.pages import problem
from twingraph.serve.pages.frame import LANGUAGE, Visit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http import HTTPStatus

    from starlette.requests import Request
    from starlette.responses import Response

    from twingraph.core.errors import InputError


def visit_of(request: Request) -> Visit:
    """Return what a request says.

    Its language is that of the address, or else the one that the browser likes best.

    Args:
        request: The request.
    """
    pairs = incoming.in_address(request)
    wanted = dict(pairs).get(LANGUAGE, "")
    chosen = next((language for language in LANGUAGES if language == wanted), None)
    root = f"{request.scope.get('root_path', '').rstrip('/')}/"
    return Visit(
        language=chosen or negotiation.language(request.headers.get("Accept-Language")),
        is_chosen=chosen is not None,
        root=root,
        path=_path(request, root),
        query=tuple((name, value) for name, value in pairs if name != LANGUAGE),
    )


def _path(request: Request, root: str) -> str:
    """Return the path of a request below where the service lies, escaped as it was sent."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.decode("ascii", "replace").partition("?")[0].removeprefix(root)


def given(visit: Visit) -> dict[str, str]:
    """Return what was filled in: fields that are empty were not."""
    return {name: value for name, value in visit.query if value.strip()}


def response(html: str, visit: Visit, *, is_wrong: bool = False) -> Response:
    """Return a page as a response.

    Args:
        html: The page.
        visit: What the request said.
        is_wrong: Whether what was asked for made no sense, as the page says.
    """
    headers = {"Content-Language": visit.language, "Vary": "Accept-Language"}
    return HTMLResponse(html, 400 if is_wrong else 200, headers)


def refusal(
    request: Request, status: HTTPStatus, why: InputError | str, headers: Mapping[str, str]
) -> Response:
    """Return a page that says why a request has no better answer.

    Args:
        request: The request, whose parameters may not be readable.
        status: Status of the response.
        why: What is wrong, and what to try; a text is in English.
        headers: Headers of the response.
    """
    try:
        visit = visit_of(request)
    except QueryError:
        visit = Visit(negotiation.language(request.headers.get("Accept-Language")))
    said = Problem(why, "en") if isinstance(why, str) else told(why, visit.language)
    return HTMLResponse(problem.page(status, said, visit), status, dict(headers))
