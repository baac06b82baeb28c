"""Claims that the rows make, which of several rivals is asserted, and both as RDF."""
