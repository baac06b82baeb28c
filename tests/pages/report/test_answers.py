"""How the report puts its questions, and which numbers it finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from support.answers import oxigraph
from twingraph.core import ontology
from twingraph.core.errors import CannotError, QueryError
from twingraph.pages import report

if TYPE_CHECKING:
    from twingraph.store.engine import EmbeddedStore


def test_a_number_counts_different_values(found: report.Report) -> None:
    (answer,) = (a for a in found.answers if a.section.question == "contradictions")
    twice = replace(answer, asked=replace(answer.asked, rows=answer.asked.rows * 2))
    assert answer.numbers == twice.numbers
    assert answer.numbers[0].value > 0


def test_a_parameter_goes_to_the_questions_that_have_it(store: EmbeddedStore) -> None:
    given = {
        asked.question.name: dict(asked.given)
        for asked in report.gather(store, {"years": "9"}).questions
    }
    assert given["report/stale-sources"] == {"years": "9"}
    assert {name for name, values in given.items() if values} == {"report/stale-sources"}


def test_a_parameter_changes_command_and_answer(store: EmbeddedStore) -> None:
    (stale,) = (
        asked
        for asked in report.gather(store, {"years": "9"}).questions
        if asked.question.name == "report/stale-sources"
    )
    assert stale.command == "twingraph query report/stale-sources --years 9"
    assert stale.rows == ()


def test_an_unknown_parameter_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as refused:
        report.gather(store, {"jahre": "9"})
    assert str(refused.value) == (
        'no question of the report has the parameter "jahre";'
        " the parameters are: language, least, times, years"
    )


def test_a_graph_that_is_no_dataset_cannot_be_reported_on() -> None:
    with pytest.raises(CannotError, match="does not say what dataset it is"):
        report.gather(oxigraph(ontology.load().triples))
