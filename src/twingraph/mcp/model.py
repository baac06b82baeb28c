"""What the tools return; the protocol's JSON schemas are made from these classes."""

from __future__ import annotations

from pydantic import BaseModel, Field

Cell = str | int | float | bool | None


class Release(BaseModel):
    """The release of the dataset that an answer is from."""

    title: str = Field(description="Title of the dataset; empty if the graph does not say it.")
    version: str = Field(description="Version of the dataset, which is its date.")
    license: str = Field(description="Address of the licence.")
    as_of: str = Field(description="Last day that the dataset knows; later dates are plans.")


class Source(BaseModel):
    """A source, which an answer should name."""

    id: str = Field(description="Address of the source in the graph.")
    title: str
    page: str = Field(description="Web address at which it can be read; empty if it has none.")


class Answer(BaseModel):
    """What every answer says of itself."""

    release: Release
    is_cut: bool = Field(description="Whether there is more than is shown here.")
    note: str = Field(description="What to know before quoting it, such as that it was cut.")


class Table(Answer):
    """The answer to a question or a query."""

    columns: list[str]
    rows: list[dict[str, Cell]] = Field(description="One object per row; null is not known.")
    sources: list[Source] = Field(description="The sources that the rows name.")
    sparql: str = Field(description="The query that was asked, which anybody can repeat.")


class Takes(BaseModel):
    """A parameter or a filter of a question."""

    name: str
    type: str
    description: str
    default: str | None
    is_required: bool


class Summary(BaseModel):
    """A named question, as the list has it."""

    name: str
    summary: str
    tags: list[str]
    takes: list[Takes]


class Catalogue(BaseModel):
    """All named questions."""

    questions: list[Summary]


class Description(Summary):
    """A named question, with what a reader should know about its answer."""

    note: str
    sparql: str


class Said(BaseModel):
    """What one source says in one place."""

    claim: str = Field(description="Address of the claim.")
    source: Source
    quote: str = Field(description="Words of the source; empty if there is no quotation.")
    rank: str = Field(description="preferred, normal or deprecated.")
    reason: str = Field(description="Why it has this rank; empty if nothing contradicts it.")
    as_of: str = Field(description="Date of which the source says it; empty if it gives none.")
    contradicts: bool = Field(description="Whether it contradicts what the graph states.")


class Statement(BaseModel):
    """A value of a property, and who says so."""

    subject: str
    subject_name: str
    property: str
    property_name: str
    value: str
    value_name: str = Field(description="The value in words, such as a date or a name.")
    is_asserted: bool = Field(description="Whether the graph states it; if not, it lost to others.")
    said_by: list[Said]


class Statements(Answer):
    """Statements on a thing, each with its sources."""

    statements: list[Statement]


class CitySummary(Answer):
    """A city: what is stated of it, and its partners."""

    city: str = Field(description="Address of the city.")
    name: str
    statements: list[Statement]
    partners: Table


class PartnershipSummary(Answer):
    """A partnership: what is stated of it, its phases, charters and fields."""

    partnership: str = Field(description="Address of the partnership.")
    name: str
    statements: list[Statement]
