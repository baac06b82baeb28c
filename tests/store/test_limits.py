"""What a query may not do: call out, or end the process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from twingraph.core.errors import QueryError
from twingraph.core.sparql import lend
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
        "SELECT * {\n# no\rSERVICE <http://localhost/> { ?a ?b ?c } }",
        "SELECT * {\n# no\\u000ASERVICE <http://localhost/> { ?a ?b ?c } }",
        "SELECT ('''\n#''' AS ?x) { SERVICE <http://localhost/> { ?a ?b ?c } }",
        "SELECT ('''\n\\u0023''' AS ?x) { SERVICE <http://localhost/> { ?a ?b ?c } }",
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


def test_remarks_on_lines_of_their_own_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = list[str]()
    monkeypatch.setattr(limits, "_parses", parsed.append)
    sparql = "#+ filter ?partnership: from, to\n \t# service\r\nASK { ?a ?b ?c }\n#FROM"
    limits.refuse_federation(sparql)
    limits.refuse_from(sparql)
    assert not parsed


# Whatever a parser may call itself for, once for each repetition: begin, repeated, end, closed.
REPEATED = {
    "aggregates": ("SELECT (1", "+SUM(?x)", " AS ?y) {}", ""),
    "alternatives": ("SELECT * { ?a a", "|a", " ?c }", ""),
    "annotations": ("ASK { ?a a 1", "{|a 1", "", "|}"),
    "binds": ("SELECT * {", "BIND(1 AS ?x)", "}", ""),
    "blank nodes": ("ASK { ?a a ", "[a", " 1", "]"),
    "collections": ("ASK { ?a a ", "(", "1", ")"),
    "constructed collections": ("CONSTRUCT { ?a a ", "(", "1", ")"),
    "described": ("DESCRIBE ", "<a:a>", "", ""),
    "exists": ("ASK {", "FILTER EXISTS{", "", "}"),
    "filters": ("ASK {", "FILTER(1)", "}", ""),
    "functions": ("ASK { FILTER(", "STR(", "1", ")"),
    "group conditions": ("SELECT (1 AS ?x) {} GROUP BY ?y HAVING ", "(0)", "", ""),
    "grouped": ("SELECT (1 AS ?x) {} GROUP BY ", "(0)", "", ""),
    "groups": ("ASK ", "{", "", "}"),
    "groups in a row": ("ASK {", "{}", "}", ""),
    "lateral": ("ASK ", "{LATERAL", "{}", "}"),
    "lists of one": ("ASK { FILTER(1", " IN (1)&&1", ")}", ""),
    "negations": ("ASK { FILTER(", "!", "1)}", ""),
    "objects": ("ASK { ?a ?b ?c", ",?c", "}", ""),
    "optional": ("ASK {", "OPTIONAL{", "", "}"),
    "orders": ("SELECT * {} ORDER BY ", "(0)", "", ""),
    "or": ("ASK { FILTER(1", "||1", ")}", ""),
    "parentheses": ("ASK { FILTER(", "(", "1", ")"),
    "paths": ("ASK { ?a ", "(", "a", ")*"),
    "patterns": ("ASK {", "?a a 1.", "}", ""),
    "patterns after names": ("PREFIX a: <b:> ASK {", "a:a a:b a:c.\n", "}", ""),
    "selected": ("SELECT", "(0 AS ?x)", "{}", ""),
    "subqueries": ("SELECT * ", "{SELECT * ", "{}", "}"),
    "sums": ("ASK { FILTER(1", "-1", ")}", ""),
    "triples in triples": ("ASK { ?a a ", "<<(<a:a> a", " 1", ")>>"),
    "unions": ("ASK {{}", "UNION{}", "}", ""),
    "values": ("ASK {", " VALUES ?x{1}", "}", ""),
}
ASK = r"""
import os, sys
from pyoxigraph import Store
from twingraph.core.errors import TwingraphError
from twingraph.store.engine import EmbeddedStore
from twingraph.store.worker import Limits
store = EmbeddedStore(Store(), Limits(seconds=2))
for query in sys.stdin.read().split("\0"):
    try:
        print(str(store.query(query))[:40])
    except TwingraphError as error:
        print(str(error).partition("\n")[0])
sys.stdout.flush()
os._exit(0)  # some of them would go on
"""


def asked(*queries: str) -> subprocess.CompletedProcess[str]:
    """Ask queries in a process of their own, which they may end."""
    return subprocess.run(
        [sys.executable, "-c", ASK],
        input="\0".join(queries),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("kind", REPEATED)
def test_no_query_as_long_as_permitted_ends_the_process(kind: str) -> None:
    begin, repeated, end, closing = REPEATED[kind]
    room = limits.LONGEST - len(begin) - len(end)
    closed, unclosed = room // len(repeated + closing), room // len(repeated)
    done = asked(begin + repeated * closed + end + closing * closed, begin + repeated * unclosed)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 2
    assert "characters outside" not in done.stdout


@pytest.mark.parametrize("kind", REPEATED)
def test_a_longer_query_is_refused_with_the_count_and_the_bound(kind: str) -> None:
    begin, repeated, end, closing = REPEATED[kind]
    times = limits.LONGEST
    text = begin + repeated * times + end + closing * times
    with pytest.raises(
        QueryError, match=r"has [\d,]+ characters outside .*; at most 20,000 are allowed; write"
    ):
        EmbeddedStore.of([]).query(text)


HIDDEN = "1&&" * 10_000

# What looks like a list of data, a text or a comment, and is none, around what would be read.
DECEPTIONS = {
    "a comment": "ASK { # VALUES ?x {\n FILTER(HIDDEN 1) }",
    "a hash in a name": r"PREFIX a: <b:> ASK { ?x a:a\# ?y FILTER(HIDDEN 1) }",
    "a hash in what is no IRI": "ASK { FILTER(1<2#>'''\n 1 IN (1,HIDDEN 1) #'''\n) }",
    "a name": "PREFIX a: <b:> ASK { ?x a:VALUES ?x { HIDDEN } }",
    "a quotation mark in what is no IRI": "ASK { FILTER(1<'a>' && HIDDEN 'b') }",
    "a sum": "ASK { FILTER(1 IN (1 HIDDEN 1)) }",
    "a text": "ASK { FILTER(' IN (' = 1 && HIDDEN ')' = 1) }",
    "an escaped quotation mark": r"ASK { FILTER('\' IN (' = 1 && HIDDEN ')' = 1) }",
}


@pytest.mark.parametrize("kind", DECEPTIONS)
def test_nothing_hides_what_the_engine_would_read(kind: str) -> None:
    with pytest.raises(QueryError, match="characters outside VALUES"):
        EmbeddedStore.of([]).query(DECEPTIONS[kind].replace("HIDDEN", HIDDEN))


@pytest.mark.parametrize(
    "unit", ["-", "a.", "'", '\\"', "<", "VALUES ?x{", " IN (1,", "'''\\'", "a:"]
)
def test_any_text_is_read_once(unit: str) -> None:
    """A reader that began anew at each letter would need hours for these."""
    with pytest.raises(QueryError, match="characters outside VALUES"):
        limits.refuse_overgrown("SELECT * {} " + unit * 1_000_000)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("SELECT * {{ VALUES (?x ?y) {{ {} }} }}", "(-1.5 <http://example.org/>) "),
        ("SELECT * {{ FILTER(?x IN ({} 1)) }}", "-1, "),
        ("SELECT * {{ VALUES ?x {{ {} }} }}", '"1"^^xsd:integer "((("@en '),
        ("SELECT * {{ ?s ?p '{}' }}", "("),
        ("SELECT * {{}} # {}", "("),
        ("SELECT * {{ {} }}", " \n"),
    ],
)
def test_long_data_are_no_harm(text: str, item: str) -> None:
    EmbeddedStore.of([]).query(lend(text.format(item * 50_000)))


def test_a_letter_that_there_is_not() -> None:
    with pytest.raises(QueryError, match="that is not a character"):
        EmbeddedStore.of([]).query(r"SELECT * { ?s ?p '\UFFFFFFFF' }")


def test_a_query_that_calls_out_is_refused(store: EmbeddedStore) -> None:
    text = "PREFIX : <https://example.org/>\nSELECT *\n{ service :other { ?s ?p ?o } }"
    with pytest.raises(QueryError) as refused:
        questions.parse(text, "own.rq").ask(store)
    assert str(refused.value) == "line 3: service is not allowed: twingraph queries one store only"
