"""HTML of a network: one file that opens anywhere, asks nobody, and names its sources."""

from twingraph.pages.view.page import render
from twingraph.pages.view.scene import Relation, Scene, Statement, Thing

__all__ = ["Relation", "Scene", "Statement", "Thing", "render"]
