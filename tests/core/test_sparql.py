"""The text of a query: its tokens, its parameters, and how it is filled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core import sparql
from twingraph.core.terms import PREFIXES


@pytest.mark.parametrize(
    "text",
    ["'$x'", '"$x"', "'''a'$x'''", '"""a"$x"""', "<http://example.org/$x>", "# $x", r"'\'$x'"],
)
def test_in_texts_addresses_and_comments_a_dollar_is_no_parameter(text: str) -> None:
    assert sparql.parameters(text) == set()
    assert sparql.fill(text, {"x": "1"}) == text


@pytest.mark.parametrize("text", [r"tg:a\#$x", "tg:a.$x", "?y<$x", "'a'$x", "# a\n$x", "1.$x"])
def test_everywhere_else_it_is_one(text: str) -> None:
    assert sparql.parameters(text) == {"x"}


LINE = f"PREFIX tg: <{PREFIXES['tg']}>\n"
OWN = "PREFIX tg: <urn:x> "


@pytest.mark.parametrize(
    ("text", "lent"),
    [
        ("ASK { ?s tg:kind ?o }", LINE),
        ("PREFIX rdf: <urn:rdf> ASK { ?s tg:kind/rdf:value ?o }", LINE),
        ("base <b:>prefix a: <b:> ASK { a:b tg:kind ?o ; ^tg:member ?x }", LINE),
        (f"{OWN}ASK {{ ?s tg:kind ?o }}", ""),
        (f"PREFIX : <urn:y> {OWN}ASK {{ ?s tg:kind :x }}", ""),
        ("ASK { ?tg nope:kind <tg:kind> , 'tg:kind' } # tg:kind", ""),
    ],
)
def test_each_prefix_is_lent_that_is_used_and_not_declared(text: str, lent: str) -> None:
    asked = sparql.lend(text)
    assert sparql.standalone(asked) == lent + text
    assert sparql.without_lent(asked) == text
    assert sparql.lent_lines(asked) == lent.count("\n")


def test_a_standalone_query_is_lent_nothing_more() -> None:
    own = sparql.standalone(sparql.lend("ASK { ?s tg:kind ?o }"))
    assert sparql.lend(own) == own


@given(st.text(alphabet="a.-:'\"\\<>#$? \n"))
def test_filling_nothing_changes_nothing(text: str) -> None:
    assert sparql.fill(text, {}) == text


@given(st.text(alphabet="a.-:'\"\\<># \n"))
def test_what_stands_after_a_comment_line_is_read_on_its_own(text: str) -> None:
    assert "b" in sparql.parameters(f"# {text.replace(chr(10), ' ')}\n$b")


@pytest.mark.parametrize(
    "unit", ["-", "a.", "a", "'", '"""\\"', '\\"', "<", "<a", "a:", ":", "'\\'", "# ", "$"]
)
def test_any_text_is_read_once(unit: str) -> None:
    """A reader that began anew at each letter would need hours for these."""
    text = unit * 1_000_000
    assert sparql.without_comments(text) == ("" if unit == "# " else text)
