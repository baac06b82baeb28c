"""A build loaded into somebody's store: in batches, to be gone on with after an interruption.

The triples are sent in their canonical order. After each batch, a file in the user's folder for
state says how many have been sent. A later run believes it only if the store has as many.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core.errors import CannotError, InputError
from twingraph.core.files import replacing
from twingraph.core.urls import shown
from twingraph.publish import canonical

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twingraph.publish.remote import RemoteGraph, Way

# Triples of a batch: engines read N-Triples in any number, but parse an update as one text.
BATCH: dict[Way, int] = {"graph-store": 20_000, "update": 1_000}


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be sent.

    Attributes:
        nquads: The canonical file.
        expected: Number of triples of each property.
        present: The same of what the graph has now.
        sent: Number of triples that an interrupted run has sent.
        clears: Whether the graph is emptied first.
    """

    nquads: Path
    expected: Counter[str]
    present: Counter[str]
    sent: int
    clears: bool


def plan(nquads: Path, target: RemoteGraph, *, replace: bool) -> Plan:
    """Find out what has to be sent.

    Args:
        nquads: The canonical file of a build.
        target: The graph to load.
        replace: Whether other triples in the graph may be removed.

    Raises:
        InputError: The graph has other triples, which may not be removed.
        CannotError: The store does not say what it has.
    """
    present = target.counts()
    expected = Counter(triple.predicate.value for triple in canonical.triples(nquads))
    sent = _sent(nquads, target)
    # A batch on its way when the run was interrupted may have arrived or not.
    if sent is not None and sent <= present.total() <= sent + max(BATCH.values()):
        return Plan(nquads, expected, present, sent, clears=False)
    if present and not replace:
        raise InputError(
            f"{_name(target)} already has {present.total():,} triples; choose another graph with"
            " --graph, or replace them with --replace"
        )
    return Plan(nquads, expected, present, 0, clears=bool(present))


def push(todo: Plan, target: RemoteGraph, way: Way, said: Callable[[str], None]) -> Counter[str]:
    """Send what has to be sent, and count what is there then.

    Args:
        todo: What has to be sent.
        target: The graph to load.
        way: Protocol by which it is loaded.
        said: Called with what is being done.

    Returns:
        By how many triples of a property the graph differs from the build; empty if the counts
        agree. Fewer are negative.

    Raises:
        CannotError: The store cannot be reached or does not take the triples; another run goes on
            from there.
    """
    marker = _marker(todo.nquads, target)
    if todo.clears:
        target.clear(way)
    whole, sent = todo.expected.total(), todo.sent
    rest = islice(canonical.triples(todo.nquads), sent, None)
    while batch := list(islice(rest, BATCH[way])):
        said(f"sending {sent:,} to {sent + len(batch):,} of {whole:,} triples")
        target.add(ox.serialize(batch, format=ox.RdfFormat.N_TRIPLES) or b"", way)
        sent += len(batch)
        _mark(marker, sent)
    said("counting")
    found = target.counts()
    difference = Counter({p: found[p] - todo.expected[p] for p in found | todo.expected})
    with suppress(OSError):
        marker.unlink()  # whole or not: to send the rest of what is wrong would not mend it
    return Counter({p: number for p, number in difference.items() if number})


def _name(target: RemoteGraph) -> str:
    where = f"the graph {target.graph}" if target.graph else "the graph without a name"
    return f"{where} at {shown(target.url)}"


def _marker(nquads: Path, target: RemoteGraph) -> Path:
    """Return the file that says how much of a build was sent to a graph."""
    import platformdirs

    with nquads.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    whole = "\0".join((shown(target.url), target.graph or "", digest))
    name = hashlib.sha256(whole.encode()).hexdigest()[:32]
    return platformdirs.user_state_path("twingraph") / "push" / f"{name}.json"


def _sent(nquads: Path, target: RemoteGraph) -> int | None:
    """Return how many triples an interrupted run has sent; None if there was none."""
    try:
        return int(json.loads(_marker(nquads, target).read_bytes())["sent"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _mark(marker: Path, sent: int) -> None:
    try:
        marker.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotError(f"{marker.parent} cannot be made: {error.strerror}") from error
    with replacing(marker) as file:
        file.write(json.dumps({"sent": sent}).encode())
