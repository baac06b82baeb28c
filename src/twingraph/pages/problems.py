"""What is wrong with what a visitor of a page has filled in, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twingraph.core.errors import AmbiguousName, UnfitValueError, UnknownName
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.core.errors import InputError
    from twingraph.core.languages import Language
    from twingraph.pages.texts import Texts


class Problem(NamedTuple):
    """A sentence for a page.

    Attributes:
        text: The sentence.
        language: Its language: what only authors of queries come across is in English.
    """

    text: str
    language: Language


class Label(NamedTuple):
    """What a person sees of a field of a form.

    Attributes:
        text: What the field is called.
        example: A value that it takes, or "".
    """

    text: str
    example: str


def told(
    error: InputError, language: Language, fields: Mapping[str, Label] | None = None
) -> Problem:
    """Return what an error says in the language of a page, if a form can cause it.

    Args:
        error: The error.
        language: Language of the page.
        fields: The fields of the form, by the names of their parameters.
    """
    text = "" if language == "en" else _translated(error, texts_in(language), fields or {})
    return Problem(text, language) if text else Problem(str(error), "en")


def _translated(error: InputError, own: Texts, fields: Mapping[str, Label]) -> str:
    match error:
        case UnknownName(name=name, near=near):
            nothing = own.gettext("Nothing is called “{name}”.", name=name)
            perhaps = own.gettext("Did you mean {near}?", near=", ".join(near)) if near else ""
            return f"{nothing} {perhaps}".rstrip()
        case AmbiguousName(name=name, found=found):
            things = ", ".join(found)
            return own.gettext(
                "“{name}” may mean any of these: {things}.", name=name, things=things
            )
        case UnfitValueError(parameter=parameter, value=value):
            field = fields.get(parameter, Label(parameter, ""))
            unfit = own.gettext(
                "“{value}” does not fit the field “{field}”.", value=value, field=field.text
            )
            how = own.gettext("Write it like {example}.", example=field.example)
            return f"{unfit} {how}" if field.example else unfit
    return ""
