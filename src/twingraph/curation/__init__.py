"""Rows that a person adds: checked before they are written."""
