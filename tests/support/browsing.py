"""Opening pages in the Chromium of the system, cut off from every network."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium of the system."""
    if os.environ.get("TWINGRAPH_NO_BROWSER") == "1":
        pytest.skip("TWINGRAPH_NO_BROWSER=1: no browser tests wanted")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail(
            "no Chromium: install it, name it in CHROMIUM, or set TWINGRAPH_NO_BROWSER=1 to skip"
        )
    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=switches)
        yield chromium
        chromium.close()


@contextmanager
def opening(browser: Browser, folder: Path) -> Iterator[Callable[..., Page]]:
    """Yield a function that opens texts of pages, each in a context of its own.

    At the end it fails if one of the pages asked for anything, complained, or ran a script.

    Args:
        browser: The browser.
        folder: Folder for the files of the pages.
    """
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_html(html: str, fragment: str = "", *, script: bool = True, **options: Any) -> Page:
        file = folder / f"page-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        options = {"viewport": DESK, **options}
        context = browser.new_context(offline=True, java_script_enabled=script, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, file.as_uri(), troubles)
        page.goto(file.as_uri() + fragment)
        if script:
            page.wait_for_selector("html[data-ready=true]")
        return page

    yield open_html
    for context in contexts:
        context.close()
    assert troubles == []


def watch(page: Page, address: str, troubles: list[str]) -> None:
    """Record everything that a page must not do.

    Args:
        page: The page.
        address: The address that it may request.
        troubles: List to which each forbidden act is added.
    """

    def note(event: str, what: Callable[[Any], str]) -> None:
        # Playwright has an overload for each event, and none for a name that is a variable.
        page.on(event, lambda thing: troubles.append(f"{event}: {what(thing)}"))  # type: ignore[call-overload]

    asked: list[str] = []

    def request(made: Any) -> None:
        icon = made.url.startswith("data:image/svg+xml")
        beside = made.resource_type in {"stylesheet", "image"} and made.url.startswith("file:")
        if not icon and not beside and (made.url != address or address in asked):
            troubles.append(f"request: {made.url}")
        asked.append(made.url)

    page.on("request", request)

    def console(message: Any) -> None:
        if "Multiple readback" not in message.text:  # That is our own looking at the canvas.
            troubles.append(f"console: {message.text}")

    page.on("console", console)
    note("pageerror", str)
    note("dialog", lambda dialog: dialog.message)
    note("popup", lambda other: other.url)


def serious(page: Page) -> list[str]:
    """Return the serious and critical violations that axe finds."""
    found = (
        Axe()
        .run(page, options={"resultTypes": ["violations"], "preload": False})
        .response["violations"]
    )
    return [
        f"{rule['id']}: {node['html'][:120]} {node.get('failureSummary', '')}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def keep_lettering(page: Page) -> None:
    """From now on, keep what is written in each frame of the canvas, for ``lettering``."""
    page.evaluate("""() => {
      const context = document.querySelector("canvas").getContext("2d");
      const [clear, write] = [context.clearRect, context.fillText];
      window.lettering = [];
      context.clearRect = function (...area) {
        window.lettering = [];
        return clear.apply(this, area);
      };
      context.fillText = function (text, x, y) {
        const { a, d, e, f } = this.getTransform();
        const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right,
          actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = this.measureText(text);
        window.lettering.push([text, a * (x - left) + e, d * (y - up) + f,
          a * (x + right) + e, d * (y + down) + f]);
        return write.call(this, text, x, y);
      };
    }""")


def lettering(page: Page) -> list[tuple[str, float, float, float, float]]:
    """Return the lines that stand in the canvas once it rests, each with its four edges."""
    page.wait_for_timeout(1000)
    lines: list[tuple[str, float, float, float, float]] = page.evaluate("window.lettering")
    return lines
