"""The embedded store: its answers, and what it says of a query that does not parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.core.errors import QueryError
from twingraph.store import questions

if TYPE_CHECKING:
    from twingraph.store.engine import EmbeddedStore


def test_an_update_is_told_from_a_syntax_error(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="INSERT changes data; only queries"):
        store.query("INSERT DATA { <a:a> <a:b> <a:c> }")


def test_a_syntax_error_is_shown_in_its_line(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as refused:
        questions.parse("SELECT ?city\n{ ?city a tg:City . . }", "own.rq").ask(store)
    assert str(refused.value) == (
        "the query has a syntax error: line 2, column 24\n"
        "  { ?city a tg:City . . }\n"
        "                         ^"
    )


def test_an_undeclared_prefix_is_named(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as refused:
        questions.parse("PREFIX tg: <https://example.org/>\nASK { ?s nope:note ?o }", "own.rq").ask(
            store
        )
    first, _, rest = str(refused.value).partition("\n")
    assert first.startswith("the query has a syntax error: line 2, column ")
    assert rest.endswith("^ this prefix is not declared")
