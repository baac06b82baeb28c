"""All partnerships of an atlas as text, for where no script runs.

Few of them make a table. One with a row for each of 17,000 would be larger than all the rest of the
page. So many make a list in as few letters as can be read: kind and standing are headings, and each
city is named once below them, with its partners.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.datewords import words
from twingraph.pages import standings

if TYPE_CHECKING:
    from twingraph.core.dates import ImpreciseDate
    from twingraph.pages.atlas.model import Atlas, Partnership


class Group(NamedTuple):
    """Partnerships of one kind that stand alike.

    Attributes:
        title: The kind, if it is known, and how they stand.
        cities: Cities, and for each its partners, those that stand before it in the list left out.
    """

    title: str
    cities: tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """A partnership in the table.

    Attributes:
        cities: Its members.
        kind: What it is, or "".
        standing: How it stands.
        since: When it began, or "".
        until: When it ended, or "".
        sources: Titles of its sources.
    """

    cities: str
    kind: str
    standing: str
    since: str
    until: str
    sources: str


TABLED = 1_000  # partnerships at most


def tabled(atlas: Atlas) -> list[Row]:
    """Return the rows of the table of an atlas; none if it has too many partnerships for one.

    Args:
        atlas: The atlas.
    """
    if len(atlas.partnerships) > TABLED:
        return []
    told = standings.labels(atlas.language)
    evidence = atlas.evidence or ((),) * len(atlas.partnerships)
    return [
        Row(
            " – ".join(atlas.cities[city].label for city in each.members),
            atlas.labels.get(each.kind, ""),
            told[standings.standing(each.status, each.since, atlas.dataset.today)],
            words(each.since, atlas.language) if each.since else "",
            words(each.until, atlas.language) if each.until else "",
            "; ".join(dict.fromkeys(piece.source.title for piece in said if piece.source.title)),
        )
        for each, said in zip(atlas.partnerships, evidence, strict=True)
    ]


def listed(atlas: Atlas) -> list[Group]:
    """Return all partnerships, each once, in the order of their kinds and standings.

    Args:
        atlas: The atlas.
    """
    told = standings.labels(atlas.language)
    order = {each.id: n for n, each in enumerate(standings.STANDINGS)}
    groups: dict[tuple[str, int, str], dict[int, list[str]]] = defaultdict(dict)
    for partnership in atlas.partnerships:
        kind = atlas.labels.get(partnership.kind, "")
        standing = standings.standing(partnership.status, partnership.since, atlas.dataset.today)
        group = groups[kind, order[standing], told[standing]]
        group.setdefault(partnership.members[0], []).append(_partners(partnership, atlas))
    return [
        Group(
            ", ".join(filter(None, (kind, standing))),
            tuple((atlas.cities[city].label, "; ".join(said)) for city, said in group.items()),
        )
        for (kind, _, standing), group in sorted(groups.items())
    ]


def _partners(partnership: Partnership, atlas: Atlas) -> str:
    """Return the other members and the years, such as "Leipzig 1973–1991"."""
    others = " – ".join(atlas.cities[city].label for city in partnership.members[1:])
    since, until = (_year(day, atlas) for day in (partnership.since, partnership.until))
    return f"{others} {since}–{until}" if until else f"{others} {since}".rstrip()


def _year(day: ImpreciseDate | None, atlas: Atlas) -> str:
    """Return the year of a date; its words if it is not known in which year it lies."""
    if day is None:
        return ""
    return str(day.year) if day.year else words(day, atlas.language)
