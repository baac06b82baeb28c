"""``twingraph match``.

The exact words stand in ``tests/golden/matching``; rewrite them with ``TWINGRAPH_GOLDEN=write
pytest tests/cli/test_match.py`` and read the difference.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import small
from support.paths import ROOT, TESTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Run

GOLDEN = TESTS / "golden" / "matching"
DATA = ROOT / "data"


def compare(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


TABLE = """\
no;City;Country;id
1;Köln;Germany;a
2;Birmingham;;b
3;Krakov;Polen;c
4;;;d
5;Xyzzy;Ruritania;e
6;Lyon Metropole;France;f
"""


def test_the_command(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text(TABLE, "utf-8")
    done = run("match", "table.csv", "--unsure", "unsure.csv", "-o", "out.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    compare("out.csv", Path("out.csv").read_text("utf-8"))
    compare("unsure.csv", Path("unsure.csv").read_text("utf-8"))
    compare("summary.txt", done.stderr)


def test_the_file_of_the_unsure_comes_back_as_decisions(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text(TABLE, "utf-8")
    run("match", "table.csv", "--unsure", "unsure.csv", "-o", "out.csv")
    open_ = Path("unsure.csv").read_text("utf-8")
    first = open_.replace("birmingham,,unsure", "birmingham,,accepted")
    Path("unsure.csv").write_text(first.replace("krakow,,unsure", "krakow,,rejected"), "utf-8")
    again = ("match", "table.csv", "--decisions", "unsure.csv", "--unsure", "still.csv")
    done = run(*again)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout), delimiter=";"))
    assert rows[1]["id_2"] == "birmingham"
    assert "krakow" not in done.stdout + Path("still.csv").read_text("utf-8")


BAD = {
    "not-utf-8": b"name\nK\xf6ln\n",
    "empty": b"",
    "blank": b"\xef\xbb\xbf\n\n",
    "ragged": b"name,country\nAlpha\nBeta,de\nGamma,de,x\n",
    "no-such-column": b"Partner,country\nAlpha,de\n",
    "column-twice": b"Name,Name\nAlpha,Beta\n",
    "long-cell": b"name,country\n" + b"a" * 200_000 + b",de\n",
    "open-quotation-mark": b'name,country\n"Alpha,de\n',
}


@pytest.mark.parametrize("case", BAD)
def test_a_table_that_cannot_be_read(case: str, run: Callable[..., Run]) -> None:
    Path("table.csv").write_bytes(BAD[case])
    Path("out.csv").write_text("earlier")
    done = run("match", "table.csv", "-o", "out.csv")
    assert (done.returncode, Path("out.csv").read_text()) == (1, "earlier")
    assert "Traceback" not in done.stderr
    compare(f"{case}.txt", done.stderr)


def test_a_table_in_utf_16_is_written_in_utf_16(run: Callable[..., Run]) -> None:
    """Excel writes its “Unicode Text” so."""
    Path("table.txt").write_bytes("name\tland\nKöln\tde\n".encode("utf-16"))

    done = run("match", "table.txt", "-o", "out.txt")

    assert done.returncode == 0, done.stderr
    rows = Path("out.txt").read_bytes().decode("utf-16").splitlines()
    assert rows[0] == "name\tland\tid\twikidata\tlabel\tscore\tcandidates"
    assert rows[1].startswith("Köln\tde\tcologne\tQ365\t")


def test_a_header_alone_is_a_table_without_rows(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text("name\n")
    done = run("match", "table.csv")
    assert (done.returncode, done.stdout) == (0, "name,id,wikidata,label,score,candidates\n")


def test_exit_codes(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text("name\nLyon\n")
    assert run("match", "table.csv").returncode == 0
    assert run("match", "table.csv", "--name", "town").returncode == 1
    assert run("match", "nowhere.csv").returncode == 2
    assert run("match", "table.csv", "--data", "nowhere").returncode == 2
    assert run("match", "table.csv", "--decisions", "nowhere.csv").returncode == 2
    Path("decisions.csv").write_text("name,city\nLyon,lyon\n")
    assert run("match", "table.csv", "--decisions", "decisions.csv").returncode == 1
    assert run("match").returncode == 2


def test_a_column_is_found_as_it_is_written_first(run: Callable[..., Run]) -> None:
    Path("table.csv").write_text("Name,NAME\nLyon,Kyiv\n")
    rows = run("match", "table.csv", "--name", "NAME").stdout.splitlines()
    assert rows[1].startswith("Lyon,Kyiv,kyiv,")
    assert run("match", "table.csv", "--name", "name").returncode == 1


def test_own_tables_instead_of_the_dataset(run: Callable[..., Run]) -> None:
    small.write(Path("own"), small.data())
    Path("table.csv").write_text("name\nÄlpha\nLyon\n")
    done = run("match", "table.csv", "--data", "own")
    assert done.stdout.splitlines()[1:] == ["Älpha,alpha,Q1,Alpha,100,", "Lyon,,,,,"]


@pytest.mark.parametrize("name", ["Cambridge", "Frankfurt"])
def test_an_ambiguous_name_is_asked_back_by_add_and_left_open_by_match(
    run: Callable[..., Run], name: str
) -> None:
    Path("table.csv").write_text(f"name\n{name}\n")
    page = ("--since", "1990", "--source", "https://example.org/page", "--dry-run", "--data", DATA)

    added = run("add", "partnership", "--a", name, "--b", "Lyon", *page)
    matched = run("match", "table.csv")

    assert added.returncode == 1
    assert f'"{name}" may mean any of: ' in added.stderr
    (row,) = csv.DictReader(io.StringIO(matched.stdout))
    assert row["id"] == ""
    assert "; geonames:" in row["candidates"]
