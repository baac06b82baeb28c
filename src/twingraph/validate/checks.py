"""The check queries, which must find nothing in a graph."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, repeat
from typing import TYPE_CHECKING

import pyoxigraph as ox

from twingraph.core.findings import Finding, Severity, ordered
from twingraph.store import questions
from twingraph.store.engine import select

if TYPE_CHECKING:
    from twingraph.store.engine import Store
    from twingraph.store.results import Term

_AT_ONCE = min(4, os.cpu_count() or 1)  # more would need much memory for answers


def run_checks(store: Store) -> list[Finding]:
    """Run every check query; each row of a result is a finding.

    A check query returns ``?focus`` and ``?message``; its first tag is the severity.
    """
    checks = [questions.named(name) for name in questions.shelf() if name.startswith("check/")]
    threads = ThreadPoolExecutor(_AT_ONCE)
    try:
        found = list(threads.map(_run_check, checks, repeat(store)))
    finally:
        threads.shutdown(wait=False, cancel_futures=True)  # an interrupt waits for no query
    return ordered(chain.from_iterable(found))


def _run_check(check: questions.Question, store: Store) -> list[Finding]:
    rule = check.name.removeprefix("check/")
    severity: Severity = check.tags[0]  # type: ignore[assignment]  # a test holds the tags
    return [
        Finding(severity, rule, (row["message"] or row["focus"]).value, focus=_iri(row["focus"]))
        for row in select(store, check.sparql)
    ]


def _iri(term: Term) -> str:
    """Return the address of a thing; a blank node has none that anybody could look up."""
    return term.value if isinstance(term, ox.NamedNode) else ""
