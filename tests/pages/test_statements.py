"""What sources say of the things in a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from support.stores import store_of
from twingraph.core.terms import thing
from twingraph.pages.asking import Asker
from twingraph.pages.labels import Labels
from twingraph.pages.statements import statements

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.pages.accounts import SourcedValue

PARTNERSHIP = thing("partnership", "alpha--beta")


def said(
    folder: Path, content: small.Data, iri: str = PARTNERSHIP, language: Language = "en"
) -> tuple[SourcedValue, ...]:
    asker = Asker(store_of(folder, content))
    return statements([iri], asker, Labels(asker, language)).get(iri, ())


def test_each_statement_names_its_source_and_where_it_can_be_read(tmp_path: Path) -> None:
    for statement in said(tmp_path, small.data()):
        assert (statement.source, statement.address) == ("A page", "https://example.org/page")


def test_the_quotation_and_the_day_stand_with_the_statement(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"][0] |= {"quote": "twins", "as_of": "2020-01", "start": "1962"}
    start = next(line for line in said(tmp_path, content) if line.value == "1962")
    assert start.quote == "twins"
    assert start.as_of == "January 2020"


def test_numbers_have_all_their_digits_and_are_written_in_the_language(tmp_path: Path) -> None:
    content = small.data()
    content["cities.csv"][0] |= {"latitude": "50.06143", "longitude": "19.9372"}
    stated = said(tmp_path, content, thing("city", "alpha"), "de")
    assert {"50,06143", "19,9372"} <= {line.value for line in stated}


def test_it_is_said_that_a_source_was_not_found_again(tmp_path: Path) -> None:
    content = small.data()
    content["sources.csv"][0]["missing"] = "2026-11-26"
    stated = said(tmp_path, content)
    assert {line.missing for line in stated if line.source == "A page"} == {"26 November 2026"}


def test_a_part_is_called_by_what_it_is(tmp_path: Path) -> None:
    content = small.data()
    content["charters.csv"] = [
        {"charter": "first", "partnership": "alpha--beta", "source": "page"},
    ]
    content["acts.csv"] = [
        {
            "act": "signed",
            "charter": "first",
            "kind": "first-signature",
            "on": "1962-05-06",
            "source": "page",
        },
    ]
    day = next(line for line in said(tmp_path, content) if line.value == "6 May 1962")
    assert (day.part_label, day.section) == ("first signature", "charters")
    assert day.part == thing("act", "signed")


@pytest.mark.parametrize(
    ("of", "language", "line"),
    [
        ("city/alpha", "en", ("Otto O", "Mayor, 1959–1970")),
        ("city/alpha", "de", ("Otto O", "Mayor, 1959–1970")),
        ("person/o", "en", ("Mayor", "1959–1970")),
    ],
)
def test_a_term_of_office_is_told_in_a_line(
    tmp_path: Path, of: str, language: Language, line: tuple[str, str]
) -> None:
    told = {each.line for each in of_office(tmp_path, of, language) if "term/" in each.part}
    assert told == {line}


def test_a_membership_is_told_in_a_line_and_its_other_facts_by_themselves(tmp_path: Path) -> None:
    said_of = of_office(tmp_path, "city/alpha", "pl")
    lines = {each.part.rpartition("/")[2]: each.line for each in said_of if each.line}
    assert lines["net--alpha"] == ("Net", "od stycznia 2007")
    assert lines["other--alpha"] == ("sieć", "Other")
    assert all("Alpha" not in line[1] for line in lines.values())


def of_office(folder: Path, of: str, language: Language) -> tuple[SourcedValue, ...]:
    page = {"source": "page"}
    content = small.data()
    content["officials.csv"] = [{"official": "o", "name": "Otto O"} | page]
    content["posts.csv"] = [
        {"post": "mayor", "language": "en", "title": "Mayor", "role": "mayor", "city": "alpha"}
        | page
    ]
    content["terms.csv"] = [
        {"term": "t", "official": "o", "post": "mayor", "start": "1959", "end": "1970"} | page
    ]
    content["networks.csv"] = [
        {"network": each.lower(), "language": "en", "name": each} | page
        for each in ("Net", "Other")
    ]
    content["memberships.csv"] = [
        {"membership": "net--alpha", "network": "net", "city": "alpha", "start": "2007-01"} | page,
        {"membership": "other--alpha", "network": "other", "city": "alpha"} | page,
    ]
    kind, name = of.split("/")
    return said(folder, content, thing(kind, name), language)


def test_the_phases_of_a_partnership_are_told_apart_in_their_order(tmp_path: Path) -> None:
    content = small.data()
    row = content["partnerships.csv"][0]
    over = {"partnership": "alpha--beta", "phase": "2", "status": "ended", "source": "page"}
    content["partnerships.csv"] = [
        over | {"start": "2022-05-11"},
        row | {"start": "", "end": "2022-05-11"},
    ]
    stated = said(tmp_path, content)
    told = [(line.part_label, line.property) for line in stated if line.part]
    assert told == [
        ("active", "end"),
        ("active", "status"),
        ("ended", "start"),
        ("ended", "status"),
    ]


def test_two_claims_that_read_the_same_are_shown_once(tmp_path: Path) -> None:
    content = small.data()
    again = content["partnerships.csv"][0] | {"phase": "1", "note": "read a second time"}
    before = said(tmp_path / "before", content)
    content["partnerships.csv"].append(again)
    after = said(tmp_path / "after", content)
    assert len(set(after)) == len(after)
    assert {line.value for line in before} <= {line.value for line in after}


def test_nothing_is_said_of_what_nobody_speaks_of(tmp_path: Path) -> None:
    assert said(tmp_path, small.data(), thing("partnership", "beta--gamma-main")) == ()


def test_a_text_that_looks_like_the_address_of_a_thing_stays_a_text(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"][0] |= {"kind_word": thing("city", "alpha"), "language": "en"}
    assert thing("city", "alpha") in {line.value for line in said(tmp_path, content)}
