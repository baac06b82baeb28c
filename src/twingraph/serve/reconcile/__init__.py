"""The reconciliation service: which cities the names in somebody's table mean, for OpenRefine."""
