"""The page of what can be downloaded: the files of the build, with their sizes and hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twingraph.pages.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twingraph.pages.site.frame import Frame

PAGE = "downloads.html"
FOLDER = "downloads"


class Download(NamedTuple):
    """A file that can be downloaded.

    Attributes:
        name: Its name in the folder of downloads.
        bytes: Its size.
        sha256: The hash of its content.
    """

    name: str
    bytes: int
    sha256: str


def render(files: Sequence[Download], frame: Frame) -> str:
    """Return the page.

    Args:
        files: The files.
        frame: The frame of the pages.
    """
    sizes = {file.name: counted(file.bytes, frame.language) for file in files}
    folder = f"{frame.shared(PAGE)}{FOLDER}/"
    return frame.render("downloads.html.jinja", PAGE, files=files, sizes=sizes, folder=folder)
