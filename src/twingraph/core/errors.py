"""The errors that twingraph raises, as one tree.

::

    TwingraphError
    ├── InputError       what was given is wrong: a table, a file, a query   (exit 1)
    │   ├── QueryError   a SPARQL query or a parameter
    │   │   ├── AmbiguousName    a name that several things have
    │   │   └── UnfitValueError  a value that a parameter does not take
    │   └── UnknownName  a name that nothing has, with the nearest names
    └── CannotError      it could not be done: no such file, no space, no network   (exit 2)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from twingraph.core.text import did_you_mean, message, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twingraph.core.findings import Finding


class TwingraphError(Exception):
    """Root of all errors that twingraph raises on purpose."""

    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        """Return the message, of limited length, with names for the characters that nobody sees."""
        return message(super().__str__())


class InputError(TwingraphError):
    """What was given is wrong.

    Attributes:
        findings: One finding for each mistake: all that could be found, not only the first.
    """

    exit_code = 1

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class QueryError(InputError):
    """A query that does not parse, is not allowed, or was called with wrong parameters."""


class AmbiguousName(QueryError):  # noqa: N818 - as UnknownName
    """A name that several things have.

    Args:
        name: The name as it was given.
        found: Ids of the things.

    Attributes:
        name: The name as it was given.
        found: Ids of the things.
    """

    def __init__(self, name: str, found: Iterable[str]) -> None:
        self.name, self.found = name, tuple(found)
        super().__init__(f'"{name}" may mean any of: {", ".join(self.found)}')

    def __reduce__(self) -> tuple[type[AmbiguousName], tuple[str, tuple[str, ...]]]:
        """Let it come from another process: pickle would make it anew from its message alone."""
        return AmbiguousName, (self.name, self.found)


class UnfitValueError(QueryError):
    """A value that a parameter does not take.

    Args:
        parameter: Name of the parameter.
        value: The value as it was given.
        reason: What is wrong with it.

    Attributes:
        parameter: Name of the parameter.
        value: The value as it was given.
    """

    def __init__(self, parameter: str, value: str, reason: str) -> None:
        self.parameter, self.value, self._reason = parameter, value, reason
        super().__init__(f"parameter {parameter}: {reason}")

    def __reduce__(self) -> tuple[type[UnfitValueError], tuple[str, str, str]]:
        """Let it come from another process: pickle would make it anew from its message alone."""
        return UnfitValueError, (self.parameter, self.value, self._reason)


class UnknownName(InputError):  # noqa: N818 - the name of the thing, as in KeyError's kin
    """A name that nothing has.

    Args:
        what: Kind of thing that was looked for, such as "query".
        name: The name as it was given.
        near: The nearest names, best first.

    Attributes:
        what: Kind of thing that was looked for.
        name: The name as it was given.
        near: The nearest names, best first.
    """

    def __init__(self, what: str, name: str, near: Iterable[str] = ()) -> None:
        self.what, self.name, self.near = what, name, tuple(near)
        super().__init__(f"no {what} {quoted(name)}{did_you_mean(self.near)}")

    def __reduce__(self) -> tuple[type[UnknownName], tuple[str, str, tuple[str, ...]]]:
        """Let it come from another process: pickle would make it anew from its message alone."""
        return UnknownName, (self.what, self.name, self.near)


class CannotError(TwingraphError):
    """Something could not be done, through no fault of the data."""
