"""Imprecise dates of every form that is read, for tests of properties."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from twingraph.core.dates import parse_or_none

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_days = st.dates(min_value=date(1000, 1, 1))
_qualifiers = st.sampled_from(["", "?", "~", "%"])
_years = st.integers(min_value=1000, max_value=9999).map(str)

# A day, a month or a year.
plain: SearchStrategy[str] = st.builds(
    lambda day, length: day.isoformat()[:length], _days, st.sampled_from([4, 7, 10])
)
decades: SearchStrategy[str] = st.builds(
    lambda year, unknown: year[: 4 - unknown] + "X" * unknown, _years, st.integers(1, 2)
)
_seasons = st.builds(lambda year, season: f"{year}-{season}", _years, st.integers(21, 24))
_unspecified = st.one_of(
    _years.map("{}-XX".format),
    _years.map("{}-XX-XX".format),
    _days.map(lambda day: f"{day:%Y-%m}-XX"),
)
moments: SearchStrategy[str] = st.builds(
    str.__add__, plain | decades | _seasons | _unspecified, _qualifiers
)


def _pairs(*forms: str) -> SearchStrategy[str]:
    return st.builds(str.format, st.sampled_from(forms), moments, moments)


# Whatever can be written: two moments in the wrong order make no date.
texts: SearchStrategy[str] = st.one_of(
    moments,
    _pairs("{}/{}", "{}/..", "{}/", "../{}", "/{}"),
    _pairs("[{}..{}]", "[{},{}]", "[{}..]", "[..{}]", "[{},{}..]", "[..{},{}]"),
).filter(lambda text: parse_or_none(text) is not None)
