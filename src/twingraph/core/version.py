"""The version of the code, which nothing else repeats."""

__version__ = "0.1.0"
