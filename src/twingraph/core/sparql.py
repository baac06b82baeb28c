"""The text of a query: its tokens, and how values are put into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twingraph.core.errors import QueryError
from twingraph.core.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

# Each alternative takes whatever begins like it, closed or not, so that no text is read twice.
STRING = r"""(?:\"{3}(?:[^"\\]|\\.|"(?!""))*+(?:\"{3})?+|'{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3})?+
    |"(?:[^"\\\n\r]|\\.)*+"?+|'(?:[^'\\\n\r]|\\.)*+'?+)"""
COMMENT = r"\#[^\n\r]*+"

# What a query text is made of, as far as it matters here. The order matters: an IRI or a
# string may hold a hash, a comment may hold anything.
TOKEN = re.compile(
    rf"""(?P<iri><[^<>"{{}}|^`\\\s]*+>)
      | (?P<string>{STRING})
      | (?P<comment>{COMMENT})
      | (?P<parameter>\$(?P<name>\w++))
      | (?P<variable>\?\w++)
      | (?P<word>\w[\w.-]*+)(?P<local>:(?:[\w.:%-]|\\.)*+)?+
      | :(?:[\w.:%-]|\\.)*+
      | (?P<bracket>[()])
      | \\.""",
    re.VERBOSE | re.DOTALL,
)
# Marks a line that the author of a query did not write, so that it is not counted.
_LENT = "  # lent by twingraph"

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_GRAPHS = ("CONSTRUCT", "DESCRIBE")
_UPDATES = ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE")
# Aggregates that are empty as soon as what they are of is empty once.
_AGGREGATES = {"AVG", "GROUP_CONCAT", "MAX", "MIN", "SUM"}


def fill(sparql: str, values: Mapping[str, str]) -> str:
    """Put values in the places of parameters; a parameter without a value stays.

    Args:
        sparql: The text of a query.
        values: The replacement of each ``$name``, by name, in the notation of SPARQL.

    >>> fill("SELECT * { $city ?p '$city' } # $city", {"city": "<a:b>"})
    "SELECT * { <a:b> ?p '$city' } # $city"
    """
    return TOKEN.sub(lambda token: values.get(token["name"] or "", token[0]), sparql)


def without_comments(sparql: str) -> str:
    """Remove the comments, which a service need not be sent."""
    return TOKEN.sub(lambda token: "" if token["comment"] else token[0], sparql)


def lend(sparql: str) -> str:
    """Put before a query the prefixes of ours that it uses and does not declare.

    >>> lend("PREFIX t: <urn:t> ASK { ?s tg:kind ?o ; t:x ?o }").split("  ")[0]
    'PREFIX tg: <https://w3id.org/twingraph/ontology#>'
    """
    used, declared, previous = set[str](), set[str](), ""
    for token in TOKEN.finditer(sparql):
        if token["local"]:
            (declared if previous == "PREFIX" else used).add(token["word"])
        previous = "" if token["local"] else (token["word"] or "").upper()
    names = [name for name in PREFIXES if name in used - declared]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>{_LENT}\n" for name in names) + sparql


def without_lent(sparql: str) -> str:
    """Return a query as its author wrote it, without what ``lend`` put before it."""
    while (line := sparql.partition("\n"))[0].endswith(_LENT):
        sparql = line[2]
    return sparql


def lent_lines(sparql: str) -> int:
    """Count the lines that ``lend`` put before a query, unseen by its author."""
    return sparql.count("\n") - without_lent(sparql).count("\n")


def standalone(sparql: str) -> str:
    """Return a query for other software: lent prefixes become its own."""
    return sparql.replace(f">{_LENT}\n", ">\n", lent_lines(sparql))


def parameters(sparql: str) -> set[str]:
    """Return the names that have a dollar sign before them in a query."""
    return {token["name"] for token in TOKEN.finditer(sparql) if token["name"]}


def aggregated(sparql: str) -> set[str]:
    """Return the names of the variables to which a query assigns aggregates.

    >>> aggregated("SELECT (MIN(?day) AS ?first) (COUNT(*) AS ?n) { ?x ?p ?day }")
    {'first'}
    """
    names: set[str] = set()
    levels = [False]  # whether an aggregate stands within each bracket that is open
    previous = ""
    for token in TOKEN.finditer(sparql):
        if token["bracket"] == "(":
            levels.append(previous in _AGGREGATES)
        elif token["bracket"] and len(levels) > 1:
            levels[-1] = levels.pop() or levels[-1]
        elif token["variable"] and previous == "AS" and levels[-1]:
            names.add(token["variable"][1:])
        previous = (token["word"] or "").upper()
    return names


def form_of(sparql: str) -> str:
    """Return the form of a query, which its first keyword names, such as SELECT.

    Raises:
        QueryError: The text is not a query, but an update for instance.
    """
    tokens = (token for token in TOKEN.finditer(sparql) if not token["local"])
    words = ((token["word"] or "").upper() for token in tokens)
    form = next((word for word in words if word in _FORMS or word in _UPDATES), "")
    if form not in _FORMS:
        what = f"{form} changes data" if form else "the query has none of the known forms"
        raise QueryError(f"{what}; only queries of the forms {', '.join(_FORMS)} are asked")
    return form


def is_graph(form: str) -> bool:
    """Whether the answer to a query of a form is a graph; else it is results."""
    return form in _GRAPHS
