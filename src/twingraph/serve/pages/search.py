"""The search: a page with the things that have a name like what was asked for, in any language.

Two names of cities find their partnership, which has no name of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from twingraph.core.terms import kind_of
from twingraph.core.text import fold, suggest
from twingraph.pages.asking import Asker
from twingraph.pages.dataset import dataset_of
from twingraph.pages.kinds import kind_words
from twingraph.pages.site.ordering import key
from twingraph.pages.texts import texts_in
from twingraph.serve.pages.frame import framed
from twingraph.serve.pages.pairs import partnerships
from twingraph.store.names import best, of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twingraph.core.languages import Language
    from twingraph.serve.pages.frame import Visit
    from twingraph.store.engine import Store

PAGE = "search"
SHOWN = 100  # things on a page
_NO_MATCH = 4  # the rank of a name that does not have what was typed in it
KINDS = ("city", "state", "person", "initiative", "network")


@dataclass(frozen=True, slots=True)
class Index:
    """All names, for a search.

    Attributes:
        folded: The folded names of each thing.
        usual: The usual name of each thing in each language.
        of_kind: The things of each kind that have a usual name.
    """

    folded: Mapping[str, frozenset[str]]
    usual: Mapping[str, Mapping[str, str]]
    of_kind: Mapping[str, Sequence[str]]


class Found(NamedTuple):
    """A thing that a search finds.

    Attributes:
        label: Its name in the language of the page.
        what: What it is, such as "City".
        href: The way to its page.
    """

    label: str
    what: str
    href: str


_indexes: WeakKeyDictionary[Store, Index] = WeakKeyDictionary()


def index(store: Store) -> Index:
    """Return all names of the things in a store.

    Args:
        store: The store, whose names are looked up once.
    """
    if store not in _indexes:
        _indexes[store] = _indexed(store)
    return _indexes[store]


def _indexed(store: Store) -> Index:
    folded: dict[str, set[str]] = defaultdict(set)
    usual: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(Asker(store).ask("serve/names"), key=lambda row: (row["thing"], row["name"])):
        folded[row["thing"]].add(fold(row["name"]))
        if row["usual"]:
            usual[row["thing"]].setdefault(row["language"], row["name"])
    of_kind: dict[str, list[str]] = defaultdict(list)
    for iri in usual:
        of_kind[kind_of(iri)].append(iri)
    return Index({iri: frozenset(names) for iri, names in folded.items()}, usual, of_kind)


def find(names: Index, text: str, language: Language, kind: str = "") -> list[str]:
    """Return the things that have a name with a text in it, those that fit best first.

    A name that is the text comes before one that begins with it, then one with a word that does.

    Args:
        names: All names.
        text: What was typed, in any case and with or without diacritics; "" finds all.
        language: The language in whose order those come that fit equally well.
        kind: The kind of the things, as in addresses; "" is any.
    """
    wanted = fold(text)
    ranked = [
        (rank, iri)
        for iri, folded in names.folded.items()
        if (not kind or kind_of(iri) == kind)
        and (rank := min(_rank(name, wanted) for name in folded)) < _NO_MATCH
    ]

    def order(each: tuple[int, str]) -> tuple[object, ...]:
        rank, iri = each
        label = best(names.usual.get(iri, {}), language)
        return rank, KINDS.index(kind_of(iri)), key(label, language), iri

    return [
        iri for _, iri in sorted((each for each in ranked if kind_of(each[1]) in KINDS), key=order)
    ]


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else 3 if wanted in name else _NO_MATCH


def near(names: Index, text: str) -> list[str]:
    """Return the names that come nearest to one that nothing has, folded.

    Args:
        names: All names.
        text: The name.
    """
    known = {name for folded in names.folded.values() for name in folded}
    return list(suggest(fold(text), sorted(known)))


def page(store: Store, text: str, kind: str, start: int, visit: Visit) -> str:
    """Return the page with what a search finds; without a text, with all things of a kind.

    Args:
        store: The store that is asked.
        text: What was typed.
        kind: The kind of the things; "" or one that there is not is any.
        start: How many of them come on pages before this one.
        visit: What the request says.
    """
    names, choices = index(store), kinds(visit.language)
    words = {**choices, "partnership": kind_words(visit.language)["partnership"]}
    kind = kind if kind in KINDS else ""
    pairs = [] if kind else partnerships(store, names, text)
    found = [*pairs, *(find(names, text, visit.language, kind) if text or kind else [])]
    frame = framed(visit, dataset_of(Asker(store), visit.language).footer)

    def shown() -> Iterator[Found]:
        part = found[start : start + SHOWN]
        called = of(set(part).intersection(pairs), visit.language, store)
        for iri in part:
            label = called.get(iri) or best(names.usual.get(iri, {}), visit.language)
            yield Found(label, words[kind_of(iri)], frame.link("", iri))

    values = {"q": text, "kind": kind}
    return frame.render(
        "search.html.jinja",
        frame.page(PAGE),
        text=text,
        kind=kind,
        kinds=choices,
        number=len(found),
        found=list(shown()),
        start=start,
        suggested=near(names, text) if text and not found else [],
        before=frame.way(PAGE, values | {"start": str(max(0, start - SHOWN))}) if start else "",
        after=frame.way(PAGE, values | {"start": str(start + SHOWN)})
        if start + SHOWN < len(found)
        else "",
    )


def kinds(language: Language) -> dict[str, str]:
    """Return what one thing of each kind that a search finds is called.

    Args:
        language: Language of the words.
    """
    words = kind_words(language)
    return {
        "city": words["city"],
        "state": texts_in(language).gettext("Country"),
        "person": words["official"],
        "initiative": words["initiative"],
        "network": words["network"],
    }
