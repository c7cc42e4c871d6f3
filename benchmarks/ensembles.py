"""Measure an ensemble with real Celery workers: `python -m benchmarks.ensembles`. Nothing is asserted.

Starts a broker and workers on a database of its own, as `manage.py play` does, plays one exercise to its end, and asks
how else its first turn could have gone.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from wargame.exercises.models import Seat

HOME = Path(__file__).resolve().parent.parent
WORKER = "-m celery --quiet -A wargame.celery worker --concurrency=1 --loglevel=ERROR --without-gossip --without-mingle"
SECRET, WARMING, GAMES = bytes(32), 4_000, 100_000


@contextmanager
def running(*words: str) -> Iterator[None]:
    """Start a process that ends with the block."""
    process = subprocess.Popen(words, cwd=HOME)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def finished_exercise() -> "Seat":
    """Play a solo exercise in which the player gives no orders to the end; return its seat."""
    from django.utils import timezone

    from scenarios.models import ScenarioVersion
    from wargame.accounts.models import User
    from wargame.exercises import access
    from wargame.exercises.lobby.services import solo
    from wargame.exercises.orders.services import orders
    from wargame.exercises.turns.services import turns

    user = User.objects.create_user("bench")
    version = ScenarioVersion.objects.get(scenario__slug="nine-past-nine")
    exercise = solo.start_solo(version=version, role="KOR", user=user, now=timezone.now(), secret=SECRET)
    seat = access.seat_for(user, exercise.code)
    while (turn := access.latest_turn_for(seat)).is_open:
        orders.submit(seat=seat, turn=turn, orders=[], revision=0, now=timezone.now())
        turns.resolve(turn_id=turn.pk, now=timezone.now())
    return seat


def seconds_of(seat: "Seat", games: int, seed: int) -> float:
    """From asking to the merged result."""
    from django.utils import timezone

    from wargame.accounts.models import User
    from wargame.analysis.models import Ensemble
    from wargame.analysis.services import ensembles
    from wargame.exercises import access

    line = access.branch_for(seat)
    terms = ensembles.Terms(games=games, seed=seed)
    began = time.perf_counter()
    asked, _ = ensembles.request(
        branch=line, turn=access.turn_for(seat, 1, line), terms=terms, by=User.objects.get(), now=timezone.now()
    )
    while Ensemble.objects.filter(pk=asked.pk, status=Ensemble.Status.RUNNING).exists():
        time.sleep(0.02)
    return time.perf_counter() - began


def measure(seat: "Seat", workers: int) -> float:
    """Seconds for all games with so many workers; each has played some before, and compiled its rules."""
    first = 10_000_000 * workers
    for number in range(2 * workers):
        seconds_of(seat, WARMING, first + WARMING * number)
        time.sleep(2)
    return seconds_of(seat, GAMES, first + 1_000_000)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        socket = Path(folder) / "broker.sock"
        os.environ |= {"PARLEY_VAR": folder, "REDIS_URL": f"unix://{socket}"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")
        django.setup()
        from django.core.management import call_command

        from wargame.processes.parts import broker

        for command in ("migrate", "load_scenarios", "compile_rules"):
            call_command(command, verbosity=0)
        seat, worker = finished_exercise(), (sys.executable, *WORKER.split())
        with running(*broker(socket).words), running(*worker):
            one = measure(seat, 1)
            print(f"{GAMES:,} games, one worker: {one:.2f} s, {GAMES / one:,.0f} a second", flush=True)
            with running(*worker):
                two = measure(seat, 2)
                print(f"{GAMES:,} games, two workers: {two:.2f} s, {GAMES / two:,.0f} a second")
        print(f"from one to two: {one / two:.2f} times")


if __name__ == "__main__":
    main()
