"""What the layout says of a row, before it is written and after it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from support import small
from twingraph.tables import layout, rules

if TYPE_CHECKING:
    from twingraph.tables.rules import Breach

PARTNERSHIP = {
    "partnership": "alpha--beta",
    "members": "alpha; beta",
    "kind": "twin-town",
    "kind_word": "jumelage",
    "language": "fr",
    "source": "page",
}
CITY = {"city": "alpha", "source": "page"}
NAME = {"city": "alpha", "language": "de", "name": "Alpha", "source": "page"}
OFFICIAL = {"official": "anna", "source": "page", "as_of": "2020"}
POPULATION = {"count": "5", "city": "alpha", "population": "alpha--1", "on": "2020", "source": "p"}


def refused(table: str, cells: dict[str, str]) -> Breach | None:
    return rules.refusal(cells, layout.load().tables[table])


def warned(table: str, cells: dict[str, str]) -> list[tuple[str, str]]:
    laid_out = layout.load().tables[table]
    row = dict.fromkeys(laid_out.header, "") | cells
    found = [*rules.of_cells(row, laid_out), *rules.of_row(row, laid_out)]
    return [(one.rule, one.column) for one in found if one.severity == "warning"]


@pytest.mark.parametrize("table", small.data())
def test_a_row_that_is_right_is_accepted(table: str) -> None:
    for cells in small.data()[table]:
        assert refused(table, cells) is None


@pytest.mark.parametrize(
    ("table", "cells", "rule", "column"),
    [
        ("partnerships.csv", {"partnership": ""}, "empty-cell", "partnership"),
        ("partnerships.csv", {"start": "2001", "end": "2000"}, "end-before-start", "end"),
        ("partnerships.csv", {"start": "1995-02-31"}, "impossible-date", "start"),
        ("partnerships.csv", {"start": "5" * 5_000}, "impossible-date", "start"),
        ("partnerships.csv", {"phase": "0"}, "out-of-range", "phase"),
        ("partnerships.csv", {"phase": "-1"}, "out-of-range", "phase"),
        ("partnerships.csv", {"phase": "5" * 5_000}, "wrong-type", "phase"),
        ("partnerships.csv", {"kind": "twins"}, "unknown-concept", "kind"),
        ("partnerships.csv", {"kind_word": ""}, "kind-without-word", "kind"),
        (
            "partnerships.csv",
            {"kind": "", "phase_kind": "contact", "kind_word": ""},
            "kind-without-word",
            "phase_kind",
        ),
        ("partnerships.csv", {"members": "alpha"}, "one-member", "members"),
        (
            "partnerships.csv",
            {"members": "; ".join(f"c{n}" for n in range(101))},
            "too-many-members",
            "members",
        ),
        ("partnerships.csv", {"members": "alpha; alpha"}, "self-partnership", "members"),
        ("partnerships.csv", {"members": "alpha; gamma"}, "wrong-id", "partnership"),
        ("partnerships.csv", {"quote": "x" * 101}, "long-quote", "quote"),
        ("partnerships.csv", {"quote": "x", "chars": "9-3"}, "wrong-form", "chars"),
        (
            "partnerships.csv",
            {"quote": "x", "chars": "9" * 5_000 + "-" + "9" * 5_001},
            "wrong-form",
            "chars",
        ),
        ("partnerships.csv", {"chars": "3-9"}, "missing-quote", "quote"),
        ("partnerships.csv", {"years": "50"}, "missing-as-of", "years"),
        ("partnerships.csv", {"references": "https://a.eu; nobody"}, "wrong-type", "references"),
        ("partnerships.csv", {"aim": "x" * 1_000_000}, "long-cell", "aim"),
        ("partnerships.csv", {"aim": "one\rtwo"}, "unclean-text", "aim"),
        ("cities.csv", {"latitude": "91", "longitude": "0"}, "out-of-range", "latitude"),
        (
            "cities.csv",
            {"latitude": "90.000000000000000001", "longitude": "0"},
            "out-of-range",
            "latitude",
        ),
        ("cities.csv", {"latitude": "0", "longitude": "-181"}, "out-of-range", "longitude"),
        ("cities.csv", {"latitude": "51,3", "longitude": "12"}, "wrong-type", "latitude"),
        ("cities.csv", {"latitude": "51"}, "half-a-position", "longitude"),
        ("cities.csv", {"wikidata": "Q" + "9" * 5_000}, "wrong-form", "wikidata"),
        ("names.csv", {"language": "no language"}, "wrong-type", "language"),
        ("names.csv", {"name": "Al\u200bpha"}, "unclean-text", "name"),
        ("names.csv", {"name": "Al\x07pha"}, "unclean-text", "name"),
        ("officials.csv", {"age": "-5"}, "out-of-range", "age"),
        ("populations.csv", {"count": "-1"}, "out-of-range", "count"),
        ("populations.csv", {"count": "12345678901234567"}, "wrong-type", "count"),
    ],
)
def test_a_row_that_a_build_would_refuse_is_refused_with_its_rule(
    table: str, cells: dict[str, str], rule: str, column: str
) -> None:
    right = {
        "partnerships.csv": PARTNERSHIP,
        "cities.csv": CITY,
        "names.csv": NAME,
        "officials.csv": OFFICIAL,
        "populations.csv": POPULATION,
    }[table]

    breach = refused(table, right | cells)

    assert refused(table, right) is None
    assert breach
    assert (breach.rule, breach.column) == (rule, column)
    assert len(breach.message) < 500


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/[x]",
        "https://example.org/#one#two",
        "https://example.org/%zz",
        "HTTP://example.org/",
        "https://example.org/a b",
        "https://",
        "http:///x",
        "javascript:alert(1)",
        "https://exa\u0001mple.org/",
    ],
)
def test_an_address_that_no_graph_can_hold_is_refused(address: str) -> None:
    source = {"source": "page", "title": "A page", "kind": "news", "address": address}

    assert refused("sources.csv", source)


@pytest.mark.parametrize(
    "address", ["https://example.org/ä?q=%C3%A4#x", "http://[::1]:80/", "https://a.eu/;x=1,2"]
)
def test_an_address_that_is_accepted_is_an_address_in_a_graph(address: str) -> None:
    source = {"source": "page", "title": "A page", "kind": "news", "address": address}

    assert refused("sources.csv", source) is None
    assert NamedNode(address).value == address


@pytest.mark.parametrize(
    ("table", "cells", "column"),
    [
        ("partnerships.csv", PARTNERSHIP | {"start": "2999"}, "start"),
        ("partnerships.csv", PARTNERSHIP | {"start": "0001"}, "start"),
        ("partnerships.csv", PARTNERSHIP | {"end": "9999"}, "end"),
        ("partnerships.csv", PARTNERSHIP | {"years": "5000", "as_of": "2020"}, "years"),
        ("officials.csv", OFFICIAL | {"born": "2999"}, "born"),
        ("officials.csv", OFFICIAL | {"age": "300"}, "age"),
        ("populations.csv", POPULATION | {"count": "99999999999"}, "count"),
    ],
)
def test_an_implausible_value_is_a_warning_and_no_reason_to_refuse(
    table: str, cells: dict[str, str], column: str
) -> None:
    assert warned(table, cells) == [("implausible", column)]
    assert refused(table, cells) is None


@pytest.mark.parametrize("start", ["0836", "1973", "../2016", "1973/..", "198X", "[1961..1962]"])
def test_dates_that_are_open_or_imprecise_are_plausible(start: str) -> None:
    assert warned("partnerships.csv", PARTNERSHIP | {"start": start}) == []


def test_missing_columns_are_empty_cells() -> None:
    breach = refused("partnerships.csv", {"members": "alpha; beta"})

    assert breach
    assert (breach.rule, breach.column) == ("empty-cell", "partnership")


def test_the_layout_says_the_limits_in_words() -> None:
    latitude = layout.load().tables["cities.csv"].column("latitude")

    assert str(latitude.limits) == "from -90 to 90"
