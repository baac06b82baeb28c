"""``twingraph query``: where a query comes from, and where its answer goes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.command import in_terminal, needs_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run


def test_a_query_from_standard_input(built: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "twingraph", "query", "-", "-b", built, "--format", "csv"],
        input="SELECT ?city { ?city a tg:City } ORDER BY ?city LIMIT 1",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.replace("\r", "") == "city\nhttps://w3id.org/twingraph/id/city/aalborg\n"


def test_an_answer_is_written_whole_or_not_at_all(built: Path, run: Callable[..., Run]) -> None:
    Path("answer.csv").write_text("earlier")
    failed = run("query", "nope", "-b", built, "-o", "answer.csv")
    assert failed.returncode == 1
    assert Path("answer.csv").read_text() == "earlier"
    unwritable = run("query", "press-release", "-b", built, "-o", "no/such/folder.csv")
    assert unwritable.returncode == 2
    said = "folder.csv cannot be written: No such file or directory; make the folder no/such"
    assert said in unwritable.stderr


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("answer.csv", "language,name,use,source"),
        ("answer.TSV", "?language\t?name\t?use\t?source"),
        ("answer.json", '{"head":{"vars":["language","name","use","source"]}'),
        ("answer.md", "| language |"),
        ("answer.txt", "┌──"),
        ("answer", "┌──"),
    ],
)
def test_the_ending_of_a_file_names_the_format(
    file: str, start: str, built: Path, run: Callable[..., Run]
) -> None:
    done = run("query", "names", "--city", "Krakau", "-b", built, "-o", file)
    assert done.returncode == 0, done.stderr
    assert Path(file).read_text("utf-8").startswith(start)
    run("query", "names", "--city", "Krakau", "-b", built, "-o", file, "--format", "csv")
    assert Path(file).read_text("utf-8").startswith("language,name"), "--format goes before it"


def test_a_shown_query_goes_into_a_file_of_any_ending(built: Path, run: Callable[..., Run]) -> None:
    done = run("query", "names", "--city", "Krakau", "--show", "-b", built, "-o", "names.rq")
    assert done.returncode == 0, done.stderr
    assert "<https://w3id.org/twingraph/id/city/krakow>" in Path("names.rq").read_text("utf-8")


def test_a_language_that_nothing_is_named_in(built: Path, run: Callable[..., Run]) -> None:
    asked = ("query", "twin-towns", "--city", "Kraków", "-b", built, "--language")
    ukrainian, ua, english = (run(*asked, tag) for tag in ("UK", "ua", "en"))
    assert (ukrainian.stderr, english.stderr) == ("", "")
    assert "Лейпциг" in ukrainian.stdout
    assert (ua.returncode, ua.stdout) == (0, english.stdout)
    assert ua.stderr.startswith(
        'Note: there are no names in the language "ua"; the languages are: '
    )
    assert ", uk" in ua.stderr


def test_a_query_file_with_a_byte_order_mark(built: Path, run: Callable[..., Run]) -> None:
    Path("yes.rq").write_bytes(b"\xef\xbb\xbfASK { ?city a tg:City }")
    assert run("query", "yes.rq", "-b", built).stdout == "true\n"


def test_a_pipe_is_written_to_and_not_replaced(built: Path, run: Callable[..., Run]) -> None:
    os.mkfifo("pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE)
    done = run("query", "names", "--city", "Krakau", "-b", built, "-o", "pipe")
    said, _ = reader.communicate(timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"Krakau" in said
    assert Path("pipe").is_fifo()


def test_no_terminal_escape_gets_through(built: Path, run: Callable[..., Run]) -> None:
    Path("escape.rq").write_text('SELECT ("\\u001b[31mred" AS ?text) {}')
    assert "\x1b" not in run("query", "escape.rq", "-b", built).stdout


def test_construct_gives_turtle(built: Path, run: Callable[..., Run]) -> None:
    Path("all.rq").write_text("CONSTRUCT { ?c a tg:City } WHERE { ?c a tg:City }")
    assert (
        "<https://w3id.org/twingraph/id/city/kyiv> a tg:City"
        in run("query", "all.rq", "-b", built, "--format", "turtle").stdout
    )
    assert run("query", "all.rq", "-b", built, "--format", "csv").returncode == 1


@pytest.mark.parametrize(
    ("file", "magic"), [("answer.parquet", b"PAR1"), ("a.xlsx", b"PK\x03\x04")]
)
def test_the_ending_of_a_file_names_a_format_with_typed_columns(
    file: str, magic: bytes, built: Path, run: Callable[..., Run]
) -> None:
    done = run("query", "names", "--city", "Krakau", "-b", built, "-o", file)
    assert done.returncode == 0, done.stderr
    assert Path(file).read_bytes().startswith(magic)


@needs_terminal
def test_a_table_is_as_wide_as_the_terminal(built: Path) -> None:
    ask = f"query twin-towns --city Krakau -b {built}"
    for columns in (160, 400):
        done = in_terminal(ask, columns)
        assert done.returncode == 0
        lines = [line.rstrip("\r") for line in done.stdout.splitlines()]
        assert lines[0].startswith("┌")
        assert max(map(len, lines)) <= columns
        assert "Leipzig" in done.stdout
    assert "partner_name  Leipzig" in in_terminal(ask).stdout
    refused = in_terminal(f"{ask} --format xlsx")
    assert refused.returncode == 2
    assert "xlsx is not text; write it to a file: -o answer.xlsx" in refused.stdout


def test_a_filter_leaves_out_rows(built: Path, run: Callable[..., Run]) -> None:
    asked = ("query", "twin-towns", "--city", "Krakau", "--format", "csv", "-b", built)
    every = run(*asked).stdout.splitlines()
    german = run(*asked, "--country", "DE", "--from", "1970", "--to", "1989").stdout.splitlines()
    assert len(every) > len(german) > 1
    assert all(",Germany," in row for row in german[1:])


def test_the_list_shows_what_people_ask_with_filters_in_brackets(run: Callable[..., Run]) -> None:
    shown = run("query", "--list").stdout
    assert "mayors  --city --language=en [--from] [--to]" in shown.splitlines()
    assert "report/" not in shown


def test_the_list_shows_the_questions_whose_names_begin_so(run: Callable[..., Run]) -> None:
    shown = run("query", "report/by-", "--list").stdout.splitlines()
    assert "report/by-decade" in shown
    assert all(line.startswith(("report/by-", "    ")) for line in shown)
    none = run("query", "twin-twons", "--list")
    assert (none.returncode, none.stdout) == (1, "")
    assert 'no question "twin-twons"; did you mean: twin-towns' in none.stderr


def test_a_parameter_without_a_value_stays_in_a_shown_query(
    built: Path, run: Callable[..., Run]
) -> None:
    done = run("query", "shared-partners", "--least", "3", "--show", "-b", built)
    assert done.returncode == 0, done.stderr
    assert "$city tg:cooperatesWith ?partner" in done.stdout
    assert "HAVING(COUNT(?partner) >= 3)" in done.stdout
    assert 'LANG(?city_name) = "en"' in done.stdout
    assert run("query", "shared-partners", "--mots", "3", "--show", "-b", built).returncode == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("twin-towns", "Krakau"), "name the parameter, such as --city Krakau"),
        (("--city", "Krakau"), "which question? Its name comes first"),
    ],
)
def test_what_is_not_where_it_belongs(
    words: tuple[str, ...], says: str, built: Path, run: Callable[..., Run]
) -> None:
    done = run("query", *words, "-b", built)
    assert done.returncode == 2
    assert says in done.stderr


def test_an_unknown_kind_lists_those_that_there_are(built: Path, run: Callable[..., Run]) -> None:
    done = run("query", "undated", "--kind", "jumelage", "-b", built)
    assert done.returncode == 1
    assert 'no kind "jumelage"; did you mean: adoption, contact, ' in done.stderr
