"""The common frame of all pages: one file, escaped text, and a policy that admits nothing else."""

from __future__ import annotations

from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import ChoiceLoader, Environment, FunctionLoader, StrictUndefined, select_autoescape

from twingraph.core.errors import CannotError
from twingraph.pages.numbers import counted
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from twingraph.core.languages import Language


# What a page may load: nothing, styles and pictures that lie beside it, or what its host serves.
Reach = Literal["itself", "folder", "host"]

# To some browsers a file lies on no host; on a host, no page can load a file.
_NONE = "'none'"
_OWN = {"itself": "", "folder": "'self' file:", "host": "'self'"}


@cache
def read(package: str, name: str) -> str:
    """Return the text of a file of a package.

    Args:
        package: Name of the package.
        name: Name of the file.
    """
    return files(package).joinpath(name).read_text(encoding="utf-8")


def bundled(package: str, name: str) -> str:
    """Return the text of a file that ``web/`` makes for a package when twingraph is built.

    Args:
        package: Name of the package.
        name: Name of the file.

    Raises:
        CannotError: It has not been made, as in a fresh checkout.
    """
    try:
        return read(package, name)
    except FileNotFoundError:
        raise CannotError(
            f"a part of the pages, {name}, is missing; in a checkout of twingraph, make it with:"
            " make web"
        ) from None


def style(package: str, name: str) -> str:
    """Return the style of a page: the base that all pages share, and its own additions.

    Args:
        package: Name of the package that has the additions.
        name: Name of the style sheet in it.
    """
    return read(__package__, "base.css") + read(package, name)


def environment(*packages: str, **options: Any) -> Environment:
    """Return an environment for the templates of a package.

    HTML templates escape whatever is put into them, and may extend ``shell.html.jinja``.

    Args:
        packages: Name of the package, and of others whose templates it uses too.
        options: More options of the environment.
    """
    return Environment(
        loader=ChoiceLoader(list(map(_loader, (*packages, __package__)))),
        autoescape=select_autoescape(["html.jinja"], default=False),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        **options,
    )


def page(
    template: Template,
    *,
    language: Language,
    styles: Sequence[str],
    scripts: Sequence[str] = (),
    reach: Reach = "itself",
    **values: Any,
) -> str:
    """Write a page.

    Args:
        template: A template that extends ``shell.html.jinja``.
        language: Language of the page, in which its template writes messages: ``_``, ``pgettext``
            and ``ngettext`` are the methods of ``Texts``, and ``counted`` writes a number of things
            that stands alone.
        styles: Style sheets, which stand in the page.
        scripts: Scripts, which stand at the end of the page.
        reach: What the page may load.
        values: What else the template uses.

    Returns:
        The whole page, which asks for nothing that lies beyond its reach.
    """
    own = texts_in(language)
    sheets, programs = list(map(_inline, styles)), list(map(_inline, scripts))
    return template.render(
        language=language,
        _=own.gettext,
        pgettext=own.pgettext,
        ngettext=own.ngettext,
        counted=partial(counted, language=language),
        styles=sheets,
        scripts=programs,
        policy=policy(sheets, programs, reach),
        **values,
    )


def policy(styles: Sequence[str], scripts: Sequence[str], reach: Reach = "itself") -> str:
    """Return the policy of a page, which admits its own styles and scripts, by their hashes.

    A page of a host may also load the scripts of its host, and send forms to it.

    Args:
        styles: Texts of the styles in the page.
        scripts: Texts of the scripts in the page.
        reach: What the page may load.

    >>> policy([], [])
    "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
    """
    own, is_served = list(filter(None, [_OWN[reach]])), reach == "host"
    sheets = [*own, *(_hashes(styles) for _ in styles[:1])]
    programs = [*(own if is_served else []), *(_hashes(scripts) for _ in scripts[:1])]
    return "; ".join(
        [
            f"default-src {_NONE}",
            *(f"script-src {' '.join(programs)}" for _ in programs[:1]),
            *(f"style-src {' '.join(sheets)}" for _ in sheets[:1]),
            " ".join(["img-src data:", *own]),  # the small icon
            f"base-uri {_NONE}",
            f"form-action {' '.join(own) if is_served else _NONE}",
        ]
    )


def _hashes(texts: Sequence[str]) -> str:
    digests = (sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


def _inline(text: str) -> str:
    """Write line ends as the browser will, so that it comes to the same hash."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _loader(package: str) -> FunctionLoader:
    def load(name: str) -> str | None:
        return read(package, name) if files(package).joinpath(name).is_file() else None

    return FunctionLoader(load)
