"""Two builds that differ in one thing of each sort, and in many at once."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from support import small
from support.paths import TESTS
from twingraph.publish import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


GOLDEN = TESTS / "golden" / "diff"
Case = tuple[str, "Callable[[small.Data], object]"]
CASES: dict[str, Callable[[small.Data], object]] = {}


def case(edit: Callable[[small.Data], object]) -> Callable[[small.Data], object]:
    """Enter a way of changing the dataset into the table of cases."""
    CASES[edit.__name__.removeprefix("_").replace("_", "-")] = edit
    return edit


def data() -> small.Data:
    """Return the small dataset with one thing of each kind that a difference reports."""
    content = small.data()
    content["partnerships.csv"][0] |= {"phase": "1"}
    content["partnerships.csv"].append(
        {
            "partnership": "alpha--gamma-oder",
            "members": "alpha; gamma-oder",
            "kind": "friendship",
            "kind_word": "friendship city",
            "language": "en",
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


def edited(folder: Path, edit: Callable[[small.Data], object]) -> Path:
    content = data()
    edit(content)
    return made(folder / "tables", content)


@pytest.fixture(scope="session")
def old_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("old") / "tables", data())


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
            "kind_word": "cooperation",
            "language": "en",
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
    content["partnerships.csv"][0]["kind"] = "partnership"


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


@pytest.fixture(scope="session")
def changed_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build in which many things changed at once."""

    def edit(content: small.Data) -> None:
        _partnership_removed(content)
        _phase_added(content)
        _partnership_added(content)
        _membership_dated(content)
        _names_changed(content)
        _start_contradicted(content)

    return edited(tmp_path_factory.mktemp("much"), edit)


def written(folder: Path, lines: Iterable[str]) -> Path:
    """Write the part of a build that a difference reads."""
    folder.mkdir()
    content = "".join(sorted(f"{line}\n" for line in lines)).encode()
    (folder / "twingraph.nq").write_bytes(content)
    entry = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / "manifest.json").write_text(
        json.dumps({"kind": "build", "files": {"twingraph.nq": entry}})
    )
    return folder
