"""How a page asks: its queries run in other processes, which have nothing to do with pages."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from starlette.applications import Starlette
from starlette.testclient import TestClient

from support.coroutines import returned
from twingraph.serve.pages import routes, vocabulary
from twingraph.serve.pages.asking import Desk
from twingraph.serve.settings import Settings
from twingraph.store.child import Work
from twingraph.store.engine import EmbeddedStore, select

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from twingraph.serve.pages.frame import Visit
    from twingraph.serve.service import Service

_LOADED = "import pickle, sys; pickle.load(sys.stdin.buffer); print(*sys.modules)"


@dataclass
class Here:
    """A service whose store is in this process, and notes what its processes would be sent."""

    key: str = "first"
    settings: Settings = field(default_factory=Settings)
    sent: list[bytes] = field(default_factory=list)

    @property
    def edition(self) -> Here:
        return self

    async def run(self, work: Callable[..., Any], *given: object) -> Any:
        self.sent.append(pickle.dumps(Work(work, given)))
        return work(EmbeddedStore.of([]), *given)


def test_a_process_that_answers_a_query_of_a_page_loads_nothing_of_pages() -> None:
    """Loading all of it takes longer than a light query may, and would end the process."""
    service = Here()
    desk = Desk(cast("Service", service))
    assert returned(desk.write(select, "SELECT ?city { ?city a tg:City }")) == []
    (sent,) = service.sent
    process = subprocess.run([sys.executable, "-c", _LOADED], input=sent, stdout=-1, check=True)
    loaded = process.stdout.decode().split()
    assert "twingraph.store.engine" in loaded
    assert [name for name in loaded if name.startswith(("twingraph.serve", "starlette"))] == []


def test_the_page_of_the_ontology_is_written_beside_the_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def where(_visit: Visit) -> str:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return "beside the loop"
        return "in the loop"

    monkeypatch.setattr(vocabulary, "page", where)
    app = Starlette(routes=routes(cast("Service", Here())))
    assert TestClient(app).get("/ontology.html").text == "beside the loop"
