"""Whether both cities of a partnership say that there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.network.measures.registry import Found, measure

if TYPE_CHECKING:
    from twingraph.network.simple import Network

_NEWMAN = "Newman, Networks, 2nd edition, Oxford University Press 2018, section 7.5"
_UNKNOWN = "the network does not know who names an edge"
_SILENT = "no own page of a city names such a partnership"
_BOTH = 2


@measure(
    "named_by_both",
    "partnerships that both cities name",
    "Number of partnerships of two cities that own pages of both name, where the graph has an own"
    " page of each. An own page is the city's site or its item in Wikidata.",
    _NEWMAN,
)
def _by_both(network: Network) -> Found:
    return _counted(network, _BOTH)


@measure(
    "named_by_one",
    "partnerships that one city names",
    "Number of those partnerships that own pages of one of the two cities name. A page may have"
    " been read only in part.",
    _NEWMAN,
)
def _by_one(network: Network) -> Found:
    return _counted(network, 1)


@measure(
    "statement_reciprocity",
    "reciprocity of statements",
    "Share of statements of a city that it has a certain partner which that partner makes as well:"
    " 2 named_by_both / (2 named_by_both + named_by_one).",
    _NEWMAN,
)
def _reciprocity(network: Network) -> Found:
    if network.said_by is None:
        return Found(None, 0, 0, _UNKNOWN)
    both, one = (list(network.said_by).count(voices) for voices in (_BOTH, 1))
    if not both + one:
        return Found(None, network.graph.vcount(), 0, _SILENT)
    return Found(2 * both / (2 * both + one), network.graph.vcount(), both + one)


def _counted(network: Network, voices: int) -> Found:
    if network.said_by is None:
        return Found(None, 0, 0, _UNKNOWN)
    number = list(network.said_by).count(voices)
    return Found(number, network.graph.vcount(), len(network.said_by))
