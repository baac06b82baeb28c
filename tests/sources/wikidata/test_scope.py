"""A code that no country has is an error that names those most like it."""

from __future__ import annotations

from twingraph.sources.wikidata.scope import unknown_country


def test_a_code_that_no_country_has_is_named_with_those_most_like_it() -> None:
    message = str(unknown_country("ddr", ["PL", "DE", "DD"]))
    assert message == 'no country with the code "DDR"; did you mean: DD, DE?'
