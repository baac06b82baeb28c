"""``twingraph mcp``: what a client of the protocol gets from the command."""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters

from support.command import twingraph
from support.paths import ROOT
from twingraph.core.terms import ID
from twingraph.store import questions
from twingraph.store.folder import BuildFolder
from twingraph.store.results import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mcp_types import CallToolResult, ReadResourceResult, Tool

LEIPZIG = "partnership/krakow--leipzig"


class Tools:
    """The tools of a running command, whose answers are held against their schemas."""

    def __init__(self, client: Client, portal: BlockingPortal) -> None:
        self._client, self._portal = client, portal
        self.listed: list[Tool] = portal.call(client.list_tools).tools
        self.resources = portal.call(client.list_resources).resources

    def call(self, tool: str, **given: object) -> dict[str, Any]:
        """Return what a tool answers."""
        done = self._call(tool, given)
        assert not done.is_error, done.content
        answer: dict[str, Any] = done.structured_content or {}
        (schema,) = (one.output_schema for one in self.listed if one.name == tool)
        assert schema
        jsonschema.validate(answer, schema)
        return answer

    def refused(self, tool: str, **given: object) -> str:
        """Return why a tool does not answer."""
        done = self._call(tool, given)
        assert done.is_error
        return str(getattr(done.content[0], "text", ""))

    def read(self, uri: str) -> str:
        """Return the text of a resource."""
        found: ReadResourceResult = self._portal.call(self._client.read_resource, uri)
        return str(getattr(found.contents[0], "text", ""))

    def _call(self, tool: str, given: dict[str, object]) -> CallToolResult:
        done: CallToolResult = self._portal.call(partial(self._client.call_tool, tool, given))
        assert "Traceback" not in str(done.content)
        return done


@pytest.fixture(scope="module")
def tools(built: Path) -> Iterator[Tools]:
    """The tools of a command that runs by itself, over its standard input and output."""
    arguments = ["-m", "twingraph", "mcp", "-b", str(built), "--timeout", "3"]
    command = StdioServerParameters(command=sys.executable, args=arguments, env={**os.environ})
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(command)) as client,
    ):
        yield Tools(client, portal)


def test_every_tool_only_reads_and_describes_what_it_takes(tools: Tools) -> None:
    assert len(tools.listed) == 8
    for tool in tools.listed:
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema
        for taken in tool.input_schema["properties"].values():
            assert taken["description"], tool.name


def test_all_named_questions_are_listed_and_described(tools: Tools) -> None:
    listed = tools.call("list_questions")["questions"]
    assert [one["name"] for one in listed] == sorted(n for n in questions.shelf() if "/" not in n)
    told = tools.call("describe_question", name="twin-towns")
    city, language, *filters = told["takes"]
    assert (city["name"], city["is_required"]) == ("city", True)
    assert (language["default"], language["is_required"]) == ("en", False)
    assert "country" in {one["name"] for one in filters if not one["is_required"]}
    assert "start is when the relation began" in told["note"]
    assert "PREFIX tg:" in told["sparql"]


def test_a_question_is_answered_with_sources_and_release(tools: Tools, built: Path) -> None:
    given = {"city": "Lipsk", "country": "Polska"}
    answer = tools.call("ask_question", name="twin-towns", parameters=given)
    build = BuildFolder.open(built)
    asked = list(rows(questions.named("twin-towns").ask(build.store(), given)))
    assert [row["partner"] for row in answer["rows"]] == [row["partner"] for row in asked]
    assert answer["rows"][0]["partner_name"] == "Kraków"
    assert {row["source"] for row in asked} == {one["id"] for one in answer["sources"]}
    assert any(one["page"].startswith("http") for one in answer["sources"])
    assert not answer["is_cut"]
    assert f'"{answer["release"]["version"]}"' in build.turtle.read_text("utf-8")
    assert answer["release"]["as_of"] == answer["release"]["version"].replace(".", "-")


def test_an_answer_that_is_cut_says_so(tools: Tools) -> None:
    table = tools.call("query_sparql", query="SELECT ?c { ?c a tg:City }", rows=2)
    graph = tools.call("query_sparql", query="DESCRIBE tg:City", rows=2)
    told = tools.call("statement_sources", subject=LEIPZIG, rows=2)
    city = tools.call("city_summary", city="leipzig", rows=2)
    for answer in (table, graph, told, city, city["partners"]):
        assert answer["is_cut"]
        assert "Cut after 2 entries" in answer["note"]
    shown = (table["rows"], graph["rows"], told["statements"], city["partners"]["rows"])
    assert [len(one) for one in shown] == [2, 2, 2, 2]


def test_an_answer_of_many_megabytes_is_cut(tools: Tools) -> None:
    joined = "SELECT (GROUP_CONCAT(CONCAT(STR(?s), STR(?o))) AS ?all) { ?s tg:source ?o }"
    answer = tools.call("query_sparql", query=joined)
    assert (answer["is_cut"], answer["rows"]) == (True, [])
    assert "Cut after 0 entries" in answer["note"]


def test_a_city_is_found_by_any_name_and_summarized(tools: Tools) -> None:
    found = tools.call("find_city", name="краків", language="uk")
    assert [row["city"] for row in found["rows"]] == [f"{ID}city/krakow"]
    told = tools.call("city_summary", city="Krakau", language="de", rows=500)
    assert told["name"] == "Krakau"
    assert all(one["is_asserted"] and one["said_by"] for one in told["statements"])
    assert f"{ID}city/leipzig" in {row["partner"] for row in told["partners"]["rows"]}


def test_every_source_of_a_date_is_told(tools: Tools) -> None:
    """The README lists the claims on the start of this partnership: 1973, 1973-09 and the day."""
    told = tools.call("statement_sources", subject=LEIPZIG, property="tg:start")
    first = {o["value_name"]: o for o in told["statements"] if o["subject"].endswith("leipzig/1")}
    assert {value: one["is_asserted"] for value, one in first.items()} == {
        "1973": False,
        "1973-09": False,
        "1973-09-08": True,
    }
    assert [len(one["said_by"]) for one in first.values()] == [4, 3, 1]
    for said in (said for one in first.values() for said in one["said_by"]):
        assert said["claim"].startswith(f"{ID}claim/")
        assert said["source"]["id"].startswith(f"{ID}source/")
        assert "1973" in said["quote"]


def test_a_partnership_is_summarized_by_what_is_stated(tools: Tools) -> None:
    told = tools.call("partnership_summary", partnership="leipzig--krakow", rows=500)
    assert told["name"] == "Kraków – Leipzig"
    assert all(one["is_asserted"] for one in told["statements"])
    starts = {o["value_name"] for o in told["statements"] if o["property"].endswith("#start")}
    assert "1973-09-08" in starts
    assert "1973" not in starts


def test_rivals_are_told_with_the_reason(tools: Tools, built: Path) -> None:
    store = BuildFolder.open(built).store()
    rival = next(iter(rows(questions.named("contradictions").ask(store))))
    told = tools.call(
        "statement_sources", subject=rival["subject"], property=rival["property"], rows=500
    )
    lost = [one for one in told["statements"] if not one["is_asserted"]]
    assert any(said["contradicts"] for one in lost for said in one["said_by"])
    reasons = {said["reason"] for one in told["statements"] for said in one["said_by"]}
    assert rival["reason"] in reasons


REFUSED = {
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }": "SERVICE is not allowed",
    "DELETE WHERE { ?s ?p ?o }": "DELETE changes data",
    "LOAD <http://127.0.0.1:9/>": "LOAD changes data",
    "SELECT * { ?s ?p": "syntax error",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }": "its limit of 3 seconds",
    "": "the query has none of the known forms",
    f"SELECT * {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}": "at most 20,000 are allowed",
}


@pytest.mark.parametrize("query", REFUSED, ids=list(REFUSED.values()))
def test_a_query_that_is_refused_does_not_end_the_command(query: str, tools: Tools) -> None:
    assert REFUSED[query] in tools.refused("query_sparql", query=query)
    assert tools.call("query_sparql", query="ASK {}")["rows"] == [{"answer": True}]


@pytest.mark.parametrize(
    ("tool", "given", "why"),
    [
        ("ask_question", {"name": "twin-town"}, "twin-towns"),
        ("ask_question", {"name": "twin-towns"}, "needs the parameter city"),
        ("ask_question", {"name": "twin-towns", "parameters": {"city": "Krakuf"}}, "krakow"),
        ("ask_question", {"name": "twin-towns", "parameters": {"town": "x"}}, "no parameter"),
        ("describe_question", {"name": "nothing"}, 'no question "nothing"'),
        ("statement_sources", {"subject": LEIPZIG, "property": "x"}, "is not a property"),
        ("statement_sources", {"subject": "krakow"}, "is not an address"),
        ("partnership_summary", {"partnership": "a--b"}, 'no partnership "a--b"'),
        ("find_city", {"name": "a", "rows": 501}, "less than or equal to 500"),
        ("find_city", {"name": "a", "language": "not a tag"}, "is not a language tag"),
    ],
)
def test_a_mistake_is_explained(tool: str, given: dict[str, Any], why: str, tools: Tools) -> None:
    assert why in tools.refused(tool, **given)


def test_a_thing_of_which_nobody_says_anything_gets_a_note(tools: Tools) -> None:
    told = tools.call("statement_sources", subject="city/nowhere")
    assert told["statements"] == []
    assert "no source says anything of this" in told["note"]


def test_the_ontology_and_the_data_model_are_resources(tools: Tools) -> None:
    begins = {"ontology": "# The twingraph ontology", "data-model": "# Data model", "asking": "# "}
    uris = [f"twingraph://{name}" for name in begins]
    assert [str(one.uri) for one in tools.resources] == uris
    for uri, begin in zip(uris, begins.values(), strict=True):
        assert tools.read(uri).startswith(begin)


def test_a_folder_without_a_build_is_refused_before_a_client_waits(tmp_path: Path) -> None:
    done = twingraph("mcp", "-b", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not a build" in done.stderr


def test_the_configuration_in_the_documentation_is_json() -> None:
    text = (ROOT / "docs" / "mcp.md").read_text("utf-8")
    block = text.split("```json\n")[1].split("```")[0]
    (server,) = json.loads(block)["mcpServers"].values()
    assert (server["command"], server["args"][0]) == ("twingraph", "mcp")
