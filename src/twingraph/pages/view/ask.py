"""What a view shows, asked from the store: cities, their relations, and who says what of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx

from twingraph.core.errors import InputError
from twingraph.core.terms import CONCEPT, ID, expand
from twingraph.pages.view.scene import Relation, Scene, Statement, Thing
from twingraph.pages.view.texts import kind_word, words
from twingraph.store import questions
from twingraph.store.parameters import resolve
from twingraph.store.results import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twingraph.pages.view.scene import Kind, Language
    from twingraph.store.engine import Store

# More than so many cities nobody can read, and the layout takes minutes.
MOST_CITIES = 1_000

_KINDS: dict[str, Kind] = {
    "city": "city",
    "partnership": "partnership",
    "initiative": "initiative",
    "event": "event",
}
# A part of a thing is called by what it is: an act by "renewal", a term by who held it.
_NAMING = [
    expand(name)
    for name in (
        "tg:actKind",
        "tg:field",
        "tg:membershipKind",
        "tg:speaker",
        "tg:prospectOf",
        "skos:prefLabel",
        "dct:title",
        "org:member",
        "tg:eventKind",
        "tg:initiativeKind",
    )
]
# In this order a partnership is told: its own words, its phases, what was signed, and so on.
_PROPERTIES = [
    expand(name)
    for name in (
        "skos:prefLabel",
        "skos:altLabel",
        "tg:formerName",
        "tg:country",
        "dct:title",
        "tg:kind",
        "tg:kindWord",
        "tg:member",
        "tg:status",
        "tg:start",
        "tg:end",
    )
]
_PARTS = ["phase", "charter", "act", "engagement", "prospect", "quotation", "initiative", "event"]
_PAIR = 2


def city(store: Store, name: str, language: Language) -> Scene:
    """A city and all its partners."""
    iri = resolve("city", name, store)
    stage = Stage(store, language)
    relations = stage.partnerships(stage.ask("view/partnerships-of-city", city=name))
    return stage.scene(stage.label(iri), iri, relations, {iri})


def partnership(store: Store, name: str, language: Language) -> Scene:
    """A partnership, its cities, and the initiatives within it."""
    iri = resolve("partnership", name, store)
    stage = Stage(store, language)
    relations = stage.partnerships([{"partnership": iri}], hubs=True) + stage.initiatives([iri])
    return stage.scene(stage.label(iri), iri, relations, {iri})


def initiative(store: Store, name: str, language: Language) -> Scene:
    """An initiative, its cities and events."""
    iri = resolve("initiative", name, store)
    stage = Stage(store, language)
    return stage.scene(stage.label(iri), iri, stage.initiatives([iri]), {iri})


def path(store: Store, one: str, other: str, language: Language) -> Scene:
    """A shortest way from one city to another through partnerships.

    Raises:
        InputError: There is no way.
    """
    ends = resolve("city", one, store), resolve("city", other, store)
    stage = Stage(store, language)
    network: nx.Graph[str] = nx.Graph()
    for row in stage.ask("view/neighbours"):
        network.add_edge(row["one"], row["other"])
    try:
        way = nx.shortest_path(network, *ends)
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        names = " and ".join(stage.label(end) for end in ends)
        raise InputError(f"no partnerships lead from one to the other of {names}") from None
    steps = {frozenset(step) for step in pairwise(way)}
    rows = stage.ask("view/neighbours")
    found = [row for row in rows if frozenset((row["one"], row["other"])) in steps]
    title = " – ".join(stage.label(iri) for iri in way)
    return stage.scene(title, None, stage.partnerships(found), set(way))


def network(store: Store, language: Language, cities: int = MOST_CITIES) -> Scene:
    """The cities with the most partnerships, and the partnerships among them.

    Args:
        store: Who is asked.
        language: Language of all words.
        cities: How many cities at most; the page says so where there are more.
    """
    stage = Stage(store, language)
    members: dict[str, set[str]] = defaultdict(set)
    for row in stage.ask("view/all-partnerships"):
        members[row["partnership"]].add(row["member"])
    degree = Counter(city for partners in members.values() for city in partners)
    shown = set(sorted(degree, key=lambda city: (-degree[city], city))[:cities])
    among = [{"partnership": deal} for deal, partners in members.items() if partners <= shown]
    subtitle = ""
    if len(shown) < len(degree):
        subtitle = words(language)["most_connected"].format(
            shown=len(shown), cities=len(degree), among=len(among), partnerships=len(members)
        )
    relations = stage.partnerships(among)
    return stage.scene(stage.dataset_title(), None, relations, shown, subtitle)


def caption(store: Store) -> tuple[str, str]:
    """Title of the dataset, and the line at the foot of a page: title, version, licence."""
    stage = Stage(store, "en")
    return stage.dataset_title(), stage.footer()


@dataclass(frozen=True, slots=True)
class _Deal:
    """A partnership as it is drawn."""

    iri: str
    members: tuple[str, ...]
    kind: str
    start: str
    status: str


class Stage:
    """Gathers what a scene needs, in as few questions as possible.

    Args:
        store: Who is asked.
        language: Language of all words.
    """

    def __init__(self, store: Store, language: Language) -> None:
        self._store = store
        self._language = language
        self._labels: dict[str, str] = {}

    def ask(self, name: str, **values: str) -> list[dict[str, Any]]:
        """Return the rows of a named question."""
        return list(Result(questions.named(name).ask(self._store, values)))  # type: ignore[arg-type]  # all are SELECT queries

    def about(self, name: str, things: Iterable[str]) -> list[dict[str, Any]]:
        """Return the rows of a question about several things."""
        addresses = " ".join(sorted({iri.removeprefix(ID) for iri in things if iri.startswith(ID)}))
        return self.ask(name, things=addresses) if addresses else []

    def dataset_title(self) -> str:
        """Title of the dataset; a store that somebody else has filled may not know it."""
        dataset = self._dataset()
        return dataset["title"] if dataset else kind_word(self._language, "network")

    def footer(self) -> str:
        """The line at the foot of a page: title, version and licence, where they are known."""
        dataset = self._dataset()
        return (
            f"{dataset['title']} · {dataset['version']} · {dataset['license']}" if dataset else ""
        )

    def _dataset(self) -> dict[str, str] | None:
        return next(reversed(self.ask("view/dataset")), None)

    # --- words ---

    def label(self, iri: str) -> str:
        """Name of a thing in the language of the scene."""
        if iri not in self._labels:
            self.learn([iri])
        return self._labels[iri]

    def learn(self, iris: Iterable[str]) -> None:
        """Look up the names of many things at once."""
        unknown = sorted(set(iris) - self._labels.keys())
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.ask("view/labels", things=" ".join(unknown)) if unknown else ():
            found[row["thing"]].setdefault(row["language"], row["label"])
        for iri in unknown:
            self._labels[iri] = _best(found[iri], self._language) or iri.rpartition("/")[2]

    # --- relations ---

    def partnerships(
        self, rows: Iterable[Mapping[str, Any]], *, hubs: bool = False
    ) -> list[Relation]:
        """Draw partnerships: two members a line, more of them a hub with a line to each.

        Args:
            rows: Rows that name partnerships.
            hubs: Draw a hub for two members as well.
        """
        deals = self._deals({row["partnership"] for row in rows})
        told = self._told(deal.iri for deal in deals)
        self.learn(member for deal in deals for member in deal.members)
        self.learn(iri for deal in deals for iri in (deal.kind, deal.status) if iri)
        return [line for deal in deals for line in self._lines(deal, told, hubs=hubs)]

    def _deals(self, partnerships: set[str]) -> list[_Deal]:
        rows = self.about("view/partnerships", partnerships)
        members: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            members[row["partnership"]].append(row["member"])
        first = {row["partnership"]: row for row in reversed(rows)}
        return [
            _Deal(
                iri,
                tuple(members[iri]),
                first[iri]["kind"] or "",
                first[iri]["start"] or "",
                first[iri]["status"] or "",
            )
            for iri in sorted(members)
        ]

    def _lines(
        self, deal: _Deal, told: Mapping[str, tuple[Statement, ...]], *, hubs: bool
    ) -> Iterable[Relation]:
        name = " – ".join(self.label(member) for member in deal.members)
        if len(deal.members) == _PAIR and not hubs:
            ends = [(deal.iri, *deal.members)]
        else:
            self._labels[deal.iri] = name
            ends = [(f"{deal.iri}#{member}", deal.iri, member) for member in deal.members]
        for iri, source, target in ends:
            yield Relation(
                iri,
                source,
                target,
                kind=deal.kind.removeprefix(CONCEPT + "kind-"),
                kind_label=self.label(deal.kind) if deal.kind else "",
                label=name,
                start=deal.start,
                status=self.label(deal.status) if deal.status else "",
                statements=told.get(deal.iri, ()),
            )

    def initiatives(self, given: Iterable[str]) -> list[Relation]:
        """Draw initiatives, or those within partnerships, as hubs with their cities and events."""
        rows = self.about("view/initiatives", given)
        told = self._told(row["thing"] for row in rows)
        self.learn(iri for row in rows for iri in (row["thing"], row["other"], row["role"]))
        return [
            Relation(
                f"{row['thing']}#{row['role'].rpartition('#')[2]}-{row['other']}",
                row["thing"],
                row["other"],
                row["role"].rpartition("#")[2],
                self.label(row["role"]),
                f"{self.label(row['thing'])} – {self.label(row['other'])}",
                statements=told.get(row["thing"], ()),
            )
            for row in rows
        ]

    # --- statements ---

    def _told(self, things: Iterable[str]) -> dict[str, tuple[Statement, ...]]:
        rows = sorted(self.about("view/claims", things), key=_order)
        self.learn(iri for row in rows for iri in _iris(row))
        names = self._part_names(rows)
        told: dict[str, dict[Statement, None]] = defaultdict(dict)
        for row in rows:
            told[row["whole"]][self._statement(row, names)] = None
        return {whole: tuple(statements) for whole, statements in told.items()}

    def _part_names(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        names: dict[str, str] = {}
        for row in sorted(rows, key=lambda row: _naming(row["property"])):
            if row["part"] != row["whole"] and _naming(row["property"]) < len(_NAMING):
                names.setdefault(row["part"], self._value(row["value"]))
        return names

    def _statement(self, row: Mapping[str, Any], names: Mapping[str, str]) -> Statement:
        part = names.get(row["part"], "")
        word = self.label(row["property"])
        return Statement(
            property=f"{part}: {word}" if part else word,
            value=self._value(row["value"]),
            source=row["title"],
            address=row["address"] or "",
            quote=row["quote"] or "",
            rank=row["rank"].rpartition("-")[2],
            reason=row["reason"] or "",
            as_of=row["as_of"] or "",
        )

    def _value(self, value: Any) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return self.label(value) if _is_iri(value) else str(value)

    # --- the scene ---

    def scene(
        self,
        title: str,
        centre: str | None,
        relations: Iterable[Relation],
        also: set[str],
        subtitle: str = "",
    ) -> Scene:
        """Put relations and the things at their ends together."""
        lines = tuple(relations)
        iris = also | {end for line in lines for end in (line.source, line.target)}
        return Scene(
            title=title,
            subtitle=subtitle,
            language=self._language,
            centre=centre,
            things=self._things(iris, lines),
            relations=lines,
            footer=self.footer(),
        )

    def _things(self, iris: set[str], lines: Iterable[Relation]) -> tuple[Thing, ...]:
        self.learn(iris)
        places = {row["city"]: row for row in self.about("view/places", iris)}
        told = self._told(iris)
        for line in lines:  # a hub is told by the same statements as its lines
            if line.source not in told and line.source in line.id:
                told[line.source] = line.statements
        return tuple(
            Thing(
                id=iri,
                label=self.label(iri),
                kind=_KINDS[iri.removeprefix(ID).partition("/")[0]],
                latitude=float(places[iri]["latitude"]) if iri in places else None,
                longitude=float(places[iri]["longitude"]) if iri in places else None,
                statements=told.get(iri, ()),
            )
            for iri in sorted(iris)
        )


def _iris(row: Mapping[str, Any]) -> list[str]:
    return [iri for iri in (row["part"], row["property"], row["value"]) if _is_iri(iri)]


def _is_iri(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://")) and " " not in value


def _order(row: Mapping[str, Any]) -> tuple[int, str, int]:
    part = row["part"]
    kind = part.removeprefix(ID).partition("/")[0]
    rank = -1 if part == row["whole"] else _index(kind, _PARTS)
    return rank, part, _index(row["property"], _PROPERTIES)


def _index(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)


def _naming(iri: str) -> int:
    return _index(iri, _NAMING)


def _best(labels: Mapping[str, str], language: str) -> str:
    """Choose a name: in the language, in English, without a language, or the first there is."""
    for wanted in (language, "en", ""):
        if wanted in labels:
            return labels[wanted]
    return next(iter(labels.values()), "")
