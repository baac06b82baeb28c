"""Points in time as dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import wikibase as wb
from twingraph.sources.wikidata.time import edtf


@pytest.mark.parametrize(
    ("time", "precision", "julian", "expected"),
    [
        ("+1953-00-00T00:00:00Z", 9, False, "1953"),
        ("+1953-00-00T00:00:00Z", 11, False, "1953"),
        ("+1973-09-00T00:00:00Z", 10, False, "1973-09"),
        ("+1989-11-09T00:00:00Z", 11, False, "1989-11-09"),
        ("+1989-11-09T00:00:00Z", 14, False, "1989-11-09"),
        ("+1917-10-25T00:00:00Z", 11, True, "1917-11-07"),
        ("+1900-02-29T00:00:00Z", 11, True, "1900-03-13"),
        ("+1900-02-29T00:00:00Z", 11, False, None),
        ("+1582-10-04T00:00:00Z", 11, True, "1582-10-14"),
        ("+0001-01-01T00:00:00Z", 11, True, None),
        ("+1582-10-04T00:00:00Z", 9, True, "1582"),
        ("+1957-00-00T00:00:00Z", 8, False, "195X"),
        ("+1901-00-00T00:00:00Z", 7, False, "19XX"),
        ("+2000-00-00T00:00:00Z", 7, False, "19XX"),
        ("+2001-00-00T00:00:00Z", 7, False, "20XX"),
        ("+2000-00-00T00:00:00Z", 6, False, "1XXX"),
        ("+1953-00-00T00:00:00Z", 5, False, None),
        ("-0044-03-15T00:00:00Z", 11, True, None),
        ("+0000-00-00T00:00:00Z", 9, False, None),
        ("+12000-00-00T00:00:00Z", 9, False, None),
        ("+1973-13-01T00:00:00Z", 11, True, None),
        ("+1973-02-30T00:00:00Z", 11, True, None),
        ("yesterday", 11, False, None),
    ],
)
def test_a_point_in_time_becomes_a_date_of_its_precision(
    time: str, precision: int, julian: bool, expected: str | None
) -> None:
    assert edtf(time, precision, julian) == expected


@given(
    st.integers(-50, 2100),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(6, 14),
    st.sampled_from([wb.JULIAN, wb.GREGORIAN]),
)
def test_json_and_rdf_give_the_same_date(
    year: int, month: int, day: int, precision: int, calendar: str
) -> None:
    text = f"{'-' if year < 0 else '+'}{abs(year):04}-{month:02}-{day:02}T00:00:00Z"
    value = wb.time(text, precision, calendar)["datavalue"]["value"]
    literal = wb._day(value).value  # noqa: SLF001 - the RDF of a time
    assert edtf(text, precision, calendar == wb.JULIAN) == edtf(literal, precision)
