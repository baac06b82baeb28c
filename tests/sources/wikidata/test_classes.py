"""Which class is below which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from twingraph.sources.wikidata.classes import Classes

if TYPE_CHECKING:
    import random


def below(pairs: list[tuple[int, int]]) -> Classes:
    classes = Classes()
    for class_, above in pairs:
        classes.add(f"Q{class_}", [f"Q{above}"])
    return classes


def test_classes_reach_the_roots_by_any_way() -> None:
    pairs = [(5, 4), (4, 1), (5, 2), (6, 7), (7, 6), (4, 5)]
    assert below(pairs).reaching(["Q5", "Q6", "Q1", "Q9"], ["Q1", "Q2"]) == {
        "Q5": {"Q1", "Q2"}, "Q6": set(), "Q1": {"Q1"}, "Q9": set(),
    }  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=40),
    st.randoms(use_true_random=False),
)
def test_classes_are_those_of_a_plain_search(
    pairs: list[tuple[int, int]], chance: random.Random
) -> None:
    def reaches(class_: int, root: int) -> bool:
        met, ahead = set[int](), [class_]
        while ahead:
            if (one := ahead.pop()) not in met:
                met.add(one)
                ahead += [above for below_, above in pairs if below_ == one]
        return root in met

    expected = {
        f"Q{class_}": {f"Q{root}" for root in (1, 2, 3) if reaches(class_, root)}
        for class_ in range(1, 13)
    }
    shuffled = chance.sample(pairs, len(pairs))
    assert below(shuffled).reaching(expected, ["Q1", "Q2", "Q3"]) == expected
