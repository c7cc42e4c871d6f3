"""Stored appraisals: asked for once a version, measured part by part by workers, stopped, gone on with, kept."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from scenarios.models import ScenarioVersion
from tests.database_time import SetClock
from wargame import engine, leases
from wargame.accounts.models import User
from wargame.analysis import bridge, enqueue
from wargame.analysis.models import Appraisal
from wargame.analysis.services import maintenance, measuring, stored_appraisals
from wargame.exercises.bridge import setting_of_version

pytestmark = pytest.mark.django_db

QUICK = {"highest", "record", "contradictions"}


class Bench:
    """A stand-in for broker and workers: keeps messages, and measures when a test wants it."""

    def __init__(self, now: datetime, set_clock: SetClock) -> None:
        self.now, self._set_clock = set_clock(now), set_clock
        self.taken: list[int] = []
        self.is_up = True

    def hint(self, *, appraisal_id: int) -> bool:
        if self.is_up:
            self.taken.append(appraisal_id)
        return self.is_up

    def pass_by(self, time: timedelta) -> None:
        self.now = self._set_clock(self.now + time)

    def measure(self, appraisal: Appraisal) -> str:
        found = measuring.measure(appraisal_id=appraisal.pk, clock=lambda: self.now)
        appraisal.refresh_from_db()
        return type(found).__name__


@pytest.fixture
def bench(
    monkeypatch: pytest.MonkeyPatch, now: datetime, set_clock: SetClock, django_capture_on_commit_callbacks: Any
) -> Iterator[Bench]:
    """Workers that measure what plain Python measures within seconds."""
    bench, whole = Bench(now, set_clock), engine.parts_of_appraisal

    def quick(setting: engine.Setting, seeds: int, seed: int = 0) -> tuple[engine.Part, ...]:
        return tuple(part for part in whole(setting, 40, seed) if part.measure in QUICK)

    monkeypatch.setattr(engine, "warm", lambda block=False: None)
    monkeypatch.setattr(engine, "parts_of_appraisal", quick)
    monkeypatch.setattr(enqueue, "hint_appraisal", bench.hint)
    with django_capture_on_commit_callbacks(execute=True):
        yield bench


@pytest.fixture
def appraisal(version: ScenarioVersion, ada: User, now: datetime, bench: Bench) -> Appraisal:
    return stored_appraisals.request(version=version, seeds=400, by=ada, now=now)[0]


@pytest.mark.slow
def test_each_measure_is_stored_as_soon_as_it_is_complete(appraisal: Appraisal, bench: Bench) -> None:
    assert (appraisal.status, appraisal.figures) == ("running", {})
    told = []
    while appraisal.is_running:
        assert bench.measure(appraisal) == "Measured"
        told.append(set(appraisal.figures) & {"highest", "record", "contradictions_per_game"})
    assert [len(keys) for keys in told] == [1, 2, 3]
    assert appraisal.status == "done"
    assert (appraisal.figures["seeds"], appraisal.figures["interrupted"]) == (400, False)
    assert bench.measure(appraisal) == "NotMine"


@pytest.mark.slow
def test_the_figures_are_those_that_the_engine_gives_at_once(
    appraisal: Appraisal, bench: Bench, version: ScenarioVersion
) -> None:
    while appraisal.is_running:
        bench.measure(appraisal)
    setting = setting_of_version(version)
    parts = engine.parts_of_appraisal(setting, 400)
    whole = engine.appraisal(setting, [(part, engine.appraised(setting, part)) for part in parts], "contained")
    assert {key: appraisal.figures[key] for key in whole} == whole
    assert appraisal.figures["falls_short"] == [str(one) for one in bridge.judged(whole) if not one.is_met]


@pytest.mark.slow
def test_a_version_once_appraised_is_not_appraised_again(appraisal: Appraisal, bench: Bench, ada: User) -> None:
    again, is_new = stored_appraisals.request(version=appraisal.version, seeds=400, by=ada, now=bench.now)
    assert (again, is_new) == (appraisal, False)
    while appraisal.is_running:
        bench.measure(appraisal)
    again, is_new = stored_appraisals.request(version=appraisal.version, seeds=400, by=ada, now=bench.now)
    assert (again.status, is_new) == ("done", False)


def test_one_is_measured_at_a_time(appraisal: Appraisal, bench: Bench, ada: User) -> None:
    with pytest.raises(stored_appraisals.AlreadyRunning, match="is being appraised"):
        stored_appraisals.request(version=appraisal.version, seeds=2000, by=ada, now=bench.now)


def test_other_numbers_of_seeds_are_refused(version: ScenarioVersion, ada: User, bench: Bench) -> None:
    with pytest.raises(stored_appraisals.NoSuchSeeds, match="400 or 2000 seeds, not 7"):
        stored_appraisals.request(version=version, seeds=7, by=ada, now=bench.now)


def test_one_that_was_stopped_goes_on_where_it_was(appraisal: Appraisal, bench: Bench, ada: User) -> None:
    bench.measure(appraisal)
    assert stored_appraisals.cancel(appraisal=appraisal, by=ada, now=bench.now)
    assert bench.measure(appraisal) == "NotMine"
    assert not stored_appraisals.cancel(appraisal=appraisal, by=ada, now=bench.now)
    assert appraisal.figures["interrupted"] is True
    again, goes_on = stored_appraisals.request(version=appraisal.version, seeds=400, by=ada, now=bench.now)
    assert (again.pk, goes_on, again.status) == (appraisal.pk, True, "running")
    assert appraisal.measurements.filter(is_measured=True).count() == 1


def test_one_that_an_earlier_version_began_gets_the_measures_that_it_lacks(
    appraisal: Appraisal, bench: Bench, ada: User
) -> None:
    stored_appraisals.cancel(appraisal=appraisal, by=ada, now=bench.now)
    appraisal.measurements.filter(measure="highest").delete()
    before = [row.pk for row in appraisal.measurements.all()]
    stored_appraisals.request(version=appraisal.version, seeds=400, by=ada, now=bench.now)
    *old, new = appraisal.measurements.all()
    assert ([row.pk for row in old], new.measure) == (before, "highest")


def test_a_part_under_way_counts_though_it_was_stopped(appraisal: Appraisal, bench: Bench, ada: User) -> None:
    assert measuring.claim(appraisal_id=appraisal.pk, now=bench.now)
    part = appraisal.measurements.all()[0]
    stored_appraisals.cancel(appraisal=appraisal, by=ada, now=bench.now)
    measuring.commit(part=part, found=measuring.compute(part=part), now=bench.now)
    appraisal.refresh_from_db()
    assert (appraisal.status, appraisal.measurements.filter(is_measured=True).count()) == ("cancelled", 1)


def test_nobody_else_stops_it_but_staff(appraisal: Appraisal, bench: Bench, bo: User) -> None:
    with pytest.raises(stored_appraisals.NotOwner):
        stored_appraisals.cancel(appraisal=appraisal, by=bo, now=bench.now)
    bo.is_staff = True
    assert stored_appraisals.cancel(appraisal=appraisal, by=bo, now=bench.now)


def test_the_part_of_a_worker_that_died_is_measured_by_another(appraisal: Appraisal, bench: Bench) -> None:
    assert measuring.claim(appraisal_id=appraisal.pk, now=bench.now)
    assert bench.measure(appraisal) == "NotMine"
    assert maintenance.run_round(now=bench.now).appraised == 0
    bench.pass_by(Appraisal.LONGEST_LEASE)
    assert maintenance.run_round(now=bench.now).appraised == 1
    assert maintenance.run_round(now=bench.now).appraised == 0
    assert bench.measure(appraisal) == "Measured"
    assert appraisal.attempts == 0


def test_what_kills_every_worker_ends_it(appraisal: Appraisal, bench: Bench) -> None:
    for _ in range(leases.MAX_ATTEMPTS):
        assert measuring.claim(appraisal_id=appraisal.pk, now=bench.now)
        bench.pass_by(Appraisal.LONGEST_LEASE)
    assert bench.measure(appraisal) == "NotMine"
    assert (appraisal.status, appraisal.error) == ("failed", leases.ABANDONED)


@pytest.mark.slow
def test_an_exception_is_kept_and_the_part_tried_again(
    appraisal: Appraisal, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*given: object) -> None:
        raise ArithmeticError("no such game")

    with monkeypatch.context() as patched:
        patched.setattr(engine, "appraised", breaks)
        for attempt in range(leases.MAX_ATTEMPTS):
            assert bench.measure(appraisal) == "Broken"
            assert appraisal.attempts == attempt + 1
    assert (appraisal.status, "no such game" in appraisal.error) == ("failed", True)
    assert stored_appraisals.request(version=appraisal.version, seeds=400, by=appraisal.asked_by, now=bench.now)[1]
    assert bench.measure(appraisal) == "Measured"
    assert appraisal.error == ""


def test_what_other_rules_have_begun_is_not_added_to(appraisal: Appraisal, bench: Bench) -> None:
    Appraisal.objects.update(engine_version="before")
    assert bench.measure(appraisal) == "NotMine"
    assert (appraisal.status, appraisal.error) == ("failed", measuring.OTHER_RULES)
    new, is_new = stored_appraisals.request(version=appraisal.version, seeds=400, by=appraisal.asked_by, now=bench.now)
    assert (is_new, new.pk == appraisal.pk) == (True, False)


def test_the_lease_is_renewed_while_a_part_takes_long(
    appraisal: Appraisal, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = iter([False, False, True])
    assert measuring.claim(appraisal_id=appraisal.pk, now=bench.now)
    bench.pass_by(timedelta(hours=1))

    class Passing:
        def wait(self, seconds: float) -> bool:
            return next(done)

    monkeypatch.setattr("wargame.analysis.services.measuring.connection.close", lambda: None)
    measuring._renew_until(Passing(), appraisal.pk)  # type: ignore[arg-type]
    appraisal.refresh_from_db()
    assert appraisal.lease_until is not None
    assert appraisal.lease_until > bench.now


def test_a_message_that_the_broker_lost_is_sent_again(
    version: ScenarioVersion, ada: User, now: datetime, bench: Bench
) -> None:
    bench.is_up = False
    stored_appraisals.request(version=version, seeds=400, by=ada, now=now)
    bench.is_up = True
    bench.pass_by(stored_appraisals.PATIENCE)
    assert maintenance.run_round(now=bench.now).appraised == 1
    assert len(bench.taken) == 1
