"""Breaks in the series of new partnerships."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from support.histories import history, record
from twingraph.core.errors import InputError
from twingraph.network.history import shocks

if TYPE_CHECKING:
    from pathlib import Path

SHOCK = shocks.Shock(
    id="one",
    name="an event",
    date="1963-01-22",
    source="https://example.org",
    quote="it happened",
    retrieved=date(2026, 11, 27),
)


def test_a_line_that_jumps_and_bends_is_found_again() -> None:
    before = {year: 3 + (year - 1953) for year in range(1953, 1963)}
    after = {year: 33 + 3 * (year - 1963) for year in range(1963, 1973)}

    found = shocks.fit(SHOCK, (), before, after)

    # The line before would have reached 13 in 1963, rising by 1 a year.
    assert found.level is not None
    assert found.slope is not None
    assert found.level.value == pytest.approx(20)
    assert found.slope.value == pytest.approx(2)
    assert found.level.low == pytest.approx(20)


def test_errors_are_those_of_newey_and_west_computed_by_hand() -> None:
    chance = np.random.default_rng(3)
    years = list(range(1953, 1973))
    counts = dict(zip(years, chance.poisson(5, 20).tolist(), strict=True))
    before = {year: counts[year] for year in years[:10]}
    after = {year: counts[year] for year in years[10:]}

    found = shocks.fit(SHOCK, (), before, after)

    x = np.array([[1, y - 1963, y >= 1963, max(0, y - 1963)] for y in years], dtype=float)
    y = np.array([counts[year] for year in years], dtype=float)
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ y
    scores = x * (y - x @ beta)[:, None]
    meat = scores.T @ scores
    for lag in range(1, found.lags + 1):
        crossed = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (found.lags + 1)) * (crossed + crossed.T)
    error = np.sqrt(np.diag(bread @ meat @ bread) * 20 / (20 - 4))
    quantile = 2.119905  # of the t-distribution with 16 degrees of freedom
    assert found.lags == 2
    assert found.level is not None
    assert found.level.value == pytest.approx(beta[2])
    assert found.level.high - found.level.value == pytest.approx(quantile * error[2], rel=1e-5)


def test_only_partnerships_whose_year_is_certain_are_in_the_series() -> None:
    dated = history(record("1960"), record("1960-05"), record("1960~"), record())

    found = shocks.breaks(dated, [SHOCK])

    assert (found.dated, found.left_out) == (2, 2)
    assert found.breaks[0].before[1960] == 2


def test_named_states_have_a_series_of_their_own() -> None:
    shock = SHOCK.model_copy(update={"states": ("de", "fr")})
    dated = history(record("1960"), record("1960", states=("de", "pl")))

    every, those = shocks.breaks(dated, [shock]).breaks

    assert (every.before[1960], those.before[1960]) == (2, 1)
    assert (every.states, those.states) == ((), ("de", "fr"))


def test_the_years_of_a_long_event_and_those_not_yet_over_are_left_out() -> None:
    long = SHOCK.model_copy(update={"date": "1989-11-09/1991-12-26"})
    late = SHOCK.model_copy(update={"date": "2022-02-24"})

    found = shocks.breaks(history(record("1990")), [long, late])

    assert list(found.breaks[0].before) == list(range(1979, 1989))
    assert list(found.breaks[0].after) == list(range(1992, 2002))
    assert list(found.breaks[1].after) == [2022, 2023, 2024, 2025]
    assert found.last_year == 2025


def test_too_few_years_and_years_without_partnerships_are_not_fitted() -> None:
    late = SHOCK.model_copy(update={"date": "2024"})

    found = shocks.breaks(history(), [SHOCK, late])

    assert [one.reason for one in found.breaks] == [
        "no partnership began in these years",
        "fewer than 3 years after it",
    ]
    assert found.breaks[0].level is None


def test_every_event_that_comes_with_twingraph_has_its_source_and_its_words() -> None:
    years = [shock.years for shock in shocks.load()]

    assert years == [
        (1945, 1945), (1963, 1963), (1973, 1973), (1989, 1991), (2004, 2004), (2022, 2022),
    ]  # fmt: skip
    for shock in shocks.load():
        assert shock.source.startswith("http")
        assert any(str(year) in shock.quote or shock.id == "invasion-2022" for year in shock.years)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[shocks]]\nid = 'a'", "name: Field required"),
        ("x = ", "events.toml: Invalid value"),
    ],
)
def test_a_wrong_file_of_events_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "events.toml"
    file.write_text(text)
    with pytest.raises(InputError, match=message):
        shocks.load(file)


def test_an_event_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "events.toml"
    file.write_text(
        "[[shocks]]\nid = 'a'\nname = 'b'\ndate = '1963/..'\nsource = 'c'\nquote = 'd'\n"
        "retrieved = 2026-11-27\n"
    )
    with pytest.raises(InputError, match="open to one side"):
        shocks.load(file)
