"""Public pages: the landing page with the library, scenarios, their sources, the method."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from scenarios.mapfiles import map_file
from wargame.web import geography, maps

FEATURED = "nine-past-nine"


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """What the product is, with the library of scenarios."""
    return render(request, "scenarios/landing.html", {"featured": FEATURED, "map": _hero()})


def _hero() -> maps.Drawing:
    file = map_file(FEATURED)
    sentence = (
        "Map of the sea between Korea and Japan on 23 July 2019: Russian and Chinese bombers fly south together, "
        "a Russian A-50 is at the Liancourt Rocks, South Korean and Japanese fighters come up."
    )
    return maps.draw(maps.MapView(file, "hero", sentence, tracks=geography.read(file).record))


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How outcomes are computed."""
    return render(request, "scenarios/method.html")
