"""The declarations of the API's tables, held against the queries that fill them."""

from __future__ import annotations

import re

import pytest

from twingraph.columns import tables
from twingraph.serve.api import resources

_ID = re.compile(r'BIND\(STRAFTER\(STR\(\?\w+\), "id/(\w+)/"\) AS \?(\w+)\)')


@pytest.mark.parametrize("name", sorted(tables.asked()))
def test_each_column_with_ids_is_known_with_the_kind_of_its_things(name: str) -> None:
    query = tables.asked()[name].sparql
    assert resources.known()[name].ids == {column: kind for kind, column in _ID.findall(query)}


def test_a_filter_takes_the_place_of_its_namesake_among_the_columns() -> None:
    partnerships = resources.known()["partnerships"]
    names = [one.name for one in partnerships.takes] + [c.name for c in partnerships.equalities]
    assert len(names) == len(set(names))
    assert {"city", "country", "kind", "status", "network", "from", "to"} <= set(names)


def test_names_stand_beside_the_ids_of_what_they_name() -> None:
    assert resources.known()["cities"].names == {"name": "city", "country_name": "country"}
    assert resources.known()["memberships"].names["network_name"] == "network"


def test_a_thing_has_its_row_in_the_table_of_its_kind() -> None:
    found = resources.of_kind("city")
    assert found
    assert found.name == "cities"
    assert resources.of_kind("network") is None
