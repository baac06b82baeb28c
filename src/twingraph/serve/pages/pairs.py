"""Partnerships that a search finds by the names of two of their cities, in any language."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.terms import ID, kind_of
from twingraph.core.text import fold
from twingraph.pages.asking import Asker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twingraph.serve.pages.search import Index
    from twingraph.store.engine import Store

# Folded words that may stand between two names: and, with, in the languages of the pages.
_BETWEEN = {"and", "und", "i", "ta", "y", "with", "mit", "z"}
_MOST_WORDS = 12  # of a search for two cities
_FEWEST_LETTERS = 2  # of the beginning of a name
_MOST_CITIES = 200  # that two names may mean


class _Split(NamedTuple):
    """A way to read a text as two names, folded."""

    one: str
    other: str


def partnerships(store: Store, names: Index, text: str) -> list[str]:
    """Return the partnerships of two cities that a text names, those of fewest members first.

    The second name may be unfinished; partnerships of cities that are called so come first.

    Args:
        store: The store that has the partnerships.
        names: All names.
        text: What was typed: two names, with anything or nothing between them.
    """
    splits = set(_splits(fold(text)))
    whole, begun = _bearers(names, splits)
    ones = {split.one: whole[split.one] for split in splits if whole[split.one]}
    exact = {(one, other) for one, other in splits if one in ones and whole[other]}
    started = {(one, other) for one, other in splits if one in ones and begun[other]}
    found = _asked(store, ones, exact, whole) if exact else []
    if started:
        found += _asked(store, ones, started, begun)
    return list(dict.fromkeys(found))


def _splits(folded: str) -> Iterator[_Split]:
    words = folded.split()
    if len(words) > _MOST_WORDS:
        return
    for place in range(1, len(words)):
        one, rest = " ".join(words[:place]), words[place:]
        yield _Split(one, " ".join(rest))
        if rest[0] in _BETWEEN and rest[1:]:
            yield _Split(one, " ".join(rest[1:]))


def _bearers(
    names: Index, splits: set[_Split]
) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """Return the cities that have each name, and those of which a name begins with a second one."""
    wanted = {name for split in splits for name in split}
    begins = tuple(one.other for one in splits if len(one.other) >= _FEWEST_LETTERS)
    whole: dict[str, set[str]] = defaultdict(set)
    begun: dict[str, set[str]] = defaultdict(set)
    for iri, folded in names.folded.items():
        if not begins or kind_of(iri) != "city":
            continue
        for name in folded:
            if name in wanted:
                whole[name].add(iri)
            if name.startswith(begins):
                for begin in filter(name.startswith, begins):
                    begun[begin].add(iri)
    return whole, begun


def _asked(
    store: Store,
    ones: Mapping[str, set[str]],
    pairs: set[tuple[str, str]],
    others: Mapping[str, set[str]],
) -> list[str]:
    """Ask for the partnerships of the cities of some pairs of names."""
    given = {
        "ones": _addresses({iri for one, _ in pairs for iri in ones[one]}),
        "others": _addresses({iri for _, other in pairs for iri in others[other]}),
    }
    rows = Asker(store).ask("serve/between", **given)
    return [
        row["partnership"]
        for row in rows
        if any(row["one"] in ones[one] and row["other"] in others[other] for one, other in pairs)
    ]


def _addresses(cities: set[str]) -> str:
    return " ".join(iri.removeprefix(ID) for iri in islice(sorted(cities), _MOST_CITIES))
