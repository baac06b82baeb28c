"""Mappings: what they may say, and all that they must not."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from support.listing import (
    MAPPINGS,
    PLAIN,
    SOURCE,
    mapped,
)
from support.paths import ROOT
from twingraph.core.errors import CannotError, InputError
from twingraph.sources.spreadsheet import mapping as mappings
from twingraph.sources.spreadsheet import model
from twingraph.sources.spreadsheet.mapping import read as read_mapping

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel


def test_the_docs_explain_every_key() -> None:
    text = (ROOT / "docs" / "mapping.md").read_text("utf-8")
    table = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    explained = {key.rpartition(".")[2] for cell in table for key in re.findall(r"`([^`]+)`", cell)}
    tables_of: tuple[type[BaseModel], ...] = (
        model.SourceEntry,
        model.FileForm,
        model.NameUse,
        model.Side,
        model.Nodes,
        model.Partnership,
    )
    keys = {field for table in tables_of for field in table.model_fields}
    assert explained == keys | {"countries", "correct"}


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ('name = "a"', 'nmae = "a"', "a.nmae", "did you mean: name?"),
        ('name = "a"', "", "a", "needs the column of its name, or of its node"),
        ('name = "a"', 'node = "a"', "a", "everything else about it belongs to [nodes]"),
        ('name = "a"', 'name = ""', "a.name", "must not be empty"),
        ('name = "a"', "name = 1", "a.name", "must be text in quotation marks, not 1"),
        ('longitude = "a_long"', "", "a", "needs both latitude and longitude, or neither"),
        ('id = "list"', 'id = "My List"', "source.id", '"My List" does not have the right form'),
        ('id = "list"', 'id = "cldr"', "source.id", '"cldr" is already a source in data/'),
        ('kind = "other"', 'kind = "blog"', "source.kind", '"blog" is not one of: database, ency'),
        (
            "2026-11-22",
            '"yesterday"',
            "source.retrieved",
            '"yesterday" is not a day; write, for',
        ),
        ("https://", "ftp://", "source.address", '"ftp://example.org/list" does not have the rig'),
        ('kind = "kind"', "kind = {}", "partnership.kind", "needs either a column or a constant"),
        (
            'kind = "kind"',
            'kind = {constant = "x"}',
            "partnership.kind",
            '"x" is not in data/kinds',
        ),
        ('language = "fr"', "", "partnership.language", "a kind is told by a word; write here its"),
        ("[a]", "file = 3\n[a]", "source.file", "there is no such key"),
        ("[a]", "[a]\npattern = 3", "a.pattern", "is a list of tables; write [[a.pattern]]"),
        (
            "[a]",
            "[[a.pattern]]\nmatch = '('\n[a]",
            "a.pattern[1].match",
            "is not a regular",
        ),
        ("[a]", "[[a.pattern]]\nmatch = 'x'\n[a]", "a.pattern[1].match", "needs a group (?P<name>"),
        ("[a]", "[[a.pattern]]\nmatch = '(?P<n>x)'\n[a]", "a.pattern[1].match", 'its group "n" is'),
        (
            "[a]",
            "[file]\nencoding = 'utf-9'\n[a]",
            "file.encoding",
            'no encoding is called "utf-9"',
        ),
        (
            "[a]",
            "[countries]\nX = 'New Zealand'\n[a]",
            "countries.X",
            "does not have the right for",
        ),
        (
            "[a]",
            "[names]\nnamesakes = 'two'\n[a]",
            "names.namesakes",
            "is not one of 'apart'",
        ),
        ("[a]", "[[correct]]\nwhere = {}\n[a]", "correct[1].reason", "is missing"),
    ],
)
def test_a_mapping_that_says_what_it_cannot(
    old: str, new: str, key: str, message: str, tmp_path: Path
) -> None:
    assert old in PLAIN
    with pytest.raises(InputError, match="the mapping cannot be used") as caught:
        mapped(tmp_path, PLAIN.replace(old, new, 1))
    said = [f.message for f in caught.value.findings if f.column == key]
    assert any(message in one for one in said), caught.value.findings


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, '[source]\nid = ""\n[a]\n[b]\nnmae = "x"\n')
    keys = [finding.column for finding in caught.value.findings]
    assert keys[:6] == [
        "source.id",
        "source.title",
        "source.kind",
        "source.address",
        "source.retrieved",
        "a",
    ]
    assert "b.nmae" in keys


def test_nodes_are_described_where_they_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, SOURCE + '[a]\nnode = "a"\n[b]\nname = "b"\n')
    assert "nodes and the key node of a or b need each other" in str(caught.value.findings[0])


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ('kind = "twin-town"\nword = "x"', "is missing"),
        (
            'kind = "contact"\nword = "jumelage"\nreason = "No."',
            '"jumelage" means twin-town in data/kinds.csv, not contact',
        ),
    ],
)
def test_words_that_mean_something_else(kind: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, f"{PLAIN}[partnership.kinds.J]\n{kind}\n")
    assert message in caught.value.findings[0].message


def test_the_least_that_the_docs_name_is_enough(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "mapping.md").read_text("utf-8")
    least, patterns = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert mapped(tmp_path, least + patterns).b.pattern[0].countries == ("pl", "cz")


def test_the_schema_for_editors_is_up_to_date() -> None:
    file = MAPPINGS / "mapping.schema.json"
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.write_text(mappings.schema(), "utf-8")
    assert file.read_text("utf-8") == mappings.schema()


def test_a_mistake_names_the_line_of_its_key(tmp_path: Path) -> None:
    text = PLAIN.replace('kind = "kind"', "kind = 3") + '[[correct]]\nreason = "No."\n'
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, text)
    lines = text.splitlines()
    found = {(f.column, lines[f.row - 1]) for f in caught.value.findings}
    assert ("partnership.kind", "kind = 3") in found
    assert ("correct[1].where", "[[correct]]") in found


@pytest.mark.parametrize(
    "line",
    [
        "id = " + "[" * 5000 + "]" * 5000,
        "id = " + "9" * 5000,
        "id = " + "{a=" * 400 + "1" + "}" * 400,
        'id = "' + "x" * 100_000 + '"',
        "id = 1979-13-45",
        "id = nan",
        "[file]\nencoding = 'idna'",
        "[file]\nencoding = 'punycode'",
        "[file]\nencoding = 'zip'",
        "[file]\nencoding = 'undefined'",
        "[partnership]\ndate_format = '%Y %Y'",
        "[partnership]\ndate_format = '%Q'",
        "[[a.pattern]]\nmatch = '(?P<name>x){99999999999}'",
        "[[a.pattern]]\nmatch = '" + "(" * 900 + "'",
        "[[a.pattern]]\nmatch = '(?P<name>.*)'\nname = '{name} {0}'",
        "[[a.pattern]]\nmatch = '(?P<name>.*)'\nname = '{name} {'",
    ],
)
def test_what_would_break_a_mapping_is_a_message(line: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the mapping"):
        mapped(tmp_path, f"{SOURCE}{line}\n")


def test_a_mapping_must_be_a_file_of_reasonable_size(tmp_path: Path) -> None:
    with pytest.raises(CannotError, match="a folder, not a file"):
        read_mapping(tmp_path)
    with pytest.raises(InputError, match="more than 1,000,000 bytes"):
        mapped(tmp_path, "# " + "x" * 1_000_000)


def test_no_toml(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mapping.toml: the mapping is not valid TOML: .* line 2"):
        mapped(tmp_path, "[source]\nid = list\n")
    (tmp_path / "mapping.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(InputError, match="the mapping is not in UTF-8"):
        read_mapping(tmp_path / "mapping.toml")
    with pytest.raises(CannotError, match="No such file"):
        read_mapping(tmp_path / "none.toml")
