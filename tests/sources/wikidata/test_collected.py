"""What was read of places, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from support.world import KRAKOW, LEIPZIG, WORLD
from twingraph.sources.wikidata import entities
from twingraph.sources.wikidata.collected import Collected
from twingraph.sources.wikidata.statements import PARTNER, ItemStatement

if TYPE_CHECKING:
    import random

    from twingraph.sources.wikidata.model import Fetched

READ = [entities.read(extract) for one in WORLD if (extract := entities.extract(one))]
STATEMENTS = [said for entity in READ for said in entity.statements]


def collected(said: list[ItemStatement]) -> Fetched:
    found = Collected(items={entity.item for entity in READ})
    for statement in said:
        found.add(statement)
    return found.fetched("2026-11-22", len(READ))


@given(st.randoms(use_true_random=False), st.integers(0, 20))
def test_statements_in_any_order_and_some_of_them_twice_come_to_the_same(
    chance: random.Random, twice: int
) -> None:
    shuffled = chance.sample(STATEMENTS, len(STATEMENTS)) + STATEMENTS[:twice]
    assert collected(shuffled) == collected(STATEMENTS)


def test_every_statement_on_partners_counts_used_or_not() -> None:
    partners = [said for said in STATEMENTS if said.property == PARTNER]
    assert collected(STATEMENTS).statements_read == len(partners)
    assert len(collected(STATEMENTS).twinnings) < len(partners)


def test_what_others_name_and_was_not_read_is_missing() -> None:
    found = Collected(items={LEIPZIG})
    found.add(ItemStatement(LEIPZIG, PARTNER, value=KRAKOW))
    found.add(ItemStatement(LEIPZIG, "P17", value="Q183"))
    assert found.missing() == {KRAKOW, "Q183"}


def test_a_state_and_its_predecessor_may_share_a_code() -> None:
    found = Collected()
    for item, code in (("Q55", "NL"), ("Q29999", "NL"), ("Q36", "PL")):
        found.add_code(item, code)
    assert found.with_code("NL") == ["Q55", "Q29999"]
    assert found.codes() == {"NL", "PL"}
