"""What was measured of a network, written as JSON, CSV or a table for people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from twingraph.core.text import counted
from twingraph.network.measures import registry
from twingraph.network.measures.registry import EXACT, Table
from twingraph.network.sheets import as_csv, as_text, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twingraph.network.measures.registry import Found, Value
    from twingraph.network.simple import Network

_COLUMNS = (
    "key", "label", "value", "standard_error", "nodes", "edges", "missing", "method", "seed",
    "reason", "definition", "source",
)  # fmt: skip
_RANKING = "_ranking"


def cut(found: Mapping[str, Found], ranking: int) -> dict[str, Found]:
    """Keep only the first places of each ranking.

    Args:
        found: What was measured.
        ranking: Number of places.
    """
    return {
        key: replace(one, value=Table(one.value.columns, one.value.rows[:ranking]))
        if key.endswith(_RANKING) and isinstance(one.value, Table)
        else one
        for key, one in found.items()
    }


def to_json(found: Mapping[str, Found], network: Network) -> bytes:
    """Write everything as one object: values by their keys, then what they are.

    A number that is not defined is null; ``definitions`` says why.

    Args:
        found: What was measured.
        network: The network.
    """
    import orjson

    content: dict[str, Any] = {key: _plain(one.value) for key, one in found.items()}
    content["network"] = network.about
    content["definitions"] = {key: _definition(key, one) for key, one in found.items()}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _plain(value: Value | Table) -> Any:
    if not isinstance(value, Table):
        return value
    return [dict(zip(value.columns, row, strict=True)) for row in value.rows]


def _definition(key: str, found: Found) -> dict[str, Any]:
    measure = registry()[key]
    said = {
        "label": measure.label,
        "definition": measure.definition,
        "source": measure.source,
        "computed_on": {"nodes": found.nodes, "edges": found.edges},
        "method": found.method,
    }
    more = {
        "standard_error": found.error,
        "seed": found.seed,
        "nodes_without_value": found.missing or None,
        "reason": found.reason or None,
    }
    return said | {name: value for name, value in more.items() if value is not None}


def to_csv(found: Mapping[str, Found]) -> bytes:
    """Write a row for each measure that is a number; or, if it is the only one, a table.

    Args:
        found: What was measured.
    """
    tables = [one.value for one in found.values() if isinstance(one.value, Table)]
    if len(found) == len(tables) == 1:
        return as_csv(tables[0].columns, tables[0].rows)
    numbers = {key: one for key, one in found.items() if not isinstance(one.value, Table)}
    return as_csv(_COLUMNS, [_row(key, one) for key, one in numbers.items()])


def _row(key: str, found: Found) -> Sequence[Any]:
    measure = registry()[key]
    what = (key, measure.label, found.value, found.error, found.nodes, found.edges, found.missing)
    return (*what, found.method, found.seed, found.reason, measure.definition, measure.source)


def to_text(found: Mapping[str, Found], network: Network) -> bytes:
    """Write tables for people, and below them what each measure is.

    Args:
        found: What was measured.
        network: The network.
    """
    parts = [f"{name}: {value}" for name, value in network.about.items() if value]
    numbers = [_line(key, one) for key, one in found.items() if not isinstance(one.value, Table)]
    if numbers:
        head = ("measure", "value", "standard error", "computed on", "how")
        parts += ["", as_text(head, numbers)]
    for key, one in found.items():
        if isinstance(one.value, Table):
            how = "" if one.method == EXACT else f" ({one.method})"
            parts += ["", f"{registry()[key].label}{how}", _body(one.value, one.reason)]
    parts += ["", "Definitions", *(_meaning(key) for key in found)]
    return ("\n".join(parts) + "\n").encode()


def _body(table: Table, reason: str) -> str:
    if not table.rows:
        return reason or "none"
    return as_text(table.columns, table.rows)


def _line(key: str, found: Found) -> list[str]:
    size = f"{counted(found.nodes, 'node')}, {counted(found.edges, 'edge')}"
    left_out = f"; {found.missing:,} nodes without a value left out" if found.missing else ""
    value = shown(found.value) if found.value is not None else f"– ({found.reason})"
    return [registry()[key].label, value, shown(found.error), size + left_out, found.method]


def _meaning(key: str) -> str:
    measure = registry()[key]
    return f"  {measure.label} ({key}): {measure.definition} [{measure.source}]"
