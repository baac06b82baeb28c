"""What holds of the difference of any two builds."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from support.differences import written
from twingraph.core.terms import BASE, ID, PREFIXES, TG
from twingraph.publish.diff.changes import Difference
from twingraph.publish.diff.comparing import compare
from twingraph.publish.diff.writing import write

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


def test_an_older_build_needs_no_store(
    old_build: Path, changed_build: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(old_build, tmp_path / "copy")
    shutil.rmtree(copy / "store")
    assert compare(copy, changed_build) == compare(old_build, changed_build)
