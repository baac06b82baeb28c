"""What a query may not do: call out, or grow beyond what a parser's stack can hold."""

from __future__ import annotations

import re

import pyoxigraph as ox

from twingraph.core.errors import QueryError
from twingraph.core.sparql import TOKEN, lent_lines

_SERVICE = re.compile("service", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

# A parser that calls itself for each of these runs out of stack and takes the process with it:
# Oxigraph's does so at about 2,000 levels of groups or OPTIONALs on a stack of 8 MB.
DEEPEST = 100
LONGEST_CHAIN = 1_000
_BRACKET = re.compile(r"[(\[{]|[)\]}]")
# No data of a VALUES or IN is among them: no number's sign or point, and no literal's ^^.
_LINK = re.compile(
    r"[{\[|&!*/=<>] | (?<!\^)\^(?!\^) | [+-](?![\d.]) | \.(?!\d) | \b(?:BIND|FILTER)\b",
    re.VERBOSE | re.IGNORECASE,
)


def refuse_overgrown(sparql: str) -> None:
    """Refuse a query whose structure is deeper or longer than a parser's stack.

    Raises:
        QueryError: Its brackets are nested deeper than ``DEEPEST``, or it has more groups,
            patterns and operators than ``LONGEST_CHAIN``.
    """
    text = TOKEN.sub(lambda token: token["word"] or " ", _unescape(sparql))
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "([{" else -1
        if depth > DEEPEST:
            raise QueryError(f"brackets nested deeper than {DEEPEST}; write the query flatter")
    if sum(1 for _ in _LINK.finditer(text)) > LONGEST_CHAIN:
        message = f"more than {LONGEST_CHAIN:,} groups, patterns and operators"
        raise QueryError(f"{message}; give long lists in VALUES or IN")


def refuse_federation(sparql: str) -> None:
    """Refuse a query that would make the store call out.

    Raises:
        QueryError: It has SERVICE.
    """
    text = _unescape(sparql)
    found = _SERVICE.search(text)
    if found is None or _parses(_SERVICE.sub("SERVIC3", text)):
        return  # where another word does as well, it is part of a name, a text or a comment
    line = text.count("\n", 0, found.start()) + 1 - lent_lines(sparql)
    raise QueryError(f"line {line}: {found[0]} is not allowed; twingraph never calls out")


def _unescape(sparql: str) -> str:
    """Write out the letters given by number: SPARQL allows them anywhere, in a keyword too."""
    try:
        return _ESCAPE.sub(lambda escape: chr(int(escape[1] or escape[2], 16)), sparql)
    except (ValueError, OverflowError):
        raise QueryError(
            "the query has a \\U… that is no character; the last is \\U0010FFFF"
        ) from None


def _parses(sparql: str) -> bool:
    """Let the engine's own parser judge, on an empty store."""
    try:
        ox.Store().query(sparql)
    except (SyntaxError, ValueError):
        return False
    return True
