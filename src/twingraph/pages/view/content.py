"""The data for the script of a page, as JSON in the form that ``web/view.schema.json`` describes.

Each text is written once, and referred to by its number; nodes, relations, entries and statements
are tables of columns, so that the name of a field is written once too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twingraph.core.text import fold
from twingraph.pages import ground
from twingraph.pages.accounts import account, mark, titles
from twingraph.pages.embedded import Numbering, as_json
from twingraph.pages.kinds import kind_words
from twingraph.pages.letters import letters
from twingraph.pages.links import link
from twingraph.pages.texts import texts_in
from twingraph.pages.view.drawing import drawing
from twingraph.pages.view.geographic import HOME
from twingraph.pages.view.scene import ALONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twingraph.core.languages import Language
    from twingraph.pages.accounts import Section, SourcedValue
    from twingraph.pages.view.geographic import Chart
    from twingraph.pages.view.layout import Layout
    from twingraph.pages.view.scene import Node, Pages, Relation, Scene
    from twingraph.pages.view.style import Line

Table = dict[str, list[Any]]


class _Accounts:
    """The tables of what is said; an account of one subject is written once, for all its lines."""

    def __init__(self, texts: Numbering, language: Language) -> None:
        self._texts = texts
        self._language = language
        self._placed: dict[tuple[SourcedValue, ...], dict[str, int]] = {}
        self._entries: list[dict[str, int]] = []
        self._statements: list[dict[str, int]] = []

    def place(self, statements: tuple[SourcedValue, ...]) -> dict[str, int]:
        """Return which rows of the tables the account of these statements is."""
        if statements not in self._placed:
            first = len(self._entries)
            for section in account(statements, self._language):
                self._add(section)
            entries = len(self._entries) - first
            self._placed[statements] = {"first_entry": first, "entries": entries}
        return self._placed[statements]

    def tables(self) -> dict[str, Table]:
        """Return the tables with all that has been placed."""
        return {
            "entries": _columns(self._entries, _ENTRY),
            "statements": _columns(self._statements, _STATEMENT),
        }

    def _add(self, section: Section) -> None:
        texts = self._texts
        for entry in section.entries:
            said = [statement for value in entry.values for statement in value.evidence]
            self._entries.append(
                {
                    "section": texts[section.title],
                    "part": texts[entry.part_label],
                    "property": texts[entry.property],
                    "dispute": texts[entry.dispute],
                    "first_statement": len(self._statements),
                    "statements": len(said),
                }
            )
            self._statements += map(self._row, said)

    def _row(self, statement: SourcedValue) -> dict[str, int]:
        texts = self._texts
        return {
            "value": texts[statement.value],
            "source": texts[statement.source],
            "address": texts[link(statement.address)],
            "quote": texts[statement.quote],
            "mark": texts[mark(statement)],
            "reason": texts[statement.reason],
            "as_of": texts[statement.as_of],
            "missing": texts[statement.missing],
        }


_ACCOUNT = ("first_entry", "entries")
_NODE = ("id", "label", "kind", "page", "names", *_ACCOUNT)
_RELATION = ("subject", "page", "label", "kind", "start", "status", "from", "to", *_ACCOUNT)
_ENTRY = ("section", "part", "property", "dispute", "first_statement", "statements")
_STATEMENT = ("value", "source", "address", "quote", "mark", "reason", "as_of", "missing")


def content(scene: Scene, layout: Layout, lines: dict[str, Line], pages: Pages = ALONE) -> str:
    """Return a scene as JSON that is safe inside a script element.

    Args:
        scene: The scene.
        layout: The place of each node.
        lines: The lines of the scene.
        pages: What lies beside the page.
    """
    texts = Numbering()
    accounts = _Accounts(texts, scene.language)
    index = {node.id: n for n, node in enumerate(scene.nodes)}
    nodes = [
        _node(node, scene, pages, texts) | accounts.place(node.statements) for node in scene.nodes
    ]
    relations = [
        _relation(relation, index, pages, texts) | accounts.place(relation.statements)
        for relation in scene.relations
    ]
    document = {
        "language": scene.language,
        "words": _words(scene.language),
        "letters": letters(name for node in scene.nodes for name in node.names),
        "nodes": _columns(nodes, _NODE),
        "relations": _columns(relations, _RELATION),
        **accounts.tables(),
        "lines": [line.name for line in lines.values()],
        "drawing": drawing(scene, layout, lines),
        "ground": _ground(layout.chart),
        "frame": layout.frame._asdict(),
        "start": layout.start._asdict(),
        "crowded": layout.crowded,
        "centre": None if scene.centre is None else index[scene.centre],
        "texts": list(texts),
    }
    return as_json(document)


def mark_words(language: Language) -> dict[str, str]:
    """Return the word for each mark; a normal statement needs none.

    Args:
        language: Language of the words.
    """
    own = texts_in(language)
    return {
        "preferred": own.pgettext("rank of a claim", "preferred"),
        "rival": own.pgettext("rank of a claim", "differs"),
        "deprecated": own.pgettext("rank of a claim", "rejected"),
    }


def _words(language: Language) -> dict[str, str | dict[str, str]]:
    """Return the words that the script writes; the template writes the others."""
    own = texts_in(language)
    return {
        "copied": own.gettext("The link has been copied."),
        "as_of": own.gettext("As of"),
        "identifier": own.gettext("Identifier"),
        "matches": own.plural_forms("{number} match", "{number} matches"),
        "missing": own.gettext("not found again on"),
        "network": own.gettext("Network"),
        "no_match": own.gettext("No match"),
        "no_source": own.gettext("no source"),
        "own_page": own.gettext("Page of its own"),
        "partners": titles(language)["partners"],
        "no_statements": own.gettext("No statements."),
        "reason": own.gettext("Reason"),
        "start": own.gettext("Since"),
        **mark_words(language),
    }


def _ground(chart: Chart | None) -> dict[str, Any] | None:
    """Return coast and borders, and where they lie in the picture, if it is a map."""
    if not chart:
        return None
    x, y = chart.middle
    scale = round(chart.scale / ground.EARTH, 6)
    return {"x": x, "y": y, "scale": scale, "edge": round(HOME * ground.EARTH), **ground.load()}


def _columns(rows: Sequence[dict[str, Any]], fields: Iterable[str]) -> Table:
    return {field: [row[field] for row in rows] for field in fields}


def _node(node: Node, scene: Scene, pages: Pages, texts: Numbering) -> dict[str, Any]:
    return {
        "id": texts[node.id],
        "label": texts[node.label],
        "kind": texts[kind_words(scene.language)[node.kind]],
        "page": texts[pages.files.get(node.id, "")],
        "names": sorted({fold(name) for name in node.names} - {""}),
    }


def _relation(
    relation: Relation, index: dict[str, int], pages: Pages, texts: Numbering
) -> dict[str, Any]:
    return {
        "subject": texts[relation.subject],
        "page": texts[pages.files.get(relation.subject, "")],
        "label": texts[relation.label],
        "kind": texts[relation.kind_label],
        "start": texts[relation.start],
        "status": texts[relation.status],
        "from": index[relation.source],
        "to": index[relation.target],
    }
