"""The admin shows the library and changes nothing."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client

from scenarios.models import ScenarioVersion
from wargame.accounts.models import User

pytestmark = pytest.mark.django_db

SHOWN = [model for model in apps.get_app_config("scenarios").get_models() if admin.site.is_registered(model)]


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("keeper"))
    return client


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_every_page_of_the_admin_opens_and_offers_no_change(keeper: Client, small: Path, model: type) -> None:
    name = model.__name__.lower()
    listing = keeper.get(f"/admin/scenarios/{name}/")
    assert listing.status_code == 200
    row = model._default_manager.first()  # type: ignore[attr-defined]
    page = keeper.get(f"/admin/scenarios/{name}/{row.pk}/change/")
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    for action in ("add", f"{row.pk}/delete"):
        assert keeper.get(f"/admin/scenarios/{name}/{action}/").status_code == 403
    assert keeper.post(f"/admin/scenarios/{name}/{row.pk}/change/", {"title": "x"}).status_code == 403


def test_the_admin_does_not_show_the_secret_part_of_a_version(keeper: Client, small: Path) -> None:
    version = ScenarioVersion.objects.get()
    text = keeper.get(f"/admin/scenarios/scenarioversion/{version.pk}/change/").content.decode()
    assert "Guard the airspace." in text
    assert "For the holder only" not in text
