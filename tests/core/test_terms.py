"""Addresses of things: made in one way, shortened, and taken apart again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core.terms import (
    CLAIM,
    ID,
    PREFIXES,
    TG,
    expand,
    is_claim,
    kind_of,
    shorten,
    slug,
    thing,
)


@given(st.sampled_from(sorted(PREFIXES)), st.from_regex(r"[A-Za-z][\w-]*", fullmatch=True))
def test_what_is_expanded_is_shortened_to_the_same(prefix: str, local: str) -> None:
    assert shorten(expand(f"{prefix}:{local}")) == f"{prefix}:{local}"


def test_an_unknown_prefix_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody"):
        expand("nobody:start")


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (f"{ID}city/krakow", "city/krakow"),
        (f"{TG}start", "tg:start"),
        (TG, TG),
        (f"{TG}two/steps", f"{TG}two/steps"),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_an_address_is_shortened_where_the_rest_is_a_name(iri: str, name: str) -> None:
    assert shorten(iri) == name


@given(st.sampled_from(["city", "partnership"]), st.text(min_size=1))
def test_a_thing_gives_back_its_kind_and_its_id(kind: str, name: str) -> None:
    iri = thing(kind, name)
    assert (kind_of(iri), slug(iri)) == (kind, name)
    assert iri.isascii()
    assert not set(iri) & set(' <>"{}|\\^`')


def test_another_address_is_of_no_kind_and_its_last_step_is_its_id() -> None:
    assert kind_of("https://example.org/id/city/krakow") == ""
    assert slug("https://example.org/id/city/Krak%C3%B3w") == "Kraków"


@pytest.mark.parametrize(
    ("iri", "belongs"),
    [
        (f"{CLAIM}0123", True),
        (f"{ID}source/page#char=1,2", True),
        (f"{ID}source/page#quote=words", True),
        (f"{ID}source/page", False),
        (f"{ID}claims/0123", False),
    ],
)
def test_claims_and_their_evidence_are_told_from_things(iri: str, belongs: bool) -> None:
    assert is_claim(iri) is belongs
