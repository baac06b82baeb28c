"""The parameters and filters of a question as the fields of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twingraph.core import ontology
from twingraph.core.languages import LANGUAGES
from twingraph.core.terms import CONCEPT, expand, slug
from twingraph.pages.site.frame import ENDONYMS
from twingraph.pages.texts import texts_in
from twingraph.pages.wording import worded
from twingraph.serve.pages.search import index
from twingraph.store.names import best
from twingraph.store.parameters import NAMED, SCHEMES, THINGS, short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twingraph.core.languages import Language
    from twingraph.store.engine import Store
    from twingraph.store.parameters import Parameter
    from twingraph.store.questions import Question

_MOST_OFFERED = 500  # names that a field offers to choose from; more would make the page heavy


class Choice(NamedTuple):
    """A value that a field offers.

    Attributes:
        value: The value.
        label: What it is called, or "".
    """

    value: str
    label: str = ""


class Field(NamedTuple):
    """A field of a form.

    Attributes:
        name: Name of the parameter.
        label: What it is called.
        description: What it means.
        value: What stands in it: what was filled in, or else what is asked for without it.
        is_number: Whether it wants a whole number.
        is_required: Whether something must stand in it.
        is_filter: Whether it narrows the answer.
        choices: Its only values; none if it is written.
        offers: Values that it offers to who writes.
    """

    name: str
    label: str
    description: str
    value: str
    is_number: bool
    is_required: bool
    is_filter: bool
    choices: tuple[Choice, ...]
    offers: tuple[Choice, ...]


def fields(
    question: Question, values: Mapping[str, str], store: Store, language: Language
) -> list[Field]:
    """Return the fields of a question's form.

    Args:
        question: The question.
        values: What the page asks with, as far as it was filled in or follows from the page.
        store: The store that has the names that fields offer.
        language: Language of the page, in which also names are asked for.
    """
    labels = _labels(language)
    return [
        Field(
            name=each.name,
            label=labels.get((each.name, each.type)) or labels.get((each.name, ""), each.name),
            description=each.description,
            value=values.get(each.name) or each.default or "",
            is_number=each.type == "integer",
            is_required=each.default is None and not each.is_optional,
            is_filter=each.is_optional,
            choices=_choices(each, values.get(each.name, ""), language),
            offers=_offers(each.type, store, language),
        )
        for each in worded(question, language).takes
    ]


def _choices(parameter: Parameter, value: str, language: Language) -> tuple[Choice, ...]:
    if parameter.type == "language":
        others = [value] if value and value not in LANGUAGES else []
        return (*(Choice(tag, ENDONYMS[tag]) for tag in LANGUAGES), *map(Choice, others))
    if parameter.type not in SCHEMES:
        return ()
    any_ = [Choice("", texts_in(language).pgettext("of a choice", "any"))]
    return (*any_, *_concepts(parameter.type, language))


def _concepts(scheme: str, language: Language) -> list[Choice]:
    """Return the concepts of a scheme, by what they are called."""
    member = expand("skos:inScheme")
    found = [
        triple.subject.value  # type: ignore[union-attr]  # concepts have addresses
        for triple in ontology.load().triples
        if triple.predicate.value == member and str(triple.object) == f"<{CONCEPT}{scheme}>"
    ]
    named = (Choice(short(iri, scheme), best(ontology.labels(iri), language)) for iri in found)
    return sorted(named, key=lambda choice: (choice.label, choice.value))


def _offers(type_: str, store: Store, language: Language) -> tuple[Choice, ...]:
    """Return the names of all things that a field may mean, if they are not too many."""
    names = index(store)
    things = names.of_kind.get(THINGS.get(type_, ""), ())
    if not things or len(things) > _MOST_OFFERED:
        return ()
    named = [(best(names.usual[iri], language), slug(iri)) for iri in things]
    if type_ in NAMED:  # it may be called by any of its names
        return tuple(sorted({Choice(name) for name, _ in named}))
    return tuple(sorted(Choice(id_, name) for name, id_ in named))


def _labels(language: Language) -> dict[tuple[str, str], str]:
    """Return what parameters are called: by their names, and by their types where it matters."""
    own = texts_in(language)
    return {
        ("city", ""): own.gettext("City"),
        ("country", ""): own.gettext("Country"),
        ("day", ""): own.gettext("Day"),
        ("from", ""): own.gettext("From"),
        ("from", "city"): own.pgettext("end of a relation", "From"),
        ("initiative", ""): own.gettext("Initiative"),
        ("kind", ""): own.gettext("Kind"),
        ("language", ""): own.gettext("Language"),
        ("least", ""): own.gettext("At least"),
        ("name", ""): own.gettext("Name"),
        ("network", ""): own.gettext("City network"),
        ("partnership", ""): own.gettext("Partnership"),
        ("since", ""): own.pgettext("first day that counts", "Since"),
        ("source", ""): own.gettext("Source"),
        ("status", ""): own.gettext("Status"),
        ("to", ""): own.gettext("To"),
        ("to", "city"): own.pgettext("end of a relation", "To"),
        ("year", ""): own.gettext("Year"),
        ("years", ""): own.gettext("Years"),
    }
