"""The method page prints all dials and treaties from the engine and the library."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from scenarios.loader import load
from scenarios.models import Obligation, OrderKind
from tests.scenarios.editing import change
from wargame.engine import DIALS
from wargame.engine.study.method import NO_DIALS, SENTENCES
from wargame.web.figures import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, small: Path) -> str:
    return re.sub(r"\s+", " ", client.get("/method/").content.decode())


@pytest.mark.slow
def test_every_dial_stands_with_its_range_presets_and_what_it_touches(page: str) -> None:
    for dial in DIALS:
        (row,) = (one for one in page.split("<tr") if f">{escape(dial.name)}</th>" in one)
        assert f"<b>{plain(dial.default) if dial.is_on else 'off'}</b>" in row
        assert f"{plain(dial.low)}\N{EN DASH}{plain(dial.high)}" in row
        assert all(f"{escape(name)} <b>{plain(value)}</b>" in row for name, value in dial.presets)
        assert " · ".join(dial.touches) in row
        assert escape(dial.source) in row


@pytest.mark.slow
def test_later_effects_stand_with_the_kinds_that_have_some_and_their_delays(page: str) -> None:
    (family,) = (one for one in page.split('<section class="family"') if "Later effects</h3>" in one)
    assert escape(SENTENCES["later effects"]) in family
    assert escape(NO_DIALS) in family
    delayed = OrderKind.objects.exclude(delay_days=0)
    assert delayed
    assert all(f"{kind.name} <b>{kind.delay_days:g}</b>" in family for kind in delayed)


@pytest.mark.slow
def test_what_treaties_leave_out_stands_with_the_places(page: str) -> None:
    for obligation in Obligation.objects.exclude(excludes=""):
        assert escape(obligation.excludes) in page
    assert "Left out by the rules:</span> <b>Airspace round the Liancourt Rocks (Dokdo / Takeshima)</b>, <b>" in page


def test_the_curve_is_told_in_figures(page: str) -> None:
    assert "In figures: 100, 15, 6, 5, 5, 5, 5, 5 in 100." in page


@pytest.mark.slow
def test_a_place_that_is_dropped_from_the_library_leaves_the_page(client: Client, folder: Path) -> None:
    change(folder / "_shared" / "alliances.yaml", "[liancourt-rocks, liancourt-airspace]", "[liancourt-rocks]")
    load(folder)
    assert "<b>Airspace round the Liancourt Rocks" not in client.get("/method/").content.decode()
