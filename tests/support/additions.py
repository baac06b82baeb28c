"""Tables to which a partnership is added, and what the addition changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from twingraph.curation import partnership
from twingraph.curation.citation import Citation
from twingraph.validate.inputs import inspect

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.core.findings import Finding
    from twingraph.curation.insert import Addition


PAGE = "https://www.alpha.example/en/twin-towns.html"
NEW = Citation(PAGE, kind="official-site", title="Twin towns", retrieved="2026-03-01")
KNOWN = Citation("https://example.org/page")


def tables_with_phases(folder: Path) -> Path:
    """Write the small dataset, with a mapping of kinds and a pair of several phases."""
    content = small.data()
    content["kinds.csv"] = [
        {"word": "jumelage", "language": "fr", "kind": "twin-town", "reason": "Twinning."},
        {"word": "Partner", "language": "de", "kind": "partnership", "reason": "So it is."},
        {"word": "partner", "language": "en", "kind": "cooperation", "reason": "It is loose."},
    ]
    phases = ({"phase": "", "end": "1990"}, {"phase": "2", "start": "1995", "status": "active"})
    content["partnerships.csv"] += [
        {"partnership": "beta--gamma-oder", "members": "beta; gamma-oder", "source": "page"} | phase
        for phase in phases
    ]
    return small.write(folder, content)


def prepare(folder: Path, *cities: str, by: Citation = KNOWN, **said: str) -> Addition:
    """Prepare the addition of a statement on a partnership."""
    return partnership.prepare(folder, cities, said, by)


def state(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def errors(folder: Path) -> list[Finding]:
    return [finding for finding in inspect([folder]) if finding.severity == "error"]


def new_lines(before: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return the lines that were added; every other line must be as it was, in its order."""
    added = {}
    for name, now in state(folder).items():
        old, lines = before[name].splitlines(keepends=True), now.splitlines(keepends=True)
        rest = iter(lines)
        extra: list[bytes] = []
        for line in old:
            for candidate in rest:
                if candidate == line:
                    break
                extra.append(candidate)
            else:
                pytest.fail(f"{name} has lost {line!r}")
        extra += rest
        if extra:
            added[name] = [line.decode() for line in extra]
    return added
