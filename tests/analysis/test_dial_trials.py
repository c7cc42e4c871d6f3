"""Trials of dials: what they change, played by workers before an exercise starts, or in a sandbox."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.analysis.asking import WorkerBench
from tests.exercises.class_with_people import Class
from wargame import engine
from wargame.accounts.models import User
from wargame.analysis.models import Ensemble
from wargame.analysis.services import dial_trials, ensembles
from wargame.exercises import bridge
from wargame.exercises.exercise_dials import BadDials
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.django_db

CHOSEN = {"impulse": 1.5, "tension_decay": 0.0}


@pytest.fixture(autouse=True)
def _few_games(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensembles, "USUAL_PAIRS", 6)


@pytest.fixture
def group(make_class: Callable[..., Class]) -> Class:
    """A class in its lobby whose dials are not the scenario's."""
    return make_class(dials=CHOSEN)


def ask(group: Class, key: str = "", against: str = "own") -> Ensemble:
    trial, _ = dial_trials.request(exercise=group.exercise, key=key, against=against, by=group.ada, now=group.now)
    return trial


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "against", "first", "second"),
    [
        ("", "own", {}, CHOSEN),
        ("impulse", "own", {"tension_decay": 0.0}, CHOSEN),
        ("impulse", "off", {"impulse": 0.0, "tension_decay": 0.0}, CHOSEN),
        ("entrapment", "off", CHOSEN | {"entrapment": 0.0}, CHOSEN),
    ],
)
def test_what_is_compared(
    group: Class, bench: WorkerBench, key: str, against: str, first: dict[str, float], second: dict[str, float]
) -> None:
    trial = ask(group, key, against)
    assert trial.change == {"first": first, "second": second}
    assert (trial.branch, trial.turn, trial.games, trial.futures) == (None, None, 6, 2)
    assert ask(group, key, against) == trial


@pytest.mark.parametrize(("key", "against"), [("tension_decay", "off"), ("entrapment", "own")])
def test_nothing_is_played_where_both_are_the_same(group: Class, key: str, against: str) -> None:
    with pytest.raises(dial_trials.NothingTried):
        ask(group, key, against)


def test_an_unknown_dial_is_refused(group: Class) -> None:
    with pytest.raises(BadDials, match="no dial"):
        ask(group, "no_such")


@pytest.mark.slow
def test_chunks_add_up_to_what_the_engine_finds(group: Class, bench: WorkerBench) -> None:
    trial = bench.play_all(ask(group))
    pair = (bridge.setting_of_version(group.exercise.scenario_version), bridge.setting_of(group.exercise))
    assert trial.status == Ensemble.Status.DONE
    assert trial.aggregate == engine.encode_contrast(engine.contrast_settings(pair, range(1, 7), trial.policies))


@pytest.mark.slow
def test_exercises_with_other_truths_and_dice_have_the_same_trials(
    version: ScenarioVersion, ada: User, bench: WorkerBench, now: datetime
) -> None:
    groups = [Class(version, ada, now, seed=seed, dials=CHOSEN) for seed in (7, 8, 9)]
    found = [bench.play_all(ask(group)).aggregate for group in groups]
    assert found[0] is not None
    assert found[0] == found[1] == found[2]


def test_the_same_setting_twice_differs_in_nothing(group: Class) -> None:
    setting = bridge.setting_of(group.exercise)
    found = engine.contrast_settings((setting, setting), range(1, 5), {})
    assert not any(one.mean or one.error for one in found.pairs.differences())


@pytest.mark.slow
def test_the_page_asks_shows_progress_and_tells_the_finding(
    group: Class, bench: WorkerBench, client: Client, ada: User
) -> None:
    client.force_login(ada)
    page = reverse("dials", args=[group.exercise.code])
    shown = client.get(page).content.decode()
    assert "Impulse" in shown
    assert "instead of 1" in shown
    asked = client.post(page, {"dial": "impulse", "against": "own"})
    assert asked.status_code == 302
    running = client.get(asked["Location"])
    assert "pairs are played" in running.content.decode()
    assert client.get(f"{asked['Location']}?seen=running-0", headers={"HX-Request": "true"}).status_code == 204
    bench.play_all(Ensemble.objects.get())
    region = client.get(asked["Location"], headers={"HX-Request": "true"})
    assert "Impulse 1.5 instead of 1" in region.content.decode()
    assert "<html" not in region.content.decode()
    assert "Endings, in 100 games" in client.get(asked["Location"]).content.decode()
    refused = client.post(page, {"dial": "entrapment", "against": "own"})
    assert (refused.status_code, "Both would be the same" in refused.content.decode()) == (422, True)


def test_a_trial_is_cancelled(group: Class, bench: WorkerBench, client: Client, ada: User) -> None:
    client.force_login(ada)
    trial = ask(group)
    client.post(reverse("cancel_dial_trial", args=[group.exercise.code, trial.number]))
    trial.refresh_from_db()
    assert trial.status == Ensemble.Status.CANCELLED
    assert client.get(reverse("dial_trial", args=[group.exercise.code, trial.number])).status_code == 200


def test_all_who_take_part_read_the_dials_and_the_white_cell_alone_tries_them(
    group: Class, bench: WorkerBench, client: Client
) -> None:
    trial = ask(group)
    client.force_login(group.join("Bo", "KOR").user)
    page = reverse("dials", args=[group.exercise.code])
    shown = client.get(page).content.decode()
    assert "instead of 1" in shown
    assert "With and without" not in shown
    assert client.post(page, {"dial": "impulse"}).status_code == 404
    assert client.get(reverse("dial_trial", args=[group.exercise.code, trial.number])).status_code == 404


def test_a_trial_is_no_ensemble_of_the_exercise_that_has_ended(
    group: Class, bench: WorkerBench, client: Client
) -> None:
    trial = ask(group)
    client.force_login(group.join("Bo", "KOR").user)
    group.start()
    code = group.exercise.code
    Exercise.objects.filter(pk=group.exercise.pk).update(status=Exercise.Status.ENDED)
    assert client.get(reverse("ensemble", args=[code, trial.number])).status_code == 404
    assert client.get(reverse("api-ensembles", args=[code])).json() == []


@pytest.mark.slow
def test_a_program_tries_dials(group: Class, bench: WorkerBench, client: Client, ada: User) -> None:
    client.force_login(ada)
    base = f"/api/v1/exercises/{group.exercise.code}/dial-trials/"

    def post(address: str, body: dict[str, str]) -> Any:
        return client.post(address, body, content_type="application/json")

    asked = post(base, {"dial": "impulse"})
    assert (asked.status_code, asked.json()["first"]) == (201, {"tension_decay": 0.0})
    assert post(base, {"dial": "impulse"}).status_code == 200
    assert post(base, {"dial": "entrapment"}).json()["errors"][0]["code"] == "nothing_tried"
    assert post(base, {"dial": "no_such"}).json()["errors"][0]["code"] == "unknown_dial"
    assert post(base, {"dial": "", "against": "up"}).status_code == 400
    assert post(base, {}).json()["errors"][0]["code"] == "already_running"
    bench.play_all(Ensemble.objects.get())
    told = client.get(f"{base}{asked.json()['number']}/").json()
    assert (told["status"], told["played"], told["title"]) == ("done", 6, "Impulse 1.5 instead of 1")
    assert told["comparison"]["first"]["games"] == 6
    assert {"key", "mean", "low", "high"} <= told["comparison"]["effects"][0].keys()
    other = post(base, {})
    assert post(f"{base}{other.json()['number']}/cancel/", {}).json()["status"] == "cancelled"
    assert [one["number"] for one in client.get(base).json()] == [2, 1]


def test_who_does_not_lead_tries_no_dials_by_the_api_either(group: Class, bench: WorkerBench, client: Client) -> None:
    trial = ask(group)
    client.force_login(group.join("Bo", "KOR").user)
    base = f"/api/v1/exercises/{group.exercise.code}/dial-trials/"
    assert client.get(base).status_code == 404
    assert client.get(f"{base}{trial.number}/").status_code == 404
    assert client.post(base, {}, content_type="application/json").status_code == 404
