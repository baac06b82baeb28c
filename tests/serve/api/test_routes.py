"""The tables by their addresses, asked of a server that runs as a user runs it."""

from __future__ import annotations

import csv
from html import unescape
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from support.crawling import links
from twingraph.core.languages import LANGUAGES
from twingraph.pages.texts import texts_in
from twingraph.serve.api.resources import known

if TYPE_CHECKING:
    import httpx

    from twingraph.core.languages import Language


def asked(client: httpx.Client, path: str, **given: object) -> dict[str, Any]:
    answer = client.get(f"/api/{path}", params={name: str(value) for name, value in given.items()})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def column(client: httpx.Client, path: str, name: str, **given: object) -> list[Any]:
    return [row[name] for row in asked(client, path, **given)["rows"]]


def refused(client: httpx.Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    detail: str = answer.json()["detail"]
    return detail


# --- where the tables are -----------------------------------------------------------------------


def test_the_start_lists_all_tables(client: httpx.Client) -> None:
    tables = client.get("/api").json()["tables"]
    assert tables.keys() == known().keys()
    assert {"/api/cities", "/api/partnerships", "/api/claims"} <= {
        t["href"] for t in tables.values()
    }


def test_a_browser_gets_the_start_as_a_page_with_every_parameter(client: httpx.Client) -> None:
    page = client.get("/api", headers={"Accept": "text/html"})
    assert page.headers["Content-Type"].startswith("text/html")
    assert '<a href="/">search and questions</a>' in page.text
    assert "Only what has to do with this city." in page.text
    assert "<script" not in page.text
    assert "style-src 'sha256-" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_is_a_page_in_each_language(client: httpx.Client, language: Language) -> None:
    page = client.get("/api", headers={"Accept": "text/html", "Accept-Language": language})
    assert page.headers["Content-Language"] == language
    chosen = client.get(f"/api?lang={language}", headers={"Accept": "text/html"})
    assert f'<a href="/?lang={language}">' in chosen.text
    assert page.text == chosen.text.replace(f"/?lang={language}", "/", 1)
    own, text = texts_in(language), unescape(page.text)
    for message in ("Only what has to do with this city.", "One row for each city.", "Meaning"):
        assert own.gettext(message) in text
    assert (
        own.gettext("Id of the city.") + " " + own.gettext("Any name of it may be given.") in text
    )
    assert {f"/api?lang={other}" for other in LANGUAGES if other != language} <= set(
        links(page.text).goals
    )


@pytest.mark.parametrize("name", sorted(known().keys() - {"claims", "sources"}))
def test_each_table_answers_with_all_its_columns(name: str, client: httpx.Client) -> None:
    found = asked(client, name, limit=3)
    assert found["total"] >= len(found["rows"]) == 3
    for row in found["rows"]:
        assert [*row] == [*(one.name for one in known()[name].columns), "links"]


def test_what_is_no_table_is_named_with_the_nearest(client: httpx.Client) -> None:
    answer = client.get("/api/city")
    assert answer.status_code == 404
    assert answer.json()["detail"] == 'no table "city"; did you mean: cities?'


# --- conditions ---------------------------------------------------------------------------------


def test_a_city_filters_by_any_of_its_names(client: httpx.Client) -> None:
    german = column(client, "partnerships", "partnership", city="Krakau", limit=500)
    assert german == column(client, "partnerships", "partnership", city="krakow", limit=500)
    assert "krakow--leipzig" in german
    assert all("krakow" in partnership.split("--") for partnership in german)


def test_filters_mean_what_they_mean_in_questions(client: httpx.Client) -> None:
    began = column(
        client, "partnerships", "since_year", city="leipzig", **{"from": 1970, "to": 1979}
    )
    assert 1973 in began
    assert all(1970 <= year <= 1979 for year in began)


def test_a_country_is_known_by_its_name_and_by_its_code(client: httpx.Client) -> None:
    by_name = column(client, "cities", "country", country="Deutschland", limit=500)
    assert set(by_name) == {"de"}
    assert len(by_name) == len(column(client, "cities", "country", country="DE", limit=500))


def test_a_column_is_compared_with_each_value_that_is_given(client: httpx.Client) -> None:
    answer = client.get("/api/terms?role=mayor&role=council-chair&limit=1000").json()
    roles = {row["role"] for row in answer["rows"]}
    assert roles <= {"mayor", "council-chair"}
    assert answer["total"] == sum(
        asked(client, "terms", role=role)["total"] for role in ("mayor", "council-chair")
    )


def test_an_empty_value_asks_for_empty_cells(client: httpx.Client) -> None:
    every, without = (
        asked(client, "cities")["total"],
        asked(client, "cities", wikidata="", limit=1000),
    )
    assert 0 < without["total"] < every
    assert {row["wikidata"] for row in without["rows"]} == {None}


@pytest.mark.parametrize(
    ("given", "types"),
    [
        ({"since_year": 1973}, int),
        ({"since_first": "1973-09-08"}, str),
        ({"members": 2}, int),
    ],
)
def test_a_column_is_compared_in_its_type(
    given: dict[str, Any], types: type, client: httpx.Client
) -> None:
    (name,) = given
    found = column(client, "partnerships", name, **given)
    assert found
    assert set(found) == {given[name]}
    assert {type(value) for value in found} == {types}


def test_truth_values_are_compared_as_such(client: httpx.Client) -> None:
    both = [asked(client, "phases", open_ended=value)["total"] for value in ("true", "false", "")]
    assert sum(both) == asked(client, "phases")["total"]


# --- order and part -----------------------------------------------------------------------------


def test_rows_are_sorted_downward_with_empty_cells_last(client: httpx.Client) -> None:
    years = column(client, "partnerships", "since_year", sort="-since_year", limit=1000)
    filled = [year for year in years if year is not None]
    assert filled == sorted(filled, reverse=True)
    assert years[: len(filled)] == filled
    assert None in years


def test_names_are_sorted_as_people_look_them_up(client: httpx.Client) -> None:
    names = column(client, "cities", "name", country="pl", sort="name", lang="pl", limit=100)
    assert names.index("Łódź") < names.index("Lublin") < names.index("Wrocław")


def test_names_come_in_the_language_that_is_asked_for(client: httpx.Client) -> None:
    assert client.get("/api/cities/krakow?lang=de").json()["name"] == "Krakau"
    assert client.get("/api/cities/krakow?lang=uk").json()["country_name"] == "Польща"
    found = asked(client, "partnerships", partnership="krakow--leipzig", lang="de")["rows"]
    assert found[0]["city_a_name"] == "Krakau"


def test_all_parts_together_are_the_table(client: httpx.Client) -> None:
    address, total = "/api/cities?limit=90&sort=country,city", None
    rows: list[dict[str, Any]] = []
    while address:
        part = client.get(address).json()
        assert part["cut"] == (part["next"] is not None)
        assert total in {None, part["total"]}
        rows, address, total = rows + part["rows"], part["next"], part["total"]
    ids = [row["city"] for row in rows]
    assert len(ids) == len(set(ids)) == total
    assert rows == sorted(rows, key=lambda row: (row["country"], row["city"]))


def test_a_part_beyond_the_end_is_empty_and_says_how_many_there_are(client: httpx.Client) -> None:
    found = asked(client, "cities", offset=100_000)
    assert (found["rows"], found["cut"], found["next"]) == ([], False, None)
    assert found["total"] > 400


# --- formats ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/api/cities.csv?limit=5", "*/*"),
        ("/api/cities?limit=5&format=csv", "application/json"),
        ("/api/cities?limit=5", "text/csv"),
        ("/api/cities?limit=5", "application/json;q=0.2, text/*;q=0.5"),
    ],
)
def test_a_table_comes_as_csv(path: str, accept: str, client: httpx.Client) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert [row["city"] for row in rows] == column(client, "cities", "city", limit=5)
    assert int(answer.headers["X-Total-Count"]) == asked(client, "cities")["total"]
    assert answer.headers["Twingraph-Cut"] == "rows=5"
    assert answer.links["next"]["url"].startswith("/api/cities")


def test_what_cannot_be_had_as_asked_is_not_acceptable(client: httpx.Client) -> None:
    answer = client.get("/api/cities", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.json()["detail"] == "the answer can be had as application/json, text/csv"


@pytest.mark.parametrize("path", ["/api/cities?limit=5", "/api/cities.csv", "/api/cities/krakow"])
def test_who_has_an_answer_already_is_not_sent_it_again(path: str, client: httpx.Client) -> None:
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": tag[:-2]}).status_code == 200


def test_the_head_of_an_answer_comes_without_its_rows(client: httpx.Client) -> None:
    whole, head = client.get("/api/cities?limit=5"), client.head("/api/cities?limit=5")
    assert head.content == b""
    assert head.headers["X-Total-Count"] == whole.headers["X-Total-Count"]


# --- one thing, and links -----------------------------------------------------------------------


def test_one_thing_links_to_its_page_its_claims_and_its_rows_elsewhere(
    client: httpx.Client,
) -> None:
    city = client.get("/api/cities/krakow").json()
    assert (city["name"], city["country"]) == ("Kraków", "pl")
    assert city["links"]["page"] == "/id/city/krakow"
    assert client.get(city["links"]["self"]).json() == city
    for name in ("claims", "members", "names", "partnerships", "terms"):
        assert client.get(city["links"][name]).json()["total"] > 0, name


def test_claims_link_to_their_sources(client: httpx.Client) -> None:
    links = client.get("/api/partnerships/krakow--leipzig").json()["links"]
    claims = client.get(f"{links['claims']}&property=tg:start&limit=100").json()["rows"]
    assert "1973-09-08" in {claim["value"] for claim in claims}
    for claim in claims:
        source = client.get(claim["links"]["source"]).json()
        assert (source["source"], bool(source["title"])) == (claim["source"], True)
        assert client.get(claim["links"]["self"]).json()["value"] == claim["value"]


def test_the_sources_about_a_thing_are_those_of_its_claims(client: httpx.Client) -> None:
    links = client.get("/api/partnerships/krakow--leipzig").json()["links"]
    claims = client.get(f"{links['claims']}&limit=1000").json()["rows"]
    sources = client.get(f"{links['sources']}&limit=1000").json()["rows"]
    assert {row["source"] for row in sources} == {row["source"] for row in claims}
    english = client.get(f"{links['sources']}&language=en").json()["rows"]
    assert {row["language"] for row in english} <= {"en"}


def test_a_thing_that_is_not_there_is_named_with_the_nearest(client: httpx.Client) -> None:
    answer = client.get("/api/cities/krakov")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"].startswith('no city "krakov"; did you mean: krakow')
    assert client.get("/api/sources/nobody").json()["detail"] == 'no source "nobody"'


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/api/cities?cuntry=pl", 'cities has no parameter "cuntry"; did you mean: country'),
        ("/api/cities?limit=0", 'parameter limit: "0" is not a whole number from 1 to 10,000'),
        ("/api/cities?limit=1e3", 'parameter limit: "1e3" is not a whole number'),
        ("/api/cities?limit=٣", "parameter limit: "),
        ("/api/cities?limit=5&limit=6", "parameter limit is given 2 times; give it once"),
        ("/api/cities?offset=-1", 'parameter offset: "-1" is not a whole number from 0'),
        ("/api/cities?sort=size", 'parameter sort: cities has no column "size"'),
        ("/api/cities?sort=", "parameter sort: cities has no column"),
        ("/api/cities?lang=xx", 'parameter lang: "xx" is not one of de, en, pl, uk'),
        ("/api/cities?format=xml", 'parameter format: "xml" is not one of json, csv'),
        ("/api/cities?latitude=north", 'parameter latitude: "north" is not a number'),
        ("/api/cities?country=Krakow", 'no country "Krakow"'),
        ("/api/partnerships?city=Krakaw", 'no city "Krakaw"; did you mean: krakow'),
        ("/api/partnerships?since_first=1973-13-01", 'parameter since_first: "1973-13-01"'),
        ("/api/partnerships?from=soon", "parameter from: "),
        ("/api/partnerships?kind=marriage", 'no kind "marriage"; did you mean: '),
        ("/api/phases?open_ended=yes", 'parameter open_ended: "yes" is not true or false'),
        ("/api/claims", "claims: give about or source"),
        ("/api/claims?about=krakow", "parameter about: "),
        ("/api/sources", "sources: give about, such as about=partnership/krakow--leipzig"),
        ("/api/claims/x?limit=1", 'one row of claims has no parameter "limit"'),
        ("/api/claims?source=nobody", 'no source "nobody"'),
        ("/api/cities/krakow?limit=1", 'one row of cities has no parameter "limit"'),
        ("/api/cities?name=%ff", "the parameters of the request are not UTF-8"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_its_place(
    path: str, says: str, client: httpx.Client
) -> None:
    assert says in refused(client, path)


def test_more_values_than_a_column_may_have_are_refused(client: httpx.Client) -> None:
    many = "&".join(f"city=c{number}" for number in range(51))
    assert "at most 50 values" in refused(client, f"/api/cities?{many}")


def test_a_table_cannot_be_written_to(client: httpx.Client) -> None:
    answer = client.post("/api/cities", json={"city": "atlantis"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
