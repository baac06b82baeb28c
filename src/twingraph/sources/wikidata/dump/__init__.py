"""Partnerships from a Wikidata dump."""
