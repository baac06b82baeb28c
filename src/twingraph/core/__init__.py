"""What every room stands on: errors, terms, dates, text, files. It knows nothing of the tables."""
