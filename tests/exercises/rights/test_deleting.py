"""Deleting an exercise takes everything with it; the time for which an exercise is kept deletes it by itself."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, at_the_table
from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.playing import Player
from tests.exercises.rights.talkative import argued, rows_by_table
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.analysis.services import ensembles
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import classes
from wargame.exercises.models import ControlEntry, Exercise, LedgerEntry, Series, Turn
from wargame.exercises.rights.services import deleting, keeping
from wargame.exercises.turns.services import branches, turns

pytestmark = pytest.mark.django_db


Commit = Callable[[], AbstractContextManager[list[Callable[[], object]]]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Commit:
    """Runs what waits for the end of the transaction, which no test ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    return kept_class(argued, adjudication="semi_rigid", allows_observers=True, seed=CUT_SHORT)


def end(group: Class) -> None:
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)


def test_nothing_of_a_class_is_left_and_the_installations_log_says_who(
    group: Class, caplog: pytest.LogCaptureFixture, committed: Commit
) -> None:
    end(group)
    guests = list(User.objects.filter(is_guest=True).values_list("pk", flat=True))
    assert guests
    with caplog.at_level(logging.INFO), committed():
        deleting.delete(exercise=group.exercise, who="account 7")
    assert {name: count for name, count in rows_by_table().items() if count} == {}
    assert not User.objects.filter(pk__in=guests).exists()
    assert User.objects.filter(username="ada").exists()
    assert f"Deleted exercise {group.exercise} with 4 people: account 7" in caplog.text


def test_the_log_says_nothing_of_deletions_that_were_taken_back(
    group: Class, make_class: Callable[..., Class], caplog: pytest.LogCaptureFixture, committed: Commit
) -> None:
    end(group)
    played = make_class()
    played.start()
    with caplog.at_level(logging.INFO), committed(), pytest.raises(deleting.StillPlayed):
        deleting.delete_all(exercises=[group.exercise, played.exercise], who="account 7")
    assert Exercise.objects.count() == 2
    assert "Deleted exercise" not in caplog.text


def test_other_lines_and_statistics_go_with_a_solo_exercise(player: Player) -> None:
    user = User.objects.get(username="bo")
    exercise = player.seat.exercise
    first = player.play_turn()
    branches.fork(
        turn=Turn.objects.with_exercise().get(branch__exercise=exercise, number=1), by=user, now=exercise.created_at
    )
    line = exercise.branches.get(number=2)
    assert first
    ensembles.Ensemble.objects.create(
        exercise=exercise, number=1, branch=line, turn=line.turns.get(), keeps_orders=True, policies={}, games=1,
        seed=1, engine_version="1", asked_by=user, asked_at=exercise.created_at,
    )  # fmt: skip
    deleting.delete(exercise=exercise, who="account 7")
    assert {name: count for name, count in rows_by_table().items() if count} == {}


def test_a_class_that_is_played_is_not_deleted(group: Class) -> None:
    before = rows_by_table()
    with pytest.raises(deleting.StillPlayed, match="End it first"):
        deleting.delete(exercise=group.exercise, who="account 7")
    assert rows_by_table() == before


@pytest.fixture
def written_meanwhile(transactional_db: None) -> Callable[[Turn], AbstractContextManager[None]]:
    """Write results of a turn at the moment at which the turn is deleted, as a worker may."""

    def writing(turn: Turn) -> AbstractContextManager[None]:
        entry = LedgerEntry(turn=turn, sequence=99, variable="trust", before=0, delta=1, after=1, cause="rule")

        def write(execute: Any, sql: str, *rest: Any) -> Any:
            answer = execute(sql, *rest)
            if sql.startswith(f'DELETE FROM "{LedgerEntry._meta.db_table}"') and not entry.pk:
                entry.save()
            return answer

        return connection.execute_wrapper(write)

    return writing


def test_results_that_come_meanwhile_have_the_page_ask_again_and_nothing_is_half_done(
    written_meanwhile: Callable[[Turn], AbstractContextManager[None]], ada: User
) -> None:
    player = at_the_table(nine_past_nine(), ada)
    code, before = player.seat.exercise.code, rows_by_table()
    client = as_user(ada)
    with written_meanwhile(player.turn):
        refused = client.post(reverse("delete_exercise", args=[code]), {"typed": code})
    assert refused.status_code == 422
    assert "Try again in a moment" in refused.text
    assert rows_by_table() == before
    Exercise.objects.update(keep_days=1, created_at=NOON - 60 * DAY)
    with written_meanwhile(player.turn):
        assert not keeping.Keeper().delete(now=timezone.now() + 60 * DAY)
    with written_meanwhile(player.turn), pytest.raises(CommandError, match="Try again in a moment"):
        call_command("delete_exercise", code, "--yes", stdout=StringIO())
    client.post(reverse("delete_exercise", args=[code]), {"typed": code})
    assert not Exercise.objects.exists()


def test_a_worker_that_holds_a_deleted_turn_ends_in_peace(begun: Class) -> None:
    """The results are computed from the rows as they were, and there is nothing left to write them to."""
    for name in ("Bo", "Cy"):
        begun.submit(begun.exercise.participants.get(name=name))
    turn = begun.turn
    assert turn.status == Turn.Status.ADJUDICATING
    deleting.delete(exercise=begun.exercise, who="an operator", may_be_played=True)
    assert isinstance(turns.resolve(turn_id=turn.pk, now=begun.now), turns.NotMine)
    assert not Turn.objects.filter(pk=turn.pk).exists()


def test_the_page_asks_for_the_code_and_then_deletes(group: Class) -> None:
    end(group)
    white = as_user(group.ada.user)  # type: ignore[arg-type]
    page, form = (reverse(name, args=[group.exercise.code]) for name in ("keeping", "delete_exercise"))
    assert "4 people, 1 turns" in white.get(page).text
    refused = white.post(form, {"typed": "K7QF-A3"})
    assert refused.status_code == 422
    assert f"Type {group.exercise}" in refused.text
    done = white.post(form, {"typed": str(group.exercise).lower()}, follow=True)
    assert f"Deleted: {group.exercise}." in done.text
    assert white.get(page).status_code == 404


def test_students_and_strangers_find_no_such_page(group: Class, eve: User) -> None:
    student = group.exercise.participants.select_related("user").get(name="Cy").user
    for user in (student, eve):
        assert as_user(user).get(reverse("keeping", args=[group.exercise.code])).status_code == 404  # type: ignore[arg-type]
        assert as_user(user).post(reverse("delete_exercise", args=[group.exercise.code])).status_code == 404  # type: ignore[arg-type]


def test_all_groups_of_a_series_go_at_once_or_one_alone(make_class: Callable[..., Class], ada: User) -> None:
    version = make_class().exercise.scenario_version
    made = classes.create_groups(version=version, rules=classes.Rules(), count=3, by=ada, now=make_class().now)
    white = as_user(ada)
    form = reverse("delete_exercise", args=[made[0].code])
    white.post(form, {"typed": made[0].code})
    assert Exercise.objects.filter(series=made[0].series).count() == 2
    white.post(reverse("delete_exercise", args=[made[1].code]), {"typed": made[1].code, "with_groups": "on"})
    assert not Series.objects.exists()


def test_a_player_deletes_the_own_solo_exercise_from_the_list(player: Player, client: Client) -> None:
    client.force_login(User.objects.get(username="bo"))
    code = player.seat.exercise.code
    assert reverse("keeping", args=[code]) in client.get(reverse("exercises")).text.replace("-", "")
    client.post(reverse("delete_exercise", args=[code]), {"typed": code})
    assert not Exercise.objects.exists()


def test_an_operator_deletes_after_saying_yes(group: Class) -> None:
    out = StringIO()
    call_command("delete_exercise", group.exercise.code, stdout=out)
    assert Exercise.objects.exists()
    call_command("delete_exercise", group.exercise.code, "--yes", stdout=out)
    assert "Backups still hold it" in out.getvalue()
    assert not Exercise.objects.exists()


def test_the_days_are_set_and_stand_in_the_control_log(group: Class) -> None:
    white, page = as_user(group.ada.user), reverse("keeping", args=[group.exercise.code])  # type: ignore[arg-type]
    assert white.post(page, {"days": "0"}).status_code == 422
    said = "Parley now keeps this exercise for 30 days after its end."
    assert said in white.post(page, {"days": "30"}, follow=True).text
    group.exercise.refresh_from_db()
    assert group.exercise.keep_days == 30
    assert ControlEntry.objects.latest("pk").detail == "30 days after its end"


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("own", "of_all", "goes_after"), [(None, 0, None), (30, 0, 30), (None, 90, 90), (30, 90, 30), (400, 90, 90)]
)
def test_the_shorter_time_decides(group: Class, own: int | None, of_all: int, goes_after: int | None) -> None:
    end(group)
    Exercise.objects.update(keep_days=own, created_at=group.now - 3 * DAY)
    ended_at = Exercise.objects.get().ended_at
    assert ended_at
    for days in (29, 31, 89, 91, 5000):
        with override_settings(KEEP_DAYS=of_all):
            is_over = bool(list(keeping.over(now=ended_at + days * DAY)))
        assert is_over == (goes_after is not None and days > goes_after), days


def test_an_exercise_in_which_somebody_is_or_a_turn_runs_is_kept(begun: Class) -> None:
    Exercise.objects.update(keep_days=5, created_at=begun.now - 60 * DAY)
    begun.exercise.participants.update(seen_at=begun.now)
    Turn.objects.update(opened_at=begun.now - 60 * DAY, deadline=begun.now + 3 * DAY)
    assert not list(keeping.over(now=begun.now + 4 * DAY))
    assert not list(keeping.over(now=begun.now + 7 * DAY))
    assert list(keeping.over(now=begun.now + 9 * DAY))


def test_days_that_are_over_are_refused_with_those_that_are_not(group: Class) -> None:
    end(group)
    Exercise.objects.update(ended_at=timezone.now() - 40 * DAY - timedelta(hours=1))
    white, page = as_user(group.ada.user), reverse("keeping", args=[group.exercise.code])  # type: ignore[arg-type]
    refused = white.post(page, {"days": "40"})
    assert refused.status_code == 422
    assert "Write at least 41 days" in refused.text
    assert Exercise.objects.get().keep_days is None
    assert white.post(page, {"days": "41"}).status_code == 302


def test_the_turnkeeper_looks_again_under_the_lock(group: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    """The leader sets more days between the look and the deletion."""
    end(group)
    Exercise.objects.update(keep_days=5, ended_at=group.now)
    found = list(keeping.over(now=group.now + 9 * DAY))
    monkeypatch.setattr(keeping, "over", lambda now: iter(found))
    Exercise.objects.update(keep_days=50)
    keeper = keeping.Keeper()
    assert not keeper.delete(now=group.now + 9 * DAY)
    assert Exercise.objects.exists()
    assert keeper.delete(now=group.now + 60 * DAY)


def test_the_turnkeeper_deletes_one_a_round_and_looks_again_after_an_hour(group: Class) -> None:
    end(group)
    second = Class(group.exercise.scenario_version, group.ada.user, group.now)  # type: ignore[arg-type]
    Exercise.objects.update(keep_days=1)
    keeper, later = keeping.Keeper(), group.now + 500 * DAY
    Exercise.objects.update(ended_at=group.now)
    assert [keeper.delete(now=later) for _ in range(3)] == [True, True, False]
    assert not Exercise.objects.exists()
    third = Class(second.exercise.scenario_version, group.ada.user, group.now)  # type: ignore[arg-type]
    Exercise.objects.filter(pk=third.exercise.pk).update(keep_days=1)
    assert not keeper.delete(now=later + timedelta(minutes=59))
    assert keeper.delete(now=later + timedelta(minutes=61))
