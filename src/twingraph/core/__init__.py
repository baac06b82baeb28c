"""What every other package builds on: errors, terms, dates, text, files. It knows no tables."""
