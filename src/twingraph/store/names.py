"""Names beside the addresses of an answer, in the language that a person reads."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core import dates
from twingraph.core.datewords import words
from twingraph.core.languages import LANGUAGES
from twingraph.core.terms import kind_of
from twingraph.store import questions
from twingraph.store.engine import select
from twingraph.store.results import Result, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twingraph.store.engine import Store

_AT_ONCE = 1_000  # so that no endpoint finds a query too long
# What has no name of its own is called after other things, by its kind: what stands between their
# names, and the ways to them. Some are called after a partnership, which so comes first.
_CALLED_AFTER = {
    "partnership": (" – ", ("tg:member",)),
    "act": (", ", ("tg:actKind", "^tg:act/^tg:charter", "tg:on")),
    "affiliation": (", ", ("tg:ofCity", "tg:inState", "tg:start")),
    "charter": (", ", ("rdf:type", "^tg:charter")),
    "engagement": (", ", ("tg:field", "^tg:engagement")),
    "membership": (", ", ("org:member", "org:organization", "tg:start")),
    "phase": (", ", ("tg:status", "^tg:phase", "tg:start")),
    "population": (", ", ("rdf:type", "tg:ofCity", "tg:on")),
    "prospect": (", ", ("rdf:type", "tg:prospectOf", "tg:ofCity", "tg:within")),
    "quotation": (", ", ("rdf:type", "tg:speaker", "tg:about")),
    "term": (", ", ("org:member", "tg:ofPost", "tg:start")),
}
_KINDS = list(_CALLED_AFTER)
_OTHERS = "SELECT ?thing ?other { VALUES ?thing { %s } ?thing %s ?other } ORDER BY ?thing ?other"


class Name(NamedTuple):
    """The name of a thing.

    Attributes:
        text: The name.
        language: Its language, or "" if that is not known or its parts are in several.
    """

    text: str
    language: str


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
    """Return the names of things by their addresses, as ``named`` does, without their languages.

    Args:
        things: Addresses.
        language: Language of the names, where there is a name in it.
        store: The store that has the names.
    """
    return {iri: name.text for iri, name in named(things, language, store).items()}


def named(things: Iterable[str], language: str, store: Store) -> dict[str, Name]:
    """Return the names of things by their addresses; those of which there is none are left out.

    What has no name of its own is called after other things: a partnership after its members, an
    act after what it is, its partnership and its date.

    Args:
        things: Addresses.
        language: Language of the names, where there is a name in it.
        store: The store that has the names.
    """
    # What has no slash, such as a URN, is no address of ours or of the ontology.
    known = sorted(iri for iri in things if "/" in iri)
    others: dict[str, list[str]] = {}
    asked = set(known)
    while asked:
        found = _others(asked, store)
        others |= found
        asked = {other for all_ in found.values() for other in all_} - others.keys()
    every = {*known, *(other for all_ in others.values() for other in all_)}
    names = _names(sorted(every), language, store)
    for iri in sorted(others, key=lambda iri: _KINDS.index(kind_of(iri))):
        if iri not in names:
            parts = (_when(other, language) or names.get(other) for other in others[iri])
            names[iri] = _joined(list(filter(None, parts)), _CALLED_AFTER[kind_of(iri)][0])
    return {iri: names[iri] for iri in known if iri in names and names[iri].text}


def _joined(names: Sequence[Name], between: str) -> Name:
    languages = {name.language for name in names}
    language = languages.pop() if len(languages) == 1 else ""
    return Name(between.join(name.text for name in names), language)


def _names(things: Iterable[str], language: str, store: Store) -> dict[str, Name]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for portion in _portions(things):
        values = {"things": " ".join(portion)}
        for row in rows(questions.named("view/labels").ask(store, values)):
            labels[row["thing"]].setdefault(row["language"], row["label"])
    chosen = {iri: _chosen(found, language) for iri, found in labels.items()}
    return {iri: Name(labels[iri][tag], tag) for iri, tag in chosen.items()}


def _others(things: Iterable[str], store: Store) -> dict[str, list[str]]:
    """Return the things after which others are called, in the order of their names."""
    others: dict[str, list[str]] = defaultdict(list)
    for kind, alike in _by_kind(things).items():
        for way in _CALLED_AFTER[kind][1]:
            for portion in _portions(alike):
                values = " ".join(f"<{iri}>" for iri in portion)
                for row in select(store, _OTHERS % (values, way)):
                    others[row["thing"].value].append(str(row["other"].value))
    return others


def _by_kind(things: Iterable[str]) -> dict[str, list[str]]:
    """Return the things that are called after others, by their kind."""
    alike: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(things):
        if kind_of(iri) in _CALLED_AFTER:
            alike[kind_of(iri)].append(iri)
    return alike


def _when(iri: str, language: str) -> Name | None:
    """Return a date in words, in English if there are none in the language; None if it is none."""
    day = dates.at(iri)
    spoken = next((each for each in LANGUAGES if each == language), "en")
    return Name(words(day, spoken), spoken) if day else None


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
    return labels[_chosen(labels, language)] if labels else ""


def _chosen(labels: Mapping[str, str], language: str) -> str:
    """Return the language of the name that is best."""
    wanted = (tag for tag in (language, "en", "") if tag in labels)
    return next(wanted, next(iter(labels)))
