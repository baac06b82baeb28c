"""From claims to RDF: what a date says of itself in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from support import rivals, small
from support.paths import GOLDEN
from support.shaped import shaped
from twingraph.claims import rdf
from twingraph.core.dates import parse
from twingraph.core.terms import expand, is_claim
from twingraph.publish import build

if TYPE_CHECKING:
    from pathlib import Path


def bounds(folder: Path, start: str) -> dict[str, str]:
    """What the graph of a partnership with this start says of the start."""
    content = small.data()
    content["partnerships.csv"][0]["start"] = start
    knowledge, _ = build.gather([small.write(folder, content)])
    quads = list(rdf.quads(knowledge))
    [date] = {q.object for q in quads if q.predicate == NamedNode(expand("tg:start"))}
    assert date == NamedNode(parse(start).iri), "the layout and the type make the same address"
    return {
        quad.predicate.value: quad.object.value
        for quad in quads
        if quad.subject == date and isinstance(quad.object, NamedNode | Literal)
    }


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("1973-02~", {"tg:earliest": "1973-01-01", "tg:latest": "1973-03-31", "tg:year": "1973"}),
        ("[1961..1962]", {"tg:earliest": "1961-01-01", "tg:latest": "1962-12-31"}),
        ("1973/", {"tg:earliest": "1973-01-01"}),
        ("1973/..", {"tg:earliest": "1973-01-01"}),
        ("/1973", {"tg:latest": "1973-12-31"}),
        ("../2016", {"tg:latest": "2016-12-31"}),
        ("1973-21", {"tg:earliest": "1973-03-01", "tg:latest": "1973-06-30", "tg:year": "1973"}),
    ],
)
def test_the_graph_has_the_bounds_that_somebody_said_and_no_others(
    tmp_path: Path, start: str, said: dict[str, str]
) -> None:
    expected = {"rdf:type": expand("tg:ImpreciseDate"), "tg:edtf": start} | said

    assert bounds(tmp_path, start) == {expand(name): value for name, value in expected.items()}


def test_the_shapes_take_every_form_of_date(tmp_path: Path) -> None:
    table = (GOLDEN / "dates" / "words.tsv").read_text("utf-8").splitlines()[1:]
    acts = [(f"act-{n}", line.split("\t")[0]) for n, line in enumerate(table)]
    content = small.data()
    content["charters.csv"] = [
        {"charter": "charter", "partnership": "alpha--beta", "source": "page"}
    ]
    content["acts.csv"] = [
        {"act": act, "charter": "charter", "kind": "renewal", "on": on, "source": "page"}
        for act, on in acts
    ]
    knowledge, _ = build.gather([small.write(tmp_path, content)])
    found = shaped({quad.triple for quad in rdf.quads(knowledge)})

    assert [f for f in found if f.severity == "error" or "/date/" in f.focus] == []


def test_who_contradicts_and_who_agrees_lies_in_the_graph_of_what_is_derived(
    tmp_path: Path,
) -> None:
    starts = [("official", "1973"), ("news", "1973-09"), ("encyclopaedia", "1974")]
    knowledge = rivals.known(tmp_path, rivals.data(starts))
    said = {claim.iri: rivals.value(claim) for claim in rivals.claims_of(knowledge)}
    links = {
        (said[quad.subject], quad.predicate.value.rpartition("#")[2], said[quad.object])
        for quad in rdf.quads(knowledge)
        if quad.graph_name == rdf.DERIVED
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.subject in said
    }

    assert links == {("1973", "agreesWith", "1973-09"), ("1974", "contradicts", "1973-09")}


def test_they_stand_with_the_other_lines_of_the_claim(tmp_path: Path) -> None:
    """Else a build would have to sort the claims once more, and claims could not be exported."""
    knowledge = rivals.known(tmp_path, rivals.data([("official", "1973"), ("news", "1974")]))
    groups = [list(group) for group in rdf.claims(knowledge)]

    assert all(len({quad.subject for quad in group}) == 1 for group in groups)
    assert any(quad.predicate.value.endswith("#contradicts") for g in groups for quad in g)
    assert all(is_claim(str(group[0].subject).strip("<>")) for group in groups)
