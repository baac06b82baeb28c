"""Errors of ours: what they say, also when they come from another process."""

from __future__ import annotations

import pickle

import pytest

from twingraph.core.errors import CannotError, InputError, QueryError, TwingraphError, UnknownName
from twingraph.core.findings import Finding


@pytest.mark.parametrize(
    "error",
    [
        CannotError("no room"),
        QueryError("no query"),
        InputError("wrong", [Finding("error", "rule", "a cell")]),
        UnknownName("city", "Krakuf", iter(["krakow", "krems"])),
    ],
    ids=repr,
)
def test_an_error_comes_whole_from_another_process(error: TwingraphError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - of our own
    assert (type(copy), str(copy)) == (type(error), str(error))
    assert getattr(copy, "findings", ()) == getattr(error, "findings", ())
