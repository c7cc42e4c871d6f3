"""States of the house's parts: the one place where "healthy", "slow", "hung" and "away" are decided.

Each part is judged by what it does: the database takes a row, the broker answers, the worker consumes its beats, the
turnkeeper keeps its rounds. That a process is alive says nothing: it may hang.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from threading import Lock
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from wargame import database_clock, live
from wargame.exercises import door, heartbeats
from wargame.exercises.health import domain
from wargame.exercises.models import Exercise, Heartbeat

SLOW_SECONDS, HUNG_SECONDS, AWAY_SECONDS = 5.0, 8.0, 60.0
"""From these ages of its last sign on, a part is slow, hung, away. The worker beats every two seconds."""
STARTING_SECONDS = 30.0
"""So long after a start of the whole house a part may give no sign yet."""
WAITING_SECONDS = 15.0
"""A turn that waits longer for its results is worth a look: so long it may take after a part has died."""
CLOCK_SECONDS = 2.0
"""A host's clock that is further away from the database's is wrong."""
LOCKED_MS = 2_000
KEPT_SECONDS = 1.0
"""Time for which a process gives the same report again, so that asking often loads no part."""


class State(StrEnum):
    """The state of a part."""

    HEALTHY = "healthy"
    STARTING = "starting"
    SLOW = "slow"
    HUNG = "hung"
    AWAY = "away"
    FAILED = "failed"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PartHealth:
    """A part as it is: `age` is the seconds since its last sign, `detail` what to do or what it waits for."""

    name: str
    state: State
    age: float | None = None
    detail: str = ""

    @property
    def is_healthy(self) -> bool:
        return self.state == State.HEALTHY


@dataclass(frozen=True)
class HealthReport:
    """All parts at a moment."""

    parts: tuple[PartHealth, ...]

    @property
    def concerns(self) -> tuple[PartHealth, ...]:
        """The parts that are not healthy."""
        return tuple(part for part in self.parts if not part.is_healthy)

    @property
    def can_serve(self) -> bool:
        """Tell if pages can be served and orders taken; results may come late all the same."""
        return all(part.is_healthy for part in self.parts if part.name == Heartbeat.DATABASE)

    @property
    def status(self) -> str:
        """ "ok", "starting", "degraded" (pages are served, something comes late) or "unavailable"."""
        if not self.can_serve:
            return "unavailable"
        if not self.concerns:
            return "ok"
        return "starting" if all(part.state == State.STARTING for part in self.concerns) else "degraded"


def as_json(report: HealthReport) -> dict[str, Any]:
    """Return the report as other programs read it; nothing in it says where anything is."""
    parts = [
        {"name": part.name, "state": part.state, "age_seconds": _rounded(part.age), "detail": part.detail}
        for part in report.parts
    ]
    return {"status": report.status, "parts": parts}


def _rounded(age: float | None) -> float | None:
    return None if age is None else round(age, 1)


def state_of(age: float | None) -> State:
    """Return the state of a part by the seconds since its last sign; None if there was none."""
    if age is None or age >= AWAY_SECONDS:
        return State.AWAY
    if age >= HUNG_SECONDS:
        return State.HUNG
    return State.SLOW if age >= SLOW_SECONDS else State.HEALTHY


def report() -> HealthReport:
    """Return the state of all parts, at most a second old; writes a row to know."""
    with _latest.lock:
        if time.monotonic() >= _latest.until:
            _latest.report = HealthReport(tuple(_parts()))
            _latest.until = time.monotonic() + KEPT_SECONDS
        return _latest.report


def concerns() -> tuple[str, ...]:
    """Return the names of the parts that are slow or away beside the database, for pages: it costs one small query."""
    ages = heartbeats.ages()
    if all(state_of(ages.get(name)) == State.HEALTHY for name in _DETAILS):
        # A part that consumes messages of the broker shows that the broker answers.
        return ()
    broker = _broker()
    parts = (broker, *(_by_heartbeat(name, ages, broker) for name in _DETAILS))
    return tuple(part.name for part in parts if not part.is_healthy)


@dataclass(frozen=True)
class House:
    """The warnings for the white cell: what is slow, and the long code while the short one lets nobody in."""

    concerns: tuple[str, ...]
    long_code: str

    @property
    def words(self) -> str:
        """Both in a few words, which a page sends back: the same is not read aloud again."""
        return "-".join((*self.concerns, *(["door"] if self.long_code else [])))


def house_of(exercise: Exercise, now: datetime) -> House:
    """Return the unusual facts about an exercise; all of it is empty while all is well."""
    is_flooded = door.is_flooded(exercise, now=now)
    return House(concerns(), door.dashed_long_code(exercise.code) if is_flooded else "")


def forget() -> None:
    """Drop the kept report: the next one looks at all parts anew."""
    _latest.until = float("-inf")


def can_write() -> bool:
    """Return whether the database takes a row now: it is there, has room, and nobody holds it up."""
    try:
        with _waiting_shortly():
            heartbeats.beat(Heartbeat.DATABASE)
    except DatabaseError:
        return False
    return True


@contextmanager
def _waiting_shortly() -> Iterator[None]:
    """SQLite waits for another writer as long as an order may (20 s); a question about health is answered sooner."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {LOCKED_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {connection.settings_dict['OPTIONS'].get('timeout', 5) * 1000}")


def _parts() -> Iterator[PartHealth]:
    database = _database()
    broker = _broker()
    yield database
    yield broker
    ages = heartbeats.ages() if database.is_healthy else None
    for name in _DETAILS:
        yield _by_heartbeat(name, ages, broker)
    for name, look in (("turns", _turns), ("clock", _clock)):
        yield _unless_away(name, look) if database.is_healthy else PartHealth(name, State.UNKNOWN, detail=_IN_DATABASE)


def _unless_away(name: str, look: Callable[[], PartHealth]) -> PartHealth:
    try:
        return look()
    except DatabaseError:
        return PartHealth(name, State.UNKNOWN, detail=_IN_DATABASE)


def _turns() -> PartHealth:
    """Return the health of the turns that have closed for orders; its age is the longest wait."""
    waited, failed = domain.longest_wait(), domain.failed_turns()
    if failed:
        turn, exercise = failed[0]
        more = f" and {len(failed) - 1} more" if failed[1:] else ""
        detail = f"No results: turn={turn} exercise={exercise}{more}; the log has the error under these keys."
        return PartHealth("turns", State.FAILED, waited, f"{detail} After the mend, retry from the exercise's page.")
    if waited > WAITING_SECONDS:
        return PartHealth("turns", State.SLOW, waited, "The oldest waiting turn has had no results for so long.")
    return PartHealth("turns", State.HEALTHY, waited)


def _clock() -> PartHealth:
    """Compare this host's clock with the database's."""
    ahead = database_clock.host_ahead().total_seconds()
    if abs(ahead) <= CLOCK_SECONDS:
        return PartHealth("clock", State.HEALTHY)
    detail = f"This host's clock is {abs(ahead):.1f} s {'ahead of' if ahead > 0 else 'behind'} the database's."
    return PartHealth("clock", State.WRONG, detail=f"{detail} Set both by NTP: timedatectl set-ntp true.")


def _database() -> PartHealth:
    try:
        is_complete = _has_all_migrations()
    except DatabaseError:
        return PartHealth(Heartbeat.DATABASE, State.AWAY, detail="The database does not answer.")
    if not is_complete:
        return PartHealth(Heartbeat.DATABASE, State.AWAY, detail="Migrations are missing: run manage.py migrate.")
    if not can_write():
        detail = "The database takes no rows: it is full, read-only, or held up."
        return PartHealth(Heartbeat.DATABASE, State.AWAY, detail=detail)
    return PartHealth(Heartbeat.DATABASE, State.HEALTHY, 0.0)


def _has_all_migrations() -> bool:
    """Return whether no migration is missing; asked until it is so, because reading the plan takes a moment."""
    if not _latest.is_migrated:
        executor = MigrationExecutor(connection)
        _latest.is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _latest.is_migrated


def _broker() -> PartHealth:
    if live.is_broker_up():
        _latest.broker_at = time.monotonic()
        return PartHealth("broker", State.HEALTHY, 0.0)
    age = None if _latest.broker_at is None else time.monotonic() - _latest.broker_at
    # It has been asked just now: without an answer it is never healthy.
    state = max(state_of(age), State.SLOW, key=_BY_GRAVITY.index)
    return PartHealth("broker", state, age, "It does not answer; results and notices come some seconds later.")


_BY_GRAVITY = (State.HEALTHY, State.SLOW, State.HUNG, State.AWAY)


def _by_heartbeat(name: str, ages: dict[str, float] | None, broker: PartHealth) -> PartHealth:
    if ages is None:
        return PartHealth(name, State.UNKNOWN, detail=_IN_DATABASE)
    age = ages.get(name)
    state = state_of(age)
    if state == State.HEALTHY:
        return PartHealth(name, state, age)
    if _may_be_starting(age, ages.get(Heartbeat.START)):
        return PartHealth(name, State.STARTING, detail="It has been started and gives its first sign soon.")
    if name == Heartbeat.WORKER and not broker.is_healthy:
        return PartHealth(name, state, age, "It waits for the broker.")
    return PartHealth(name, state, age, _DETAILS[name])


def _may_be_starting(age: float | None, start_age: float | None) -> bool:
    """Return whether the last sign of a part is older than the start of the whole, which was a moment ago."""
    return start_age is not None and start_age < STARTING_SECONDS and (age is None or age > start_age)


_IN_DATABASE = "The database would say how it is."
_DETAILS = {
    Heartbeat.WORKER: "It consumes nothing; the turnkeeper gives turns their results, some seconds later.",
    Heartbeat.TURNKEEPER: "It keeps no rounds; pages and the worker keep deadlines in its place.",
}


@dataclass
class _Latest:
    """The facts that this process knows from its last look."""

    report: HealthReport = field(default_factory=lambda: HealthReport(()))
    until: float = float("-inf")
    is_migrated: bool = False
    broker_at: float | None = None
    lock: Lock = field(default_factory=Lock)


_latest = _Latest()
