"""What counts as a difference, and what comes or goes as a whole."""

from __future__ import annotations

import dataclasses

from twingraph.publish.diff.changes import Change, Count, Difference, Kind, whole

EMPTY = Change(*[""] * 14)  # type: ignore[arg-type]  # each test says what it is about


def change(part: str, property_: str, kind: Kind) -> Change:
    return dataclasses.replace(EMPTY, part=part, property=property_, change=kind)


def test_a_claim_that_only_moved_is_no_difference() -> None:
    moved = Count("claims", "moved", 3)
    assert not Difference()
    assert not Difference((), (moved,))
    assert Difference((), (moved, Count("claims", "added", 1)))
    assert Difference((change("city/a", "rdf:type", "added"),))


def test_a_thing_came_or_went_where_its_type_did() -> None:
    changes = [
        change("city/a", "rdf:type", "added"),
        change("city/b", "rdf:type", "removed"),
        change("city/c", "skos:prefLabel", "added"),
    ]
    assert whole(changes, "added") == {"city/a"}
    assert whole(changes, "added", "removed") == {"city/a", "city/b"}
