"""The server: which tools and resources there are, what they promise, and what they may take."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, TypeVar, TypeVarTuple

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import AfterValidator, Field

from twingraph.core import resources
from twingraph.core.errors import TwingraphError
from twingraph.core.sparql import standalone
from twingraph.core.version import __version__
from twingraph.mcp import answers
from twingraph.mcp.model import (
    Catalogue,
    CitySummary,
    Description,
    PartnershipSummary,
    Statements,
    Summary,
    Table,
    Takes,
)
from twingraph.store import questions
from twingraph.store.parameters import language_tag
from twingraph.store.processes import Pool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from twingraph.store.engine import EmbeddedStore
    from twingraph.store.processes import Capacity
    from twingraph.store.questions import Question

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

MOST = 500  # rows that a tool can be asked for

_INSTRUCTIONS = """\
A knowledge graph of partnerships between European cities, in which every statement has its source.
Ask a named question if one fits (list_questions, then ask_question); write SPARQL only if none
does, after reading the resource twingraph://data-model. Cities may be named in any language.
When you repeat an answer, name its sources with their pages, and the version of the release. If
sources contradict each other, say so: statement_sources shows what each says and which is preferred
and why. What the graph does not state is not known; a missing row does not prove the contrary.
If is_cut is true, the answer is not complete."""

_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Language = Annotated[
    str,
    AfterValidator(language_tag),
    Field(description="Language of names and words, such as de, en, pl or uk."),
]
Rows = Annotated[int, Field(ge=1, le=MOST, description="Entries after which the answer is cut.")]
City = Annotated[str, Field(description="Id of the city, or its name in any language.")]
Partnership = Annotated[
    str, Field(description="Id of the partnership: its cities' ids, such as krakow--leipzig.")
]
Name = Annotated[str, Field(description="Name of the question, such as twin-towns.")]
Parameters = Annotated[
    dict[str, str] | None,
    Field(description='Values by name, such as {"city": "Krakau", "from": "1990"}.'),
]
Query = Annotated[str, Field(description="The text of the query.")]
Subject = Annotated[
    str,
    Field(description="Address of a thing, or its end, such as partnership/krakow--leipzig."),
]
Property = Annotated[
    str, Field(description='A property such as tg:start, or its address; "" is all of them.')
]


def make(folder: Path, capacity: Capacity) -> MCPServer[None]:
    """Make the server.

    Args:
        folder: Folder of the store that is asked.
        capacity: What the processes that answer may take.
    """
    pool = Pool(folder, capacity)

    @asynccontextmanager
    async def running(_: MCPServer[None]) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    server = MCPServer(
        "twingraph",
        title="twingraph",
        instructions=_INSTRUCTIONS,
        version=__version__,
        lifespan=running,
        log_level="WARNING",
    )
    _add_questions(server, pool)
    _add_things(server, pool)
    _add_resources(server)
    return server


async def _run(pool: Pool, work: Callable[[EmbeddedStore, *Ts], T], *given: *Ts) -> T:
    """Have a tool's answer made in another process; our errors become the tool's."""
    try:
        return await pool.run(work, *given)
    except TwingraphError as error:
        raise ToolError(str(error)) from None


def _add_questions(server: MCPServer[None], pool: Pool) -> None:
    @server.tool(annotations=_READS)
    def list_questions() -> Catalogue:
        """List the named questions: what each answers, and which parameters it takes."""
        return Catalogue(questions=[_summary(question) for question in questions.of_people()])

    @server.tool(annotations=_READS)
    def describe_question(name: Name) -> Description:
        """Describe a named question: its parameters, what to know of its answer, its SPARQL."""
        try:
            asked = questions.named(name)
        except TwingraphError as error:
            raise ToolError(str(error)) from None
        text = standalone(asked.sparql)
        return Description(**dict(_summary(asked)), note=asked.note, sparql=text)

    @server.tool(annotations=_READS)
    async def ask_question(
        name: Name, parameters: Parameters = None, language: Language = "en", rows: Rows = 50
    ) -> Table:
        """Ask a named question; the answer has the sources that its rows name."""
        return await _run(pool, answers.question, name, parameters or {}, language, rows)

    @server.tool(annotations=_READS)
    async def query_sparql(query: Query, language: Language = "en", rows: Rows = 50) -> Table:
        """Ask in SPARQL 1.1 (SELECT, ASK, CONSTRUCT, DESCRIBE); updates and SERVICE are refused.

        The project's prefixes (tg, tgc, rdf, rdfs, skos, dct, foaf, org, oa, geo …) need not be
        declared.
        """
        return await _run(pool, answers.sparql, query, language, rows)


def _add_things(server: MCPServer[None], pool: Pool) -> None:
    @server.tool(annotations=_READS)
    async def find_city(
        name: Annotated[str, Field(description="Part of a name, in any language and script.")],
        language: Language = "en",
        rows: Rows = 20,
    ) -> Table:
        """Find cities by letters of any of their names; a city with exactly this name is first."""
        return await _run(pool, answers.question, "match-city", {"name": name}, language, rows)

    @server.tool(annotations=_READS)
    async def city_summary(city: City, language: Language = "en", rows: Rows = 100) -> CitySummary:
        """Summarize a city: what is stated of it, with sources, and all its partners."""
        return await _run(pool, answers.city, city, language, rows)

    @server.tool(annotations=_READS)
    async def partnership_summary(
        partnership: Partnership, language: Language = "en", rows: Rows = 100
    ) -> PartnershipSummary:
        """Summarize a partnership with its phases, charters and fields, and the sources of each."""
        return await _run(pool, answers.partnership, partnership, language, rows)

    @server.tool(annotations=_READS)
    async def statement_sources(
        subject: Subject, property: Property = "", language: Language = "en", rows: Rows = 100
    ) -> Statements:
        """Tell what each source says of a thing and its parts, which is preferred, and why."""
        return await _run(pool, answers.statements, subject, property, language, rows)


def _add_resources(server: MCPServer[None]) -> None:
    @server.resource("twingraph://ontology", mime_type="text/turtle")
    def ontology() -> str:
        """The ontology in Turtle: all terms with labels and definitions."""
        return (resources.folder("ontology") / "twingraph.ttl").read_text("utf-8")

    @server.resource("twingraph://data-model", mime_type="text/markdown")
    def data_model() -> str:
        """How the terms are connected, what claims are, and how one of them is preferred."""
        return (resources.folder("docs") / "data-model.md").read_text("utf-8")

    @server.resource("twingraph://asking", mime_type="text/markdown")
    def asking() -> str:
        """How to ask in SPARQL, with exercises and their answers."""
        return (resources.folder("docs") / "asking.md").read_text("utf-8")


def _summary(asked: Question) -> Summary:
    takes = [
        Takes(
            name=one.name,
            type=one.type,
            description=one.description,
            default=one.default,
            is_required=one.default is None and not one.is_optional,
        )
        for one in asked.takes
    ]
    return Summary(name=asked.name, summary=asked.summary, tags=[*asked.tags], takes=takes)
