"""What a scene refuses before anything is drawn."""

from __future__ import annotations

import pytest

from twingraph.pages.view import Node, Relation, Scene


def test_a_relation_to_nowhere_is_refused() -> None:
    city = Node("a", "A", "city")
    relation = Relation("r", "a", "b", "twin-town", "Twin town", "A and B")
    with pytest.raises(ValueError, match="'b', which is not among its nodes"):
        Scene("", "", "en", None, (city,), (relation,))


def test_an_unknown_centre_is_refused() -> None:
    with pytest.raises(ValueError, match="'x', which is not among its nodes"):
        Scene("", "", "en", "x", (), ())


def test_two_nodes_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="share an id"):
        Scene("", "", "en", None, (Node("a", "A", "city"), Node("a", "B", "city")), ())
