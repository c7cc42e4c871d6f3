"""Trials of own scenarios: as any seat, from any turn, with what only their author sees."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.access import playable_by
from scenarios.models import Idea, OwnScenario, Scenario, ScenarioVersion
from scenarios.services import drafts, ideas, sharing, trying
from scenarios.wizard import propose
from scenarios.wizard.questions import QUESTIONS, WORDS, put
from tests.analysis.appraised import appraised
from tests.scenarios.own import account
from wargame.accounts.models import User
from wargame.analysis.models import Appraisal
from wargame.exercises.lobby.services import simulated, solo
from wargame.exercises.models import Exercise, Turn
from wargame.exercises.trials.services import trials

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
HOSTILE = "'); -- {actor} {0} {{ x }}: & * #no {level} %s {% x %}"


@pytest.fixture
def ada() -> User:
    return account("ada")


@pytest.fixture
def visitor(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def own(ada: User) -> OwnScenario:
    return drafts.begin(user=ada, template="trade", now=timezone.now())


def test_an_author_plays_a_draft_as_any_seat_from_any_turn(visitor: Client, own: OwnScenario, ada: User) -> None:
    assert "Play from this turn" in visitor.get(reverse("own_scenario", args=[own.key])).text
    said = visitor.post(reverse("try_draft", args=[own.key]), {"seat": "mil", "turn": "3", "act": "play"})
    exercise = Exercise.objects.get()
    assert said.headers["Location"] == reverse("exercise", args=[exercise.code])
    assert exercise.participants.get().seat.role == "MIL"
    statuses = list(Turn.objects.order_by("number").values_list("status", flat=True))
    assert statuses == [Turn.Status.CLOSED, Turn.Status.CLOSED, Turn.Status.OPEN]
    assert "Millford" in visitor.get(reverse("exercise", args=[exercise.code]), follow=True).text
    assert not playable_by(ada).filter(pk=exercise.scenario_version.scenario_id).exists()
    assert exercise.scenario_version.scenario.owner == ada


def test_the_ai_plays_one_turn_for_all_seats(visitor: Client, own: OwnScenario) -> None:
    said = visitor.post(reverse("try_draft", args=[own.key]), {"seat": "GRA", "turn": "2", "act": "watch"})
    exercise = Exercise.objects.get()
    assert said.headers["Location"] == reverse("results", args=[exercise.code, 2])
    assert "Granary" in visitor.get(said.headers["Location"], follow=True).text
    assert Turn.objects.filter(status=Turn.Status.CLOSED).count() == 2


def test_a_trial_of_the_last_turn_ends(visitor: Client, own: OwnScenario) -> None:
    visitor.post(reverse("try_draft", args=[own.key]), {"seat": "GRA", "turn": "99", "act": "watch"})
    assert Exercise.objects.get().status == Exercise.Status.ENDED


def test_a_draft_with_faults_and_a_seat_that_does_not_exist_are_refused_in_words(
    visitor: Client, own: OwnScenario
) -> None:
    def told(**sent: str) -> str:
        return visitor.post(reverse("try_draft", args=[own.key]), sent, follow=True).text

    assert "There is no seat" in told(seat="XXX")
    assert "Choose a seat and a turn" in told(seat="")
    assert "Choose a seat and a turn" in told(seat="GRA", turn="x")
    file = own.files.get(name="orders.yaml")
    drafts.save_file(own=own, name=file.name, text="orders: 3", revision=file.revision, now=timezone.now())
    assert "Mend the faults first" in told(seat="GRA")
    assert not Exercise.objects.exists()


def test_nobody_else_tries_a_draft_or_an_idea(own: OwnScenario, ada: User) -> None:
    idea = ideas.begin_idea(user=ada, template="trade", now=timezone.now())
    eve = Client()
    eve.force_login(account("eve"))
    for name, key in (("try_draft", own.key), ("try_idea", idea.key)):
        assert eve.post(reverse(name, args=[key]), {"seat": "GRA"}).status_code == 404
        assert Client().post(reverse(name, args=[key]), {"seat": "GRA"}).status_code == 302
    assert not Exercise.objects.exists()


def test_old_trials_make_room_and_what_nobody_plays_goes(
    visitor: Client, own: OwnScenario, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "MOST_TRIALS", 1)
    address = reverse("try_draft", args=[own.key])
    visitor.post(address, {"seat": "GRA"})
    file = own.files.get(name="scenario.yaml")
    text = file.text.replace("The Grain Market", "Bread")
    drafts.save_file(own=own, name=file.name, text=text, revision=file.revision, now=timezone.now())
    visitor.post(address, {"seat": "GRA"})
    visitor.post(address, {"seat": "MIL"})
    assert Exercise.objects.get().participants.get().seat.role == "MIL"
    assert ScenarioVersion.objects.get(scenario__owner=ada).title == "Bread"
    sharing.delete(own=OwnScenario.objects.get())
    assert Scenario.objects.filter(owner=ada).count() == 1
    assert "Bread" in visitor.get(reverse("exercises")).text


def test_a_version_that_was_measured_stays_when_another_is_tried(visitor: Client, own: OwnScenario, ada: User) -> None:
    measured = appraised(trying.version_of_draft(own), ada, timezone.now())
    file = own.files.get(name="scenario.yaml")
    text = file.text.replace("The Grain Market", "Bread")
    drafts.save_file(own=own, name=file.name, text=text, revision=file.revision, now=timezone.now())
    visitor.post(reverse("try_draft", args=[own.key]), {"seat": "GRA"})
    assert list(Appraisal.objects.all()) == [measured]
    assert Exercise.objects.get().scenario_version != measured.version


def test_a_version_is_made_and_played_in_one_transaction(
    visitor: Client, own: OwnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What fails after the version is made leaves none, as nobody else's trial can delete it before it is played.
    monkeypatch.setattr(solo, "start_solo", _unknown)
    visitor.post(reverse("try_draft", args=[own.key]), {"seat": "GRA"})
    assert not ScenarioVersion.objects.filter(scenario__owner=own.owner).exists()


def test_a_trial_that_gets_stuck_deletes_no_other_and_says_so(
    visitor: Client, own: OwnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "MOST_TRIALS", 1)
    address = reverse("try_draft", args=[own.key])
    visitor.post(address, {"seat": "GRA"})
    before = Exercise.objects.get()
    monkeypatch.setattr(simulated, "play_turn", _stuck)
    said = visitor.post(address, {"seat": "GRA", "turn": "2"}, follow=True)
    assert "could not play the turns before" in said.text
    assert "doctor" not in said.text
    assert Exercise.objects.filter(pk=before.pk).exists()


def _unknown(**_: object) -> None:
    raise solo.UnknownRole("There is no such seat.")


def _stuck(**_: object) -> None:
    raise simulated.StuckGame("Turn 1 got no results. Remedy: Ask `doctor` whether the worker is healthy.")


def _confirmed(idea: Idea) -> None:
    for question in QUESTIONS:
        for part in question.parts(idea.answers):
            ideas.save_part(idea=idea, part=part, values={}, now=timezone.now(), confirms=True)


def _hostile(idea: Idea) -> None:
    for question in QUESTIONS:
        for part in question.parts(idea.answers):
            for field in part.fields:
                if field.kind in WORDS and field.place[-1] not in ("code", "starts_at", "ends_at"):
                    put(idea.answers, field.place, HOSTILE)
    idea.sound = idea.answers
    idea.save()


def _least(idea: Idea) -> None:
    tree = propose("trade").model_dump(mode="json")
    tree["turns"], tree["orders"] = tree["turns"][:3], tree["orders"][:5]
    for seat in tree["seats"]:
        for name in ("post", "task", "brief", "hard_part"):
            seat[name] = "x"
    idea.sound = tree
    idea.save()


@pytest.mark.parametrize("answer", [_confirmed, _hostile, _least])
def test_what_a_novice_answers_plays_to_an_ending(answer: object, visitor: Client, ada: User) -> None:
    assert callable(answer)
    idea = ideas.begin_idea(user=ada, template="trade", now=timezone.now())
    answer(idea)
    role = idea.sound["seats"][0]["code"]
    assert "Play as" in visitor.get(reverse("idea", args=[idea.key, "try"])).text
    first = visitor.post(reverse("try_idea", args=[idea.key]), {"seat": role})
    page = visitor.get(first.headers["Location"], follow=True)
    assert page.status_code == 200
    assert "{{{{" not in page.text
    seat = Exercise.objects.get().seats.get(role=role)
    while not simulated.is_over(seat.exercise):
        simulated.play_turn(seat=seat, policy=seat.standby, now=timezone.now())
    ending = visitor.get(reverse("exercise", args=[seat.exercise.code]), follow=True)
    assert ending.status_code == 200
    assert "{{{{" not in ending.text
