"""Labels of the map in every situation of the pack, at every size: none covers anything, none is ambiguous."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from math import dist

import pytest

from tests.scenarios.pack_maps import map_of_pack
from tests.scenarios.sightings import seen
from wargame.web import maps
from wargame.web.labels import Label, Rect, is_mistaken

WORLD = map_of_pack("nine-past-nine")
SIZES = ("play", "phone", "projector")
FARTHEST = 80
"""Pixels: a label farther from what it names than this, even with a line to it, speaks of nothing."""

BESIDE, SHORT = 15, 24
"""Pixels to the middle of a marker at which a label reads as its own, and of a line that is easily overlooked."""

pytestmark = pytest.mark.slow


@lru_cache(maxsize=4)
def drawings(size: str) -> dict[str, maps.Drawing]:
    """Give each drawing that a seat may see, as the page shows it."""
    windows = (size, f"{size}-middle", f"{size}-wide")
    return {
        f"turn {turn} {seat} {' '.join(keys)}": maps.draw(
            maps.MapView(WORLD, maps.fitting(WORLD, windows, tracks), "A sentence.", own=seat, tracks=tracks)
        )
        for (turn, seat, keys), tracks in seen().items()
        if size != "projector" or not seat
    }


def words(label: Label) -> str:
    return " / ".join(line for _, line in label.lines)


def named(drawing: maps.Drawing) -> list[tuple[str, Rect]]:
    """Return every label of a map, with its box."""
    return [
        *((words(label), label.box) for label in drawing.labels),
        *((caption.text, caption.box) for caption in drawing.captions),
    ]


def covering(drawing: maps.Drawing) -> Iterator[str]:
    for (one, box), (other, second) in combinations(named(drawing), 2):
        if box.overlap(second) > 1:
            yield f"{one} on {other}"
    for text, box in named(drawing):
        yield from (f"{text} on {marker.title}" for marker in drawing.markers if box.overlap(marker.box) > 1)
    for marker, another in combinations(drawing.markers, 2):
        if marker.box.overlap(another.box) > 1:
            yield f"{marker.title} on {another.title}"


def outside(drawing: maps.Drawing) -> Iterator[str]:
    window = Rect(0, 0, drawing.width, drawing.height)
    busy = maps.controls(drawing.width, drawing.height)
    for text, box in named(drawing):
        if box.area - box.overlap(window) > 1:
            yield f"{text} leaves the map"
        if any(box.overlap(control) > 1 for control in busy):
            yield f"{text} under a button"
    for marker in drawing.markers:
        if any(marker.box.overlap(control) for control in busy):
            yield f"{marker.title} under a button"


def misleading(drawing: maps.Drawing) -> Iterator[str]:
    rocks = [(label.request.x, label.request.y) for label in drawing.labels if "Liancourt Rocks" in words(label)]
    marks = [*((marker.x, marker.y) for marker in drawing.markers), *rocks]
    for label in drawing.labels:
        far = label.box.distance(label.request.x, label.request.y) - label.request.gap
        if far > FARTHEST:
            yield f"{words(label)} is {far:.0f} px off"
        if label.leader is None and is_mistaken(label.request, label.box, marks):
            yield f"{words(label)} stands beside something else"
        for text, box in named(drawing):
            if label.leader and box != label.box and crosses(label.leader, box):
                yield f"the line of {words(label)} crosses {text}"


def overlooked(drawing: maps.Drawing) -> Iterator[str]:
    """Labels with a short line to what they name, which nobody sees because they stand beside another's marker."""
    for label in drawing.labels:
        if label.leader and dist(label.leader[:2], label.leader[2:]) < SHORT:
            own = (label.request.x, label.request.y)
            others = [marker for marker in drawing.markers if dist(own, (marker.x, marker.y)) > label.request.gap]
            beside = [marker.title for marker in others if label.box.distance(marker.x, marker.y) < BESIDE]
            yield from (f"{words(label)} beside {title}" for title in beside)


def crosses(line: tuple[float, float, float, float], box: Rect) -> bool:
    x, y, to_x, to_y = line
    steps = (share / 20 for share in range(1, 20))
    box = Rect(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1)
    return any(box.distance(x + share * (to_x - x), y + share * (to_y - y)) == 0 for share in steps)


FAULTS = {"play": (covering, outside, misleading), "phone": (covering, outside, misleading)}
FAULTS["projector"] = (covering, misleading, overlooked)
"""The projector's map has no buttons."""


@pytest.mark.parametrize(("size", "fault"), [(size, fault) for size in SIZES for fault in FAULTS[size]])
def test_no_label_is_at_fault_in_any_situation(size: str, fault: object) -> None:
    faults = {name: found for name, drawing in drawings(size).items() if (found := list(fault(drawing)))}  # type: ignore[operator]
    assert faults == {}


@pytest.mark.parametrize("size", SIZES)
def test_every_unit_and_the_rocks_are_named(size: str) -> None:
    for name, drawing in drawings(size).items():
        said = " ".join(words(label) for label in drawing.labels)
        assert "Liancourt Rocks / Dokdo / Takeshima" in said, name
        missing = [marker.title for marker in drawing.markers if marker.label and marker.label not in said]
        assert missing == [], name
