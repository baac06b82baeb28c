"""Measuring, and printing figures: each a ratio against a peer in the same run."""

from __future__ import annotations

import resource
import subprocess
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the README.

    Attributes:
        what: What was measured, against what.
        value: The figure.
        bound: What it should be: at most this, or at least this if ``at_least``.
        unit: Its unit, such as "x" for a ratio.
        at_least: Whether the bound is a lower one.
    """

    what: str
    value: float
    bound: float
    unit: str = "x"
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure keeps its bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        """Return the figure as a line of a table."""
        sign = "≥" if self.at_least else "≤"
        mark = "" if self.holds else "   MISSED"
        return f"{self.value:10.2f} {self.unit:<3} {sign} {self.bound:g}   {self.what}{mark}"


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the median wall time of some work, in seconds.

    Args:
        work: Function that does the work.
        times: How often it is done.
    """
    return median(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of some work in this process, in seconds; other load changes it little.

    Args:
        work: Function that does the work.
    """
    start = time.process_time()
    work()
    return time.process_time() - start


def cpu_of(command: Sequence[str], times: int = 15) -> float:
    """Return the least CPU time of a command, user and system, in seconds; other load only adds.

    Args:
        command: The command and its arguments.
        times: How often it is run.
    """
    return min(_cpu_once(command) for _ in range(times))


def _cpu_once(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(title: str, figures: Iterable[Figure]) -> bool:
    """Print figures, and return whether all keep their bounds.

    Args:
        title: Heading of the figures.
        figures: The figures.
    """
    print(f"\n{title}")
    kept = []
    for figure in figures:
        print(figure, flush=True)
        kept.append(figure.holds)
    return all(kept)
