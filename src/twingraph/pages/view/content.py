"""What the page knows, as JSON: each text is written once, and referred to by its number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from twingraph.pages.view.drawing import drawing
from twingraph.pages.view.texts import kind_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twingraph.pages.view.layout import Layout
    from twingraph.pages.view.scene import Node, Relation, Scene, SourcedValue
    from twingraph.pages.view.style import Line

# Inside a script element HTML gives meaning to these, and JavaScript once did to the last two.
HARMLESS = {
    character: f"\\u{ord(character):04x}" for character in ("<", ">", "&", "\u2028", "\u2029")
}


class Texts(dict[str, int]):
    """Numbers texts in the order in which they are met."""

    def __missing__(self, text: str) -> int:
        """Return a new text the next number."""
        number = self[text] = len(self)
        return number

    def numbers(self, texts: Iterable[str]) -> list[int]:
        """Return the number of each text."""
        return [self[text] for text in texts]


def content(scene: Scene, layout: Layout, lines: dict[str, Line]) -> str:
    """Write a scene as JSON that is safe inside a script element."""
    texts = Texts()
    index = {thing.id: n for n, thing in enumerate(scene.nodes)}
    told = {
        "language": scene.language,
        "words": words(scene.language),
        "things": [_thing(thing, scene, texts) for thing in scene.nodes],
        "relations": [_relation(relation, index, texts) for relation in scene.relations],
        "drawing": drawing(scene, layout, lines),
        "frame": layout.frame,
        "crowded": layout.crowded,
        "centre": None if scene.centre is None else index[scene.centre],
    }
    return harmless(
        json.dumps(told | {"texts": list(texts)}, ensure_ascii=False, separators=(",", ":"))
    )


def harmless(text: str) -> str:
    """Escape in JSON what HTML would read as markup."""
    for character, escape in HARMLESS.items():
        text = text.replace(character, escape)
    return text


def link(address: str) -> str:
    """Return a web address as it is, and "" for anything else, such as ``javascript:``."""
    return address if address.lower().startswith(("http://", "https://")) else ""


def marks(statements: Sequence[SourcedValue]) -> Iterator[str]:
    """Say how each statement stands: its rank, or "rival" if another value is preferred to it."""
    preferred: dict[str, set[str]] = {}
    for statement in statements:
        if statement.rank == "preferred":
            preferred.setdefault(statement.property, set()).add(statement.value)
    for statement in statements:
        agreed = preferred.get(statement.property)
        outdone = agreed and statement.rank == "normal" and statement.value not in agreed
        yield "rival" if outdone else statement.rank


def _thing(thing: Node, scene: Scene, texts: Texts) -> list[Any]:
    names = texts.numbers((thing.id, thing.label, kind_word(scene.language, thing.kind)))
    return [*names, _statements(thing.statements, texts)]


def _relation(relation: Relation, index: dict[str, int], texts: Texts) -> list[Any]:
    ends = index[relation.source], index[relation.target]
    names = (relation.subject, relation.label, relation.kind_label, relation.start, relation.status)
    return [*texts.numbers(names), *ends, _statements(relation.statements, texts)]


def _statements(statements: Sequence[SourcedValue], texts: Texts) -> list[list[int]]:
    return [
        [
            texts[said.property],
            texts[said.value],
            texts[said.source],
            texts[link(said.address)],
            texts[said.quote],
            texts[mark],
            texts[said.reason],
            texts[said.as_of],
        ]
        for said, mark in zip(statements, marks(statements), strict=True)
    ]
