"""What several pages have in common is asked for once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import small
from support.stores import store_of
from twingraph.core.terms import thing
from twingraph.pages.lookup import Lookup
from twingraph.pages.statements import statements

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.store.engine import Store
    from twingraph.store.results import Answer

ALPHA, BETA = thing("city", "alpha"), thing("city", "beta")
TWO = thing("partnership", "alpha--beta")


class Counted:
    """A store that counts how often it is asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.times = 0

    def query(self, sparql: str, most: int | None = None) -> Answer:
        self.times += 1
        return self._store.query(sparql, most)


def test_statements_are_those_of_the_store(tmp_path: Path) -> None:
    known = Lookup(store_of(tmp_path, small.data()), "en")

    said = known.statements([ALPHA, TWO])
    assert said == statements([ALPHA, TWO], known.asker, known.labels)
    assert said[TWO]


def test_what_was_asked_once_is_not_asked_again(tmp_path: Path) -> None:
    store = Counted(store_of(tmp_path, small.data()))
    known = Lookup(store, "en")
    both = known.statements([ALPHA, BETA])

    asked = store.times
    assert known.statements([BETA]) == {BETA: both[BETA]}
    assert store.times == asked


def test_nothing_is_claimed_about_what_is_not_there(tmp_path: Path) -> None:
    nobody = thing("city", "nobody")
    known = Lookup(store_of(tmp_path, small.data()), "en")
    assert known.statements([nobody]) == {nobody: ()}


def test_a_partnership_is_called_after_its_members(tmp_path: Path) -> None:
    labels = Lookup(store_of(tmp_path, small.data()), "de").labels
    assert labels[TWO] == f"{labels[ALPHA]} – {labels[BETA]}"
