"""The content of a view: plain values, already worded in one language, independent of the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twingraph.core.languages import Language
    from twingraph.pages.accounts import SourcedValue
    from twingraph.pages.kinds import Kind


@dataclass(frozen=True, slots=True)
class Node:
    """A city, or whatever else is a point of the network.

    Attributes:
        id: The IRI.
        label: The name in the scene's language.
        kind: What it is; a "partnership" is the hub of an agreement of three or more.
        latitude: Degrees north, or None.
        longitude: Degrees east, or None.
        statements: All that is said about it, rivals included.
        names: All names by which it is found, as they are written.
    """

    id: str
    label: str
    kind: Kind
    latitude: float | None = None
    longitude: float | None = None
    statements: tuple[SourcedValue, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A line between two nodes; several may join the same two.

    Attributes:
        subject: The IRI of what it is drawn for, and whose statements it shows: a partnership or
            an initiative. The lines from one hub to its members share it.
        source: The id of the node from which it starts; for from, via and to, the initiative.
        target: The id of the node to which it leads.
        kind: A slug such as twin-town, partnership, cooperation, from, via or to.
        kind_label: The kind, worded in the scene's language.
        label: What to call it, such as "Leipzig, Kraków".
        start: When it began, ready to be read, or "".
        status: How it stands today, worded in the scene's language, or "".
        statements: All that is said about it, rivals included.
        standing: The id of its standing; "" for what is no partnership.
    """

    subject: str
    source: str
    target: str
    kind: str
    kind_label: str
    label: str
    start: str = ""
    status: str = ""
    statements: tuple[SourcedValue, ...] = ()
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that lie beside a page, by names of their files.

    Attributes:
        index: The page that leads to all others, or "".
        files: The page of each thing that has one, by its IRI.
        languages: The same page in other languages: the tag and the name of each, and where it is.
    """

    index: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    languages: Sequence[tuple[str, str, str]] = ()


ALONE = Pages()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything on one page.

    Attributes:
        title: The heading of the page.
        subtitle: A line under it, or "".
        language: The language of the labels, and so of the page.
        centre: The id of the node in the middle, or None for a map.
        nodes: The points. Their ids are unique.
        relations: The lines. Both ends are among the nodes.
        footer: A last line, such as the version of the dataset and its licence; a link in it is
            markup.

    Raises:
        ValueError: If two nodes share an id, or a relation or the centre names an unknown one.
    """

    title: str
    subtitle: str
    language: Language
    centre: str | None
    nodes: tuple[Node, ...]
    relations: tuple[Relation, ...]
    footer: str = ""

    def __post_init__(self) -> None:
        """Check that the names fit together, before anything is drawn."""
        ids = {node.id for node in self.nodes}
        if len(ids) < len(self.nodes):
            raise ValueError("two nodes of the scene share an id")
        unknown = next((name for name in self._named() if name not in ids), None)
        if unknown is not None:
            raise ValueError(f"the scene names {unknown!r}, which is not among its nodes")

    def _named(self) -> Iterator[str]:
        if self.centre is not None:
            yield self.centre
        for relation in self.relations:
            yield relation.source
            yield relation.target
