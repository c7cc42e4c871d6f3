"""Hangs and kills of a whole Parley: what each costs, and whether anything is lost or doubled.

    python -m benchmarks.faults                                        # SQLite and the broker that comes with Parley
    PARLEY_BROKER=redis-server python -m benchmarks.faults --postgres postgres://user@127.0.0.1/name

Starts a Parley of its own and stops its broker, worker and turnkeeper in turn, for some seconds (SIGSTOP, SIGCONT) or
for good (SIGSTOP), with orders being sent and a deadline passing meanwhile; then kills web processes. Ends with 1 when
a figure is missed: --slack multiplies what is allowed, for machines with other work. --together hangs all three parts
at once, which takes a third of the time. --skew has the clock of the host wrong by so many seconds; Debian's Redis does
not start under such a clock, so leave PARLEY_BROKER out then. Linux only.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import django

from benchmarks.faults import running_processes
from benchmarks.faults.skewed_clock import SkewedClock
from benchmarks.load.stack import NotStarted, Stack, embedded
from benchmarks.start import is_healthy

KINDS = ("worker", "turnkeeper", "broker")
RECOVERY_SECONDS, SLOWER_SECONDS, LATE_SECONDS, REPLACED_SECONDS = 15.0, 2.0, 5.0, 10.0
DEADLINE_SECONDS = 3.0
SHORT_HANGS = (2.0, 6.0, 20.0)


@dataclass
class Findings:
    """The measurements, and the limits that they missed."""

    slack: float
    measured: dict[str, list[float]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    def note(self, name: str, seconds: float, most: float, which: str) -> None:
        self.measured.setdefault(name, []).append(seconds)
        if seconds > most * self.slack:
            self.missed.append(f"{name}: {seconds:.1f} s after {which}, {most * self.slack:.0f} s are allowed")

    def describe(self) -> str:
        lines = []
        for name, seconds in sorted(self.measured.items()):
            ordered = sorted(seconds)
            middle, most = ordered[len(ordered) // 2], ordered[-1]
            lines.append(f"{name:<42}{len(ordered):>5} times, median {middle:6.2f} s, most {most:6.2f} s")
        return "\n".join(lines)


@dataclass(frozen=True)
class Expected:
    """Where findings are noted, and how long results usually take."""

    findings: Findings
    normal: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__.partition("\n")[0])
    parser.add_argument("--hangs", type=int, default=20, help="hangs of broker, worker and turnkeeper (default 20)")
    parser.add_argument("--kills", type=int, default=100, help="kills of web processes (default 100)")
    parser.add_argument("--together", action="store_true", help="hang all three parts at once")
    parser.add_argument("--skew", type=int, default=0, metavar="SECONDS", help="by how much the host's clock is ahead")
    parser.add_argument("--postgres", default="", help="a PostgreSQL server on which a database may be made")
    parser.add_argument(
        "--prepared", type=Path, help="what an earlier start kept (PARLEY_VAR), to begin with a copy of"
    )
    parser.add_argument("--slack", type=float, default=1.0, help="multiplies what is allowed (default 1)")
    parser.add_argument("--seed", type=int, default=9)
    given = parser.parse_args()
    findings = Findings(given.slack)
    try:
        clock = SkewedClock(given.skew, tempfile.mkdtemp(prefix="parley-clock-"), steps=not given.postgres)
        clock.share()
        with embedded(given.postgres, given.prepared, clock.environment) as stack:
            put_up(stack)
            hang(stack, given.hangs, findings, random.Random(given.seed), clock, together=given.together)
            kill_web(stack, given.kills, findings, random.Random(given.seed))
    except (NotStarted, running_processes.NotInTime) as error:
        findings.missed.append(str(error))
    except KeyboardInterrupt:
        findings.missed.append("interrupted")
    print(findings.describe())
    print("\n".join(findings.missed) or "Nothing was lost or doubled, and everything came in time.")
    sys.exit(1 if findings.missed else 0)


def put_up(stack: Stack) -> None:
    """Has this process play at the same database and wake the same workers. Raises NotStarted without a broker."""
    broker = next(iter(Path(stack.environment["TMPDIR"]).glob("parley-*/broker.sock")), None)
    if broker is None:
        raise NotStarted("The broker did not start. With --skew leave PARLEY_BROKER out.")
    os.environ.update(stack.environment, REDIS_URL=f"unix://{broker}", DJANGO_SETTINGS_MODULE="wargame.settings")
    django.setup()
    # Hints are sent by the application that the settings belong to.
    import wargame.celery  # noqa: F401


def hang(
    stack: Stack, count: int, findings: Findings, dice: random.Random, clock: SkewedClock, *, together: bool
) -> None:
    from benchmarks.faults.turns import Table, faults_of

    table = Table()
    table.seconds_to_results()
    normal = max(table.seconds_to_results() for _ in range(5))
    print(f"results usually come within {normal:.2f} s", flush=True)
    for number in range(count):
        kinds = KINDS if together else (KINDS[number % len(KINDS)],)
        seconds = None if number < len(KINDS) else dice.choice((None, *SHORT_HANGS))
        one_hang(stack, table, kinds, seconds, Expected(findings, normal), clock)
        named = ", ".join(kinds)
        print(f"{number + 1}: {named} hung {'for good' if seconds is None else f'{seconds:.0f} s'}", flush=True)
    findings.missed += [problem for turn_id in table.turns for problem in faults_of(turn_id)]


def one_hang(
    stack: Stack,
    table: "object",
    kinds: tuple[str, ...],
    seconds: float | None,
    expected: Expected,
    clock: SkewedClock,
) -> None:
    """Stop parts, send orders, let a deadline pass, and measure the time until all is as usual."""
    from benchmarks.faults.turns import Table, is_closed, lateness

    assert isinstance(table, Table)
    which, findings, normal = f"a hang of {' and '.join(kinds)}", expected.findings, expected.normal
    first = {kind: the_process(stack, kind) for kind in kinds}
    stopped = {pid for one in first.values() for pid in running_processes.group_of(one)}
    running_processes.stop(stopped)
    begun = time.monotonic()
    sent = table.submit()
    clock.step()
    timed = table.start(deadline_in=DEADLINE_SECONDS)
    late = lateness(timed, time.monotonic() + DEADLINE_SECONDS)
    findings.note("deadlines kept late by", late, LATE_SECONDS, which)
    if seconds is None:
        for kind, hung in first.items():
            replaced(stack, kind, hung)
            findings.note("replaced after", time.monotonic() - begun, RECOVERY_SECONDS, which)
    else:
        time.sleep(max(0.0, seconds - (time.monotonic() - begun)))
        running_processes.go_on(stopped)
    ended = time.monotonic()
    running_processes.seconds_until(lambda: is_closed(sent) and is_closed(timed))
    # Everything before counts as recovery, as long as it ends in time.
    while (took := table.seconds_to_results()) > normal + SLOWER_SECONDS * findings.slack:
        if time.monotonic() - ended > RECOVERY_SECONDS * findings.slack:
            break
    findings.note("as usual again after", time.monotonic() - took - ended, RECOVERY_SECONDS, which)
    findings.note(f"results {RECOVERY_SECONDS:.0f} s after at the latest, in", took, normal + SLOWER_SECONDS, which)


def the_process(stack: Stack, kind: str) -> int:
    """Wait for the one process of a part, and return its id."""
    running_processes.seconds_until(lambda: bool(running_processes.processes(stack.pid, kind)))
    (found,) = running_processes.processes(stack.pid, kind)
    return found


def replaced(stack: Stack, kind: str, hung: int) -> None:
    """Wait until another process of the part runs."""
    running_processes.seconds_until(lambda: bool(running_processes.processes(stack.pid, kind) - {hung}))


def kill_web(stack: Stack, count: int, findings: Findings, dice: random.Random) -> None:
    """Kills web processes, one or all at once, and asks for a page that any of them gives."""
    running_processes.seconds_until(lambda: bool(running_processes.processes(stack.pid, "web")))
    usual = len(running_processes.processes(stack.pid, "web"))
    for number in range(count):
        living = running_processes.processes(stack.pid, "web")
        chosen = living if number % 5 == 0 else {dice.choice(sorted(living))}
        (running_processes.stop if number % 10 == 7 else running_processes.kill)(chosen)
        begun = time.monotonic()
        running_processes.seconds_until(lambda chosen=chosen: _are_new(stack, usual, chosen) and is_healthy(stack.port))
        findings.note("web processes replaced after", time.monotonic() - begun, REPLACED_SECONDS, "a kill")
        if number % 20 == 19:
            print(f"{number + 1} kills", flush=True)
        if number + 1 < count:
            # As long as one needs to come up, or the next kill would meet what is not there yet.
            time.sleep(dice.uniform(0.5, 3.0))


def _are_new(stack: Stack, usual: int, gone: set[int]) -> bool:
    """Return whether as many as usual answer, each by itself."""
    from wargame.processes.parts import web_answers

    now = running_processes.processes(stack.pid, "web")
    own = [web_answers(path) for path in Path(stack.environment["TMPDIR"]).glob("parley-*/web-*.sock")]
    return len(now) == usual and not now & gone and all(answers() is not None for answers in own)


if __name__ == "__main__":
    main()
