"""A map as a table, for readers who cannot see it."""

from dataclasses import dataclass

from wargame.web.maps import MapView
from wargame.web.projection import Point, compass, distance_km

_WHEN = {"recent": "now", "earlier": "earlier", "planned": "expected"}


@dataclass(frozen=True)
class Sighting:
    """One row of the table: who, what, when, where, and how far from the centre of the scenario."""

    seat: str
    label: str
    sublabel: str
    when: str
    position: str
    km: int
    direction: str


def sightings(view: MapView) -> tuple[Sighting, ...]:
    """Return the map as a table: every labelled track of the view."""
    centre = view.world.centre
    return tuple(
        Sighting(
            seat=track.seat,
            label=track.label,
            sublabel=track.sublabel,
            when=_WHEN[track.kind],
            position=_degrees(track.points[-1]),
            km=round(distance_km(centre.at, track.points[-1])),
            direction=compass(centre.at, track.points[-1]),
        )
        for track in view.tracks
        if track.label
    )


def _degrees(point: Point) -> str:
    longitude, latitude = point
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.1f}\N{DEGREE SIGN}{north}, {abs(longitude):.1f}\N{DEGREE SIGN}{east}"
