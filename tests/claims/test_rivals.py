"""Which claims are rivals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import rivals as support
from support import small
from twingraph.claims import rivals

if TYPE_CHECKING:
    from pathlib import Path

PLACE = {"city": "alpha", "source": "paper"}


def of_each(folder: Path, content: small.Data, name: str) -> dict[str, list[str]]:
    """Return the rivals of every claim on a property, by its value."""
    claims = support.known(folder, content).claims
    slots = rivals.by_slot(claims)
    return {
        support.value(claim): [support.value(rival) for rival in rivals.of(claim, slot, slots)]
        for slot, claimed in slots.items()
        for claim in claimed
        if claim.statement.predicate.value.endswith(name)
    }


def test_only_dates_that_cannot_both_be_true_are_rivals(tmp_path: Path) -> None:
    starts = [("official", "1973"), ("news", "1973-09-08"), ("encyclopaedia", "1974")]

    assert of_each(tmp_path, support.data(starts), "#start") == {
        "1973": ["1974"],
        "1973-09-08": ["1974"],
        "1974": ["1973", "1973-09-08"],
    }


def test_phases_states_and_counts_at_other_dates_are_things_of_their_own(tmp_path: Path) -> None:
    content = small.data()
    phase = support.PARTNERSHIP | {"source": "page", "phase": "2", "start": "1990"}
    content["partnerships.csv"].append(phase)
    content["states.csv"].append({"state": "dd", "language": "en", "name": "GDR", "source": "page"})
    content["affiliations.csv"] = [
        {"affiliation": f"alpha--{state}", "city": "alpha", "state": state, "source": "page"} | at
        for state, at in (("dd", {"start": "1949"}), ("de", {"start": "1990"}))
    ]
    content["populations.csv"] = [
        {"population": f"alpha--{year}", "city": "alpha", "count": count, "on": year}
        | {"source": "page"}
        for year, count in (("2010", "5000"), ("2020", "6000"))
    ]

    for name in ("#start", "#inState", "#count", "#on"):
        found = of_each(tmp_path / name[1:], content, name)
        assert len(found) > 1
        assert not any(found.values()), name


def test_counts_at_the_same_date_are_rivals(tmp_path: Path) -> None:
    content = small.data()
    count = {"population": "alpha--2020", "city": "alpha", "on": "2020"}
    content["populations.csv"] = [
        count | {"count": "5000", "source": "page"},
        count | {"count": "5001", "source": "paper"},
    ]

    assert of_each(tmp_path, content, "#count") == {"5000": ["5001"], "5001": ["5000"]}


def test_a_thing_may_have_many_names(tmp_path: Path) -> None:
    content = small.data()
    content["names.csv"] += [
        small.name("alpha", "Alpha-Stadt") | {"language": "de"},
        small.name("alpha", "Alpha City") | {"source": "paper"},
    ]

    found = of_each(tmp_path, content, "#prefLabel")
    assert {"Alpha", "Alpha City", "Alpha-Stadt"} <= found.keys()
    assert not any(found.values())


@pytest.mark.parametrize(
    ("latitude", "longitude", "rival"),
    [
        ("50.0488", "19.9372", set()),
        ("50.2", "20.2", set()),
        ("50.0488", "21.9", {"long"}),
        ("52.2", "19.94", {"lat"}),
        # 21 km there, but 33 km on the equator
        ("50.05", "20.24", set()),
    ],
)
def test_positions_are_compared_by_distance(
    tmp_path: Path, latitude: str, longitude: str, rival: set[str]
) -> None:
    content = small.data()
    content["cities.csv"][0] |= {"latitude": "50.05", "longitude": "19.94"}
    content["cities.csv"].append(PLACE | {"latitude": latitude, "longitude": longitude})

    found = {
        name
        for name in ("lat", "long")
        if any(of_each(tmp_path / name, content, f"wgs84_pos#{name}").values())
    }
    assert found == rival
