"""The addresses of the reconciliation service, in version 0.2 and in the draft of version 1.0.

Answers are plain JSON: clients in browsers read it by CORS. There is no JSONP, which would let
the page of a client run whatever a service sends.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson
from pydantic import TypeAdapter
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from twingraph.core.errors import QueryError, UnknownName
from twingraph.core.text import quoted, suggest
from twingraph.serve import incoming, negotiation
from twingraph.serve.reconcile import candidates, extension, manifest, preview, queries, suggestions
from twingraph.serve.reconcile.known import Known
from twingraph.serve.reconcile.manifest import DRAFT, PATH
from twingraph.serve.reconcile.suggestions import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from twingraph.core.languages import Language
    from twingraph.serve.reconcile.extension import Extension
    from twingraph.serve.reconcile.queries import Query
    from twingraph.serve.service import Service

_EXTENSION = "extend"
_QUERIES = "queries"
_MOST_DIGITS = 6  # of a cursor or a limit


class Reconciliation:
    """The handlers of the service.

    Args:
        service: The build that is served.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known = Known(service)
        self._matching = asyncio.Semaphore(1)  # one batch at a time, as it takes a whole processor

    async def root_02(self, request: Request) -> Response:
        """Answer at the address of version 0.2: the manifest, candidates, or values."""
        given = dict(await incoming.of_form(request, self._service.settings.query_bytes))
        if _QUERIES in given:
            asked = queries.read_02(given[_QUERIES])
            found = await self._candidates(list(asked.values()), request)
            told = ({"result": one} for one in found)
            return _json(dict(zip(asked, told, strict=True)), vary=True)
        if _EXTENSION in given:
            wanted = queries.validated(_adapter(), given[_EXTENSION], _EXTENSION)
            rows = await self._values(wanted, request)
            return _json({"meta": _meta(wanted), "rows": rows}, vary=True)
        if request.method == "POST":
            raise QueryError(f"give {_QUERIES} or {_EXTENSION}, as JSON in a field of the form")
        return _json(manifest.version_02(_base(request)))

    async def root_10(self, request: Request) -> Response:
        """Answer with the manifest of the draft of version 1.0."""
        return _json(manifest.version_10(_base(request)))

    async def match(self, request: Request) -> Response:
        """Answer queries of the draft of version 1.0."""
        body = await incoming.body(request, self._service.settings.query_bytes)
        found = await self._candidates(queries.read_10(body), request)
        return _json({"results": [{"candidates": one} for one in found]}, vary=True)

    async def extend(self, request: Request) -> Response:
        """Answer with values of properties, as the draft of version 1.0 writes them."""
        body = await incoming.body(request, self._service.settings.query_bytes)
        wanted = queries.validated(_adapter(), body, "the request")
        rows = [
            {"id": id_, "properties": [{"id": name, "values": told} for name, told in one.items()]}
            for id_, one in (await self._values(wanted, request)).items()
        ]
        return _json({"meta": _meta(wanted), "rows": rows}, vary=True)

    async def propose(self, request: Request) -> Response:
        """Answer with the properties that cities have."""
        type_ = request.query_params.get("type", candidates.TYPE["id"])
        known = extension.properties() if type_ == candidates.TYPE["id"] else []
        told = extension.meta(known[: _number(request, "limit", len(known))])
        return _json({"type": type_, "properties": told})

    async def suggest_entity(self, request: Request) -> Response:
        """Answer with cities of which a name begins as given."""
        gazetteer = await self._known.gazetteer()
        cities = await self._known.cities(_language(request))
        given = _prefix(request), _part(request)
        found = await asyncio.to_thread(suggestions.cities, *given, gazetteer, cities)
        return _json({"result": found}, vary=True)

    async def suggest_property(self, request: Request, *, qualified: bool) -> Response:
        """Answer with properties whose name begins as given."""
        found = suggestions.of_properties(
            _prefix(request),
            _part(request),
            qualified=qualified,
        )
        return _json({"result": found})

    async def suggest_type(self, request: Request) -> Response:
        """Answer with the type, if its name begins as given."""
        return _json({"result": suggestions.types(_prefix(request), _part(request))})

    async def preview(self, request: Request) -> Response:
        """Answer with a small page about a city."""
        language = _language(request)
        cities = await self._known.cities(language)
        id_ = request.query_params.get("id", "")
        if id_ not in cities:
            raise UnknownName("city", id_, await asyncio.to_thread(suggest, id_, cities))
        tables = await self._known.tables(language)
        own = {row.cells["partnership"] for row in tables.members if row.cells["city"] == id_}
        partners = {r.cells["city"] for r in tables.members if r.cells["partnership"] in own}
        text = preview.page(
            cities[id_],
            [row for row in tables.names if row.cells["city"] == id_],
            len(partners - {id_}),
            f"{_base(request)}/id/city/{id_}",
            language,
        )
        headers = {"Vary": "Accept-Language", "Content-Security-Policy": preview.policy()}
        return HTMLResponse(text, headers=headers)

    async def _candidates(
        self, asked: Sequence[Query], request: Request
    ) -> list[list[dict[str, Any]]]:
        gazetteer = await self._known.gazetteer()
        cities = await self._known.cities(_language(request))
        async with self._matching:
            return await asyncio.to_thread(candidates.of, asked, gazetteer, cities)

    async def _values(
        self, wanted: Extension, request: Request
    ) -> dict[str, dict[str, list[dict[str, Any]]]]:
        language = _language(request)
        tables, cities = await self._known.tables(language), await self._known.cities(language)
        return await asyncio.to_thread(extension.values, wanted, tables, cities)


def routes(service: Service) -> list[Route]:
    """Return the routes of the reconciliation service.

    Args:
        service: The build that is served.
    """
    own = Reconciliation(service)
    shared = {
        "extend/propose": own.propose,
        "suggest/entity": own.suggest_entity,
        "suggest/type": own.suggest_type,
        "preview": own.preview,
    }
    return [
        Route(PATH, own.root_02, methods=["GET", "POST"]),
        Route(DRAFT, own.root_10),
        Route(f"{DRAFT}/match", own.match, methods=["POST"]),
        Route(f"{DRAFT}/extend", own.extend, methods=["POST"]),
        *(
            Route(
                f"{path}/suggest/property", partial(own.suggest_property, qualified=path == DRAFT)
            )
            for path in (PATH, DRAFT)
        ),
        *(Route(f"{path}/{name}", told) for path in (PATH, DRAFT) for name, told in shared.items()),
    ]


def _adapter() -> TypeAdapter[Extension]:
    return TypeAdapter(extension.Extension)


def _meta(wanted: Extension) -> list[dict[str, Any]]:
    return extension.meta(extension.chosen(wanted))


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _language(request: Request) -> Language:
    return negotiation.language(request.headers.get("Accept-Language"))


def _prefix(request: Request) -> str:
    return request.query_params.get("prefix", "")[: queries.LONGEST]


def _part(request: Request) -> suggestions.Part:
    """Return which suggestions are wanted; what 0.2 calls a cursor is an offset in the draft."""
    start = _number(request, "offset", _number(request, "cursor", 0))
    return suggestions.Part(start, min(_number(request, "limit", AT_ONCE), AT_ONCE))


def _number(request: Request, name: str, usual: int) -> int:
    text = request.query_params.get(name, "") or str(usual)
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        shown = quoted(text)
        raise QueryError(f"parameter {name}: {shown} is not a whole number of at most 6 digits")
    return int(text)


def _json(content: object, *, vary: bool = False) -> Response:
    headers = {"Vary": "Accept-Language"} if vary else None
    return Response(orjson.dumps(content), headers=headers, media_type="application/json")
