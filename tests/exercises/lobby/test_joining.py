"""Joining a class, sitting down, coming back by a link, leaving: each refusal says why and changes nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises import access, presence
from wargame.exercises.control.services import lifecycle, takeovers
from wargame.exercises.control_log.services import control
from wargame.exercises.lobby.services import classes, participants, seating
from wargame.exercises.models import Exercise, Participant

pytestmark = pytest.mark.django_db


def people_of(group: Class) -> list[tuple[str, str, bool]]:
    rows = group.exercise.participants.select_related("seat").order_by("pk")
    return [(row.name, row.seat.role if row.seat else "", row.left_at is not None) for row in rows]


def test_a_stranger_joins_as_a_guest_and_waits(group: Class, now: datetime) -> None:
    joined = participants.join(exercise=group.exercise, name="  Bo   Novak ", now=now)
    person = joined.participant
    assert (person.name, person.part, person.seat, joined.is_new) == ("Bo Novak", "player", None, True)
    assert person.user.is_guest
    assert len(joined.recovery) >= 22, "128 bits"
    assert joined.recovery not in str(Participant.objects.values_list("recovery", "tap").get(pk=person.pk))


def test_a_double_tap_lets_one_person_in(group: Class, now: datetime) -> None:
    first, second = (participants.join(exercise=group.exercise, name="Bo", now=now, tap="t" * 22) for _ in range(2))
    assert second.participant == first.participant
    assert (first.is_new, second.is_new) == (True, False)
    assert User.objects.filter(is_guest=True).count() == 1


def test_the_same_browser_joins_once_whatever_it_is_called(group: Class, now: datetime, bo: User) -> None:
    first = participants.join(exercise=group.exercise, name="Bo", now=now, user=bo)
    second = participants.join(exercise=group.exercise, name="Bob", now=now, user=bo)
    assert second.participant == first.participant
    assert people_of(group) == [("ada", "", False), ("Bo", "", False)]


def test_a_second_bo_is_refused_with_a_suggestion_that_works(group: Class, now: datetime) -> None:
    group.join("Bo")
    group.join("BO 2")
    with pytest.raises(participants.NameTaken, match="'bO 3'") as refusal:
        participants.join(exercise=group.exercise, name="bO", now=now)
    assert not User.objects.filter(participations=None, is_guest=True).exists(), "no guest is left behind"
    assert group.join(refusal.value.suggestion).name == "bO 3"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Write the name"),
        (" \t ", "Write the name"),
        ("B" * 500, "at most 40"),
        ("<b>Bo</b>", "cannot have < or > in it"),
        ("Bo\u202egro", "cannot be shown"),
        ("Bo\x00", "cannot be shown"),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused(group: Class, now: datetime, name: str, says: str) -> None:
    with pytest.raises(participants.BadName, match=says):
        participants.join(exercise=group.exercise, name=name, now=now)
    assert people_of(group) == [("ada", "", False)]


def test_the_longest_keys_of_names_fit(group: Class) -> None:
    """The character U+FDFA becomes eighteen characters in the key of a name."""
    assert group.join("\ufdfa" * 40).name_key


def test_nobody_joins_a_locked_or_ended_exercise(group: Class, now: datetime) -> None:
    classes.lock_joining(exercise=group.exercise, is_locked=True, by=group.ada, now=now)
    with pytest.raises(participants.JoinLocked):
        group.join("Bo")
    classes.lock_joining(exercise=group.exercise, is_locked=False, by=group.ada, now=now)
    group.join("Bo")
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=now)
    with pytest.raises(participants.ExerciseEnded):
        group.join("Cy")


def test_a_seat_takes_as_many_as_the_rules_say(make_class: Callable[..., Class], now: datetime) -> None:
    group = make_class(seat_size=1)
    bo, cy = group.join("Bo"), group.join("Cy")
    seating.take(person=bo, role="KOR", now=now)
    with pytest.raises(seating.SeatFull, match="1 people"):
        seating.take(person=cy, role="KOR", now=now)
    with pytest.raises(seating.SeatFull):
        seating.assign(person=cy, seat=group.seat("KOR"), by=group.ada, now=now)
    assert people_of(group)[1:] == [("Bo", "KOR", False), ("Cy", "", False)]


def test_seats_that_are_locked_played_or_unknown_are_refused(group: Class, now: datetime) -> None:
    bo = group.join("Bo")
    with pytest.raises(seating.UnknownSeat, match="'PRK'"):
        seating.take(person=bo, role="PRK", now=now)
    seating.lock(seat=group.seat("KOR"), is_locked=True, by=group.ada, now=now)
    with pytest.raises(seating.SeatLocked):
        seating.take(person=bo, role="KOR", now=now)
    seating.assign(person=bo, seat=group.seat("KOR"), by=group.ada, now=now)
    with pytest.raises(seating.SeatLocked):
        seating.take(person=bo, role="JPN", now=now)
    takeovers.hand_to_policy(seat=group.seat("JPN"), by=group.ada, now=now)
    cy = group.join("Cy")
    with pytest.raises(seating.SeatPlayed):
        seating.take(person=cy, role="JPN", now=now)
    assert people_of(group)[1:] == [("Bo", "KOR", False), ("Cy", "", False)]


def test_nobody_looks_into_a_seat_by_leaving_or_under_a_second_name(group: Class, now: datetime) -> None:
    bo, _ = group.join("Bo", "KOR"), group.join("Cy", "JPN")
    group.start()
    participants.leave(person=bo, now=now)
    back = participants.join(exercise=group.exercise, name="Bo", now=now, user=bo.user).participant
    for person in (back, group.join("Bo again")):
        with pytest.raises(seating.SeatLocked, match="white cell"):
            seating.take(person=person, role="JPN", now=now)
        seating.assign(person=person, seat=group.seat("JPN"), by=group.ada, now=now)


def test_everybody_who_waits_is_spread_over_the_seats(group: Class, now: datetime) -> None:
    group.join("P0", "KOR")
    for number in range(1, 12):
        group.join(f"P{number}")
    seating.lock(seat=group.seat("RUS"), is_locked=True, by=group.ada, now=now)
    assert seating.assign_all(exercise=group.exercise, by=group.ada, now=now) == 11
    counts = {seat.role: seat.people.count() for seat in group.exercise.seats.all()}
    assert counts == {"CHN": 3, "JPN": 3, "KOR": 3, "RUS": 0, "USA": 3}
    assert seating.assign_all(exercise=group.exercise, by=group.ada, now=now) == 0


def test_only_the_white_cell_of_the_exercise_moves_people(
    group: Class, make_class: Callable[..., Class], now: datetime
) -> None:
    bo, other = group.join("Bo"), make_class()
    for stranger in (bo, other.ada):
        with pytest.raises(control.NotWhiteCell):
            seating.assign(person=bo, seat=group.seat("KOR"), by=stranger, now=now)
        with pytest.raises(control.NotWhiteCell):
            participants.remove(person=bo, by=stranger, reason="", now=now)
    with pytest.raises(seating.NotAPlayer):
        seating.assign(person=bo, seat=other.seat("KOR"), by=group.ada, now=now)
    with pytest.raises(seating.NotAPlayer):
        seating.assign(person=group.ada, seat=group.seat("KOR"), by=group.ada, now=now)


def test_a_recovery_link_brings_a_guest_back_into_their_seat(group: Class, now: datetime) -> None:
    joined = participants.join(exercise=group.exercise, name="Bo", now=now)
    seating.take(person=joined.participant, role="KOR", now=now)
    assert participants.find(token=joined.recovery) == joined.participant
    back = participants.rejoin(token=joined.recovery, now=now)
    assert (back, back.user, back.seat) == (joined.participant, joined.participant.user, group.seat("KOR"))
    fresh = participants.new_recovery(person=back, by=group.ada, now=now)
    for dead in (joined.recovery, "", "x" * 22):
        with pytest.raises(participants.BadToken):
            participants.rejoin(token=dead, now=now)
    assert participants.rejoin(token=fresh, now=now) == back


def test_no_link_opens_an_account(group: Class, bo: User, now: datetime) -> None:
    joined = participants.join(exercise=group.exercise, name="Bo", now=now, user=bo, tap="t" * 22)
    assert joined.recovery == ""
    with pytest.raises(participants.HasAccount):
        participants.new_recovery(person=joined.participant, by=group.ada, now=now)
    with pytest.raises(participants.NameTaken):
        participants.join(exercise=group.exercise, name="Bo", now=now, tap="t" * 22)


def test_the_link_of_a_guest_who_makes_an_account_opens_nothing(group: Class, now: datetime) -> None:
    joined = participants.join(exercise=group.exercise, name="Bo", now=now)
    User.objects.filter(pk=joined.participant.user_id).update(is_guest=False)
    assert participants.find(token=joined.recovery) is None
    with pytest.raises(participants.BadToken):
        participants.rejoin(token=joined.recovery, now=now)


def test_who_leaves_comes_back_by_the_link_to_wait(group: Class, now: datetime) -> None:
    joined = participants.join(exercise=group.exercise, name="Bo", now=now)
    person = joined.participant
    seating.take(person=person, role="KOR", now=now)
    group.start()
    assert access.seat_for(person.user, group.exercise.code).role == "KOR"
    participants.leave(person=person, now=now)
    refused(lambda: access.seat_for(person.user, group.exercise.code))
    refused(lambda: access.participant_for(person.user, group.exercise.code))
    back = participants.rejoin(token=joined.recovery, now=now)
    assert (back.left_at, back.seat) == (None, None)


def test_who_is_removed_is_a_stranger_and_stays_out_until_readmitted(
    group: Class, now: datetime, notices: list[tuple[str, str]], django_capture_on_commit_callbacks: object
) -> None:
    joined = participants.join(exercise=group.exercise, name="Bo", now=now)
    person = joined.participant
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        participants.remove(person=person, by=group.ada, reason="Rude.", now=now)
    refused(lambda: access.participant_for(person.user, group.exercise.code))
    with pytest.raises(participants.Barred, match="let in again"):
        participants.rejoin(token=joined.recovery, now=now)
    with pytest.raises(participants.Barred):
        participants.join(exercise=group.exercise, name="Bob", user=person.user, now=now)
    assert (access.channel_of_person(person), "!") in notices, "their streams end"
    entry = group.exercise.control_entries.latest("pk")
    assert (entry.act, entry.by, entry.detail, entry.reason) == ("remove", group.ada, "Bo", "Rude.")
    participants.readmit(person=person, by=group.ada, now=now)
    assert participants.rejoin(token=joined.recovery, now=now).left_at is None


def test_who_is_removed_just_after_leaving_stays_out_too(group: Class, now: datetime) -> None:
    joined = participants.join(exercise=group.exercise, name="Bo", now=now)
    participants.leave(person=joined.participant, now=now)
    participants.remove(person=joined.participant, by=group.ada, reason="Rude.", now=now)
    assert joined.participant.is_barred
    with pytest.raises(participants.Barred):
        participants.rejoin(token=joined.recovery, now=now)


def test_the_last_who_leads_cannot_go(group: Class, now: datetime, bo: User) -> None:
    for go in (
        lambda: participants.leave(person=group.ada, now=now),
        lambda: participants.remove(person=group.ada, by=group.ada, reason="", now=now),
    ):
        with pytest.raises(participants.LastOfWhiteCell, match="end it"):
            go()
    participants.join(exercise=group.exercise, name="Bo", user=bo, part=Participant.Part.WHITE_CELL, now=now)
    participants.leave(person=group.ada, now=now)
    refused(lambda: access.require_white_cell(group.ada.user, group.exercise.code))


def test_signs_of_life_are_kept_at_most_every_8_seconds(group: Class, now: datetime) -> None:
    bo = group.join("Bo")
    kept = [presence.see_all(people=[bo], now=now + timedelta(seconds=second)) for second in (5, 7, 8, 12, 16)]
    assert kept == [0, 0, 1, 0, 1]


def test_whoever_closes_a_page_is_shown_as_away_within_40_seconds(group: Class, now: datetime) -> None:
    """The white cell's pages look every 10 seconds; until then a page in sight told that it is there."""
    client, bo = Client(), group.join("Bo")
    client.force_login(bo.user)  # type: ignore[arg-type]
    assert client.get(reverse("here", args=[group.exercise.code])).status_code == 204
    bo.refresh_from_db()
    assert bo.seen_at is not None
    shown = [presence.person_of(bo, bo.seen_at + timedelta(seconds=second)).is_here for second in (29, 30, -600)]
    assert shown == [True, False, False], "the last look is after the clock was set back"
    client.force_login(group.ada.user)  # type: ignore[arg-type]
    assert "every 10s" in client.get(reverse("lobby", args=[group.exercise.code])).content.decode()


def test_the_white_cell_is_fetched_and_everybody_else_refused(group: Class, ada: User, eve: User) -> None:
    bo = group.join("Bo")
    assert access.require_white_cell(ada, group.exercise.code).exercise == group.exercise
    refused(lambda: access.require_white_cell(bo.user, group.exercise.code))
    refused(lambda: access.require_white_cell(eve, group.exercise.code))
    assert [person.exercise for person in access.participations_of(ada)] == [group.exercise]


def test_bad_rules_create_nothing(make_class: Callable[..., Class]) -> None:
    with pytest.raises(classes.BadRules) as refusal:
        make_class(orders_seconds=-1, seat_size=0, missed="shrug", title="T" * 200)
    assert len(refusal.value.problems) == 4
    assert not Exercise.objects.exists()


def refused(fetch: Callable[[], object]) -> None:
    with pytest.raises(Http404):
        fetch()
