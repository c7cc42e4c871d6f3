"""An exercise whose stored scenario can no longer be read: a clear answer, and nothing changes."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.exercises.playing import Player
from wargame.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(player: Player) -> str:
    """Return the code of Bo's exercise, whose stored pack has lost a part that every pack must have."""
    player.play_turn([])
    version = ScenarioVersion.objects.get(pk=player.seat.exercise.scenario_version_id)
    content = {**version.content, "pack": {"meta": version.content["pack"]["meta"]}}
    ScenarioVersion.objects.filter(pk=version.pk).update(content=content, content_hash="0" * 64)
    return player.seat.exercise.code


@pytest.mark.parametrize("name", ["play", "log", "board"])
def test_its_pages_say_what_can_be_done(client: Client, bo: User, code: str, name: str) -> None:
    client.force_login(bo)
    answer = client.get(reverse(name, args=[code]))
    assert answer.status_code == 410
    assert "begun with an earlier edition" in answer.content.decode()


def test_the_api_says_so_too(client: Client, bo: User, code: str) -> None:
    client.force_login(bo)
    answer = client.get(f"/api/v1/exercises/{code}/turns/1/board/")
    assert answer.status_code == 410
    assert answer.json()["errors"][0]["code"] == "outdated_exercise"


@pytest.mark.slow
def test_it_cannot_be_replayed(code: str) -> None:
    with pytest.raises(CommandError, match="earlier edition") as caught:
        call_command("replay_exercise", code)
    assert caught.value.returncode == 2
