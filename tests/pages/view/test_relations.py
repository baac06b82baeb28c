"""The lines of a view."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from support import small
from support.stores import store_of
from twingraph.core.terms import slug, thing
from twingraph.pages.lookup import Lookup
from twingraph.pages.view.relations import initiatives, partnerships

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.pages.view.scene import Relation

TODAY = date(2026, 11, 26)
TWO, THREE = "alpha--beta", "alpha--beta--gamma-main"


def lines(
    folder: Path, *names: str, hubs: bool = False, cells: small.Cells | None = None
) -> list[Relation]:
    content = small.data()
    first = content["partnerships.csv"][0] | {"start": "1962-05"} | (cells or {})
    content["partnerships.csv"] = [
        {**first, "partnership": name, "members": "; ".join(name.split("--"))} for name in names
    ]
    iris = [thing("partnership", name) for name in names]
    return partnerships(iris, Lookup(store_of(folder, content), "en"), TODAY, hubs=hubs)


def ends(line: Relation) -> tuple[str, str]:
    return slug(line.source), slug(line.target)


def test_two_members_are_joined_by_one_line(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, TWO)
    assert ends(line) == ("alpha", "beta")
    assert (line.kind, line.label, line.start) == ("twin-town", "Alpha – Beta", "May 1962")
    assert (line.status, line.standing) == ("active", "active")
    assert line.statements


def test_more_members_are_joined_to_a_hub_that_all_lines_are_about(tmp_path: Path) -> None:
    drawn = lines(tmp_path, THREE)
    assert [ends(line) for line in drawn] == [
        (THREE, "alpha"),
        (THREE, "beta"),
        (THREE, "gamma-main"),
    ]
    assert {slug(line.subject) for line in drawn} == {THREE}
    assert len({line.statements for line in drawn}) == 1


@pytest.mark.parametrize(
    ("cells", "status", "standing"),
    [
        ({"status": "ended"}, "ended", "ended"),
        ({"start": ""}, "active, undated", "undated"),
        ({"status": "", "start": "2027"}, "planned", "planned"),
        ({"status": ""}, "status unknown", "unknown"),
    ],
)
def test_a_line_tells_how_its_partnership_stands(
    tmp_path: Path, cells: small.Cells, status: str, standing: str
) -> None:
    (line,) = lines(tmp_path, TWO, cells=cells)
    assert (line.status, line.standing) == (status, standing)


def test_a_hub_for_two_is_drawn_where_it_is_asked_for(tmp_path: Path) -> None:
    assert [ends(line) for line in lines(tmp_path, TWO, hubs=True)] == [
        (TWO, "alpha"),
        (TWO, "beta"),
    ]


def test_lines_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    drawn = lines(tmp_path, THREE, "beta--gamma-main", TWO)
    assert [slug(line.subject) for line in drawn] == [TWO, *[THREE] * 3, "beta--gamma-main"]


def test_nothing_is_drawn_of_what_is_no_initiative(tmp_path: Path) -> None:
    known = Lookup(store_of(tmp_path, small.data()), "en")
    assert initiatives([thing("city", "alpha")], known) == []
