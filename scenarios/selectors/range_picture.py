"""The training ranges in the small picture of a scenario whose board is a manoeuvre."""

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache

from scenarios.models import ScenarioVersion
from scenarios.selectors.library import ScenarioCard
from wargame.web.map_ranges import Range

A_DAY = 24 * 60 * 60


def pictured_ranges(card: ScenarioCard) -> tuple[Range, ...]:
    """Return each range of a scenario as it stands in the end; content is read once a day at most."""
    return tuple(cache.get_or_set(f"ranges-{card.content_hash}", lambda: _read(card), A_DAY) or ())


def _read(card: ScenarioCard) -> tuple[Range, ...]:
    """Return the ranges that stand whatever happens, so that the picture gives no course of the game away."""
    version = ScenarioVersion.objects.only("content").get(scenario__slug=card.slug, number=card.version)
    pack: Mapping[str, Any] = version.content["pack"]
    rows = (row for row in pack.get("board", {}).get("ranges", ()) if not row["when"])
    return tuple({row["range"]: _range(row) for row in rows}.values())


def _range(row: Mapping[str, Any]) -> Range:
    return Range(tuple(row["names"]), "", tuple(row["at"]), row["km"], row["use"])
