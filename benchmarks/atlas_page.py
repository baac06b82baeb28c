"""The page of an atlas in Chromium, beside a page of pyvis with the same cities in the same places.

Both are opened in the same browser, without a GPU and without a network. Times until they are
drawn are medians of openings in turn, without the first of each in a browser that just started.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from itertools import chain, combinations
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple, cast

from playwright.sync_api import sync_playwright
from pyvis.network import Network

from benchmarks.atlas import of_europe, scattered
from benchmarks.measure import Figure, report
from twingraph.pages.atlas import geographic, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page, ViewportSize

    from twingraph.pages.atlas.model import Atlas

_MEGABYTE = 1_000_000
_SCREEN: ViewportSize = {"width": 1280, "height": 800}
_SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_PATIENCE = 120_000  # milliseconds
_READY = "() => document.documentElement.dataset.ready === 'true'"
# vis-network draws at once or in the next frame; this comes after it.
_DRAWN = (
    "<script>requestAnimationFrame(() => setTimeout("
    "() => { document.documentElement.dataset.ready = 'true'; }))</script></body>"
)
_MOVES = 40
_YEARS = 9
_OPENINGS = 6
_LARGE = 50_000, 100_000
# Presses a key on the last year, and says how long the script took, and the frame after it.
_YEAR_BEFORE = """() => new Promise((done) => {
  const start = performance.now();
  const key = new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true });
  document.getElementById("to").dispatchEvent(key);
  const script = performance.now() - start;
  requestAnimationFrame(() => setTimeout(() => done([script, performance.now() - start])));
})"""


class Opened(NamedTuple):
    """How a page behaved.

    Attributes:
        heap: Megabytes that its script holds.
        panned: Frames a second while it was dragged.
        zoomed: Frames a second while it was zoomed.
    """

    heap: float
    panned: float
    zoomed: float


def figures(partnerships: int) -> Iterator[Figure]:
    """Yield figures of the page of an atlas of a Europe of that size."""
    shown = of_europe(partnerships)
    what = f"{len(shown.cities):,} cities, {partnerships:,} partnerships"
    pages = render(shown), with_pyvis(shown)
    with _browser() as browser:
        our_ready, their_ready = _ready_in_turn(browser, pages)
        with _page(browser, pages[0]) as (page, _):
            years = [page.evaluate(_YEAR_BEFORE) for _ in range(_YEARS)]
            ours = _opened(page, "#picture")
        with _page(browser, pages[1]) as (page, _):
            theirs = _opened(page, "#mynetwork")
        with _page(browser, render(scattered(*_LARGE))) as (page, large):
            slow = median(page.evaluate(_YEAR_BEFORE)[1] for _ in range(_YEARS))
    yield Figure(
        f"time until it is drawn over that of pyvis, {what}", our_ready / their_ready, 0.25
    )
    yield Figure("the same in seconds", our_ready, 5, "s")
    yield Figure("memory of its script", ours.heap, 60, "MB")
    yield Figure(
        "frames while panning over those of pyvis", ours.panned / theirs.panned, 2, at_least=True
    )
    yield Figure(
        "frames while zooming over those of pyvis", ours.zoomed / theirs.zoomed, 2, at_least=True
    )
    script, frame = (median(times) for times in zip(*years, strict=True))
    yield Figure("script for another year on the slider", script, 10, "ms")
    yield Figure("time until its frame", frame, 60, "ms")
    yield Figure(
        f"time until {_LARGE[0]:,} cities, {_LARGE[1]:,} partnerships are drawn", large, 10, "s"
    )
    yield Figure("time until the frame of another year of these", slow, 1000, "ms")


def with_pyvis(atlas: Atlas) -> str:
    """Write the same cities with pyvis, in the same places, without physics.

    Args:
        atlas: The atlas.
    """
    network = Network(height="700px", cdn_resources="in_line")
    for city, where in zip(
        atlas.cities, geographic.located([city.place for city in atlas.cities]), strict=True
    ):
        x, y = where.spot
        network.add_node(city.id, city.label, x=x, y=y, physics=False)
    pairs = chain.from_iterable(combinations(each.members, 2) for each in atlas.partnerships)
    # Its own way to add an edge compares it with all edges that there are.
    network.edges = [
        {"from": atlas.cities[one].id, "to": atlas.cities[other].id} for one, other in pairs
    ]
    network.set_options('{"physics": {"enabled": false}, "interaction": {"dragNodes": false}}')
    html = cast("str", network.generate_html())
    return _DRAWN.join(html.rsplit("</body>", 1))


@contextmanager
def _browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_SWITCHES)
        yield browser
        browser.close()


@contextmanager
def _page(browser: Browser, html: str) -> Iterator[tuple[Page, float]]:
    """Open a page, and yield it with the seconds until it was drawn."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport=_SCREEN, bypass_csp=True)
        page.route(lambda address: not address.startswith("file:"), lambda route: route.abort())
        start = perf_counter()
        page.goto(file.as_uri(), wait_until="commit", timeout=_PATIENCE)
        page.wait_for_function(_READY, timeout=_PATIENCE)
        yield page, perf_counter() - start
        page.close()


def _ready_in_turn(browser: Browser, pages: Sequence[str]) -> list[float]:
    """Return for each page how many seconds it takes until it is drawn."""
    times: list[list[float]] = [[] for _ in pages]
    for _ in range(_OPENINGS):
        for html, own in zip(pages, times, strict=True):
            with _page(browser, html) as (_, ready):
                own.append(ready)
    return [median(own[1:]) for own in times]


def _opened(page: Page, picture: str) -> Opened:
    box = page.locator(picture).bounding_box()
    if box is None:
        raise LookupError(f"the page shows no {picture}")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(x, y + box["height"] / 2 - 20)  # gives it the focus, so that the wheel zooms
    return Opened(_heap(page), _panned(page, x, y), _zoomed(page, x, y))


def _panned(page: Page, x: float, y: float) -> float:
    page.mouse.move(x, y)
    page.mouse.down()
    start = perf_counter()
    for move in range(_MOVES):
        page.mouse.move(x + 4 * (move % 20), y + 3 * (move % 20))
        _frame(page)
    seconds = perf_counter() - start
    page.mouse.up()
    return _MOVES / seconds


def _zoomed(page: Page, x: float, y: float) -> float:
    page.mouse.move(x, y)
    start = perf_counter()
    for move in range(_MOVES):
        page.mouse.wheel(0, -60 if move < _MOVES / 2 else 60)
        _frame(page)
    return _MOVES / (perf_counter() - start)


def _frame(page: Page) -> None:
    """Wait until the next frame has been drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def _heap(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    found = {each["name"]: each["value"] for each in metrics}
    return cast("float", found["JSHeapUsedSize"]) / _MEGABYTE


def main(partnerships: int = 17_000) -> bool:
    """Measure and print; return whether all figures keep their bounds."""
    return report("Page of an atlas", figures(partnerships))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=17_000)
    sys.exit(not main(parser.parse_args().partnerships))
