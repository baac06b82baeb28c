"""What the service says of itself, in each version of the protocol.

The two versions spell the same things differently, so each has an address of its own.
"""

from __future__ import annotations

from typing import Any

from twingraph.core.terms import TG, thing
from twingraph.core.version import __version__
from twingraph.serve.reconcile.candidates import TYPE
from twingraph.serve.reconcile.queries import MOST

PATH = "/reconcile"
DRAFT = f"{PATH}/1.0-draft"
NAME = "twingraph: cities with partnerships"
WIDTH, HEIGHT = 420, 220  # pixels of a preview


def version_02(base: str) -> dict[str, Any]:
    """Return the manifest of version 0.2.

    Args:
        base: Address of the service, without a slash at its end.
    """
    suggest = {"service_url": f"{base}{PATH}"}
    kinds = ("entity", "property", "type")
    return {
        "versions": ["0.2"],
        "name": NAME,
        "identifierSpace": thing("city", ""),
        "schemaSpace": TG,
        "documentation": f"{base}/api",
        "serviceVersion": __version__,
        "defaultTypes": [TYPE],
        "view": {"url": f"{base}/id/city/{{{{id}}}}"},
        "preview": {
            "url": f"{base}{PATH}/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {kind: suggest | {"service_path": f"/suggest/{kind}"} for kind in kinds},
        "extend": {
            "propose_properties": {
                "service_url": f"{base}{PATH}",
                "service_path": "/extend/propose",
            },
            "property_settings": [],
        },
        "batchSize": MOST,
    }


def version_10(base: str) -> dict[str, Any]:
    """Return the manifest of the draft of version 1.0.

    Args:
        base: Address of the service, without a slash at its end.
    """
    return {
        "versions": ["1.0-draft"],
        "name": NAME,
        "documentation": f"{base}/api",
        "serviceVersion": __version__,
        "defaultTypes": [TYPE],
        "view": {"url": f"{base}/id/city/{{id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "batchSize": MOST,
        "lang": "en",
        "standardizedScore": True,
    }
