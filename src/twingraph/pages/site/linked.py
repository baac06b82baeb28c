"""What the graph asserts of a thing, as JSON-LD within its page.

The names of terms are prefixed, as in Turtle; their prefixes are those of the project's own
context, a copy of which lies in the site.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from twingraph.core import resources
from twingraph.core.terms import ID, PREFIXES, shorten
from twingraph.pages.embedded import as_json
from twingraph.store import questions
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twingraph.store.engine import Store

    Node = dict[str, list[Any]]

CONTEXT = "context.jsonld"
_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"


def context() -> str:
    """Return the context, to which the pages refer."""
    return (resources.folder("ontology") / CONTEXT).read_text("utf-8")


def nodes(things: Sequence[str], store: Store) -> dict[str, dict[str, Node]]:
    """Return what is asserted of things and their parts.

    Args:
        things: Addresses of the things.
        store: The store that is asked.

    Returns:
        For each thing the nodes of it and of its parts, by their addresses.
    """
    found: dict[str, dict[str, Node]] = defaultdict(dict)
    given = {"things": " ".join(things)}
    for row in rows(questions.named("site/triples").ask(store, given)).solutions():
        thing, subject, predicate, value = (row[name] for name in range(4))
        node = found[thing.value].setdefault(subject.value, defaultdict(list))
        node[predicate.value].append(value)
    return found


def written(of_thing: Mapping[str, Node], shared: str) -> str:
    """Return the nodes of a thing as JSON-LD that is safe inside a script element.

    Args:
        of_thing: The nodes, by their addresses.
        shared: The way from the page to the files that all pages share.
    """
    graph = [_node(iri, of_thing[iri]) for iri in sorted(of_thing)]
    document = {"@context": f"{shared}{CONTEXT}", "@graph": graph}
    return as_json(document)


def _node(iri: str, node: Node) -> dict[str, Any]:
    written: dict[str, Any] = {"@id": _compact(iri)}
    for predicate, values in sorted(node.items()):
        if predicate == _TYPE:
            written["@type"] = sorted(_compact(value.value) for value in values)
        else:  # engines do not agree on the order of texts in several languages
            written[shorten(predicate)] = list(map(_value, sorted(values, key=str)))
    return written


def _value(term: Any) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _compact(term.value) if isinstance(term, ox.NamedNode) else str(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": shorten(term.datatype.value)}


def _compact(iri: str) -> str:
    """Return an address as the context reads it back."""
    return f"tgi:{iri[len(ID) :]}" if iri.startswith(ID) else shorten(iri)
