"""Keeps one part running: restarts it when it dies or hangs, with growing pauses while it fails to start."""

import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from threading import Event, Thread

from django.conf import settings

from wargame.processes.lines import Say
from wargame.processes.parts import CannotTell, Part
from wargame.processes.pulse import Clock, Pulse

START_SECONDS, MOST_START_SECONDS = 60.0, 3600.0
"""How long a part may take from its start to its first sign of work: at first, and after many hangs in a row."""
PAUSES = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before the next start, by the number of deaths in a row before a first sign."""
MOST_FAILURES = 5
"""So many such deaths in a row end a needed part. A start that takes too long is no death: the machine may be slow."""
MOST_PATIENCE = 60.0
CALM_SECONDS = 30.0
"""A part that hangs again sooner than this after its start may only be slow, so it gets more time."""
SIGN_SECONDS, FIRST_SIGNS_SECONDS = 1.0, 0.1
LAST_LINES = 12
LEVELS = {"died": "warning", "hung": "warning", "missed": "error", "back": "info"}
"""How serious each message about a part is, by its cause."""


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
        self._failures = self._hangs = self._starts = 0
        self._is_missed = False
        self._start_at = self._started_at = float("-inf")

    def supervise(self) -> None:
        """Do what is due: start the part, notice its death, end it if it hangs. Raises PartGaveUp."""
        now = self._clock()
        if self.process is None:
            if now >= self._start_at:
                self._start()
        elif (status := self.process.poll()) is not None:
            self._note_death(status)
        elif self.pulse.age > self._patience:
            self._end_hung()
        else:
            self._note_recovery(now)

    @property
    def _patience(self) -> float:
        """The seconds without a sign after which it hangs; longer after hangs in a row, because it may only be slow.

        Before its first sign each hang doubles them, afterwards each from the second on.
        """
        if not self.pulse.has_answered:
            return min(START_SECONDS * 2.0**self._hangs, MOST_START_SECONDS)
        return min(self.part.patience * 2.0 ** max(0, self._hangs - 1), MOST_PATIENCE)

    @property
    def restarts(self) -> int:
        """How often it was started again."""
        return max(0, self._starts - 1)

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
        self._starts += 1
        self._started_at = self._clock()
        self.pulse.restart()
        Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        for raw in process.stdout or ():
            line = raw.decode(errors="replace").rstrip("\n")
            self.lines.append(line)
            if not self.part.is_quiet:
                self._say(line)

    def _note_death(self, status: int) -> None:
        # A part that dies before its first sign may still be as slow as the hangs before showed.
        was_up = self.pulse.has_answered
        self._hangs, self._failures = (0, 0) if was_up else (self._hangs, self._failures + 1)
        if self._failures >= MOST_FAILURES and self.part.is_needed:
            self._forget()
            raise PartGaveUp(self.part.name, self._last_words())
        how = f"killed by {signal.Signals(-status).name}" if status < 0 else f"status {status}"
        self._start_again("died", f"died ({how})")
        if self._failures == MOST_FAILURES:
            self._is_missed = True
            self._tell(f"does not come up. Parley goes on without it: orders are safe.{self._last_words()}", "missed")

    def _end_hung(self) -> None:
        age, was_up = self.pulse.age, self.pulse.has_answered
        self._failures = 0 if was_up else self._failures
        self._hangs += 1
        self.kill()
        self._start_again("hung", f"hung: no {'' if was_up else 'first '}sign for {age:.0f} s")

    def _start_again(self, cause: str, words: str) -> None:
        """Schedule the next start."""
        self._forget()
        pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._start_at = self._clock() + pause
        self._tell(f"{words}; starting it again{f' in {pause:.0f} s' if pause else ''}", cause)

    def _forget(self) -> None:
        """Kill what is left of the process: a child would go on working beside the next one."""
        self._signal(signal.SIGKILL)
        self.process = None

    def _note_recovery(self, now: float) -> None:
        if self._is_missed and self.pulse.has_answered:
            self._is_missed = False
            self._tell("is back", "back")
        if self.pulse.age == 0 and now - self._started_at > CALM_SECONDS:
            self._hangs = 0

    def _tell(self, words: str, cause: str) -> None:
        """Print a message about the part, with its cause and the number of restarts."""
        self._say(words, level=LEVELS[cause], cause=cause, restarts=self.restarts)

    def _last_words(self) -> str:
        return "".join(f"\n    {line}" for line in self.lines) or " nothing."

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)
