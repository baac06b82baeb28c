"""The common frame of all pages: one file, escaped text, and a policy that admits nothing else."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, Environment, FunctionLoader, StrictUndefined, select_autoescape

from twingraph.core.errors import CannotError
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from twingraph.core.languages import Language


# To some browsers a file lies on no host; on a host, no page can load a file.
_BESIDE = "'self' file:"


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


def environment(package: str, **options: Any) -> Environment:
    """Return an environment for the templates of a package.

    HTML templates escape whatever is put into them, and may extend ``shell.html.jinja``.

    Args:
        package: Name of the package.
        options: More options of the environment.
    """
    return Environment(
        loader=ChoiceLoader([_loader(package), _loader(__package__)]),
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
    beside: bool = False,
    **values: Any,
) -> str:
    """Write a page.

    Args:
        template: A template that extends ``shell.html.jinja``.
        language: Language of the page, in which its template writes messages: ``_``, ``pgettext``
            and ``ngettext`` are the methods of ``Texts``.
        styles: Style sheets, which stand in the page.
        scripts: Scripts, which stand at the end of the page.
        beside: Whether the page may load styles and pictures that lie beside it.
        values: What else the template uses.

    Returns:
        The whole page, which asks for nothing beyond itself and, where it may, what lies beside it.
    """
    own = texts_in(language)
    sheets, programs = list(map(_inline, styles)), list(map(_inline, scripts))
    return template.render(
        language=language,
        _=own.gettext,
        pgettext=own.pgettext,
        ngettext=own.ngettext,
        styles=sheets,
        scripts=programs,
        policy=policy(sheets, programs, beside=beside),
        **values,
    )


def policy(styles: Sequence[str], scripts: Sequence[str], *, beside: bool = False) -> str:
    """Return the policy of a page, which admits its own styles and scripts, by their hashes.

    Args:
        styles: Texts of the styles in the page.
        scripts: Texts of the scripts in the page.
        beside: Whether the page may load styles and pictures that lie beside it: on its host or,
            if it is a file, in the file system.

    >>> policy([], [])
    "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
    """
    own = [_BESIDE] if beside else []
    sheets = [*own, *(_hashes(styles) for _ in styles[:1])]
    return "; ".join(
        [
            "default-src 'none'",
            *(f"script-src {_hashes(scripts)}" for _ in scripts[:1]),
            *(f"style-src {' '.join(sheets)}" for _ in sheets[:1]),
            " ".join(["img-src data:", *own]),  # the small icon
            "base-uri 'none'",
            "form-action 'none'",
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
