"""Figures in print beside ours as a table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from twingraph.network.reproduction.comparing import VERDICTS
from twingraph.network.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.network.reproduction.comparing import Row
    from twingraph.network.reproduction.publication import Publication
    from twingraph.network.simple import Network


def of_comparison(publication: Publication, rows: Sequence[Row], network: Network) -> Sheet:
    """Return figures in print beside ours.

    Args:
        publication: The publication.
        rows: Its figures and ours.
        network: The network of which ours are.
    """
    verdicts = Counter(row.verdict for row in rows)
    return Sheet(
        "reproduction",
        f"{publication.title} ({publication.authors})",
        ("figure", "symbol", "published", "ours", "verdict", "reason", "key"),
        [
            (
                row.figure.name,
                row.figure.symbol,
                row.figure.published,
                row.ours,
                row.verdict,
                row.reason or None,
                row.measure.key if row.measure else None,
            )
            for row in rows
        ],
        {
            "published_at": publication.address,
            "retrieved": publication.retrieved.isoformat(),
            "published_data": publication.data,
            "definitions": publication.definitions,
            "computed_on": dict(network.about)
            | {
                "nodes": network.graph.vcount(),
                "edges": network.graph.ecount(),
                "self_loops_dropped": network.self_loops_dropped,
                "duplicates_dropped": network.duplicates_dropped,
            },
            "verdicts": {verdict: verdicts[verdict] for verdict in VERDICTS},
            "measures": {
                row.measure.key: f"{row.measure.definition} [{row.measure.source}]"
                for row in rows
                if row.measure
            },
        },
        ("equal: to the last digit in print; near: within a hundredth of the published figure.",),
    )
