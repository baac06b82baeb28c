"""What a query may not do: call out, or end the process."""

from __future__ import annotations

import pytest

from twingraph.core.errors import QueryError
from twingraph.core.terms import PROLOGUE
from twingraph.store import limits, questions
from twingraph.store.engine import EmbeddedStore


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''it''s''' . SERVICE<http://localhost/>{ ?s ?p ?o } }",
        "SELECT * { #\rSERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c FILTER(0<?b)SERVICE#>\n<http://localhost/> { ?s ?p ?o } }",
        "PREFIX : <http://localhost/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://localhost/> { ?a ?b ?c } }",
        "SELECT * { \\u0053ERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o<?s) SERVICE ?where { ?a ?b ?c } FILTER(?s>?o) }",
    ],
)
def test_no_query_calls_out(sparql: str) -> None:
    with pytest.raises(QueryError, match=r"(SERVICE|service) is not allowed"):
        limits.refuse_federation(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s <http://example.org/SERVICE> 'SERVICE' } # SERVICE",
        "PREFIX service: <http://example.org/> SELECT ?service { ?service service:SERVICE 1 }",
        'SELECT * { ?s ?p """a "quoted" SERVICE""" }',
    ],
)
def test_the_word_alone_is_no_harm(sparql: str) -> None:
    limits.refuse_federation(sparql)


# Text, opening and closing bracket, and how many more levels the text itself has.
NESTED = {
    "parentheses": ("SELECT * {{ FILTER({}1{}) }}", "(", ")", 2),
    "groups": ("SELECT * {}{}", "{", "}", 0),
    "optional": ("SELECT * {{ {}{} }}", "OPTIONAL {", "}", 1),
    "blank nodes": ("SELECT * {{ ?s ?p {}1{} }}", "[ ?p ", "]", 1),
    "lists": ("SELECT * {{ ?s ?p {}1{} }}", "(", ")", 1),
}


@pytest.mark.parametrize("kind", NESTED)
def test_a_query_is_nested_as_deep_as_documented_and_no_deeper(kind: str) -> None:
    """Deeper ones would end the process: the engine's parser has no bound of its own."""
    text, opening, closing, around = NESTED[kind]
    nested = [
        text.format(opening * depth, closing * depth)
        for depth in (limits.DEEPEST - around, limits.DEEPEST - around + 1, 20_000)
    ]
    empty = EmbeddedStore.of([])
    empty.query(nested[0])
    for deeper in nested[1:]:
        with pytest.raises(QueryError, match="nested deeper than 100"):
            empty.query(deeper)


def test_no_other_spelling_hides_brackets() -> None:
    escaped = "SELECT * { FILTER(" + r"\u0028" * 20_000 + ") }"
    with pytest.raises(QueryError, match="nested deeper than 100"):
        EmbeddedStore.of([]).query(escaped)


@pytest.mark.parametrize("link", ["?x = 1 || ", "1 + ", "1 - ", "! "])
def test_a_chain_of_operators_has_an_end(link: str) -> None:
    with pytest.raises(QueryError, match="more than 1,000 groups, patterns and operators"):
        EmbeddedStore.of([]).query("SELECT * { FILTER(" + link * 20_000 + "1) }")


@pytest.mark.parametrize(
    "pattern",
    ["OPTIONAL { ?s ?p 1 } ", "{ ?s ?p 1 } UNION ", "BIND(1 AS ?x) ", "FILTER(?x) ", "?s ?p 1 . "],
)
def test_a_chain_of_patterns_has_an_end(pattern: str) -> None:
    with pytest.raises(QueryError, match="give long lists in VALUES or IN"):
        EmbeddedStore.of([]).query("SELECT * {" + pattern * 20_000 + "{} }")


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("SELECT * {{ VALUES (?x ?y) {{ {} }} }}", "(-1.5 <http://example.org/>) "),
        ("SELECT * {{ FILTER(?x IN ({} 1)) }}", "-1, "),
        ("SELECT * {{ VALUES ?x {{ {} }} }}", '"1"^^xsd:integer "((("@en '),
        ("SELECT * {{ ?s ?p '{}' }}", "("),
        ("SELECT * {{}} # {}", "("),
    ],
)
def test_long_data_are_no_harm(text: str, item: str) -> None:
    EmbeddedStore.of([]).query(PROLOGUE + text.format(item * 5_000))


def test_a_letter_that_there_is_not() -> None:
    with pytest.raises(QueryError, match="that is no character"):
        EmbeddedStore.of([]).query(r"SELECT * { ?s ?p '\UFFFFFFFF' }")


def test_a_query_that_calls_out_is_refused(store: EmbeddedStore) -> None:
    text = "PREFIX : <https://example.org/>\nSELECT *\n{ service :other { ?s ?p ?o } }"
    with pytest.raises(QueryError) as refused:
        questions.parse(text, "own.rq").ask(store)
    assert str(refused.value) == "line 3: service is not allowed; twingraph never calls out"
