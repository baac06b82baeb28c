"""Partnerships from Wikidata's query service."""
