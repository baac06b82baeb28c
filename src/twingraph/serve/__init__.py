"""The service: a build as a SPARQL endpoint, as pages and as JSON, for strangers."""
