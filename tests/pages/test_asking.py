"""Putting the named questions of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import small
from support.stores import store_of
from twingraph.core.terms import thing
from twingraph.pages.asking import Asker

if TYPE_CHECKING:
    from pathlib import Path


def test_several_things_are_asked_about_at_once(tmp_path: Path) -> None:
    asker = Asker(store_of(tmp_path, small.data()))
    both = [thing("city", "beta"), thing("city", "alpha"), thing("city", "beta")]
    assert {row["thing"] for row in asker.about("view/names", both)} == set(both)


def test_what_is_no_thing_of_ours_is_passed_over(tmp_path: Path) -> None:
    asker = Asker(store_of(tmp_path, small.data()))
    assert asker.about("view/names", ["https://example.org/x", "} UNION {"]) == []
    assert asker.about("view/names", []) == []
