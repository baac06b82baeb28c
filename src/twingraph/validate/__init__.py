"""What is wrong, in tables, quotations, sources and graphs."""
