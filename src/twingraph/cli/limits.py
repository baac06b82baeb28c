"""Options that limit what queries may take; commands differ in what holds without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

T = TypeVar("T", bound="Callable[..., Any]")


def timeout(help: str, default: float | None = None) -> Callable[[T], T]:
    """Return the option for the time that a query may run.

    Args:
        help: Its help.
        default: Seconds without it; None is as the help says.
    """
    kind = click.FloatRange(min=0, min_open=True)
    return _limit("--timeout", kind, "SECONDS", help, default)


def max_memory(help: str, default: int | None = None) -> Callable[[T], T]:
    """Return the option for the memory that a query may take.

    Args:
        help: Its help.
        default: Megabytes without it; None is no limit.
    """
    return _limit("--max-memory", click.IntRange(min=1), "MB", help, default)


def rows(help: str, default: int | None = None) -> Callable[[T], T]:
    """Return the option for the rows or triples that an answer may have.

    Args:
        help: Its help.
        default: Number without it; None is no limit.
    """
    return _limit("--limit", click.IntRange(min=1), "ROWS", help, default)


def number(name: str, metavar: str, help: str, default: int | None = None) -> Callable[[T], T]:
    """Return the option for how many of something a service may have at a time.

    Args:
        name: The option.
        metavar: What is counted.
        help: Its help.
        default: Number without it; None is as the help says.
    """
    return _limit(name, click.IntRange(min=1), metavar, help, default)


def _limit(
    name: str, kind: click.ParamType[Any], metavar: str, help: str, default: float | None
) -> Callable[[T], T]:
    return click.option(
        name, type=kind, metavar=metavar, default=default, show_default=True, help=help
    )
