"""The white cell's page of people and settings: links, moves, locks, settings, early end."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from wargame.accounts.models import User
from wargame.exercises import door
from wargame.exercises.control_log.services import control
from wargame.exercises.lobby.services import classes, participants
from wargame.exercises.models import Exercise, Participant

pytestmark = pytest.mark.django_db

RULES = {
    "title": "IR 304",
    "brief_minutes": 1,
    "orders_minutes": 25,
    "grace_minutes": 0,
    "missed": "policy",
    "messages": "open",
    "seat_size": 2,
}


@pytest.fixture
def bo(group: Class) -> Participant:
    return group.join("Bo", "KOR")


@pytest.fixture
def white(group: Class) -> Client:
    assert isinstance(group.ada.user, User)
    return as_user(group.ada.user)


def at(group: Class, name: str, *more: object) -> str:
    return reverse(name, args=[group.exercise.code, *more])


def join_address(group: Class) -> str:
    """Return the address that links and QR codes carry: that of the long code."""
    return reverse("join", args=[door.long_code(group.exercise.code)])


def test_a_person_is_moved_while_the_exercise_runs(group: Class, bo: Participant, white: Client) -> None:
    group.start()
    answer = white.post(at(group, "assign"), {"from": "people", "person": bo.pk, "role": "JPN"}, follow=True)
    assert answer.redirect_chain[-1][0] == at(group, "people")
    bo.refresh_from_db()
    assert bo.seat == group.seat("JPN")
    white.post(at(group, "assign"), {"from": "people", "person": bo.pk, "role": ""})
    bo.refresh_from_db()
    assert bo.seat is None


@pytest.mark.slow
def test_joining_is_locked_and_opened_while_the_exercise_runs(group: Class, bo: Participant, white: Client) -> None:
    group.start()
    late = {"name": "Late", "tap": "x" * 22}
    page = white.post(at(group, "lock"), {"from": "people", "on": "1"}, follow=True).content.decode()
    assert "Nobody new can join" in page
    assert Client().post(at(group, "join"), late).status_code == 422
    page = white.post(at(group, "lock"), {"from": "people"}, follow=True).content.decode()
    assert "Nobody new can join" not in page
    assert Client().post(at(group, "join"), late).status_code == 302


def test_a_new_link_brings_a_person_back_and_the_old_one_does_not(group: Class, white: Client) -> None:
    joined = participants.join(exercise=group.exercise, name="Bo", now=group.now)
    page = white.post(at(group, "new_link", joined.participant.pk))
    assert page["Cache-Control"]
    found = re.search(r'value="http://testserver([^"]+)"', page.content.decode())
    assert found
    assert Client().get(at(group, "back", joined.recovery)).status_code == 404
    phone = Client()
    assert phone.post(found[1])["Location"] == at(group, "exercise")
    assert phone.session["_auth_user_id"] == str(joined.participant.user_id)
    entry = group.exercise.control_entries.latest("pk")
    assert (entry.act, entry.by, entry.detail) == ("new_link", group.ada, "Bo")
    assert joined.recovery not in page.content.decode()


def test_there_is_no_link_into_an_account(group: Class, eve: User, white: Client) -> None:
    person = participants.join(exercise=group.exercise, name="Eve", now=group.now, user=eve).participant
    page = white.post(at(group, "new_link", person.pk), follow=True).content.decode()
    assert "Eve has an account" in page
    person.refresh_from_db()
    assert person.recovery == ""


def test_only_the_white_cell_of_the_exercise_makes_links(group: Class, bo: Participant, eve: User) -> None:
    other = Class(group.exercise.scenario_version, eve, group.now)
    assert isinstance(bo.user, User)
    for client in (as_user(bo.user), Client()):
        assert client.post(at(group, "new_link", bo.pk)).status_code == 404
    assert as_user(eve).post(at(other, "new_link", bo.pk)).status_code == 404
    assert as_user(eve).post(at(other, "readmit", bo.pk)).status_code == 404
    with pytest.raises(control.NotWhiteCell):
        participants.new_recovery(person=bo, by=other.ada, now=group.now)


def test_who_was_removed_is_let_in_again(group: Class, white: Client) -> None:
    joined = participants.join(exercise=group.exercise, name="Bo", now=group.now)
    person = joined.participant
    white.post(at(group, "remove_person"), {"from": "people", "person": person.pk})
    back = at(group, "back", joined.recovery)
    assert Client().post(back).status_code == 422
    assert "Let Bo in again" in white.get(at(group, "people")).content.decode()
    white.post(at(group, "readmit", person.pk))
    assert Client().post(back).status_code == 302
    assert [entry.act for entry in group.exercise.control_entries.order_by("pk")][-2:] == ["remove", "readmit"]


@pytest.mark.slow
def test_settings_change_until_the_exercise_starts(group: Class, bo: Participant, white: Client) -> None:
    assert 'value="10"' in white.get(at(group, "class_settings")).content.decode()
    assert white.post(at(group, "class_settings"), RULES)["Location"] == at(group, "lobby")
    stored = Exercise.objects.get(pk=group.exercise.pk)
    assert (stored.title, stored.brief_seconds, stored.orders_seconds) == ("IR 304", 60, 1500)
    assert (stored.missed, stored.messages, stored.seat_size, stored.allows_reopen) == ("policy", "open", 2, False)
    assert group.exercise.control_entries.latest("pk").act == "change"
    group.start()
    page = white.post(at(group, "class_settings"), RULES | {"title": "Other"}, follow=True).content.decode()
    assert "its settings stand" in page
    assert Exercise.objects.get(pk=group.exercise.pk).title == "IR 304"


@pytest.mark.slow
def test_settings_name_the_scenario_as_the_exercise_has_it(group: Class, white: Client) -> None:
    version = group.exercise.scenario_version
    type(version.scenario).objects.update(current=None)
    assert f"{version.title} · " in white.get(at(group, "class_settings")).text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"orders_minutes": -1}, "greater than or equal to 0"),
        ({"seat_size": 1}, "2 people sit in KOR"),
        ({"missed": "dance"}, "dance is not one of"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_the_reason(
    group: Class, bo: Participant, white: Client, wrong: dict[str, object], told: str
) -> None:
    group.join("Cy", "KOR")
    answer = white.post(at(group, "class_settings"), RULES | wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Exercise.objects.get(pk=group.exercise.pk).title == ""


def test_a_class_does_not_become_a_sandbox(group: Class, bo: Participant) -> None:
    with pytest.raises(classes.BadRules, match="another exercise"):
        classes.change(exercise=group.exercise, rules=classes.Rules(mode="sandbox"), by=group.ada, now=group.now)


def test_an_exercise_is_ended_in_its_lobby(group: Class, bo: Participant, white: Client) -> None:
    page = white.get(at(group, "lobby")).content.decode()
    assert f'action="{at(group, "end").replace(group.exercise.code, str(group.exercise))}"' in page
    white.post(at(group, "end"), {"typed": str(group.exercise)})
    assert Exercise.objects.get(pk=group.exercise.pk).status == Exercise.Status.ENDED


@pytest.mark.slow
@override_settings(NETWORK_URL="http://192.0.2.7:8000", ALLOWED_HOSTS=["*"])
@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "192.0.2.9:8000"])
def test_who_leads_on_the_machine_itself_projects_an_address_that_phones_can_open(
    group: Class, white: Client, host: str
) -> None:
    shown = "192.0.2.9:8000" if host.startswith("192") else "192.0.2.7:8000"
    page = white.get(at(group, "lobby"), headers={"host": host}).content.decode()
    assert f"http://{shown}{join_address(group)}" in page


@override_settings(SITE_URL="https://parley.example")
def test_links_and_codes_lead_to_the_site_as_it_is_set(group: Class, white: Client) -> None:
    phone = Client()
    phone.post(at(group, "join"), {"name": "Bo", "tap": "x" * 22})
    mine = at(group, "back", phone.session["recovery_link"][1])
    assert f"https://parley.example{mine}" in phone.get(at(group, "lobby")).content.decode()
    assert f"https://parley.example{join_address(group)}" in white.get(at(group, "lobby")).content.decode()
