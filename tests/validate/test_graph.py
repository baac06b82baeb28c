"""What the checks of a graph say, and of which thing and row they say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from support.answers import oxigraph
from support.shaped import shaped
from twingraph.core.terms import PREFIXES, TABLE
from twingraph.validate.graph import check_store

if TYPE_CHECKING:
    from twingraph.core.findings import Finding

PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
ENDS_TOO_EARLY = """
  tg:start <urn:later> ; tg:end <urn:earlier> .
<urn:later> tg:edtf "1990" ; tg:earliest "1990-01-01"^^xsd:date .
<urn:earlier> tg:edtf "1980" ; tg:latest "1980-12-31"^^xsd:date .
"""


def turtle(text: str) -> set[ox.Triple]:
    parsed = ox.parse(PROLOGUE + text, format=ox.RdfFormat.TURTLE)
    return {quad.triple for quad in parsed}


def checked(text: str) -> Finding:
    """Run the checks on a thing that ends before it starts, and return what they say of that."""
    found = check_store(oxigraph(turtle(text)))
    return next(finding for finding in found if finding.rule == "end-before-start")


def test_a_finding_names_the_row_of_a_thing_whatever_its_address_begins_with() -> None:
    row = f"<{TABLE}data/partnerships.csv#row=7>"
    claim = f"<urn:claim> rdf:subject <urn:thing> ; tg:statedIn {row} ."
    finding = checked(f"<urn:thing> {ENDS_TOO_EARLY} {claim}")
    assert finding.focus == "urn:thing"
    assert (finding.file, finding.row) == ("data/partnerships.csv", 7)


def test_a_finding_on_a_blank_node_names_no_address() -> None:
    finding = checked(f"_:thing {ENDS_TOO_EARLY}")
    assert (finding.focus, finding.file) == ("", "")
    assert finding.message.startswith("ends 1980, before it starts 1990")


def test_a_finding_of_a_shape_on_a_blank_node_names_no_address() -> None:
    found = shaped(turtle("[] a tg:ImpreciseDate ."))
    assert found
    assert {finding.focus for finding in found} == {""}


def test_a_text_that_looks_like_an_address_is_shown_as_it_is() -> None:
    text = "https://w3id.org/twingraph/id/city/lyon"
    found = shaped(turtle(f'<urn:phase> a tg:PartnershipPhase ; tg:status "{text}" .'))
    assert any(f"(it is {text})" in finding.message for finding in found)


def test_zero_is_shown_where_it_is_wrong() -> None:
    found = shaped(turtle("<urn:phase> a tg:PartnershipPhase ; tg:openEnded 0 ."))
    assert any(finding.message.endswith("(it is 0)") for finding in found)
