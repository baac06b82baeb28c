"""The languages in which twingraph writes its pages and chooses its labels."""

from __future__ import annotations

from typing import Literal, get_args

Language = Literal["de", "en", "pl", "uk"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
