"""Data that stand in a page: JSON that HTML leaves as it is, with each text written once."""

from __future__ import annotations

import json
from typing import Any

# Inside a script element HTML gives meaning to these, and JavaScript once did to the last two.
_HARMLESS = {
    character: f"\\u{ord(character):04x}" for character in ("<", ">", "&", "\u2028", "\u2029")
}


class Numbering(dict[str, int]):
    """Numbers texts in the order in which they are met."""

    def __missing__(self, text: str) -> int:
        """Return the next number for a text that is new."""
        number = self[text] = len(self)
        return number


def as_json(document: Any) -> str:
    r"""Return data as JSON that is safe inside a script element.

    Args:
        document: Anything that JSON can hold.

    >>> as_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _HARMLESS.items():
        text = text.replace(character, escape)
    return text
