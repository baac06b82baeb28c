"""How different colours look, to people who see all colours and to those who do not.

The matrices are those of Machado, Oliveira and Fernandes (2009) for people who lack one kind of
cones altogether; the difference is that of CIELAB (1976).
"""

from __future__ import annotations

from math import dist

Triple = tuple[float, float, float]

SEEING: dict[str, tuple[Triple, Triple, Triple]] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ = ((0.4339, 0.3763, 0.1898), (0.2126, 0.7152, 0.0722), (0.0178, 0.1095, 0.8727))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it, from 1 to 21.

    Args:
        one: A colour, such as "#1f66a8".
        other: Another.
    """
    dark, light = sorted(_mixed(_linear(each), _XYZ)[1] for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def difference(one: str, other: str, seeing: str) -> float:
    """Return how different two colours look; 2 can just be told apart side by side.

    Args:
        one: A colour, such as "#1f66a8".
        other: Another.
        seeing: Who looks, a key of ``SEEING``.
    """
    first, second = (_lab(_mixed(_linear(each), SEEING[seeing])) for each in (one, other))
    return dist(first, second)


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _mixed(colour: Triple, matrix: tuple[Triple, Triple, Triple]) -> Triple:
    one, two, three = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, colour, strict=True)))) for row in matrix
    )
    return one, two, three


def _lab(colour: Triple) -> Triple:
    x, y, z = (_root(part) for part in _mixed(colour, _XYZ))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
