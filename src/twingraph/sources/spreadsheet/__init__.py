"""Anybody's table of partnerships as tables that ``build`` reads, by a declarative mapping.

``model`` reads the mapping, ``sheet`` the file, ``statements`` says what each row states,
``places`` which rows speak of one place, and ``folder`` writes it all.
"""
