"""The static site: all pages in every language, and the files that they share."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from twingraph.core import manifest
from twingraph.pages import report
from twingraph.pages.asking import Asker
from twingraph.pages.dataset import dataset_of
from twingraph.pages.report.studies import told
from twingraph.pages.site import contents, ground, index, linked
from twingraph.pages.site.chooser import chooser
from twingraph.pages.site.contents import Plan
from twingraph.pages.site.downloads import FOLDER, Download
from twingraph.pages.site.frame import STYLE, style
from twingraph.pages.site.survey import survey
from twingraph.publish.sitemap import sitemap
from twingraph.publish.studies import study
from twingraph.publish.updating import updating
from twingraph.store.folder import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from twingraph.core.languages import Language
    from twingraph.pages.report.studies.found import Found
    from twingraph.pages.site.survey import Survey
    from twingraph.publish.updating import Outcome, Update
    from twingraph.store.engine import Store
    from twingraph.store.folder import BuildFolder

    Progress = Callable[[str], None]


def write(
    store: Store,
    output: Path,
    languages: tuple[Language, ...],
    base: str = "",
    build: BuildFolder | None = None,
    progress: Progress = lambda _: None,
) -> Outcome:
    """Write a site, or bring one up to date.

    Args:
        store: The store that is asked.
        output: Folder of the site; it must be new, empty or a site. What has not changed stays.
        languages: Languages of the pages; the pages of each lie in a folder named after it, unless
            there is only one.
        base: Address at which the site will be, with a slash at its end; "" if it is not known,
            and then there is no sitemap.
        build: The build of which the files are copied for download; None if there is none.
        progress: Called with the name of each stage as it begins.

    Returns:
        What was done to the files of the folder.

    Raises:
        CannotError: The folder cannot be written, or holds something other than a site; a file of
            the build is not whole; or the store does not say what dataset it holds.
    """
    with updating(output) as update:
        progress("copying downloads")
        plan = Plan(languages, base, tuple(_copied(build, update)))
        for name, text in _shared(store, plan):
            update.add(name, text.encode())
        progress("studying the network")
        studied = study(store)
        pages: dict[str, dict[str, str]] = {}
        for language in languages:
            progress(f"writing pages in {language}")
            folder = f"{language}/" if len(languages) > 1 else ""
            found = survey(store, language)
            for page, text in chain(contents.whole(found, plan), _report(found, plan, studied)):
                update.add(folder + page, text.encode())
                if page.endswith(".html"):
                    pages.setdefault(page, {})[language] = f"{base}{folder}{page}"
        for name, text in sitemap(list(pages.values()), base) if base else ():
            update.add(name, text.encode())
        progress("moving pages to their places")
        return update.finish()


def _shared(store: Store, plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the files that the pages of all languages share."""
    yield STYLE, style()
    yield ground.FILE, ground.picture()
    yield linked.CONTEXT, linked.context()
    if len(plan.languages) > 1:
        yield index.PAGE, chooser(plan.languages, dataset_of(Asker(store), plan.languages[0]).title)


def _report(found: Survey, plan: Plan, studied: Found | None) -> Iterator[tuple[str, str]]:
    """Yield the report in a language."""
    store, language = found.store, found.language
    studies = told(studied, store, language)
    others = contents.whole_frame(found, plan).others(contents.REPORT)
    gathered = report.gather(store, language=language, studies=studies)
    yield contents.REPORT, report.html(gathered, others, index.PAGE)


def _copied(build: BuildFolder | None, update: Update) -> Iterator[Download]:
    """Copy the files of a build, and describe each."""
    for name in sorted(build.manifest.names() - {manifest.FILE}) if build else ():
        if build and not name.startswith(f"{VIEWS}/"):
            file = build.manifest.file(name)
            update.copy(f"{FOLDER}/{name}", file)
            yield Download(name, file.stat().st_size, build.manifest.digest(name))
