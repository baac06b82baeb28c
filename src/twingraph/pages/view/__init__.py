"""HTML of a network: one file that opens anywhere, makes no request, and names its sources."""

from twingraph.pages.accounts import SourcedValue
from twingraph.pages.view.page import render
from twingraph.pages.view.scene import Node, Pages, Relation, Scene

__all__ = ["Node", "Pages", "Relation", "Scene", "SourcedValue", "render"]
