"""The supervisor of `play` restarts what dies or hangs, and ends only if a needed part cannot start."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import PATIENCE, eventually
from wargame.processes.lines import Say
from wargame.processes.parts import CannotTell, Part, SignReader
from wargame.processes.pulse import MOST_BETWEEN_SIGNS, Pulse
from wargame.processes.supervised_part import MOST_FAILURES, PAUSES, PartGaveUp, SupervisedPart

pytestmark = [pytest.mark.service, pytest.mark.own_stack]


class Hands:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def sayings() -> list[str]:
    return []


@pytest.fixture
def say(sayings: list[str]) -> Say:
    return lambda line, /, **facts: sayings.append(line)


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    """Return the file to which parts append a line at each start."""
    return tmp_path / "starts"


def sleeping(starts: Path, read_sign: SignReader = lambda: None, **terms: object) -> Part:
    """Return a part that reports its start and then sleeps."""
    return Part("worker", ("sh", "-c", f"echo start >> {starts}; exec sleep 600"), read_sign, **terms)  # type: ignore[arg-type]


def dying(starts: Path, **terms: object) -> Part:
    return Part("worker", ("sh", "-c", f"echo start >> {starts}; echo the roof is gone; exit 3"), lambda: None, **terms)  # type: ignore[arg-type]


def started(starts: Path) -> int:
    return len(starts.read_text().splitlines()) if starts.exists() else 0


@pytest.fixture
def supervised(clock: Hands, say: Say, starts: Path) -> Iterator[SupervisedPart]:
    supervised = SupervisedPart(sleeping(starts, patience=8.0), os.environ, say, clock)
    yield supervised
    supervised.kill()


def test_what_shows_signs_is_left_alone(supervised: SupervisedPart, clock: Hands, starts: Path) -> None:
    supervised.supervise()
    eventually(lambda: started(starts) == 1)
    for sign in range(100):
        clock.now += 1
        supervised.pulse.hear(sign)
        supervised.supervise()
    assert started(starts) == 1


def test_what_shows_no_new_sign_is_ended_and_started_again(
    supervised: SupervisedPart, clock: Hands, sayings: list[str], starts: Path
) -> None:
    """This also holds for a stopped process (SIGSTOP), which cannot handle a signal to terminate."""
    supervised.supervise()
    eventually(lambda: started(starts) == 1)
    supervised.pulse.hear("a sign")
    assert supervised.process is not None
    hung = supervised.process
    os.killpg(hung.pid, signal.SIGSTOP)
    for _ in range(9):
        clock.now += 1
        supervised.pulse.hear("a sign")
    supervised.supervise()
    assert hung.poll() == -signal.SIGKILL
    supervised.supervise()
    eventually(lambda: started(starts) == 2)
    assert sayings == ["hung: no sign for 9 s; starting it again"]


def test_one_that_hangs_again_is_given_more_time_and_after_a_calm_while_no_longer(
    supervised: SupervisedPart, clock: Hands
) -> None:
    def seconds_to_end() -> int:
        supervised.supervise()
        supervised.pulse.hear(clock.now)
        process = supervised.process
        for second in range(1, 100):
            clock.now += 1
            supervised.pulse.hear(None)
            supervised.supervise()
            if supervised.process is not process:
                return second
        return 100

    assert [seconds_to_end() for _ in range(5)] == [9, 9, 17, 33, 61]
    supervised.supervise()
    for _ in range(40):
        clock.now += 1
        supervised.pulse.hear(clock.now)
        supervised.supervise()
    assert seconds_to_end() == 9


def test_a_death_between_two_hangs_ends_the_row(supervised: SupervisedPart, clock: Hands) -> None:
    """A part that dies between hangs is not merely slow: longer patience would only delay its work."""
    for _ in range(3):
        supervised.supervise()
        supervised.pulse.hear(clock.now)
        supervised.kill()
        supervised.supervise()
        supervised.supervise()
        clock.now += 1
        supervised.pulse.hear(clock.now)
        hung = supervised.process
        for _ in range(9):
            clock.now += 1
            supervised.pulse.hear(None)
        supervised.supervise()
        assert supervised.process is None
        assert hung is not None
        assert hung.poll() == -signal.SIGKILL


def test_what_cannot_be_seen_is_not_judged(clock: Hands, sayings: list[str], say: Say, starts: Path) -> None:
    """Without the broker a worker cannot consume, and without the database no heartbeat can be read."""
    supervised = SupervisedPart(sleeping(starts), os.environ, say, clock)
    supervised.supervise()
    supervised.pulse.hear("a sign")
    for _ in range(100):
        clock.now += 1
        supervised.pulse.excuse()
        supervised.supervise()
    supervised.kill()
    assert sayings == []


def test_a_sign_that_is_read_late_is_not_held_against_the_part(clock: Hands) -> None:
    """The machine may have slept, or the database may have delayed the query."""
    pulse = Pulse(clock)
    pulse.hear("a sign")
    clock.now += 3600
    pulse.hear("a sign")
    assert pulse.age == MOST_BETWEEN_SIGNS


def test_the_sign_of_a_predecessor_is_no_sign(clock: Hands) -> None:
    pulse = Pulse(clock)
    pulse.hear("left in the database")
    pulse.restart()
    pulse.hear("left in the database")
    assert not pulse.has_answered
    pulse.hear("new")
    assert pulse.has_answered


def run_out_of_pauses(supervised: SupervisedPart, clock: Hands, deaths: int) -> list[float]:
    """Let the part die this often; return the pauses before each next start."""
    pauses = []
    for _ in range(deaths):
        if supervised.process is None:
            supervised.supervise()
        assert supervised.process is not None
        supervised.process.wait(PATIENCE)
        died_at = clock.now
        supervised.supervise()
        while supervised.process is None:
            clock.now += 0.5
            supervised.supervise()
        pauses.append(clock.now - died_at)
    return pauses


def test_one_that_does_not_come_up_is_tried_for_ever_at_growing_pauses_and_said_once(
    clock: Hands, sayings: list[str], say: Say, starts: Path
) -> None:
    """A worker that died at each start once ended the whole of `play`."""
    supervised = SupervisedPart(dying(starts), os.environ, say, clock)
    pauses = run_out_of_pauses(supervised, clock, 2 * MOST_FAILURES)
    assert pauses[:6] == pytest.approx(list(PAUSES[1:7]), abs=0.6)
    assert set(pauses[6:]) <= {30.0, 30.5}
    without = [line for line in sayings if "goes on without it" in line]
    assert len(without) == 1
    assert "orders are safe" in without[0]
    assert without[0].endswith("the roof is gone")
    assert "died (status 3); starting it again in 1 s" in sayings
    supervised.kill()
    supervised.supervise()
    supervised.part = sleeping(starts)
    clock.now += PAUSES[-1]
    supervised.supervise()
    supervised.pulse.hear("works at last")
    supervised.supervise()
    supervised.kill()
    assert "is back" in sayings


def test_one_that_was_up_is_started_again_at_once_however_often_it_dies(
    clock: Hands, sayings: list[str], say: Say, starts: Path
) -> None:
    supervised = SupervisedPart(sleeping(starts, is_needed=True), os.environ, say, clock)
    for number in range(3 * MOST_FAILURES):
        supervised.supervise()
        supervised.pulse.hear(number)
        supervised.kill()
        supervised.supervise()
        assert supervised.process is None
    assert sayings == ["died (killed by SIGKILL); starting it again"] * 3 * MOST_FAILURES


def test_what_is_needed_and_does_not_come_up_ends_all_with_its_name_and_words(
    clock: Hands, say: Say, starts: Path
) -> None:
    supervised = SupervisedPart(dying(starts, is_needed=True), os.environ, say, clock)
    with pytest.raises(PartGaveUp, match=r"(?s)^The worker did not come up, 5 times in a row\..*the roof is gone$"):
        run_out_of_pauses(supervised, clock, 2 * MOST_FAILURES)
    assert started(starts) == MOST_FAILURES


def test_a_watch_survives_what_it_cannot_see(say: Say, starts: Path) -> None:
    from threading import Event, Thread

    answers = iter([CannotTell(), 1, 2])

    def read_sign() -> object:
        answer = next(answers, 3)
        if isinstance(answer, CannotTell):
            raise answer
        return answer

    supervised, ending = SupervisedPart(sleeping(starts, read_sign), os.environ, say), Event()
    thread = Thread(target=supervised.watch, args=(ending,))
    thread.start()
    eventually(lambda: supervised.pulse.has_answered)
    ending.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_start_that_takes_too_long_gets_twice_the_time_and_never_ends_all(
    clock: Hands, sayings: list[str], say: Say, starts: Path
) -> None:
    """A machine that needed longer than a minute once ended `play` for good at the fifth start."""
    supervised = SupervisedPart(sleeping(starts, is_needed=True), os.environ, say, clock)
    patience = []
    for _ in range(2 * MOST_FAILURES):
        supervised.supervise()
        begun, process = clock.now, supervised.process
        while supervised.process is process:
            clock.now += 1
            supervised.pulse.hear(None)
            supervised.supervise()
        patience.append(clock.now - begun - 1)
    assert patience == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]
    assert sayings[:2] == [f"hung: no first sign for {seconds} s; starting it again" for seconds in (61, 121)]


def test_a_death_before_the_first_sign_keeps_the_patience_learnt_from_hangs(
    supervised: SupervisedPart, clock: Hands
) -> None:
    """A slow part that both hangs and dies would otherwise never get the time that it needs."""
    for _ in range(2):
        supervised.supervise()
        supervised.pulse.age = 500
        supervised.supervise()
    supervised.supervise()
    assert supervised.process is not None
    os.killpg(supervised.process.pid, signal.SIGKILL)
    supervised.process.wait(PATIENCE)
    supervised.supervise()
    clock.now += PAUSES[-1]
    supervised.supervise()
    supervised.pulse.age = 200
    slow = supervised.process
    supervised.supervise()
    assert supervised.process is slow


def test_hangs_between_deaths_do_not_count_towards_giving_up(clock: Hands, say: Say, starts: Path) -> None:
    supervised = SupervisedPart(dying(starts, is_needed=True), os.environ, say, clock)
    deaths = supervised.part
    for _ in range(MOST_FAILURES - 1):
        run_out_of_pauses(supervised, clock, 1)
        assert supervised.process is not None
        supervised.process.wait(PATIENCE)
    supervised.part = sleeping(starts, is_needed=True)
    supervised.process = None
    for _ in range(MOST_FAILURES):
        supervised.supervise()
        supervised.pulse.age = 4000
        supervised.supervise()
        clock.now += PAUSES[-1]
    supervised.part = deaths
    with pytest.raises(PartGaveUp, match="5 times in a row"):
        run_out_of_pauses(supervised, clock, 2)
