"""Studies of time in words: growth, survival, and what changed at events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from twingraph.core.terms import thing
from twingraph.pages.numbers import counted
from twingraph.pages.report import plots
from twingraph.pages.report.studies.found import Event, Events, Growth, Missing, Survival
from twingraph.pages.report.studies.study import Study, Value, without
from twingraph.pages.texts import texts_in
from twingraph.store import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twingraph.core.languages import Language
    from twingraph.pages.texts import Texts
    from twingraph.store.engine import Store


def growth(found: Growth, day: str, language: Language) -> Study:
    """Return growth in words.

    Args:
        found: What was computed.
        day: The day of the dataset, in words.
        language: Language of the words.
    """
    own = texts_in(language)
    return Study(
        "study-growth",
        own.gettext("Growth by year"),
        own.gettext(
            "How many partnerships existed at the end of each year. The line is what is certain:"
            " true on every reading of the dates. The area above it is what is possible besides."
        ),
        "twingraph network time --by year --part growth",
        own.gettext(
            "n = {dated} partnerships with a date, of {partnerships}; as of {day}",
            dated=counted(found.dated, language),
            partnerships=counted(found.partnerships, language),
            day=day,
        ),
        plots.growth(found.places, own.gettext("year"), language) if found.places else None,
        lack="" if found.places else own.gettext("No source dates a partnership."),
    )


def survival(found: Survival | Missing, day: str, language: Language) -> Study:
    """Return how long partnerships last in words.

    Args:
        found: What was computed.
        day: The day of the dataset, in words.
        language: Language of the words.
    """
    own = texts_in(language)
    study = _of_survival(own)
    if isinstance(found, Missing):
        return without(study, found, own)
    if not found.shares:
        return replace(
            study, lack=own.gettext("No partnership has dates that bound how long it lasted.")
        )
    return replace(
        study,
        caption=own.gettext(
            "n = {partnerships} partnerships, of which {ended} have ended; {left_out} are left out,"
            " whose dates do not bound how long; as of {day}",
            partnerships=counted(found.partnerships, language),
            ended=counted(found.ended, language),
            left_out=counted(found.left_out, language),
            day=day,
        ),
        picture=plots.survival(found.shares, own.gettext("years since the start"), language),
        headings=_survival_headings(own),
        rows=tuple(
            (one.years, at_risk, one.share, one.low, one.high, one.least, one.most)
            for one, at_risk in zip(found.shares, found.at_risk, strict=True)
        ),
    )


def _of_survival(own: Texts) -> Study:
    return Study(
        "study-survival",
        own.gettext("How long partnerships last"),
        own.gettext(
            "The share of partnerships that last for so many years or more. Dots are Kaplan and"
            " Meier’s estimate, which takes the middle of a date, and lines its 95 % confidence"
            " interval. Bars are Turnbull’s estimate, which takes all days that a date may mean. Of"
            " a partnership that has ended, sources often say only the end; such a one is left"
            " out, so that the shares are too high."
        ),
        "twingraph network time --part survival",
    )


def _survival_headings(own: Texts) -> tuple[str, ...]:
    return (
        own.pgettext("column", "Years"),
        own.pgettext("column", "Partnerships that lasted so long"),
        own.pgettext("column", "Kaplan and Meier"),
        own.pgettext("column", "95 % from"),
        own.pgettext("column", "95 % to"),
        own.pgettext("column", "Turnbull, least"),
        own.pgettext("column", "Turnbull, most"),
    )


def events(found: Events | Missing, day: str, store: Store, language: Language) -> Study:
    """Return what changed at events in words.

    Args:
        found: What was computed.
        day: The day of the dataset, in words.
        store: The store, which knows the names of states.
        language: Language of the words.
    """
    own = texts_in(language)
    study = _of_events(own)
    if isinstance(found, Missing):
        return without(study, found, own)
    fitted = [(one, one.level) for one in found.events if one.level]
    if not fitted:
        return replace(study, lack=own.gettext("No line could be fitted at any event."))
    called = _states(found.events, store, language)
    shown = [
        plots.Interval(_short(one, called), low, high, value) for one, (value, low, high) in fitted
    ]
    return replace(
        study,
        caption=own.gettext(
            "n = {dated} partnerships whose first year is certain; as of {day}",
            dated=counted(found.dated, language),
            day=day,
        ),
        picture=plots.intervals(shown, own.gettext("change of new partnerships a year"), language),
        headings=_event_headings(own),
        rows=_event_rows(found.events, called, language),
    )


def _of_events(own: Texts) -> Study:
    return Study(
        "study-events",
        own.gettext("New partnerships at events"),
        own.gettext(
            "How the number of new partnerships a year changed at an event: a line was fitted to"
            " the ten years before it and to the ten years after it, and the change is the step"
            " between both, with its 95 % confidence interval. It describes a series of years, and"
            " shows no cause. Where no line could be fitted, the change is left empty."
        ),
        "twingraph network time --part shocks",
    )


def _states(events: Iterable[Event], store: Store, language: Language) -> Mapping[str, str]:
    """Return the names of the states in which the members are, by their ids."""
    states = {state: thing("state", state) for one in events for state in one.states}
    named = names.of(set(states.values()), language, store)
    return {state: named.get(iri) or state for state, iri in states.items()}


def _event_headings(own: Texts) -> tuple[str, ...]:
    return (
        own.pgettext("column", "Event"),
        own.pgettext("column", "Years"),
        own.pgettext("column", "With members in"),
        own.pgettext("column", "Mean a year before"),
        own.pgettext("column", "Mean a year after"),
        own.pgettext("column", "Change"),
        own.pgettext("column", "95 % from"),
        own.pgettext("column", "95 % to"),
    )


def _event_rows(
    events: Iterable[Event], called: Mapping[str, str], language: Language
) -> tuple[tuple[Value, ...], ...]:
    told = event_names(language)
    return tuple(
        (
            told.get(one.id, one.name),
            _years(one),
            ", ".join(called[state] for state in one.states),
            one.before,
            one.after,
            *(one.level or (None, None, None)),
        )
        for one in events
    )


def event_names(language: Language) -> Mapping[str, str]:
    """Return what the events of twingraph are called, by their ids.

    Args:
        language: Language of the names.
    """
    own = texts_in(language)
    return {
        "end-of-war": own.gettext("End of the Second World War in Europe"),
        "elysee-treaty": own.gettext("Élysée Treaty"),
        "enlargement-1973": own.gettext(
            "Accession of Denmark, Ireland and the United Kingdom to the European Communities"
        ),
        "end-of-division": own.gettext("Fall of the Berlin Wall to the end of the Soviet Union"),
        "enlargement-2004": own.gettext("Accession of ten states to the European Union"),
        "invasion-2022": own.gettext("Invasion of Ukraine"),
    }


def _short(event: Event, called: Mapping[str, str]) -> str:
    states = ", ".join(called[state] for state in event.states)
    return f"{_years(event)} ({states})" if states else _years(event)


def _years(event: Event) -> str:
    return "–".join(map(str, dict.fromkeys(event.years)))
