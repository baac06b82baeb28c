"""``twingraph sources``."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from twingraph.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.core.findings import Finding
    from twingraph.tables.rows import Tables


@click.group()
def sources() -> None:
    """Check the sources of the tables.

    \b
    Example:
      twingraph sources check
    """


@sources.command()
@options.tables_folder
@click.option(
    "--online", is_flag=True, help="Also check that each address still answers; takes minutes."
)
@click.pass_context
def check(ctx: click.Context, folder: Path, online: bool) -> None:
    """Find dead, duplicate and doubtful rows of sources.csv.

    This finds pages that are listed twice, sources that no row cites, missing or impossible days
    of reading, and addresses of searches instead of pages. --online also finds pages that are
    gone, have moved or do not answer. The tables are not changed.

    Exits with 0 if there is no error and no warning, 1 if there is one, 2 if the check could not
    be made, for example without a network.

    \b
    Example:
      twingraph sources check
      twingraph sources check --data my-tables --online
    """
    from twingraph.core.findings import ordered
    from twingraph.tables.rows import read_tables
    from twingraph.validate.inputs import inspect
    from twingraph.validate.sources import check_sources

    findings = inspect([folder / "sources.csv"])
    read = read_tables([folder])
    findings += check_sources(read, date.today())  # noqa: DTZ011 - the user's own day
    if online:
        findings += _asked(read)
    findings = ordered(findings)
    for finding in findings:
        click.echo(f"{finding.severity}: {finding}")
    click.echo(_summary(len(read.of("sources.csv")), findings))
    ctx.exit(1 if any(finding.severity != "info" for finding in findings) else 0)


def _asked(read: Tables) -> list[Finding]:
    from twingraph.core.text import counted
    from twingraph.validate.links import LinkChecker
    from twingraph.validate.sources import addresses_of, judge

    addresses = addresses_of(read)
    options.progress(f"checking {counted(len(addresses), 'address', 'addresses')}")
    return judge(read, LinkChecker().check_all(addresses))


def _summary(rows: int, findings: Sequence[Finding]) -> str:
    from twingraph.core.text import counted

    counts = Counter(finding.severity for finding in findings)
    found = ", ".join(counted(number, severity) for severity, number in counts.items())
    return f"{counted(rows, 'source')}: {found or 'nothing to report'}"
