"""The pages of things: those of the site, and of any other thing all that is asserted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from twingraph.core.errors import UnknownName
from twingraph.core.terms import ID, PREFIXES, kind_of, shorten, slug
from twingraph.pages.asking import Asker
from twingraph.pages.cells import Writer
from twingraph.pages.labels import Labels
from twingraph.pages.site import single
from twingraph.pages.site.addresses import KINDS
from twingraph.pages.site.frame import Entry, Lack
from twingraph.pages.site.related import titles
from twingraph.pages.wording import worded
from twingraph.serve.api.answers import PATH
from twingraph.serve.pages.frame import framed
from twingraph.store import formats, questions
from twingraph.store.parameters import THINGS
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twingraph.pages.cells import Cell
    from twingraph.pages.site.single import Around
    from twingraph.serve.pages.frame import Served, Visit
    from twingraph.store.engine import Store

# The forms of what is known of a thing, by the ending of their addresses.
FORMS = {"ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples"}
_WORDS = {"ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples"}
# The tables of the API that have all things of a kind around another, by the two kinds.
_TABLES = {
    ("city", "city"): "partnerships?city",
    ("city", "partnership"): "partnerships?city",
    ("network", "city"): "memberships?network",
    ("partnership", "city"): "members?partnership",
}
# Types of parameters that have a default, but are what the question is about.
_CHOSEN = ("network", "source")
_REFERRING = 200  # things that refer to another are shown at most
_TYPE = PREFIXES["rdf"] + "type"


class Line(NamedTuple):
    """A property with its values.

    Attributes:
        property: What it is called, and where it is explained.
        values: Its values.
    """

    property: Cell
    values: tuple[Cell, ...]


def page(store: Store, iri: str, visit: Visit) -> str:
    """Return the page of a thing.

    Args:
        store: The store that is asked.
        iri: Address of the thing.
        visit: What the request says.

    Raises:
        UnknownName: The graph says nothing of it.
    """
    _find(store, iri)
    forms = [Entry(f"about/{iri.removeprefix(ID)}.{ending}", _WORDS[ending]) for ending in FORMS]
    around = single.around(iri, store, visit.language)
    footer, ties = around.found.dataset.footer, around.found.ties
    asked = tuple(_asked(iri, framed(visit)))
    if kind_of(iri) in KINDS and (iri in ties or kind_of(iri) != "partnership"):
        frame = framed(visit, footer, forms, _lacking(iri, around, visit), asked)
        return single.page(iri, around, frame)
    return _described(store, iri, framed(visit, footer, forms, asked=asked))


def _lacking(iri: str, around: Around, visit: Visit) -> Iterator[Lack]:
    """Yield what is too much for the page of a thing, with where all of it is if a table has it."""
    words = titles(visit.language)
    for kind, number in around.numbers.items():
        table = _TABLES.get((kind_of(iri), kind))
        goal = (
            f"{visit.root}{PATH.lstrip('/')}/{table}={quote(slug(iri), safe='')}" if table else ""
        )
        yield Lack(words[kind], single.MOST, number, goal)


def _asked(iri: str, frame: Served) -> Iterator[Entry]:
    """Yield the questions that need nothing but a thing of this kind."""
    for question in questions.of_people():
        needed = [each for each in question.parameters if each.default is None] or [
            each for each in question.parameters if each.type in _CHOSEN
        ]
        if [THINGS.get(each.type) for each in needed] == [kind_of(iri)]:
            way = frame.page(f"question/{question.name}", {needed[0].name: slug(iri)})
            yield Entry(way, worded(question, frame.language).summary)


def graph(store: Store, iri: str, form: str) -> bytes:
    """Return what is asserted of a thing.

    Args:
        store: The store that is asked.
        iri: Address of the thing.
        form: One of ``FORMS``.

    Raises:
        UnknownName: The graph says nothing of it.
    """
    _find(store, iri)
    answer = questions.named("serve/graph").ask(store, {"things": iri})
    return formats.encoded(answer, FORMS[form])


def _find(store: Store, iri: str) -> None:
    try:
        known = store.query(f"ASK {{ {ox.NamedNode(iri)} ?property ?value }}")
    except ValueError:  # it is no address at all
        known = False
    if not known:
        raise UnknownName("thing", shorten(iri))


def _described(store: Store, iri: str, frame: Served) -> str:
    """Return a page with all that is asserted of a thing, and what refers to it."""
    own = _solutions("serve/described", store, things=iri)
    others = _solutions("serve/referring", store, things=iri, most=str(_REFERRING + 1))
    writer = Writer((term for row in (*own, *others) for term in row), store, frame)
    label = Labels(Asker(store), frame.language)[iri]
    types = [writer.cell(value) for term, value in own if term.value == _TYPE]
    return frame.render(
        "described.html.jinja",
        f"about/{iri.removeprefix(ID)}",
        iri=iri,
        label=label,
        types=types,
        lines=_lines([row for row in own if row[0].value != _TYPE], writer),
        referring=_lines(others[:_REFERRING], writer),
        is_whole=len(others) <= _REFERRING,
    )


def _solutions(question: str, store: Store, **values: str) -> list[ox.QuerySolution]:
    return rows(questions.named(question).ask(store, values)).solutions()


def _lines(found: Sequence[ox.QuerySolution], writer: Writer) -> list[Line]:
    """Put the values of each property together."""
    lines: dict[Cell, list[Cell]] = {}
    for term, value in found:
        lines.setdefault(writer.cell(term), []).append(writer.cell(value))
    ordered = sorted(lines, key=lambda cell: (cell.text, cell.href))
    return [Line(cell, tuple(sorted(lines[cell]))) for cell in ordered]
