"""Questions order dates by time, and not by the text of EDTF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from support.answers import oxigraph
from twingraph.claims import rdf
from twingraph.publish import build
from twingraph.store import questions
from twingraph.store.results import rows

if TYPE_CHECKING:
    from pathlib import Path

WORD = {"kind_word": "jumelage", "language": "fr"}

# As texts, these would stand the other way round.
IN_ORDER = ("[1961..1962]", "1985")


def content() -> small.Data:
    """Two phases, two acts and two events, of which the second has the greater number."""
    made = small.data()
    made["partnerships.csv"] = [
        {"members": "alpha; beta", "kind": "twin-town", "status": "active"} | WORD,
        *(
            {"phase": str(phase), "phase_kind": "twin-town", "status": "active", "start": start}
            | WORD
            for phase, start in enumerate(IN_ORDER, 2)
        ),
    ]
    made["charters.csv"] = [{"charter": "charter"}]
    made["initiatives.csv"] = [
        {"initiative": f"{name}", "participants": "alpha; beta", "on": on}
        for name, on in zip("ba", IN_ORDER, strict=True)
    ]
    made["events.csv"] = [
        {"event": name, "initiative": "a", "place": "alpha", "on": on}
        for name, on in zip("zy", IN_ORDER, strict=True)
    ]
    made["acts.csv"] = [
        {"act": name, "charter": "charter", "kind": "renewal", "on": on}
        for name, on in zip("zy", IN_ORDER, strict=True)
    ]
    for row in made["partnerships.csv"] + made["charters.csv"]:
        row["partnership"] = "alpha--beta"
    for table in ("partnerships", "charters", "initiatives", "events", "acts"):
        for row in made[f"{table}.csv"]:
            row["source"] = "page"
    return made


@pytest.mark.parametrize(
    ("question", "values", "column", "expected"),
    [
        ("undated", {}, "later", ["[1961..1962]"]),
        ("twin-towns", {"city": "alpha"}, "kind_since", ["[1961..1962]"]),
        ("existing-on", {"day": "2000-01-01"}, "start", ["[1961..1962]"]),
        ("charters", {"city": "alpha"}, "on", list(IN_ORDER)),
        ("events", {"initiative": "a"}, "on", list(IN_ORDER)),
        ("initiatives", {"city": "alpha", "least": "2"}, "when", list(IN_ORDER)),
    ],
)
def test_the_first_date_is_the_first_in_time(
    tmp_path: Path, question: str, values: dict[str, str], column: str, expected: list[str]
) -> None:
    knowledge, _ = build.gather([small.write(tmp_path, content())])
    store = oxigraph({quad.triple for quad in rdf.quads(knowledge)})
    answer = rows(questions.named(question).ask(store, values))

    assert [row[column] for row in answer] == expected
