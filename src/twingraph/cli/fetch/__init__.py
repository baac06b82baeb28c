"""``twingraph fetch``: other people's partnerships as tables, one module per kind of source."""

from __future__ import annotations

import click

from twingraph.cli.fetch.dump import wikidata_dump
from twingraph.cli.fetch.table import table
from twingraph.cli.fetch.wikidata import wikidata


@click.group()
def fetch() -> None:
    """Fetch partnerships from Wikidata or from other tables.

    \b
    Example:
      twingraph fetch wikidata --country DE -o germany
      twingraph build data germany
    """


fetch.add_command(table)
fetch.add_command(wikidata)
fetch.add_command(wikidata_dump)
