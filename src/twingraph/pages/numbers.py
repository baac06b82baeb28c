"""Numbers as the language of a page writes them, in sentences and in tables."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

if TYPE_CHECKING:
    from twingraph.core.languages import Language

_SEPARATED = 10_000  # shorter numbers, years among them, read best without a separator
_LONGEST = 30  # digits before or after the point, beyond which a power of ten reads better


def counted(number: int, language: Language) -> str:
    """Write a number of things, as it stands in a sentence, with separators.

    Args:
        number: The number.
        language: The language.

    >>> [counted(1234, language) for language in ("en", "de")]
    ['1,234', '1.234']
    """
    return str(format_decimal(number, locale=language))


def exact(number: str, language: Language) -> str:
    """Write a number of the graph with all its digits, with separators if it is long.

    What is no number to Python, or so large or small that it would fill a line, stays as it is.

    Args:
        number: The number as the graph has it, a whole one or one with a point or an exponent.
        language: Language of the page.

    >>> [exact(number, "de") for number in ("1973", "50.0614", "1.5E0", "INF", "1E-300")]
    ['1973', '50,0614', '1,5', 'INF', '1E-300']
    """
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
        return number
    return _written(value, language)


def decimal(value: float, language: Language, places: int = 3) -> str:
    """Write a number that may be a year, as it stands in a table, with separators if it is long.

    Args:
        value: The number.
        language: The language.
        places: Digits after the point, at most.

    >>> [decimal(value, "de") for value in (1973, 12345, 0.5)]
    ['1973', '12.345', '0,5']
    """
    return _written(round(value, places), language)


def _written(value: float | Decimal, language: Language) -> str:
    return str(
        format_decimal(
            value,
            locale=language,
            decimal_quantization=False,
            group_separator=not -_SEPARATED < value < _SEPARATED,
        )
    )
