"""The aircraft on the map of Nine Past Nine fly where the texts say that they fly."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

import numpy as np
import pytest

from scenarios.loader import PACKS
from scenarios.moments import moment_order
from tests.scenarios.nine_past_nine import pack, setting

AIRSPACE_KM = 12 * 1.852
KM_PER_DEGREE = 111.2
STEP_KM = 2.0
NEAR_DEGREES = 2.5

Point = tuple[float, float]


@cache
def features(layer: str) -> tuple[dict[str, Any], ...]:
    """Return the features on one layer of the pack's map file, properties and coordinates together."""
    content = json.loads((PACKS / "nine-past-nine" / "map.geojson").read_text(encoding="utf-8"))
    found = [item for item in content["features"] if item["properties"]["layer"] == layer]
    return tuple(item["properties"] | {"at": item["geometry"]["coordinates"]} for item in found)


@cache
def coasts(code: str) -> np.ndarray:
    """Return the sides of the outlines of a state's land, as (side, end, degree)."""
    polygons = [polygon for item in features("land") if item["code"] == code for polygon in item["at"]]
    return np.array([side for (ring,) in polygons for side in pairwise(ring)])


def plane(point: Point, origin: Point) -> Point:
    """Return kilometres east and north of the origin, which is accurate enough over 200 km."""
    east = (point[0] - origin[0]) * KM_PER_DEGREE * cos(radians(origin[1]))
    return east, (point[1] - origin[1]) * KM_PER_DEGREE


def to_land(point: Point, code: str) -> float:
    """Return the kilometres from a point to a state's land, or 999 where it is far away."""
    sides = coasts(code)
    sides = sides[np.abs(sides[:, 0] - point).max(axis=1) < NEAR_DEGREES]
    if not len(sides):
        return 999.0
    start, end = ((sides[:, at] - point) * KM_PER_DEGREE * (cos(radians(point[1])), 1.0) for at in (0, 1))
    along_side = end - start
    length = (along_side**2).sum(axis=1)
    share = np.clip(-(start * along_side).sum(axis=1) / np.where(length, length, 1.0), 0.0, 1.0)
    return float(np.hypot(*(start + share[:, None] * along_side).T).min())


def along(points: list[Point]) -> Iterator[Point]:
    """Give points of a track, close together."""
    for (west, south), (east, north) in pairwise(points):
        steps = max(1, int(hypot(*plane((east, north), (west, south))) / STEP_KM))
        for step in range(steps + 1):
            yield west + (east - west) * step / steps, south + (north - south) * step / steps


def nearest_km(points: list[Point], code: str) -> float:
    """Return the least distance (km) of a track from a state's land, or 999 where it is far away."""
    return min(to_land(point, code) for point in along(points))


def tracks(*symbols: str) -> dict[str, list[Point]]:
    """Return the tracks of these seats by name, from turns and from the record on other pages."""
    shown = {track.key: list(track.points) for track in pack().texts.tracks if track.symbol in symbols}
    drawn = [item["at"] for item in features("track") if item["seat"] in symbols]
    record = {f"record {number}": [(x, y) for x, y in points] for number, points in enumerate(drawn)}
    return shown | record


@pytest.mark.slow
def test_the_patrol_stays_out_of_every_airspace_that_the_map_draws() -> None:
    found = {
        (name, code): distance
        for name, points in tracks("RUS", "CHN").items()
        for code in ("JPN", "KOR")
        if (distance := nearest_km(points, code)) < AIRSPACE_KM
    }
    assert found == {}


@pytest.mark.slow
def test_the_h6k_pass_the_strait_as_far_from_tsushima_as_the_report_says() -> None:
    (report,) = [report for report in pack().texts.reports if report.key == "jpn-r21"]
    assert "23 km from Tsushima and from Iki" in report.text
    assert round(nearest_km(tracks("CHN")["t2-h6-past"], "JPN")) == 23


def test_what_china_hears_of_the_rocks_it_hears_from_as_far_as_its_report_says() -> None:
    (report,) = [report for report in pack().texts.reports if report.key == "chn-r31"]
    assert report.source == "KJ-2000, East China Sea"
    assert "some 800 km away" in report.text
    over_the_sea, rocks = (127.0, 31.5), (131.8667, 37.2417)
    assert 700 < hypot(*plane(over_the_sea, rocks)) < 900


def test_texts_of_the_last_turn_know_the_launch_before_it() -> None:
    """The turn begins an hour after the launch: nobody waits for a first test any more."""
    texts = pack().texts
    (launch,) = [text for text in texts.injects if text.inject == "missiles"]
    (last,) = [turn for turn in setting().spec.turns if turn.number == 6]
    assert moment_order(launch.time) < moment_order(last.starts_at)
    situations = [text.text for text in texts.situations if text.turn == 6]
    assert not [text for text in situations if "launchers" in text]
    forecasts = [
        *((report.time, report.title + report.text) for report in texts.reports if report.turn == 6),
        *((message.time, message.text) for message in texts.messages if message.turn == 6),
    ]
    tests = [(time, text) for time, text in forecasts if "test" in text and "North" in text]
    assert len(tests) > 2
    assert all(moment_order(time) > moment_order(launch.time) for time, _ in tests)
