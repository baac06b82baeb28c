"""Scenes of what a store holds: a city, a partnership, an initiative, a way, the network."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

from twingraph.core.errors import InputError
from twingraph.core.terms import slug
from twingraph.pages.texts import texts_in
from twingraph.pages.view.stage import Stage
from twingraph.store.parameters import resolve

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.pages.lookup import Lookup
    from twingraph.pages.view.scene import Scene
    from twingraph.store.engine import Store

# A picture of more cities cannot be read, and its layout takes minutes.
MOST_CITIES = 1_000


def city(store: Store, name: str, language: Language, known: Lookup | None = None) -> Scene:
    """Return a city and all its partners.

    Args:
        store: The store that is asked.
        name: The city, by any of its names.
        language: Language of all words.
        known: What other scenes of the store have looked up; nothing unless given.

    Raises:
        InputError: The graph has no city of this name, or several.
    """
    iri = resolve("city", name, store)
    stage = Stage(store, language, known)
    rows = stage.asker.ask("view/partnerships-of-city", city=slug(iri))
    relations = stage.partnerships(row["partnership"] for row in rows)
    return stage.scene(stage.labels[iri], iri, relations, {iri})


def partnership(store: Store, name: str, language: Language, known: Lookup | None = None) -> Scene:
    """Return a partnership, its cities, and the initiatives within it.

    Args:
        store: The store that is asked.
        name: The partnership, by its id.
        language: Language of all words.
        known: What other scenes of the store have looked up; nothing unless given.

    Raises:
        InputError: The graph has no such partnership.
    """
    iri = resolve("partnership", name, store)
    stage = Stage(store, language, known)
    drawn = stage.partnerships([iri], hubs=True)
    title = drawn[0].label if drawn else stage.labels[iri]
    return stage.scene(title, iri, drawn + stage.initiatives([iri]), {iri})


def initiative(store: Store, name: str, language: Language, known: Lookup | None = None) -> Scene:
    """Return an initiative, its cities and events.

    Args:
        store: The store that is asked.
        name: The initiative, by its id.
        language: Language of all words.
        known: What other scenes of the store have looked up; nothing unless given.

    Raises:
        InputError: The graph has no such initiative.
    """
    iri = resolve("initiative", name, store)
    stage = Stage(store, language, known)
    return stage.scene(stage.labels[iri], iri, stage.initiatives([iri]), {iri})


def path(store: Store, one: str, other: str, language: Language) -> Scene:
    """Return a shortest way from one city to another through partnerships.

    Args:
        store: The store that is asked.
        one: The first city, by any of its names.
        other: The last city, by any of its names.
        language: Language of all words.

    Raises:
        InputError: The graph does not have a city, or there is no way.
    """
    ends = resolve("city", one, store), resolve("city", other, store)
    stage = Stage(store, language)
    joined: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in stage.asker.ask("view/neighbours"):
        joined[row["one"], row["other"]].append(row["partnership"])
    try:
        way = nx.shortest_path(nx.Graph(list(joined)), *ends)
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        names = " and ".join(stage.labels[end] for end in ends)
        raise InputError(f"no chain of partnerships connects {names}") from None
    found = [iri for step in pairwise(way) for iri in joined[min(step), max(step)]]
    title = " – ".join(stage.labels[iri] for iri in way)
    return stage.scene(title, None, stage.partnerships(found), set(way))


def network(
    store: Store,
    language: Language,
    cities: int = MOST_CITIES,
    known: Lookup | None = None,
) -> Scene:
    """Return the cities with the most partnerships, and the partnerships among them.

    Args:
        store: The store that is asked.
        language: Language of all words.
        cities: How many cities at most; the page says so where there are more.
        known: What other scenes of the store have looked up; nothing unless given.
    """
    stage = Stage(store, language, known)
    members: dict[str, set[str]] = defaultdict(set)
    for row in stage.asker.ask("view/all-partnerships"):
        members[row["partnership"]].add(row["member"])
    degree = Counter(city for partners in members.values() for city in partners)
    shown = set(sorted(degree, key=lambda city: (-degree[city], city))[:cities])
    among = [iri for iri, partners in members.items() if partners <= shown]
    subtitle = ""
    if len(shown) < len(degree):
        subtitle = texts_in(language).gettext(
            "Cities with the most partnerships: {shown} of {cities}."
            " Partnerships among them: {among} of {partnerships}.",
            shown=len(shown),
            cities=len(degree),
            among=len(among),
            partnerships=len(members),
        )
    relations = stage.partnerships(among)
    return stage.scene(stage.dataset_title(), None, relations, shown, subtitle)


def caption(store: Store) -> tuple[str, str]:
    """Return the title of the dataset, and the last line of a page."""
    stage = Stage(store, "en")
    return stage.dataset_title(), stage.footer()
