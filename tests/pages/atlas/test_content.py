"""The data of an atlas: their form, and what they say."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from support.atlases import joined, leipzig
from support.paths import ROOT
from twingraph.pages.atlas.content import content, packed
from twingraph.pages.atlas.model import Atlas
from twingraph.pages.dataset import Dataset

SCHEMA = json.loads((ROOT / "web" / "atlas.schema.json").read_text(encoding="utf-8"))
TABLES = ("cities", "partnerships", "phases", "evidence", "memberships", "sources", "days")
EMPTY = Atlas("en", Dataset(""))


def named(data: dict[str, Any], table: str, row: int) -> str:
    text: str = data["texts"][data[table]["label"][row]]
    return text


@pytest.mark.parametrize(
    "atlas",
    [EMPTY, leipzig(), leipzig("uk"), joined([(0, 1)], 2), joined([], 1)],
    ids=["empty", "leipzig", "ukrainian", "pair", "city"],
)
def test_the_data_have_the_form_that_the_script_is_checked_against(atlas: Atlas) -> None:
    data = content(atlas)
    Draft202012Validator(SCHEMA).validate(data)
    for table in TABLES:
        assert len({len(column) for column in data[table].values()}) == 1, table


def test_the_packed_data_are_the_data() -> None:
    data = content(leipzig())
    unpacked = zlib.decompress(base64.b64decode(packed(data)), wbits=-zlib.MAX_WBITS)
    assert json.loads(unpacked) == data


def test_an_id_that_consists_of_those_of_the_members_is_left_out() -> None:
    assert content(leipzig())["partnerships"]["id"] == ["", "krakow--leipzig--2"]


def test_things_are_named_as_an_address_names_them() -> None:
    data = content(leipzig())
    assert data["countries"]["id"] == ["PL", "DE"]
    assert data["kinds"]["id"] == ["twin-town"]
    assert data["fields"]["id"] == ["youth"]
    assert data["networks"]["id"] == ["eurocities"]
    assert named(data, "countries", 0) == "Poland"


def test_what_is_not_known_is_minus_one() -> None:
    data = content(leipzig())
    assert data["cities"]["country"] == [-1, 0, 1]
    assert data["phases"]["end"] == [-1]
    assert data["memberships"]["end"] == [-1]


def test_a_date_has_words_in_the_language_and_its_first_and_last_day() -> None:
    data = content(leipzig("de"))
    start = data["phases"]["start"][0]
    assert named(data, "days", start) == "September 1973"
    assert data["days"]["earliest"][start] == 19730901
    assert data["days"]["latest"][start] == 19730930


def test_a_partnership_stands_as_all_pages_say() -> None:
    data = content(leipzig())
    standing = [data["standings"]["id"][n] for n in data["partnerships"]["standing"]]
    assert standing == ["undated", "active"]


def test_a_rival_start_is_marked() -> None:
    evidence = content(leipzig())["evidence"]
    assert evidence["partnership"] == [1, 0]  # the second one, and no step from there
    assert evidence["mark"] == [1, 2]


def test_a_reason_of_the_rule_is_told_in_the_language_of_the_page() -> None:
    atlas = leipzig("de")
    used = atlas.evidence[1][0]._replace(reason="preferred by its own source")
    data = content(replace(atlas, evidence=((), (used,))))
    assert data["texts"][data["evidence"]["reason"][0]] == "ihre eigene Quelle bevorzugt sie"


def test_each_text_is_written_once() -> None:
    texts = content(leipzig())["texts"]
    assert texts[0] == ""
    assert len(set(texts)) == len(texts)
