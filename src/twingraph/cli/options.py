"""Options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from twingraph.core.errors import CannotError, InputError, TwingraphError
from twingraph.core.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from twingraph.core.languages import Language
    from twingraph.store.engine import Store
    from twingraph.store.folder import BuildFolder
    from twingraph.store.parameters import Parameter
    from twingraph.store.worker import Limits

_USUAL = Path("build")
_Command = TypeVar("_Command", bound="Callable[..., Any]")

build_or_bundled = click.option(
    "-b",
    "--build",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of the build to use.  [default: build if it is there, else the dataset that comes"
    " with twingraph]",
)

tables_folder = click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("data"),
    show_default=True,
    help="Folder of the tables.",
)


def _endpoint(_context: click.Context, _parameter: click.Parameter, url: str | None) -> str | None:
    if url is not None:
        from twingraph.core.sparql_protocol import parsed_address

        try:
            parsed_address(url)
        except InputError as error:
            raise click.BadParameter(str(error)) from None
    return url


endpoint = click.option(
    "--endpoint",
    metavar="URL",
    callback=_endpoint,
    help="Ask this SPARQL endpoint instead of a build.",
)


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say which graph a command reads: a build, our dataset, or an endpoint.

    Args:
        command: The command; it gets ``folder`` and ``endpoint``, which it hands to ``open_store``
            or ``canonical_file``.
    """
    return build_or_bundled(endpoint(command))


output = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("-"),
    help="File to write; - is standard output.  [default: -]",
)


def _html(_context: click.Context, _parameter: click.Parameter, output: Path) -> Path:
    """Refuse a terminal, and a file whose ending promises something else, such as a picture."""
    if str(output) == "-" and sys.stdout.isatty():
        raise click.UsageError("this is an HTML page; write it to a file: -o page.html")
    if output.suffix.lower() not in {"", ".html", ".htm"}:
        raise click.BadParameter(
            f"{output}: this is an HTML page; let the name of the file end in .html"
        )
    return output


page = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_html,
    default=Path("-"),
    help="HTML file to write; - is standard output.  [default: -]",
)

language = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of words and labels.",
)


def languages(usual: tuple[Language, ...], help: str) -> Callable[[_Command], _Command]:
    """Return the option for several languages; the command gets each once, in the given order.

    Args:
        usual: The languages if none is given.
        help: What the languages are for, and what happens without the option.
    """
    return click.option(
        "--lang",
        "languages",
        type=click.Choice(LANGUAGES),
        multiple=True,
        help=help,
        callback=lambda _context, _parameter, given: tuple(dict.fromkeys(given)) or usual,
    )


def of(parameter: Parameter) -> click.Option:
    """Return the option for a parameter of a question, whose values a shell completes.

    Args:
        parameter: The parameter; the command gets its value as ``parameter_`` and its name.
    """

    def complete(ctx: click.Context, _option: click.Parameter, beginning: str) -> list[str]:
        from twingraph.store import completion

        with suppress(TwingraphError):
            store = standing_store(ctx.params.get("folder"))
            return completion.values(parameter.type, beginning, store)
        return []

    return click.Option(
        [f"--{parameter.name}", f"parameter_{parameter.name}"],
        help=parameter.description,
        shell_complete=complete,
    )


def format_of(output: Path, chosen: str | None, endings: Mapping[str, str], default: str) -> str:
    """Return the format to write: the one that was chosen, or that of the file's ending.

    Args:
        output: File to write; standard output has no ending.
        chosen: Value of --format; None if it was not given.
        endings: Format of each ending of a file's name.
        default: Format if neither --format nor an ending decides.

    Raises:
        UsageError: The file's ending is not one of these.
    """
    ending = output.suffix.lower()
    if chosen or not ending:
        return chosen or default
    if ending not in endings:
        known = ", ".join(endings)
        raise click.UsageError(
            f"{output}: unknown ending; add --format, or use one of these endings: {known}"
        )
    return endings[ending]


def open_store(folder: Path | None, url: str | None = None, limits: Limits | None = None) -> Store:
    """Open the store of a build, or an endpoint.

    Args:
        folder: Folder of the build; None for the usual one, or the dataset that comes with
            twingraph where that is not.
        url: Address of the endpoint, which is asked instead.
        limits: Limits of each query.

    Raises:
        UsageError: A build is given too, or a limit of memory, which an endpoint does not have.
        CannotError: There is no build in the folder.
    """
    from twingraph.store.worker import UNLIMITED

    limits = limits or UNLIMITED
    if url is None:
        from twingraph.store.folder import BuildFolder

        if folder is None and not _USUAL.exists():
            return _bundled(limits)
        return BuildFolder.open(folder or _USUAL).store(limits)
    if folder is not None:
        raise click.UsageError("--build and --endpoint are two graphs; name the one to read")
    if limits.megabytes is not None:
        raise click.UsageError("--max-memory applies to a build only, not to an endpoint")
    from twingraph.store.endpoint import PATIENCE, Endpoint

    patience = PATIENCE if limits.seconds is None else limits.seconds
    return Endpoint(url, patience)


def build_of(folder: Path | None, url: str | None = None) -> BuildFolder | None:
    """Return the build that ``open_store`` would open; None if it would open something else.

    Args:
        folder: Folder of the build, as for ``open_store``.
        url: Address of the endpoint, which is asked instead.

    Raises:
        CannotError: There is no build in the folder.
    """
    from twingraph.store.folder import BuildFolder

    if url is not None or (folder is None and not _USUAL.exists()):
        return None
    return BuildFolder.open(folder or _USUAL)


def bundled_store() -> Path:
    """Return the folder of the store of the dataset that comes with twingraph, and say where it is.

    Raises:
        CannotError: It cannot be kept in the user's cache.
    """
    from twingraph.publish import bundled
    from twingraph.store.worker import UNLIMITED

    progress("reading the dataset that comes with twingraph")
    _, kept = bundled.opened(UNLIMITED)
    if kept is None:
        raise CannotError("no cache is writable; make a build, and name its folder")
    _say_bundled(kept)
    return kept / bundled.STORE


def standing_store(folder: Path | None) -> Store:
    """Open the store that a command would ask, without making one and without a word.

    Args:
        folder: Folder of the build, as for ``open_store``.

    Raises:
        CannotError: There is none yet.
    """
    from twingraph.store.engine import EmbeddedStore
    from twingraph.store.folder import BuildFolder

    if folder is None and not _USUAL.exists():
        from twingraph.publish import bundled

        return EmbeddedStore.open(bundled.place() / bundled.STORE)
    return BuildFolder.open(folder or _USUAL).store()


@contextmanager
def canonical_file(folder: Path | None, url: str | None = None) -> Iterator[Path]:
    """Yield the canonical file of a build or of our dataset, or a copy of an endpoint's triples.

    Args:
        folder: Folder of the build, as for ``open_store``.
        url: Address of the endpoint, as for ``open_store``.

    Raises:
        UsageError: A build and an endpoint are given.
        CannotError: There is no build in the folder, or the endpoint does not give all triples.
    """
    from twingraph.store.folder import BuildFolder

    if url is not None:
        from twingraph.publish import copying

        progress("copying")
        with tempfile.TemporaryDirectory() as staging:
            yield copying.copy(open_store(folder, url), Path(staging))
        return
    if folder is not None or _USUAL.exists():
        yield BuildFolder.open(folder or _USUAL).nquads
        return
    from twingraph.publish import bundled

    progress("reading the dataset that comes with twingraph")
    with bundled.canonical_file() as (file, kept):
        _say_bundled(kept)
        yield file


def _bundled(limits: Limits) -> Store:
    """Open the dataset that comes with twingraph, and say so."""
    from twingraph.publish import bundled

    progress("reading the dataset that comes with twingraph")
    store, kept = bundled.opened(limits)
    _say_bundled(kept)
    return store


def _say_bundled(kept: Path | None) -> None:
    where = (
        f"kept in {kept}, which may be deleted" if kept else "read anew, as no cache is writable"
    )
    click.echo(
        f"Note: there is no folder {_USUAL} here; this is the dataset that comes with twingraph,"
        f" {where}",
        err=True,
    )


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Open standard output, or a file that takes its place when it is whole.

    Args:
        path: The file; - is standard output.

    Raises:
        CannotError: It cannot be written.
    """
    if str(path) == "-":
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise  # the reader has closed the pipe; click ends quietly
        except OSError as error:
            raise CannotError(f"standard output cannot be written: {error.strerror}") from error
        return
    from twingraph.core.files import replacing

    with replacing(path) as file:
        yield file


def progress(stage: str) -> None:
    """Print on standard error what is being done, if a person is waiting for it."""
    if sys.stderr.isatty():
        click.secho(f"{stage} …", err=True, dim=True)


def pairs(params: Iterable[str], example: str) -> list[tuple[str, str]]:
    """Read parameters that are written as NAME=VALUE.

    Args:
        params: The parameters.
        example: An example for the error message, such as "city=Krakau".

    Raises:
        UsageError: One has no value.
    """
    given = [param.partition("=") for param in params]
    for name, equals, _ in given:
        if not equals:
            raise click.UsageError(f"--param {name}: write it as NAME=VALUE, such as {example}")
    return [(name, value) for name, _, value in given]


def once_each(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Collect parameters by their names.

    Raises:
        UsageError: One is given twice.
    """
    values: dict[str, str] = {}
    for name, value in given:
        if name in values:
            raise click.UsageError(f"the parameter {name} is given twice: {values[name]}, {value}")
        values[name] = value
    return values
