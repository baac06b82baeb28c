"""HTML for people: each page is one file that needs no connection."""
