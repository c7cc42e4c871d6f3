"""Public pages: the landing page with the library, scenarios, their sources, briefings, the method."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from scenarios import opening, selectors
from scenarios.library_filter import LibraryFilter
from scenarios.models import Role, Scenario
from scenarios.selectors.queue_picture import QueuePicture, queue_picture_of
from scenarios.selectors.range_picture import pictured_ranges
from scenarios.selectors.scenario import version_of
from scenarios.selectors.trade_picture import PicturedFlow, trade_picture_of
from scenarios.stored_maps import map_at
from wargame.web import charts, maps, samples
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.seats import show_shapes
from wargame.web.words import show_words

FEATURED = "nine-past-nine"
RECORD_SENTENCE = (
    "Map of the sea between Korea and Japan on 23 July 2019: Russian and Chinese bombers fly south together, "
    "a Russian A-50 is at the Liancourt Rocks, South Korean and Japanese fighters come up."
)


@dataclass(frozen=True)
class Tile:
    """A card of the library with its small picture: bars of trade, or a map, or a queue; without one a bare card."""

    card: selectors.ScenarioCard
    trade: tuple[PicturedFlow, ...]
    map: maps.Drawing | None
    queue: QueuePicture | None


@require_safe
def landing(request: HtmxHttpRequest) -> HttpResponse:
    """Show the purpose of Parley, and the library of scenarios, filtered by the query string."""
    chosen = LibraryFilter(request.GET)
    cards = selectors.library(request.user)
    facets = chosen.facets(cards) if len(cards) > 1 else []
    context = {
        "featured": _featured(cards),
        "map": _record(cards, "hero"),
        "phone_map": _record(cards, "phone"),
        "filter": chosen,
        "states": chosen.counts(cards),
        "facets": facets,
        "rare": sum(len(facet.rare) for facet in facets),
        "tiles": [_tile(card) for card in chosen.matching(cards)],
        "total": len(cards),
        "advisers": samples.ADVISERS,
    }
    template = "scenarios/landing.html#library" if request.htmx else "scenarios/landing.html"
    return render(request, template, context)


def _featured(cards: Sequence[selectors.ScenarioCard]) -> selectors.ScenarioCard | None:
    """Return the scenario that the page begins with, or the first that is ready where it is not loaded."""
    ready = [card for card in cards if card.is_ready]
    return next((card for card in ready if card.slug == FEATURED), ready[0] if ready else None)


def _record(cards: Iterable[selectors.ScenarioCard], window: str) -> maps.Drawing | None:
    """Return the record of the featured scenario; None where it is not loaded, or its map has no such window."""
    digest = next((card.map for card in cards if card.slug == FEATURED), None)
    world = map_at(digest) if digest else None
    if world is None or window not in world.windows:
        return None
    return maps.draw(maps.MapView(world, window, RECORD_SENTENCE, tracks=world.record))


def _tile(card: selectors.ScenarioCard) -> Tile:
    if trade := trade_picture_of(card):
        return Tile(card, trade, None, None)
    small_map = _small_map(card)
    return Tile(card, (), small_map, None if small_map else queue_picture_of(card))


def _small_map(card: selectors.ScenarioCard) -> maps.Drawing | None:
    if card.map is None:
        return None
    world = map_at(card.map)
    if world.record:
        sentence = f"The movements at {card.focus.name}, as the record has them."
        view = maps.MapView(world, "card", sentence, tracks=world.record, ranges=pictured_ranges(card))
        return replace(maps.draw(view), labels=())
    sentence, focus_km = f"Where it happens: {card.focus.name}.", max(90, card.focus.radius_km or 90)
    return maps.draw(maps.MapView(world, "card", sentence, layers=frozenset(), focus_km=focus_km))


@require_safe
def scenario(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one scenario: its seats, the ties between the states, what happened."""
    try:
        page = selectors.scenario_page(slug, request.user)
    except Scenario.DoesNotExist as error:
        raise Http404(str(error)) from error
    show_shapes(page.card.shapes)
    return render(request, "scenarios/scenario.html", {"page": page, "tile": _tile(page.card)})


@require_safe
def sources(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the sourced, inferred and invented facts, and the claims of each party."""
    try:
        page = selectors.sources_page(slug, request.user)
    except Scenario.DoesNotExist as error:
        raise Http404(str(error)) from error
    show_shapes(page.card.shapes)
    source = map_at(page.card.map).source if page.card.map else ""
    return render(request, "scenarios/sources.html", {"page": page, "map_source": source})


@require_safe
def teaching(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the material that helps to teach with a scenario."""
    try:
        page = selectors.teaching_page(slug, request.user)
    except Scenario.DoesNotExist as error:
        raise Http404(str(error)) from error
    show_words(lambda: selectors.glossary_of(version_of(slug, request.user)))
    return render(request, "scenarios/teaching.html", {"page": page})


@require_safe
def briefing(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show the public part of one seat's briefing. The whole briefing is shown in an exercise."""
    try:
        page = selectors.public_briefing(slug, code, request.user)
    except (Scenario.DoesNotExist, Role.DoesNotExist) as error:
        raise Http404(str(error)) from error
    show_shapes(page.card.shapes)
    show_words(lambda: selectors.glossary_of(version_of(slug, request.user)))
    return render(request, "scenarios/briefing.html", {"page": page})


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Show help: how a turn goes, and every word that Parley and its scenarios explain."""
    return render(request, "scenarios/help.html", {"groups": selectors.help_groups()})


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Show the way to compute outcomes, from the engine's own data and the library's treaties."""
    told, kinds = opening.method(), selectors.order_kinds()
    context = {
        "method": told,
        "habituation": _habituation(tuple(100 * point.share for point in told.habituation)),
        "kinds": kinds,
        "delayed": [kind for kind in kinds if kind.delay_days],
        "left_out": selectors.left_out(),
    }
    return render(request, "scenarios/method.html", context)


def _habituation(shares: tuple[float, ...]) -> dict[str, charts.LineChart]:
    """Return the chart for wide windows, and a smaller one for phones, on which the wide one could not be read."""
    sentence = f"An act keeps {shares[1]:.0f} in 100 of its first effect the second time, {shares[-1]:.0f} in the end."
    series = [charts.Series("kept", shares, "alt")]
    sizes = {"wide": (420, 200), "narrow": (256, 180)}
    seen = [str(count) for count in range(len(shares))]
    return {name: charts.line_chart(sentence, seen, series, size=size) for name, size in sizes.items()}
