"""Reading a mapping: a TOML file, whose mistakes are all found at once."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from twingraph.core import files
from twingraph.core.errors import InputError
from twingraph.core.findings import Finding
from twingraph.core.text import did_you_mean, quoted, suggest
from twingraph.sources.spreadsheet.model import TableMapping
from twingraph.tables import layout
from twingraph.tables.folder import kind_words, shipped
from twingraph.tables.rules import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from twingraph.sources.spreadsheet.model import Partnership

_MOST_BYTES = 1_000_000
_HEADING = re.compile(r"\s*(\[\[?)([^\]]+)\]")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w.-]+)\s*=""")
_MESSAGES = {
    "missing": "is missing",
    "string_type": "must be text in quotation marks, not {input}",
    "string_too_long": "has more than {max_length} characters",
    "dict_type": "must be a table, not {input}",
    "model_type": "must be a table, not {input}",
    "literal_error": "{input} is not one of {expected}",
}


def read(path: Path) -> TableMapping:
    """Read a mapping.

    Raises:
        CannotError: The file cannot be read.
        InputError: It is not TOML, or not a valid mapping; the error has all mistakes at once.
    """
    text = _text(path)
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError(f"{path}: the mapping is not valid TOML: {reason}") from error
    lines = _lines(text)
    try:
        mapping = TableMapping.model_validate(content)
        wrong = list(_contradictions(mapping))
    except ValidationError as error:
        wrong = [(_path(one["loc"]), _message(one)) for one in error.errors(include_url=False)]
    if wrong:
        findings = [
            Finding("error", "mapping", message, str(path), _line(key, lines), key)
            for key, message in wrong
        ]
        raise InputError("the mapping cannot be used; nothing was written", findings)
    return mapping


def schema() -> str:
    """Return the JSON Schema of mappings, by which editors complete and check them."""
    described = TableMapping.model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | described, indent=2, ensure_ascii=False) + "\n"


def _text(path: Path) -> str:
    data = files.read(path)
    if len(data) > _MOST_BYTES:
        raise InputError(f"{path}: the mapping has more than {_MOST_BYTES:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: the mapping is not in UTF-8") from error


# --- what pydantic found ------------------------------------------------------------------------


def _path(location: tuple[int | str, ...]) -> str:
    """Write a key as TOML does, with the number of a repeated table: a.pattern[1].match."""
    written = ""
    for part in location:
        written += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return written.removeprefix(".")


def _message(error: ErrorDetails) -> str:
    location, kind, given = error["loc"], error["type"], error["input"]
    if kind == "extra_forbidden":
        known = _keys(location[:-1])
        hint = did_you_mean(suggest(str(location[-1]), known))
        return f"there is no such key{hint}; the keys are: {', '.join(known)}"
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if kind in {"tuple_type", "list_type"}:
        return f"is a list of tables; write [[{_path(location)}]]"
    shown = quoted(given) if isinstance(given, str) else _short(given)
    details = {"input": shown} | error.get("ctx", {})
    return _MESSAGES[kind].format_map(details) if kind in _MESSAGES else error["msg"]


def _short(value: Any) -> str:
    try:
        return quoted(repr(value))[1:-1]
    except (ValueError, RecursionError):  # a number of thousands of digits, or deep nesting
        return "this"


def _keys(location: tuple[int | str, ...]) -> list[str]:
    """Return the keys that a table of the mapping may have."""
    model: type[BaseModel] = TableMapping
    for part in location:
        if isinstance(part, str) and part in model.model_fields:
            model = next(_models(model.model_fields[part].annotation), model)
    return list(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


# --- where a key stands -------------------------------------------------------------------------


def _lines(text: str) -> dict[str, int]:
    """Return the line of each key and each table, as far as the lines alone show it."""
    lines: dict[str, int] = {}
    times: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := _HEADING.match(line):
            table = heading[2].strip().replace('"', "")
            if heading[1] == "[[":
                times[table] = times.get(table, 0) + 1
                table = f"{table}[{times[table]}]"
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            name = key[1].strip("\"'")
            lines.setdefault(f"{table}.{name}" if table else name, number)
    return lines


def _line(key: str, lines: Mapping[str, int]) -> int:
    """Return the line of a key, or of the nearest table around it; 0 if there is none."""
    while key not in lines and key:
        key = key.rpartition(".")[0] if "." in key else ""
    return lines.get(key, 0)


# --- what must agree with the dataset -----------------------------------------------------------


def _contradictions(mapping: TableMapping) -> Iterator[tuple[str, str]]:
    source = mapping.source
    if any(row["source"] == source.id for row in shipped("sources.csv")):
        yield "source.id", f'"{source.id}" is already a source in data/sources.csv'
    cells = {"source": source.id, **source.model_dump(exclude={"id", "license"})}
    if breach := refusal(cells, layout.load().tables["sources.csv"]):
        yield f"source.{breach.column}", breach.message
    yield from _wrong_kinds(mapping.partnership)


def _wrong_kinds(partnership: Partnership) -> Iterator[tuple[str, str]]:
    """Compare words with ``data/kinds.csv``: a word means the same in all tables."""
    mapped, value = kind_words(partnership.language), partnership.kind
    if value and not partnership.language:
        yield "partnership.language", "a kind is told by a word; write here its language"
        return
    for word, kind in partnership.kinds.items():
        quoted = kind.word or word
        known = mapped.get(quoted, kind.kind)
        if known != kind.kind:
            where = f"partnership.kinds.{word}"
            yield where, f'"{quoted}" means {known} in data/kinds.csv, not {kind.kind}'
    if value and value.constant and value.constant not in {*partnership.kinds, *mapped}:
        what = f'"{value.constant}" is not in data/kinds.csv as a word of this language'
        words = did_you_mean(suggest(value.constant, mapped))
        yield "partnership.kind", f"{what}; write its meaning in partnership.kinds{words}"
