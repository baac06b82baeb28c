"""A client of the reconciliation protocol, written after its specification alone.

It goes through a table as OpenRefine does: it reads the manifest, sends names in batches, takes
what the service calls a match, and asks for more columns of what was matched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import httpx

_BATCH = 10  # as OpenRefine sends, if no manifest says otherwise

# The forms of answers, as the specification describes them.
_TEXT = {"type": "string", "minLength": 1}
_TYPE = {"type": "object", "required": ["id"], "properties": {"id": _TEXT, "name": _TEXT}}
_TEMPLATE_02 = {"type": "string", "pattern": r"\{\{id\}\}"}
_SUGGEST_02 = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "properties": {"service_url": _TEXT, "service_path": _TEXT},
}
_SIZE = {"width": {"type": "integer"}, "height": {"type": "integer"}}

MANIFEST_02 = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": _TEXT,
        "identifierSpace": _TEXT,
        "schemaSpace": _TEXT,
        "defaultTypes": {"type": "array", "items": _TYPE, "uniqueItems": True},
        "view": {"required": ["url"], "properties": {"url": _TEMPLATE_02}},
        "preview": {
            "required": ["url", "width", "height"],
            "properties": {"url": _TEMPLATE_02, **_SIZE},
        },
        "suggest": {"type": "object", "additionalProperties": _SUGGEST_02},
        "extend": {
            "type": "object",
            "properties": {
                "propose_properties": _SUGGEST_02,
                "property_settings": {"type": "array"},
            },
        },
    },
}
MANIFEST_10 = {
    "type": "object",
    "required": ["versions", "name", "view"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "1.0-draft"}},
        "name": _TEXT,
        "defaultTypes": {"type": "array", "items": _TYPE, "uniqueItems": True},
        "view": {"required": ["url"], "properties": {"url": {"pattern": r"\{.*id.*\}"}}},
        "preview": {"required": ["width", "height"], "properties": _SIZE},
        "suggest": {
            "required": ["entity", "property", "type"],
            "additionalProperties": {"type": "boolean"},
        },
        "extend": {
            "properties": {
                "proposeProperties": {"type": "boolean"},
                "propertySettings": {"type": "array"},
            },
        },
        "standardizedScore": {"type": "boolean"},
    },
}
_FEATURE = {
    "type": "object",
    "required": ["id", "name", "value"],
    "properties": {"id": _TEXT, "name": _TEXT, "value": {"type": ["boolean", "number"]}},
}
_CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "type", "score", "match"],
    "properties": {
        "id": _TEXT,
        "name": _TEXT,
        "description": {"type": "string"},
        "type": {"type": "array", "items": _TYPE},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "features": {"type": "array", "items": _FEATURE},
    },
}
_CANDIDATES = {"type": "array", "items": _CANDIDATE}
RESULTS_02 = {
    "type": "object",
    "additionalProperties": {"required": ["result"], "properties": {"result": _CANDIDATES}},
}
RESULTS_10 = {
    "type": "object",
    "required": ["results"],
    "properties": {
        "results": {
            "type": "array",
            "items": {"required": ["candidates"], "properties": {"candidates": _CANDIDATES}},
        },
    },
}
_VALUE = {
    "oneOf": [
        {"required": ["str"], "properties": {"str": {"type": "string"}}},
        {"required": ["float"], "properties": {"float": {"type": "number"}}},
        {"required": ["id", "name"], "properties": {"id": _TEXT, "name": _TEXT}},
    ],
    "minProperties": 1,
}
_META = {"type": "array", "items": {"required": ["id", "name"], "properties": {"type": _TYPE}}}
_VALUES = {"type": "array", "items": _VALUE}
EXTENSION_02 = {
    "required": ["meta", "rows"],
    "properties": {
        "meta": _META,
        "rows": {"additionalProperties": {"type": "object", "additionalProperties": _VALUES}},
    },
}
_PROPERTY_10 = {"required": ["id", "values"], "properties": {"id": _TEXT, "values": _VALUES}}
EXTENSION_10 = {
    "required": ["meta", "rows"],
    "properties": {
        "meta": _META,
        "rows": {
            "type": "array",
            "items": {
                "required": ["id", "properties"],
                "properties": {"properties": {"type": "array", "items": _PROPERTY_10}},
            },
        },
    },
}
PROPOSALS = {
    "required": ["type", "properties"],
    "properties": {"type": {"type": "string"}, "properties": _META},
}
SUGGESTIONS = {
    "required": ["result"],
    "properties": {"result": {"type": "array", "items": {"required": ["id", "name"]}}},
}


def held(answer: httpx.Response, form: Mapping[str, Any]) -> Any:
    """Return the content of an answer, which must have a form."""
    assert answer.status_code == 200, answer.text
    content = answer.json()
    Draft202012Validator(dict(form)).validate(content)
    return content


@dataclass
class Matched:
    """A table after a client went through it: the match of each row, and the candidates."""

    ids: list[str] = field(default_factory=list)
    candidates: list[list[dict[str, Any]]] = field(default_factory=list)

    def add(self, found: list[dict[str, Any]]) -> None:
        """Take the first candidate if the service calls it a match, as OpenRefine does."""
        self.candidates.append(found)
        self.ids.append(found[0]["id"] if found and found[0]["match"] else "")


class Client02:
    """A client of version 0.2."""

    def __init__(self, client: httpx.Client, endpoint: str) -> None:
        self._client = client
        self._endpoint = endpoint
        self.manifest = held(client.get(endpoint), MANIFEST_02)

    def match(self, rows: Sequence[Mapping[str, str]], columns: Iterable[str] = ()) -> Matched:
        """Match the rows of a table by their name, and by columns that stand for properties."""
        matched = Matched()
        size = min(_BATCH, self.manifest.get("batchSize", _BATCH))
        for start in range(0, len(rows), size):
            part = {
                f"q{n}": _query_02(row, columns) for n, row in enumerate(rows[start : start + size])
            }
            answer = self._client.post(self._endpoint, data={"queries": json.dumps(part)})
            found = held(answer, RESULTS_02)
            assert [*found] == [*part]
            for one in found.values():
                matched.add(one["result"])
        return matched

    def extend(self, ids: Iterable[str], properties: Iterable[str]) -> Any:
        """Ask for properties of cities."""
        asked = {"ids": [*ids], "properties": [{"id": name} for name in properties]}
        answer = self._client.post(self._endpoint, data={"extend": json.dumps(asked)})
        return held(answer, EXTENSION_02)

    def proposals(self, type_: str) -> list[str]:
        """Return the ids of the properties that the service proposes for a type."""
        where = self.manifest["extend"]["propose_properties"]
        address = where["service_url"] + where["service_path"]
        found = held(self._client.get(address, params={"type": type_}), PROPOSALS)
        return [one["id"] for one in found["properties"]]

    def suggest(self, kind: str, prefix: str, **more: Any) -> list[dict[str, Any]]:
        """Return what the service suggests for what was typed."""
        where = self.manifest["suggest"][kind]
        address = where["service_url"] + where["service_path"]
        answer = self._client.get(address, params={"prefix": prefix, **more})
        found: list[dict[str, Any]] = held(answer, SUGGESTIONS)["result"]
        return found

    def preview(self, id_: str, **headers: str) -> httpx.Response:
        """Return the preview of a city."""
        address = self.manifest["preview"]["url"].replace("{{id}}", id_)
        return self._client.get(address, headers=headers)


def _query_02(row: Mapping[str, str], columns: Iterable[str]) -> dict[str, Any]:
    properties = [{"pid": name, "v": row[name]} for name in columns if row[name]]
    return {"query": row["name"], "type": "City", "type_strict": "should", "properties": properties}


class Client10:
    """A client of the draft of version 1.0."""

    def __init__(self, client: httpx.Client, endpoint: str) -> None:
        self._client = client
        self._endpoint = endpoint
        self.manifest = held(client.get(endpoint), MANIFEST_10)

    def match(self, rows: Sequence[Mapping[str, str]], columns: Iterable[str] = ()) -> Matched:
        """Match the rows of a table by their name, and by columns that stand for properties."""
        queries = [{"type": "City", "conditions": _conditions(row, columns)} for row in rows]
        answer = self._client.post(f"{self._endpoint}/match", json={"queries": queries})
        matched = Matched()
        for one in held(answer, RESULTS_10)["results"]:
            matched.add(one["candidates"])
        return matched

    def extend(self, ids: Iterable[str], properties: Iterable[str]) -> Any:
        """Ask for properties of cities."""
        asked = {"ids": [*ids], "properties": [{"id": name} for name in properties]}
        return held(self._client.post(f"{self._endpoint}/extend", json=asked), EXTENSION_10)


def _conditions(row: Mapping[str, str], columns: Iterable[str]) -> list[dict[str, Any]]:
    name = {"matchType": "name", "propertyValue": row["name"]}
    return [
        name,
        *(
            {"matchType": "property", "propertyId": column, "propertyValue": row[column]}
            for column in columns
            if row[column]
        ),
    ]
