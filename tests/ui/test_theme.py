"""The look, by numbers: contrast of colours that meet (WCAG 2.2), and colours that any eye tells apart."""

from __future__ import annotations

import math
import re
import tomllib
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pytest

from ui import theme
from ui.words import on_filled

Colour = npt.NDArray[np.float64]
CONFIG: Final = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
MODES: Final[dict[str, dict[str, Any]]] = {
    mode: tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][mode] for mode in ("light", "dark")
}
TEXT, GRAPHIC = 4.5, 3.0
"""Least contrast of text (WCAG 1.4.3) and of what is drawn (1.4.11)."""
BESIDE_EACH_OTHER, ANYWHERE = 9.5, 4.5
"""Least difference (CIEDE2000) of colours that touch, and of any two of the palette, whatever the colour vision. A
difference of 2 is seen at once when two areas touch; small marks and lines need several times that."""
TO_LIGHT: Final = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE_POINT: Final = np.array([0.95047, 1.0, 1.08883])
# Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color vision deficiency",
# severity 1.0, for linear RGB.
SEEN_BY: Final = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


# arithmetic -----------------------------------------------------------------------------------------------------------


def rgb(colour: str) -> Colour:
    return np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])


def mixed(ground: str, tint: str) -> str:
    """What "rgba(r, g, b, a)" over a ground looks like."""
    *over, alpha = (float(part) for part in re.findall(r"[\d.]+", tint))
    seen = (1 - alpha) * 255 * rgb(ground) + alpha * np.array(over)
    return "#" + "".join(f"{round(part):02x}" for part in seen)


def faded(colour: str, alpha: float) -> str:
    return theme.translucent(colour, alpha)


def linear(colour: str) -> Colour:
    part = rgb(colour)
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG's (lighter + 0.05) / (darker + 0.05) of the relative luminances."""
    lighter, darker = sorted((float(TO_LIGHT[1] @ linear(colour)) for colour in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, vision: str = "everybody") -> Colour:
    """CIE L*, a*, b* (D65) of a colour as that vision sees it."""
    xyz = TO_LIGHT @ np.clip(SEEN_BY[vision] @ linear(colour), 0, 1) / WHITE_POINT
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def ciede2000(one: Colour, other: Colour) -> float:
    """After Sharma, Wu and Dalal 2005."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    grey = 1.5 - 0.5 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    c1, c2 = math.hypot(a1 * grey, b1), math.hypot(a2 * grey, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * grey)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    light, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    terms = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    weight = 1 + sum(size * math.cos(math.radians(times * hue + shift)) for size, times, shift in terms)
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    blue = 60 * math.exp(-(((hue - 275) / 25) ** 2))
    rotation = -math.sin(math.radians(blue)) * 2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def least_difference(one: str, other: str) -> float:
    return min(ciede2000(lab(one, vision), lab(other, vision)) for vision in SEEN_BY)


def test_the_arithmetic_is_that_of_the_standards() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)  # (1 + 0.05) / (0 + 0.05)
    # #767676: ((0.4627 + 0.055) / 1.055) ** 2.4 = 0.1812; 1.05 / 0.2312 = 4.54, the known darkest grey on white
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert mixed("#ffffff", "rgba(0, 0, 0, 0.5)") == "#808080"
    # pairs 1, 5 and 34 of the table of Sharma, Wu and Dalal
    known = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.1848, -84.8006), (50, 0, -82.7485), 1.0),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, difference in known:
        assert ciede2000(np.array(one), np.array(other)) == pytest.approx(difference, abs=1e-4)


# text -----------------------------------------------------------------------------------------------------------------


def grounds(mode: str) -> list[str]:
    """Every ground that words stand on in a mode: the page, fields, the sidebar and its fields."""
    look = MODES[mode]
    places = (look, look["sidebar"])
    return [place[ground] for place in places for ground in ("backgroundColor", "secondaryBackgroundColor")]


@pytest.mark.parametrize("mode", MODES)
def test_text_captions_and_links_are_legible_on_every_ground(mode: str) -> None:
    look = MODES[mode]
    for ground in grounds(mode):
        assert contrast(look["textColor"], ground) >= TEXT
        assert contrast(look["linkColor"], ground) >= TEXT
        # captions, placeholders and the inactive parts of navigation are the text colour at 60 %
        assert contrast(mixed(ground, faded(look["textColor"], 0.6)), ground) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_chosen_tabs_and_segments_are_legible_and_seen(mode: str) -> None:
    look = MODES[mode]
    ground, primary = look["backgroundColor"], look["primaryColor"]
    assert contrast(primary, ground) >= TEXT  # the name of the chosen tab
    chosen = mixed(ground, faded(primary, 0.2 if mode == "dark" else 0.1))
    assert contrast(primary, chosen) >= TEXT  # the chosen segment: the same colour on a fifth of itself


@pytest.mark.parametrize("mode", MODES)
def test_the_words_on_a_filled_button_are_legible(mode: str) -> None:
    look = MODES[mode]
    assert on_filled("Save") == ":violet[Save]"
    assert contrast(look["violetTextColor"], look["primaryColor"]) >= TEXT


# charts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_every_colour_of_a_chart_stands_out_from_its_ground(mode: str) -> None:
    for colour in theme.PALETTE:
        assert contrast(colour, MODES[mode]["backgroundColor"]) >= GRAPHIC


def test_the_config_draws_with_the_same_colours_as_the_charts() -> None:
    for look in MODES.values():
        assert look["chartCategoricalColors"] == [colour.lower() for colour in theme.PALETTE]


def test_muscles_that_lie_on_each_other_differ_for_every_eye() -> None:
    legs = [ink.colour for ink in theme.MUSCLE_INK.values() if not ink.pattern]
    assert legs == list(theme.PALETTE)  # the order in which bars are stacked
    for lower, upper in pairwise(legs):
        assert least_difference(lower, upper) >= BESIDE_EACH_OTHER, (lower, upper)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (theme.HINGE_COLOUR, theme.CURL_COLOUR),
        (theme.QUAD_COLOUR, theme.HINGE_COLOUR),
        (theme.QUAD_COLOUR, theme.STRENGTH_COLOUR),
        (theme.QUAD_COLOUR, theme.GREY),
        (theme.STRENGTH_COLOUR, theme.OCHRE),
    ],
)
def test_what_a_chart_sets_against_each_other_differs_for_every_eye(one: str, other: str) -> None:
    assert least_difference(one, other) >= BESIDE_EACH_OTHER


def test_no_two_colours_of_the_palette_are_taken_for_each_other() -> None:
    for one, other in combinations(theme.PALETTE, 2):
        assert least_difference(one, other) >= ANYWHERE, (one, other)


def test_no_two_muscles_share_colour_and_hatching() -> None:
    inks = [(ink.colour, ink.pattern) for ink in theme.MUSCLE_INK.values()]
    assert len(set(inks)) == len(inks)
    assert (theme.OTHER_INK.colour, theme.OTHER_INK.pattern) not in inks


@pytest.mark.parametrize("mode", MODES)
def test_zones_differ_from_the_ground_and_from_their_neighbours(mode: str) -> None:
    ground = MODES[mode]["backgroundColor"]
    seen = [ground, *(mixed(ground, theme.ZONE_TINT[level]) for level in ("ok", "watch", "warn", "strong"))]
    for lower, upper in pairwise(seen):
        assert least_difference(lower, upper) >= 2.0, (lower, upper)  # areas that touch; their names stand in them


@pytest.mark.parametrize("mode", MODES)
def test_names_inside_a_chart_are_legible_on_their_box(mode: str) -> None:
    label = theme.LABEL
    for behind in (MODES[mode]["backgroundColor"], *theme.PALETTE):
        assert contrast(label["font"]["color"], mixed(behind, str(label["bgcolor"]))) >= TEXT  # type: ignore[index]


def test_names_inside_a_chart_are_light_on_dark_in_the_dark_mode() -> None:
    figure = theme.Figure().add_annotation(text="floor 4", **theme.LABEL).add_annotation(text="bare")
    light = figure.to_dict()
    named, bare = theme.in_dark(light)["layout"]["annotations"]
    for behind in (MODES["dark"]["backgroundColor"], *theme.PALETTE):
        assert contrast(named["font"]["color"], mixed(behind, named["bgcolor"])) >= TEXT
    assert bare == {"text": "bare"}
    assert light["layout"]["annotations"][0]["bgcolor"] == theme.LABEL["bgcolor"]  # the light one is left as it was
