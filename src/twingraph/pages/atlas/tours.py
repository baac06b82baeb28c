"""The stories that an atlas tells: their steps are states of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from twingraph.pages import standings
from twingraph.pages.atlas.model import short
from twingraph.pages.stories import telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.pages.atlas.model import Atlas
    from twingraph.pages.stories.telling import ToldStep, ToldStory
    from twingraph.store.engine import Store


def told(store: Store, atlas: Atlas) -> tuple[ToldStory, ...]:
    """Return the stories that a store can tell, of whose things all are in an atlas.

    Args:
        store: The store.
        atlas: An atlas of all of it: the numbers of a story are those of the whole graph.
    """
    return telling.tell(store, atlas.language, known(atlas)).stories


def known(atlas: Atlas) -> dict[str, set[str]]:
    """Return the ids that an atlas has, by the kind of thing."""
    return {
        "city": {city.id for city in atlas.cities},
        "partnership": {each.id for each in atlas.partnerships},
        "country": {short(city.country) for city in atlas.cities},
        "kind": set(map(short, {each.kind for each in atlas.partnerships})),
        "status": {each.id for each in standings.STANDINGS},
        "field": {short(field) for each in atlas.partnerships for field in each.fields},
        "network": {short(each.network) for each in atlas.memberships},
    }


def table(stories: Iterable[ToldStory]) -> list[dict[str, Any]]:
    """Return stories as ``web/atlas.schema.json`` describes them."""
    return [
        {"id": each.id, "title": each.title, "steps": [_step(step) for step in each.steps]}
        for each in stories
    ]


def _step(step: ToldStep) -> dict[str, Any]:
    return {
        "text": step.text,
        "state": urlencode(step.state, safe=","),
        "questions": list(step.questions),
        "sources": [asdict(source) for source in step.sources],
    }
