"""What the folder of a build holds."""

from __future__ import annotations

MANIFEST = "manifest.json"
FINDINGS = "findings.json"
TURTLE = "twingraph.ttl"
NQUADS = "twingraph.nq"
STORE = "store"
VIEWS = "views"
