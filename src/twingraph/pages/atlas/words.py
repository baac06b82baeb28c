"""The words that the script of an atlas writes; its template writes the others.

A placeholder in braces is filled by the script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.texts import texts_in

if TYPE_CHECKING:
    from twingraph.core.languages import Language


def words(language: Language) -> dict[str, str]:
    """Return the words and sentences by their keys.

    Args:
        language: Language of the words.
    """
    return {
        **_controls(language),
        **_table(language),
        **_panel(language),
        **_sources(language),
        **_reports(language),
    }


def counted(language: Language) -> dict[str, dict[str, str]]:
    """Return the forms of each phrase with a number, by its key.

    Args:
        language: Language of the phrases.
    """
    return {**_numbers(language), **_numbers_of_panel(language), **_numbers_of_time(language)}


def _controls(language: Language) -> dict[str, str]:
    own = texts_in(language)
    return {
        "cited": own.gettext("{citation} View: {view}, {date}."),
        "copied": own.gettext("Copied."),
        "explain_touch": own.gettext("Move the picture with two fingers, or tap it first."),
        "explain_wheel": own.gettext("Click the picture first to zoom with the wheel."),
        "find_among": own.gettext("Find in “{what}”"),
        "last_year": own.gettext("Last year"),
        "no_match": own.gettext("No match"),
        "pause": own.gettext("Pause"),
        "play": own.gettext("Play"),
        "saved": own.gettext("Saved as {file}."),
        "story_finish": own.gettext("Finish"),
        "story_next": own.gettext("Next"),
        "story_progress": own.gettext("{step} of {steps}"),
        "thumb": own.gettext("{year}; shown: {from} to {to}"),
        "year": own.gettext("Year"),
        "years": own.gettext("{from} to {to}"),
    }


def _table(language: Language) -> dict[str, str]:
    own = texts_in(language)
    return {
        "column_cities": own.gettext("Cities"),
        "column_countries": own.gettext("Countries"),
        "column_kind": own.gettext("Kind"),
        "column_since": own.gettext("Since"),
        "column_sources": own.gettext("Sources"),
        "column_status": own.gettext("Status"),
        "column_until": own.gettext("Until"),
        "printed": own.gettext(
            "{shown} of {number} partnerships are printed; the table as CSV has all of them."
        ),
        "country": own.gettext("Country"),
        "field": own.gettext("Field"),
        "kind": own.gettext("Kind"),
        "network": own.gettext("City network"),
        "source": own.gettext("Source"),
        "status": own.gettext("Status"),
    }


def _panel(language: Language) -> dict[str, str]:
    own = texts_in(language)
    return {
        "began": own.gettext("began {date}"),
        "beyond_map": own.gettext(
            "It lies beyond the map; on the map it stands in the rim, in its direction."
        ),
        "between": own.gettext("What to look for between two cities"),
        "cities_with_most": own.gettext("Cities with most partnerships"),
        "details": own.gettext("Details"),
        "fields": own.gettext("Fields"),
        "find_common": own.gettext("Common partners"),
        "find_way": own.gettext("Shortest way"),
        "forget": own.gettext("End the search"),
        "from_to": own.gettext("{since} to {until}"),
        "history": own.gettext("History"),
        "member_of": own.gettext("Member of"),
        "neighbourhood": own.gettext("What stands out in the picture"),
        "no_date": own.gettext("no date known"),
        "no_way": own.gettext("No way from {one} to {other} through what is shown."),
        "not_shown": own.gettext("not shown now"),
        "of_several": own.gettext(
            "A partnership of several cities: each line between two of them follows from it."
        ),
        "other_names": own.gettext("Other names"),
        "page_city": own.gettext("The page of this city"),
        "page_partnership": own.gettext("The page of this partnership"),
        "partner_countries": own.gettext("Partner countries"),
        "partners_of_partners": own.gettext("Partners’ partners too"),
        "partners_only": own.gettext("Partners"),
        "partnership": own.gettext("Partnership"),
        "place_unknown": own.gettext(
            "No source says where it lies; on the map it stands in the rim at the bottom."
        ),
        "possibly": own.gettext("possible"),
        "since": own.gettext("since {date}"),
        "until": own.gettext("until {date}"),
    }


def _sources(language: Language) -> dict[str, str]:
    own = texts_in(language)
    return {
        "claim": own.gettext("{source} says {date}"),
        "differ": own.gettext("The sources differ: {claims}."),
        "no_source": own.gettext("no source"),
        "preferred": own.pgettext("rank of a claim", "preferred"),
        "read_on": own.gettext("read on {date}"),
        "rejected": own.pgettext("rank of a claim", "rejected"),
        "rival": own.pgettext("rank of a claim", "differs"),
        "says": own.gettext("says {date}"),
        "used": own.gettext("{date} is used."),
        "used_because": own.gettext("{date} is used, because: {reason}."),
        "who_says_so": own.gettext("Who says so"),
    }


def _reports(language: Language) -> dict[str, str]:
    own = texts_in(language)
    return {
        "copy": own.gettext("Copy"),
        "report": own.gettext("Report a mistake"),
        "report_how": own.gettext(
            "Send this text to whoever maintains the dataset, with what is right and who says so."
        ),
        "report_mail": own.gettext("Write a mail"),
        "report_right": own.gettext("What is right:"),
        "report_source": own.gettext("Who says so (address of a page):"),
        "report_subject": own.gettext("Mistake"),
        "report_text": own.gettext("Text of the report"),
    }


def _numbers(language: Language) -> dict[str, dict[str, str]]:
    own = texts_in(language)
    return {
        "ignored": own.plural_forms(
            "Part of the address means nothing here and was ignored: {parts}",
            "Parts of the address mean nothing here and were ignored: {parts}",
        ),
        "matches": own.plural_forms("{number} match", "{number} matches"),
        "more": own.plural_forms(
            "{number} more; type to find it.",
            "{number} more; type to find them.",
        ),
        "shown": own.plural_forms(
            "{shown} of {number} partnership shown", "{shown} of {number} partnerships shown"
        ),
    }


def _numbers_of_panel(language: Language) -> dict[str, dict[str, str]]:
    own = texts_in(language)
    return {
        "cities_shown": own.plural_forms(
            "{number} city with partners shown", "{number} cities with partners shown"
        ),
        "common": own.plural_forms(
            "{one} and {other} have {number} partner in common.",
            "{one} and {other} have {number} partners in common.",
        ),
        "hidden_partnerships": own.plural_forms(
            "{number} partnership not shown now", "{number} partnerships not shown now"
        ),
        "more_partnerships": own.plural_forms("Show {number} more", "Show {number} more"),
        "partners": own.plural_forms("{number} partner", "{number} partners"),
        "partnerships": own.plural_forms("{number} partnership", "{number} partnerships"),
        "shown_partnerships": own.plural_forms(
            "{number} partnership shown", "{number} partnerships shown"
        ),
        "sources": own.plural_forms("{number} source", "{number} sources"),
        "way": own.plural_forms(
            "From {one} to {other} in {number} step:", "From {one} to {other} in {number} steps:"
        ),
    }


def _numbers_of_time(language: Language) -> dict[str, dict[str, str]]:
    own = texts_in(language)
    return {
        "begun": own.plural_forms(
            "{number} partnership began in a year that is known.",
            "{number} partnerships began in a year that is known.",
        ),
        "certain": own.plural_forms("{number} certain", "{number} certain"),
        "ended": own.plural_forms("{number} ended.", "{number} ended."),
        "imprecise": own.plural_forms(
            "{number} began in a year that is not known exactly.",
            "{number} began in years that are not known exactly.",
        ),
        "peak": own.plural_forms(
            "Most began in {year}: {number}.", "Most began in {year}: {number}."
        ),
        "peak_ended": own.plural_forms(
            "Most ended in {year}: {number}.", "Most ended in {year}: {number}."
        ),
        "planned": own.plural_forms("{number} planned", "{number} planned"),
        "possible": own.plural_forms("{number} possible", "{number} possible"),
        "undated": own.plural_forms("{number} undated", "{number} undated"),
    }
