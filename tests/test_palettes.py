"""The ramps survive a printer without colour, and eyes that tell fewer colours apart."""

from itertools import pairwise

import pytest

from figures.theme import THEMES, Mode
from tests.test_charts import MODES, contrast

Rgb = tuple[float, float, float]

# What is seen without one kind of cone, on linear red, green, blue (Machado, Oliveira, Fernandes 2009,
# severity 1).
DEFICIENCIES: dict[str, tuple[Rgb, Rgb, Rgb]] = {
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
GREY = 1.3
"""The smallest contrast of two neighbouring classes printed in grey; each has its value printed besides."""
STEP = 9.0
"""The smallest difference of two neighbouring classes (CIE 1976); 2 or 3 are just seen side by side."""


def linear(colour: str) -> Rgb:
    """Return a colour as linear red, green, blue."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (red, green, blue)
    )  # type: ignore[return-value]


def seen(colour: str, deficiency: str) -> Rgb:
    """Return what is seen of a colour without one kind of cone."""
    light = linear(colour)
    return tuple(
        min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0), 1)
        for row in DEFICIENCIES[deficiency]
    )  # type: ignore[return-value]


def lab(light: Rgb) -> Rgb:
    """Return linear red, green, blue as CIE L*a*b*, under the white D65."""
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089

    def root(one: float) -> float:
        return one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116

    return 116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))


def difference(one: str, other: str, deficiency: str = "") -> float:
    """Return how different two colours are seen to be (CIE 1976)."""
    first, second = (
        lab(seen(colour, deficiency) if deficiency else linear(colour)) for colour in (one, other)
    )
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5


def test_differences_are_computed_as_the_cie_does() -> None:
    assert round(lab(linear("#FFFFFF"))[0], 1) == 100
    assert difference("#000000", "#FFFFFF") == pytest.approx(100, abs=0.1)
    # Red and green of one lightness: what is plain to most is lost to some.
    assert difference("#C00000", "#007000") > 80
    assert difference("#C00000", "#007000", "deuteranopia") < 45


@pytest.mark.parametrize("mode", MODES)
def test_neighbouring_levels_are_told_apart_in_grey(mode: Mode) -> None:
    ramp = THEMES[mode].sequential
    assert {pair: contrast(*pair) for pair in pairwise(ramp) if contrast(*pair) < GREY} == {}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("palette", ["sequential", "diverging"])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_neighbouring_classes_are_told_apart_by_every_eye(
    mode: Mode, palette: str, deficiency: str
) -> None:
    ramp = getattr(THEMES[mode], palette)
    steps = {pair: round(difference(*pair, deficiency), 1) for pair in pairwise(ramp)}
    assert {pair: step for pair, step in steps.items() if step < STEP} == {}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_two_sides_of_a_gap_are_told_apart_by_every_eye(mode: Mode, deficiency: str) -> None:
    ramp = THEMES[mode].diverging
    for one, other in ((0, 4), (1, 3)):
        assert difference(ramp[one], ramp[other], deficiency) > 20
