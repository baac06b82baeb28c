"""What follows from the phases of a partnership, and what the graph says that it follows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from support import small
from support.answers import oxigraph
from twingraph.claims import lifetimes, periods, rdf
from twingraph.claims.claims import Statement
from twingraph.core import dates, ontology
from twingraph.core.terms import CONCEPT, expand, slug, thing
from twingraph.publish import build
from twingraph.tables import layout, phases
from twingraph.validate.checks import run_checks
from twingraph.validate.graph import check_knowledge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import Quad

TODAY = date(2026, 11, 22)


def follows(told: Sequence[tuple[str, str, str]]) -> list[Statement]:
    """What follows from the phases of a partnership, given as status, start and end."""
    whole = NamedNode(thing("partnership", "a--b"))
    nodes = [NamedNode(thing("phase", f"a--b/{n}")) for n, _ in enumerate(told, 1)]
    structure = [Statement(whole, NamedNode(expand("tg:phase")), node) for node in nodes]
    said = [
        Statement(node, NamedNode(expand(f"tg:{name}")), NamedNode(value))
        for node, (status, start, end) in zip(nodes, told, strict=True)
        for name, value in (
            ("status", status and f"{CONCEPT}status-{status}"),
            ("start", start and dates.parse(start).iri),
            ("end", end and dates.parse(end).iri),
        )
        if value
    ]
    return list(lifetimes.derive(reversed(structure), said, TODAY))


def derived(told: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """What follows for the partnership itself."""
    return {
        one.predicate.value.rpartition("#")[2]: one.object.value.rpartition("/")[2]
        for one in follows(told)
        if "/partnership/" in one.subject.value
    }


OVER = [("active", "1981", "2022-03-15"), ("ended", "2022-03-15", "")]


@pytest.mark.parametrize(
    ("told", "current", "status", "since", "until"),
    [
        ([("active", "1981", "")], "1", "active", "1981", ""),
        (OVER, "2", "ended", "1981", "2022-03-15"),
        # Planned: it certainly comes after today.
        ([("active", "1981", "2030"), ("ended", "2030", "")], "1", "active", "1981", ""),
        ([("active", "1981", "2030")], "1", "active", "1981", ""),
        ([("active", "2027", "")], "1", "", "2027", ""),
        # Not certainly after today: the source says that it is over.
        ([("active", "1981", "2026"), ("ended", "2026", "")], "2", "ended", "1981", "2026"),
        # The end of the year is still to come.
        ([("active", "1981", "2026")], "1", "active", "1981", ""),
        # No phase follows the end.
        ([("active", "1981", "2019")], "1", "ended", "1981", "2019"),
        ([("", "1981", "2019")], "1", "ended", "1981", "2019"),
        ([("active", "1981", ""), ("suspended", "2022", "2024")], "2", "", "1981", ""),
        # Nothing is invented.
        ([("", "1981", "")], "1", "", "1981", ""),
        ([("", "", "")], "1", "", "", ""),
        # A partnership that somebody suspends or ends has begun before.
        ([("suspended", "2022", "")], "1", "suspended", "", ""),
        ([("ended", "2022", "")], "1", "ended", "", "2022"),
        # The dates may be those of the whole or of the time after it.
        ([("ended", "1981", "2022")], "1", "ended", "", ""),
        # An end that only one of the phases dates.
        ([("active", "1981", "2022"), ("ended", "", "")], "2", "ended", "1981", "2022"),
        ([("active", "1981", ""), ("ended", "", "")], "2", "ended", "1981", ""),
        # It began again.
        ([*OVER, ("active", "2025", "")], "3", "active", "1981", ""),
    ],
)
def test_what_follows_from_phases(
    told: list[tuple[str, str, str]], current: str, status: str, since: str, until: str
) -> None:
    expected = {
        "firstPhase": "1",
        "currentPhase": current,
        "statusToday": status and f"status-{status}",
        "since": since,
        "knownSince": next((start for _, start, _ in told if start), ""),
        "until": until,
    }
    assert derived(told) == {name: value for name, value in expected.items() if value}


def lasting(told: Sequence[tuple[str, str, str]]) -> dict[str, tuple[str, ...]]:
    """The days of each phase that has some, by its number."""
    found = periods.read(follows(told))
    return {str(node)[-2]: tuple(map(str, period)) for node, period in found.items()}


ALWAYS, NEVER = "0001-01-01", "9999-12-31"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("active", "1981", "")], {"1": ("1981-01-01", "1981-12-31", NEVER, NEVER)}),
        ([("", "../1981", "")], {"1": (ALWAYS, "1981-12-31", NEVER, NEVER)}),
        ([("active", "1981/", "")], {"1": ("1981-01-01", NEVER, NEVER, NEVER)}),
        (OVER, {"1": ("1981-01-01", "1981-12-31", "2022-03-15", "2022-03-15")}),
        # The end is that of the phase before, or is not known at all.
        (
            [("active", "1981", "2022"), ("ended", "", "")],
            {"1": ("1981-01-01", "1981-12-31", "2022-01-01", "2022-12-31")},
        ),
        (
            [("active", "1981", ""), ("ended", "", "")],
            {"1": ("1981-01-01", "1981-12-31", ALWAYS, NEVER)},
        ),
        # No phase follows the end; one that is planned is none yet.
        (
            [("active", "1981", "2019")],
            {"1": ("1981-01-01", "1981-12-31", "2019-01-01", "2019-12-31")},
        ),
        ([("active", "1981", "2030")], {"1": ("1981-01-01", "1981-12-31", NEVER, NEVER)}),
        # A later phase takes over when it has certainly begun, and has no earlier days.
        (
            [("active", "1981", ""), ("suspended", "2022", "")],
            {
                "1": ("1981-01-01", "1981-12-31", "2022-12-31", "2022-12-31"),
                "2": ("2022-12-31", "2022-12-31", NEVER, NEVER),
            },
        ),
        # It exists again.
        (
            [*OVER, ("active", "2025-05-01", "")],
            {
                "1": ("1981-01-01", "1981-12-31", "2022-03-15", "2022-03-15"),
                "3": ("2025-05-01", "2025-05-01", NEVER, NEVER),
            },
        ),
        ([("suspended", "2022", "")], {"1": ("2022-12-31", "2022-12-31", NEVER, NEVER)}),
        ([("ended", "1981", "2022")], {}),
        ([("active", "", "")], {}),
    ],
)
def test_a_phase_has_the_days_on_which_the_partnership_is_in_it(
    told: list[tuple[str, str, str]], expected: dict[str, tuple[str, ...]]
) -> None:
    assert lasting(told) == expected


def test_the_kind_of_a_phase_is_its_own_or_that_of_the_partnership(tmp_path: Path) -> None:
    rows = [row("", kind="twin-town", kind_word="jumelage", language="fr", phase_kind="friendship")]
    found = quads(tmp_path, [*rows, row("2", start="1990")])

    assert values(found, "tg:kindThen") == {
        "alpha--beta/1 kind-friendship",
        "alpha--beta/2 kind-twin-town",
    }


def test_the_tenth_phase_comes_after_the_second() -> None:
    told = [("active", "", "")] * 9 + [("dormant", "2020", "")]
    assert derived(told)["currentPhase"] == "10"


def address(day: str) -> str | None:
    """The last step of the address of a date."""
    return dates.parse(day).iri.rpartition("/")[2] if day else None


_DATES = st.sampled_from(["", "1953", "1953-07", "1960-01-02", "195X", "../1970"])


@given(st.builds(phases.Lifetime, _DATES, _DATES, st.sampled_from([None, True, False])))
def test_what_an_importer_writes_lasts_from_start_to_end(lasted: phases.Lifetime) -> None:
    rows = next(phases.phases([lasted]))
    found = derived([(row["status"], row["start"], row.get("end", "")) for row in rows])

    assert found.get("since") == address(lasted.start)
    assert found.get("until") == address(lasted.end)
    assert (found.get("statusToday") == "status-ended") == bool(lasted.ended or lasted.end)


# --- in the graph -------------------------------------------------------------------------------


def row(phase: str, **cells: str) -> small.Cells:
    """A row on one of the phases of a partnership of the small dataset."""
    return {
        "partnership": "alpha--beta",
        "members": "alpha; beta",
        "phase": phase,
        "source": "page",
    } | cells


def quads(folder: Path, rows: Sequence[small.Cells], retrieved: str = "2026-01-01") -> list[Quad]:
    """The graph of the small dataset with these rows on its partnership."""
    content = small.data()
    content["partnerships.csv"] = list(rows)
    content["sources.csv"][0]["retrieved"] = retrieved
    knowledge, _ = build.gather([small.write(folder, content)])
    return list(rdf.quads(knowledge))


def values(found: Sequence[Quad], name: str) -> set[str]:
    """What is said with a property, by the subject and the value."""
    return {
        f"{slug(quad.subject.value)} {slug(quad.object.value)}"
        for quad in found
        if quad.predicate == NamedNode(expand(name))
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode | Literal)
    }


def test_phases_are_numbered_in_the_graph(tmp_path: Path) -> None:
    found = quads(tmp_path, [row("", start="1981"), row("2", status="dormant")])

    assert values(found, "tg:phaseNumber") == {"alpha--beta/1 1", "alpha--beta/2 2"}
    assert values(found, "tg:statusToday") == {"alpha--beta status-dormant"}


def test_today_is_the_day_of_the_release_or_a_later_one_of_a_reading(tmp_path: Path) -> None:
    released = layout.load().released
    for name, retrieved, today in (
        ("before", "2020-01-01", released.isoformat()),
        ("after", "2031-05-01", "2031-05-01"),
    ):
        rows = [row("", status="active", end="2030"), row("2", status="ended", start="2030")]
        found = quads(tmp_path / name, rows, retrieved)
        status = "ended" if name == "after" else "active"

        assert values(found, "tg:statusToday") == {f"alpha--beta status-{status}"}
        assert values(found, "tg:asOf") == {f"{layout.load().version} {today}"}


def test_what_only_twingraph_derives_is_marked_so(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"] = [
        row(
            "",
            kind="twin-town",
            kind_word="jumelage",
            language="fr",
            status="active",
            start="1981",
            end="2022",
        ),
        row("2", status="ended", start="2022"),
        row("", start="1981-05", source="news"),
        row("", start="1962", source="other"),
    ]
    content["sources.csv"] += [
        content["sources.csv"][0] | {"source": name, "address": f"https://{name}.example/"}
        for name in ("news", "other")
    ]
    knowledge, _ = build.gather([small.write(tmp_path, content)])
    marked = {
        triple.subject
        for triple in ontology.load().triples
        if triple.predicate == NamedNode(expand("tg:derived"))
    }
    used = {
        quad.predicate
        for quad in rdf.quads(knowledge)
        if quad.graph_name == rdf.DERIVED and quad.predicate != rdf.TYPE
    }
    of_dataset = {expand(name) for name in ("dct:title", "dct:license", "dcat:version", "tg:asOf")}
    stated = {column.property for table in layout.load().tables.values() for column in table.real}

    always = {str(node)[1:-1] for node in marked}
    # A city without an affiliation gets one: a source may state that, too.
    assert {node.value for node in used} - of_dataset - stated <= always
    assert always.isdisjoint(stated)
    assert {expand(f"tg:{name}") for name in ("since", "until", "year", "nameKey")} <= always


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (
            [row("", status="ended", start="1981", end="2022")],
            {"PartnershipPhaseEnded": 1, "PartnershipPhaseEndedFirst": 1},
        ),
        ([row("", status="active", end="2019")], {"ending": 1}),
        ([row("", status="active"), row("2", status="ended", start="2019")], {"ending": 2}),
        ([row("", status="active", end="2019"), row("2", status="ended", start="2019-05")], {}),
        ([row("", status="active", end="2030")], {}),
    ],
)
def test_a_table_that_says_otherwise_gets_a_warning_at_its_row(
    tmp_path: Path, rows: list[small.Cells], wrong: dict[str, int]
) -> None:
    content = small.data()
    content["partnerships.csv"] = [
        one | {"kind": "twin-town", "kind_word": "jumelage", "language": "fr"} for one in rows
    ]
    folder = small.write(tmp_path, content)
    knowledge, tables = build.gather([folder])
    found = {
        finding.rule: finding.row
        for finding in check_knowledge(knowledge, tables)
        if finding.rule in {"ending", "PartnershipPhaseEnded", "PartnershipPhaseEndedFirst"}
    }

    assert found == {rule: number + 1 for rule, number in wrong.items()}


def test_a_number_of_two_forms_is_found(tmp_path: Path) -> None:
    store = oxigraph({quad.triple for quad in quads(tmp_path, [row("1"), row("01")])})
    found = [finding.rule for finding in run_checks(store) if finding.severity == "error"]

    assert found == ["derived-phases"]
