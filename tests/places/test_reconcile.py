"""Names of cities become ids throughout the tables, or findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from support import small
from twingraph.places.gazetteer import Gazetteer
from twingraph.places.reconcile import reconcile
from twingraph.tables.rows import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_name_in_any_language_becomes_the_id(tmp_path: Path) -> None:
    content = small.data()
    content["partnerships.csv"][0]["members"] = "Älpha; Beta"

    read = reconcile(read_tables([small.write(tmp_path, content)]))

    assert read.findings == []
    assert read.of("partnerships.csv")[0].cells["members"] == "alpha; beta"


def test_each_name_is_looked_up_once_and_similar_names_only_for_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a table of a hundred thousand unknown names is refused as quickly as it is read."""
    content = small.data()
    names = [f"Nowhere {number}" for number in range(50)]
    content["partnerships.csv"] += [
        {"partnership": "alpha--beta", "members": f"Alpha; {name}", "source": "page"}
        for name in names * 3
    ]
    tables = read_tables([small.write(tmp_path, content)])
    asked = Counter[str]()
    nearest = Gazetteer.nearest

    def counted(self: Gazetteer, name: str, count: int = 3) -> list[str]:
        asked[name] += 1
        return nearest(self, name, count)

    monkeypatch.setattr(Gazetteer, "nearest", counted)

    findings = reconcile(tables).findings

    assert len(findings) == 150
    assert asked == Counter(names[:20])
