"""The quality report: the content of a graph, its reliability, and the places to check again.

Its sections are declared in ``sections.toml``; every number comes from a named question, which the
report prints with the command line that repeats it. Its studies of the network come from whoever
writes it, with the commands that compute them.
"""

from twingraph.pages.report.answers import Report, gather
from twingraph.pages.report.writing import FORMATS, html

__all__ = ["FORMATS", "Report", "gather", "html"]
