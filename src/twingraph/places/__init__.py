"""Which city is meant: what is known of cities, and how a name finds its own."""
