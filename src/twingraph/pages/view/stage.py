"""Composition of a scene from lines, the nodes at their ends, and the statements on both."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from twingraph.core.terms import kind_of
from twingraph.pages.dataset import Dataset, dataset_of
from twingraph.pages.kinds import kind_words
from twingraph.pages.lookup import Lookup
from twingraph.pages.view import relations
from twingraph.pages.view.scene import Node, Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from markupsafe import Markup

    from twingraph.core.languages import Language
    from twingraph.pages.kinds import Kind
    from twingraph.pages.view.scene import Relation
    from twingraph.store.engine import Store

_KINDS: dict[str, Kind] = {
    "city": "city",
    "partnership": "partnership",
    "initiative": "initiative",
    "event": "event",
}


class Stage:
    """Collector of what a scene needs, with as few questions as possible.

    Args:
        store: The store that is asked.
        language: Language of all words.
        known: What other scenes have looked up; nothing unless given.

    Attributes:
        asker: Asks the store.
        labels: Names of things in the language.
    """

    def __init__(self, store: Store, language: Language, known: Lookup | None = None) -> None:
        self._language = language
        self._known = known or Lookup(store, language)
        self.asker, self.labels = self._known.asker, self._known.labels

    def dataset_title(self) -> str:
        """Return the title of the dataset; a store filled by somebody else may not know it."""
        return self._dataset.title or kind_words(self._language)["network"]

    def footer(self) -> Markup:
        """Return the last line of a page: title, version and licence, where they are known."""
        return self._dataset.footer

    def today(self) -> date | None:
        """Return the day after which everything is planned, if the store knows it."""
        return self._dataset.today

    @cached_property
    def _dataset(self) -> Dataset:
        return dataset_of(self.asker, self._language)

    def partnerships(self, iris: Iterable[str], *, hubs: bool = False) -> list[Relation]:
        """Return the relations of partnerships.

        Args:
            iris: The partnerships.
            hubs: Whether a partnership of two members is drawn as a hub too.
        """
        return relations.partnerships(iris, self._known, self.today(), hubs=hubs)

    def initiatives(self, given: Iterable[str]) -> list[Relation]:
        """Return the relations of initiatives, or of those within partnerships."""
        return relations.initiatives(given, self._known)

    def scene(
        self,
        title: str,
        centre: str | None,
        lines: Iterable[Relation],
        also: set[str],
        subtitle: str = "",
    ) -> Scene:
        """Put lines and the nodes at their ends together.

        Args:
            title: The heading of the page.
            centre: The IRI of the node in the middle, or None for a map.
            lines: The lines.
            also: IRIs of nodes that are shown even if no line leads to them.
            subtitle: A line under the heading, or "".
        """
        drawn = tuple(lines)
        return Scene(
            title=title,
            subtitle=subtitle,
            language=self._language,
            centre=centre,
            nodes=self._nodes(also, drawn),
            relations=drawn,
            footer=self.footer(),
        )

    def _nodes(self, also: set[str], lines: Iterable[Relation]) -> tuple[Node, ...]:
        iris = also | {end for line in lines for end in (line.source, line.target)}
        self.labels.learn(iris)
        hubs = {line.source: line.label for line in lines if kind_of(line.source) == "partnership"}
        places = {row["city"]: row for row in self.asker.about("view/places", iris)}
        said = self._known.statements(iris)
        names = self._names(iris, hubs)
        return tuple(
            Node(
                id=iri,
                label=hubs.get(iri) or self.labels[iri],
                kind=_KINDS[kind_of(iri)],
                latitude=float(places[iri]["latitude"]) if iri in places else None,
                longitude=float(places[iri]["longitude"]) if iri in places else None,
                names=names[iri],
                statements=said[iri],
            )
            for iri in sorted(iris)
        )

    def _names(self, iris: set[str], hubs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """Return the names by which each node is found: in every language, and its label."""
        names = {iri: {hubs.get(iri) or self.labels[iri]} for iri in iris}
        for row in self.asker.about("view/names", iris):
            names[row["thing"]].add(row["name"])
        return {iri: tuple(sorted(found)) for iri, found in names.items()}
