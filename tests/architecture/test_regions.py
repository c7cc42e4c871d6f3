"""Each region has one name: for its partial, DOM id, URL and live notice."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from wargame.analysis.services import collecting
from wargame.exercises import notices
from wargame.exercises.play.views import REGIONS
from wargame.exercises.situation.context import LIVE_REGIONS

HOME = Path(__file__).resolve().parents[2]
TEMPLATES = HOME / "templates"
# Whoever hears of the phase has all regions of the play page look.
TURN = {
    *notices.TURN_CLOSED,
    *notices.TURN_FAILED,
    *notices.TURN_OPENED,
    *notices.TURN_REOPENED,
    *notices.TURN_REVEALED,
    *LIVE_REGIONS.split(),
    "standing",
}
PUBLISHED = {
    *notices.LOBBY,
    *notices.ROOM,
    *TURN,
    *notices.INJECTS,
    *notices.PROPOSED,
    *notices.PRINTED,
    *notices.DEBRIEF,
    *notices.ANSWERED,
    *notices.WALL,
    *collecting.REGIONS,
}
NAMES = {
    "phase",
    "debrief",
    "answers",
    "wall",
    "standing",
    "closed",
    "results",
    "board",
    "orders",
    "clock",
    "inbox",
    "roster",
    "ensemble",
    "lobby",
    "log",
    "control",
    "injects",
    "proposals",
    "press",
}


def partials(template: str) -> dict[str, str]:
    """Return the named partials of a template, with their text."""
    text = (TEMPLATES / template).read_text()
    return dict(re.findall(r"{% partialdef (\w+) inline %}(.*?){% endpartialdef %}", text, re.DOTALL))


def test_notices_use_the_names_of_the_glossary() -> None:
    assert PUBLISHED <= NAMES
    assert set(REGIONS) <= PUBLISHED
    assert set(REGIONS) == set(partials("exercises/play/play.html")) == set(LIVE_REGIONS.split())


@pytest.mark.parametrize("name", REGIONS)
def test_a_region_has_one_name_everywhere(name: str) -> None:
    partial = partials("exercises/play/play.html")[name]
    opening = re.search(rf'<\w+[^>]*?\bid="{name}"[^>]*?>', partial.replace("%}", "").replace("->", ""), re.DOTALL)
    assert opening is not None, f"the partial {name} has no element with that id"
    assert f"url '{name}' frame.code" in partial
    # static/js/regions.js tells a part with data-look.
    assert f'hx-trigger="live:{name} from:body' in partial or f'hx-trigger="live:{name}" data-look="{name}"' in partial
    assert reverse(name, args=["K7QF2M"]).endswith(f"/play/{name}/")


def test_no_page_waits_for_a_notice_that_nobody_sends() -> None:
    awaited = {
        name for path in TEMPLATES.rglob("*.html") for name in re.findall(r"live:(\w+) from:body", path.read_text())
    }
    assert awaited
    assert awaited <= PUBLISHED
