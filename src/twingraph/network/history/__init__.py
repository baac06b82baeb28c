"""The partnerships through time: growth, survival, breaks at events, anniversaries."""
