"""The stereographic projection of maps. It is conformal, so circles on the ground are circles on the page."""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

EARTH_KM = 6371.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Projection:
    """A window on the earth: its centre (degrees), size (pixels) and scale (pixels per km at the centre)."""

    longitude: float
    latitude: float
    width: int
    height: int
    pixels_per_km: float

    def __call__(self, longitude: float, latitude: float) -> Point:
        """Return pixels from the top left corner for a position in degrees."""
        phi0, phi = radians(self.latitude), radians(latitude)
        turn = radians(longitude - self.longitude)
        towards = sin(phi0) * sin(phi) + cos(phi0) * cos(phi) * cos(turn)
        # The far side of the earth is infinitely far away on the page.
        scale = 2 * EARTH_KM * self.pixels_per_km / max(1 + towards, 1e-9)
        x = scale * cos(phi) * sin(turn)
        y = scale * (cos(phi0) * sin(phi) - sin(phi0) * cos(phi) * cos(turn))
        return self.width / 2 + x, self.height / 2 - y

    def inverse(self, x: float, y: float) -> Point:
        """Return degrees (longitude, latitude) for pixels."""
        east, north = x - self.width / 2, self.height / 2 - y
        distance = hypot(east, north)
        if distance == 0:
            return self.longitude, self.latitude
        phi0 = radians(self.latitude)
        angle = 2 * atan2(distance, 2 * EARTH_KM * self.pixels_per_km)
        phi = asin(cos(angle) * sin(phi0) + north * sin(angle) * cos(phi0) / distance)
        turn = atan2(east * sin(angle), distance * cos(phi0) * cos(angle) - north * sin(phi0) * sin(angle))
        return self.longitude + degrees(turn), degrees(phi)

    def bounds(self, margin: float = 0) -> tuple[float, float, float, float]:
        """Return west, south, east and north (degrees) of the window, with a margin in pixels around it."""
        wide, high = self.width + 2 * margin, self.height + 2 * margin
        steps = [i / 8 for i in range(9)]
        edge = [(x, y) for x in steps for y in steps if x in (0, 1) or y in (0, 1)]
        places = [self.inverse(x * wide - margin, y * high - margin) for x, y in edge]
        longitudes, latitudes = zip(*places, strict=True)
        return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def distance_km(start: Point, end: Point) -> float:
    """Return the great-circle distance between two positions (longitude, latitude) in degrees."""
    phi1, phi2 = radians(start[1]), radians(end[1])
    turn = radians(end[0] - start[0])
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(turn / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def compass(start: Point, end: Point) -> str:
    """Return the direction from one position to another in eight words, such as "north-east"."""
    phi1, phi2 = radians(start[1]), radians(end[1])
    turn = radians(end[0] - start[0])
    east = sin(turn) * cos(phi2)
    north = cos(phi1) * sin(phi2) - sin(phi1) * cos(phi2) * cos(turn)
    names = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    return names[round(degrees(atan2(east, north)) / 45) % 8]
