"""Differences between two builds: additions, changes and removals, in words and as tables.

The N-Quads of a build are sorted and have no blank nodes, so two builds differ exactly where
their lines differ. The two files are walked side by side, one subject at a time: equal lines are
passed over, and only the others are kept. Statements become changes; claims, and what the
program adds by itself, are counted. No line that differs is left out, and no store is asked.
"""

from twingraph.publish.diff.comparing import compare

__all__ = ["compare"]
