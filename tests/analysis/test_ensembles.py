"""Ensembles: stored once, played in chunks that count once, merged into the result of one direct call."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.analysis.asking import WorkerBench, ask, at_once, try_dials
from tests.exercises.playing import Player
from wargame import leases
from wargame.accounts.models import User
from wargame.analysis import bridge, enqueue
from wargame.analysis.models import Chunk, Ensemble
from wargame.analysis.services import chunks, collecting, ensembles, maintenance, playing
from wargame.analysis.services.maintenance import Round
from wargame.engine.values import Aggregate
from wargame.exercises.models import Turn

pytestmark = pytest.mark.django_db


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


@pytest.fixture
def ensemble(ended: Player, bench: WorkerBench, now: datetime) -> Ensemble:
    return ask(ended, now)


def test_chunks_hold_every_seed_once(ensemble: Ensemble) -> None:
    seeds = [seed for chunk in ensemble.chunks.all() for seed in chunk.seeds]
    assert seeds == list(range(1, 21))
    assert [chunk.games for chunk in ensemble.chunks.all()] == [4] * 5


@pytest.mark.parametrize(
    ("games", "count", "largest"), [(1, 1, 1), (101, 2, 100), (10_000, 10, 1_000), (100_000, 100, 1_000)]
)
def test_progress_has_ten_steps_where_games_suffice(now: datetime, games: int, count: int, largest: int) -> None:
    cut = ensembles.cut(ensemble=Ensemble(games=games, seed=7), now=now)
    assert (len(cut), max(chunk.games for chunk in cut)) == (count, largest)
    assert sum(chunk.games for chunk in cut) == games


@pytest.mark.slow
def test_merged_chunks_are_one_direct_ensemble_to_the_last_integer(ensemble: Ensemble, bench: WorkerBench) -> None:
    for chunk in reversed(ensemble.chunks.all()):
        assert bench.play(chunk.pk) == "Played"
    ensemble.refresh_from_db()
    assert ensemble.status == "done"
    assert ensemble.aggregate == bridge.encode(at_once(ensemble))
    assert not ensemble.chunks.filter(aggregate__isnull=False).exists()


def set_portion(monkeypatch: pytest.MonkeyPatch, games: int) -> None:
    """Make workers play chunks in portions of this many games, whether or not the rules are compiled yet."""
    for name in ("PLAIN_PORTION", "COMPILED_PORTION"):
        monkeypatch.setattr(chunks, name, games)


@pytest.mark.slow
def test_portions_of_a_chunk_change_no_integer(
    ensemble: Ensemble, bench: WorkerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_portion(monkeypatch, 3)
    assert bench.play_all(ensemble).aggregate == bridge.encode(at_once(ensemble))


@pytest.mark.slow
def test_orders_of_the_turn_are_kept_or_left_to_the_policies(ended: Player, bench: WorkerBench, now: datetime) -> None:
    kept = bench.play_all(ask(ended, now, games=40))
    free = bench.play_all(ask(ended, now, games=40, keeps_orders=False))
    assert kept.aggregate != free.aggregate


@pytest.mark.slow
def test_policies_decide_what_becomes_of_it(ended: Player, bench: WorkerBench, now: datetime) -> None:
    usual = bench.play_all(ask(ended, now))
    doves = bench.play_all(ask(ended, now, policies={"RUS": "dove", "CHN": "dove"}))
    assert doves.policies == usual.policies | {"RUS": "dove", "CHN": "dove"}
    assert doves.aggregate != usual.aggregate


@pytest.mark.slow
def test_a_chunk_delivered_twice_counts_once(ensemble: Ensemble, bench: WorkerBench) -> None:
    first = ensemble.chunks.all()[0]
    assert [bench.play(first.pk) for _ in range(3)] == ["Played", "NotMine", "NotMine"]
    assert bench.play_all(ensemble).aggregate == bridge.encode(at_once(ensemble))


def test_two_workers_with_the_same_chunk_count_it_once(ensemble: Ensemble, bench: WorkerBench) -> None:
    """The lease runs out while the first worker still plays, so both come to commit."""
    chunk = ensemble.chunks.all()[0]
    played = chunks.compute(chunk=chunk)
    assert played is not None
    assert [chunks.commit(chunk=chunk, aggregate=played) for _ in range(2)] == [True, False]


def test_somebody_at_work_on_a_chunk_is_left_alone(ensemble: Ensemble, bench: WorkerBench, now: datetime) -> None:
    chunk = ensemble.chunks.all()[0]
    assert chunks.claim(chunk_id=chunk.pk, now=bench.now)
    assert bench.play(chunk.pk) == "NotMine"
    bench.pass_by(Chunk.LONGEST_LEASE.seconds)
    assert bench.play(chunk.pk) == "Played"


def test_a_dead_worker_s_chunk_is_taken_up_again(ensemble: Ensemble, bench: WorkerBench, now: datetime) -> None:
    """A worker claims the chunk and dies; when the lease runs out, the turnkeeper wakes another worker."""
    chunk = ensemble.chunks.all()[0]
    Chunk.objects.exclude(pk=chunk.pk).delete()
    assert chunks.claim(chunk_id=chunk.pk, now=bench.now)
    assert maintenance.run_round(now=bench.pass_by(Chunk.LONGEST_LEASE.seconds - 1)) == Round(0, 0)
    assert maintenance.run_round(now=bench.pass_by(1)) == Round(1, 0)
    assert (bench.taken[-1], bench.play(chunk.pk)) == (chunk.pk, "Played")


def test_a_chunk_whose_workers_always_die_fails_the_ensemble(ensemble: Ensemble, bench: WorkerBench) -> None:
    chunk = ensemble.chunks.all()[0]
    for _ in range(leases.MAX_ATTEMPTS):
        assert chunks.claim(chunk_id=chunk.pk, now=bench.now)
        bench.pass_by(Chunk.LONGEST_LEASE.seconds)
    assert bench.play(chunk.pk) == "NotMine"
    ensemble.refresh_from_db()
    assert (ensemble.status, ensemble.error) == ("failed", leases.ABANDONED)


@pytest.mark.slow
def test_games_that_cannot_be_played_fail_the_ensemble_with_their_trace(
    ensemble: Ensemble, bench: WorkerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise ArithmeticError("poison")

    monkeypatch.setattr(playing, "play", broken)
    chunk = ensemble.chunks.all()[0]
    for _ in range(leases.MAX_ATTEMPTS):
        ensemble.refresh_from_db()
        assert ensemble.is_running
        assert bench.play(chunk.pk) == "Broken"
    ensemble.refresh_from_db()
    assert ensemble.status == "failed"
    assert "ArithmeticError: poison" in ensemble.error


def test_cancelling_stops_between_chunks_and_keeps_what_was_played(
    ensemble: Ensemble, bench: WorkerBench, bo: User
) -> None:
    first, *others = ensemble.chunks.all()
    assert bench.play(first.pk) == "Played"
    assert ensembles.cancel(ensemble=ensemble, by=bo, now=bench.now)
    assert {bench.play(chunk.pk) for chunk in others} == {"NotMine"}
    ensemble.refresh_from_db()
    assert (ensemble.status, ensemble.finished_at) == ("cancelled", bench.now)
    assert ensemble.aggregate is not None
    assert ensemble.aggregate["games"] == 4
    assert not ensembles.cancel(ensemble=ensemble, by=bo, now=bench.now)


def test_cancelling_stops_a_chunk_that_is_being_played(
    ensemble: Ensemble, bench: WorkerBench, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_portion(monkeypatch, 2)
    play, portions = playing.play, []

    def play_and_cancel(*arguments: object, **options: object) -> Aggregate:
        portions.append(arguments[2])
        ensembles.cancel(ensemble=ensemble, by=bo, now=bench.now)
        return play(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(playing, "play", play_and_cancel)
    assert bench.play(ensemble.chunks.all()[0].pk) == "NotMine"
    assert portions == [range(1, 3)]
    ensemble.refresh_from_db()
    assert (ensemble.status, ensemble.aggregate) == ("cancelled", None)


def test_what_comes_in_after_cancelling_does_not_count(ensemble: Ensemble, bench: WorkerBench, bo: User) -> None:
    chunk = ensemble.chunks.all()[0]
    played = chunks.compute(chunk=chunk)
    assert played is not None
    assert ensembles.cancel(ensemble=ensemble, by=bo, now=bench.now)
    assert not chunks.commit(chunk=chunk, aggregate=played)
    assert not ensemble.chunks.filter(is_played=True).exists()


def test_only_who_asked_can_cancel(ensemble: Ensemble, eve: User, now: datetime) -> None:
    with pytest.raises(ensembles.NotOwner):
        ensembles.cancel(ensemble=ensemble, by=eve, now=now)
    ensemble.refresh_from_db()
    assert ensemble.is_running


@pytest.mark.slow
def test_what_a_process_left_unmerged_is_merged_by_the_turnkeeper(
    ensemble: Ensemble, bench: WorkerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(collecting, "collect", lambda **_: False)
        bench.play_all(ensemble)
    assert ensemble.is_running
    assert maintenance.run_round(now=bench.now) == Round(0, 1)
    assert maintenance.run_round(now=bench.now) == Round(0, 0)
    ensemble.refresh_from_db()
    assert ensemble.aggregate == bridge.encode(at_once(ensemble))


@pytest.mark.slow
def test_an_ensemble_that_cannot_be_merged_stops_no_other(
    ensemble: Ensemble, bench: WorkerBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = collecting.collect
    broken = ensemble.pk - 1

    def collect(*, ensemble_id: int, now: datetime) -> bool:
        if ensemble_id == broken:
            raise ValueError("an aggregate that cannot be read")
        return works(ensemble_id=ensemble_id, now=now)

    with monkeypatch.context() as patch:
        patch.setattr(collecting, "collect", lambda **_: False)
        bench.play_all(ensemble)
    monkeypatch.setattr(collecting, "collect", collect)
    monkeypatch.setattr(maintenance, "_unmerged", lambda: [broken, ensemble.pk])
    assert maintenance.run_round(now=bench.now) == Round(0, 1)


@pytest.mark.slow
def test_waiting_chunks_are_hinted_again_with_growing_pauses(
    ensemble: Ensemble, bench: WorkerBench, now: datetime
) -> None:
    hinted = [second for second in range(90) if maintenance.run_round(now=bench.pass_by(second and 1)).hinted]
    assert hinted == [10, 20, 40, 80]


def test_a_broker_that_is_away_is_asked_once_a_round(
    ensemble: Ensemble, bench: WorkerBench, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(enqueue, "hint", lambda *, chunk_id: bool(asked.append(chunk_id)))
    assert maintenance.run_round(now=bench.pass_by(10)) == Round(0, 0)
    assert len(asked) == 1


def test_two_turnkeepers_do_not_make_the_same_attempt(ensemble: Ensemble, bench: WorkerBench, now: datetime) -> None:
    bench.pass_by(10)
    stale = list(Chunk.objects.due())
    assert maintenance.run_round(now=bench.now).hinted == 5
    assert not any(leases.book(row=chunk, pause=ensembles.PATIENCE) for chunk in stale)


@pytest.mark.slow
def test_workers_are_asked_on_commit_and_pages_told_of_progress(
    ended: Player,
    bench: WorkerBench,
    now: datetime,
    notices: list[tuple[str, str]],
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        ensemble = ask(ended, now)
    assert bench.taken == [chunk.pk for chunk in ensemble.chunks.all()]
    notices.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        bench.play_all(ensemble)
    assert notices == [(f"exercise:{ensemble.exercise_id}", "ensemble")] * 6


def test_the_task_plays_a_chunk(ensemble: Ensemble) -> None:
    from wargame.analysis.tasks import play_chunk

    chunk = ensemble.chunks.all()[0]
    for _ in range(2):
        play_chunk(chunk_id=chunk.pk)
    chunk.refresh_from_db()
    assert (chunk.is_played, chunk.attempts) == (True, 1)


def ask_again(ensemble: Ensemble, now: datetime, **terms: object) -> tuple[Ensemble, bool]:
    turn = Turn.objects.with_exercise().get(pk=ensemble.turn_id)
    wanted = ensembles.Terms(**{"games": 20, **terms})  # type: ignore[arg-type]
    return ensembles.request(branch=ensemble.branch, turn=turn, terms=wanted, by=ensemble.asked_by, now=now)


@pytest.mark.slow
def test_the_same_ensemble_is_not_played_twice(ensemble: Ensemble, bench: WorkerBench, now: datetime) -> None:
    assert ask_again(ensemble, now) == (ensemble, False)
    bench.play_all(ensemble)
    assert ask_again(ensemble, now) == (ensemble, False)
    assert Chunk.objects.count() == 5


def test_a_cancelled_one_is_played_anew(ensemble: Ensemble, bo: User, now: datetime) -> None:
    ensembles.cancel(ensemble=ensemble, by=bo, now=now)
    again, is_new = ask_again(ensemble, now)
    assert (again.number, is_new) == (2, True)


def test_an_exercise_plays_one_ensemble_at_a_time(ensemble: Ensemble, now: datetime) -> None:
    with pytest.raises(ensembles.AlreadyRunning, match=r"Ensemble 1 .* wait for it, or cancel it"):
        ask_again(ensemble, now, games=21)
    ensemble.pk, ensemble.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        ensemble.save(force_insert=True)


def test_a_trial_of_dials_and_another_ensemble_are_played_side_by_side(
    ended: Player, ensemble: Ensemble, now: datetime
) -> None:
    trial = try_dials(ended, now)
    assert (trial.status, ensemble.status) == ("running", "running")
    with pytest.raises(ensembles.AlreadyRunning, match=f"Ensemble {trial.number}"):
        try_dials(ended, now, seed=2)


@pytest.mark.parametrize(
    ("terms", "field", "words"),
    [
        ({"games": 0}, "games", "1 to 100,000 games, not 0"),
        ({"games": 100_001}, "games", "1 to 100,000 games, not 100,001"),
        ({"seed": -1}, "seed", "from 0 to 1,000,000,000"),
        ({"policies": {"XXX": "dove"}}, "policies", "the seats are: RUS, CHN, JPN, KOR, USA"),
        ({"policies": {"RUS": "planner"}}, "policies", "No policy 'planner' plays whole games; use one of: dove"),
    ],
)
def test_terms_out_of_bounds_are_refused_and_nothing_is_stored(
    ended: Player, bench: WorkerBench, now: datetime, terms: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(ensembles.IllegalTerms, match=words) as refusal:
        ask(ended, now, **terms)
    assert refusal.value.field == field
    assert not Ensemble.objects.exists()


@pytest.mark.slow
def test_an_exercise_keeps_its_last_ensembles(ended: Player, bench: WorkerBench, now: datetime, bo: User) -> None:
    for seed in range(ensembles.KEPT + 2):
        ensembles.cancel(ensemble=ask(ended, now, seed=seed), by=bo, now=now)
    numbers = Ensemble.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(3, ensembles.KEPT + 3))
