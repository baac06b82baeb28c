"""A service of the embedded dataset for the tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from support.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """The address of a service with the usual limits."""
    with serving(built) as url:
        yield url


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client of this service, which follows no redirect."""
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client
