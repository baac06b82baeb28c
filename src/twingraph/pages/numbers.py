"""Numbers as the language of a page writes them, in sentences and in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import format_decimal

if TYPE_CHECKING:
    from twingraph.core.languages import Language

_SEPARATED = 10_000  # shorter numbers, years among them, read best without a separator


def counted(number: int, language: Language) -> str:
    """Write a number of things, as it stands in a sentence, with separators.

    Args:
        number: The number.
        language: The language.

    >>> [counted(1234, language) for language in ("en", "de")]
    ['1,234', '1.234']
    """
    return str(format_decimal(number, locale=language))


def decimal(value: float, language: Language, places: int = 3) -> str:
    """Write a number that may be a year, as it stands in a table, with separators if it is long.

    Args:
        value: The number.
        language: The language.
        places: Digits after the point, at most.

    >>> [decimal(value, "de") for value in (1973, 12345, 0.5)]
    ['1973', '12.345', '0,5']
    """
    return str(
        format_decimal(
            round(value, places),
            locale=language,
            decimal_quantization=False,
            group_separator=abs(value) >= _SEPARATED,
        )
    )
