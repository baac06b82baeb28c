"""The affiliation of a city that no source states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import small
from support.answers import oxigraph
from twingraph.claims import rdf
from twingraph.claims.knowledge import gather_claims
from twingraph.store import questions, results
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.store.engine import EmbeddedStore


def state(name: str, bloc: str, predecessors: str = "") -> small.Cells:
    of = {"state": name, "bloc": bloc, "predecessors": predecessors, "source": "page"}
    return {"language": "en", "name": name} | of


def store(folder: Path, *affiliations: small.Cells) -> EmbeddedStore:
    """Return a store in which alpha lies in a state with a predecessor, and beta in one without."""
    content = small.data()
    content["states.csv"] += [
        state("old", "east"),
        state("new", "", "old"),
        state("steady", "west"),
    ]
    content["cities.csv"][0]["country"] = "new"
    content["cities.csv"][1]["country"] = "steady"
    content["affiliations.csv"] = list(affiliations)
    content["partnerships.csv"] = [
        {"partnership": "alpha--beta", "members": "alpha; beta", "start": "1970", "source": "page"}
    ]
    knowledge, findings = gather_claims(read_tables([small.write(folder, content)]))
    assert findings == []
    return oxigraph({quad.triple for quad in rdf.quads(knowledge)})


def affiliation(state: str, start: str = "", end: str = "") -> small.Cells:
    lay = {"affiliation": f"alpha--{state}", "city": "alpha", "state": state}
    return lay | {"start": start, "end": end, "source": "page"}


def ask(store: EmbeddedStore, name: str) -> list[dict[str, object]]:
    return list(results.rows(questions.named(name).ask(store)))


def across(store: EmbeddedStore) -> list[str]:
    return [str(row["certainty"]) for row in ask(store, "across-the-curtain")]


def presumed(store: EmbeddedStore) -> set[str]:
    query = "SELECT ?city { ?a tg:presumed true ; tg:ofCity ?city ; tg:inState ?state }"
    found = results.rows(questions.parse(query, "query").ask(store))
    return {str(row["city"]).rpartition("/")[2] for row in found}


def test_a_city_has_always_lain_in_a_state_that_has_no_predecessor(tmp_path: Path) -> None:
    found = presumed(store(tmp_path))

    assert "beta" in found
    assert "alpha" not in found


def test_an_affiliation_that_a_source_states_leaves_nothing_to_presume(tmp_path: Path) -> None:
    other = affiliation("old") | {"affiliation": "beta--old", "city": "beta"}

    assert "beta" not in presumed(store(tmp_path, other))


def test_two_cities_whose_blocs_are_known_are_certainly_across(tmp_path: Path) -> None:
    assert across(store(tmp_path, affiliation("old", "1950", "1990"))) == ["certain"]


def test_a_city_of_unknown_bloc_is_in_the_answer_and_in_the_check(tmp_path: Path) -> None:
    made = store(tmp_path)

    assert across(made) == ["possible"]
    unplaced = {
        str(row["focus"]).rpartition("/")[2] for row in ask(made, "check/missing-affiliation")
    }
    assert "alpha" in unplaced
    assert "beta" not in unplaced


def test_an_affiliation_counts_only_for_its_time(tmp_path: Path) -> None:
    assert across(store(tmp_path / "late", affiliation("old", "1975", "1990"))) == ["possible"]
    assert across(store(tmp_path / "early", affiliation("old", "1950", "1960"))) == ["possible"]
    # The state began with another one: since when the city lay in it, nobody says.
    assert across(store(tmp_path / "undated", affiliation("new"))) == ["possible"]
