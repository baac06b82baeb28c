"""Build hook that bundles the scripts of the pages for a wheel or an installation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent / "web"))
import bundle


class FrontEnd(BuildHookInterface[Any]):
    """Hook of hatchling that bundles ``web/`` into ``twingraph.pages``."""

    def dependencies(self) -> list[str]:
        """Return the package that brings Node.js, where the machine has none."""
        return [] if bundle.find_node() else [bundle.NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's
        """Write the bundles, and put them into the wheel although git ignores them.

        Args:
            version: Kind of the build, such as "standard" or "editable".
            build_data: Data of the build; the bundles are added to its artifacts.
        """
        bundle.bundle()
        build_data["artifacts"] += [str(made.relative_to(self.root)) for made in bundle.BUNDLES]
