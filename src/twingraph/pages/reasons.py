"""Why a claim is preferred, in the language of a page.

The graph has each reason in English. Those that the documented rule gives are sentences of a few
forms, and pages have them in every language. A reason that a person has written stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twingraph.core import ontology
from twingraph.core.terms import CONCEPT
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from twingraph.core.languages import Language

_PREFIX = f"{CONCEPT}source-"
_FORMS = {
    name: re.compile(form)
    for name, form in {
        "finer": r"the more precise of compatible (?P<what>\w+)",
        "doubted": r"every other value was read with low confidence",
        "trusted": r"(?P<kind>[a-z ]+?) over (?P<others>[a-z ]+)",
        "surer": r"read with more confidence than rivals of the same kind \((?P<kind>[a-z ]+)\)",
        "own": r"preferred by its own source",
        "equal": r"no better than a rival of the same kind and date \((?P<kind>[a-z ]+)\)",
        "older": r"the (?:older of two|oldest of several) claims by sources of the same kind"
        r" \((?P<kind>[a-z ]+)\)",
        "perhaps": r"perhaps the (?:older of two|oldest of several) claims by sources of the same"
        r" kind \((?P<kind>[a-z ]+)\)",
        "withdrawn": r"deprecated by its source",
    }.items()
}


def reason_in(reason: str, language: Language) -> str:
    """Return a reason in a language, if it is one that the rule gives; otherwise as it is.

    Args:
        reason: The reason as the graph has it.
        language: Language of the page.

    >>> reason_in("official site over news and encyclopaedia", "de")
    'die Quellenart „amtliche Website“ hat Vorrang vor: Nachrichten, Enzyklopädie'
    >>> reason_in("A slip in the page’s first sentence", "de")
    'A slip in the page’s first sentence'
    """
    for name, form in _FORMS.items():
        match = form.fullmatch(reason)
        if match:
            return _worded(name, match.groupdict(), language) or reason
    return reason


def _worded(form: str, parts: dict[str, str], language: Language) -> str:
    """Write a reason of a form, or "" if it names a kind of source that we do not know."""
    kinds = [part for each in ("kind", "others") for part in parts.get(each, "").split(" and ")]
    named = [_kind(kind, language) for kind in filter(None, kinds)]
    if not all(named):
        return ""
    kind, others = (named or [""])[0], ", ".join(named[1:])
    own = texts_in(language)
    return {
        "finer": own.gettext("it is the more precise of values that agree"),
        "doubted": own.gettext("every other value was read with low confidence"),
        "trusted": own.gettext("{kind} goes before: {others}", kind=kind, others=others),
        "surer": own.gettext(
            "it was read with more confidence than others of the same kind ({kind})", kind=kind
        ),
        "own": own.gettext("its own source prefers it"),
        "equal": own.gettext(
            "it is no better than another of the same kind and date ({kind}), and one had to be"
            " chosen",
            kind=kind,
        ),
        "older": own.gettext(
            "it comes from the oldest source of the same kind ({kind})", kind=kind
        ),
        "perhaps": own.gettext(
            "it comes from what is perhaps the oldest source of the same kind ({kind})", kind=kind
        ),
        "withdrawn": own.gettext("its own source has withdrawn it"),
    }[form]


def _kind(words: str, language: Language) -> str:
    """Return what a kind of source is called, or "" if there is no such kind."""
    return ontology.labels(_PREFIX + words.replace(" ", "-")).get(language, "")
