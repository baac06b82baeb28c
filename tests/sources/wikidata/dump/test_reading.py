"""How a dump is divided, and which dumps are not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.dumps import BROKEN, DAY, content, fetched, lines, packed
from support.world import WORLD
from twingraph.core.errors import InputError
from twingraph.sources.wikidata.dump import fetch
from twingraph.sources.wikidata.dump.parts import Parts
from twingraph.sources.wikidata.dump.reading import Chunking, Order

if TYPE_CHECKING:
    import random
    from pathlib import Path


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    chance=st.randoms(use_true_random=False),
    block=st.integers(100, 1 << 20),
    part=st.integers(1, 50),
    processes=st.integers(0, 3),
)
def test_order_blocks_and_processes_make_no_difference(
    entities: list[bytes],
    undisturbed: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    chance: random.Random,
    block: int,
    part: int,
    processes: int,
) -> None:
    """A block may be shorter than a line."""
    base = tmp_path_factory.mktemp("shuffled")
    file = packed(base / "all.json", chance.sample(entities, len(entities)))
    plan = Chunking(max(block, file.stat().st_size // 2000), part, processes)
    assert fetched(file, base / "out", chunking=plan) == undisturbed


def test_too_many_broken_lines_end_it(
    entities: list[bytes], undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    """With a higher limit it goes on where it was."""
    plan = Chunking(block=4000, part=1, processes=1)
    file = packed(tmp_path / "dump", [*entities, *BROKEN])
    with pytest.raises(InputError, match=r"more than 4 lines cannot be read.*line 1"):
        fetched(file, tmp_path / "out", limit=4, chunking=plan)
    begun = Parts.resume(tmp_path / "out")
    assert begun.state
    assert begun.state.entities.parts > 9
    fetch.fetch(Order(file, DAY, limit=5, chunking=plan), begun)
    assert content(tmp_path / "out")["cities.csv"] == undisturbed["cities.csv"]


def test_another_dump_is_refused(plain: Path, tmp_path: Path) -> None:
    fetched(plain, tmp_path / "out")
    begun = Parts.resume(tmp_path / "out")
    other = packed(tmp_path / "other.json", lines(*WORLD))
    with pytest.raises(InputError, match=r"other\.json is not the dump all\.json"):
        fetch.fetch(Order(other, DAY, complete=True), begun)
