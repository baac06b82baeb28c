"""Coroutines in tests that wait for what they return."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


def returned(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine returns, or raise what it raises.

    It runs in a thread of its own, because a browser may have an event loop in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
