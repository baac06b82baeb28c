"""The cities as a network."""
