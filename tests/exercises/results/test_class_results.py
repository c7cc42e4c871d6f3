"""After a turn has closed a class reads that results are reviewed, and which seats gave no orders."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises.control.services import phases

pytestmark = pytest.mark.django_db


def test_missed_orders_are_told_in_results_and_log(make_class: Callable[..., Class]) -> None:
    klass = make_class(brief_seconds=0, orders_seconds=600)
    bo, _ = klass.join("Bo", "KOR"), klass.join("Cy", "JPN")
    klass.start()
    klass.submit(bo)
    phases.close(turn=klass.turn, by=klass.ada, now=timezone.now())
    client, code = Client(), klass.exercise.code
    assert isinstance(bo.user, User)
    client.force_login(bo.user)
    waiting = client.get(reverse("results", args=[code, 1])).content.decode()
    assert "Not submitted" in waiting
    assert "Writing" not in waiting
    note = klass.resolve().notes[0]
    for name, args in (("results", [code, 1]), ("log", [code])):
        assert note in client.get(reverse(name, args=args)).content.decode()
