"""Validation of tables, quotations, sources and graphs."""
