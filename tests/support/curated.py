"""The curated dataset counted a second time: from its tables, or by queries of the tests' own."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from support.paths import ROOT
from twingraph.core import dates, ids
from twingraph.core.datewords import words
from twingraph.core.sparql import lend
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.store.engine import EmbeddedStore


def column(store: EmbeddedStore, pattern: str) -> set[str]:
    """Return the ids of the things that a pattern finds as ?thing."""
    answer = rows(store.query(lend(f"SELECT DISTINCT ?thing {{ {pattern} }}")))
    return {row["thing"].rpartition("/")[2] for row in answer}


@cache
def table(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(name: str, column: str, **where: str) -> list[str]:
    """Return the different cells of a column that are not empty, in the rows that are meant."""
    found = (row[column] for row in table(name) if all(row[k] == v for k, v in where.items()))
    return list(dict.fromkeys(filter(None, found)))


def only(name: str, column: str, **where: str) -> str:
    (cell,) = cells(name, column, **where)
    return cell


def day(text: str) -> str:
    return words(dates.parse(text), "en")


def start(partnership: str, source: str) -> str:
    return only("partnerships", "start", partnership=partnership, source=source)


def members() -> Iterator[tuple[str, list[str]]]:
    for row in table("partnerships"):
        if row["members"]:
            yield row["partnership"], row["members"].split("; ")


def partnerships_by_status(city: str, status: str) -> set[str]:
    """Return the partnerships of a city that only ever have one status."""
    own = {p for p, cities in members() if city in cities}
    return {p for p in own if cells("partnerships", "status", partnership=p) == [status]}


def partners_by_status(city: str, status: str) -> set[str]:
    """Return the partners of a city in those partnerships that only ever have one status."""
    kept = partnerships_by_status(city, status)
    return {other for p, cities in members() if p in kept for other in cities} - {city}


def across(store: EmbeddedStore, day: str, more: str = "", thing: str = "?pair") -> int:
    """Count the partnerships across the Iron Curtain by the blocs alone, without periods."""
    return len(
        column(
            store,
            f"""?pair tg:member ?east , ?west ; tg:since/tg:latest ?latest .
            ?east ^tg:ofCity/tg:inState/tg:bloc tgc:bloc-east .
            ?west ^tg:ofCity/tg:inState/tg:bloc tgc:bloc-west .
            FILTER NOT EXISTS {{ ?west ^tg:ofCity/tg:inState/tg:bloc tgc:bloc-east }}
            FILTER(?latest < "{day}"^^xsd:date) {more} BIND({thing} AS ?thing)""",
        )
    )


def within(store: EmbeddedStore, bloc: str) -> int:
    """Count the partnerships of cities that have lain in one bloc, by the blocs alone."""
    # A western city may have come to its state after the partnership began; an eastern one has
    # left it for one of the West.
    outside = """?thing tg:since/tg:earliest ?earliest .
        FILTER NOT EXISTS { ?thing tg:member/^tg:ofCity/tg:inState/tg:bloc tgc:bloc-east }
        FILTER NOT EXISTS {
          ?thing tg:member/^tg:ofCity/tg:start/tg:latest ?from FILTER(?from > ?earliest) }"""
    return len(
        column(
            store,
            f"""?thing tg:member ?one , ?other ; tg:since/tg:latest ?latest . FILTER(?one != ?other)
            ?one ^tg:ofCity/tg:inState/tg:bloc tgc:bloc-{bloc} .
            ?other ^tg:ofCity/tg:inState/tg:bloc tgc:bloc-{bloc} .
            FILTER(?latest < "1989-11-09"^^xsd:date) {outside if bloc == "west" else ""}""",
        )
    )


def new_of(city: str = "") -> set[str]:
    """Return the partnerships of Ukraine's cities that began on 24 February 2022 or later."""
    ukrainian = set(cells("cities", "city", country="ua"))
    invasion = dates.parse_day("2022-02-24")
    found = set()
    for partnership, cities in members():
        begun = map(dates.parse, _starts(partnership))
        new = all(date.earliest and date.earliest >= invasion for date in begun)
        if (
            ukrainian & set(cities)
            and (not city or city in cities)
            and _starts(partnership)
            and new
        ):
            found.add(partnership)
    return found


def _starts(partnership: str) -> list[str]:
    """Return the dates of the phase with which a partnership began, or became another kind."""
    active = [r for r in table("partnerships") if r["partnership"] == partnership and r["start"]]
    last = max((row["phase"] or "1" for row in active if row["status"] != "ended"), default="")
    return [row["start"] for row in active if (row["phase"] or "1") == last]


def since_invasion(status: str, city: str = "") -> set[str]:
    """Return the partnerships of which a source dates such a phase to 24 February 2022 or later."""
    invasion = dates.parse_day("2022-02-24")
    return {
        row["partnership"]
        for row in table("partnerships")
        if row["status"] == status
        and row["start"]
        and city in row["partnership"]
        and (earliest := dates.parse(row["start"]).earliest)
        and earliest >= invasion
    }


def eurocities_on_the_list(country: str = "") -> set[str]:
    """Return the members of Eurocities that the list of 18 May 2025 names."""
    listed = set(
        cells(
            "memberships",
            "city",
            network="eurocities",
            source="eurocities-members-2025",
            as_of="2025-05-18",
        )
    )
    return {
        city for city in listed if not country or only("cities", "country", city=city) == country
    }


def lasted(store: EmbeddedStore, status: str = "") -> int:
    """Count the partnerships that began fifty years before the day, and had not ended by then."""
    standing = f"?thing tg:statusToday tgc:status-{status} ." if status else ""
    return len(
        column(
            store,
            f"""?thing tg:since/tg:latest ?latest . {standing}
        OPTIONAL {{ ?thing tg:until/tg:earliest ?until }}
        BIND(STR(COALESCE(?until, "2026-11-22"^^xsd:date)) AS ?last)
        BIND(STR(xsd:integer(SUBSTR(STR(?latest), 1, 4)) + 50) AS ?jubilee)
        FILTER(CONCAT(?jubilee, SUBSTR(STR(?latest), 5)) <= ?last)
        FILTER(BOUND(?until) || NOT EXISTS {{ ?thing tg:statusToday tgc:status-ended }})""",
        )
    )


def members_of(partnership: str) -> list[str]:
    return [part for part in ids.parts(partnership) if not part.isdecimal()]


def partners_in_eurocities() -> set[str]:
    """Return the cities that are partners of Kraków by two and members of Eurocities."""
    looser = {"cooperation", "contact", "friendship", "project", "solidarity"}
    kinds = {p: set(cells("partnerships", "kind", partnership=p)) for p, _ in members()}
    partners = {
        city
        for partnership, cities in members()
        if "krakow" in cities
        and len(cities) == 2
        and (not kinds[partnership] or kinds[partnership] - looser)
        for city in cities
    }
    current = {
        row["city"]
        for row in table("memberships")
        if row["network"] == "eurocities" and row["kind"] != "applicant" and not row["end"]
    }
    return partners & current - {"krakow"}
