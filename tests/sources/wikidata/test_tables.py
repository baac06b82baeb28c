"""What was fetched from Wikidata, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

import twingraph
from support.fetched import TOWN, fetched, place, rows, said
from twingraph.claims.knowledge import gather_claims
from twingraph.core import resources
from twingraph.places.reconcile import reconcile
from twingraph.publish import build
from twingraph.sources.wikidata.model import Country, Population, Twinning
from twingraph.sources.wikidata.scope import Scope
from twingraph.sources.wikidata.tables import write_tables
from twingraph.tables.folder import european
from twingraph.tables.leftout import LIST
from twingraph.tables.rows import read_tables
from twingraph.validate.tables import check_tables

if TYPE_CHECKING:
    import random
    from pathlib import Path

    import pytest


def test_the_folder_builds(tmp_path: Path) -> None:
    write_tables(fetched([said(start="1973-09"), said("Q31487", "Q2079")]), tmp_path / "w", Scope())
    built = build.build([tmp_path / "w"], tmp_path / "b")
    assert built.manifest["findings"]["error"] == 0
    assert '"1973-09"' in (tmp_path / "b" / "twingraph.ttl").read_text("utf-8")


def test_both_sides_are_claims_and_a_difference_is_a_contradiction(tmp_path: Path) -> None:
    both = [said(start="1973"), said("Q31487", "Q2079", start="1975")]
    assert write_tables(fetched(both), tmp_path / "w", Scope())["one_sided"] == 0
    knowledge, findings = gather_claims(reconcile(read_tables([tmp_path / "w"])))
    assert findings == []
    starts = {
        claim.source.value.rpartition("/")[2]: claim.statement.object.value[-4:]
        for claim in knowledge.claims
        if claim.statement.predicate.value.endswith("#start")
        and "/phase/" in claim.statement.subject.value
    }
    assert starts == {"wikidata-q2079": "1973", "wikidata-q31487": "1975"}


def test_it_is_one_more_claim_beside_a_curated_one(tmp_path: Path) -> None:
    write_tables(fetched([said(start="1974", rank="preferred")]), tmp_path / "w", Scope())
    read = reconcile(read_tables([resources.folder("data"), tmp_path / "w"]))
    assert [f for f in check_tables(read) if f.severity == "error"] == []
    knowledge, findings = gather_claims(read)
    assert findings == []
    phase = "<https://w3id.org/twingraph/id/phase/krakow--leipzig/1>"
    ours = [
        claim
        for claim in knowledge.claims
        if str(claim.statement.subject) == phase
        and claim.statement.predicate.value.endswith("#start")
    ]
    assert "wikidata-q2079" in {claim.source.value.rpartition("/")[2] for claim in ours}
    best = {c.statement.object.value[-4:] for c in ours if knowledge.verdict(c).rank == "preferred"}
    assert best != {"1974"}


def test_one_sided_statements_are_counted(tmp_path: Path) -> None:
    assert write_tables(fetched([said()]), tmp_path, Scope())["one_sided"] == 1


def test_one_european_end_is_enough_and_counted(tmp_path: Path) -> None:
    manifest = write_tables(fetched([said("Q2079", "Q11751")]), tmp_path, Scope(european()))
    assert (manifest["partnerships"], manifest["with_one_end_outside_europe"]) == (1, 1)


def test_a_deprecated_statement_stays_beside_a_standing_one(tmp_path: Path) -> None:
    write_tables(
        fetched([said(start="1950", rank="deprecated"), said(start="1973")]), tmp_path, Scope()
    )
    ranks = {row["start"]: row["rank"] for row in rows(tmp_path, "partnerships.csv")}
    assert ranks == {"1950": "deprecated", "1973": ""}


def test_a_partner_whose_item_was_not_read_has_no_name(tmp_path: Path) -> None:
    manifest = write_tables(fetched([said("Q2079", "Q5")]), tmp_path / "w", Scope())
    assert manifest["cities_without_their_item"] == 1
    names = {row["city"]: row["name"] for row in rows(tmp_path / "w", "names.csv")}
    assert "q5" not in names
    build.build([tmp_path / "w"], tmp_path / "b")


def test_a_new_beginning_is_a_new_phase(tmp_path: Path) -> None:
    again = [
        said(start="1953", end="1970", ended=True),
        said(start="1990-05", ended=False),
        said("Q31487", "Q2079", start="1955"),
    ]
    write_tables(fetched(again), tmp_path, Scope())
    phases = {
        row["start"]: (row["phase"], row["status"], row["open_ended"])
        for row in rows(tmp_path, "partnerships.csv")
    }
    assert phases == {
        "1953": ("", "active", ""),
        "1970": ("2", "ended", ""),
        "1955": ("", "", ""),
        "1990-05": ("", "", "true"),  # 1955 says of no end, so nothing is over in 1990
    }
    write_tables(fetched(again[:2]), tmp_path, Scope())
    assert {r["start"]: r["phase"] for r in rows(tmp_path, "partnerships.csv")}["1990-05"] == "3"


def test_statements_that_share_an_end_share_the_phase_after_it(tmp_path: Path) -> None:
    twice = [said(start=start, end="2022", ended=True) for start in ("1981", "1982")]
    write_tables(fetched(twice), tmp_path / "w", Scope())
    rows_ = [(r["start"], r["status"]) for r in rows(tmp_path / "w", "partnerships.csv")]
    assert rows_ == [("1981", "active"), ("2022", "ended"), ("1982", "active")]
    build.build([tmp_path / "w"], tmp_path / "b")


def test_the_questions_know_what_has_ended(tmp_path: Path) -> None:
    ended = [
        said(start="1981", end="2022-03-15", ended=True),
        said("Q31487", "Q2079"),
        said("Q2079", "Q11751", start="2023-05-01", end="2025-06-30", ended=True),
    ]
    write_tables(fetched(ended), tmp_path / "w", Scope())
    build.build([tmp_path / "w"], tmp_path / "b")
    graph = twingraph.open(tmp_path / "b")
    existed = graph.query("existing-on", day="2000-01-01")
    assert [(row["certainty"], row["start"]) for row in existed] == [("certain", "1981")]
    over = {row["on"]: row["status"] for row in graph.query("suspended-or-ended")}
    assert over == {"2022-03-15": "ended", "2025-06-30": "ended"}
    partners = graph.query("twin-towns", city="Leipzig")
    assert {(row["partner_name"], row["start"], row["status"]) for row in partners} == {
        ("Kraków", "1981", "ended"), ("Nagoya", "2023-05-01", "ended"),
    }  # fmt: skip


def test_a_city_lies_in_todays_country_and_lay_in_others(tmp_path: Path) -> None:
    lay = (
        Country("Q16957", "1949-10-07", "1990-10-03", ended=True),
        Country("Q183", "1990-10-03", rank="preferred"),
    )
    leipzig = place("Q2079", "Leipzig", *lay)
    write_tables(fetched([said()], leipzig), tmp_path, Scope())
    cities = {row["city"]: row["country"] for row in rows(tmp_path, "cities.csv")}
    assert cities["q2079"] == "de"
    found = [(r["affiliation"], r["end"], r["rank"]) for r in rows(tmp_path, "affiliations.csv")]
    assert found == [
        ("q2079--east-germany", "1990-10-03", ""),
        ("q2079--de", "", "preferred"),
    ]


def test_a_state_that_the_dataset_knows_has_its_id_and_its_rows(tmp_path: Path) -> None:
    lay = Country("Q713750", "1949", "1990", ended=True), Country("Q183"), Country("Q7318")
    write_tables(fetched([said()], place("Q2079", "Leipzig", *lay)), tmp_path / "w", Scope())

    affiliations = {row["affiliation"] for row in rows(tmp_path / "w", "affiliations.csv")}
    assert affiliations == {"q2079--de", "q2079--de--2", "q2079--q7318"}
    found = rows(tmp_path / "w", "states.csv")
    named = {(r["state"], r["wikidata"], r["source"]) for r in found if r["wikidata"]}
    assert ("de", "Q183", "country-coder") in named
    assert ("q7318", "Q7318", "wikidata-q7318") in named
    assert {r["name"] for r in found if (r["state"], r["language"]) == ("de", "en")} >= {"Germany"}
    assert "wikidata-q183" not in {r["source"] for r in rows(tmp_path / "w", "sources.csv")}
    build.build([tmp_path / "w"], tmp_path / "b")


def test_the_latest_count_of_the_best_rank_is_taken(tmp_path: Path) -> None:
    counts = (Population(3, "2020"), Population(5, "2010", "preferred"), Population(4, "2000"))
    write_tables(fetched([said()], place("Q2079", "L", populations=counts)), tmp_path, Scope())
    found = [(r["population"], r["count"]) for r in rows(tmp_path, "populations.csv")]
    assert found == [("q2079--2010", "5")]


def test_a_row_that_build_would_refuse_is_left_out_and_listed(tmp_path: Path) -> None:
    """Whatever no reader has noticed."""
    counts = (Population(10**12, "2020"), Population(5, "2010"))
    manifest = write_tables(
        fetched([said()], place("Q2079", "L", populations=counts)), tmp_path / "w", Scope()
    )
    assert manifest["left_out"] == {"a row of populations.csv: wrong-type": 1}
    assert "Q2079\t\tcount\t" in (tmp_path / "w" / LIST).read_text("utf-8")
    build.build([tmp_path / "w"], tmp_path / "b")


def test_a_reference_stands_in_the_graph(tmp_path: Path) -> None:
    write_tables(fetched([said(references=("https://e.example/a%3Bb",))]), tmp_path / "w", Scope())
    built = build.build([tmp_path / "w"], tmp_path / "b")
    text = (built.folder / "twingraph.nq").read_text("utf-8")
    assert "<https://e.example/a%3Bb>" in text


# --- the same bytes -----------------------------------------------------------------------------

_ITEMS = st.sampled_from(["Q2079", "Q31487", "Q11751", "Q5", "Q900"])
_DATES = st.sampled_from(["", "1953", "1953-07", "1960-01-02", "195X"])
_TWINNINGS = st.lists(
    st.builds(
        Twinning,
        _ITEMS,
        _ITEMS,
        _DATES,
        _DATES,
        st.sampled_from([None, True, False]),
        _DATES,
        st.sampled_from(["normal", "preferred", "deprecated"]),
        st.sampled_from([(), ("https://e.example/1",)]),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=40)
@given(_TWINNINGS, st.randoms(use_true_random=False))
def test_the_order_in_which_statements_come_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, twinnings: list[Twinning], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("w")
    write_tables(fetched(twinnings, TOWN), folder, Scope())
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    shuffled = twinnings + twinnings[:3]
    chance.shuffle(shuffled)
    write_tables(fetched(shuffled, TOWN), folder, Scope())
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    read = reconcile(read_tables([folder]))
    wrong = [f for f in check_tables(read) if f.severity == "error"]
    assert {finding.rule for finding in wrong} <= {"end-before-start"}
