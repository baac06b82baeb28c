"""Which mentions of one name mean one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from twingraph.core.geo import Position, are_near

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from twingraph.sources.spreadsheet.pairings import PlaceMention

_T = TypeVar("_T")
_K = TypeVar("_K", bound="Hashable")

# Mentions of one place.
Cluster = list["PlaceMention"]
# The partners of each mention, by all rows.
Partners = Mapping["PlaceMention", set["PlaceMention"]]


def grouped(things: Iterable[_T], key: Callable[[_T], _K]) -> dict[_K, list[_T]]:
    """Group things by a key; groups and things stay in the order in which they come.

    Args:
        things: The things.
        key: Function that returns the key of a thing.
    """
    groups: dict[_K, list[_T]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return groups


def clusters_of(
    mentions: Iterable[PlaceMention], partners: Partners, *, apart: bool
) -> list[Cluster]:
    """Put mentions of one name together that mean one place, in whatever order they come.

    Args:
        mentions: Mentions of one name.
        partners: The partners of each mention, by all rows.
        apart: Whether mentions in one country mean several places if they lie far apart.
    """

    def are_one(one: Cluster, other: Cluster) -> bool:
        return _are_one_spot(one, other) and _share_a_partner(one, other, partners)

    countries = grouped(mentions, lambda mention: mention.country)
    nowhere = countries.pop("", [])
    placed = [
        cluster
        for alike in countries.values()
        for cluster in (_told_apart(alike) if apart else [alike])
    ]
    return _attached(_told_apart(nowhere), _joined(placed, are_one), _are_near)


def _told_apart(mentions: Iterable[PlaceMention]) -> list[Cluster]:
    """Separate places of one name and country."""
    alike = grouped(mentions, lambda mention: mention.apart if any(mention.apart) else ())
    named = [cluster for apart, same in alike.items() if apart for cluster in _by_place(same)]
    return _attached(_by_place(alike.get((), [])), named, _may_be_one)


def _by_place(mentions: Iterable[PlaceMention]) -> list[Cluster]:
    """Put together what lies near each other; a mention without a position joins the only place."""
    spots = grouped(mentions, lambda mention: mention.position)
    unplaced = spots.pop(None, [])
    near = _joined(spots.values(), _are_near)
    return _attached([unplaced] if unplaced else [], near, _may_be_one)


def _joined(
    clusters: Iterable[Cluster], alike: Callable[[Cluster, Cluster], bool]
) -> list[Cluster]:
    """Join clusters that are alike, and those that are alike to these."""
    joined: list[Cluster] = []
    for cluster in clusters:
        same = [one for one in joined if alike(one, cluster)]
        joined = [one for one in joined if one not in same]
        joined.append([*(mention for one in same for mention in one), *cluster])
    return joined


def _attached(
    loose: Iterable[Cluster], hosts: list[Cluster], alike: Callable[[Cluster, Cluster], bool]
) -> list[Cluster]:
    """Let each loose cluster join the only one that it may belong to; otherwise it stays alone."""
    candidates = [(one, [host for host in hosts if alike(one, host)]) for one in loose]
    alone = [one for one, homes in candidates if len(homes) != 1]
    for one, homes in candidates:
        if len(homes) == 1:
            homes[0].extend(one)
    return [*hosts, *alone]


def _spots(cluster: Cluster) -> set[Position]:
    return {mention.position for mention in cluster if mention.position}


def _are_one_spot(one: Cluster, other: Cluster) -> bool:
    """Whether one spot is put in two countries; a country has both its Brests apart."""
    same_country = {m.country for m in one} & {m.country for m in other}
    guessed = any(mention.guessed for mention in (*one, *other))
    return not (same_country or guessed) and not _spots(one).isdisjoint(_spots(other))


def _share_a_partner(one: Cluster, other: Cluster, partners: Partners) -> bool:
    """Whether both are twinned with one place.

    A gazetteer that was asked for a name alone puts Rome in Georgia where Rome in Italy is, so
    one spot does not make them one place. A place that is put in two countries is named with
    the same partners under both.
    """
    twinned = {partner for mention in one for partner in partners[mention]}
    return any(not twinned.isdisjoint(partners[mention]) for mention in other)


def _are_near(one: Cluster, other: Cluster) -> bool:
    return any(are_near(here, there) for here in _spots(one) for there in _spots(other))


def _may_be_one(one: Cluster, other: Cluster) -> bool:
    return not _spots(one) or not _spots(other) or _are_near(one, other)
