"""What is held of a build: read once, and never of another build."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from support.coroutines import returned
from twingraph.core.errors import CannotError
from twingraph.core.terms import expand, thing
from twingraph.serve.api import held as held_module
from twingraph.serve.api.held import Held
from twingraph.store.engine import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from twingraph.serve.service import Service


def cities(*names: str) -> EmbeddedStore:
    """Return a store that has cities with these names, and ids of the same letters."""
    a, city, label = (NamedNode(expand(term)) for term in ("rdf:type", "tg:City", "skos:prefLabel"))
    triples = []
    for name in names:
        iri = NamedNode(thing("city", name.lower()))
        triples += [Triple(iri, a, city), Triple(iri, label, Literal(name, language="en"))]
    return EmbeddedStore.of(triples)


@dataclass
class Here:
    """A service whose store is in this process.

    Attributes:
        store: The store.
        folder: Folder of the build; there is none.
        key: Hash of its content.
        asked: Names of the functions that were called.
        failing: Whether the store cannot be asked.
    """

    store: EmbeddedStore
    folder: Path = Path("no-build")
    key: str = "first"
    asked: list[str] = field(default_factory=list)
    failing: bool = False

    @property
    def edition(self) -> Here:
        return self

    async def run(self, work: Callable[..., Any], *given: object) -> Any:
        await asyncio.sleep(0)
        self.asked.append(work.__name__)
        if self.failing:
            raise CannotError("no process was free")
        return work(self.store, *given)


async def names(held: Held, language: str = "en") -> list[str]:
    return [row.cells["name"] for row in await held.rows("cities", language)]


def on(service: Here) -> Held:
    return Held(cast("Service", service))


def test_a_table_is_read_once_however_many_ask_for_it() -> None:
    async def ask() -> None:
        service = Here(cities("Bonn", "Oslo"))
        held = on(service)
        assert await asyncio.gather(*(names(held) for _ in range(5))) == [["Bonn", "Oslo"]] * 5
        assert service.asked == ["rows", "things", "about"]

    returned(ask())


def test_a_table_of_another_build_is_read_anew() -> None:
    async def ask() -> None:
        service = Here(cities("Bonn"))
        held = on(service)
        assert await names(held) == ["Bonn"]
        service.store, service.key = cities("Oslo"), "second"
        assert await names(held) == ["Oslo"]

    returned(ask())


def test_a_build_that_changes_while_a_table_is_read_does_not_mix_with_the_old_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(held_module, "_AT_ONCE", 1)

    class Changing(Here):
        async def run(self, work: Callable[..., Any], *given: object) -> Any:
            if len(self.asked) == 3:
                self.store, self.key = cities("Oslo", "Riga"), "second"
            return await super().run(work, *given)

    held = on(Changing(cities("Bonn", "Oslo", "Paris")))
    assert returned(names(held)) == ["Oslo", "Riga"]


def test_what_failed_is_tried_again() -> None:
    async def ask() -> None:
        service = Here(cities("Bonn"), failing=True)
        held = on(service)
        with pytest.raises(CannotError):
            await names(held)
        service.failing = False
        assert await names(held) == ["Bonn"]

    returned(ask())


def test_who_leaves_does_not_take_the_table_from_others() -> None:
    async def ask() -> None:
        held = on(Here(cities("Bonn")))
        leaving = asyncio.create_task(names(held))
        staying = asyncio.create_task(names(held))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await staying == ["Bonn"]

    returned(ask())


def test_the_table_that_was_asked_for_longest_ago_goes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(held_module, "MOST_HELD", 1)

    async def ask() -> None:
        service = Here(cities("Bonn"))
        held = on(service)
        for language in ("en", "de", "de", "en"):
            assert await names(held, language) == ["Bonn"]
        assert [service.asked.count(one) for one in ("about", "names_of")] == [2, 1]

    returned(ask())
