"""``twingraph atlas``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from twingraph.cli import options
from twingraph.core.languages import LANGUAGES

if TYPE_CHECKING:
    from twingraph.core.languages import Language
    from twingraph.pages.atlas.model import Atlas

# One file is asked for, so one is written: a site, which is a folder, has all languages.
_USUAL: tuple[Language, ...] = ("en",)


class _Atlas(click.Command):
    """The command, with the filters of partnerships as options."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options.

        Args:
            ctx: Context of the command.
        """
        from twingraph.pages.atlas.ask import filters

        return [*map(options.of, filters()), *super().get_params(ctx)]


@click.command(cls=_Atlas)
@options.page
@options.languages(
    _USUAL,
    "Language of words and labels; repeatable: each further one has a file beside the first."
    "  [default: en]",
)
@options.reading
def atlas(
    languages: tuple[Language, ...],
    folder: Path | None,
    endpoint: str | None,
    output: Path,
    **filters: str,
) -> None:
    """Draw all partnerships as one HTML file: a map and a network, through time.

    The filters leave out partnerships before the page is written; on the page there are more. In
    several languages it is several files, such as atlas.html and atlas.de.html, which lead to each
    other.

    \b
    Example:
      twingraph atlas -o atlas.html --lang en --lang de
      twingraph atlas --country Polska --from 1990 --lang pl -o polska.html
    """
    from twingraph.pages.atlas import ask, render
    from twingraph.store.remembering import RememberingStore

    chosen = {name.removeprefix("parameter_"): value for name, value in filters.items() if value}
    files = _files(output, languages)
    store = options.open_store(folder, endpoint)
    asked = RememberingStore(store) if len(files) > 1 else store
    for language, file in files.items():
        options.progress(f"asking in {language}")
        shown = ask.atlas(asked, language, chosen)
        options.progress(f"drawing in {language}")
        page = render(shown, languages=_others(language, files))
        with options.writing(file) as written:
            written.write(page.encode())
        if str(file) != "-":
            click.echo(f"{file}: {_size(shown)}")
    context = click.get_current_context()
    is_usual = context.get_parameter_source("languages") is click.core.ParameterSource.DEFAULT
    if is_usual and str(output) != "-":
        click.echo(f"In all languages, as files that lead to each other: {_all_languages()}")


def _files(output: Path, languages: tuple[Language, ...]) -> dict[Language, Path]:
    """Return the file of each language: the first has the name that is given."""
    first, *more = languages
    if more and str(output) == "-":
        raise click.UsageError("several languages are several files; name the first with -o")
    return {first: output} | {each: output.with_suffix(f".{each}{output.suffix}") for each in more}


def _all_languages() -> str:
    """Return the options that choose all languages, the usual one first."""
    return " ".join(f"--lang {each}" for each in dict.fromkeys((*_USUAL, *LANGUAGES)))


def _others(language: Language, files: dict[Language, Path]) -> list[tuple[str, str, str]]:
    from twingraph.pages.site.frame import ENDONYMS

    return [
        (each, ENDONYMS[each], f"./{quote(file.name)}")
        for each, file in files.items()
        if each != language
    ]


def _size(shown: Atlas) -> str:
    from twingraph.core.text import counted

    cities = counted(len(shown.cities), "city", "cities")
    return f"{cities}, {counted(len(shown.partnerships), 'partnership')}"
