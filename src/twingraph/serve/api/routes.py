"""The addresses of the API, and what answers there."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import orjson
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from twingraph.core.errors import UnknownName
from twingraph.core.languages import LANGUAGES
from twingraph.core.terms import slug, thing
from twingraph.core.text import suggest
from twingraph.serve import conditional, incoming, negotiation
from twingraph.serve.api import answers, description, overview, requests, rows
from twingraph.serve.api.answers import PATH
from twingraph.serve.api.held import held
from twingraph.serve.api.resources import known
from twingraph.serve.api.rows import Page
from twingraph.serve.protocol import CUT

if TYPE_CHECKING:
    from starlette.requests import Request

    from twingraph.core.languages import Language
    from twingraph.serve.api.held import Held
    from twingraph.serve.api.requests import Wanted
    from twingraph.serve.api.resources import Resource
    from twingraph.serve.service import Service

JSON = "application/json"
CSV = "text/csv"
_TYPES = {"json": JSON, "csv": CSV}


class Part(NamedTuple):
    """The API of one service: the build, and what of it is held."""

    service: Service
    held: Held


def routes(service: Service) -> list[Route]:
    """Return the routes of the API.

    Args:
        service: The build that is served.
    """
    part = Part(service, held(service))
    found = [Route(PATH, _index), Route(f"{PATH}/openapi.json", _openapi)]
    for resource in known().values():
        path = f"{PATH}/{resource.name}"
        found += [
            Route(path + ending, partial(_table, part, resource, ending[1:]))
            for ending in ("", ".json", ".csv")
        ]
        if resource.key:
            found.append(Route(f"{path}/{{id}}", partial(_one, part, resource)))
    return [*found, Route(f"{PATH}/{{name:path}}", _unknown)]


async def _index(request: Request) -> Response:
    root = _root(request)
    chosen = negotiation.agreed(request.headers.get("Accept"), [JSON, "text/html"])
    if chosen == JSON:
        return _json(overview.index(root), {"Vary": "Accept"})
    own = _chosen(request)
    language = own or negotiation.language(request.headers.get("Accept-Language"))
    headers = {
        "Vary": "Accept, Accept-Language",
        "Content-Language": language,
        "Content-Security-Policy": overview.policy(),
    }
    page = await asyncio.to_thread(overview.page, root, language, is_chosen=own is not None)
    return HTMLResponse(page, headers=headers)


def _chosen(request: Request) -> Language | None:
    """Return the language that the address chooses; None if it chooses none."""
    wanted = request.query_params.get("lang")
    return next((language for language in LANGUAGES if language == wanted), None)


async def _openapi(request: Request) -> Response:
    return _json(description.document(_root(request)))


async def _unknown(request: Request) -> Response:
    name = request.path_params["name"]
    raise UnknownName("table", name, suggest(name, known()))


async def _table(part: Part, resource: Resource, ending: str, request: Request) -> Response:
    pairs = incoming.in_address(request)
    wanted = requests.read(pairs, resource)
    format_ = ending or wanted.format or _format(request)
    tag = _tag(part, request, format_)
    if fresh := conditional.not_modified(request, tag, "Accept"):
        return fresh
    page = await _page(part, resource, wanted)
    path = f"{_root(request)}{PATH}/{resource.name}{ending and '.'}{ending}"
    onward = answers.onward(page, wanted, path, pairs)
    headers = conditional.headers(tag) | _headers(page, onward)
    if format_ == "csv":
        text = answers.spreadsheet(page.rows, resource)
        return Response(text, headers=headers, media_type=CSV)
    return _json(answers.document(page, wanted, resource, onward, _root(request)), headers)


async def _page(part: Part, resource: Resource, wanted: Wanted) -> Page:
    """Answer a request for a table: the store looks names and filters up, the rest is done here."""
    service, held = part
    if wanted.named:
        ids = await service.run(rows.meant, resource.name, wanted.named)
        wanted = replace(wanted, equal={**wanted.equal, **ids})
    if resource.choices:
        found = await held.chosen(resource.name, wanted.given)
        return await asyncio.to_thread(rows.page, found, wanted, None)
    of = await service.run(rows.meeting, resource.name, wanted.given) if wanted.given else None
    if resource.is_single and not (wanted.equal or wanted.sort):
        things = [one for one in await held.things(resource.name) if of is None or one in of]
        shown = things[wanted.offset : wanted.offset + wanted.limit]
        return Page(await held.about(resource.name, shown, wanted.language), len(things))
    found = list(await held.rows(resource.name, wanted.language))
    return await asyncio.to_thread(rows.page, found, wanted, of)


def _headers(page: Page, onward: str) -> dict[str, str]:
    """Return what a reader of CSV cannot see: how many rows there are, and where more are."""
    headers = {"Vary": "Accept", "X-Total-Count": str(page.total)}
    if onward:
        headers |= {"Link": f'<{onward}>; rel="next"', CUT: f"rows={len(page.rows)}"}
    return headers


async def _one(part: Part, resource: Resource, request: Request) -> Response:
    id_ = request.path_params["id"]
    wanted = requests.read_one(incoming.in_address(request), resource)
    tag = _tag(part, request, JSON)
    if fresh := conditional.not_modified(request, tag, "Accept"):
        return fresh
    kind = resource.ids[resource.key]
    address, name = thing(kind, id_), resource.name
    found = await (
        part.held.told(name, [address])
        if resource.choices
        else part.held.about(name, [address], wanted.language)
    )
    for row in found:
        return _json(answers.one(row, resource, _root(request)), conditional.headers(tag))
    things = () if resource.choices else await part.held.things(name)
    raise UnknownName(kind, id_, await asyncio.to_thread(suggest, id_, map(slug, things)))


def _tag(part: Part, request: Request, format_: str) -> str:
    asked = request.scope["path"], request.url.query, _root(request), format_
    return conditional.tag(part.service, *asked)


def _root(request: Request) -> str:
    root: str = request.scope.get("root_path", "")
    return root


def _format(request: Request) -> str:
    chosen = negotiation.agreed(request.headers.get("Accept"), list(_TYPES.values()))
    return next(name for name, type_ in _TYPES.items() if type_ == chosen)


def _json(content: object, headers: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(content), headers=headers, media_type=JSON)
