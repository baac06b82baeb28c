"""Anybody's table of partnerships as tables that ``build`` reads, by a declarative mapping.

``mapping`` reads the mapping, ``model`` describes it, ``sheet`` reads the file, ``reading`` reads
what each row states, ``places`` decides which rows mean one place, and ``tables`` writes it all.
"""
