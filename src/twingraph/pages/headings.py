"""Headings of the columns of answers, and words for values, in the language of a page.

A column is a variable of a query. Those of the questions that people ask have a word here, and so
have the few values that queries write in English themselves. In anybody's own query, columns and
values are shown as they are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from twingraph.core import dates, ontology
from twingraph.core.datewords import words
from twingraph.core.terms import CONCEPT
from twingraph.pages.reasons import reason_in
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twingraph.core.languages import Language
    from twingraph.pages.texts import Texts

_NAME = "_name"


class Heading(NamedTuple):
    """The heading of a column.

    Attributes:
        variable: The variable of the query, as downloads have it.
        text: What a page calls it.
    """

    variable: str
    text: str


def heading(variable: str, language: Language, question: str = "") -> Heading:
    """Return the heading of a column.

    Args:
        variable: The variable of the query.
        language: Language of the page.
        question: Name of the question; "" for a query of somebody's own.

    >>> heading("kind_since", "de", "twin-towns").text, heading("my_own", "de").text
    ('Dieser Art seit', 'my own')
    """
    return Heading(variable, _word(variable, language, question) or variable.replace("_", " "))


def value(text: str, variable: str, language: Language, question: str = "") -> str | None:
    """Return a value of a question in the language of a page: a date, a reason, a fixed word.

    It is None for whatever else a question answers, such as the title of a source.

    Args:
        text: The value.
        variable: The variable of the query.
        language: Language of the page.
        question: Name of the question; "" for a query of somebody's own.

    >>> value("certain", "certainty", "pl", "existing-on"), value("certain", "certainty", "pl")
    ('pewne', None)
    >>> value("2022-05", "on", "de", "suspended-or-ended")
    'Mai 2022'
    """
    if not question:
        return None
    if variable in _dates(texts_in(language)):
        day = dates.parse_or_none(text)
        return words(day, language) if day else None
    if variable == "reason":
        reason = reason_in(text, language)
        return reason if reason != text else None
    return _values(language).get(variable, {}).get(text)


def truth(*, is_true: bool, language: Language) -> str:
    """Return the word for true or false."""
    own = texts_in(language)
    return own.pgettext("value", "yes") if is_true else own.pgettext("value", "no")


def _word(variable: str, language: Language, question: str) -> str:
    """Return the word for a variable, or "" if there is none."""
    if not question:
        return ""
    own = _special(language).get(question, {})
    word = own.get(variable) or _usual(language).get(variable, "")
    if word or not variable.endswith(_NAME):
        return word
    named = _word(variable.removesuffix(_NAME), language, question)
    return texts_in(language).pgettext("column", "{what}: name", what=named) if named else ""


@cache
def _usual(language: Language) -> Mapping[str, str]:
    """Return what variables mean in most questions."""
    own = texts_in(language)
    return {**_things(own), **_dates(own), **_numbers(own), **_evidence(own), **_others(own)}


def _things(own: Texts) -> dict[str, str]:
    return {
        "act": own.pgettext("column", "Act"),
        "charter": own.pgettext("column", "Charter"),
        "city": own.pgettext("column", "City"),
        "city_1": own.pgettext("column", "City 1"),
        "city_2": own.pgettext("column", "City 2"),
        "city_3": own.pgettext("column", "City 3"),
        "country": own.pgettext("column", "Country"),
        "country_1": own.pgettext("column", "Country 1"),
        "country_2": own.pgettext("column", "Country 2"),
        "east": own.pgettext("column", "City in the East"),
        "event": own.pgettext("column", "Event"),
        "field": own.pgettext("column", "Field"),
        "field_concept": own.pgettext("column", "Concept of the field"),
        "initiative": own.pgettext("column", "Initiative"),
        "membership": own.pgettext("column", "Membership"),
        "network": own.pgettext("column", "City network"),
        "official": own.pgettext("column", "Official"),
        "partner": own.pgettext("column", "Partner"),
        "partnership": own.pgettext("column", "Partnership"),
        "place": own.pgettext("column", "Place"),
        "prospect": own.pgettext("column", "Prospect"),
        "quotation": own.pgettext("column", "Quotation"),
        "signatory": own.pgettext("column", "Signatory"),
        "site": own.pgettext("column", "Site"),
        "speaker": own.pgettext("column", "Speaker"),
        "term": own.pgettext("column", "Term of office"),
        "via": own.pgettext("column", "Via"),
        "via_1": own.pgettext("column", "First city between"),
        "via_2": own.pgettext("column", "Second city between"),
        "via_3": own.pgettext("column", "Third city between"),
        "west": own.pgettext("column", "City in the West"),
    }


@cache
def _dates(own: Texts) -> dict[str, str]:
    return {
        "as_of": own.pgettext("column", "As of"),
        "decade": own.pgettext("column", "Decade"),
        "end": own.pgettext("column", "End"),
        "former_end": own.pgettext("column", "End of the former office"),
        "former_start": own.pgettext("column", "Start of the former office"),
        "joined": own.pgettext("column", "Joined"),
        "kind_since": own.pgettext("column", "Of this kind since"),
        "later": own.pgettext("column", "First later date"),
        "left": own.pgettext("column", "Left"),
        "on": own.pgettext("column", "Date"),
        "own_joined": own.pgettext("column", "The city itself joined"),
        "raised": own.pgettext("column", "Raised on"),
        "renewed": own.pgettext("column", "Renewed"),
        "retrieved": own.pgettext("column", "Read on"),
        "signed": own.pgettext("column", "Signed"),
        "start": own.pgettext("column", "Start"),
        "when": own.pgettext("column", "When"),
    }


def _numbers(own: Texts) -> dict[str, str]:
    return {
        "acts": own.pgettext("column", "Number of acts"),
        "at_least": own.pgettext("column", "At least (years)"),
        "at_most": own.pgettext("column", "At most (years)"),
        "charters": own.pgettext("column", "Number of charters"),
        "cities": own.pgettext("column", "Number of cities"),
        "existing": own.pgettext("column", "Existing"),
        "members": own.pgettext("column", "Number of members"),
        "partner_cities": own.pgettext("column", "Of them partner cities"),
        "partners": own.pgettext("column", "Number of partners"),
        "partnerships": own.pgettext("column", "Number of partnerships"),
        "shared": own.pgettext("column", "Shared partners"),
        "sources": own.pgettext("column", "Number of sources"),
        "steps": own.pgettext("column", "Steps"),
        "twin_towns": own.pgettext("column", "Of them twin towns"),
        "wanted": own.pgettext("column", "Wanted"),
        "years": own.pgettext("column", "Years"),
    }


def _evidence(own: Texts) -> dict[str, str]:
    return {
        "certainty": own.pgettext("column", "Certainty"),
        "claim": own.pgettext("column", "Claim"),
        "confidence": own.pgettext("column", "Confidence"),
        "other_page": own.pgettext("column", "Page of the other city known"),
        "other_rank": own.pgettext("column", "Rank of the other claim"),
        "other_source": own.pgettext("column", "Other source"),
        "other_value": own.pgettext("column", "Other value"),
        "property": own.pgettext("column", "Property"),
        "quote": own.pgettext("column", "Words of the source"),
        "rank": own.pgettext("column", "Rank"),
        "reason": own.pgettext("column", "Reason"),
        "rival": own.pgettext("column", "Rival value"),
        "rival_rank": own.pgettext("column", "Rank of the rival"),
        "rival_source": own.pgettext("column", "Source of the rival"),
        "said_by": own.pgettext("column", "Named by"),
        "silent": own.pgettext("column", "Not named by"),
        "source": own.pgettext("column", "Source"),
        "subject": own.pgettext("column", "About"),
        "value": own.pgettext("column", "Value"),
    }


def _others(own: Texts) -> dict[str, str]:
    return {
        "age": own.pgettext("column", "Oldest or newest"),
        "bloc": own.pgettext("column", "Bloc"),
        "cause": own.pgettext("column", "Cause"),
        "decided_by": own.pgettext("column", "Decided by"),
        "exact": own.pgettext("column", "Exactly this name"),
        "extent": own.pgettext("column", "Extent"),
        "former_office": own.pgettext("column", "Former office"),
        "former_term": own.pgettext("column", "Former term"),
        "from": own.pgettext("column", "From"),
        "incumbent": own.pgettext("column", "Still in office"),
        "kind": own.pgettext("column", "Kind"),
        "language": own.pgettext("column", "Language"),
        "name": own.pgettext("column", "Name"),
        "named_by": own.pgettext("column", "Named by"),
        "office": own.pgettext("column", "Office"),
        "post_name": own.pgettext("column", "Office"),
        "precision": own.pgettext("column", "Precision"),
        "progress": own.pgettext("column", "Progress"),
        "rejoined": own.pgettext("column", "Rejoined"),
        "state": own.pgettext("column", "State"),
        "status": own.pgettext("column", "Status"),
        "text": own.pgettext("column", "Words"),
        "title": own.pgettext("column", "Title"),
        "to": own.pgettext("column", "To"),
        "use": own.pgettext("column", "Use"),
        "was": own.pgettext("column", "Before"),
    }


@cache
def _special(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Return what variables mean in one question alone."""
    own = texts_in(language)
    return {
        "press-release": {
            "start": own.pgettext("column", "First character"),
            "end": own.pgettext("column", "After the last character"),
        },
        "suspended-or-ended": {"on": own.pgettext("column", "Since")},
    }


@cache
def _values(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Return what the values of a column mean that queries write in English."""
    own = texts_in(language)
    ranks = _concepts("rank", ("preferred", "normal", "deprecated"), language)
    return {
        "age": {
            "newest": own.pgettext("value", "newest"),
            "oldest": own.pgettext("value", "oldest"),
        },
        "certainty": {
            "certain": own.pgettext("value", "certain"),
            "planned": own.pgettext("value", "planned"),
            "possible": own.pgettext("value", "possible"),
            "signed": own.pgettext("value", "signed"),
        },
        "confidence": _concepts("confidence", ("high", "medium", "low"), language),
        "item": {
            "confirmed": own.pgettext("value", "confirmed"),
            "none": own.pgettext("value", "none"),
            "only a candidate": own.pgettext("value", "only a candidate"),
        },
        "precision": {
            "none": own.pgettext("value", "none"),
            "several years": own.pgettext("value", "several years"),
        },
        "other_rank": ranks,
        "rank": ranks,
        "rival_rank": ranks,
        "side": {
            "after": own.pgettext("value", "after"),
            "before": own.pgettext("value", "before"),
        },
        "things": {
            "acts on charters": own.pgettext("value", "acts on charters"),
            "charters": own.pgettext("value", "charters"),
            "cities": own.pgettext("value", "cities"),
            "claims": own.pgettext("value", "claims"),
            "events": own.pgettext("value", "events"),
            "initiatives": own.pgettext("value", "initiatives"),
            "memberships in networks": own.pgettext("value", "memberships in networks"),
            "officials": own.pgettext("value", "officials"),
            "partnerships": own.pgettext("value", "partnerships"),
            "sources": own.pgettext("value", "sources"),
        },
        "use": {
            "former": own.pgettext("value", "former"),
            "other": own.pgettext("value", "other"),
            "usual": own.pgettext("value", "usual"),
        },
    }


def _concepts(scheme: str, names: Iterable[str], language: Language) -> dict[str, str]:
    """Return what concepts of the ontology are called, by their English names."""
    found = (ontology.labels(f"{CONCEPT}{scheme}-{name}") for name in names)
    return {labels["en"]: labels[language] for labels in found}
