"""The printable briefings: of a seat for its people and the white cell only, of all seats for the white cell."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import Role
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import bridge
from wargame.exercises.codes import dashed_code
from wargame.exercises.lobby.selectors.lobby import lobby_of
from wargame.exercises.lobby.services import participants, seating
from wargame.exercises.models import Exercise

pytestmark = pytest.mark.django_db


def words_of(page: bytes) -> str:
    """Return a page without links: a word that the help explains is one."""
    return re.sub(r"</?a\b[^>]*>", "", unescape(page.decode()))


def read(user: User, exercise: Exercise, role: str) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    response = client.get(reverse("seat_briefing", args=[exercise.code, role]))
    return response.status_code, words_of(response.content)


def secrets_of(exercise: Exercise, role: str) -> list[str]:
    post = Role.objects.get(version=exercise.scenario_version, code=role)
    (seat,) = (seat for seat in bridge.content_of(exercise.scenario_version).seats if seat.code == role)
    aims = [aim.text for aim in post.objectives.filter(is_public=False)]
    return [*post.brief.split("\n\n"), *aims, seat.aims, *(term.meaning for term in seat.terms)]


def open_on_the_page(user: User, exercise: Exercise, role: str) -> str:
    """Press the button that opens a seat's briefing; return the page to which it leads."""
    client = Client()
    client.force_login(user)
    answer = client.post(reverse("mark_briefed", args=[exercise.code]), {"role": role}, follow=True)
    assert answer.status_code == 200
    return words_of(answer.content)


@pytest.mark.slow
def test_in_the_lobby_already_each_reads_their_own_and_the_white_cell_reads_all(
    make_class: Callable[..., Class],
) -> None:
    group = make_class()
    people = {role: group.join(role, role) for role in ("KOR", "JPN")}
    for role, person in people.items():
        seating.open_briefing(person=person, role=role)
        aims = secrets_of(group.exercise, role)
        assert aims
        for user in (person.user, group.ada.user):
            status, page = read(user, group.exercise, role)
            assert status == 200
            assert [aim for aim in aims if aim not in page] == []
    assert read(people["JPN"].user, group.exercise, "KOR")[0] == 404
    assert read(group.join("Cy").user, group.exercise, "KOR")[0] == 404
    assert read(group.ada.user, group.exercise, "XXX")[0] == 404


def test_nobody_reads_what_a_seat_alone_may_know_and_then_takes_another(make_class: Callable[..., Class]) -> None:
    group = make_class()
    bo = group.join("Bo", "KOR")
    status, page = read(bo.user, group.exercise, "KOR")
    assert status == 200
    assert [told for told in secrets_of(group.exercise, "KOR") if told in page] == []
    seating.take(person=bo, role="JPN", now=group.now)
    page = open_on_the_page(bo.user, group.exercise, "JPN")
    assert [told for told in secrets_of(group.exercise, "JPN") if told not in page] == []
    with pytest.raises(seating.SeatBriefed, match="JPN"):
        seating.take(person=bo, role="KOR", now=group.now)
    client = Client()
    client.force_login(bo.user)
    assert "take-" not in client.get(reverse("lobby", args=[group.exercise.code])).content.decode()


def test_who_has_read_a_briefing_comes_back_to_that_seat_alone(make_class: Callable[..., Class]) -> None:
    group = make_class()
    bo = group.join("Bo", "KOR")
    seating.open_briefing(person=bo, role="KOR")
    participants.leave(person=bo, now=group.now)
    bo = participants.join(exercise=group.exercise, name="Bo", now=group.now, user=bo.user).participant
    client = Client()
    client.force_login(bo.user)
    lobby = client.get(reverse("lobby", args=[group.exercise.code])).content.decode()
    assert lobby.count('id="take-') == lobby.count('id="take-KOR"') == 1
    assert "You have read the briefing of KOR" in lobby
    with pytest.raises(seating.SeatBriefed):
        seating.take(person=bo, role="JPN", now=group.now)
    assert seating.assign_all(exercise=group.exercise, by=group.ada, now=group.now) == 1
    bo.refresh_from_db()
    assert bo.seat == group.seat("KOR")


def test_who_has_read_a_briefing_waits_if_that_seat_cannot_be_had(make_class: Callable[..., Class]) -> None:
    group = make_class()
    bo = group.join("Bo", "KOR")
    seating.open_briefing(person=bo, role="KOR")
    seating.assign(person=bo, seat=None, by=group.ada, now=group.now)
    seating.lock(seat=group.seat("KOR"), is_locked=True, by=group.ada, now=group.now)
    cy = group.join("Cy")
    assert seating.assign_all(exercise=group.exercise, by=group.ada, now=group.now) == 1
    bo.refresh_from_db()
    cy.refresh_from_db()
    assert (bo.seat, cy.seat is None) == (None, False)


def test_the_white_cell_moves_who_has_read_a_briefing_and_nobody_else_does(make_class: Callable[..., Class]) -> None:
    group = make_class()
    bo = group.join("Bo", "KOR")
    seating.open_briefing(person=bo, role="KOR")
    seating.assign(person=bo, seat=group.seat("JPN"), by=group.ada, now=group.now)
    assert {seat.role: seat.briefed_count for seat in lobby_of(group.exercise, group.now).seats}["JPN"] == 0
    status, page = read(bo.user, group.exercise, "JPN")
    assert status == 200
    assert [told for told in secrets_of(group.exercise, "JPN") if told in page] == []
    with pytest.raises(seating.SeatBriefed):
        seating.take(person=bo, role="KOR", now=group.now)


def test_a_page_that_was_left_open_opens_the_briefing_of_no_other_seat(make_class: Callable[..., Class]) -> None:
    group = make_class()
    bo, cy = group.join("Bo", "KOR"), group.join("Cy")
    seating.take(person=bo, role="JPN", now=group.now)
    for person in (bo, cy):
        assert "You do not sit in KOR" in open_on_the_page(person.user, group.exercise, "KOR")
        person.refresh_from_db()
        assert person.briefed_seat is None


def test_who_is_moved_reads_the_new_seats_and_no_more_the_old_ones(make_class: Callable[..., Class]) -> None:
    group = make_class()
    bo = group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    seating.assign(person=bo, seat=group.seat("JPN"), by=group.ada, now=group.now)
    assert read(bo.user, group.exercise, "KOR")[0] == 404
    status, page = read(bo.user, group.exercise, "JPN")
    assert status == 200
    assert [told for told in secrets_of(group.exercise, "JPN") if told not in page] == []


def test_the_white_cell_prints_the_briefings_of_all_seats_at_once(make_class: Callable[..., Class]) -> None:
    group = make_class()
    bo, ada = Client(), Client()
    bo.force_login(group.join("Bo", "KOR").user)  # type: ignore[arg-type]
    ada.force_login(group.ada.user)  # type: ignore[arg-type]
    address = reverse("briefings", args=[group.exercise.code])
    assert bo.get(address).status_code == 404
    page = words_of(ada.get(address).content)
    roles = [seat.role for seat in group.exercise.seats.all()]
    assert page.count('class="briefing-sheet"') == len(roles)
    assert [aim for role in roles for aim in secrets_of(group.exercise, role) if aim not in page] == []
    address = reverse("briefings", args=[dashed_code(group.exercise.code)])
    assert f'href="{address}"' in ada.get(reverse("lobby", args=[group.exercise.code])).content.decode()


def test_alone_the_menu_leads_to_the_own_briefing(player: Player, client: Client) -> None:
    exercise = player.seat.exercise
    client.force_login(exercise.created_by)
    address = reverse("seat_briefing", args=[exercise.code, player.seat.role])
    assert address in client.get(reverse("play", args=[exercise.code])).content.decode()
    assert secrets_of(exercise, player.seat.role)[0] in words_of(client.get(address).content)
