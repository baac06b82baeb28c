"""On which cities' own pages a partnership is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from twingraph.claims import rdf
from twingraph.core.terms import expand, slug
from twingraph.publish import build

if TYPE_CHECKING:
    from pathlib import Path


def page(name: str, city: str) -> small.Cells:
    address = {"address": f"https://example.org/{name}", "retrieved": "2026-01-01"}
    return {"source": name, "title": name, "kind": "official-site", "city": city} | address


def named_on(folder: Path, *sources: str) -> set[str]:
    """On which sources a partnership of alpha and beta is named that these sources state."""
    content = small.data()
    content["sources.csv"] += [page("of-alpha", "alpha"), page("of-beta", "beta")]
    content["sources.csv"].append(page("of-gamma", "gamma-oder"))
    content["partnerships.csv"] = [
        {"partnership": "alpha--beta", "members": "alpha; beta", "source": source}
        for source in sources
    ]
    knowledge, _ = build.gather([small.write(folder, content)])
    link = expand("tg:namedOn")
    return {
        slug(str(quad.object)[1:-1])
        for quad in rdf.statements(knowledge)
        if quad.predicate.value == link
    }


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["page"], set()),
        (["of-alpha"], {"of-alpha"}),
        (["page", "of-alpha", "of-beta"], {"of-alpha", "of-beta"}),
        # It speaks for a city that is no member.
        (["of-gamma"], set()),
    ],
)
def test_a_partnership_is_named_on_the_pages_that_speak_for_its_members(
    tmp_path: Path, sources: list[str], expected: set[str]
) -> None:
    assert named_on(tmp_path, *sources) == expected
