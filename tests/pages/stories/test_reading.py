"""Reading stories: what is wrong with one is said with its file and step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.core.errors import InputError
from twingraph.pages.stories import reading

if TYPE_CHECKING:
    from pathlib import Path

STEP = """
[[steps]]
sources = ["a-page"]
state = { city = "alpha" }

[steps.text]
de = "Alpha hat {partners}."
en = "Alpha has {partners}."
pl = "Alpha ma {partners}."
uk = "Альфа має {partners}."

[steps.values.partners]
question = "twin-towns"
given = { city = "alpha" }
take = "count"
column = "partner"
words.de = { one = "{number} Partnerstadt", other = "{number} Partnerstädte" }
words.en = { one = "{number} partner", other = "{number} partners" }
words.pl = { one = "{number} partnera", few = "{number} partnerów", many = "{number} partnerów" }
words.uk = { one = "{number} партнера", few = "{number} партнерів", many = "{number} партнерів" }
"""
HEAD = """
order = 1
title = { de = "Alpha", en = "Alpha", pl = "Alpha", uk = "Альфа" }
"""


def written(folder: Path, text: str = HEAD + STEP + STEP, name: str = "alpha.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_story_is_read(tmp_path: Path) -> None:
    (story,) = reading.load(written(tmp_path))
    assert (story.id, story.title["uk"], len(story.steps)) == ("alpha", "Альфа", 2)
    value = story.steps[0].values["partners"]
    assert (value.question, value.take, value.where) == ("twin-towns", "count", {})


def test_stories_come_in_their_order(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, HEAD.replace("order = 1", "order = 0") + STEP + STEP, "beta.toml")
    assert [story.id for story in reading.load(tmp_path)] == ["beta", "alpha"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('question = "twin-towns"', 'question = "twin-town"', 'no question "twin-town"'),
        ('given = { city = "alpha" }', 'given = { town = "alpha" }', 'no parameter "town"'),
        ('state = { city = "alpha" }', 'state = { town = "alpha" }', 'no key "town" of a state'),
        ('state = { city = "alpha" }', 'state = { to = "soon" }', 'to cannot be "soon"'),
        ('state = { city = "alpha" }', 'state = { layout = "globe" }', "map|network"),
        ('pl = "Alpha ma {partners}."\n', "", "nothing in pl"),
        ("Alpha hat {partners}.", "Alpha hat {partner}.", 'no value "partner"'),
        ("Alpha hat {partners}.", "Alpha hat Partner.", "does not have {partners}"),
        ('take = "count"', 'take = "sum"', "take"),
        ('sources = ["a-page"]', "sources = []", "sources"),
        ('few = "{number} partnerów", ', "", "pl needs the forms few, many, one"),
        ('one = "{number} partner"', 'one = "a partner"', "needs {number}"),
        ("words.uk = {", "words.ru = {", "ru"),
        ('column = "partner"', 'column = "partner"\nrow = 1', "row"),
    ],
)
def test_a_mistake_is_said_with_file_and_step(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in STEP
    text = HEAD + STEP + STEP.replace(old, new, 1)
    with pytest.raises(InputError) as error:
        reading.load(written(tmp_path, text))
    assert str(error.value).startswith("alpha.toml: step 2: ")
    assert message in str(error.value)


def test_a_story_of_one_step_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"alpha\.toml: steps: .* at least 2"):
        reading.load(written(tmp_path, HEAD + STEP))


@pytest.mark.parametrize("text", ["order = ", "\x00"])
def test_what_is_no_toml_is_said_with_its_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"alpha\.toml: "):
        reading.load(written(tmp_path, text))


def test_what_is_not_in_utf_8_is_said_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "alpha.toml").write_bytes(b'title = "\xff"')
    with pytest.raises(InputError, match=r"alpha\.toml: "):
        reading.load(tmp_path)
