"""The quality report: the content of a graph, its reliability, and the places to check again.

Its sections are declared in ``sections.toml``; every number comes from a named question, which the
report prints with the command line that repeats it.
"""

from twingraph.pages.report.answers import Report, gather
from twingraph.pages.report.writing import FORMATS

__all__ = ["FORMATS", "Report", "gather"]
