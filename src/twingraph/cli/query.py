"""``twingraph query``."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from twingraph.cli import limits, options
from twingraph.core.errors import TwingraphError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twingraph.store.engine import Store
    from twingraph.store.questions import Question
    from twingraph.store.results import Answer

_OF_COLUMNS = ("parquet", "xlsx")
_FORMATS = ("table", "csv", "tsv", "json", "markdown", "turtle", *_OF_COLUMNS)
_ENDINGS = {
    ".txt": "table",
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".md": "markdown",
    ".ttl": "turtle",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}
_FILES = (".rq", ".sparql")


class _Query(click.Command):
    """The command, with the parameters of the question as options where a shell completes."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options, and while completing those of the question that was named.

        Args:
            ctx: Context of the command.
        """
        own = super().get_params(ctx)
        if not ctx.resilient_parsing or not ctx.params.get("question"):
            return own
        with suppress(TwingraphError):
            return own + [
                options.of(parameter) for parameter in _read(ctx.params["question"]).takes
            ]
        return own


def _language(_ctx: click.Context, _option: click.Parameter, tag: str | None) -> str | None:
    from twingraph.store.parameters import language_tag

    try:
        return None if tag is None else language_tag(tag)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _questions(_ctx: click.Context, _argument: click.Parameter, beginning: str) -> list[str]:
    from twingraph.store.questions import shelf

    return [name for name in shelf() if name.startswith(beginning) and "/" not in name]


@click.command(
    cls=_Query, context_settings={"ignore_unknown_options": True, "allow_extra_args": True}
)
@click.argument("question", required=False, metavar="NAME|FILE|-", shell_complete=_questions)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter.")
@click.option(
    "--format",
    type=click.Choice(_FORMATS),
    help="How to write the answer.  [default: by the ending of the file, else table]",
)
@click.option(
    "--list",
    "list_all",
    is_flag=True,
    help="List the named questions, or with NAME those whose names begin with it, such as report/.",
)
@click.option(
    "--show",
    is_flag=True,
    help="Print the SPARQL query, not its answer. A parameter without a value stays as it is.",
)
@limits.timeout(
    "Stop the query after this many seconds.  [default: 60 for an endpoint, else no limit]"
)
@limits.max_memory("Stop the query when it uses more than this many megabytes.")
@limits.rows("Write at most this many rows or triples, with a note if there are more.")
@click.option(
    "--names",
    metavar="LANGUAGE",
    callback=_language,
    help="Write the name of each thing beside its address, in this language if there is one in it.",
)
@options.reading
@options.output
@click.pass_context
def query(
    ctx: click.Context,
    question: str | None,
    params: tuple[str, ...],
    format: str | None,
    list_all: bool,
    show: bool,
    timeout: float | None,
    max_memory: int | None,
    limit: int | None,
    names: str | None,
    folder: Path | None,
    endpoint: str | None,
    output: Path,
) -> None:
    """Ask a named question, a query file, or standard input.

    NAME is one of the questions that --list shows; FILE is a file that ends in .rq; - is standard
    input. Write parameters as --param NAME=VALUE or as --NAME VALUE. Those that --list shows in
    brackets are filters, which may be left out. A city may be named in any language that the graph
    knows.

    \b
    Example:
      twingraph query --list
      twingraph query twin-towns --city Krakau
      twingraph query twin-towns --city Krakau --country DE --from 1970 --to 1989
      twingraph query my-question.rq --names de -o answer.csv
      twingraph query twin-towns --city Krakau -o answer.xlsx
      twingraph query my-question.rq --timeout 30 --limit 1000
    """
    from twingraph.core.sparql import standalone
    from twingraph.store.worker import Limits

    if list_all:
        click.echo(_listing(question), nl=False)
        return
    if question is None or question.startswith("--"):
        raise click.UsageError(
            "which question? Its name comes first; twingraph query --list shows the names", ctx
        )
    asked = _read(question)
    store = options.open_store(folder, endpoint, Limits(timeout, max_memory))
    values = _values(params, ctx.args)
    if show:
        _write(standalone(asked.show(store, values)).encode(), output)
        return
    chosen = options.format_of(output, format, _ENDINGS, "table")
    width = _width(output, chosen)
    answer, unnamed = _named(asked.ask(store, values, limit), names, store)
    data = _written(answer, chosen, width)
    for note in (*asked.notes(store, values), *unnamed, *_notes(asked, answer, limit)):
        click.echo(f"Note: {note}", err=True)
    _write(data, output)
    if answer is False:
        ctx.exit(1)


def _write(data: bytes, output: Path) -> None:
    with options.writing(output) as file:
        file.write(data)


def _width(output: Path, format: str) -> int | None:
    """Return the width of the terminal if that is where an answer goes, else None.

    Raises:
        UsageError: The format is not text, and the answer goes to a terminal.
    """
    if str(output) != "-" or not sys.stdout.isatty():
        return None
    if format in _OF_COLUMNS:
        raise click.UsageError(f"{format} is not text; write it to a file: -o answer.{format}")
    return get_terminal_size().columns


def _written(answer: Answer, format: str, width: int | None) -> bytes:
    """Return an answer in a format; a table is as wide as the terminal, if there is one."""
    if format in _OF_COLUMNS:
        from twingraph.columns import answers

        return answers.write(answer, format)
    from twingraph.store import results

    return results.write(answer, format, width).encode()


def _named(answer: Answer, tag: str | None, store: Store) -> tuple[Answer, list[str]]:
    """Add the names of things to an answer, if they are asked for and it has rows.

    Returns:
        The answer, and a note if nothing has a name in the language.
    """
    from twingraph.store.results import Result

    if tag is None or not isinstance(answer, Result):
        return answer, []
    from twingraph.store import names, parameters

    unspoken = parameters.unspoken(tag, store)
    return names.beside(answer, tag, store), [unspoken] if unspoken else []


def _notes(asked: Question, answer: Answer, limit: int | None) -> Iterator[str]:
    """Yield what an answer does not show."""
    from twingraph.core.text import counted
    from twingraph.store import aggregates, results
    from twingraph.store.questions import shelf

    # Where a column of a named question is empty, that is meant.
    if isinstance(answer, results.Result) and asked.name not in shelf():
        yield from aggregates.notes(asked.sparql, answer)
    if not isinstance(answer, bool) and answer.is_cut:
        what = "row" if isinstance(answer, results.Result) else "triple"
        yield f"the answer was cut after {counted(limit or 0, what)}; there are more"


def _read(question: str) -> Question:
    from twingraph.store import questions

    if question == "-":
        text = questions.decode(sys.stdin.buffer.read(), "standard input")
        return questions.parse(text, "standard input")
    if question.endswith(_FILES):
        return questions.read(Path(question))
    return questions.named(question)


def _values(params: tuple[str, ...], extra: list[str]) -> dict[str, str]:
    """Read parameters from --param NAME=VALUE, --NAME=VALUE and --NAME VALUE.

    Raises:
        UsageError: One of them has no value, or two.
    """
    given = options.pairs(params, "city=Krakau")
    rest = iter(extra)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--"):
            raise click.UsageError(
                f'"{word}" is one argument too many; name the parameter, such as --city Krakau,'
                " and put a name with spaces in quotation marks"
            )
        if not equals:
            value = next(rest, "--")
            if value.startswith("--"):
                raise click.UsageError(f"{word} needs a value, such as --city Krakau")
        given.append((name, value))
    return options.once_each(given)


def _listing(beginning: str | None) -> str:
    """List questions: those that people ask, or those whose names begin so."""
    from twingraph.store import questions

    asked = questions.of_people()
    if beginning is not None:
        asked = tuple(map(questions.named, questions.beginning(beginning)))
    lines = []
    for question in asked:
        takes = " ".join(
            f"--{p.name}" + (f"={p.default}" if p.default else "") for p in question.parameters
        )
        takes += "".join(f" [--{p.name}]" for p in question.filters)
        lines.append(f"{question.name}  {takes.lstrip()}".rstrip() + f"\n    {question.summary}\n")
    return "".join(lines)
