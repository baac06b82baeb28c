"""The atlas: all partnerships in one page, as a map and as a network, through time."""

from twingraph.pages.atlas import ask
from twingraph.pages.atlas.page import render

__all__ = ["ask", "render"]
