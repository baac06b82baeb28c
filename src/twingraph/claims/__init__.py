"""What the rows say: claims, which of several rivals is asserted, and the same as RDF."""
