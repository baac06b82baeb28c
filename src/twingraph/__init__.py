"""twingraph: an open knowledge graph of European city partnerships.

>>> import twingraph
>>> graph = twingraph.open()  # the dataset that comes with the package
>>> [row["city_name"] for row in graph.query("shared-partners", city="Krakau", least="5")]
['Brno', 'Budapest', 'Kyiv', 'Leipzig']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twingraph.core.version import __version__

if TYPE_CHECKING:
    from twingraph.dataset import Dataset, connect, open  # noqa: A004 - twingraph.open reads best

__all__ = ["Dataset", "__version__", "connect", "open"]


def __dir__() -> list[str]:
    """Return the names that users need, also those not loaded yet."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    """Load the Python interface when it is first used: the command line starts without it."""
    if name in {"Dataset", "connect", "open"}:
        from twingraph import dataset  # this is the point

        return getattr(dataset, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
