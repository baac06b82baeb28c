"""The named questions as the tests put them to the invented dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.store import questions

if TYPE_CHECKING:
    from twingraph.store.engine import EmbeddedStore

# Name of the golden table, and the parameters; the question is the name up to the colon.
CASES = {
    "across-the-curtain": "",
    "against-press-release": "source=statement-2024",
    "aid": "",
    "anniversaries": "year=2023",
    "by-decade": "",
    "charters": "city=Krakau",
    "claims": "partnership=kyiv--leipzig",
    "claims-of-source": "source=statement-2024",
    "commonest-fields": "",
    "contradictions": "",
    "country-matrix": "language=de",
    "events": "initiative=youth-exchange",
    "existing-on": "day=1989-11-08",
    "existing-on:2022": "day=2022-06-01",
    "fields": "partnership=krakow--leipzig",
    "first-signature-to-renewal": "",
    "former-offices": "",
    "in-office-at-signature": "partnership=krakow--leipzig",
    "initiatives": "city=Kyjiw",
    "longest": "day=2026-11-22",
    "match-city": "name=WRO",
    "match-city:cyrillic": "name=Київ",
    "mayors": "city=Leipzig",
    "mayors:undated": "city=Kiew",
    "most-connected": "least=4",
    "names": "city=Lemberg",
    "network-members": "day=2025-05-18",
    "network-members:rejoined": "day=2025-12-01",
    "new-ukrainian": "",
    "one-sided": "",
    "partners-in-network": "city=Leipzig",
    "partnerships-of-many": "",
    "path": "from=Bologna to=Frankfurt",
    "path:neighbours": "from=Leipzig to=Krakau",
    "press-release": "source=statement-2024",
    "prospects-fulfilled": "",
    "quotations": "partnership=krakow--leipzig",
    "shared-partners": "city=Leipzig",
    "signatories": "",
    "single-source": "city=Birmingham",
    "source-age": "city=Leipzig",
    "suspended-or-ended": "",
    "triangles": "",
    "twin-towns": "city=Krakau language=de",
    "twin-towns:untranslated": "city=Lyon language=it",
    "undated": "",
    "within-a-bloc": "",
}


def parameters(case: str) -> dict[str, str]:
    """Return the parameters of a case."""
    return dict(word.split("=", 1) for word in CASES[case].split())


def filled(case: str, store: EmbeddedStore) -> str:
    """Return the query of a case, with names looked up in a store."""
    return questions.named(case.partition(":")[0]).fill(store, parameters(case))
