"""The distances of partners beside those that chance gives, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from twingraph.pages.numbers import counted
from twingraph.pages.report import plots
from twingraph.pages.report.studies.found import KILOMETRES, Missing, Statistic
from twingraph.pages.report.studies.study import Study, without
from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twingraph.core.languages import Language
    from twingraph.pages.texts import Texts


def distances(found: Sequence[Statistic] | Missing, day: str, language: Language) -> Study:
    """Return the distances of partners in words.

    Args:
        found: What was computed.
        day: The day of the dataset, in words.
        language: Language of the words.
    """
    own = texts_in(language)
    study = _introduced(own)
    if isinstance(found, Missing):
        return without(study, found, own)
    if not found:
        return replace(study, lack=own.gettext("Too few partners have a position."))
    models, statistics = _models(own), _statistics(own)
    means = [one for one in found if one.id == "mean"]
    sizes = (f"{models[one.model]}: n = {counted(one.pairs, language)}" for one in means)
    shown = [
        plots.Interval(models[one.model], one.low, one.high, one.observed, one.expected)
        for one in means
    ]
    return replace(
        study,
        caption=own.gettext(
            "Mean distance of pairs of partners ({sizes}) and of {draws} draws; as of {day}",
            sizes="; ".join(sizes),
            draws=counted(found[0].draws, language),
            day=day,
        ),
        picture=plots.intervals(shown, own.gettext("mean distance, km"), language),
        headings=_headings(own),
        rows=tuple((models[one.model], statistics[one.id], *_numbers(one)) for one in found),
    )


def _introduced(own: Texts) -> Study:
    return Study(
        "study-distances",
        own.gettext("How far partners are from each other"),
        own.gettext(
            "The distances of partners beside what two models of chance give. In the configuration"
            " model, each city keeps the number of its partners, and who they are is chance. By"
            " gravity, two cities are partners in proportion to the product of their populations"
            " divided by their distance. Round dots are observed, squares are the mean of what"
            " chance gives, and lines its middle 95 %. z is by how many standard deviations both"
            " differ."
        ),
        "twingraph network nulls",
    )


def _models(own: Texts) -> Mapping[str, str]:
    return {"configuration": own.gettext("configuration"), "gravity": own.gettext("gravity")}


def _headings(own: Texts) -> tuple[str, ...]:
    return (
        own.pgettext("column", "Model"),
        own.pgettext("column", "Statistic"),
        own.pgettext("column", "Observed"),
        own.pgettext("column", "By chance"),
        own.pgettext("column", "95 % from"),
        own.pgettext("column", "95 % to"),
        "z",
    )


def _numbers(one: Statistic) -> tuple[float | None, ...]:
    return one.observed, one.expected, one.low, one.high, one.z


def _statistics(own: Texts) -> Mapping[str, str]:
    return {
        "mean": own.gettext("mean distance, km"),
        "median": own.gettext("median distance, km"),
        "near": own.gettext("share of pairs within {kilometres} km", kilometres=KILOMETRES),
    }
