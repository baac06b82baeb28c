"""CPU time of every question on two sizes of a made-up Europe, and how it grows.

``python -m benchmarks.growth`` prints the table in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import europe
from twingraph.core.errors import TwingraphError
from twingraph.publish.build import build
from twingraph.store import engine, questions
from twingraph.store.worker import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.store.engine import EmbeddedStore

SMALL, LARGE = 3_000, 17_000
_PATIENCE = 60.0  # seconds for a question

# The first thing of a kind stands for a parameter that has no default.
_THINGS = {
    "city": "SELECT ?x { ?x a tg:City } ORDER BY ?x LIMIT 1",
    "partnership": "SELECT ?x { ?x a tg:Partnership } ORDER BY ?x LIMIT 1",
    "source": "SELECT ?x { ?x a tg:Source } ORDER BY ?x LIMIT 1",
}
_OTHER_CITY = "SELECT ?x { ?x a tg:City } ORDER BY DESC(?x) LIMIT 1"


def main() -> None:
    """Measure and print a row for each question that the made-up Europe can answer."""
    times = {size: _measured(size) for size in (SMALL, LARGE)}
    print(f"| question | {SMALL:,} partnerships | {LARGE:,} | growth |\n| --- | --- | --- | --- |")
    for name, small in times[SMALL].items():
        large = times[LARGE].get(name)
        if small and large:
            growth = f"{large / small:.1f} x"
            print(f"| {name} | {small * 1000:.0f} ms | {large * 1000:.0f} ms | {growth} |")


def _measured(partnerships: int) -> dict[str, float | None]:
    with tempfile.TemporaryDirectory() as folder:
        europe.write(Path(folder) / "tables", partnerships)
        build([Path(folder) / "tables"], Path(folder) / "build")
        store = engine.EmbeddedStore.open(Path(folder) / "build" / "store", Limits(_PATIENCE))
        return {name: _asked(name, store) for name in questions.shelf() if "/" not in name}


def _asked(name: str, store: EmbeddedStore) -> float | None:
    """Return the CPU seconds of a question; None if what it asks for is not in the store."""
    question = questions.named(name)
    values = _values(question, store)
    start = time.process_time()
    try:
        question.ask(store, values)
    except TwingraphError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return None
    return time.process_time() - start


def _values(question: questions.Question, store: EmbeddedStore) -> Mapping[str, str]:
    values = {}
    for parameter in question.parameters:
        asked = _OTHER_CITY if parameter.name == "to" else _THINGS.get(parameter.type, "")
        if asked and (parameter.default is None or parameter.type == "source"):
            first = next(iter(engine.select(store, asked)))
            values[parameter.name] = first[0].value.rpartition("/")[2]
    return values


if __name__ == "__main__":
    main()
