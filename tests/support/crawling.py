"""Following every link of a folder of pages, as a reader without a network would."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Links(NamedTuple):
    """What a page refers to, and what can be referred to in it.

    Attributes:
        goals: Relative addresses of links, styles and pictures.
        outside: Addresses with a scheme.
        ids: Ids of elements.
    """

    goals: list[str]
    outside: list[str]
    ids: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Links([], [], [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        for name, value in attrs:
            if name == "id":
                self.found.ids.append(value or "")
            if name in ("href", "src", "xlink:href"):
                scheme = urlsplit(value or "").scheme
                (self.found.outside if scheme else self.found.goals).append(value or "")


def links(text: str) -> Links:
    """Return what a page refers to."""
    reader = _Reader()
    reader.feed(text)
    return reader.found


def dead(folder: Path) -> list[str]:
    """Return every link within a folder that leads nowhere, or out of the folder."""
    pages = {page: links(page.read_text("utf-8")) for page in folder.rglob("*.html")}
    return [
        f"{page.relative_to(folder)}: {goal}"
        for page, found in pages.items()
        for goal in found.goals
        if not _leads(page, goal, folder, pages)
    ]


def _leads(page: Path, goal: str, folder: Path, pages: dict[Path, Links]) -> bool:
    parts = urlsplit(goal)
    file = Path(page.parent, unquote(parts.path)).resolve() if parts.path else page
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        return False
    return not parts.fragment or parts.fragment in pages[file].ids


def reached(start: Path) -> set[Path]:
    """Return all pages to which links lead from a page, itself among them."""
    found, waiting = {start}, [start]
    while waiting:
        page = waiting.pop()
        for goal in links(page.read_text("utf-8")).goals:
            path = urlsplit(goal).path
            file = Path(page.parent, unquote(path)).resolve() if path else page
            if file.suffix == ".html" and file not in found:
                found.add(file)
                waiting.append(file)
    return found
