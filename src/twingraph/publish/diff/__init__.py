"""What differs between two builds: what was added, changed and removed, in words and as tables.

The N-Quads of a build are sorted and have no blank nodes, so two builds differ exactly where
their lines differ. The two files are walked side by side, a subject at a time: what is the same
is passed over, and only what differs is kept. Statements become changes; claims, and what the
program adds by itself, are counted. No line that differs is left out, and no store is asked.
"""

from twingraph.publish.diff.comparing import compare

__all__ = ["compare"]
