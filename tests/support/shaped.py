"""What the shapes and their engines find in a graph that a test gives as triples."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from support.answers import oxigraph
from twingraph.validate.shapes import ENGINES, check_shapes, write_statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from twingraph.core.findings import Finding
    from twingraph.validate.shapes import Engine, ShapeResult


def shaped(triples: Iterable[ox.Triple]) -> list[Finding]:
    """Return the findings of the shapes of the ontology."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "statements.nt"
        write_statements(oxigraph(triples), file)
        return check_shapes(file)


def results(engine: Engine, shapes: bytes, data: bytes) -> list[ShapeResult]:
    """Return the results of an engine, in order; shapes and data are N-Triples."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "statements.nt"
        file.write_bytes(data)
        return sorted(ENGINES[engine](shapes, file))
