"""The data for the script of a page, as JSON in the form that ``web/view.schema.json`` describes.

Each text is written once, and referred to by its number; nodes, relations and statements are tables
of columns, so that the name of a field is written once too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from twingraph.core.text import fold
from twingraph.core.urls import is_web
from twingraph.pages.texts import texts_in
from twingraph.pages.view.drawing import drawing
from twingraph.pages.view.kinds import kind_words
from twingraph.pages.view.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twingraph.core.languages import Language
    from twingraph.pages.view.layout import Layout
    from twingraph.pages.view.scene import Node, Relation, Scene, SourcedValue
    from twingraph.pages.view.style import Line

# Inside a script element HTML gives meaning to these, and JavaScript once did to the last two.
HARMLESS = {
    character: f"\\u{ord(character):04x}" for character in ("<", ">", "&", "\u2028", "\u2029")
}

Table = dict[str, list[Any]]


class Numbering(dict[str, int]):
    """Numbers texts in the order in which they are met."""

    def __missing__(self, text: str) -> int:
        """Return the next number for a text that is new."""
        number = self[text] = len(self)
        return number


class _Statements:
    """The table of statements; those of one subject are written once, for all that show them."""

    def __init__(self, texts: Numbering) -> None:
        self._texts = texts
        self._first: dict[tuple[SourcedValue, ...], int] = {}
        self._rows: list[dict[str, int]] = []

    def place(self, statements: tuple[SourcedValue, ...]) -> dict[str, int]:
        """Return which rows of the table the statements are."""
        if statements not in self._first:
            self._first[statements] = len(self._rows)
            self._rows += map(self._row, statements)
        return {"first_statement": self._first[statements], "statements": len(statements)}

    def table(self) -> Table:
        """Return the table with all statements so far."""
        return _columns(self._rows, _STATEMENT)

    def _row(self, statement: SourcedValue) -> dict[str, int]:
        texts = self._texts
        return {
            "property": texts[statement.property],
            "value": texts[statement.value],
            "source": texts[statement.source],
            "address": texts[link(statement.address)],
            "quote": texts[statement.quote],
            "mark": texts[mark(statement)],
            "reason": texts[statement.reason],
            "as_of": texts[statement.as_of],
            "missing": texts[statement.missing],
        }


_STATEMENTS = ("first_statement", "statements")
_NODE = ("id", "label", "kind", "names", *_STATEMENTS)
_RELATION = ("subject", "label", "kind", "start", "status", "from", "to", *_STATEMENTS)
_STATEMENT = (
    *("property", "value", "source", "address", "quote", "mark", "reason", "as_of", "missing"),
)


def content(scene: Scene, layout: Layout, lines: dict[str, Line]) -> str:
    """Return a scene as JSON that is safe inside a script element.

    Args:
        scene: The scene.
        layout: The place of each node.
        lines: The lines of the scene.
    """
    texts = Numbering()
    statements = _Statements(texts)
    index = {node.id: n for n, node in enumerate(scene.nodes)}
    nodes = [_node(node, scene, texts) | statements.place(node.statements) for node in scene.nodes]
    relations = [
        _relation(relation, index, texts) | statements.place(relation.statements)
        for relation in scene.relations
    ]
    document = {
        "language": scene.language,
        "words": _words(scene.language),
        "letters": letters(name for node in scene.nodes for name in node.names),
        "nodes": _columns(nodes, _NODE),
        "relations": _columns(relations, _RELATION),
        "statements": statements.table(),
        "lines": [line.name for line in lines.values()],
        "drawing": drawing(scene, layout, lines),
        "frame": layout.frame._asdict(),
        "crowded": layout.crowded,
        "centre": None if scene.centre is None else index[scene.centre],
        "texts": list(texts),
    }
    return harmless(json.dumps(document, ensure_ascii=False, separators=(",", ":")))


def harmless(text: str) -> str:
    """Escape the characters in JSON that HTML would read as markup."""
    for character, escape in HARMLESS.items():
        text = text.replace(character, escape)
    return text


def link(address: str) -> str:
    """Return a web address as it is, and "" for anything else, such as ``javascript:``."""
    return address if is_web(address) else ""


def mark(statement: SourcedValue) -> str:
    """Return the rank of a statement, or "rival" if it contradicts the asserted value."""
    outdone = statement.contradicts and statement.rank == "normal"
    return "rival" if outdone else statement.rank


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
        "as_of": own.gettext("As of"),
        "identifier": own.gettext("Identifier"),
        "matches": own.plural_forms("{number} match", "{number} matches"),
        "missing": own.gettext("not found again on"),
        "network": own.gettext("Network"),
        "no_match": own.gettext("No match"),
        "no_source": own.gettext("no source"),
        "no_statements": own.gettext("No statements."),
        "reason": own.gettext("Reason"),
        "start": own.gettext("Since"),
        **mark_words(language),
    }


def _columns(rows: Sequence[dict[str, Any]], fields: Iterable[str]) -> Table:
    return {field: [row[field] for row in rows] for field in fields}


def _node(node: Node, scene: Scene, texts: Numbering) -> dict[str, Any]:
    return {
        "id": texts[node.id],
        "label": texts[node.label],
        "kind": texts[kind_words(scene.language)[node.kind]],
        "names": sorted({fold(name) for name in node.names} - {""}),
    }


def _relation(relation: Relation, index: dict[str, int], texts: Numbering) -> dict[str, Any]:
    return {
        "subject": texts[relation.subject],
        "label": texts[relation.label],
        "kind": texts[relation.kind_label],
        "start": texts[relation.start],
        "status": texts[relation.status],
        "from": index[relation.source],
        "to": index[relation.target],
    }
