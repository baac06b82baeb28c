"""``twingraph mcp``."""

from __future__ import annotations

from pathlib import Path

import click

from twingraph.cli import limits, options
from twingraph.core.errors import CannotError


@click.command()
@options.build_or_bundled
@limits.timeout("Stop a question after this many seconds.", 20)
@limits.max_memory("Stop a question when it uses more than this many megabytes.", 1000)
def mcp(folder: Path | None, timeout: float, max_memory: int) -> None:
    """Answer a language model's questions, with sources, by the Model Context Protocol.

    A client such as a chat program starts this command and talks to it over standard input and
    output; docs/mcp.md has its configuration. All tools only read.

    \b
    Example:
      twingraph mcp
      twingraph mcp -b build --timeout 5
    """
    try:
        from twingraph.mcp import server
    except ImportError as error:
        text = "the server is not installed; try: pip install 'twingraph[mcp]'"
        raise CannotError(text) from error
    from twingraph.store.folder import STORE
    from twingraph.store.processes import Capacity

    build = options.build_of(folder)
    store = build.path / STORE if build else options.bundled_store()
    capacity = Capacity(quick=1, heavy=2, queue=20, seconds=timeout, megabytes=max_memory)
    server.make(store, capacity).run()
