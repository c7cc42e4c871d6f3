"""Seats that the white cell gives to the AI or leaves out, in the lobby and over the API."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.preparation.test_own_words import browser
from wargame.exercises.control.services import takeovers
from wargame.exercises.lobby.services import duplicates, seating, standbys
from wargame.exercises.models import OrderSheet, Seat

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def cast(group: Class, role: str, to: str) -> None:
    standbys.cast(seat=group.seat(role), to=to, by=group.ada, now=group.now)


def test_nobody_sits_in_seats_of_the_ai_or_left_out_and_one_left_out_gives_no_orders(
    make_class: Callable[..., Class],
) -> None:
    group = make_class()
    bo, wes = group.join("Bo", "KOR"), group.join("Wes")
    cast(group, "CHN", "ai")
    for role in ("USA", "JPN", "RUS"):
        cast(group, role, "nobody")
    for role, said in (("CHN", "The AI plays"), ("USA", "Nobody plays")):
        with pytest.raises(seating.SeatPlayed, match=said):
            seating.take(person=wes, role=role, now=group.now)
    seating.assign_all(exercise=group.exercise, by=group.ada, now=group.now)
    wes.refresh_from_db()
    assert wes.seat == bo.seat
    lobby = browser(wes).get(reverse("lobby", args=[group.exercise.code])).content.decode()
    assert (lobby.count("Left out of this exercise"), lobby.count("The AI plays this seat")) == (3, 1)
    group.start()
    filed = {sheet.seat.role: sheet for sheet in OrderSheet.objects.select_related("seat")}
    assert {role: filed[role].orders for role in ("USA", "JPN", "RUS")} == {"USA": [], "JPN": [], "RUS": []}
    assert (filed["CHN"].policy, "KOR" in filed) == (group.seat("CHN").standby, False)
    room = browser(group.ada).get(reverse("room", args=[group.exercise.code])).content.decode()
    seats = room[room.index('id="places"') :].split("</section>")[0]
    assert (seats.count("Left out"), seats.count("Nobody"), "hold" in seats) == (3, 3, False)
    takeovers.hand_to_policy(seat=group.seat("USA"), by=group.ada, now=group.now)
    assert (group.seat("USA").cast, group.seat("USA").policy) == ("ai", group.seat("USA").standby)


def test_a_copy_keeps_who_plays_and_another_ai_follows(make_class: Callable[..., Class]) -> None:
    group = make_class()
    cast(group, "CHN", "ai")
    cast(group, "USA", "nobody")
    standbys.choose(seat=group.seat("CHN"), policy="dove", by=group.ada, now=group.now)
    made = duplicates.duplicate(exercise=group.exercise, by=group.ada, now=group.now)
    for exercise in (group.exercise, made):
        played = {seat.role: (seat.cast, seat.policy) for seat in exercise.seats.exclude(cast="people")}
        assert played == {"CHN": ("ai", "dove"), "USA": ("nobody", "hold")}


def test_a_seat_comes_back_to_people(make_class: Callable[..., Class]) -> None:
    group = make_class()
    for role in ("CHN", "USA"):
        cast(group, role, "nobody")
    cast(group, "CHN", "people")
    seating.assign(person=group.join("Wes"), seat=group.seat("USA"), by=group.ada, now=group.now)
    assert not Seat.objects.exclude(cast="people", policy="").exists()


def test_people_and_the_last_seat_stay(make_class: Callable[..., Class]) -> None:
    group = make_class()
    group.join("Bo", "KOR")
    with pytest.raises(standbys.CastRefused, match="give them another seat first"):
        cast(group, "KOR", "ai")
    ada, at = browser(group.ada), reverse("set_standby", args=[group.exercise.code])
    Seat.objects.exclude(role__in=("KOR", "CHN")).update(cast="nobody", policy="hold")
    group.exercise.participants.update(seat=None)
    ada.post(at, {"role": "CHN", "cast": "ai", "policy": "hawk"})
    said = ada.post(at, {"role": "KOR", "cast": "nobody", "policy": "dove"}, follow=True).content.decode()
    assert "Leave at least one seat to people." in said
    seats = {seat.role: (seat.cast, seat.policy, seat.standby == "dove") for seat in group.exercise.seats.all()}
    assert (seats["CHN"], seats["KOR"]) == (("ai", "hawk", False), ("people", "", False))


def test_a_program_chooses_who_plays(make_class: Callable[..., Class]) -> None:
    group = make_class()
    ada, bo = browser(group.ada), browser(group.join("Bo", "KOR"))
    at = reverse("api-seat", args=[group.exercise.code, "usa"])
    kind = {"content_type": "application/json"}
    assert bo.put(at, {"played_by": "ai"}, **kind).status_code == 404
    assert ada.put(at, {"played_by": "ai", "ai": "hawk"}, **kind).json() == {
        "seat": "USA",
        "played_by": "ai",
        "ai": "hawk",
    }
    assert ada.put(at, {"played_by": "all"}, **kind).status_code == 400
    read_by = {who: who.get(reverse("api-seats", args=[group.exercise.code])).json() for who in (ada, bo)}
    listed = {one["seat"]: one["played_by"] for one in read_by[bo]}
    assert (listed["USA"], listed["KOR"]) == ("ai", "people")
    assert "hawk" in {one["ai"] for one in read_by[ada]}
    assert {one["ai"] for one in read_by[bo]} == {""}, "a player reads how the AI plays"
    group.start()
    assert ada.put(at, {"played_by": "people"}, **kind).status_code == 409
