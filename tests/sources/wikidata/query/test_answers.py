"""Answers of a service: what is not an answer is refused, and what it says is read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from twingraph.sources.wikidata.query import answers
from twingraph.sources.wikidata.query.answers import ENTITY, Row, Term, UnusableAnswer
from twingraph.sources.wikidata.statements import PointInTime


def binding(kind: str, value: str, language: str = "") -> dict[str, str]:
    return {"type": kind, "value": value} | ({"xml:lang": language} if language else {})


def answer(*rows: dict[str, Any]) -> bytes:
    return json.dumps({"results": {"bindings": rows}}).encode()


def item(number: str) -> Term:
    return Term("uri", f"{ENTITY}{number}")


def fact(name: str, **more: Term) -> Row:
    """Return a row about one statement of Q1."""
    return {
        "statement": Term("uri", f"{ENTITY}statement/q1-ABC"),
        "fact": Term("literal", name),
        "subject": item("Q1"),
        "rank": Term("uri", "http://wikiba.se/ontology#NormalRank"),
    } | more


def test_terms_keep_their_kind_and_language() -> None:
    body = answer(
        {"item": binding("uri", f"{ENTITY}Q1"), "label": binding("literal", "Lipsk", "pl")}
    )
    (row,) = answers.read(body)
    assert row == {"item": item("Q1"), "label": Term("literal", "Lipsk", "pl")}
    assert list(answers.labels([row])) == [("Q1", "pl", "Lipsk")]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b" \n", "the answer is empty"),
        (b"<html>busy</html>", "is a web page, not JSON: <html>busy</html>"),
        (b'{"results": {"bindings": [', "is cut off or contains an error"),
        (b"busy", "is not JSON: busy"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"exception": "quota \\u001b[31mexceeded"}', "with an error: quota"),
        (b'{"results": {"bindings": [{"x": {"type": "uri", "value": 1}}]}}', "with an error"),
    ],
)
def test_what_is_not_a_whole_answer_is_refused_with_the_reason(body: bytes, reason: str) -> None:
    with pytest.raises(UnusableAnswer) as refused:
        answers.read(body)
    assert reason in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    "term",
    [
        Term("bnode", "Q1"),
        Term("literal", f"{ENTITY}Q1"),
        Term("uri", f"{ENTITY}P190"),
        Term("uri", "https://example.org/Q1"),
    ],
)
def test_only_the_address_of_an_item_is_an_item(term: Term) -> None:
    assert answers.item(term) == ""
    assert list(answers.places([{"place": term}, {"place": item("Q1")}])) == ["Q1"]
    assert list(answers.pairs([{"class": term, "above": item("Q2")}], "class", "above")) == []


def test_the_facts_of_a_statement_are_put_together() -> None:
    day = {"value": Term("literal", "1973-09-08T00:00:00Z"), "precision": Term("literal", "11")}
    rows = [
        fact("start", **day),
        fact("says", object=item("Q2")),
        fact("reference", value=Term("uri", "https://example.org/")),
    ]
    (found,) = answers.statements(rows, "P190")
    assert (found.item, found.value, found.number) == ("Q1", "Q2", "q1$ABC")
    assert found.references == {"https://example.org/"}
    assert found.start == {PointInTime("1973-09-08T00:00:00Z", 11)}
    assert not found.denied


def test_a_statement_of_which_a_part_is_missing_is_refused() -> None:
    with pytest.raises(UnusableAnswer, match="missing a part of the statement"):
        answers.statements([fact("ended")], "P190")
