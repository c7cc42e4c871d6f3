"""The film of a finished game: a minute from the one index of events, for readers who may know everything."""

from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.analysis.asking import WorkerBench, ask
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis.selectors.film import Film
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.models import Exercise
from wargame.exercises.results.selectors.overview.known import ENDING
from wargame.exercises.results.selectors.replay.film import MOST, WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST_BYTES = 200_000


def shown(exercise: Exercise, user: object, **query: str) -> Any:
    client = Client()
    assert isinstance(user, User)
    client.force_login(user)
    return client.get(reverse("film", args=[exercise.code]), query)


def film_in(answer: Any) -> Film:
    assert answer.status_code == 200
    film = answer.context["film"]
    assert isinstance(film, Film)
    return film


def test_a_minute_holds_every_turn_the_turning_points_longer_and_the_ending_last(
    ended: Player, bo: User, bench: WorkerBench, now: datetime
) -> None:
    exercise = ended.seat.exercise
    first = film_in(shown(exercise, bo))
    assert not first.has_points
    assert {moment.mark for moment in first.moments} == {""}
    bench.play_all(ask(ended, now, kind="split", games=20))
    film = film_in(shown(exercise, bo))
    assert film.has_points
    turns = [moment.step.turn for moment in film.moments if moment.step.number == 0]
    assert turns == list(range(1, film.count + 1))
    assert film.moments[-1].step.key == ENDING
    assert len(film.moments) <= MOST
    order = [(moment.step.turn, moment.step.number) for moment in film.moments]
    assert order == sorted(set(order)), "the order of the index"
    assert WHOLE - 1 < film.whole <= WHOLE + 1
    assert all(round(one.begins + one.seconds - two.begins, 1) in (-0.1, 0, 0.1) for one, two in pairwise(film.moments))
    turning = [moment for moment in film.moments if moment.mark]
    assert [moment.mark for moment in sorted(turning, key=lambda one: one.mark)] == ["1", "2", "3"][: len(turning)]
    assert turning
    plain = next(moment for moment in film.moments if not moment.mark)
    assert min(moment.seconds for moment in turning) > 2 * plain.seconds
    point = shown(exercise, bo, at=turning[0].step.at)
    assert f"Turning point {turning[0].mark}" in point.text
    assert "of its aims" in film_in(point).point


def test_its_links_lead_to_the_end_and_each_page_is_light(ended: Player, bo: User) -> None:
    exercise, walked, at = ended.seat.exercise, [], ""
    while True:
        answer = shown(exercise, bo, at=at, b="1")
        film = film_in(answer)
        walked.append(film.now.step.at)
        assert len(answer.content) < MOST_BYTES
        if not film.on:
            break
        assert f"?b=1&amp;at={film.on}" in answer.text
        at = film.on
    assert walked == [moment.step.at for moment in film.moments]
    assert film.is_last
    assert film.ending


def test_an_event_that_the_film_leaves_out_opens_the_moment_before_it(ended: Player, bo: User) -> None:
    exercise = ended.seat.exercise
    moments = film_in(shown(exercise, bo)).moments
    one = next(
        one
        for one, two in pairwise(moments)
        if one.step.turn == two.step.turn and two.step.number > one.step.number + 1
    )
    assert film_in(shown(exercise, bo, at=f"{one.step.turn}.{one.step.number + 1}")).now == one
    for at in ("9.9", "x", "1.999"):
        answer = shown(exercise, bo, at=at)
        assert answer.status_code == 404
        assert "sign in" in answer.text


def played(group: Class) -> None:
    """Play one turn with Bo as Korea; the class goes on."""
    group.join("Bo", "KOR")
    group.start()
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    group.open_next()


def test_while_a_class_plays_it_is_closed_to_all_and_after_the_end_the_wall_shows_it(group: Class) -> None:
    played(group)
    bo = group.exercise.participants.get(name="Bo").user
    for user in (bo, group.ada.user):
        answer = shown(group.exercise, user)
        assert answer.context["film"] is None
        assert "The film opens at the end" in answer.text
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell.", now=group.now)
    group.exercise.refresh_from_db()
    film = film_in(shown(group.exercise, bo))
    last = film_in(shown(group.exercise, bo, at=film.moments[-1].step.at))
    assert "ended the exercise early" in last.ending
    _is_sent_to_the_wall(group)


def _is_sent_to_the_wall(group: Class) -> None:
    client = Client()
    client.force_login(group.ada.user)  # type: ignore[arg-type]
    code = group.exercise.code
    address = f"{reverse('film', args=[code])}?b=1"
    client.post(reverse("steer_debrief", args=[code]), {"act": "page", "page": address})
    answer = client.get(reverse("projector", args=[code]))
    assert answer["Location"] == f"{address}&screen=1"
    wall = client.get(answer["Location"])
    assert "topbar" not in wall.text.partition("<main")[0]
    assert f"screen=1&amp;at={film_in(wall).on}" in wall.text, "its steps stay on the wall"
