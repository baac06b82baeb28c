"""Queries that are refused: they would call out, or need more stack than the engine is given.

The engine's parser calls itself for each level of a query and has no bound of its own: out of
stack, it ends the process. Measured over all forms of query (Oxigraph 0.5), it takes less than
4 kB for each character, whatever the query says. Only lists of data, texts, comments and blanks
take none. So the characters outside of these are counted, and the engine gets a stack for as many.
"""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox

from twingraph.core.errors import QueryError
from twingraph.core.sparql import COMMENT, STRING, lent_lines, without_lent

LONGEST = 20_000  # characters of a query that are not data, text, comment or blank
DEEPEST = 100  # levels of nesting in an answer

_MOST_COUNTED = 20  # characters of one list, text, comment or blank: they can be many
_STACK_A_CHARACTER = 10_000
_LEAST_STACK = 16_000_000

_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
_FROM = re.compile("from", re.IGNORECASE | re.ASCII)
# No keyword is in such a line: it is a comment, or lies within a text that does not end in it.
_REMARK = re.compile(r"[ \t]*+\#[^\r\"'<>]*+\r?+")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

# Where an expression may stand, <a>b> is "less than a". With :// in it, it can only be an IRI;
# without a quotation mark or a hash it may be either, as it hides no text or comment.
_IRI = r"<(?:[A-Za-z][\w+.-]*+://[^<>\"{}|^`\\\x00-\x20]*+|[^'#<>\"{}|^`\\\x00-\x20]*+)>"
_NAME = r"[\w\x80-\U0010ffff.-]*+:(?:[\w\x80-\U0010ffff.:%-]|\\.)*+"
_DATUM = rf"""(?:{_IRI}|{STRING}(?:@[\w-]++|\^\^(?:{_IRI}|{_NAME}))?+
    |[+-]?[\d.]++(?:[eE][+-]?\d++)?|{_NAME}|\w++)"""
_VALUES = rf"""(?i:VALUES)\s*+(?:[?$]\w++|\((?:\s*+[?$]\w++)*+\s*+\))\s*+
    \{{(?:\s++|[()]|{_DATUM})*+\}}"""
_IN = rf"(?i:IN)\s*+\(\s*+{_DATUM}\s*+(?:,\s*+{_DATUM}\s*+)*+\)"


def refuse_overgrown(sparql: str) -> None:
    """Refuse a query that needs more stack than the engine is given.

    Raises:
        QueryError: More than ``LONGEST`` characters are neither data of VALUES or IN, nor text, nor
            comment, nor blank.
    """
    length = _length(sparql)
    if length > LONGEST:
        raise QueryError(
            f"the query has {length:,} characters outside VALUES, IN, strings and comments; at most"
            f" {LONGEST:,} are allowed; write long lists in VALUES or IN"
        )


def stack_for(sparql: str) -> int:
    """Return how many bytes of stack the engine needs for a query that is not overgrown."""
    lent = len(sparql) - len(without_lent(sparql))
    return _LEAST_STACK + _STACK_A_CHARACTER * min(len(sparql), LONGEST + lent)


def _length(sparql: str) -> int:
    """Count the characters that may need stack; from where it is in doubt, all others."""
    own = without_lent(sparql)
    length = len(own)
    if length <= LONGEST:
        return length
    for token in _tokens().finditer(own):
        if token["doubtful"]:
            break
        length -= max(0, len(token["data"] or token["idle"] or "") - _MOST_COUNTED)
    return length


@cache
def _tokens() -> re.Pattern[str]:
    """Compile what a query is made of: it takes longer than most queries, and few need it."""
    return re.compile(
        rf"""(?P<data>(?<=[ \t\r\n)}}])(?:{_VALUES}|{_IN}))
          | {_IRI}
          | (?P<doubtful><[^<>\"{{}}|^`\\\x00-\x20]*+>)
          | (?P<idle>{STRING} | {COMMENT} | \s++)
          | \\. | \w++""",
        re.VERBOSE | re.DOTALL,
    )


def refuse_federation(sparql: str) -> None:
    """Refuse a query that would make the store call out.

    Raises:
        QueryError: It has SERVICE.
    """
    text = _unescape(sparql)
    if "service" not in text.lower():  # a hundred times quicker than to look at comments
        return
    found = _SERVICE.search(_without_remarks(text))
    if found is None or _parses(_SERVICE.sub("SERVIC3", text)):
        return  # where another word does as well, it is part of a name, a text or a comment
    raise QueryError(f"{_place(found, sparql)} is not allowed: twingraph queries one store only")


def refuse_from(sparql: str) -> None:
    """Refuse a query that names graphs of its own: a store of ours has one, without a name.

    To the engine, any other is a graph without triples, and the answer would be empty.

    Args:
        sparql: A query without SERVICE.

    Raises:
        QueryError: It has FROM.
    """
    text = _unescape(sparql)
    if "from" not in text.lower():
        return
    found = _FROM.search(_without_remarks(text))
    # Where neither text parses, the engine says what is wrong.
    if found is None or _parses(_FROM.sub("FR0M", text)) or not _parses(text):
        return
    raise QueryError(
        f"{_place(found, sparql)} is not allowed: the store has one graph and fetches no others;"
        " leave FROM out"
    )


def _place(found: re.Match[str], sparql: str) -> str:
    line = found.string.count("\n", 0, found.start()) + 1 - lent_lines(sparql)
    return f"line {line}: {found[0]}"


def _without_remarks(text: str) -> str:
    """Empty the lines that are nothing but a comment."""
    return "\n".join("" if _REMARK.fullmatch(line) else line for line in text.split("\n"))


def _unescape(sparql: str) -> str:
    """Write out the letters given by number: SPARQL allows them anywhere, in a keyword too."""
    try:
        return _ESCAPE.sub(lambda escape: chr(int(escape[1] or escape[2], 16)), sparql)
    except (ValueError, OverflowError):
        raise QueryError(
            "the query has a \\U… that is not a character; the last one is \\U0010FFFF"
        ) from None


def _parses(sparql: str) -> bool:
    """Let the engine's own parser judge, on an empty store."""
    try:
        ox.Store().query(sparql)
    except (SyntaxError, ValueError):
        return False
    return True
