"""The quality report: what a graph knows, how well, and where somebody should look again.

What it says is declared in ``sections.toml``; every number comes from a named question, which the
report prints with the command line that repeats it.
"""

from twingraph.pages.report.answers import Report, gather
from twingraph.pages.report.writing import FORMATS

__all__ = ["FORMATS", "Report", "gather"]
