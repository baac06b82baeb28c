"""Rows are added where they belong, in all tables or none, and only if nothing becomes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.additions import KNOWN, NEW, PAGE, errors, new_lines, prepare, state
from support.command import twingraph
from twingraph.core.errors import CannotError, InputError
from twingraph.curation import insert
from twingraph.curation.citation import Citation
from twingraph.tables import layout


def test_a_row_goes_where_the_table_is_in_order(folder: Path) -> None:
    numbers = [
        prepare(folder, *cities, start="1981", phase=phase).rows[0].number
        for cities, phase in (
            (("alpha", "gamma-main"), ""),
            (("alpha", "beta"), ""),
            (("beta", "gamma-oder"), "1"),
            (("beta", "gamma-oder"), "3"),
        )
    ]
    assert numbers == [3, 3, 4, 5]


def test_phases_out_of_order_do_not_part_the_rows_of_a_thing(folder: Path) -> None:
    file = folder / "partnerships.csv"
    *lines, first, second = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines, second, first]), "utf-8")

    assert prepare(folder, "gamma-main", "gamma-oder", start="1981").rows[0].number == 5


def test_only_the_new_lines_differ_whatever_wrote_the_file(folder: Path) -> None:
    file = folder / "partnerships.csv"
    windows = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n").rstrip(b"\r\n")
    file.write_bytes(windows)
    prepare(folder, "gamma-main", "gamma-oder", start="1981").write()
    now = file.read_bytes()
    assert now.startswith(windows + b"\r\ngamma-main--gamma-oder,")
    assert now.endswith(b"\r\n")
    assert now.count(b"\n") == windows.count(b"\n") + 2
    assert errors(folder) == []


def test_line_breaks_of_a_page_are_folded(folder: Path) -> None:
    row = prepare(folder, "alpha", "gamma-main", start="1981", quote=" since\r\n  1981\n").rows[0]
    assert row.cells["quote"] == "since 1981"


def test_what_is_said_is_written_clean(folder: Path) -> None:
    addition = prepare(folder, "Beta", "Alpha", by=KNOWN, start="1981", quote=" Krako\u0301w\x1b\n")

    assert addition.rows[-1].cells["quote"] == "Kraków"
    assert "Kraków,".encode() in addition.files[folder / "partnerships.csv"]


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        ({"start": "1981-13"}, '[start]: "1981-13" does not exist in the calendar'),
        ({"start": "1981", "end": "1970"}, "partnerships.csv:3 [end]"),
        (
            {"start": "1981", "quote": "x" * 101},
            "[quote]: 101 characters; a quotation has at most 100",
        ),
        ({"language": "français"}, '[language]: "français" is not a language tag'),
    ],
)
def test_what_would_be_wrong_is_not_written(
    folder: Path, said: dict[str, str], finding: str
) -> None:
    before = state(folder)
    with pytest.raises(InputError, match="the new rows would introduce these errors") as raised:
        prepare(folder, "alpha", "gamma-main", by=NEW, **said)
    assert any(finding in str(found) for found in raised.value.findings)
    assert state(folder) == before


def test_what_is_wrong_in_the_graph_alone_is_not_written(folder: Path) -> None:
    """A build would refuse the end, which only with the start of another row is too early."""
    prepare(folder, "Alpha", "Gamma (Oder)", start="1981", kind="jumelage").write()
    before = state(folder)

    with pytest.raises(InputError, match="the new rows would introduce these errors") as raised:
        prepare(folder, "Alpha", "Gamma (Oder)", end="1970")

    assert {finding.rule for finding in raised.value.findings} == {"end-before-start"}
    assert state(folder) == before


def test_what_was_wrong_before_does_not_prevent_an_addition(folder: Path) -> None:
    file = folder / "partnerships.csv"
    wrong = file.read_text("utf-8").replace("1995", "1995-13").replace("alpha--beta,", "beta--x,")
    file.write_text(wrong, "utf-8")
    prepare(folder, "alpha", "gamma-main", start="1981").write()
    rules = sorted(f.rule for f in errors(folder))
    assert rules == ["impossible-date", "wrong-id"]


def test_tables_that_cannot_be_read_take_nothing(folder: Path) -> None:
    (folder / "names.csv").write_bytes(b"\xff")
    with pytest.raises(InputError, match="some tables cannot be read") as raised:
        prepare(folder, "alpha", "gamma-main", start="1981")
    assert [finding.rule for finding in raised.value.findings] == ["encoding"]


@pytest.mark.parametrize(
    "said",
    [
        {"start": "1962-05", "kind": "jumelage", "status": "active"},
        {"start": "1962-05"},
        {},
    ],
)
def test_what_a_source_has_said_already_is_not_added(folder: Path, said: dict[str, str]) -> None:
    before = state(folder)
    with pytest.raises(InputError, match=r"the tables already say this, in .*partnerships.csv:2$"):
        prepare(folder, "Beta", "Alpha", by=KNOWN, **said)
    assert state(folder) == before


def test_what_is_added_twice_stands_there_once(folder: Path) -> None:
    said = {"start": "1981", "status": "active", "as_of": "2026"}
    prepare(folder, "alpha", "gamma-main", by=NEW, **said).write()
    before = state(folder)
    with pytest.raises(InputError, match=r"partnerships.csv:3, .*partnerships.csv:4$"):
        prepare(folder, "gamma-main", "alpha", by=Citation(PAGE), **said)
    prepare(folder, "gamma-main", "alpha", by=Citation(PAGE), **said | {"start": "1982"}).write()
    (line,) = new_lines(before, folder)["partnerships.csv"]
    assert "1982" in line
    assert "active" not in line


def test_another_source_may_say_the_same(folder: Path) -> None:
    addition = prepare(folder, "alpha", "beta", by=NEW, start="1962-05")
    assert addition.rivalries == ()
    assert [row.table for row in addition.rows] == ["sources.csv", "partnerships.csv"]


def test_rivals_are_named(folder: Path) -> None:
    (rivalry,) = prepare(folder, "alpha", "beta", by=NEW, start="1963").rivalries
    assert [rival.rows for rival in rivalry.rivals] == [
        ("https://w3id.org/twingraph/table/data/partnerships.csv#row=2",)
    ]
    assert rivalry.asserted
    assert rivalry.reason


def test_if_a_table_cannot_be_written_neither_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addition = prepare(folder, "alpha", "gamma-main", by=NEW, start="1981")
    before = state(folder)
    monkeypatch.setitem(addition.files, folder / "gone" / "sources.csv", b"")
    with pytest.raises(CannotError, match="gone"):
        addition.write()
    assert state(folder) == before


def test_the_source_takes_its_place_before_what_cites_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addition = prepare(folder, "alpha", "gamma-main", by=NEW, start="1981")
    before = state(folder)
    replace = Path.replace

    def stop_at_partnerships(self: Path, target: Path) -> Path:
        if target.name == "partnerships.csv":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop_at_partnerships)
    with pytest.raises(CannotError, match=r"partnerships\.csv cannot be written: No space left"):
        addition.write()
    assert list(new_lines(before, folder)) == ["sources.csv"]
    assert errors(folder) == []


def test_a_table_that_is_not_there_yet_begins_with_its_header(folder: Path) -> None:
    (folder / "partnerships.csv").unlink()
    prepare(folder, "alpha", "beta", start="1981").write()
    assert (folder / "partnerships.csv").read_text("utf-8").startswith("partnership,members,")
    assert errors(folder) == []


def test_the_table_of_sources_is_one_of_the_layout() -> None:
    assert insert.SOURCES in layout.load().tables


def test_what_is_added_is_in_the_build(folder: Path) -> None:
    prepare(folder, "alpha", "gamma-main", by=NEW, start="1981", kind="jumelage").write()
    done = twingraph("build", folder, "-o", "out", cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    assert "id/date/1981" in (folder.parent / "out" / "twingraph.nq").read_text("utf-8")
