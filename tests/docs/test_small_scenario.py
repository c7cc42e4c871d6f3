"""The small scenario that authors copy is a whole one: it loads, comes to each of its endings, and shows on a page."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from scenarios.loader import check, load
from scenarios.models import ScenarioVersion
from tests.cast import NOON, SEED
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import solo

FOLDER = Path(__file__).parents[2] / "docs" / "how-to"
SLUG = "a-small-scenario"


def test_it_has_no_fault_and_stays_small() -> None:
    (pack,) = check(FOLDER).packs
    assert (pack.meta.slug, len(pack.seats), len(pack.rules.turns)) == (SLUG, 3, 3)
    lines = sum(len(path.read_text().splitlines()) for path in (FOLDER / SLUG).rglob("*.yaml"))
    assert lines < 360


@pytest.mark.slow
def test_each_of_its_endings_is_reached() -> None:
    out = StringIO()
    call_command("rehearse", SLUG, "--folder", FOLDER, "--games", "60", "--json", stdout=out, stderr=StringIO())
    reached = json.loads(out.getvalue())["endings"]
    assert set(reached) == {ending.key for ending in check(FOLDER).packs[0].rules.endings}
    assert min(reached.values()) >= 3


@pytest.mark.slow
def test_its_page_shows_its_map_and_its_shapes(client: Client, db: None, bo: User) -> None:
    load(FOLDER)
    version = ScenarioVersion.objects.get(scenario__slug=SLUG)
    exercise = solo.start_solo(version=version, role="LOW", user=bo, now=NOON, secret=secret_of(SEED))
    client.force_login(bo)
    page = client.get(reverse("play", args=[exercise.code])).content.decode()
    marks = re.findall(r'href="#shape-([\w-]+)" /></svg><span class="seat-code">([A-Z]{3})</span>', page)
    assert set(marks) == {("hollow-square", "UPL"), ("hollow-triangle", "MDL"), ("hollow-circle", "LOW")}
    assert "The dam" in page
