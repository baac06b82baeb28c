"""How many edges join which countries, beside how many would at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from twingraph.network.measures.registry import Found, Table, measure

if TYPE_CHECKING:
    from twingraph.network.simple import Network

_COLUMNS = ("country_1", "country_2", "observed", "expected", "ratio")


@measure(
    "country_matrix",
    "edges between countries",
    "Number of edges between each two countries and within each, the number to be expected if ends"
    " of edges were joined at random (kₐkᵦ / 2m, and kₐ² / 4m within a country, where k is the"
    " number of ends of edges in a country), and their ratio. Edges with an end in no known"
    " country are left out.",
    "Newman, Networks, 2nd edition, Oxford University Press 2018, section 12.1",
)
def _matrix(network: Network) -> Found:
    values = network.attributes.get("country")
    if values is None:
        return Found(Table(_COLUMNS, ()), 0, 0, "the network has no countries")
    names = sorted({str(value) for value in values if value is not None})
    number = {name: n for n, name in enumerate(names)}
    codes = np.array([number.get(str(value), -1) for value in values], dtype=np.int64)
    ends = np.sort(codes[network.ends], axis=1)
    ends = ends[ends[:, 0] >= 0]
    rows = [
        (names[a], names[b], observed, expected, observed / expected)
        for a, b, observed, expected in _pairs(ends, len(names))
    ]
    known = int((codes >= 0).sum())
    return Found(Table(_COLUMNS, rows), known, len(ends), missing=len(codes) - known)


def _pairs(ends: np.ndarray, countries: int) -> list[tuple[int, int, int, float]]:
    """Return each pair of countries that an edge joins, most edges first."""
    of_country = np.bincount(ends.ravel(), minlength=countries)
    pairs, counts = np.unique(ends, axis=0, return_counts=True)
    found = [
        (a, b, count, int(of_country[a] * of_country[b]) / ((4 if a == b else 2) * len(ends)))
        for (a, b), count in zip(pairs.tolist(), counts.tolist(), strict=True)
    ]
    return sorted(found, key=lambda row: (-row[2], row[0], row[1]))
