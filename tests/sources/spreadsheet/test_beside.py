"""A list beside the curated data contradicts nothing where both agree, however precise it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import small
from support.listing import PLAIN, mapped, row, write_csv
from twingraph.claims.knowledge import gather_claims
from twingraph.core import dates, resources
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.reconcile import reconcile
from twingraph.sources.spreadsheet.tables import write_tables
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import pytest

STATES = resources.folder("data") / "states.csv"
NAMES = {"alpha": ["Alpha", "ALPHA", "Älpha", "Alpha, Germany"], "beta": ["Beta", "Bêta"]}
DAYS = st.dates(min_value=dates.parse_day("1950-01-01"), max_value=dates.parse_day("2020-12-31"))


def written(day: date) -> st.SearchStrategy[str]:
    """Return a strategy for ways to write a day with less precision, or none."""
    year, month = f"{day.year}", f"{day.year}-{day.month:02}"
    decade = f"{day.year // 10}X"
    exact = [day.isoformat(), month, year, f"{year}~", decade, f"../{year}", f"{year}/.."]
    return st.sampled_from([*exact, ""])


def near(degrees: float) -> st.SearchStrategy[str]:
    """Return a strategy for positions of one city: some kilometres apart, and rounded."""
    moved = st.floats(-0.04, 0.04).map(lambda by: degrees + by)
    return st.builds(lambda value, digits: f"{value:.{digits}f}", moved, st.integers(2, 6))


def curated(start: str, end: str) -> small.Data:
    content = small.data()
    for city, north in zip(content["cities.csv"], ("51.34", "50.06", "48", "49"), strict=True):
        city |= {"latitude": north, "longitude": "12.37"}
    pair = {"partnership": "alpha--beta", "members": "alpha; beta", "source": "page"}
    content["partnerships.csv"] = [pair | {"status": "active", "start": start, "end": end}]
    if end:
        content["partnerships.csv"].append(pair | {"phase": "2", "status": "ended", "start": end})
    return content


@given(data=st.data(), lasted=st.tuples(DAYS, DAYS).map(sorted), ended=st.booleans())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_list_that_agrees_makes_no_contradiction(
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    lasted: list[date],
    ended: bool,
) -> None:
    folder = tmp_path_factory.mktemp("beside")
    start, end = lasted
    said = [data.draw(written(day)) if use else "" for day, use in ((start, True), (end, ended))]
    known = [data.draw(written(day)) if use else "" for day, use in ((start, True), (end, ended))]
    small.write(folder / "data", curated(*known))
    cells = {
        "a_lat": data.draw(near(51.34)),
        "a_long": data.draw(near(12.37)),
        "b_lat": data.draw(near(50.06)),
        "b_long": data.draw(near(12.37)),
    }
    names = [data.draw(st.sampled_from(NAMES[city])) for city in ("alpha", "beta")]
    listed = row(*names, **cells, since=said[0], until=said[1])
    assert contradictions(folder, listed) == []


def test_a_list_that_disagrees_makes_one(tmp_path: Path) -> None:
    small.write(tmp_path / "data", curated("1973-09", ""))
    assert contradictions(tmp_path, row("Alpha", "Beta", since="1974")) == ["start"]


def contradictions(folder: Path, listed: dict[str, str]) -> list[str]:
    """Return the properties in which a list of one row contradicts the curated tables."""
    file = write_csv(folder / "list.csv", [listed])
    gazetteer = Gazetteer(read_tables([folder / "data", STATES]))
    manifest = write_tables([file], mapped(folder, PLAIN), folder / "out", gazetteer)
    assert manifest["cities_known"] == 2
    both = reconcile(read_tables([folder / "data", folder / "out"]))
    knowledge, findings = gather_claims(both)
    assert findings == []
    return [
        claim.statement.predicate.value.rpartition("#")[2]
        for claim in knowledge.claims
        if knowledge.verdict(claim).contradicts
    ]
