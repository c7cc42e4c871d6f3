"""The admin's lists reveal nothing beyond their filters, also to a curious member of staff."""

from collections import defaultdict
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Field
from django.http import QueryDict
from django.test import Client

from scenarios.models import ScenarioVersion
from wargame.accounts.models import User

pytestmark = pytest.mark.django_db

LISTED = [model for model in apps.get_models() if admin.site.is_registered(model)]
VERSIONS = "/admin/scenarios/scenarioversion/"


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("keeper"))
    return client


PROBES = (
    "content__contains=For the holder only",
    "content__meta__title=Small",
    "content__seats__0__brief__startswith=F",
    "content__has_key=rules",
    "content_hash__gte=8",
    "content=1",
    "roles__brief__startswith=F",
    "roles__objectives__text__contains=win",
    "injects__title__contains=call",
    "scenario__versions__content__contains=x",
    "scenario__current__content__contains=x",
    "scenario__slug__startswith=s",
    "status__regex=^r",
    "status__in=ready,draft",
    "exercises__secret__gt=a",
    "exercises__commitment__startswith=a",
    "created_at__year=2026",
)


@pytest.mark.slow
def test_a_list_does_not_answer_about_what_it_does_not_offer(staff: Client, small: Path) -> None:
    asked = {probe: staff.get(VERSIONS, dict([probe.split("=", 1)])).status_code for probe in PROBES}
    assert asked == dict.fromkeys(PROBES, 400)


@pytest.mark.parametrize("asked", ["password__startswith=p", "last_login__isnull=1", "email__contains=@", "pk__gte=1"])
def test_nor_does_that_of_users(staff: Client, asked: str) -> None:
    assert staff.get("/admin/accounts/user/", dict([asked.split("=", 1)])).status_code == 400


@pytest.mark.slow
def test_no_list_answers_about_a_field_it_has_no_filter_for(staff: Client, small: Path) -> None:
    for model in LISTED:
        home = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        offered = {item for item in admin.site.get_model_admin(model).list_filter if isinstance(item, str)}
        fields = {field.name for field in model._meta.get_fields() if isinstance(field, Field)}
        assert fields - offered
        for name in fields - offered:
            assert staff.get(home, {f"{name}__gte": "0"}).status_code == 400, (home, name)


@pytest.mark.slow
def test_the_filters_that_a_list_offers_work(staff: Client, small: Path) -> None:
    version = ScenarioVersion.objects.get()
    for asked in ({"status__exact": version.status}, {"scenario__id__exact": version.scenario_id}, {"q": "", "o": "1"}):
        assert staff.get(VERSIONS, asked).status_code == 200, asked


@pytest.mark.slow
def test_the_links_of_every_filter_are_answered(staff: Client, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the links that differ in a value only, as those of one filter, the first and the last are followed.

    The list itself shows all its rows; behind a link a few are enough, for it is the link that is asked about.
    """
    for model in LISTED:
        home = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        links: dict[str, list[str]] = defaultdict(list)
        for link in staff.get(home).content.decode().split('href="?')[1:]:
            query = link.partition('"')[0].replace("&amp;", "&")
            # A column to sort by is a value too, but of another query each.
            links[query if query.startswith("o=") else " ".join(QueryDict(query))].append(query)
        with monkeypatch.context() as short:
            short.setattr(admin.site.get_model_admin(model), "list_per_page", 5)
            for address in (f"{home}?{query}" for found in links.values() for query in {found[0], found[-1]}):
                assert staff.get(address).status_code == 200, address


def test_models_that_others_register_are_guarded_too(staff: Client) -> None:
    assert Group in LISTED
    assert staff.get("/admin/auth/group/", {"name__startswith": "a"}).status_code == 400
