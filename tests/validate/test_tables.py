"""Rules that look at all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import small
from twingraph.core import text
from twingraph.places.reconcile import reconcile
from twingraph.tables.rows import read_tables
from twingraph.validate import tables

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.core.findings import Finding


def found(folder: Path, content: small.Data) -> list[Finding]:
    return tables.check_tables(reconcile(read_tables([small.write(folder, content)])))


def test_names_are_suggested_for_the_first_of_many_mistakes_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def suggest(name: str, known: dict[str, None]) -> list[str]:
        asked.extend(known)
        return text.suggest(name, known)

    monkeypatch.setattr(tables, "suggest", suggest)
    content = small.data()
    content["names.csv"] += [small.name("alpha", f"A{n}", source=f"pgae{n}") for n in range(100)]

    findings = [one for one in found(tmp_path, content) if one.rule == "unknown-source"]

    assert len(findings) == 100
    assert "did you mean: page, paper?" in findings[0].message
    assert len(asked) == 20 * len(content["sources.csv"])


def test_many_items_of_one_city_are_not_all_listed(tmp_path: Path) -> None:
    content = small.data()
    content["cities.csv"] += [small.city("alpha", f"Q{n}") for n in range(10, 1_010)]

    findings = [one for one in found(tmp_path, content) if one.rule == "same-id"]

    assert len(findings) == 1_000
    assert all(one.message.endswith("and 981 more") for one in findings)


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("officials.csv", {"official": "anna", "born": "2030"}),
        ("partnerships.csv", {"partnership": "alpha--beta", "start": "2027-03"}),
        ("partnerships.csv", {"partnership": "alpha--beta", "as_of": "2027", "status": "active"}),
    ],
)
def test_what_a_source_cannot_know_yet_is_a_warning(
    table: str, cells: dict[str, str], tmp_path: Path
) -> None:
    content = small.data()
    content.setdefault(table, []).append(cells | {"source": "page"})

    (finding,) = found(tmp_path, content)

    assert (finding.severity, finding.rule) == ("warning", "implausible")
    assert finding.message.endswith(
        "is later than 2026-01-01, the day on which its source was read"
    )
