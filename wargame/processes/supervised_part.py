"""Keeps one part running: restarts it when it dies or hangs, with growing pauses while it fails to start."""

import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Event, Thread

from django.conf import settings

from wargame.processes.parts import CannotTell, Part
from wargame.processes.pulse import Clock, Pulse

START_SECONDS = 60.0
"""How long a part may take from its start to its first sign of work, on a busy machine that compiles rules."""
PAUSES = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before the next start, by the number of failed starts in a row."""
MOST_FAILURES = 5
MOST_PATIENCE = 60.0
CALM_SECONDS = 30.0
"""A part that hangs again sooner than this after its start may only be slow, so it gets more time."""
SIGN_SECONDS, FIRST_SIGNS_SECONDS = 1.0, 0.1
LAST_LINES = 12

Say = Callable[[str], None]


class PartGaveUp(RuntimeError):
    """A needed part failed to start too often. The message has its last lines of output."""

    def __init__(self, name: str, lines: str) -> None:
        super().__init__(f"The {name} did not come up, {MOST_FAILURES} times in a row. It said last:{lines}")


class SupervisedPart:
    """A part, its process, and the state of both."""

    def __init__(self, part: Part, environment: Mapping[str, str], say: Say, clock: Clock = time.monotonic) -> None:
        self.part, self._environment, self._say, self._clock = part, environment, say, clock
        self.pulse = Pulse(clock)
        self.process: subprocess.Popen[bytes] | None = None
        self.lines: deque[str] = deque(maxlen=LAST_LINES)
        self._failures = self._hangs = 0
        self._is_missed = False
        self._start_at = self._started_at = float("-inf")

    def supervise(self) -> None:
        """Do what is due: start the part, notice its death, end it if it hangs. Raises PartGaveUp."""
        now = self._clock()
        if self.process is None:
            if now >= self._start_at:
                self._start()
        elif (status := self.process.poll()) is not None:
            self._hangs = 0
            self._ended(f"died ({_words_of(status)})")
        elif self.pulse.age > (self._patience if self.pulse.has_answered else START_SECONDS):
            age = self.pulse.age
            self._hangs += 1
            self.kill()
            self._ended(f"hung: no sign for {age:.0f} s")
        else:
            self._note_recovery(now)

    @property
    def _patience(self) -> float:
        """The seconds without a sign after which it hangs; doubled for each hang in a row from the second on."""
        return min(self.part.patience * 2.0 ** max(0, self._hangs - 1), MOST_PATIENCE)

    def watch(self, ending: Event) -> None:
        """Read the part's sign repeatedly until the end, in a thread of its own: reading may take seconds."""
        while not ending.wait(SIGN_SECONDS if self.pulse.has_answered else FIRST_SIGNS_SECONDS):
            try:
                self.pulse.hear(self.part.read_sign())
            except CannotTell:
                self.pulse.excuse()

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill the part and everything that it has started, whatever its state."""
        self._signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def _start(self) -> None:
        self.process = subprocess.Popen(
            self.part.words,
            env=self._environment,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=self.part.files,
        )
        self._started_at = self._clock()
        self.pulse.restart()
        Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        for raw in process.stdout or ():
            line = raw.decode(errors="replace").rstrip("\n")
            self.lines.append(line)
            if not self.part.is_quiet:
                self._say(line)

    def _ended(self, how: str) -> None:
        """Kill what is left of it, because a child would go on working beside the next process; schedule the next
        start.
        """
        self._signal(signal.SIGKILL)
        self._failures = 0 if self.pulse.has_answered else self._failures + 1
        self.process = None
        if self._failures >= MOST_FAILURES and self.part.is_needed:
            raise PartGaveUp(self.part.name, self._last_words())
        pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._start_at = self._clock() + pause
        self._say(f"{how}; starting it again{f' in {pause:.0f} s' if pause else ''}")
        if self._failures == MOST_FAILURES:
            self._is_missed = True
            self._say(f"does not come up. Parley goes on without it: orders are safe.{self._last_words()}")

    def _note_recovery(self, now: float) -> None:
        if self._is_missed and self.pulse.has_answered:
            self._is_missed = False
            self._say("is back")
        if self.pulse.age == 0 and now - self._started_at > CALM_SECONDS:
            self._hangs = 0

    def _last_words(self) -> str:
        return "".join(f"\n    {line}" for line in self.lines) or " nothing."

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


def _words_of(status: int) -> str:
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"status {status}"
