"""A state has one sign in the product: outlines tell signs apart, also in grey; colours can be read on all grounds."""

import math
import re
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from wargame.web.outlines import BOX, OUTLINES, Outline, Ring
from wargame.web.seats import HOLLOW, SHAPES, WHITE_CELL, mark_of, shapes_of, show_shapes, usual_shapes

ROOT = Path(__file__).parents[2]
CSS = ROOT / "static" / "css"
TOKEN = re.compile(r"--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\);")
STATES = tuple(code for code in SHAPES if code != WHITE_CELL)
GRID = 48
ALIKE = 0.85
"""Outlines that share more of their area than this must differ in lightness as well."""


@cache
def tokens() -> dict[str, tuple[str, str]]:
    found = TOKEN.findall((CSS / "tokens.css").read_text())
    return {name: (light, dark) for name, light, dark in found}


def colour_of(code: str, theme: int) -> str:
    return tokens()[f"seat-{SHAPES[code]}"][theme]


def linear(colour: str) -> tuple[float, float, float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str) -> tuple[float, float, float]:
    """Return a colour in OKLab (times 100) as in deuteranopia, simulated as by Vienot, Brettel and Mollon."""
    red, green, blue = linear(colour)
    mixed = 0.29275 * red + 0.70725 * green
    red, green, blue = mixed, mixed, -0.02234 * red + 0.02234 * green + blue
    long = max(0.0, 0.4122 * red + 0.5363 * green + 0.0514 * blue) ** (1 / 3)
    middle = max(0.0, 0.2119 * red + 0.6807 * green + 0.1074 * blue) ** (1 / 3)
    short = max(0.0, 0.0883 * red + 0.2817 * green + 0.63 * blue) ** (1 / 3)
    lightness = 0.2105 * long + 0.7936 * middle - 0.0041 * short
    green_red = 1.978 * long - 2.4286 * middle + 0.4506 * short
    blue_yellow = 0.0259 * long + 0.7828 * middle - 0.8087 * short
    return 100 * lightness, 100 * green_red, 100 * blue_yellow


def has_inside(ring: Ring, x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def filled(outline: Outline) -> frozenset[tuple[int, int]]:
    """Return the points of a grid that the rule `evenodd` fills."""
    step = BOX / GRID
    return frozenset(
        (column, row)
        for column in range(GRID)
        for row in range(GRID)
        if sum(has_inside(ring, (column + 0.5) * step, (row + 0.5) * step) for ring in outline) % 2
    )


@cache
def tables() -> tuple[frozenset[str], ...]:
    """Return the codes of states that sit at one table: the seats of each pack, the members of each alliance."""
    packs = (ROOT / "scenarios" / "packs").glob("[!_]*")
    seats = (frozenset(path.stem for path in (pack / "seats").glob("*.yaml")) for pack in packs)
    alliances = yaml.safe_load((ROOT / "scenarios" / "packs" / "_shared" / "alliances.yaml").read_text())
    members = (frozenset(member["state"] for member in alliance["members"]) for alliance in alliances)
    return (*seats, *members)


@cache
def points(shape: str) -> frozenset[tuple[int, int]]:
    return filled(OUTLINES[shape])


def shared(one: str, other: str) -> float:
    """Return the shared area of two outlines, of the area of both."""
    return len(points(one) & points(other)) / len(points(one) | points(other))


def test_every_state_of_the_library_and_the_white_cell_have_a_sign_of_their_own() -> None:
    library = yaml.safe_load((ROOT / "scenarios" / "packs" / "_shared" / "states.yaml").read_text())
    assert {state["code"] for state in library} <= set(SHAPES)
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert not set(SHAPES.values()) & set(HOLLOW)


@pytest.mark.parametrize("shape", sorted(OUTLINES))
def test_a_style_gives_every_shape_its_colour(shape: str) -> None:
    rule = '[data-shape^="hollow-"]' if shape.startswith("hollow-") else f'[data-shape="{shape}"]'
    token = "seat-hollow" if shape.startswith("hollow-") else f"seat-{shape}"
    assert f"{rule} {{\n  --seat: var(--{token});" in (CSS / "seats.css").read_text()
    assert token in tokens()


@pytest.mark.parametrize(("theme", "least"), [(0, 5.2), (1, 6.5)])
def test_codes_in_the_colour_of_their_state_can_be_read_on_a_panel(theme: int, least: float) -> None:
    weak = [code for code in STATES if contrast(colour_of(code, theme), tokens()["panel"][theme]) < least]
    assert weak == []


@pytest.mark.parametrize("theme", [0, 1])
def test_signs_stand_out_on_a_map(theme: int) -> None:
    grounds = [tokens()[name][theme] for name in ("map-sea", "map-land", "map-own", "map-halo")]
    weak = [code for code in STATES for ground in grounds if contrast(colour_of(code, theme), ground) < 4]
    assert weak == []


@pytest.mark.parametrize("theme", [0, 1])
def test_signs_are_told_apart_in_grey_and_in_deuteranopia(theme: int) -> None:
    for one, other in combinations(STATES, 2):
        first, second = seen(colour_of(one, theme)), seen(colour_of(other, theme))
        if shared(SHAPES[one], SHAPES[other]) > ALIKE:
            assert abs(first[0] - second[0]) > 8, f"{one} and {other} have like outlines and are equally light"
        if any({one, other} <= table for table in tables()):
            assert math.dist(first, second) > 5, f"{one} and {other} sit at one table and look like one colour"


def test_no_two_outlines_are_nearly_the_same() -> None:
    alike = {(one, other): round(shared(one, other), 2) for one, other in combinations(OUTLINES, 2)}
    assert {pair for pair, share in alike.items() if share > ALIKE} == {("hexagon", "circle")}
    assert max(alike.values()) < 0.93


def test_invented_states_are_hollow_by_the_order_of_their_seats() -> None:
    assert shapes_of(["UPL", "CHN", "LOW"]) == {"UPL": "hollow-square", "CHN": "diamond", "LOW": "hollow-triangle"}
    invented = shapes_of(f"X{number:02}" for number in range(9))
    assert tuple(invented.values())[:8] == HOLLOW


def test_a_scenario_cannot_give_a_state_another_sign() -> None:
    with usual_shapes():
        show_shapes({"CHN": "circle", "UPL": "hollow-circle"})
        assert (mark_of("CHN").shape, mark_of("CHN", "circle").shape) == ("diamond", "diamond")
        assert mark_of("UPL").shape == "hollow-circle"
    assert mark_of("UPL").shape == "hollow-square"
