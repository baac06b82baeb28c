"""Measurements of every figure that the README states."""
