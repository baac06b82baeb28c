"""``twingraph fetch table``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.command import twingraph
from support.listing import (
    PLAIN,
    read,
    row,
    write_csv,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_the_command(tmp_path: Path) -> None:
    write_csv(tmp_path / "list.csv", [row("Leipzig", "Krakau", b_country="Polska", since="1973")])
    (tmp_path / "list.toml").write_text(PLAIN, "utf-8")
    done = twingraph(
        "fetch", "table", "list.csv", "--mapping", "list.toml", "--europe", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "table: 1 partnership (1 one-sided) between 2 cities (2 known) from 1 row;"
    )
    assert members_of(tmp_path / "table") == ["krakow--leipzig"]


def members_of(path: Path) -> list[str]:
    return [row["partnership"] for row in read(path, "partnerships.csv")]


def test_the_command_says_what_it_could_not_understand(tmp_path: Path) -> None:
    write_csv(tmp_path / "list.csv", [row(b_country="Atlantis", since="soon")])
    (tmp_path / "list.toml").write_text(
        PLAIN + '[[correct]]\nwhere = {a = "X"}\nset = {a = "Y"}\nreason = "It is Y."\n', "utf-8"
    )
    done = twingraph("fetch", "table", "list.csv", "--mapping", "list.toml", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        'warning: the correction "It is Y." matches no row',
        'warning: unknown country: "Atlantis" (1)',
        'warning: unknown date: "soon" (1)',
    ]


def test_a_table_of_which_nothing_can_be_read_is_the_answer_no(tmp_path: Path) -> None:
    write_csv(tmp_path / "list.csv", [row(""), row("#REF!")])
    (tmp_path / "list.toml").write_text(PLAIN, "utf-8")
    done = twingraph("fetch", "table", "list.csv", "--mapping", "list.toml", cwd=tmp_path)
    assert done.returncode == 1
    message = "no row states a partnership that could be read; see table/left-out.tsv"
    assert done.stderr.splitlines()[-1] == f"Error: {message}"
    left_out = (tmp_path / "table" / "left-out.tsv").read_text("utf-8").splitlines()
    assert left_out[1:] == [
        "list.csv\t2\t\tno name\t",
        "list.csv\t3\t\ta formula or a spreadsheet error instead of a name\t",
    ]


def test_a_list_of_items_claims_no_names(tmp_path: Path) -> None:
    write_csv(tmp_path / "list.csv", [row("Q2079", "Q999999")])
    (tmp_path / "list.toml").write_text(PLAIN, "utf-8")
    done = twingraph("fetch", "table", "list.csv", "--mapping", "list.toml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert members_of(tmp_path / "table") == ["leipzig--q999999"]
    assert read(tmp_path / "table", "names.csv") == []
    built = twingraph("build", "table", "-o", "build", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    asked = twingraph("query", "names", "--city", "Q999999", "--format", "csv", cwd=tmp_path)
    assert "Q999999" in asked.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--country", "Germany"), 2, '"Germany" is not a country code; write DE, PL, UA …'),
        (("--country", "de", "--europe"), 2, "use either --europe or --country, not both"),
        (("--mapping", "none.toml"), 2, "Error: none.toml: No such file or directory"),
        (("--data", "none"), 2, "Error: none: there is no such file or folder"),
        (("-o", "list.csv"), 2, "'list.csv' is a file"),
    ],
)
def test_the_command_refuses(
    arguments: tuple[str, ...], code: int, message: str, tmp_path: Path
) -> None:
    write_csv(tmp_path / "list.csv", [row()])
    (tmp_path / "list.toml").write_text(PLAIN, "utf-8")
    done = twingraph(
        "fetch", "table", "list.csv", "--mapping", "list.toml", *arguments, cwd=tmp_path
    )
    assert (done.returncode, message in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
