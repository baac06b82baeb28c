"""What is called by no usual name still has a label, which nobody claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from support import small
from twingraph.claims import rdf
from twingraph.claims.knowledge import gather_claims
from twingraph.core import resources
from twingraph.core.terms import BASE, CLAIM, expand
from twingraph.places.reconcile import reconcile
from twingraph.publish import build
from twingraph.tables import layout
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Quad

ALPHA = NamedNode("https://w3id.org/twingraph/id/city/alpha")
PREF_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
NAMES = {PREF_LABEL, *(NamedNode(expand(name)) for name in ("foaf:name", "dct:title"))}


def quads(folder: Path, city: small.Cells, *names: small.Cells) -> set[Quad]:
    """Return the quads of a dataset in which one city has other cells and names."""
    content = small.data()
    content["cities.csv"][0] |= city
    content["names.csv"] = [row for row in content["names.csv"] if row["city"] != "alpha"]
    content["names.csv"] += names
    knowledge, _ = gather_claims(reconcile(read_tables([small.write(folder, content)])))
    return set(rdf.quads(knowledge))


@pytest.mark.parametrize(
    ("city", "names", "label"),
    [
        ({}, [], Literal("Q1", language="zxx")),
        ({"wikidata": ""}, [], Literal("alpha", language="zxx")),
        (
            {},
            [{"city": "alpha", "language": "de", "also": "Älpha; Olpha", "source": "page"}],
            Literal("Olpha", language="de"),
        ),
    ],
)
def test_a_city_without_a_usual_name(
    tmp_path: Path, city: small.Cells, names: list[small.Cells], label: Literal
) -> None:
    found = quads(tmp_path, city, *names)
    labels = {quad for quad in found if quad.subject == ALPHA and quad.predicate == PREF_LABEL}
    assert {(quad.object, quad.graph_name) for quad in labels} == {(label, rdf.DERIVED)}
    claimed = {q.object for q in found if q.subject.value.startswith(CLAIM)}  # type: ignore[union-attr]  # no data has blank nodes
    assert PREF_LABEL in claimed  # of the other cities
    assert label not in claimed or names


def test_a_city_with_a_usual_name_gets_no_other(tmp_path: Path) -> None:
    found = quads(tmp_path, {}, small.name("alpha", "Alpha", also="Olpha"))
    labels = {q.object for q in found if q.subject == ALPHA and q.predicate == PREF_LABEL}
    assert labels == {Literal("Alpha", language="en")}


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ({"uk": "Альфа", "en": "Alpha", "de": "Älpha"}, Literal("Alpha", language="en")),
        ({"uk": "Альфа", "de": "Älpha"}, Literal("Älpha", language="de")),
        ({}, Literal("Q1", language="zxx")),
    ],
)
def test_the_label_is_the_english_name_or_the_first_by_language(
    tmp_path: Path, names: dict[str, str], label: Literal
) -> None:
    rows = [small.name("alpha", name) | {"language": tag} for tag, name in names.items()]
    found = quads(tmp_path, {}, *rows)
    labels = {quad for quad in found if quad.subject == ALPHA and quad.predicate == LABEL}
    assert {(quad.object, quad.graph_name) for quad in labels} == {(label, rdf.DERIVED)}


def test_what_has_a_name_or_a_title_has_one_label_which_is_one_of_them() -> None:
    knowledge, _ = build.gather([resources.folder("data")])
    found = set(rdf.quads(knowledge))
    dataset = NamedNode(f"{BASE}dataset/{layout.load().version}")
    names = {(q.subject, q.object) for q in found if q.predicate in NAMES}
    labels = [
        (q.subject, q.object) for q in found if q.predicate == LABEL and q.graph_name == rdf.DERIVED
    ]
    assert len(labels) == len({thing for thing, _ in labels})
    assert {thing for thing, _ in labels} == {thing for thing, _ in names} - {dataset}
    assert set(labels) <= names
