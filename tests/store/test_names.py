"""Names beside the addresses of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.command import twingraph
from twingraph.core.sparql import lend
from twingraph.store import names, results

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.store.engine import EmbeddedStore

CITY = "https://w3id.org/twingraph/id/city/"


def named(select: str, store: EmbeddedStore, language: str = "en") -> results.Result:
    return names.beside(results.rows(store.query(lend(select))), language, store)


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Krakau"), ("pl", "Kraków"), ("el", "Kraków")]
)
def test_a_name_is_in_the_language_or_else_in_english(
    language: str, name: str, store: EmbeddedStore
) -> None:
    found = named(f"SELECT ?city {{ VALUES ?city {{ <{CITY}krakow> }} }}", store, language)
    assert found.columns == ("city", "city_name")
    assert [row["city_name"] for row in found] == [name]


def test_each_column_of_addresses_has_its_names_beside_it(store: EmbeddedStore) -> None:
    partnership = "<https://w3id.org/twingraph/id/partnership/krakow--leipzig>"
    row = f"({partnership} <{CITY}leipzig> 2 tg:kind tgc:kind-twin-town)"
    variables = "?partnership ?member ?number ?property ?kind"
    found = named(f"SELECT {variables} {{ VALUES ({variables}) {{ {row} }} }}", store, "de")
    assert found.columns == (
        *("partnership", "partnership_name", "member", "member_name", "number"),
        *("property", "property_name", "kind", "kind_name"),
    )
    [values] = found
    assert values["partnership_name"] == "Krakau – Leipzig"
    assert (values["member_name"], values["number"]) == ("Leipzig", 2)
    assert (values["property_name"], values["kind_name"]) == (
        "Art der Partnerschaft",
        "Städtepartnerschaft",
    )


def test_a_column_of_names_that_an_answer_has_stays(store: EmbeddedStore) -> None:
    query = f"SELECT ?city ?city_name {{ VALUES (?city ?city_name) {{ (<{CITY}krakow> 'mine') }} }}"
    found = named(query, store)
    assert found.columns == ("city", "city_name")
    assert [row["city_name"] for row in found] == ["mine"]


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        ("act/krakow--leipzig-1973-renewal", "Erneuerung, Krakau – Leipzig, 24. Oktober 1995"),
        ("charter/kyiv--leipzig-1961", "Partnerschaftsurkunde, Kyjiw – Leipzig"),
        ("engagement/krakow--leipzig--youth", "Jugend, Krakau – Leipzig"),
        ("membership/eurocities--leipzig", "Leipzig, Eurocities, 1992"),
        ("phase/krakow--leipzig/1", "aktiv, Krakau – Leipzig, September 1973"),
        ("quotation/muster-2024", "Zitat, Bernd Muster, Krakau – Leipzig"),
        ("term/beispiel-1990", "Anna Beispiel, Oberbürgermeister, 1990"),
    ],
)
def test_what_has_no_name_is_called_after_other_things(
    thing: str, name: str, store: EmbeddedStore
) -> None:
    iri = f"https://w3id.org/twingraph/id/{thing}"
    partnership = "https://w3id.org/twingraph/id/partnership/krakow--leipzig"
    assert names.of([iri, partnership, f"{CITY}krakow"], "de", store)[iri] == name


def test_a_name_has_a_language_unless_its_parts_are_in_several(store: EmbeddedStore) -> None:
    partnership = "https://w3id.org/twingraph/id/partnership/krakow--leipzig"
    act = "https://w3id.org/twingraph/id/act/krakow--leipzig-1973-renewal"
    found = {tag: names.named([partnership, act], tag, store) for tag in ("pl", "el")}
    assert found["pl"][partnership] == names.Name("Kraków – Lipsk", "pl")
    assert (found["el"][partnership].language, found["el"][act].language) == ("en", "en")


def test_a_date_in_a_name_is_in_words(store: EmbeddedStore) -> None:
    act = "https://w3id.org/twingraph/id/act/krakow--leipzig-1973-renewal"
    found = {language: names.of([act], language, store)[act] for language in ("pl", "el")}
    assert found["pl"].endswith(", 24 października 1995")
    assert found["el"] == "renewal, Kraków – Leipzig, 24 October 1995"


def test_only_addresses_have_names(store: EmbeddedStore) -> None:
    values = f"<{CITY}krakow> <{CITY}atlantis> <urn:nobody> '{CITY}krakow' 1 UNDEF"
    rows = list(named(f"SELECT ?thing {{ VALUES ?thing {{ {values} }} }}", store))
    assert [row["thing_name"] for row in rows] == ["Kraków", None, None, None, None, None]


def test_an_answer_without_addresses_has_no_new_columns(store: EmbeddedStore) -> None:
    assert named("SELECT ?n { VALUES ?n { 1 2 } }", store).columns == ("n",)


def test_more_things_than_are_asked_for_at_once_are_named(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = "SELECT ?city { ?city a tg:City } ORDER BY ?city"
    whole = list(named(every, store))
    monkeypatch.setattr(names, "_AT_ONCE", 2)
    assert list(named(every, store)) == whole
    assert all(row["city_name"] for row in whole)


def test_a_limit_of_rows_does_not_limit_names(built: Path) -> None:
    asked = ("query", "press-release", "-b", built, "--names", "pl", "--format", "csv")
    done = twingraph(*asked, "--limit", "2")
    assert done.stderr == "Note: the answer was cut after 2 rows; there are more\n"
    _, *rows = done.stdout.splitlines()
    assert ["city/leipzig,Lipsk," in rows[0], "city/krakow,Kraków," in rows[1]] == [True, True]


def test_a_language_of_which_there_are_no_names_is_told(built: Path) -> None:
    done = twingraph("query", "press-release", "-b", built, "--names", "xx", "--format", "csv")
    assert done.returncode == 0
    assert 'there are no names in the language "xx"; the languages are: ' in done.stderr


def test_what_is_no_language_is_refused(built: Path) -> None:
    done = twingraph("query", "press-release", "-b", built, "--names", "x_")
    assert done.returncode == 2
    assert '"x_" is not a language tag; write de, en, pl, uk' in done.stderr
