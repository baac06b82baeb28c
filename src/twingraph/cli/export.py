"""``twingraph export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twingraph.cli import options

_FORMATS = ("turtle", "nquads", "ntriples", "jsonld", "rdfxml", "trig")
_ENDINGS = dict(zip((".ttl", ".nq", ".nt", ".jsonld", ".rdf", ".trig"), _FORMATS, strict=True))
_WITH_GRAPHS = ("nquads", "trig")


@click.command()
@click.option(
    "--format",
    type=click.Choice(_FORMATS),
    help="Format to write.  [default: by the ending of the file, else turtle]",
)
@click.option(
    "--only",
    type=click.Choice(["statements", "claims"]),
    help="Export only the statements, or only the claims about them.",
)
@options.reading
@options.output
def export(
    format: str | None, only: Any, folder: Path | None, endpoint: str | None, output: Path
) -> None:
    """Write a build, or the dataset that comes with twingraph, in another format.

    The same build always gives the same bytes, and so does an endpoint that has the same triples.
    --only statements and --only claims together contain every triple of the graph.

    \b
    Example:
      twingraph export -o twingraph.jsonld
      twingraph export --only statements -o lean.ttl
    """
    from twingraph.publish import formats

    chosen = options.format_of(output, format, _ENDINGS, "turtle")
    if endpoint and chosen in _WITH_GRAPHS:
        raise click.UsageError(
            f"an endpoint does not say which source's graph has a triple, as {chosen} does; use"
            f" another format, or export a build as {chosen}"
        )
    with options.canonical_file(folder, endpoint) as nquads, options.writing(output) as file:
        formats.write(nquads, chosen, file, only or "all")
