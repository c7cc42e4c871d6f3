"""Forgetting a person: names and words go from every table, the game stays and replays, the chain holds."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.playing import Player
from tests.exercises.rights.talkative import ADAS, NAME, WORD, argued, tables_with, talking
from wargame.accounts import services as accounts
from wargame.accounts.models import User
from wargame.exercises import record_chain
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.lobby.services import participants, playing_on
from wargame.exercises.models import Branch, ControlEntry, Exercise, Participant, Speech, Turn
from wargame.exercises.rights.services import forgetting

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    return kept_class(argued, adjudication="semi_rigid", allows_observers=True, seed=CUT_SHORT)


def person(group: Class, name: str = NAME) -> Participant:
    return group.exercise.participants.select_related("exercise", "user", "seat").get(name=name)


def replayed(exercise: Exercise) -> str:
    out = StringIO()
    call_command("replay_exercise", exercise.code, stdout=out)
    return out.getvalue()


def revealed(group: Class) -> None:
    phases.reveal(turn=group.turn, by=group.ada, now=group.now)


def ended(group: Class) -> None:
    revealed(group)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="It was late.", now=group.now)


def test_the_words_of_a_student_stand_in_many_tables(group: Class) -> None:
    """Else the next tests would prove nothing."""
    said = {"message", "rationale", "argument", "verdict", "controlentry", "speech"}
    assert {f"exercises_{name}" for name in said} <= tables_with(WORD)
    assert {"exercises_participant", "exercises_controlentry"} <= tables_with(NAME)
    assert {f"exercises_{name}" for name in ("turn", "observation", "verdict", "controlentry")} <= tables_with(ADAS)


def test_name_and_words_of_a_student_are_gone_from_every_table(group: Class) -> None:
    before = group.turn.outcomes
    forgetting.forget_user(user=person(group).user, now=group.now)
    assert tables_with(WORD) == set()
    assert tables_with(NAME) == set()
    assert tables_with("Cy keeps this") == {"exercises_message", "exercises_rationale"}
    assert group.turn.outcomes == before
    assert list(record_chain.faults_of(group.exercise)) == []
    last = ControlEntry.objects.latest("pk")
    assert (last.act, last.detail, last.by_id) == ("forget", "Forgotten 1", person(group, "Forgotten 1").pk)


def test_the_game_still_replays_when_the_white_cell_is_forgotten(group: Class) -> None:
    ended(group)
    results = Turn.objects.get(branch__exercise=group.exercise, number=1)
    forgetting.forget_user(user=group.ada.user, now=group.now)  # type: ignore[arg-type]
    assert tables_with(ADAS) == {"exercises_observation"}  # Dee's own
    told = replayed(group.exercise)
    assert "came out as stored" in told
    again = Turn.objects.get(pk=results.pk)
    assert [row["result"] for row in again.outcomes] == [row["result"] for row in results.outcomes]
    assert again.next_world == results.next_world
    assert again.digest != results.digest


@pytest.mark.slow
def test_a_game_that_another_plays_on_alone_loses_the_words_too(group: Class) -> None:
    ended(group)
    turn = Turn.objects.with_exercise().get(branch__exercise=group.exercise, number=1)
    Branch.objects.filter(pk=turn.branch_id).update(ending="standoff", final_world=turn.next_world)
    turn.branch.refresh_from_db()
    cy = person(group, "Cy").user
    own = playing_on.play_on(line=turn.branch, turn=turn, role="KOR", by=cy, now=group.now)  # type: ignore[arg-type]
    copied = Turn.objects.filter(branch__exercise=own, number=1)
    assert ADAS in str(copied.values("interventions", "outcomes"))
    forgetting.forget_user(user=group.ada.user, now=group.now)  # type: ignore[arg-type]
    assert tables_with(ADAS) == {"exercises_observation"}  # Dee's own
    assert "came out as stored" in replayed(own)


def test_people_seats_and_lines_with_a_like_name_keep_theirs(make_class: Callable[..., Class]) -> None:
    group = make_class()
    for name, role in (("Kim", "KOR"), ("Kim Lee", "JPN"), ("KOR", "CHN")):
        group.join(name, role)
    why = "KOR was late: Kim slept, Kim Lee did not."
    participants.remove(person=person(group, "Kim Lee"), by=group.ada, reason=why, now=group.now)
    for name in ("Kim", "KOR"):
        forgetting.forget_guest(person=person(group, name), by=group.ada, now=group.now)
    entries = list(ControlEntry.objects.exclude(detail="").order_by("pk").values_list("detail", flat=True))
    moved = ["Forgotten 1: KOR", "Kim Lee: JPN", "Forgotten 2: CHN"]
    assert entries == [*moved, "Kim Lee", "Forgotten 1", "Forgotten 2"]
    assert ControlEntry.objects.get(act="remove").reason == "KOR was late: Forgotten 1 slept, Kim Lee did not."


def test_a_replay_that_is_kept_shows_neither_name_nor_words(group: Class) -> None:
    ended(group)
    Speech.objects.all().delete()  # It has no order that a page could show.
    white, page = as_user(group.ada.user), reverse("replay", args=[group.exercise.code])  # type: ignore[arg-type]
    assert f"A {WORD} is why." in white.get(page).text
    forgetting.forget_guest(person=person(group), by=group.ada, now=group.now)
    after = white.get(page).text
    assert [word for word in (WORD, NAME) if word in after] == []


def test_one_who_leads_others_alone_is_refused_and_nothing_changes(group: Class) -> None:
    before = tables_with(ADAS)
    with pytest.raises(forgetting.StillLeads, match="End it or delete it first"):
        forgetting.forget_user(user=group.ada.user, now=group.now)  # type: ignore[arg-type]
    assert tables_with(ADAS) == before
    assert User.objects.get(pk=group.ada.user_id).is_active


def test_a_person_who_plays_now_leaves_the_seat_and_the_turn_goes_on(kept_class: Callable[..., Class]) -> None:
    """Boleslava writes while Cy is ready: the turn waits for the seat, which is Cy's then."""
    group = kept_class(talking, adjudication="semi_rigid", allows_observers=True, seed=CUT_SHORT)
    revealed(group)
    turn, bo = group.open_next(), person(group)
    browser = as_user(bo.user)  # type: ignore[arg-type]
    play = reverse("play", args=[group.exercise.code])
    assert browser.get(play).status_code == 200
    group.draft(bo, Player(group.seat("KOR")).legal(1, turn=turn))
    forgetting.forget_user(user=bo.user, now=group.now)  # type: ignore[arg-type]
    assert browser.get(play).status_code == 404
    assert group.sheet("KOR").orders
    group.submit(person(group, "Cy"))
    assert group.resolve().number == 2
    assert tables_with(NAME) == set()


def test_nobody_comes_back_as_a_person_who_was_forgotten(group: Class) -> None:
    bo = person(group)
    token = participants.new_recovery(person=bo, by=group.ada, now=group.now)
    forgetting.forget_guest(person=bo, by=group.ada, now=group.now)
    with pytest.raises(participants.BadToken):
        participants.rejoin(token=token, now=group.now)
    assert not User.objects.filter(pk=bo.user_id).exists()


def test_an_instructor_forgets_a_guest_in_the_own_class_alone(group: Class, make_class: Callable[..., Class]) -> None:
    bo, other = person(group), make_class()
    elsewhere = participants.join(exercise=other.exercise, name=NAME, user=bo.user, now=group.now).participant  # type: ignore[arg-type]
    assert forgetting.forget_guest(person=bo, by=group.ada, now=group.now) == "Forgotten 1"
    elsewhere.refresh_from_db()
    assert (elsewhere.name, elsewhere.left_at) == (NAME, None)
    again = participants.join(exercise=group.exercise, name="Bo", user=bo.user, now=group.now)  # type: ignore[arg-type]
    assert again.is_new
    assert list(record_chain.faults_of(group.exercise)) == []


def test_an_instructor_cannot_forget_a_person_with_an_account(group: Class, eve: User) -> None:
    joined = participants.join(exercise=group.exercise, name="Eve", user=eve, now=group.now).participant
    with pytest.raises(forgetting.NotAGuest, match="account page"):
        forgetting.forget_guest(person=joined, by=group.ada, now=group.now)


def test_a_guest_who_signs_up_meanwhile_keeps_the_account(group: Class) -> None:
    """The white cell's page read the row when it was a guest's."""
    read = person(group)
    accounts.open_account(visitor=read.user, name="Bo", email="bo@example.org", password="a long walk home")
    with pytest.raises(forgetting.NotAGuest, match="account page"):
        forgetting.forget_guest(person=read, by=group.ada, now=group.now)
    assert not accounts.drop_unused(User(pk=group.ada.user_id, is_guest=True))
    alone = User.objects.create(username="alone", is_guest=True)
    User.objects.filter(pk=alone.pk).update(is_guest=False)
    assert not accounts.drop_unused(alone)
    assert User.objects.filter(username="alone").exists()


def test_of_two_white_cells_that_forget_one_guest_the_second_hears_that_it_is_done(group: Class) -> None:
    read = person(group)
    forgetting.forget_guest(person=person(group), by=group.ada, now=group.now)
    with pytest.raises(forgetting.Forgotten, match="already"):
        forgetting.forget_guest(person=read, by=group.ada, now=group.now)


@pytest.mark.postgresql
def test_the_users_row_is_held_before_anything_asks_whether_it_is_a_guests(group: Class) -> None:
    """A sign-up holds the same row, and forgetting an account holds it before the exercises."""
    tables = ('FROM "accounts_user"', 'FROM "exercises_exercise"')
    with CaptureQueriesContext(connection) as asked:
        forgetting.forget_guest(person=person(group), by=group.ada, now=group.now)
    first = next(row["sql"] for row in asked.captured_queries[1:] if any(table in row["sql"] for table in tables))
    assert tables[0] in first
    assert first.endswith("FOR UPDATE") == connection.features.has_select_for_update


def test_an_account_is_blank_and_closed_afterwards(player: Player, client: Client) -> None:
    user = User.objects.get(username="bo")
    user.email, user.name = "bo@example.org", "Bo Novak"
    user.set_password("a long walk home")
    user.save()
    client.force_login(user)
    address = reverse("forget_me")
    refused = client.post(address, {"password": "wrong"})
    assert refused.status_code == 422
    assert "not your password" in refused.text
    gone = client.post(address, {"password": "a long walk home"}, follow=True)
    assert "Parley has forgotten you" in gone.text
    user.refresh_from_db()
    assert (user.name, user.email, user.is_active) == ("", "", False)
    assert tables_with("Novak") == tables_with("bo@example.org") == set()
    assert Exercise.objects.count() == 1
    assert client.get(reverse("account")).status_code == 302


def test_a_guest_types_the_name_instead_of_a_password(group: Class) -> None:
    browser = as_user(person(group).user)  # type: ignore[arg-type]
    assert NAME in browser.get(reverse("forget_me")).text
    assert "1 messages, 1 rationales, 1 arguments" in browser.get(reverse("forget_me")).text
    assert browser.post(reverse("forget_me"), {"name": "Cy"}).status_code == 422
    assert browser.post(reverse("forget_me"), {"name": NAME.lower()}).status_code == 302
    assert tables_with(NAME) == set()


def test_the_white_cells_page_says_what_goes_and_asks_for_the_name(group: Class) -> None:
    white, bo = as_user(group.ada.user), person(group)  # type: ignore[arg-type]
    address = reverse("forget_person", args=[str(group.exercise), bo.pk])
    assert address in white.get(reverse("people", args=[group.exercise.code])).text
    assert "Every text that Boleslava typed" in white.get(address).text
    assert white.post(address, {"name": ""}).status_code == 422
    assert "called Forgotten 1 now" in white.post(address, {"name": NAME}, follow=True).text
    assert "forgotten Forgotten 1 already" in white.post(address, {"name": "Forgotten 1"}).text


def test_an_operator_forgets_by_code_and_name_after_saying_yes(group: Class) -> None:
    out = StringIO()
    call_command("forget_person", group.exercise.code, NAME, stdout=out)
    assert "Nothing has been changed" in out.getvalue()
    assert NAME in person(group).name
    call_command("forget_person", group.exercise.code, NAME, "--yes", stdout=out)
    assert "Backups still hold" in out.getvalue()
    assert tables_with(WORD) == tables_with(NAME) == set()
    assert ControlEntry.objects.latest("pk").detail == "Forgotten 1 (on the command line)"
    with pytest.raises(CommandError, match="Check the name"):
        call_command("forget_person", group.exercise.code, NAME, "--yes")


def test_an_operator_forgets_an_account_by_its_address(player: Player) -> None:
    User.objects.filter(username="bo").update(email="bo@example.org")
    call_command("forget_person", "bo@example.org", "--yes", stdout=StringIO())
    assert tables_with("bo@example") == set()
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("forget_person", "bo@example.org")


def test_short_words_of_one_person_stay_in_the_texts_of_others(group: Class) -> None:
    """Ada's reason "war" is hers; the same word in Cy's message and in another reason is not."""
    ended(group)
    now = timezone.now()
    entry = ControlEntry.objects.filter(act="start").get()
    ControlEntry.objects.filter(pk=entry.pk).update(reason="war", by=person(group), at=now)
    other = ControlEntry.objects.filter(act="end").get()
    ControlEntry.objects.filter(pk=other.pk).update(reason="No war today.")
    forgetting.forget_user(user=person(group).user, now=group.now)  # type: ignore[arg-type]
    entry.refresh_from_db()
    other.refresh_from_db()
    assert (entry.reason, other.reason) == ("(removed)", "No war today.")
