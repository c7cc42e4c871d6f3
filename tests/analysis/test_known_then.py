"""The review of a finished line made ready by itself: its split, then the game as its seats could know it then."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench, try_dials
from tests.exercises.playing import Player
from wargame import engine
from wargame.accounts.models import User
from wargame.analysis import bridge, enqueue
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.services import ensembles, maintenance, playing, readying
from wargame.engine.study import split as splits
from wargame.engine.values import KnownThen
from wargame.exercises import bridge as exercises
from wargame.exercises.models import Exercise, Turn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def ended_now(ended: Player, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Player:
    """Return Bo, whose exercise has ended at this moment; its split plays few games."""
    monkeypatch.setattr(ensembles, "USUAL_SPLIT_GAMES", 2)
    monkeypatch.setattr(splits, "MOST_POINTS", 1)
    monkeypatch.setattr(engine, "replacements", _two_of(engine.replacements))
    Exercise.objects.filter(pk=ended.seat.exercise_id).update(ended_at=now)
    return ended


def _two_of(replacements: Callable[..., tuple[engine.Order, ...]]) -> Callable[..., tuple[engine.Order, ...]]:
    return lambda *given: replacements(*given)[:2]


def go_on(player: Player, now: datetime) -> Ensemble | None:
    return readying.go_on(branch_id=player.branch.pk, now=now)


def test_a_line_that_has_ended_is_split_and_then_read_as_its_seats_knew_it(
    client: Client, bo: User, ended_now: Player, bench: WorkerBench, now: datetime
) -> None:
    line = ended_now.branch.pk
    assert readying.lines_due(now=now) == [line]
    split = go_on(ended_now, now)
    assert split is not None
    assert split.kind == "split"
    assert go_on(ended_now, now) is None, "it is being played"
    assert readying.lines_due(now=now) == []
    bench.play_all(split)
    reading = go_on(ended_now, now)
    assert reading is not None
    assert (reading.kind, reading.change["split"]) == ("known_then", split.number)
    found = counts_of(bench.play_all(reading))
    assert isinstance(found, KnownThen)
    assert (found.games, found.turns) == (2, Turn.objects.in_line(ended_now.branch).count())
    options = sum(len(rows) for point in reading.change["points"] for rows in point["slots"])
    assert found.options.shape == (2, options)
    assert go_on(ended_now, now) is None
    assert readying.lines_due(now=now) == []
    client.force_login(bo)
    address = f"/api/v1/exercises/{ended_now.seat.exercise.code}/ensembles/{reading.number}/"
    document = client.get(address).json()["known_then"]
    assert [one["seat"] for one in document["seats"]] == list(found.seats)
    assert len(document["options"]) == options
    page = client.get(f"/x/{ended_now.seat.exercise.code}/turning-points/").content.decode()
    assert 'hx-trigger="load' not in page, "what is ready is not asked for"


def test_nothing_is_made_ready_that_somebody_stopped_or_that_ended_long_ago(
    ended_now: Player, bench: WorkerBench, now: datetime
) -> None:
    late = now + readying.WITHIN + timedelta(seconds=1)
    assert readying.lines_due(now=late) == []
    assert readying.lines_due(now=now - timedelta(seconds=1)) == [], "an end that has not come starts nothing"
    split = go_on(ended_now, now)
    assert split is not None
    assert ensembles.cancel(ensemble=split, by=split.asked_by, now=now)
    assert readying.lines_due(now=now) == []
    assert go_on(ended_now, now) is None


def test_a_page_waits_for_a_minute_for_the_reading_of_a_split(
    client: Client, bo: User, ended_now: Player, bench: WorkerBench, now: datetime
) -> None:
    split = go_on(ended_now, now)
    assert split is not None
    bench.play_all(split)
    client.force_login(bo)
    address = f"/x/{ended_now.seat.exercise.code}/ensembles/{split.number}/"
    page = client.get(address).content.decode()
    assert "is not ready yet" in page
    seen = re.search(r'aria-busy="true" hx-get="[^"]*seen=([\w-]+)', page)
    assert seen, "the page asks for what follows"
    region = {"path": f"{address}?seen={seen[1]}", "headers": {"HX-Request": "true"}}
    assert client.get(**region).status_code == 204
    bench.pass_by(61)
    later = client.get(**region).content.decode()
    assert "was not played for this split" in later
    assert "aria-busy" not in later


def test_what_cannot_be_asked_for_is_tried_once(
    ended_now: Player, bench: WorkerBench, eve: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(split: Ensemble) -> bridge.Row:
        raise ValueError(f"{split} is of another engine.")

    split = go_on(ended_now, now)
    assert split is not None
    bench.play_all(split)
    Ensemble.objects.filter(pk=split.pk).update(asked_by=eve)
    monkeypatch.setattr(readying, "columns_of_reading", refuse)
    failed = go_on(ended_now, now)
    assert failed is not None
    assert (failed.kind, failed.status) == ("known_then", "failed")
    assert failed.asked_by == eve, "who asked for the split may stop what follows it"
    assert "of another engine" in failed.error
    assert readying.lines_due(now=now) == []
    assert go_on(ended_now, now) is None


def test_the_turnkeeper_wakes_a_worker_for_a_line_that_has_ended(
    ended_now: Player, bench: WorkerBench, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[int] = []
    monkeypatch.setattr(enqueue, "hint_ready", lambda *, branch_id: woken.append(branch_id) or True)
    try_dials(ended_now, now)
    assert maintenance.run_round(now=now).readied == 1, "a trial of dials holds nothing up"
    assert woken == [ended_now.branch.pk]


def test_the_reading_as_known_then_does_not_depend_on_what_a_seat_could_not_know(
    ended_now: Player, now: datetime
) -> None:
    """A stored truth that no seat may know is turned: every seat draws the same worlds from what it sees."""
    line, counted = ended_now.branch, []
    for turned in (False, True):
        if turned:
            _turn_hidden_truths(line)
        asked = Ensemble(kind="known_then", branch=line, change={"points": []}, policies=_policies(ended_now))
        found = playing.games_of(asked)(range(1, 3))
        assert isinstance(found, KnownThen)
        counted.append(bridge.encode(found))
    assert counted[0] == counted[1]


def _policies(player: Player) -> dict[str, str]:
    return bridge.usual_policies(player.seat.exercise)


def _turn_hidden_truths(line: object) -> None:
    """Write other truths into the worlds of a line, wherever no seat may know them."""
    for turn in Turn.objects.with_exercise().in_line(line):  # type: ignore[arg-type]
        world = exercises.world_of(turn)
        turn.world = engine.encode(world._replace(truth=1 - world.truth))
        turn.save(update_fields=["world"])
