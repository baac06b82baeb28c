"""``twingraph validate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.core.findings import Finding


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE | DIR]...")
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder with the quoted documents; checks hashes, offsets and quotations.",
)
@click.option(
    "--format",
    type=click.Choice(["table", "json", "shacl"]),
    default="table",
    show_default=True,
    help="How to write the findings.",
)
@click.pass_context
def validate(
    ctx: click.Context,
    paths: tuple[Path, ...],
    documents: Path | None,
    format: str,
) -> None:
    """Check tables, Turtle files or a build.

    Without a path, the dataset that comes with twingraph is checked. Exits with 0 if there
    is no error, 1 if there is one, 2 if the check could not be made.

    \b
    Example:
      twingraph validate data --documents documents
      twingraph validate build --format json
    """
    from twingraph.core import resources
    from twingraph.validate.inputs import inspect

    findings = inspect(paths or (resources.folder("data"),), documents)
    click.echo(_written(findings, format), nl=False)
    ctx.exit(1 if any(finding.severity == "error" for finding in findings) else 0)


def _written(findings: Sequence[Finding], format: str) -> str:
    if format == "json":
        from twingraph.core.findings import to_json

        return to_json(findings)
    if format == "shacl":
        from twingraph.validate.report import to_shacl

        return to_shacl(findings)
    return _table(findings)


def _table(findings: Sequence[Finding]) -> str:
    if not findings:
        return "nothing to report\n"
    from prettytable import PrettyTable, TableStyle

    from twingraph.core.findings import excerpt

    table = PrettyTable(["severity", "where", "rule", "message"], align="l", max_width=70)
    table.set_style(TableStyle.SINGLE_BORDER)
    shown, more = excerpt(findings)
    table.add_rows([[f.severity, f.place, f.rule, f.message] for f in shown])
    hint = ["to list all of them: --format json"] if more else []
    return "\n".join([table.get_string(), *more, *hint, ""])
