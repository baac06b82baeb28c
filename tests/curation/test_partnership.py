"""``twingraph add partnership``: one page's statement becomes a row, or nothing happens."""

from __future__ import annotations

import csv
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import small
from support.command import twingraph
from support.paths import ROOT
from twingraph.core.errors import CannotError, InputError
from twingraph.curation import insert, partnership
from twingraph.curation.citation import Citation
from twingraph.tables import layout
from twingraph.tables.rows import Row, insert_rows, read_tables, write_table
from twingraph.validate.inputs import inspect

if TYPE_CHECKING:
    from twingraph.core.findings import Finding
    from twingraph.curation.insert import Addition

PAGE = "https://www.alpha.example/en/twin-towns.html"
NEW = Citation(PAGE, kind="official-site", title="Twin towns", retrieved="2026-03-01")
KNOWN = Citation("https://example.org/page")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small dataset, with a mapping of kinds and a pair of several phases."""
    content = small.data()
    content["kinds.csv"] = [
        {"word": "jumelage", "language": "fr", "kind": "twin-town", "reason": "Twinning."},
        {"word": "Partner", "language": "de", "kind": "partner-city", "reason": "So it is."},
        {"word": "partner", "language": "en", "kind": "cooperation", "reason": "It is loose."},
    ]
    phases = ({"phase": "", "end": "1990"}, {"phase": "2", "start": "1995", "status": "active"})
    content["partnerships.csv"] += [
        {"partnership": "beta--gamma-oder", "members": "beta; gamma-oder", "source": "page"} | phase
        for phase in phases
    ]
    return small.write(tmp_path / "data", content)


def prepare(folder: Path, *cities: str, by: Citation = KNOWN, **said: str) -> Addition:
    return partnership.prepare(folder, cities, said, by)


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def errors(folder: Path) -> list[Finding]:
    return [finding for finding in inspect([folder]) if finding.severity == "error"]


def new_lines(before: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return the lines that were added; every other line must be as it was, in its order."""
    added = {}
    for name, now in state(folder).items():
        old, lines = before[name].splitlines(keepends=True), now.splitlines(keepends=True)
        rest = iter(lines)
        extra: list[bytes] = []
        for line in old:
            for candidate in rest:
                if candidate == line:
                    break
                extra.append(candidate)
            else:
                pytest.fail(f"{name} has lost {line!r}")
        extra += rest
        if extra:
            added[name] = [line.decode() for line in extra]
    return added


def test_a_page_that_is_known(folder: Path) -> None:
    before = state(folder)
    prepare(folder, "Älpha", "Gamma (Oder)", start="1981", kind="twin-town").write()
    assert new_lines(before, folder) == {
        "partnerships.csv": [
            "alpha--gamma-oder,alpha; gamma-oder,twin-town,,,,,,,,1981,,,,,page,,,,,,,\n"
        ]
    }
    assert errors(folder) == []


def test_a_page_that_is_new(folder: Path) -> None:
    before = state(folder)
    addition = prepare(folder, "Gamma (Oder)", "Alpha", by=NEW, start="1981", kind="jumelage")
    assert state(folder) == before
    addition.write()
    assert new_lines(before, folder) == {
        "sources.csv": [
            f"alpha-example-twin-towns,Twin towns,,official-site,,{PAGE},,2026-03-01,,,,,\n"
        ],
        "partnerships.csv": [
            (
                "alpha--gamma-oder,alpha; gamma-oder,twin-town,fr,jumelage,,,,,,1981,,,,,"
                "alpha-example-twin-towns,,,,,,,\n"
            ),
        ],
    }
    assert errors(folder) == []


@pytest.mark.parametrize(
    "address", ["page", "http://www.example.org/page/", "https://example.org/page?utm_source=x#top"]
)
def test_a_source_is_found_by_id_and_by_any_address_of_its_page(folder: Path, address: str) -> None:
    addition = prepare(folder, "alpha", "gamma-main", by=Citation(address), start="1981")
    assert [row.cells["source"] for row in addition.rows] == ["page"]


def test_what_held_at_a_time_and_what_holds_for_good_are_two_rows(folder: Path) -> None:
    addition = prepare(folder, "alpha", "gamma-main", start="1981", status="active", as_of="2026")
    assert [{k: v for k, v in row.cells.items() if v} for row in addition.rows] == [
        {
            "partnership": "alpha--gamma-main",
            "members": "alpha; gamma-main",
            "status": "active",
            "source": "page",
            "as_of": "2026",
        },
        {"partnership": "alpha--gamma-main", "start": "1981", "source": "page"},
    ]


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


def test_ids_are_minted_once(folder: Path) -> None:
    prepare(folder, "alpha", "gamma-main", by=NEW, start="1981").write()
    other = Citation(f"{PAGE}?page=2", kind="news")
    added = prepare(folder, "alpha", "gamma-oder", by=other, start="1981").rows
    assert added[0].cells["source"] == "alpha-example-twin-towns-2"
    assert added[0].cells["title"] == "alpha.example: twin towns"


@pytest.mark.parametrize(
    ("address", "minted"),
    [
        ("https://www.lyon.fr/villes-jumel%C3%A9es.php", "lyon-fr-villes-jumelees"),
        ("https://kyiv.example/міста/побратими/", "kyiv-example-pobratimi"),
        ("https://lyon.fr", "lyon-fr"),
        (f"https://lyon.fr/{'word-' * 30}", "lyon-fr-" + "-".join(["word"] * 10)),
        (f"https://lyon.fr/{'x' * 90}", "lyon-fr"),
    ],
)
def test_an_id_is_made_of_the_site_and_the_last_words(
    folder: Path, address: str, minted: str
) -> None:
    added = prepare(folder, "alpha", "beta", by=Citation(address, kind="news"), start="1981").rows
    assert added[0].cells["source"] == minted


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


CELLS = st.text(st.sampled_from('a;, "\n–ü'), max_size=6).map(str.strip)
ROWS = st.lists(st.tuples(CELLS.filter(bool), CELLS), max_size=6)


@given(rows=ROWS, new=st.tuples(CELLS.filter(bool), CELLS), after=st.integers(0, 6))
def test_inserting_a_row_changes_no_other(
    rows: list[tuple[str, str]], new: tuple[str, str], after: int
) -> None:
    table = layout.load().tables["kinds.csv"]

    def cells(row: tuple[str, str]) -> dict[str, str]:
        return dict(zip(table.header, (*row, *row), strict=True))

    old = [Row("", "", "", 0, cells(row)) for row in rows]
    place = min(after, len(rows))
    data = insert_rows(write_table(old, table), [cells(new)], place + 1, table)
    read = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert read == [*map(cells, rows[:place]), cells(new), *map(cells, rows[place:])]


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cities", "citation", "said", "message"),
    [
        (("Betha", "alpha"), KNOWN, {}, 'no city "Betha"; nearest: beta'),
        (
            ("Gamma", "alpha"),
            KNOWN,
            {},
            '"Gamma" may be any of: gamma-main (de), gamma-oder (de); write the one that is meant',
        ),
        (("Alpha", "Älpha"), KNOWN, {}, "a partnership of a city with itself: alpha, alpha"),
        (("alpha", "beta"), Citation("paeg"), {}, 'no source "paeg"; did you mean: page'),
        (("alpha", "beta"), Citation("https://[::1"), {}, '"https://[::1" is no web address'),
        (
            ("alpha", "beta"),
            Citation("https://example.org/other"),
            {},
            (
                "https://example.org/other is not in sources.csv yet; say of what kind it is: "
                "database, encyclopaedia, news, official-site, other, press-release "
                "(other pages of example.org: official-site)"
            ),
        ),
        (
            ("alpha", "beta"),
            KNOWN,
            {"kind": "gemellaggio"},
            (
                "neither a kind (adoption, contact, cooperation, friendship, honorary-twin, "
                "partner-city, project, solidarity, twin-town) nor a word of kinds.csv, where "
            ),
        ),
        (
            ("alpha", "beta"),
            KNOWN,
            {"kind": "partner"},
            '"partner" is a word of several languages: de, en; say of which',
        ),
        (
            ("beta", "gamma-oder"),
            KNOWN,
            {"start": "1981"},
            (
                "say which phase is meant, or 3 for a new one; known are phase 1: end 1990; "
                "phase 2: status active, start 1995"
            ),
        ),
        (
            ("alpha", "beta"),
            KNOWN,
            {"start": "1981", "phase": "3"},
            "phase 3 would be the next but one; known are phase 1: status active, start 1962-05",
        ),
    ],
)
def test_nothing_is_guessed(
    folder: Path, cities: tuple[str, ...], citation: Citation, said: dict[str, str], message: str
) -> None:
    before = state(folder)
    with pytest.raises(InputError) as raised:
        prepare(folder, *cities, by=citation, **said)
    assert message in str(raised.value)
    assert state(folder) == before


def test_line_breaks_of_a_page_are_folded(folder: Path) -> None:
    row = prepare(folder, "alpha", "gamma-main", start="1981", quote=" since\r\n  1981\n").rows[0]
    assert row.cells["quote"] == "since 1981"


def test_a_language_tells_words_apart(folder: Path) -> None:
    row = prepare(folder, "alpha", "gamma-main", kind="partner", language="de").rows[0]
    assert (row.cells["kind"], row.cells["kind_word"]) == ("partner-city", "Partner")


def test_after_an_end_a_new_start_wants_a_phase(folder: Path) -> None:
    prepare(folder, "alpha", "beta", by=NEW, end="1970").write()
    with pytest.raises(InputError, match="say which phase is meant, or 2 for a new one"):
        prepare(folder, "alpha", "beta", start="1981")
    assert prepare(folder, "alpha", "beta", start="1981", phase="2").rows[0].cells["phase"] == "2"
    assert prepare(folder, "alpha", "beta", start="1965").rows[0].cells["phase"] == ""


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        ({"start": "1981-13"}, '[start]: "1981-13" is not a date of the calendar'),
        ({"start": "1981", "end": "1970"}, "partnerships.csv:3 [end]"),
        (
            {"start": "1981", "quote": "x" * 101},
            "[quote]: 101 characters; at most 100 may be quoted",
        ),
        ({"kind": "twin-town", "kind_word": "Partner", "language": "de"}, "[kind]"),
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


def test_what_was_wrong_before_is_in_nobodys_way(folder: Path) -> None:
    file = folder / "partnerships.csv"
    wrong = file.read_text("utf-8").replace("1995", "1995-13").replace("alpha--beta,", "beta--x,")
    file.write_text(wrong, "utf-8")
    prepare(folder, "alpha", "gamma-main", start="1981").write()
    rules = sorted(f.rule for f in errors(folder))
    assert rules == ["impossible-date", "wrong-id"]


def test_tables_that_cannot_be_read_take_nothing(folder: Path) -> None:
    (folder / "names.csv").write_bytes(b"\xff")
    with pytest.raises(InputError, match="not every table can be read") as raised:
        prepare(folder, "alpha", "gamma-main", start="1981")
    assert [finding.rule for finding in raised.value.findings] == ["encoding"]


@pytest.mark.parametrize(
    "said",
    [
        {"start": "1962-05", "kind": "twin-town", "status": "active"},
        {"start": "1962-05"},
        {},
    ],
)
def test_what_a_source_has_said_already_is_not_added(folder: Path, said: dict[str, str]) -> None:
    before = state(folder)
    with pytest.raises(InputError, match=r"stands there already, in .*partnerships.csv:2$"):
        prepare(folder, "Beta", "Alpha", by=KNOWN, **said)
    assert state(folder) == before


def test_what_is_said_is_written_clean(folder: Path) -> None:
    addition = prepare(folder, "Beta", "Alpha", by=KNOWN, start="1981", quote=" Krako\u0301w\x1b\n")

    assert addition.rows[-1].cells["quote"] == "Kraków"
    assert "Kraków,".encode() in addition.files[folder / "partnerships.csv"]


def test_twice_is_once(folder: Path) -> None:
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


# --- both tables or none ------------------------------------------------------------------------


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


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


LYON = (
    "--a",
    "Lipsk",
    "--b",
    "Lyon",
    "--since",
    "1982",
    "--source",
    "https://lyon.example/leipzig",
)


def test_the_command_on_the_curated_tables(curated: Path) -> None:
    before = state(curated / "data")
    wrong = errors(curated / "data")
    more = ("--kind", "jumelage", "--source-kind", "official-site", "--retrieved", "2026-11-22")

    dry = twingraph("add", "partnership", *LYON, *more, "--dry-run", cwd=curated)
    assert dry.returncode == 0, dry.stderr
    assert "would add data/partnerships.csv:" in dry.stdout
    assert state(curated / "data") == before

    done = twingraph("add", "partnership", *LYON, *more, cwd=curated)
    assert done.returncode == 0, done.stderr
    assert "others claim another start:\n  1981 " in done.stdout
    added = new_lines(before, curated / "data")
    assert {name: len(lines) for name, lines in added.items()} == {
        "sources.csv": 1,
        "partnerships.csv": 1,
    }
    assert errors(curated / "data") == wrong

    again = twingraph("add", "partnership", *LYON, *more, cwd=curated)
    assert again.returncode == 1
    assert "nothing was added: it stands there already, in data/partnerships.csv:" in again.stderr


def test_contributing_says_what_the_command_says(curated: Path) -> None:
    """Rewrite the outputs with ``TWINGRAPH_GOLDEN=write pytest`` and this file."""
    file = ROOT / "CONTRIBUTING.md"
    text = file.read_text("utf-8")

    def replay(block: re.Match[str]) -> str:
        command = block[1].replace("\\\n", " ")
        done = twingraph(*shlex.split(command), cwd=curated)
        return f"```console\n$ twingraph {block[1]}\n{done.stdout}{done.stderr}```"

    again = re.sub(r"```console\n\$ twingraph (add .*(?:\n    .*)*)\n[^`]*```", replay, text)

    assert "$ twingraph add" in again
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.write_text(again, "utf-8")
    assert again == file.read_text("utf-8")


def test_the_day_of_reading_is_today_where_none_is_given(folder: Path) -> None:
    arguments = ("--a", "alpha", "--b", "beta", "--source", PAGE, "--source-kind", "news")
    done = twingraph("add", "partnership", *arguments, "--since", "1981", cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    (row,) = [
        row for row in read_tables([folder]).of("sources.csv") if row.cells["address"] == PAGE
    ]
    age = datetime.now(UTC).date() - datetime.fromisoformat(row.cells["retrieved"]).date()
    assert abs(age.days) <= 1


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (("--since", "yesterday"), 2, "Invalid value for '--since': \"yesterday\" is no date"),
        (("--status", "asleep"), 2, "Invalid value for '--status'"),
        (("--phase", "0"), 2, "Invalid value for '--phase'"),
        (("--retrieved", "2026"), 2, "Invalid value for '--retrieved'"),
        (("--data", "nowhere"), 2, "nowhere: there is no such file or folder"),
        (("--quote", "x" * 101), 1, "error: data/partnerships.csv:3 [quote]: 101 characters"),
    ],
)
def test_mistakes_of_a_user(folder: Path, more: tuple[str, ...], code: int, message: str) -> None:
    arguments = ("--a", "alpha", "--b", "gamma-main", "--source", "page", *more)
    done = twingraph("add", "partnership", *arguments, cwd=folder.parent)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_added_is_in_the_build(folder: Path) -> None:
    prepare(folder, "alpha", "gamma-main", by=NEW, start="1981", kind="twin-town").write()
    done = twingraph("build", folder, "-o", "out", cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    assert "id/date/1981" in (folder.parent / "out" / "twingraph.nq").read_text("utf-8")


def test_the_name_of_the_table_of_sources() -> None:
    assert insert.SOURCES in layout.load().tables


def test_what_is_wrong_in_the_graph_alone_is_not_written(folder: Path) -> None:
    """A build would refuse the end, which only with the start of another row is too early."""
    prepare(folder, "Alpha", "Gamma (Oder)", start="1981", kind="twin-town").write()
    before = state(folder)

    with pytest.raises(InputError, match="the new rows would introduce these errors") as raised:
        prepare(folder, "Alpha", "Gamma (Oder)", end="1970")

    assert {finding.rule for finding in raised.value.findings} == {"end-before-start"}
    assert state(folder) == before


def test_six_runs_at_once_add_six_rows(folder: Path) -> None:
    """Each says "added" only if its row is there at the end."""
    command = [sys.executable, "-m", "twingraph", "add", "partnership", "--data", str(folder)]
    runs = [
        subprocess.Popen(
            [
                *command,
                "--a",
                "Beta",
                "--b",
                "Alpha",
                "--since",
                str(year),
                "--source",
                KNOWN.address,
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for year in range(1950, 1956)
    ]

    said = [run.communicate(timeout=300)[0] for run in runs]

    assert [run.returncode for run in runs] == [0] * 6
    assert all(text.startswith("added ") for text in said)
    rows = (folder / "partnerships.csv").read_text("utf-8")
    assert all(f",{year}," in rows for year in range(1950, 1956))
    assert not list(folder.glob(".*"))
