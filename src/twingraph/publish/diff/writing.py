"""Writing a difference in words and as tables."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, fields
from itertools import groupby, starmap
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from twingraph.core.text import counted
from twingraph.publish.diff.changes import ASPECTS, ORDER, Change, Count, Difference, Kind, whole
from twingraph.publish.diff.naming import NAMING, TO_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# A list of counts is for a quick look; the tables have all of it.
_LONGEST = 20
# Type, address and network or city of a thing stand in its label or before it.
_SILENT = TO_PARTS | {"rdf:type", "id", "org:member", "org:organization"}
_WORDS: dict[Kind, str] = {
    "added": "added",
    "removed": "removed",
    "changed": "changed",
    "moved": "in another row",
}
_MARKUP = re.compile(r"([\\`*_\[\]<>|])")


def write(difference: Difference, format: str) -> str:
    """Return a difference as text.

    Args:
        difference: The difference.
        format: "text", "markdown", "csv" or "json".
    """
    if format == "json":
        return _json(difference)
    if format == "csv":
        return _csv(difference)
    page = _markdown if format == "markdown" else _text
    nothing = [] if difference else ["No difference.\n"]
    return "\n".join([*nothing, *starmap(page, _pages(difference))])


# --- tables -------------------------------------------------------------------------------------


def _records(difference: Difference) -> Iterator[dict[str, Any]]:
    """Yield changes and tallies as records; a change counts one."""
    for change in difference.changes:
        yield {"aspect": change.aspect, "change": change.change, "count": 1} | asdict(change)
    yield from map(asdict, difference.tallies)


def _json(difference: Difference) -> str:
    text = ",\n".join(json.dumps(record, ensure_ascii=False) for record in _records(difference))
    return f"[\n{text}\n]\n" if text else "[]\n"


def _csv(difference: Difference) -> str:
    text = io.StringIO(newline="")
    columns = dict.fromkeys(["aspect", "change", "count", *(f.name for f in fields(Change))])
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_records(difference))
    return text.getvalue()


# --- pages --------------------------------------------------------------------------------------


def _text(heading: str, lines: Iterable[str]) -> str:
    return f"{heading}\n" + "".join(f"  {line}\n" for line in lines)


def _markdown(heading: str, lines: Iterable[str]) -> str:
    items = "".join("- " + _MARKUP.sub(r"\\\1", line) + "\n" for line in lines)
    return f"## {heading}\n\n{items}" if items else f"## {heading}\n"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line for people."""

    aspect: str
    change: Kind
    text: str


def _pages(difference: Difference) -> Iterator[tuple[str, list[str]]]:
    """Yield headings with counts, and the lines under each."""
    aspect = attrgetter("aspect")
    lines = sorted(_lines(difference.changes), key=lambda line: ORDER.index(line.aspect))
    for name, group in groupby(lines, key=aspect):
        sentences = list(group)
        counts = Counter(line.change for line in sentences)
        yield _heading(name, counts), [_printable(line.text) for line in sentences]
    for name, tallied in groupby(difference.tallies, key=aspect):
        tallies = list(tallied)
        yield _heading(name, _sum(tallies)), [_printable(line) for line in _by_source(tallies)]


def _heading(aspect: str, counts: Mapping[Kind, int]) -> str:
    return f"{ASPECTS[aspect]}: {_counted(counts)}"


def _counted(counts: Mapping[Kind, int]) -> str:
    return ", ".join(f"{counts[kind]:,} {word}" for kind, word in _WORDS.items() if counts[kind])


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)  # no terminal escape gets through


def _sum(tallies: Iterable[Count]) -> Counter[Kind]:
    total: Counter[Kind] = Counter()
    for tally in tallies:
        total[tally.change] += tally.count
    return total


def _by_source(tallies: Iterable[Count]) -> list[str]:
    """Return a line for each source, the largest counts first, without moved claims."""
    shown = [tally for tally in tallies if tally.thing and tally.change != "moved"]
    groups = groupby(shown, key=attrgetter("thing", "label"))
    sources = [(_sum(group), label) for (_, label), group in groups]
    sources.sort(key=lambda source: (-source[0].total(), source[1]))
    lines = [f"{label}: {_counted(counts)}" for counts, label in sources[:_LONGEST]]
    if len(sources) > _LONGEST:
        more = counted(len(sources) - _LONGEST, "more source")
        lines.append(f"and {more}; --format csv lists all")
    return lines


# --- lines --------------------------------------------------------------------------------------


def _lines(changes: Sequence[Change]) -> Iterator[_Line]:
    """Yield a line for each change; an added or removed thing is one line with its parts."""
    things = whole(changes, "added", "removed")
    wholes: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.thing in things:
            wholes[change.thing].append(change)
        elif change.part in things:
            wholes[change.part].append(change)
        elif not _is_link(change, things):
            yield _Line(change.aspect, change.change, _sentence(change))
    yield from _whole_lines(wholes)


def _is_link(change: Change, things: set[str]) -> bool:
    """Whether a change only ties a part to its whole; the part has a line of its own."""
    return change.property in TO_PARTS and not things.isdisjoint((change.old, change.new))


def _whole_lines(wholes: Mapping[str, Sequence[Change]]) -> Iterator[_Line]:
    earlier = {c.thing: c.old for changes in wholes.values() for c in changes if c.property == "id"}
    gone = set(earlier.values())
    for address, changes in wholes.items():
        if address in earlier:
            yield _rename_line(changes, wholes[earlier[address]])
        elif address not in gone:
            yield _whole_line(address, changes)


def _whole_line(address: str, changes: Sequence[Change]) -> _Line:
    """Describe a thing in one line; names and members stand in its label."""
    head = next(c for c in changes if c.part == address and c.property == "rdf:type")
    kind = f" ({head.old_label or head.new_label})" if head.aspect == "other" else ""
    labelled = {"members", "names"}
    details = _details(c for c in changes if c.aspect not in labelled and c.property not in NAMING)
    words = f" ({details})" if details else ""
    return _Line(head.aspect, head.change, f"{head.label}{kind}: {head.change}{words}")


def _rename_line(new: Sequence[Change], old: Sequence[Change]) -> _Line:
    """Return a line for a thing that has another address, with its other changes."""
    head = next(change for change in new if change.property == "id")
    known = {(c.property, c.language, c.old) for c in old}
    details = _details(c for c in new if (c.property, c.language, c.new) not in known)
    words = f"; now {details}" if details else ""
    return _Line(head.aspect, head.change, f"{_sentence(head)}{words}")


def _details(changes: Iterable[Change]) -> str:
    """Return the properties of a whole thing, one after the other."""
    values: dict[str, dict[str, None]] = defaultdict(dict)
    for change in changes:
        if change.property not in _SILENT:
            values[change.property_label][change.new_label or change.old_label] = None
    return "; ".join(f"{label} {', '.join(those)}" for label, those in values.items())


def _sentence(change: Change) -> str:
    what = f"{change.label}: {change.property_label}"
    what += f" ({change.language})" if change.language else ""
    if change.change == "removed":
        return f"{what} {change.old_label} removed"
    if change.change == "added":
        return f"{what} {change.new_label} added{_why(change)}"
    return f"{what} changed from {change.old_label} to {change.new_label}{_why(change)}"


def _why(change: Change) -> str:
    """Return who makes a statement, and why it was preferred to others."""
    first, *more = change.source.split()
    sources = f"{first} and {len(more)} more" if more else first
    return f" ({sources}: {change.reason})" if change.reason else f" ({sources})"
