"""The static site: all pages in every language, and the files that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.pages.site import contents, ground, linked
from twingraph.pages.site.chooser import chooser
from twingraph.pages.site.frame import STYLE, style
from twingraph.pages.site.survey import survey
from twingraph.publish.updating import updating

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.publish.updating import Outcome
    from twingraph.store.engine import Store

    Progress = Callable[[str], None]


def write(
    store: Store,
    output: Path,
    languages: tuple[Language, ...],
    base: str = "",
    progress: Progress = lambda _: None,
) -> Outcome:
    """Write a site, or bring one up to date.

    Args:
        store: The store that is asked.
        output: Folder of the site; it must be new, empty or a site. What has not changed stays.
        languages: Languages of the pages; the pages of each lie in a folder named after it, unless
            there is only one.
        base: Address at which the site will be, with a slash at its end; "" if it is not known.
        progress: Called with the name of each stage as it begins.

    Returns:
        What was done to the files of the folder.

    Raises:
        CannotError: The folder cannot be written, or holds something other than a site.
    """
    with updating(output) as update:
        update.add(STYLE, style().encode())
        update.add(ground.FILE, ground.picture().encode())
        update.add(linked.CONTEXT, linked.context().encode())
        for language in languages:
            progress(f"writing pages in {language}")
            found = survey(store, language)
            folder = f"{language}/" if len(languages) > 1 else ""
            for page, text in contents.whole(found, languages, base):
                update.add(folder + page, text.encode())
        if len(languages) > 1:
            update.add("index.html", chooser(languages, found.dataset.title).encode())
        progress("moving pages to their places")
        return update.finish()
