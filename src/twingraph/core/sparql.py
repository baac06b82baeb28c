"""The text of a query: its tokens, and how values are put into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twingraph.core.terms import PROLOGUE

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


def lent_lines(sparql: str) -> int:
    """Count the lines of prefixes that twingraph put before a query, unseen by its author."""
    return PROLOGUE.count("\n") if sparql.startswith(PROLOGUE) else 0


def declares_prefixes(sparql: str) -> bool:
    """Whether a query declares prefixes of its own."""
    words = (token["word"] or "" for token in TOKEN.finditer(sparql) if not token["local"])
    return any(word.upper() == "PREFIX" for word in words)


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
