"""Names beside the addresses of an answer, in the language that a person reads."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from twingraph.core.terms import thing
from twingraph.store import questions
from twingraph.store.engine import select
from twingraph.store.results import Result, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from twingraph.store.engine import Store

_AT_ONCE = 1_000  # so that no endpoint finds a query too long
_PARTNERSHIP = thing("partnership", "")
_MEMBERS = (
    "SELECT ?thing ?city { VALUES ?thing { %s } ?thing tg:member ?city } ORDER BY ?thing ?city"
)


def beside(answer: Result, language: str, store: Store) -> Result:
    """Return an answer with a column of names after each column that has addresses.

    The column is called after that of the addresses, such as ``city_name`` after ``city``; if the
    answer has it already, it stays as it is.

    Args:
        answer: The answer.
        language: Language of the names, a tag such as "de", where there is a name in it.
        store: The store that has the names.
    """
    from orjson import dumps, loads

    found = loads(answer.data)
    lines = found["results"]["bindings"]
    new = [name for name in answer.columns if f"{name}_name" not in answer.columns]
    addresses = {
        name: {line[name]["value"] for line in lines if _is_address(line.get(name))} for name in new
    }
    names = of(set().union(*addresses.values()), language, store)
    columns = {name for name in new if addresses[name]}
    found["head"]["vars"] = list(_with_names(answer.columns, columns))
    for line in lines:
        for column in columns & line.keys():
            if _is_address(line[column]) and (name := names.get(line[column]["value"])):
                line[f"{column}_name"] = {"type": "literal", "value": name}
    return Result(dumps(found), is_cut=answer.is_cut)


def _is_address(term: Mapping[str, str] | None) -> bool:
    return term is not None and term["type"] == "uri"


def _with_names(columns: Iterable[str], named: set[str]) -> Iterator[str]:
    for column in columns:
        yield column
        if column in named:
            yield f"{column}_name"


def of(things: Iterable[str], language: str, store: Store) -> dict[str, str]:
    """Return the names of things by their addresses; those of which there is none are left out.

    A partnership is called after its members.

    Args:
        things: Addresses.
        language: Language of the names, where there is a name in it.
        store: The store that has the names.
    """
    # What has no slash, such as a URN, is no address of ours or of the ontology.
    known = sorted(iri for iri in things if "/" in iri)
    members = _members([iri for iri in known if iri.startswith(_PARTNERSHIP)], store)
    cities = sorted({city for found in members.values() for city in found} - set(known))
    names = _names([*known, *cities], language, store)
    for partnership, found in members.items():
        names[partnership] = " – ".join(names[city] for city in found if city in names)
    return {iri: names[iri] for iri in known if names.get(iri)}


def _names(things: Iterable[str], language: str, store: Store) -> dict[str, str]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for portion in _portions(things):
        values = {"things": " ".join(portion)}
        for row in rows(questions.named("view/labels").ask(store, values)):
            labels[row["thing"]].setdefault(row["language"], row["label"])
    return {iri: best(found, language) for iri, found in labels.items()}


def _members(partnerships: Iterable[str], store: Store) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for portion in _portions(partnerships):
        for row in select(store, _MEMBERS % " ".join(f"<{iri}>" for iri in portion)):
            members[row["thing"].value].append(row["city"].value)
    return members


def _portions(items: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(items)
    while portion := list(islice(rest, _AT_ONCE)):
        yield portion


def best(labels: Mapping[str, str], language: str) -> str:
    """Return a name: in the language, in English, without a language, or the first there is.

    Args:
        labels: Names by language.
        language: The preferred language.

    >>> best({"de": "Krakau", "en": "Kraków"}, "uk"), best({}, "uk")
    ('Kraków', '')
    """
    for wanted in (language, "en", ""):
        if wanted in labels:
            return labels[wanted]
    return next(iter(labels.values()), "")
