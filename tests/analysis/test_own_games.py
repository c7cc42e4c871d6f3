"""Is it a game? An author has a draft measured before it is published, and nobody else reads it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.services import drafts
from tests.scenarios.own import account
from wargame.analysis.models import Appraisal
from wargame.analysis.services import stored_appraisals

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_an_author_has_a_draft_measured_and_stops_it() -> None:
    ada, eve = account("ada"), account("eve")
    own = drafts.begin(user=ada, template="trade", now=timezone.now())
    author, other = Client(), Client()
    author.force_login(ada)
    other.force_login(eve)
    assert other.post(reverse("measure_draft", args=[own.key])).status_code == 404
    address = author.post(reverse("measure_draft", args=[own.key])).headers["Location"]
    page = author.get(address).text
    assert "Is it a game?" in page
    assert reverse("own_scenario", args=[own.key]) in page
    assert other.get(address).status_code == 404
    asked = author.post(address, {"seeds": str(stored_appraisals.FIRST_LOOK)})
    assert asked.status_code == 302
    assert "0 of" in author.get(asked.headers["Location"]).text
    assert other.post(address.replace("?", "cancel/?")).status_code == 404
    author.post(address.replace("?", "cancel/?"))
    assert Appraisal.objects.get().status == Appraisal.Status.CANCELLED
    file = own.files.get(name="orders.yaml")
    drafts.save_file(own=own, name=file.name, text="orders: 3", revision=file.revision, now=timezone.now())
    assert "Mend the faults first" in author.post(reverse("measure_draft", args=[own.key]), follow=True).text
