"""The addresses of all pages, and of what they load."""

from __future__ import annotations

from functools import cache, partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from twingraph.core.terms import CONCEPT, ID
from twingraph.pages import shell
from twingraph.pages.site import ground, linked
from twingraph.serve import conditional, negotiation, protocol
from twingraph.serve.pages import answered, editor, search, start, things, vocabulary
from twingraph.serve.pages.asking import Desk
from twingraph.serve.pages.frame import anchor, style
from twingraph.serve.pages.visits import given, response, visit_of
from twingraph.store.formats import GRAPHS, is_volatile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from twingraph.serve.service import Service

    Handler = Callable[[Desk, Request], Awaitable[Response]]

# The forms of a thing and of the ontology, by the endings of their addresses; browsers get the
# first one.
_FORMS = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
_VARY = "Accept-Language"
_HOUR = {"Cache-Control": "public, max-age=3600"}


def routes(service: Service) -> list[Route]:
    """Return the routes of the pages.

    Args:
        service: The build that is asked.
    """
    handlers: dict[str, Handler] = {
        "/": _start,
        "/search": _search,
        "/questions": _questions,
        "/question/{name}": _question,
        "/editor": _editor,
        "/id/{name:path}": _thing,
        "/about/{name:path}": _about,
        "/concept/{name}": _concept,
        "/ontology": _ontology,
        "/ontology.{ending}": _vocabulary,
    }
    desk = Desk(service)
    pages = [
        Route(path, partial(_tagged, service, partial(handler, desk)), name=name)
        for path, handler in handlers.items()
        if (name := handler.__name__.lstrip("_"))
    ]
    return pages + [Route(f"/{name}", partial(_file, name)) for name in _FILES]


async def _tagged(
    service: Service, handler: Callable[[Request], Awaitable[Response]], request: Request
) -> Response:
    """Answer with a tag, or that the client has the answer already.

    What is at an address differs with nothing but the build, the limits and the language.
    """
    visit, query = visit_of(request), request.scope["query_string"].decode("latin-1")
    tag = conditional.tag(service, visit.language, visit.root, visit.path, query)
    if fresh := conditional.not_modified(request, tag, _VARY):
        return fresh
    answer = await handler(request)
    if answer.status_code == HTTPStatus.OK and "Cache-Control" not in answer.headers:
        answer.headers.update({"Vary": _VARY, **conditional.headers(tag)})
    return answer


async def _start(desk: Desk, request: Request) -> Response:
    visit = visit_of(request)
    return response(await desk.write(start.page, visit), visit)


async def _search(desk: Desk, request: Request) -> Response:
    visit = visit_of(request)
    values = given(visit)
    first = values.get("start", "0")
    html = await desk.write(
        search.page,
        values.get("q", ""),
        values.get("kind", ""),
        int(first) if first.isdecimal() and len(first) < 10 else 0,  # noqa: PLR2004 - digits
        visit,
    )
    return response(html, visit)


async def _questions(desk: Desk, request: Request) -> Response:
    visit = visit_of(request)
    return response(await desk.write(answered.listed, visit), visit)


async def _question(desk: Desk, request: Request) -> Response:
    name, _, ending = request.path_params["name"].partition(".")
    visit, most = visit_of(request), desk.most
    values = given(visit)
    if not ending:
        page = await desk.write(answered.page, name, values, most, visit)
        return response(page.html, visit, is_wrong=page.is_wrong)
    if ending not in answered.DOWNLOADS:
        raise HTTPException(
            HTTPStatus.NOT_FOUND, f"the formats are: {', '.join(answered.DOWNLOADS)}"
        )
    written = await desk.write(answered.download, name, values, ending, most)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    if written.is_cut:
        headers[protocol.CUT] = f"rows={most}"
    return Response(written.data, headers=headers, media_type=answered.DOWNLOADS[ending])


async def _editor(desk: Desk, request: Request) -> Response:
    visit = visit_of(request)
    values = given(visit)
    query, example = values.get("query", ""), values.get("example", "")
    page = await desk.write(editor.page, query, example, desk.most, visit)
    answer = response(page.html, visit, is_wrong=page.is_wrong)
    if is_volatile(query):
        answer.headers["Cache-Control"] = "no-store"
    return answer


# --- addresses of the graph ---------------------------------------------------------------------


async def _thing(_desk: Desk, request: Request) -> Response:
    """Lead from a thing to the page or the data about it."""
    visit = visit_of(request)
    name, ending = _ending(visit.path.removeprefix("id/"))
    return _see_other(request, f"about/{name}", ending)


async def _about(desk: Desk, request: Request) -> Response:
    visit = visit_of(request)
    name, ending = _ending(visit.path.removeprefix("about/"))
    iri = ID + _canonical(name)
    if ending == "html":
        return response(await desk.write(things.page, iri, visit), visit)
    if not ending:
        return _see_other(request, f"about/{name}")
    data = await desk.write(things.graph, iri, ending)
    return Response(data, media_type=_FORMS[ending])


async def _ontology(_desk: Desk, request: Request) -> Response:
    return _see_other(request, "ontology")


async def _concept(_desk: Desk, request: Request) -> Response:
    place = anchor(CONCEPT + request.path_params["name"])
    return _see_other(request, "ontology", place=place)


async def _vocabulary(desk: Desk, request: Request) -> Response:
    ending = request.path_params["ending"]
    if ending == "html":
        visit = visit_of(request)
        return response(await desk.draw(vocabulary.page, visit), visit)
    if ending not in _FORMS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    data = vocabulary.source() if ending == "ttl" else await desk.draw(_of_ontology, ending)
    return Response(data, media_type=_FORMS[ending])


@cache
def _of_ontology(ending: str) -> bytes:
    return vocabulary.graph(GRAPHS[things.FORMS[ending]])


def _ending(name: str) -> tuple[str, str]:
    """Divide a name from the ending that chooses its form, if it has one."""
    front, _, ending = name.rpartition(".")
    return (front, ending) if front and ending in _FORMS else (name, "")


def _canonical(name: str) -> str:
    """Escape the name of a thing as the graph does, however it was sent."""
    return "/".join(quote(unquote(part), safe="-") for part in name.split("/"))


def _see_other(request: Request, name: str, ending: str = "", *, place: str = "") -> Response:
    """Lead to the form that the request wants: by an ending, by ``format``, or by Accept."""
    visit = visit_of(request)
    chosen = ending or given(visit).get("format", "") or _accepted(request)
    if chosen not in _FORMS:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"the forms are: {', '.join(_FORMS)}")
    language = f"?lang={visit.language}" if chosen == "html" and visit.is_chosen else ""
    goal = f"{visit.root}{name}.{chosen}{language}"
    goal += f"#{quote(place)}" if place and chosen == "html" else ""
    return RedirectResponse(goal, HTTPStatus.SEE_OTHER, {"Vary": "Accept"})


def _accepted(request: Request) -> str:
    wanted = negotiation.agreed(request.headers.get("Accept"), list(_FORMS.values()))
    return next(ending for ending, type_ in _FORMS.items() if type_ == wanted)


# --- what pages load ----------------------------------------------------------------------------


# What each file has, and its media type.
_FILES: dict[str, tuple[Callable[[], str], str]] = {
    "style.css": (style, "text/css"),
    ground.FILE: (ground.picture, "image/svg+xml"),
    linked.CONTEXT: (linked.context, "application/ld+json"),
    "editor.js": (partial(shell.bundled, __package__, "editor.js"), "text/javascript"),
    "editor.css": (partial(shell.bundled, __package__, "editor.css"), "text/css"),
}


async def _file(name: str, _request: Request) -> Response:
    text, media_type = _FILES[name]
    return Response(text(), headers=_HOUR, media_type=media_type)
