"""Which membership of a city in a network replaced which."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from twingraph.claims import memberships
from twingraph.claims.claims import Statement
from twingraph.core import dates
from twingraph.core.terms import CONCEPT, expand, thing


def membership(name: str, start: str, kind: str = "full", city: str = "alpha") -> list[Statement]:
    node = NamedNode(thing("membership", name))
    values = {
        "org:member": thing("city", city),
        "org:organization": thing("network", "net"),
        "tg:membershipKind": f"{CONCEPT}membership-{kind}",
    }
    if start:
        values["tg:start"] = dates.parse(start).iri
    return [Statement(node, NamedNode(expand(p)), NamedNode(v)) for p, v in values.items()]


@pytest.mark.parametrize(
    ("facts", "replaced"),
    [
        ([("1", "1990"), ("2", "2000-05"), ("3", "2010")], {("1", "2"), ("2", "3")}),
        ([("1", "2000"), ("2", "1990")], {("2", "1")}),
        ([("1", "1990"), ("2", "2000"), ("3", "2000-12-31")], {("1", "2"), ("1", "3")}),
        ([("1", "1990"), ("2", "2000", "applicant"), ("3", "2010")], {("1", "3")}),
        ([("1", "1990"), ("2", ""), ("3", "1999/..")], set()),
        ([("1", "1990"), ("2", "2000", "full", "beta")], set()),
    ],
)
def test_a_membership_is_replaced_by_the_next_of_the_same_city(
    facts: list[tuple[str, ...]], replaced: set[tuple[str, str]]
) -> None:
    stated = [statement for fact in facts for statement in membership(*fact)]
    found = {
        (one.subject.value.rpartition("/")[2], one.object.value.rpartition("/")[2])
        for one in memberships.derive(stated)
    }
    assert found == replaced


def test_a_term_of_a_post_is_no_membership_of_a_network() -> None:
    terms = [s for s in membership("1", "1990") if s.predicate.value != expand("org:organization")]
    assert list(memberships.derive([*terms, *membership("2", "2000")])) == []
