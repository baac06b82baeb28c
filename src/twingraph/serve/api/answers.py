"""Answers of the API: a part of a table as JSON or CSV, with links."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from twingraph.core.terms import ID, shorten, thing
from twingraph.serve.api.resources import CLAIMS, SOURCES, known, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twingraph.serve.api.requests import Wanted
    from twingraph.serve.api.resources import Resource
    from twingraph.serve.api.rows import Page, Row

PATH = "/api"


def link(address: str, root: str) -> str:
    """Return where a thing is found here, by its address.

    Args:
        address: Its address.
        root: Path of the service.
    """
    return f"{root}/id/{address.removeprefix(ID)}"


def row(found: Row, resource: Resource, root: str) -> dict[str, Any]:
    """Return a row with its links: to itself, its page, its claims and sources, and what it names.

    Args:
        found: The row.
        resource: Its table.
        root: Path of the service.
    """
    links = {"page": link(found.thing, root)}
    if not resource.choices:
        about = quote(shorten(found.thing), safe="/")
        links |= {name: f"{root}{PATH}/{name}?about={about}" for name in (CLAIMS, SOURCES)}
    for column, kind in resource.ids.items():
        if id_ := found.cells[column]:
            links["self" if column == resource.key else column] = _place(kind, id_, root)
    return {**found.cells, "links": links}


def _place(kind: str, id_: str, root: str) -> str:
    """Return where a thing is: its row, if a table has one for it, or else its page."""
    table = of_kind(kind)
    if table is None:
        return link(thing(kind, id_), root)
    return f"{root}{PATH}/{table.name}/{quote(id_, safe='')}"


def one(found: Row, resource: Resource, root: str) -> dict[str, Any]:
    """Return the row of one thing, which also links to its rows in other tables.

    Args:
        found: The row.
        resource: Its table, which has a key.
        root: Path of the service.
    """
    told = row(found, resource, root)
    asked = urlencode({resource.key: found.cells[resource.key]})
    told["links"] |= {
        other.name: f"{root}{PATH}/{other.name}?{asked}"
        for other in known().values()
        if other != resource and other.narrows_by(resource.key)
    }
    return told


def document(
    page: Page, wanted: Wanted, resource: Resource, onward: str, root: str
) -> dict[str, Any]:
    """Return a part of a table for JSON.

    Args:
        page: The part.
        wanted: The request.
        resource: The table.
        onward: Where the next part is; empty if this is the last.
        root: Path of the service.
    """
    return {
        "rows": [row(one, resource, root) for one in page.rows],
        "total": page.total,
        "offset": wanted.offset,
        "cut": bool(onward),
        "next": onward or None,
    }


def onward(page: Page, wanted: Wanted, path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return where the next part of a table is; empty if there is none.

    Args:
        page: This part.
        wanted: The request.
        path: Path of the request.
        pairs: Its parameters.
    """
    end = wanted.offset + len(page.rows)
    if not page.rows or end >= page.total:
        return ""
    kept = [(name, value) for name, value in pairs if name != "offset"]
    return f"{path}?{urlencode([*kept, ('offset', str(end))])}"


def spreadsheet(found: Sequence[Row], resource: Resource) -> str:
    """Return rows as CSV, with the same columns and without links.

    Args:
        found: The rows.
        resource: Their table.
    """
    text = StringIO()
    writer = csv.writer(text)
    names = [column.name for column in resource.columns]
    writer.writerow(names)
    for one in found:
        writer.writerow([_cell(one.cells[name]) for name in names])
    return text.getvalue()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
