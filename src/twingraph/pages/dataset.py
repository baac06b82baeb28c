"""What pages say of the dataset that a store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from twingraph.core import dates
from twingraph.core.text import clean
from twingraph.pages.licences import linked

if TYPE_CHECKING:
    from datetime import date

    from twingraph.core.languages import Language
    from twingraph.pages.asking import Asker


class Dataset(NamedTuple):
    """A dataset; "" or None is what is not known.

    Attributes:
        title: Its title.
        release: Its version.
        licence: Address of its licence.
        today: The day after which everything is planned.
        spoken: Language of the title, if it is another than that of the page.
    """

    title: str = ""
    release: str = ""
    licence: str = ""
    today: date | None = None
    spoken: str = ""

    @property
    def footer(self) -> Markup:
        """The last line of a page: title, version and licence, as far as they are known."""
        marked = Markup('<span lang="{}">{}</span>').format(self.spoken, self.title)
        parts = (marked if self.spoken else self.title, self.release, linked(self.licence))
        return Markup(" · ").join(filter(None, parts))


def dataset_of(asker: Asker, language: Language) -> Dataset:
    """Return the latest release in a store; a store filled by somebody else may not know it.

    Args:
        asker: Asks the store.
        language: Language of the page, and of the title if there is one in it.
    """
    row = next(reversed(asker.ask("view/dataset", language=language)), None)
    if row is None:
        return Dataset()
    today = dates.at(str(row["as_of"] or ""))
    title, release, licence = (clean(str(row[each])) for each in ("title", "version", "license"))
    spoken = str(row["spoken"]) if row["spoken"] != language else ""
    return Dataset(title, release, licence, today.latest if today else None, spoken)
