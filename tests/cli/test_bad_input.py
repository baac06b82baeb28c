"""Bad input: one clear message each, all of them gathered, nothing written.

The exact words of every message stand in ``tests/golden/bad-input``; rewrite them with
``TWINGRAPH_GOLDEN=write pytest tests/cli/test_bad_input.py`` and read the difference.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import small
from support.paths import TESTS
from twingraph.validate.inputs import inspect

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run

GOLDEN = TESTS / "golden" / "bad-input"

Case = tuple[str, "Callable[[Path], object]"]
CASES: dict[str, Callable[[Path], object]] = {}


def case(spoil: Callable[[Path], object]) -> Callable[[Path], object]:
    """Enter a way of spoiling the small dataset into the table of cases."""
    CASES[spoil.__name__.removeprefix("_").replace("_", "-")] = spoil
    return spoil


def add(folder: Path, table: str, **cells: str) -> None:
    content = small.data()
    content.setdefault(table, []).append(cells)
    small.write(folder, content)


def change(folder: Path, table: str, row: int = 0, **cells: str) -> None:
    content = small.data()
    content[table][row] |= cells
    small.write(folder, content)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@case
def _missing_column(folder: Path) -> None:
    edit(folder / "cities.csv", "country,", "")


@case
def _extra_column(folder: Path) -> None:
    edit(folder / "states.csv", "state,", "state,colour,")


@case
def _empty_file(folder: Path) -> None:
    (folder / "names.csv").write_text("\n")


@case
def _unknown_table(folder: Path) -> None:
    (folder / "rivers.csv").write_text("river\nElbe\n")


@case
def _unknown_source(folder: Path) -> None:
    change(folder, "partnerships.csv", source="pgae")


@case
def _unknown_city(folder: Path) -> None:
    change(folder, "partnerships.csv", members="alpha; Betha")


@case
def _ambiguous_city(folder: Path) -> None:
    change(folder, "partnerships.csv", members="alpha; Gamma")


@case
def _partnership_with_itself(folder: Path) -> None:
    change(folder, "partnerships.csv", members="alpha; Älpha")


@case
def _partnership_with_itself_and_another(folder: Path) -> None:
    change(folder, "partnerships.csv", members="alpha; beta; Älpha")


@case
def _name_in_two_countries(folder: Path) -> None:
    content = small.data()
    content["cities.csv"][3]["country"] = "pl"
    content["states.csv"].append(
        {"state": "pl", "language": "en", "name": "Poland", "source": "page"}
    )
    content["partnerships.csv"][0]["members"] = "alpha; Gamma"
    small.write(folder, content)


@case
def _population_without_a_date(folder: Path) -> None:
    count = {"population": "alpha--2020", "city": "alpha", "count": "9000", "source": "page"}
    add(folder, "populations.csv", **count)


def _same(folder: Path, *pairs: tuple[str, str]) -> None:
    decided = {"reason": "One town.", "decided_by": "A person", "decided_on": "2026-01-01"}
    content = small.data()
    content["same-as.csv"] = [{"city": one, "same_as": other} | decided for one, other in pairs]
    small.write(folder, content)


@case
def _cities_that_are_each_other(folder: Path) -> None:
    _same(folder, ("gamma-main", "gamma-oder"), ("gamma-oder", "gamma-main"))


@case
def _city_that_is_two_others(folder: Path) -> None:
    _same(folder, ("gamma-main", "alpha"), ("gamma-main", "beta"))


@case
def _partners_that_are_one_city(folder: Path) -> None:
    _same(folder, ("beta", "alpha"))


@case
def _view_called_index(folder: Path) -> None:
    add(folder, "views.csv", view="index", kind="network")


@case
def _view_called_atlas(folder: Path) -> None:
    add(folder, "views.csv", view="atlas", kind="network")


def _kinds(folder: Path, *rows: tuple[str, str], **cells: str) -> None:
    content = small.data()
    content["kinds.csv"] = [
        {"word": word, "language": "fr", "kind": kind, "reason": "so it is used"}
        for word, kind in rows
    ]
    content["partnerships.csv"][0] |= {"language": "fr", "kind_word": "jumelage"} | cells
    small.write(folder, content)


@case
def _unknown_kind_word(folder: Path) -> None:
    _kinds(folder, ("jumelage", "twin-town"), ("pacte", "friendship"), kind_word="jumelages")


@case
def _kind_word_of_another_language(folder: Path) -> None:
    _kinds(folder, ("jumelage", "twin-town"), language="")


@case
def _wrong_kind(folder: Path) -> None:
    _kinds(folder, ("jumelage", "twin-town"), kind="friendship")


@case
def _wrong_kind_of_a_phase(folder: Path) -> None:
    _kinds(folder, ("jumelage", "twin-town"), kind="", phase_kind="friendship")


@case
def _kind_word_without_a_kind(folder: Path) -> None:
    _kinds(folder, ("jumelage", "twin-town"), kind="")


@case
def _kind_word_twice(folder: Path) -> None:
    _kinds(folder, ("jumelage", "twin-town"), ("jumelage", "friendship"))


@case
def _kind_word_for_an_unknown_kind(folder: Path) -> None:
    _kinds(folder, ("jumelage", "twin-town"), ("pacte", "pact"))


@case
def _impossible_date(folder: Path) -> None:
    change(folder, "partnerships.csv", start="1995-02-31")


@case
def _unparsable_date(folder: Path) -> None:
    change(folder, "partnerships.csv", start="31.02.1995")


@case
def _end_before_start(folder: Path) -> None:
    change(folder, "partnerships.csv", end="1961")


@case
def _long_quotation(folder: Path) -> None:
    change(folder, "partnerships.csv", quote="word " * 20 + "word")


@case
def _document_not_quoted(folder: Path) -> None:
    change(folder, "partnerships.csv", source="paper")


@case
def _duplicate_row(folder: Path) -> None:
    add(folder, "partnerships.csv", **small.data()["partnerships.csv"][0])


@case
def _same_id_for_two_cities(folder: Path) -> None:
    change(folder, "cities.csv", 1, wikidata="Q1")


@case
def _two_ids_for_a_city(folder: Path) -> None:
    add(folder, "cities.csv", **small.city("alpha", "Q9"))


@case
def _source_twice(folder: Path) -> None:
    add(
        folder,
        "sources.csv",
        **small.data()["sources.csv"][0] | {"address": "https://example.org/2"},
    )


@case
def _number_that_is_none(folder: Path) -> None:
    change(folder, "cities.csv", latitude="NaN")


@case
def _latitude_beyond_the_pole(folder: Path) -> None:
    change(folder, "cities.csv", latitude="91", longitude="13.7")


@case
def _half_a_position(folder: Path) -> None:
    change(folder, "cities.csv", latitude="51")


@case
def _negative_age(folder: Path) -> None:
    add(folder, "officials.csv", official="anna", age="-5", as_of="2020", source="page")


@case
def _brackets_in_an_address(folder: Path) -> None:
    change(folder, "sources.csv", address="https://example.org/[x]")


@case
def _number_of_5000_digits(folder: Path) -> None:
    change(
        folder,
        "partnerships.csv",
        years="5" * 5_000,
        as_of="2020",
        quote="x",
        chars="1-" + "9" * 5_000,
    )


@case
def _only_a_byte_order_mark(folder: Path) -> None:
    (folder / "names.csv").write_bytes(b"\xef\xbb\xbf")


@case
def _cp1252(folder: Path) -> None:
    file = folder / "names.csv"
    file.write_bytes(file.read_text("utf-8").encode("cp1252"))


@case
def _nul_byte(folder: Path) -> None:
    edit(folder / "names.csv", "Beta", "Be\0ta")


@case
def _cell_of_a_megabyte(folder: Path) -> None:
    edit(folder / "names.csv", "Beta", "Be" + "t" * 1_000_000 + "a")


@case
def _date_of_a_megabyte(folder: Path) -> None:
    change(folder, "partnerships.csv", start="1" * 1_000_000)


@case
def _number_of_a_megabyte(folder: Path) -> None:
    change(folder, "cities.csv", latitude="9" * 1_000_000)


@case
def _too_many_cells(folder: Path) -> None:
    edit(folder / "names.csv", "Beta", "Beta,the lesser")


@case
def _too_few_cells(folder: Path) -> None:
    edit(folder / "partnerships.csv", "alpha--beta,alpha; beta,twin-town", "alpha--beta; beta")


@case
def _open_quotation_mark(folder: Path) -> None:
    edit(folder / "names.csv", "Beta", '"Beta')


@case
def _unknown_concept(folder: Path) -> None:
    change(folder, "partnerships.csv", kind="twins")


@case
def _wrong_id(folder: Path) -> None:
    change(folder, "partnerships.csv", partnership="beta--alpha")


@case
def _momentary_without_as_of(folder: Path) -> None:
    change(folder, "partnerships.csv", years="50")


@case
def _script_in_address(folder: Path) -> None:
    change(folder, "sources.csv", address="javascript:alert(1)")


@case
def _idle_decision(folder: Path) -> None:
    add(folder, "decisions.csv", **_decision("one", "1999"))


@case
def _contradictory_decisions(folder: Path) -> None:
    content = small.data()
    content["partnerships.csv"].append(
        {"partnership": "alpha--beta", "start": "1963", "source": "page"}
    )
    content["decisions.csv"] = [_decision("one", "1962-05"), _decision("two", "1963")]
    small.write(folder, content)


@case
def _preferred_and_deprecated(folder: Path) -> None:
    content = small.data()
    content["decisions.csv"] = [
        _decision("one", "1962-05"),
        _decision("two", "1962-05") | {"rank": "deprecated"},
    ]
    small.write(folder, content)


def _decision(slug: str, value: str) -> small.Cells:
    return {
        "decision": slug,
        "subject": "phase/alpha--beta/1",
        "property": "tg:start",
        "value": value,
        "rank": "preferred",
        "reason": "the charter says so",
        "decided_by": "the editors",
        "decided_on": "2026-11-22",
    }


@case
def _everything_at_once(folder: Path) -> None:
    content = small.data()
    content["partnerships.csv"][0] |= {"kind": "twins", "start": "1995-02-31", "source": "pgae"}
    content["cities.csv"][1] |= {"wikidata": "Q1", "latitude": "north"}
    small.write(folder, content)


@pytest.mark.parametrize("name", CASES)
def test_bad_tables_are_refused_by_build_as_by_validate(name: str, run: Callable[..., Run]) -> None:
    folder = small.write(Path("tables"), small.data())
    CASES[name](folder)

    done = run("build", "tables", "-o", "out")

    assert_golden(name, done)
    assert not Path("out").exists()
    assert sorted(path.name for path in Path().iterdir()) == ["tables"], "something was left behind"
    said = [line for line in done.stderr.splitlines() if not line.startswith("Error:")]
    assert said == [f"{one.severity}: {one}" for one in inspect([folder])], "validate says the same"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("evidence-elsewhere", "0-11", "3-14"),
        ("evidence-not-in-document", "In May 1962", "In June 1962"),
    ],
)
def test_evidence_that_is_not_in_the_document_is_found(
    name: str, old: str, new: str, run: Callable[..., Run]
) -> None:
    content = small.data()
    content["partnerships.csv"][0] |= {"source": "paper", "quote": "In May 1962", "chars": "0-11"}
    folder = small.write(Path("tables"), content)
    Path("documents").mkdir()
    Path("documents/paper.txt").write_text(small.DOCUMENT, "utf-8")
    right = run("validate", "tables", "--documents", "documents")
    assert (right.returncode, "error" in right.stdout) == (0, False)

    edit(folder / "partnerships.csv", old, new)

    assert_golden(name, run("validate", "tables", "--documents", "documents", "--format", "json"))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("unknown-question", ["query", "twin-twons"]),
        ("unknown-parameter", ["query", "twin-towns", "--city", "Krakau", "--colour", "red"]),
        ("missing-parameter", ["query", "twin-towns"]),
        ("parameter-twice", ["query", "twin-towns", "-p", "city=Krakau", "--city", "Kyiv"]),
        ("parameter-without-value", ["query", "twin-towns", "--city", "--language", "de"]),
        ("malformed-language", ["query", "twin-towns", "--city", "Krakau", "--language", "d_e"]),
        ("unknown-check", ["query", "check/end-before"]),
        ("unknown-ending-of-an-answer", ["query", "twin-towns", "-o", "answer.xls"]),
        ("unknown-ending-of-an-export", ["export", "-o", "graph.json"]),
        ("nested-query", ["query", "nested.rq"]),
        ("not-utf-8-query", ["query", "latin.rq"]),
        ("not-utf-8-city", ["query", "twin-towns", "--city", "Krak\udcf3w"]),
        ("not-utf-8-question", ["query", "Krak\udcf3w"]),
        ("not-utf-8-text", ["query", "match-city", "--name", "Krak\udcf3w"]),
        ("unknown-city-asked", ["query", "twin-towns", "--city", "Krakauu"]),
        ("syntax-error", ["query", "broken.rq"]),
        ("unknown-prefix", ["query", "prefix.rq"]),
        ("service", ["query", "service.rq"]),
        ("no-such-file", ["query", "nowhere.rq"]),
    ],
)
def test_bad_questions_say_what_to_try(
    name: str, arguments: list[str], built: Path, run: Callable[..., Run]
) -> None:
    Path("broken.rq").write_text("SELECT ?city\nWHERE { ?city tg:country }\n")
    Path("prefix.rq").write_text("SELECT * {\n  ?city twin:kind ?kind }\n")
    Path("service.rq").write_text("SELECT * {\n  SERVICE <http://localhost/> { ?s ?p ?o } }\n")
    Path("nested.rq").write_text(f"SELECT * {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}\n")
    Path("latin.rq").write_bytes("SELECT *\n{ ?city ?p 'Kraków' }\n".encode("latin-1"))
    assert_golden(name, run(*arguments, "--build", built))


def test_a_query_on_standard_input_that_is_not_utf_8(built: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "twingraph", "query", "-", "-b", built],
        input="SELECT *\n{ ?city ?p 'Kraków' }\n".encode("latin-1"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "Error: standard input: line 2: byte 0xf3 is not UTF-8; save it as UTF-8\n"
    )


def test_without_the_build_a_question_says_how_to_make_one(run: Callable[..., Run]) -> None:
    assert_golden("no-build", run("query", "twin-towns", "--city", "Krakau", "-b", "build"))


def assert_golden(name: str, done: Run) -> None:
    """Compare what the command said, and its exit code, with the golden file."""
    assert "Traceback" not in done.stderr
    said = f"exit {done.returncode}\n{done.stdout}{done.stderr}"
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.write_text(said, "utf-8")
    assert said == file.read_text("utf-8")
