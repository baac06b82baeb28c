"""The quality report: what a graph knows, how well, and where somebody should look again.

What it says is declared in ``sections.toml``; every number comes from a named question, which the
report prints with the command line that repeats it.
"""

from twingraph.report.answers import Report, gather
from twingraph.report.writing import FORMATS

__all__ = ["FORMATS", "Report", "gather"]
