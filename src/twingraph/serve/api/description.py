"""The API in OpenAPI 3.1, made of the declarations that its handlers use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twingraph.core.version import __version__
from twingraph.serve.api import requests
from twingraph.serve.api.answers import PATH
from twingraph.serve.api.resources import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twingraph.serve.api.requests import Declared
    from twingraph.serve.api.resources import Resource
    from twingraph.store.questions import Column

TITLE = "twingraph"
SUMMARY = "Partnerships of European cities as tables, and what sources say of them"

_TYPES: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "day": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
}
_LINKS = {
    "type": "object",
    "description": "Addresses here: the row itself, the page of the thing, its claims, and more.",
    "additionalProperties": {"type": "string", "format": "uri-reference"},
    "required": ["page"],
}
_PROBLEM = {
    "type": "object",
    "description": "What is wrong and what to try (RFC 9457).",
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["title", "status", "detail"],
}
_ERRORS = {
    "400": "A parameter is unknown or wrong.",
    "404": "There is no such thing.",
    "406": "The answer cannot be had in a format that Accept admits.",
    "503": "The service has no room for the request now.",
    "504": "The request reached the limit of time.",
}
_HEADERS = {
    "X-Total-Count": {
        "description": "Number of all rows that were asked for.",
        "required": True,
        "schema": {"type": "integer"},
    },
    "Link": {
        "description": "Where more rows are, if there are more.",
        "schema": {"type": "string"},
    },
    "Twingraph-Cut": {
        "description": "After how many rows the answer was cut off, if there are more.",
        "schema": {"type": "string"},
    },
}


def document(root: str) -> dict[str, Any]:
    """Return the description of the API.

    Args:
        root: Path of the service.
    """
    tables = known().values()
    ones = [resource for resource in tables if resource.key]
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "summary": SUMMARY, "version": __version__},
        "servers": [{"url": root or "/"}],
        "paths": {f"{PATH}/{one.name}": _table(one) for one in tables}
        | {f"{PATH}/{one.name}/{{{one.key}}}": _one(one) for one in ones},
        "components": {
            "schemas": {one.name: _row(one) for one in tables} | {"problem": _PROBLEM},
            "responses": {status: _error(words) for status, words in _ERRORS.items()},
        },
    }


def _table(resource: Resource) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{resource.name}"}
    part = {
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": row},
            "total": {"type": "integer", "description": "Number of all rows that were asked for."},
            "offset": {"type": "integer", "description": "Number of the rows before these."},
            "cut": {"type": "boolean", "description": "Whether there are more rows after these."},
            "next": {
                "type": ["string", "null"],
                "format": "uri-reference",
                "description": "Where those are.",
            },
        },
        "required": ["rows", "total", "offset", "cut", "next"],
        "additionalProperties": False,
    }
    content = {"application/json": {"schema": part}, "text/csv": {"schema": {"type": "string"}}}
    answer = {"description": resource.summary, "headers": _HEADERS, "content": content}
    declared = requests.declared(resource)
    return _operation(resource.name, resource.summary, declared, answer, "400 406 503 504")


def _one(resource: Resource) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{resource.name}"}
    answer = {"description": "The row.", "content": {"application/json": {"schema": row}}}
    column = next(one for one in resource.columns if one.name == resource.key)
    id_ = {
        "name": resource.key,
        "in": "path",
        "required": True,
        "description": column.description,
        "schema": {"type": "string"},
    }
    name = f"one-of-{resource.name}"
    summary = f"{resource.summary.removesuffix('.')}: the row of one."
    declared = requests.declared_of_one()
    told = _operation(name, summary, declared, answer, "400 404 503 504")
    return {"parameters": [id_], **told}


def _operation(
    name: str, summary: str, declared: Iterable[Declared], answer: dict[str, Any], errors: str
) -> dict[str, Any]:
    failed = {status: {"$ref": f"#/components/responses/{status}"} for status in errors.split()}
    operation = {
        "operationId": name,
        "summary": summary,
        "parameters": [_parameter(one) for one in declared],
        "responses": {"200": answer, **failed},
    }
    return {"get": operation}


def _parameter(one: Declared) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": "query",
        "description": one.description,
        "schema": one.schema,
    }


def _row(resource: Resource) -> dict[str, Any]:
    return {
        "type": "object",
        "description": resource.summary,
        "properties": {one.name: _cell(one, resource) for one in resource.columns}
        | {"links": _LINKS},
        "required": [*(one.name for one in resource.columns), "links"],
        "additionalProperties": False,
    }


def _cell(column: Column, resource: Resource) -> dict[str, Any]:
    schema = _TYPES[column.type]
    if column.name != resource.key:
        schema = schema | {"type": [schema["type"], "null"]}
    return schema | {"description": column.description}


def _error(words: str) -> dict[str, Any]:
    problem = {"$ref": "#/components/schemas/problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": problem}}}
