"""The admin shows the library and changes nothing."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client

from scenarios.models import Manoeuvre, ScenarioVersion
from wargame.accounts.models import User

pytestmark = pytest.mark.django_db

SHOWN = [model for model in apps.get_app_config("scenarios").get_models() if admin.site.is_registered(model)]


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("keeper"))
    return client


@pytest.mark.slow
def test_every_page_of_the_admin_opens_and_offers_no_change(keeper: Client, small: Path) -> None:
    assert len(SHOWN) >= 12
    for model in SHOWN:
        home = f"/admin/scenarios/{model._meta.model_name}"
        row = model._default_manager.first()
        assert row is not None
        page = keeper.get(f"{home}/{row.pk}/change/")
        assert (keeper.get(f"{home}/").status_code, page.status_code) == (200, 200), home
        assert 'name="_save"' not in page.content.decode()
        assert keeper.get(f"{home}/add/").status_code == 403
        assert keeper.get(f"{home}/{row.pk}/delete/").status_code == 403
        assert keeper.post(f"{home}/{row.pk}/change/", {"title": "x"}).status_code == 403


def test_a_fact_says_who_uses_it_and_where_the_article_speaks_of_it(keeper: Client, small: Path) -> None:
    fact = Manoeuvre.objects.get(slug="vostok-2018")
    text = keeper.get(f"/admin/scenarios/manoeuvre/{fact.pk}/change/").content.decode()
    assert "Used by" in text
    assert "Small (version 1)" in text
    assert "In the article" in text
    assert "Sentence 10" in text


@pytest.mark.slow
def test_a_version_says_which_board_it_has_and_which_sentences_and_facts_it_uses(keeper: Client, small: Path) -> None:
    version = ScenarioVersion.objects.get()
    text = keeper.get(f"/admin/scenarios/scenarioversion/{version.pk}/change/").content.decode()
    for heading in ("Board", "Sentences of the article", "Facts"):
        assert heading in text


@pytest.mark.slow
def test_the_admin_does_not_show_the_secret_part_of_a_version(keeper: Client, small: Path) -> None:
    version = ScenarioVersion.objects.get()
    text = keeper.get(f"/admin/scenarios/scenarioversion/{version.pk}/change/").content.decode()
    assert "Guard the airspace." in text
    assert "For the holder only" not in text
