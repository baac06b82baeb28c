"""What differs between two builds.

The words for each sort of change stand in ``tests/golden/diff``; rewrite them with
``TWINGRAPH_GOLDEN=write pytest tests/publish/test_diff.py`` and read the difference.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from support import small
from support.command import twingraph
from support.paths import ROOT, TESTS
from twingraph.core.errors import CannotError
from twingraph.core.terms import BASE, ID, PREFIXES, TG
from twingraph.publish import build
from twingraph.publish.diff.changes import Count, Difference
from twingraph.publish.diff.comparing import compare
from twingraph.publish.diff.writing import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

GOLDEN = TESTS / "golden" / "diff"

Case = tuple[str, "Callable[[small.Data], object]"]
CASES: dict[str, Callable[[small.Data], object]] = {}


def case(edit: Callable[[small.Data], object]) -> Callable[[small.Data], object]:
    """Enter a way of changing the dataset into the table of cases."""
    CASES[edit.__name__.removeprefix("_").replace("_", "-")] = edit
    return edit


def data() -> small.Data:
    """The small dataset with one thing of each sort that a difference tells of."""
    content = small.data()
    content["partnerships.csv"][0] |= {"phase": "1"}
    content["partnerships.csv"].append(
        {
            "partnership": "alpha--gamma-oder",
            "members": "alpha; gamma-oder",
            "kind": "friendship",
            "source": "page",
        }
    )
    content["networks.csv"] = [
        {"network": "union", "language": "en", "name": "Union of Cities", "source": "page"}
    ]
    content["memberships.csv"] = [
        {"membership": "union--beta", "network": "union", "city": "beta", "source": "page"}
    ]
    return content


def made(tables: Path, content: small.Data) -> Path:
    output = tables.with_name("build")
    build.build([small.write(tables, content)], output)
    return output


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("old") / "tables", data())


def edited(folder: Path, edit: Callable[[small.Data], object]) -> Path:
    content = data()
    edit(content)
    return made(folder / "tables", content)


# --- one change of each sort --------------------------------------------------------------------


@case
def _city_added(content: small.Data) -> None:
    content["cities.csv"].append(small.city("delta", "Q5"))
    content["names.csv"].append(small.name("delta", "Delta"))


@case
def _city_removed(content: small.Data) -> None:
    content["cities.csv"].pop()
    content["names.csv"].pop()


@case
def _city_under_another_id(content: small.Data) -> None:
    content["cities.csv"][3]["city"] = "gamma"
    content["names.csv"][3] |= {"city": "gamma", "also": "Gamma Town"}


@case
def _country_changed(content: small.Data) -> None:
    content["states.csv"].append(
        {"state": "pl", "language": "en", "name": "Poland", "source": "page"}
    )
    content["cities.csv"][2]["country"] = "pl"


@case
def _partnership_added(content: small.Data) -> None:
    content["partnerships.csv"].append(
        {
            "partnership": "beta--gamma-main",
            "members": "beta; gamma-main",
            "kind": "cooperation",
            "status": "active",
            "start": "1990",
            "source": "page",
        }
    )


@case
def _partnership_removed(content: small.Data) -> None:
    content["partnerships.csv"].pop()


@case
def _phase_added(content: small.Data) -> None:
    content["partnerships.csv"].append(
        {
            "partnership": "alpha--beta",
            "phase": "2",
            "status": "suspended",
            "start": "2022-03",
            "source": "page",
        }
    )


@case
def _third_member(content: small.Data) -> None:
    """The id of a partnership is made of its members, so this is another partnership."""
    content["partnerships.csv"][1] |= {
        "partnership": "alpha--gamma-main--gamma-oder",
        "members": "alpha; gamma-main; gamma-oder",
    }


@case
def _kind_changed(content: small.Data) -> None:
    content["partnerships.csv"][0]["kind"] = "partner-city"


@case
def _status_changed(content: small.Data) -> None:
    content["partnerships.csv"][0]["status"] = "ended"


@case
def _start_changed(content: small.Data) -> None:
    content["partnerships.csv"][0]["start"] = "1963"


@case
def _start_contradicted(content: small.Data) -> None:
    """A more trusted source says otherwise, and its value is preferred."""
    content["sources.csv"][0]["kind"] = "encyclopaedia"
    content["sources.csv"].append(
        {
            "source": "site",
            "title": "The city’s site",
            "kind": "official-site",
            "address": "https://example.org/site",
            "retrieved": "2026-01-01",
        }
    )
    content["partnerships.csv"].append(
        {"partnership": "alpha--beta", "phase": "1", "start": "1961", "source": "site"}
    )


@case
def _end_added(content: small.Data) -> None:
    content["partnerships.csv"][0]["end"] = "2020"


@case
def _membership_added(content: small.Data) -> None:
    content["memberships.csv"].append(
        {
            "membership": "union--alpha",
            "network": "union",
            "city": "alpha",
            "start": "2001",
            "source": "page",
        }
    )


@case
def _membership_dated(content: small.Data) -> None:
    content["memberships.csv"][0]["start"] = "1999"


@case
def _membership_removed(content: small.Data) -> None:
    del content["memberships.csv"]


@case
def _names_changed(content: small.Data) -> None:
    content["names.csv"][0] |= {"also": "", "formerly": "Alphium; Alphia"}
    content["names.csv"][1]["name"] = "Bêta"
    content["names.csv"].append(
        {"city": "beta", "language": "de", "name": "Betha", "source": "page"}
    )


@case
def _charter_added(content: small.Data) -> None:
    content["charters.csv"] = [
        {"charter": "c", "partnership": "alpha--beta", "title": "Pact", "language": "en"}
    ]
    content["acts.csv"] = [
        {"act": "a", "charter": "c", "kind": "first-signature", "on": "1962-05-01"}
    ]
    content["charters.csv"][0]["source"] = content["acts.csv"][0]["source"] = "page"


@case
def _person_added(content: small.Data) -> None:
    content["officials.csv"] = [{"official": "o", "name": "Otto O", "source": "page"}]


@case
def _source_added_for_the_same(content: small.Data) -> None:
    other = dict(content["sources.csv"][0], source="other", title="Another page")
    content["sources.csv"].append(other)
    content["partnerships.csv"].append(dict(content["partnerships.csv"][0], source="other"))


@case
def _confidence_changed(content: small.Data) -> None:
    content["partnerships.csv"][0]["confidence"] = "low"


@case
def _quotation_added(content: small.Data) -> None:
    content["partnerships.csv"][0]["quote"] = "twin towns since May 1962"


@case
def _decision_made(content: small.Data) -> None:
    """A person prefers a date of the same source to another."""
    content["partnerships.csv"].append(
        {"partnership": "alpha--beta", "phase": "1", "start": "1970", "source": "page"}
    )
    content["decisions.csv"] = [
        {
            "decision": "d",
            "subject": "phase/alpha--beta/1",
            "property": "tg:start",
            "value": "1970",
            "rank": "preferred",
            "reason": "the charter says so",
            "decided_by": "An Editor",
            "decided_on": "2026-01-01",
        }
    ]


@case
def _rows_in_another_order(content: small.Data) -> None:
    content["names.csv"].reverse()


@pytest.mark.parametrize("item", CASES.items(), ids=list(CASES))
def test_every_sort_of_change_in_words(item: Case, old: Path, tmp_path: Path) -> None:
    name, edit = item
    difference = compare(old, edited(tmp_path, edit))
    golden(f"{name}.txt", write(difference, "text"))
    assert bool(difference) == (name != "rows-in-another-order")


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build in which many things changed at once."""

    def edit(content: small.Data) -> None:
        _partnership_removed(content)
        _phase_added(content)
        _partnership_added(content)
        _membership_dated(content)
        _names_changed(content)
        _start_contradicted(content)

    return edited(tmp_path_factory.mktemp("much"), edit)


@pytest.mark.parametrize("format_", ["text", "markdown", "csv", "json"])
def test_everything_at_once(format_: str, old: Path, much: Path) -> None:
    golden(f"everything.{format_}", write(compare(old, much), format_))


def test_the_documentation_shows_what_is_said() -> None:
    page = ROOT / "docs" / "comparing.md"
    assert (GOLDEN / "everything.text").read_text("utf-8") in page.read_text("utf-8")


def golden(name: str, said: str) -> None:
    file = GOLDEN / name
    if os.environ.get("TWINGRAPH_GOLDEN") == "write":
        file.write_text(said, "utf-8")
    assert said == file.read_text("utf-8")


def test_labels_in_a_language(old: Path, much: Path) -> None:
    told = write(compare(old, much, "de"), "text")
    assert "Alpha – Betha: Beginn changed from Mai 1962 to 1961" in told
    assert "Gamma am Main" in told  # no German name: the English one


def test_tables_and_words_count_the_same(old: Path, much: Path) -> None:
    difference = compare(old, much)
    rows = list(csv.DictReader(write(difference, "csv").splitlines()))
    records = json.loads(write(difference, "json"))
    assert len(rows) == len(records) == len(difference.changes) + len(difference.tallies)
    for row, record in zip(rows, records, strict=True):
        assert row == dict.fromkeys(row, "") | {name: str(v) for name, v in record.items()}


def test_a_long_list_of_sources_is_cut_in_words_only() -> None:
    tallies = tuple(Count("claims", "added", n, f"source/{n}", f"P {n}") for n in range(1, 31))
    difference = Difference((), tallies)
    told = write(difference, "text").splitlines()
    assert told[0] == "Claims: 465 added"
    assert told[1] == "  P 30: 30 added"
    assert told[-1] == "  and 10 more sources; --format csv has all"
    assert len(told) == 22
    assert len(json.loads(write(difference, "json"))) == 30


# --- what holds of any two builds ---------------------------------------------------------------

TYPE = f"<{PREFIXES['rdf']}type>"
TRIPLES = [
    f"<{ID}{subject}> {predicate} {value}"
    for subject, predicate, values in [
        ("city/a", TYPE, [f"<{TG}City>"]),
        ("city/a", f"<{PREFIXES['skos']}prefLabel>", ['"A"@de', '"Á"@de', '"A"@en', '"Aa"@en']),
        ("city/a", f"<{PREFIXES['skos']}altLabel>", ['"A \\u001b[31m | \\n <b>"@en', '"x"@en']),
        ("city/b", TYPE, [f"<{TG}City>"]),
        ("city/b-c", f"<{TG}country>", [f"<{ID}state/de>", f"<{ID}state/pl>"]),
        ("partnership/a--b", TYPE, [f"<{TG}Partnership>"]),
        ("partnership/a--b", f"<{TG}member>", [f"<{ID}city/{c}>" for c in "abc"]),
        ("partnership/a--b", f"<{TG}phase>", [f"<{ID}phase/a--b/{n}>" for n in "12"]),
        ("phase/a--b/1", TYPE, [f"<{TG}PartnershipPhase>"]),
        ("phase/a--b/1", f"<{TG}start>", [f"<{ID}date/{d}>" for d in ("1961", "1962-05~")]),
        ("phase/a--b/2", f"<{TG}status>", [f"<{BASE}concept/status-{s}>" for s in ("a", "b")]),
        ("claim/1", f"<{TG}rank>", [f"<{BASE}concept/rank-{r}>" for r in ("normal", "preferred")]),
        ("claim/2", f"<{TG}statedIn>", [f"<{BASE}table/t.csv#row={n}>" for n in "123"]),
        ("source/s#char=1,2", f"<{PREFIXES['oa']}exact>", ['"one"', '"two"']),
        ("source/s", f"<{PREFIXES['dct']}title>", ['"S"']),
    ]
    for value in values
]
GRAPHS = [f"<{ID}source/s>", f"<{ID}source/t>", f"<{BASE}graph/derived>", f"<{BASE}ontology>"]


def is_claim(line: str) -> bool:
    return "/claim/" in line


# A claim lies in the graph of its source, and nowhere else.
quads = st.builds(
    lambda triple, graph: (
        f"{triple} {GRAPHS[0] if is_claim(triple) or '#char' in triple else graph} ."
    ),
    st.sampled_from(TRIPLES),
    st.sampled_from(GRAPHS),
)
builds = st.sets(quads, max_size=40)


def written(folder: Path, lines: Iterable[str]) -> Path:
    """Write what a difference reads of a build."""
    folder.mkdir()
    content = "".join(sorted(f"{line}\n" for line in lines)).encode()
    (folder / "twingraph.nq").write_bytes(content)
    entry = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / "manifest.json").write_text(
        json.dumps({"kind": "build", "files": {"twingraph.nq": entry}})
    )
    return folder


def between(old: set[str], new: set[str]) -> Difference:
    with tempfile.TemporaryDirectory() as name:
        return compare(written(Path(name) / "o", old), written(Path(name) / "n", new))


Value = tuple[str, str, str, str]


def values(difference: Difference, side: str) -> Counter[Value]:
    """Return the values that one side of the changes has."""
    return Counter(
        (c.part, c.property, c.language, getattr(c, side))
        for c in difference.changes
        if getattr(c, side)
    )


def counts(difference: Difference) -> Counter[tuple[str, str, str]]:
    return Counter({(t.aspect, t.thing, t.change): t.count for t in difference.tallies})


@settings(deadline=None)
@given(builds)
def test_a_build_does_not_differ_from_itself(lines: set[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        one = written(Path(name) / "one", lines)
        other = written(Path(name) / "other", lines)
        manifest = (other / "manifest.json").read_text()
        digest = json.loads(manifest)["files"]["twingraph.nq"]["sha256"]
        # Another digest makes the lines themselves be compared.
        (other / "manifest.json").write_text(manifest.replace(digest, "0"))
        assert compare(one, other) == Difference()


BACK = {"added": "removed", "removed": "added"}


@settings(deadline=None)
@given(builds, builds)
def test_the_way_back_is_the_way_there_turned_round(old: set[str], new: set[str]) -> None:
    there, back = between(old, new), between(new, old)
    assert values(there, "old") == values(back, "new")
    assert values(there, "new") == values(back, "old")
    turned = {(a, t, BACK.get(change, change)): n for (a, t, change), n in counts(back).items()}
    assert counts(there) == turned


@settings(deadline=None)
@given(builds, builds)
@example({TRIPLES[0] + f" {GRAPHS[0]} ."}, {TRIPLES[0] + f" {GRAPHS[1]} ."})
def test_what_is_told_leads_from_one_build_to_the_other(old: set[str], new: set[str]) -> None:
    difference = between(old, new)
    before, after = (values(between(set(), lines), "new") for lines in (old, new))
    assert before - values(difference, "old") + values(difference, "new") == after
    count = counts(difference)
    for aspect in ("derived", "ontology", "claims", "evidence"):
        total = {change: sum_of(count, aspect, change) for change in ("added", "removed")}
        assert size(old, aspect) + total["added"] - total["removed"] == size(new, aspect)


def sum_of(count: Counter[tuple[str, str, str]], aspect: str, change: str) -> int:
    return sum(n for (a, _, c), n in count.items() if (a, c) == (aspect, change))


def size(lines: set[str], aspect: str) -> int:
    """Count what a build has of something that is only counted."""
    marks = {"claims": "/claim/", "evidence": "#char"}
    if aspect in marks:
        return len({line.split(" ")[0] for line in lines if marks[aspect] in line})
    graph = {"derived": GRAPHS[2], "ontology": GRAPHS[3]}[aspect]
    return sum(line.endswith(f"{graph} .") for line in lines)


@settings(deadline=None)
@given(builds, builds)
def test_nothing_that_differs_is_left_out(old: set[str], new: set[str]) -> None:
    difference = between(old, new)
    unplaced = [{line for line in lines if "statedIn" not in line} for lines in (old, new)]
    assert bool(difference.changes or difference.tallies) == (old != new)
    if unplaced[0] != unplaced[1]:
        assert difference
    for format_ in ("text", "markdown", "csv", "json"):
        assert "\x1b" not in write(difference, format_) or format_ == "csv"


# --- the command --------------------------------------------------------------------------------


def test_no_difference(old: Path, tmp_path: Path) -> None:
    again = made(tmp_path / "tables", data())
    for new in (old, again):
        done = twingraph("diff", old, new)
        assert (done.returncode, done.stdout, done.stderr) == (0, "No difference.\n", "")
    assert twingraph("diff", old, again, "--format", "json").stdout == "[]\n"
    assert twingraph("diff", old, again, "--format", "csv").stdout.startswith("aspect,change,count")
    assert twingraph("diff", old, again, "--format", "markdown").stdout == "No difference.\n"


def test_a_difference(old: Path, much: Path, tmp_path: Path) -> None:
    done = twingraph("diff", old, much)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (GOLDEN / "everything.text").read_text("utf-8")
    file = tmp_path / "changes.csv"
    to_file = twingraph("diff", old, much, "--format", "csv", "-o", file)
    assert (to_file.returncode, to_file.stdout) == (1, "")
    assert file.read_bytes() == (GOLDEN / "everything.csv").read_bytes()


def test_an_older_build_needs_no_store(old: Path, much: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(old, tmp_path / "copy")
    shutil.rmtree(copy / "store")
    assert compare(copy, much) == compare(old, much)


Damage = tuple["Callable[[Path], object]", str]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (shutil.rmtree, "there is no such folder"),
        (lambda folder: (folder / "manifest.json").unlink(), "does not describe"),
        (lambda folder: (folder / "twingraph.nq").unlink(), "cannot be read: No such file"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "does not describe"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "does not describe"),
        (
            lambda folder: (folder / "manifest.json").write_text('{"kind": "build", "files": {}}'),
            "does not describe",
        ),
        (lambda folder: (folder / "manifest.json").write_bytes(b"\xff"), "does not describe"),
        (lambda folder: cut(folder / "twingraph.nq"), "bytes, not"),
    ],
)
@pytest.mark.parametrize("position", [0, 1])
def test_what_is_no_build(
    damage: Callable[[Path], object], message: str, position: int, old: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(old, tmp_path / "copy")
    damage(copy)
    folders = [copy, old] if position == 0 else [old, copy]
    done = twingraph("diff", *folders)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {copy}")
    assert message in done.stderr


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


@pytest.mark.parametrize(
    "lines",
    [
        ["<b> <p> <o> <g> .", "<a> <p> <o> <g> ."],
        ["<a> <p> <o> <g> .", "<b> <p> <o> <g> .", "<a> <p> <o2> <g> ."],
        ["nonsense"],
        [""],
        ["<a> <p> <g> ."],
        ['<a> <p> "open <g> .'],
    ],
)
def test_lines_that_no_build_has(lines: list[str], tmp_path: Path) -> None:
    good, bad = written(tmp_path / "good", []), written(tmp_path / "bad", [])
    content = "".join(f"{line}\n" for line in lines).encode()
    (bad / "twingraph.nq").write_bytes(content)
    entry = {"bytes": len(content), "sha256": "0"}
    (bad / "manifest.json").write_text(
        json.dumps({"kind": "build", "files": {"twingraph.nq": entry}})
    )
    with pytest.raises(CannotError, match="build it again"):
        compare(good, bad)
    with pytest.raises(CannotError, match="build it again"):
        compare(bad, good)
