"""Aggregates that are empty although some rows of their group have a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.command import twingraph
from twingraph.store import aggregates, results
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

GROUPS = "{ VALUES (?g ?d) { (1 10) (1 UNDEF) (2 20) } } GROUP BY ?g"


def notes(select: str) -> list[str]:
    sparql = f"SELECT ?g {select} {GROUPS}"
    return aggregates.notes(sparql, results.rows(EmbeddedStore.of([]).query(sparql)))


@pytest.mark.parametrize("name", ["MIN", "max", "SUM", "AVG", "GROUP_CONCAT"])
def test_an_aggregate_that_a_row_without_a_value_empties_is_told(name: str) -> None:
    of = "STR(?d)" if name == "GROUP_CONCAT" else "?d"
    (note,) = notes(f"({name}({of}) AS ?found)")
    assert note.startswith("?found is empty in 1 of 2 rows: this engine leaves an aggregate empty")


@pytest.mark.parametrize("select", ["(COUNT(?d) AS ?n)", "(MIN(COALESCE(?d, 99)) AS ?n)", ""])
def test_nothing_is_told_where_nothing_is_empty(select: str) -> None:
    assert notes(select) == []


def test_the_first_day_by_country_is_not_empty_in_silence(built: Path, tmp_path: Path) -> None:
    query = tmp_path / "first.rq"
    query.write_text(
        "SELECT ?country (MIN(?day) AS ?first) { ?p a tg:Partnership ; tg:member ?c ."
        " ?c tg:country ?country OPTIONAL { ?p tg:phase/tg:start/tg:earliest ?day } }"
        " GROUP BY ?country ORDER BY ?country",
        encoding="utf-8",
    )
    done = twingraph("query", query, "-b", built, "--format", "csv")
    assert done.returncode == 0
    assert done.stderr.startswith("Note: ?first is empty in ")


def test_of_a_named_question_nothing_is_told(built: Path) -> None:
    done = twingraph("query", "twin-towns", "--city", "Krakau", "-b", built)
    assert done.stderr == ""
