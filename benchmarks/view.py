"""What a view costs: writing the page, and opening it, beside a plain pyvis page.

Run it with ``python benchmarks/view.py`` where twingraph is installed. It takes about a minute, as
it waits 45 seconds for pyvis to come to rest.
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

from scenes import europe
from twingraph.view import render
from twingraph.view.layout import layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from twingraph.view.scene import Scene

PATIENCE = 45  # Seconds that we wait for pyvis to come to rest.
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
AT_REST = "() => document.getElementById('loadingBar')?.style.opacity === '0'"


def least(work: Callable[[], object], times: int = 5) -> float:
    """Return the least CPU time in seconds that some work took."""
    found = []
    for _ in range(times):
        start = process_time()
        work()
        found.append(process_time() - start)
    return min(found)


def plain_pyvis(scene: Scene) -> str:
    """Write the network the way the pyvis tutorial does, physics on."""
    network = Network(cdn_resources="in_line")
    for thing in scene.things:
        network.add_node(thing.id, thing.label)
    for relation in scene.relations:
        network.add_edge(relation.source, relation.target)
    return cast("str", network.generate_html())


def opening(browser: Browser, html: str, ready: str) -> float | None:
    """Return the seconds until a page is ready, or None if it is not within our patience."""
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
    """Open both pages in the same browser, ours three times."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        ready = "() => document.documentElement.dataset.ready === 'true'"
        found = [opening(browser, ours, ready) for _ in range(3)]
        other = opening(browser, theirs, AT_REST)
        browser.close()
    return min((seconds for seconds in found if seconds is not None), default=None), other


def shown(seconds: float | None) -> str:
    """Word a duration."""
    return f"over {PATIENCE} s" if seconds is None else f"{seconds:.2f} s"


def main() -> None:
    """Measure and print."""
    scene = europe()
    data = asdict(scene)
    page = render(scene)
    bare = least(lambda: json.dumps(data)) + least(lambda: layout(scene))
    written = least(lambda: render(scene))
    ours, theirs = openings(page, plain_pyvis(scene))
    at_least = (theirs or PATIENCE) / ours if ours else 0
    print(f"{len(scene.things)} cities, {len(scene.relations)} relations, {len(page) / 1e6:.1f} MB")
    print(f"{'write: json.dumps + layout':34}{bare:8.2f} s")
    print(f"{'write: our page':34}{written:8.2f} s{written / bare:9.2f} times")
    print(f"{'open:  our page, drawn':34}{shown(ours):>10}")
    print(f"{'open:  plain pyvis, at rest':34}{shown(theirs):>10}{at_least:9.0f} times or more")


if __name__ == "__main__":
    main()
