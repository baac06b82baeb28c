"""Comparison of two builds: statements become changes, all other lines are counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from twingraph.core.terms import BASE, TG, expand, is_claim, kind_of, shorten
from twingraph.publish.diff.changes import ORDER, Change, Count, Difference, Kind, whole
from twingraph.publish.diff.lines import ends, parse, walk
from twingraph.publish.diff.naming import Names, is_date, names_something, short
from twingraph.store.folder import NQUADS, BuildFolder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.publish.diff.lines import Lines, Quad, Term, Triple

# What decides the aspect of a statement: its property, or else the kind of thing it is about.
_BY_PROPERTY = {
    expand("tg:member"): "members",
    expand("tg:kind"): "kinds",
    expand("tg:kindWord"): "kinds",
    expand("tg:status"): "statuses",
}
_BY_KIND = {
    "city": "cities",
    "partnership": "partnerships",
    "phase": "partnerships",
    "membership": "memberships",
    "charter": "charters",
    "act": "charters",
    "source": "sources",
}
_CITY_NAMES = {*map(expand, ("skos:prefLabel", "skos:altLabel", "tg:formerName"))}

_COUNTED = {TG.removesuffix("#"): "ontology", BASE + "graph/derived": "derived"}
_STATED_IN = f" <{expand('tg:statedIn')}> ".encode()
_REASONED = ("rdf:subject", "rdf:predicate", "rdf:object", "tg:rankReason")
_REASON = f" <{expand('tg:rankReason')}> ".encode()


def compare(old: Path, new: Path, language: Language = "en") -> Difference:
    """Compare two builds.

    Args:
        old: Folder of the earlier build.
        new: Folder of the later one.
        language: Language of the labels.

    Raises:
        CannotError: One of them is not a build, or is damaged.
    """
    before, after = BuildFolder.open(old), BuildFolder.open(new)
    if before.manifest.digest(NQUADS) == after.manifest.digest(NQUADS):
        return Difference()
    differences = _Findings()
    for lines in walk(before.nquads, after.nquads):
        differences.add(*lines)
    with after.nquads.open("rb") as nquads:
        names = Names.read(nquads, language)
    return differences.difference(names.over(Names.read(differences.naming, language)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A value and the one that replaced it; None if there is no old value, or no new one."""

    subject: str
    predicate: str
    language: str
    old: Term | None
    new: Term | None
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Findings:
    """The differences as they are found, before things and values have names.

    Attributes:
        pairs: Values that differ.
        counts: Number of lines or claims that differ, by aspect, change and source.
        reasons: Why a value was preferred, by subject, property and value.
        naming: Lines of the old build that name what differs.
    """

    pairs: list[_Pair] = field(default_factory=list)
    counts: Counter[tuple[str, Kind, str]] = field(default_factory=Counter)
    reasons: dict[Triple, str] = field(default_factory=dict)
    naming: Lines = field(default_factory=list)

    def add(self, old: Lines, new: Lines) -> None:
        """Add a subject whose lines differ."""
        subject, source = ends((new or old)[0])
        if is_claim(subject):
            aspect = "claims" if kind_of(subject) == "claim" else "evidence"
            self.counts[aspect, _moved(old, new), source] += 1
            self._reason(new)
        else:
            self.naming.extend(filter(names_something, old))
            before, after = list(parse(old)), list(parse(new))
            gone, come = self._only("removed", before, after), self._only("added", after, before)
            self.pairs.extend(_pairs(gone, come))

    def difference(self, names: Names) -> Difference:
        """Return the difference, with names for things and values."""
        changes = [_change(pair, names, self.reasons) for pair in self.pairs]
        changes += _renamed(changes)
        tallies = [
            Count(aspect, change, count, shorten(source), names.of(source) if source else "")
            for (aspect, change, source), count in self.counts.items()
        ]
        tallies.sort(key=lambda tally: (ORDER.index(tally.aspect), tally.thing, tally.change))
        return Difference(tuple(sorted(changes, key=_place)), tuple(tallies))

    def _reason(self, lines: Lines) -> None:
        """Keep why a claim has its rank."""
        if any(_REASON in line for line in lines):
            values = {line.predicate: line.value for line in parse(lines)}
            subject, predicate, value, reason = (values[expand(name)] for name in _REASONED)
            self.reasons[subject.value, predicate.value, value] = reason.value

    def _only(self, change: Kind, here: Sequence[Quad], there: Sequence[Quad]) -> Iterator[Quad]:
        """Yield what only one build states; what follows, or has another source, is counted."""
        same = set(there)
        stated = {quad.triple for quad in there if quad.graph not in _COUNTED}
        for quad in here:
            if quad in same:
                continue
            if quad.graph in _COUNTED:
                self.counts[_COUNTED[quad.graph], change, ""] += 1
            elif quad.triple in stated:
                self.counts["support", change, quad.graph] += 1
            else:
                yield quad


def _moved(old: Lines, new: Lines) -> Kind:
    """Return how a claim has changed."""
    change = _came(old, new)
    return "moved" if change == "changed" and _unplaced(old) == _unplaced(new) else change


def _unplaced(lines: Lines) -> Lines:
    """Leave out the rows of tables in which a claim stands."""
    return [line for line in lines if _STATED_IN not in line]


def _came(old: object, new: object) -> Kind:
    if not old:
        return "added"
    return "changed" if new else "removed"


def _pairs(gone: Iterable[Quad], come: Iterable[Quad]) -> Iterator[_Pair]:
    """Pair a removed value with the one that replaced it.

    Where several were removed or added, it is unknown which replaced which.
    """
    slots: dict[tuple[str, str, str], tuple[dict[Term, list[str]], dict[Term, list[str]]]]
    slots = defaultdict(lambda: (defaultdict(list), defaultdict(list)))
    for side, statements in enumerate((gone, come)):
        for quad in statements:
            sides = slots[quad.subject, quad.predicate, quad.language]
            sides[side][quad.value].append(quad.graph)
    for slot, (old, new) in slots.items():
        if len(old) == len(new) == 1:
            (before,), ((after, sources),) = old, new.items()
            yield _Pair(*slot, before, after, sources)
        else:
            yield from (_Pair(*slot, value, None, sources) for value, sources in old.items())
            yield from (_Pair(*slot, None, value, sources) for value, sources in new.items())


def _change(pair: _Pair, names: Names, reasons: Mapping[Triple, str]) -> Change:
    return Change(
        aspect=_aspect(pair),
        change=_came(pair.old, pair.new),
        thing=shorten(names.whole(pair.subject)),
        label=names.of(pair.subject),
        part=shorten(pair.subject),
        property=shorten(pair.predicate),
        language=pair.language,
        old=short(pair.old),
        new=short(pair.new),
        property_label=names.of(pair.predicate),
        old_label=names.value(pair.old),
        new_label=names.value(pair.new),
        source=" ".join(map(shorten, sorted(pair.sources))),
        reason=reasons.get((pair.subject, pair.predicate, pair.new), ""),
    )


def _aspect(pair: _Pair) -> str:
    of = kind_of(pair.subject)
    if pair.predicate in _BY_PROPERTY:
        return _BY_PROPERTY[pair.predicate]
    if of == "city" and pair.predicate in _CITY_NAMES:
        return "names"
    if is_date(pair.old) or is_date(pair.new):
        return "dates"
    return _BY_KIND.get(of, "other")


def _place(change: Change) -> tuple[int | str, ...]:
    address = (change.thing, change.part, change.property, change.language)
    return (ORDER.index(change.aspect), *address, change.old, change.new)


def _renamed(changes: Sequence[Change]) -> list[Change]:
    """Find things that were removed and added under another address, by their Wikidata item."""
    items = [change for change in changes if change.property == "owl:sameAs"]
    removed, added = whole(changes, "removed"), whole(changes, "added")
    went = {c.old: c.thing for c in items if c.thing in removed}
    return [_rename(went[c.new], c) for c in items if c.thing in added and c.new in went]


def _rename(old: str, item: Change) -> Change:
    """Turn the added item of a thing into the change of the thing's address."""
    return replace(
        item,
        change="changed",
        property="id",
        old=old,
        new=item.thing,
        property_label="id",
        old_label=old,
        new_label=item.thing,
        reason="",
    )
