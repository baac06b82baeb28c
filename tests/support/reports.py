"""A small dataset with one example of everything that the quality report looks for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyoxigraph as ox

from support import small
from support.paths import ROOT
from twingraph.claims import rdf
from twingraph.publish import build

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = ROOT / "tests" / "golden" / "report"
WRITE = os.environ.get("TWINGRAPH_GOLDEN") == "write"

# What the tables do not have yet, or a person has not decided.
EXTRA = """
PREFIX tg: <https://w3id.org/twingraph/ontology#>
PREFIX tgc: <https://w3id.org/twingraph/concept/>
BASE <https://w3id.org/twingraph/id/>
<match/a> a tg:NameMatch ; tg:matchedName "Bèta" ; tg:verdict tgc:verdict-unsure ;
    tg:country <state/de> ; tg:ofCity <city/beta> ; tg:reason "The page says no more." .
<match/b> a tg:NameMatch ; tg:matchedName "Alfa" ; tg:verdict tgc:verdict-accepted ;
    tg:ofCity <city/alpha> ; tg:reason "Its old spelling." .
<match/c> a tg:NameMatch ; tg:matchedName "Omega" ; tg:verdict tgc:verdict-unsure .
<city/beta-pl> tg:nameKey "beta" ; tg:country <state/pl> .
"""


def data() -> small.Data:
    """Add to the small dataset what a quality report looks for."""
    content = small.data()
    content["sources.csv"] += [
        source("list", "A list of twins", "news", "2020-06-01"),
        source("other-list", "Another list", "news", "2026-01-01"),
        source("third-list", "A third list", "news", "2026-01-01"),
        source("idle", "A page that says nothing", "other", "2026-01-01")
        | {"missing": "2026-02-01"},
    ]
    content["cities.csv"][3] |= {"wikidata": "", "wikidata_candidate": "Q44"}
    content["cities.csv"][1]["wikidata_candidate"] = "Q22"
    content["cities.csv"][0] |= {"latitude": "50.5", "longitude": "12.25"}
    content["partnerships.csv"] += [
        partnership("alpha--beta", "1963", "list"),
        partnership("alpha--gamma-main", "2000", "list"),
        partnership("alpha--gamma-oder", "2000-01-01", "list"),
        partnership("beta--gamma-main", "2000", "list"),
        partnership("beta--gamma-oder", "2000", "list") | {"kind": "friendship"},
        partnership("gamma-main--gamma-oder", "2000", "list"),
        partnership("beta--gamma-oder", "", "other-list") | {"kind": "cooperation"},
        partnership("alpha--beta--gamma-main", "../1990", "other-list") | {"kind": ""},
    ]
    content["charters.csv"] = [
        {"charter": "first", "partnership": "alpha--beta", "source": "page"},
    ]
    content["acts.csv"] = [
        {"act": "signed", "charter": "first", "kind": "first-signature", "on": "1962-05-06"},
        {"act": "renewed", "charter": "first", "kind": "renewal"},  # nobody says when
    ]
    for row in content["acts.csv"]:
        row["source"] = "page"
    again = {"act": "again", "charter": "first", "kind": "renewal"}
    content["acts.csv"] += [
        again | {"on": "1986-02", "source": "other-list"},
        again | {"on": "1987", "source": "third-list"},
    ]
    content["officials.csv"] = [
        {"official": "ann", "name": "Ann", "born": "1980-05", "age": "50", "as_of": "2026-01-01"},
    ]
    content["officials.csv"][0]["source"] = "page"
    return content


def source(slug: str, title: str, kind: str, retrieved: str) -> small.Cells:
    address = f"https://example.org/{slug}"
    return {
        "source": slug,
        "title": title,
        "kind": kind,
        "address": address,
        "retrieved": retrieved,
    }


def partnership(slug: str, start: str, source: str) -> small.Cells:
    return {
        "partnership": slug,
        "members": "; ".join(slug.split("--")),
        "kind": "twin-town",
        "kind_word": "jumelage",
        "language": "fr",
        "status": "active",
        "start": start,
        "source": source,
    }


def triples_of(content: small.Data, folder: Path) -> list[ox.Triple]:
    knowledge, _ = build.gather([small.write(folder, content)])
    extra = (quad.triple for quad in ox.parse(EXTRA, format=ox.RdfFormat.TURTLE))
    return sorted({*(quad.triple for quad in rdf.quads(knowledge)), *extra}, key=str)


def golden(name: str, text: str) -> str:
    """Return the golden text; write it first if that is asked for."""
    file = GOLDEN / name
    if WRITE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return file.read_text(encoding="utf-8")
