"""Published figures of a network, computed again from an edge list and set beside the print."""
