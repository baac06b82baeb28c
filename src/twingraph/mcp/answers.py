"""The answers of the tools, each asked of a store; they run in the processes of the pool."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from twingraph.core.errors import QueryError
from twingraph.core.sparql import lend, standalone
from twingraph.core.terms import ID, expand, slug
from twingraph.core.text import counted
from twingraph.mcp.model import (
    Cell,
    CitySummary,
    PartnershipSummary,
    Release,
    Said,
    Source,
    Statement,
    Statements,
    Table,
)
from twingraph.store import names, questions
from twingraph.store.parameters import resolve
from twingraph.store.results import Iri, Result, Triples, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.store.engine import EmbeddedStore, Store
    from twingraph.store.results import Answer

_SOURCE = ID + "source/"
LARGEST = 1_000_000  # bytes of the answer to a query, one row of which can be of any size
_NATIVE = (str, int, float, bool)  # what JSON has


def question(store: Store, name: str, given: dict[str, str], language: str, most: int) -> Table:
    """Answer a named question.

    Args:
        store: The store.
        name: Name of the question.
        given: Values of its parameters.
        language: Language of names and words, unless a parameter names another.
        most: Rows after which the answer is cut.
    """
    asked = questions.named(name)
    if any(parameter.type == "language" for parameter in asked.takes):
        given = {"language": language, **given}
    answer = asked.ask(store, given, most)
    notes = [asked.note, *asked.notes(store, given)]
    return _table(store, standalone(asked.fill(store, given)), answer, language, notes)


def sparql(store: EmbeddedStore, query: str, language: str, most: int) -> Table:
    """Answer a query in SPARQL; see ``question``."""
    lent = lend(query)
    return _table(store, standalone(lent), store.query(lent, most, LARGEST), language)


def city(store: Store, name: str, language: str, most: int) -> CitySummary:
    """Summarize a city, which may be named in any language.

    Args:
        store: The store.
        name: Name or id of the city.
        language: Language of names and words.
        most: Statements, and partners, after which the summary is cut.
    """
    iri = resolve("city", name, store)
    partners = question(store, "twin-towns", {"city": name}, language, most)
    told = _statements(store, [iri], language)
    asserted = [statement for statement in told if statement.is_asserted]
    is_cut = partners.is_cut or len(asserted) > most
    return CitySummary(
        release=release(store),
        is_cut=is_cut,
        note=_cut(most) if is_cut else "",
        city=iri,
        name=_name(store, iri, language),
        statements=asserted[:most],
        partners=partners,
    )


def partnership(store: Store, name: str, language: str, most: int) -> PartnershipSummary:
    """Summarize a partnership with its phases, charters and fields; see ``city``."""
    iri = resolve("partnership", name, store)
    told = _statements(store, [iri], language)
    asserted = [statement for statement in told if statement.is_asserted]
    is_cut = len(asserted) > most
    return PartnershipSummary(
        release=release(store),
        is_cut=is_cut,
        note=_cut(most) if is_cut else "",
        partnership=iri,
        name=_name(store, iri, language),
        statements=asserted[:most],
    )


def statements(store: Store, subject: str, property_: str, language: str, most: int) -> Statements:
    """Tell what each source says of a thing, and what the graph states of it.

    Args:
        store: The store.
        subject: Address of the thing, or the end of it, such as partnership/krakow--leipzig.
        property_: Property such as tg:start, or its address; "" is all.
        language: Language of names and words.
        most: Statements after which the answer is cut.
    """
    told = _statements(store, [subject], language)
    wanted = _property(property_)
    found = [statement for statement in told if wanted in {"", statement.property}]
    note = "" if found else "no source says anything of this; check the address and the property"
    is_cut = len(found) > most
    return Statements(
        release=release(store),
        is_cut=is_cut,
        note=_cut(most) if is_cut else note,
        statements=found[:most],
    )


def release(store: Store) -> Release:
    """Return which release of the dataset a store holds."""
    found = list(rows(questions.named("view/dataset").ask(store)))
    first: dict[str, Any] = found[0] if found else {}
    told = {key: str(first.get(key) or "") for key in ("title", "version", "license")}
    return Release(**told, as_of=slug(first.get("as_of") or ""))


def _table(
    store: Store,
    query: str,
    answer: Answer,
    language: str,
    notes: Iterable[str] = (),
) -> Table:
    if isinstance(answer, Result):
        answer = names.beside(answer, language, store)
        columns, lines = list(answer.columns), list(answer)
    else:
        columns, lines = _lines(answer)
    is_cut = not isinstance(answer, bool) and answer.is_cut
    addresses = {value for line in lines for value in line.values() if isinstance(value, Iri)}
    return Table(
        release=release(store),
        is_cut=is_cut,
        note=" ".join(filter(None, [*notes, _cut(len(lines)) if is_cut else ""])),
        columns=columns,
        rows=[{column: _cell(line[column]) for column in columns} for line in lines],
        sources=_sources(store, addresses),
        sparql=query,
    )


def _lines(answer: Triples | bool) -> tuple[list[str], list[dict[str, Any]]]:
    """Return a truth value or a graph as the rows of a table."""
    if isinstance(answer, bool):
        return ["answer"], [{"answer": answer}]
    columns = ["subject", "predicate", "object"]
    parts = ((triple.subject, triple.predicate, triple.object) for triple in answer)
    return columns, [dict(zip(columns, map(str, three), strict=True)) for three in parts]


def _cell(value: Any) -> Cell:
    """Return a value as JSON has it: a date as its text."""
    return value if value is None or isinstance(value, _NATIVE) else str(value)


def _cut(most: int) -> str:
    return (
        f"Cut after {counted(most, 'entry', 'entries')}; there is more: ask for more, or narrow it."
    )


def _sources(store: Store, addresses: Iterable[str]) -> list[Source]:
    things = " ".join(sorted(iri.removeprefix(ID) for iri in addresses if iri.startswith(_SOURCE)))
    if not things:
        return []
    found = rows(questions.named("view/sources").ask(store, {"things": things}))
    return [_source(row["source"], row["title"], row["address"]) for row in found]


def _source(iri: str, title: str | None, page: str | None) -> Source:
    return Source(id=iri, title=title or slug(iri), page=page or "")


def _property(name: str) -> str:
    """Return the address of a property that is named with a prefix; an address or "" stays."""
    if not name or "://" in name:
        return name
    try:
        return expand(name)
    except KeyError:
        raise QueryError(f'"{name}" is not a property; write one such as tg:start') from None


def _name(store: Store, iri: str, language: str) -> str:
    return names.of([iri], language, store).get(iri, slug(iri))


def _statements(store: Store, things: list[str], language: str) -> list[Statement]:
    """Return what is claimed of things and their parts, a statement for each value."""
    given = {"things": " ".join(iri.removeprefix(ID) for iri in things)}
    told = list(rows(questions.named("mcp/claims").ask(store, given)))
    keys = ("part", "property", "value", "rank")
    words = names.of(
        {row[key] for row in told for key in keys if isinstance(row[key], Iri)}, language, store
    )
    by_value = groupby(told, key=lambda row: (row["part"], row["property"], row["value"]))
    return [
        _statement(part, property_, value, list(found), words)
        for (part, property_, value), found in by_value
    ]


def _statement(
    part: str, property_: str, value: Any, found: list[dict[str, Any]], words: dict[str, str]
) -> Statement:
    return Statement(
        subject=part,
        subject_name=words.get(part, slug(part)),
        property=property_,
        property_name=words.get(property_, slug(property_)),
        value=str(value),
        value_name=words.get(value, str(value)),
        is_asserted=found[0]["asserted"],
        said_by=[_said(row, words) for row in found],
    )


def _said(row: dict[str, Any], words: dict[str, str]) -> Said:
    return Said(
        claim=row["claim"],
        source=_source(row["source"], row["title"], row["page"]),
        quote=row["quote"] or "",
        rank=words.get(row["rank"], slug(row["rank"])),
        reason=row["reason"] or "",
        as_of=row["as_of"] or "",
        contradicts=row["contradicts"],
    )
