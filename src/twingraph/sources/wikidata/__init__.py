"""Wikidata's twinned administrative bodies (P190), from its query service or from a dump.

Both ways end in the same ``model``, and ``tables`` writes it as tables like any other source's.
"""
