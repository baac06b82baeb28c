"""``twingraph network time``, ``calendar``, ``nulls`` and ``figures`` as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from support import twins
from support.command import twingraph

if TYPE_CHECKING:
    from pathlib import Path

    from support.command import Run


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of four partnerships, three of them with a date."""
    return twins.built(tmp_path_factory.mktemp("dated"), *twins.DATED)


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of one partnership without a date."""
    return twins.built(tmp_path_factory.mktemp("undated"), twins.row("alpha", "beta"))


def parsed(done: Run) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    content: dict[str, Any] = json.loads(done.stdout)
    return content


def test_all_parts_are_computed_and_a_second_run_gives_the_same_bytes(dated: Path) -> None:
    one, other = (twingraph("network", "time", dated, "--format", "json") for _ in range(2))

    found = parsed(one)
    assert one.stdout == other.stdout
    assert list(found) == ["growth", "measures", "survival", "shocks"]
    decades = {row["first_day"][:4]: row for row in found["growth"]["rows"]}
    assert decades["1960"]["began_certain"] == 1
    assert decades["2010"]["ended_certain"] == 1
    assert decades["2010"]["existing_certain"] == 2
    assert found["growth"]["undated"] == 1
    sizes = {row["day"][:4]: (row["nodes"], row["edges"]) for row in found["measures"]["rows"]}
    assert sizes["1969"] == (2, 1)
    assert sizes["1979"] == (3, 2)
    assert (found["survival"]["partnerships"], found["survival"]["ended"]) == (3, 1)
    assert found["survival"]["left_out"] == {"no source says when it began": 1}
    assert found["survival"]["rows"][-1]["kaplan_meier"] == pytest.approx(0.5)
    assert len(found["shocks"]["sources"]) == 6
    assert {row["date"][:4] for row in found["shocks"]["rows"]} >= {"1945", "1963", "2022"}


def test_csv_holds_one_part(dated: Path) -> None:
    refused = twingraph("network", "time", dated, "--format", "csv")
    done = twingraph(
        "network", "time", dated, "--format", "csv", "--part", "growth", "--by", "year"
    )

    assert refused.returncode == 2
    assert "CSV holds one table; add --part with one of growth, measures" in refused.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["first_day"], row["began_certain"], row["began_possible"]) for row in rows] == [
        ("1962-01-01", "1", "1"),
        ("1973-01-01", "1", "1"),
        ("1989-01-01", "0", "1"),
        ("1990-01-01", "0", "1"),
        ("1991-01-01", "0", "1"),
        ("2016-01-01", "0", "0"),
    ]


def test_without_a_date_nothing_is_made_up(undated: Path) -> None:
    found = parsed(twingraph("network", "time", undated, "--format", "json"))

    assert [part["rows"] for part in found.values()][:3] == [[], [], []]
    assert all(row["level"] is None and row["reason"] for row in found["shocks"]["rows"])


def test_events_of_a_file_take_the_place_of_those_of_twingraph(dated: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.toml"
    file.write_text(
        "[[shocks]]\nid = 'a'\nname = 'an event'\ndate = '1970'\nsource = 'https://example.org'\n"
        "quote = 'it happened'\nretrieved = 2026-11-27\n",
        encoding="utf-8",
    )
    arguments = ("network", "time", dated, "--part", "shocks", "--shocks", file)
    (row,) = parsed(twingraph(*arguments, "--format", "json"))["shocks"]["rows"]
    file.write_text("[[shocks]]\nid = 'a'\n", encoding="utf-8")
    refused = twingraph(*arguments)

    assert (row["event"], row["mean_before"], row["mean_after"]) == ("an event", 0.1, 0.1)
    assert refused.returncode == 1
    assert "events.toml: name: Field required" in refused.stderr


def test_a_calendar_has_the_days_and_says_what_it_leaves_out(dated: Path, tmp_path: Path) -> None:
    file = tmp_path / "anniversaries.ics"
    done = twingraph("network", "calendar", dated, "-o", file)

    assert done.returncode == 0, done.stderr
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["summary"] == "Alpha – Beta: partnership since 1962-05-14"
    assert event["uid"] == "alpha--beta.anniversary@w3id.org"
    assert done.stderr.splitlines() == [
        "left out: 1 partnership: has ended",
        "left out: 1 partnership: its first day is not known",
        "left out: 1 partnership: no source says when it began",
    ]
    refused = twingraph("network", "calendar", dated, "-o", tmp_path / "a.csv")
    assert refused.returncode == 2
    assert "let the name of the file end in .ics" in refused.stderr


def test_distances_are_compared_with_chance_and_what_lacks_a_place_is_counted(
    dated: Path, undated: Path
) -> None:
    arguments = ("--draws", "50", "--format", "json")
    found = parsed(twingraph("network", "nulls", dated, *arguments))
    nothing = parsed(twingraph("network", "nulls", undated, *arguments))

    assert found["configuration"]["cities_left_out"] == 1
    assert found["configuration"]["pairs"] == 3
    # A triangle is the only network with its degrees.
    assert [row["z"] for row in found["configuration"]["rows"]] == [None, None, None]
    assert found["gravity"]["cities_left_out"] == 4
    assert "fewer than 2 pairs" in found["gravity"]["not_drawn"]
    assert nothing["configuration"]["rows"] == []


def test_figures_are_drawn_with_their_captions_and_the_same_bytes(
    dated: Path, tmp_path: Path
) -> None:
    for folder in ("one", "other"):
        done = twingraph("network", "figures", dated, "-o", tmp_path / folder)
        assert done.returncode == 0, done.stderr
    names = sorted(file.name for file in (tmp_path / "one").iterdir())

    assert {"growth.svg", "growth.pdf", "growth.png", "survival.svg", "captions.md"} <= set(names)
    for name in names:
        data = (tmp_path / "one" / name).read_bytes()
        assert data == (tmp_path / "other" / name).read_bytes(), name
        assert str(tmp_path).encode() not in data
    captions = (tmp_path / "one" / "captions.md").read_text(encoding="utf-8")
    assert "n = 3 with a date, of 4; as of 2026-" in captions


def test_what_cannot_be_drawn_is_left_out_and_said(undated: Path, tmp_path: Path) -> None:
    chosen = ("--figure", "growth", "--figure", "degrees", "--format", "svg")
    done = twingraph("network", "figures", undated, "-o", tmp_path / "out", *chosen)

    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == ["left out: growth: the graph has nothing to draw"]
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "captions.md", "degrees.svg",
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["time", "nulls", "calendar", "figures"])
def test_a_folder_that_is_no_build_is_refused(command: str, tmp_path: Path) -> None:
    out = ("-o", tmp_path / "out") if command == "figures" else ()
    done = twingraph("network", command, tmp_path, *out)

    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")
    assert not (tmp_path / "out").exists()


def test_without_lifelines_it_says_what_to_install_and_still_counts_growth(
    dated: Path, tmp_path: Path
) -> None:
    hiding = (
        "import sys, importlib.util as util\n"
        "found = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'lifelines' else found(name, *rest)\n"
        "from twingraph.cli import main\n"
        "main(['network', 'time', sys.argv[1], '--part', sys.argv[2], '--format', 'csv'])\n"
    )
    (tmp_path / "hidden.py").write_text(hiding, encoding="utf-8")
    refused, done = (
        subprocess.run(
            [sys.executable, tmp_path / "hidden.py", dated, part],
            capture_output=True,
            text=True,
            check=False,
        )
        for part in ("survival", "growth")
    )

    assert refused.returncode == 2
    assert "lifelines is not installed; try: pip install 'twingraph[science]'" in refused.stderr
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("first_day,last_day,began_certain")
