"""CPU time of quick commands over that of ``python -c pass``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Figure, cpu_of, report
from twingraph.core import resources
from twingraph.publish.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMAND = [sys.executable, "-m", "twingraph"]


def figures() -> Iterator[Figure]:
    """Yield figures of help, and of two questions to the store of the embedded dataset."""
    nothing = cpu_of([sys.executable, "-c", "pass"])

    def over(*arguments: str) -> float:
        return (cpu_of([*_COMMAND, *arguments]) - nothing) * 1000

    yield Figure("CPU of twingraph --help over python -c pass", over("--help"), 60, "ms")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "build"
        build([resources.folder("data")], out)
        asked = ("query", "press-release", "-b", str(out))
        yield Figure(
            "CPU of twingraph query press-release, as CSV",
            over(*asked, "--format", "csv"),
            150,
            "ms",
        )
        yield Figure("CPU of twingraph query press-release, as a table", over(*asked), 150, "ms")
        named = ("query", "twin-towns", "--city", "Krakau", "-b", str(out))
        yield Figure("CPU of twingraph query twin-towns --city Krakau", over(*named), 150, "ms")


def main() -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Start-up", figures())


if __name__ == "__main__":
    sys.exit(not main())
