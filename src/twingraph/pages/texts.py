"""The words of the pages, in every language that a page can have.

The program says everything in English; ``locale`` has a gettext catalogue of translations for each
other language. ``CONTRIBUTING.md`` says how words are added.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from babel import Locale
from markupsafe import escape

from twingraph.pages.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.core.languages import Language

_SAMPLE = range(100)  # has a number of every plural category that whole numbers have


class Texts:
    """The words of the pages in one language: ``texts_in`` gives them.

    A message is written in English. Its placeholders are names in braces, which the values fill; if
    no value is given, they stay for a script to fill. Whole numbers among the values are numbers of
    things, and are written as the language does. The result is text, and a template escapes it
    like any other. Only if a value is markup that a template has written, such as a link within a
    sentence, the result is markup too, and everything else in it has been escaped.

    Args:
        language: Language of the words.

    Attributes:
        language: Language of the words.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._translations = _translations(language)

    def gettext(self, message: str, **values: object) -> str:
        """Return a message.

        Args:
            message: The message in English.
            values: What stands in place of its placeholders.

        >>> texts_in("pl").gettext("No match")
        'Brak wyników'
        """
        return self._filled(self._translations.gettext(message), values)

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return a message whose English words mean different things in different places.

        Args:
            context: What it means here, such as "end of a relation".
            message: The message in English.
            values: What stands in place of its placeholders.

        >>> texts_in("de").pgettext("end of a relation", "To")
        'Nach'
        """
        return self._filled(self._translations.pgettext(context, message), values)

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> str:
        """Return a phrase in the form that agrees with a number.

        Args:
            singular: The phrase in English for 1, with the placeholder ``{number}``.
            plural: The phrase in English for any other number, with the same placeholders.
            number: The number.
            values: What stands in place of other placeholders.

        >>> [texts_in("pl").ngettext("{number} city", "{number} cities", n) for n in (1, 3, 12)]
        ['1 miasto', '3 miasta', '12 miast']
        >>> texts_in("de").ngettext("{number} city", "{number} cities", 1234)
        '1.234 Städte'
        """
        form = self._translations.ngettext(singular, plural, number)
        return self._filled(form, {"number": number, **values})

    def plural_forms(self, singular: str, plural: str) -> dict[str, str]:
        """Return all forms of a phrase with a number, among which a script chooses.

        Args:
            singular: The phrase in English for 1, with the placeholder ``{number}``.
            plural: The phrase in English for any other number, with the same placeholders.

        Returns:
            The forms by the plural categories of Unicode's CLDR that whole numbers have in the
            language, and "other". Their placeholders stay for the script.

        >>> texts_in("de").plural_forms("{number} city", "{number} cities")
        {'other': '{number} Städte', 'one': '{number} Stadt'}
        """
        category = Locale(self.language).plural_form
        form = self._translations.ngettext
        forms = {category(number): form(singular, plural, number) for number in _SAMPLE}
        return {"other": form(singular, plural, 0)} | forms

    def _filled(self, message: str, values: Mapping[str, Any]) -> str:
        if not values:  # as in most cells of a table
            return message
        if any(hasattr(value, "__html__") for value in values.values()):
            message = escape(message)
        return message.format(**{name: self._written(value) for name, value in values.items()})

    def _written(self, value: object) -> object:
        return counted(value, self.language) if isinstance(value, int) else value


@cache
def texts_in(language: Language) -> Texts:
    """Return the words of the pages in a language.

    Args:
        language: Language of the words.
    """
    return Texts(language)


def _translations(language: Language) -> NullTranslations:
    """Read the catalogue of a language; it is compiled in memory, which takes milliseconds."""
    if language == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    file = files(__package__).joinpath("locale", language, "LC_MESSAGES", "twingraph.po")
    compiled = BytesIO()
    write_mo(compiled, read_po(StringIO(file.read_text(encoding="utf-8")), abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
