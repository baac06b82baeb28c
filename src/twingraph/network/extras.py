"""Packages that only some measures need, and that are installed as an extra."""

from __future__ import annotations

from importlib.util import find_spec

from twingraph.core.errors import CannotError

_PACKAGES = {
    "network": ("igraph", "numpy"),
    "science": ("lifelines", "matplotlib", "scipy", "statsmodels"),
}


def need(extra: str, *packages: str) -> None:
    """Hold that the packages of an extra are installed.

    Args:
        extra: Name of the extra, such as "network".
        packages: Those of its packages that are needed; without any, those that measures need.

    Raises:
        CannotError: One is not.
    """
    for package in packages or _PACKAGES[extra]:
        if not has(package):
            raise CannotError(f"{package} is not installed; try: pip install 'twingraph[{extra}]'")


def has(package: str) -> bool:
    """Whether a package is installed.

    Args:
        package: Its name.
    """
    return find_spec(package) is not None
