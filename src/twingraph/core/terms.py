"""Namespaces, and the addresses of things.

The terms themselves are written down in ``ontology/``; a test compares every name used here with
it.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

BASE = "https://w3id.org/twingraph/"
TG = BASE + "ontology#"
CONCEPT = BASE + "concept/"
ID = BASE + "id/"
SHAPES = BASE + "shapes#"
TABLE = BASE + "table/"

PREFIXES = {
    "tg": TG,
    "tgc": CONCEPT,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dce": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

CLAIM = ID + "claim/"
_EVIDENCE = ("#char=", "#quote=")
_TERM = re.compile(r"\b([a-z]+):([A-Za-z][\w-]*)")


def expand(name: str) -> str:
    """Return the IRI of a prefixed name: ``expand("tg:start")``.

    Raises:
        KeyError: The prefix is not one of ``PREFIXES``.
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Return the shortest name of an IRI that a reader knows: ``tg:start``, ``city/krakow``."""
    if iri.startswith(ID):
        return iri[len(ID) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _TERM.fullmatch(f"{prefix}:{iri[len(namespace) :]}"):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def thing(kind: str, slug: str) -> str:
    """Return the address of a thing: ``thing("city", "krakow")``.

    Args:
        kind: Kind of the thing, such as "city".
        slug: Id of the thing, not escaped.
    """
    return f"{ID}{kind}/{quote(slug, safe='/-')}"


def kind_of(iri: str) -> str:
    """Return the kind of thing that an address belongs to; empty for an address of another site.

    >>> kind_of(thing("city", "krakow"))
    'city'
    """
    return iri[len(ID) :].partition("/")[0] if iri.startswith(ID) else ""


def slug(iri: str) -> str:
    """Return the id of a thing from its address; of another address, the last step.

    >>> slug(thing("partnership", "krakow--leipzig"))
    'krakow--leipzig'
    """
    return unquote(
        iri[len(ID) :].partition("/")[2] if iri.startswith(ID) else iri.rpartition("/")[2]
    )


def is_claim(iri: str) -> bool:
    """Whether a thing belongs to the claims: a claim, or the evidence for one."""
    return iri.startswith(CLAIM) or any(mark in iri for mark in _EVIDENCE)
