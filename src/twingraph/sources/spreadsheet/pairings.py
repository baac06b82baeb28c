"""The statement of a row in somebody's table: a partnership of two places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twingraph.core.geo import Position


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name as the patterns of the mapping read it.

    Attributes:
        name: The name; empty if there is only an item.
        asked: The name by which known cities are looked up: as the table has it, unless the
            pattern turns it into the name of another thing.
        level: Level of the thing that has it, by the pattern; empty if the pattern has none.
        also: Other names.
        formerly: Names no longer in use.
    """

    name: str
    asked: str = ""
    level: str = ""
    also: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as a row describes it.

    Attributes:
        name: Its name.
        country: Id of its state; empty if it is not known.
        item: Its Wikidata item; empty if there is none.
        position: Degrees north and east; None if it has none that can be used.
        apart: Cells that distinguish it from places of the same name.
        level: Its level; empty if the mapping has none.
        guessed: Whether the position is a guess, made from the name.
    """

    name: PlaceName
    country: str = ""
    item: str = ""
    position: Position | None = None
    apart: tuple[str, ...] = ()
    level: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """A partnership as a row states it.

    Attributes:
        a: The partner that makes the statement.
        b: The partner that is named.
        file: Name of the file.
        number: Row of the file.
        start: When it began, in EDTF; empty if it is not known.
        end: When it ended, in EDTF; empty if it is not known.
        kind: A concept of the scheme of kinds; empty if it is not known.
        word: The word of the table for the kind; empty if it has none.
    """

    a: PlaceMention
    b: PlaceMention
    file: str
    number: int
    start: str = ""
    end: str = ""
    kind: str = ""
    word: str = ""
