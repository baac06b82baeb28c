"""Figures that somebody has published of a network: one TOML file for each publication.

::

    title = "Sister cities"
    authors = "KONECT, Jérôme Kunegis"
    address = "http://konect.cc/networks/twin/"
    retrieved = 2026-11-27
    data = "Cities of the world with their sister cities, from Wikidata, as of October 2017"
    definitions = "https://github.com/kunegis/konect-handbook"

    [[figures]]
    name = "Clustering coefficient"
    symbol = "c"                    # optional
    published = "0.111361"          # with all digits that are printed
    measure = "transitivity"        # a key of ``network stats`` or of ``definitions``;
    not_computed = "nobody says how" # or else, why there is no measure
    near = 0.02                     # optional: how far is near, instead of a hundredth
"""

from __future__ import annotations

import tomllib
from datetime import date  # noqa: TC003 - pydantic reads the types of fields
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from twingraph.core import files, resources
from twingraph.core.errors import InputError, UnknownName
from twingraph.core.text import suggest
from twingraph.network.reproduction import definitions

_Text = Annotated[str, Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Figure(_Entry):
    """A figure in print.

    Attributes:
        name: What the publication calls it.
        symbol: Its symbol there; empty if it has none.
        published: The number, with all digits that are printed.
        measure: Name of the measure that computes it; None if there is none.
        not_computed: Why there is none.
        near: How far from the published number is still near, where a hundredth of it is no
            measure, because it is simulated.
    """

    name: _Text
    symbol: str = ""
    published: Annotated[str, Field(pattern=r"^[+-]?[0-9]+(\.[0-9]+)?$")]
    measure: str | None = None
    not_computed: str | None = None
    near: Decimal | None = None

    @model_validator(mode="after")
    def _is_computed_or_explained(self) -> Self:
        if (self.measure is None) == (self.not_computed is None):
            raise ValueError("give either measure, or not_computed with the reason")
        if self.measure is not None and self.measure not in definitions.known():
            raise ValueError(str(UnknownName("measure", self.measure, _near(self.measure))))
        return self

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.published)


class Publication(_Entry):
    """Figures of one publication.

    Attributes:
        title: Its title.
        authors: Who has written it.
        address: Where the figures can be read.
        retrieved: The day on which they were read there.
        data: Which network they describe.
        definitions: Address of the definitions of the figures.
        figures: The figures, in the order of the publication.
    """

    title: _Text
    authors: _Text
    address: _Text
    retrieved: date
    data: _Text
    definitions: _Text
    figures: Annotated[tuple[Figure, ...], Field(min_length=1)]


def _near(measure: str) -> list[str]:
    return suggest(measure, list(definitions.known()))


def names() -> list[str]:
    """Return the names of the publications that come with twingraph."""
    return sorted(file.stem for file in resources.folder("publications").glob("*.toml"))


def load(name: str) -> Publication:
    """Read a publication.

    Args:
        name: Name of one that comes with twingraph, or path of a file whose name ends in .toml.

    Raises:
        UnknownName: No publication has that name.
        InputError: Something is wrong with the file.
        CannotError: The file cannot be read.
    """
    if name.lower().endswith(".toml"):
        return _read(Path(name))
    if name not in names():
        raise UnknownName("publication", name, suggest(name, names()) or names())
    return _read(resources.folder("publications") / f"{name}.toml")


def _read(file: Path) -> Publication:
    try:
        return Publication.model_validate(tomllib.loads(files.read(file).decode()))
    except ValidationError as error:
        wrong = "; ".join(
            f"{_place(one['loc'])}{one['msg']}" for one in error.errors(include_url=False)
        )
        raise InputError(f"{file}: {wrong}") from None
    except ValueError as error:
        raise InputError(f"{file}: {error}") from None


def _place(path: tuple[int | str, ...]) -> str:
    """Return where in a file something is wrong, such as "figure 3, published: "."""
    if path[:1] == ("figures",) and len(path) > 1:
        rest = ", ".join(map(str, path[2:]))
        return f"figure {int(path[1]) + 1}{', ' if rest else ''}{rest}: "
    return "".join(f"{part}: " for part in path)
