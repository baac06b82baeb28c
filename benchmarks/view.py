"""The cost of a view: writing the page, and opening it, beside a plain pyvis page.

It takes about a minute, as it waits 45 seconds for pyvis to come to rest.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, cast

from playwright.sync_api import Error, sync_playwright
from pyvis.network import Network

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from benchmarks.measure import Figure, report
from support.scenes import europe
from twingraph.pages.view import render
from twingraph.pages.view.layout import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from twingraph.pages.view.scene import Scene

PATIENCE = 45  # Seconds that we wait for pyvis to come to rest.
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
AT_REST = "() => document.getElementById('loadingBar')?.style.opacity === '0'"


def least(work: Callable[[], object], times: int = 5) -> float:
    """Return the least CPU time of some work, in seconds.

    Args:
        work: Function that does the work.
        times: How often it is done.
    """
    found = []
    for _ in range(times):
        start = process_time()
        work()
        found.append(process_time() - start)
    return min(found)


def plain_pyvis(scene: Scene) -> str:
    """Write the network the way the pyvis tutorial does, physics on."""
    network = Network(cdn_resources="in_line")
    for thing in scene.nodes:
        network.add_node(thing.id, thing.label)
    for relation in scene.relations:
        network.add_edge(relation.source, relation.target)
    return cast("str", network.generate_html())


def opening(browser: Browser, html: str, ready: str) -> float | None:
    """Return the seconds until a page is ready; None if that takes too long.

    Args:
        browser: The browser.
        html: Text of the page.
        ready: Expression in JavaScript that is true when the page is ready.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(html, encoding="utf-8")
        page = browser.new_page(bypass_csp=True)
        page.route(lambda address: not address.startswith("file:"), lambda route: route.abort())
        start = perf_counter()
        try:
            page.goto(file.as_uri(), wait_until="commit")
            page.wait_for_function(ready, timeout=PATIENCE * 1000)
            return perf_counter() - start
        except Error:
            return None
        finally:
            page.close()


def openings(ours: str, theirs: str) -> tuple[float | None, float | None]:
    """Open both pages in the same browser, ours three times.

    Args:
        ours: Text of our page.
        theirs: Text of the page of pyvis.

    Returns:
        The seconds until each is ready; None if that takes too long.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        ready = "() => document.documentElement.dataset.ready === 'true'"
        found = [opening(browser, ours, ready) for _ in range(3)]
        other = opening(browser, theirs, AT_REST)
        browser.close()
    return min((seconds for seconds in found if seconds is not None), default=None), other


def figures() -> Iterator[Figure]:
    """Yield figures of writing and opening a page of 1,000 cities and 3,600 relations."""
    scene = europe()
    data = asdict(scene)
    page = render(scene)
    bare = least(lambda: json.dumps(data)) + least(lambda: layout(scene))
    written = least(lambda: render(scene))
    ours, theirs = openings(page, plain_pyvis(scene))
    what = f"{len(scene.nodes):,} cities, {len(scene.relations):,} relations"
    yield Figure(f"writing a page of {what}, over json.dumps and the layout", written / bare, 3)
    yield Figure("seconds until it is drawn in Chromium", ours or PATIENCE, 2, "s")
    at_rest = "seconds until plain pyvis with physics rests, or more"
    yield Figure(at_rest, theirs or PATIENCE, 40, "s", at_least=True)


def main() -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Views", figures())


if __name__ == "__main__":
    sys.exit(not main())
