"""Keeps the parts of Parley running: restarts a part that dies or hangs, and leaves no process behind when it ends."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from threading import Event, Thread

from wargame.processes.lines import announce, say_for
from wargame.processes.parts import Part
from wargame.processes.restarts import count_until
from wargame.processes.supervised_part import SupervisedPart

ROUND_SECONDS = 0.1
NOTIFY_SECONDS = 1.0
END_SECONDS = 5.0
GROUP_KILLER = """
while read -r line; do groups=$line; done
for group in $groups; do kill -TERM "-$group" 2>/dev/null; done
[ -z "$groups" ] || sleep 2
for group in $groups; do kill -KILL "-$group" 2>/dev/null; done
"""
"""A shell program that reads the living process groups and ends them once the supervisor is gone, even if killed."""


def supervise(parts: Iterable[Part], environment: Mapping[str, str], *, announcement: str) -> None:
    """Run all parts until SIGINT, SIGTERM or SIGHUP, then end them. Raises PartGaveUp.

    `announcement` is printed as soon as a needed part answers.
    """
    # A signal handler must not use a lock that the main thread may hold, such as that of an Event.
    signals: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: signals.append(number))
    ending = Event()
    parts = tuple(parts)
    saying = zip(parts, say_for(part.name for part in parts), strict=True)
    supervised = [SupervisedPart(part, environment, say) for part, say in saying]
    group_killer = subprocess.Popen(
        ["/bin/sh", "-c", GROUP_KILLER], stdin=subprocess.PIPE, start_new_session=True, env=dict(environment), text=True
    )
    try:
        for part in supervised:
            Thread(target=part.watch, args=(ending,), daemon=True).start()
        Thread(target=count_until, args=(ending, supervised), daemon=True).start()
        _keep(supervised, signals, group_killer, announcement)
    finally:
        ending.set()
        _end(supervised)
        _tell(group_killer, [])
        group_killer.communicate()


def _keep(
    supervised: list[SupervisedPart], signals: list[int], group_killer: "subprocess.Popen[str]", announcement: str
) -> None:
    groups: list[int] = []
    notified_at = float("-inf")
    needed = [one for one in supervised if one.part.is_needed]
    due = [one for one in supervised if not (needed and one.part.yields)]
    while not signals:
        for part in due:
            part.supervise()
            # After each, because who kills this process may do so while the next one starts.
            living = [one.process.pid for one in supervised if one.process is not None]
            if living != groups:
                groups = living
                _tell(group_killer, groups)
        if announcement and any(part.pulse.has_answered for part in needed or supervised):
            announce(announcement)
            announcement, due = "", supervised
        if time.monotonic() - notified_at >= NOTIFY_SECONDS:
            notify_systemd()
            notified_at = time.monotonic()
        time.sleep(ROUND_SECONDS)


def _tell(group_killer: "subprocess.Popen[str]", groups: list[int]) -> None:
    if group_killer.stdin is not None:
        with suppress(BrokenPipeError):
            group_killer.stdin.write(f"{' '.join(map(str, groups))}\n")
            group_killer.stdin.flush()


def _end(supervised: list[SupervisedPart]) -> None:
    for part in supervised:
        part.terminate()
    until = time.monotonic() + END_SECONDS
    for part in supervised:
        if part.process is not None:
            with suppress(subprocess.TimeoutExpired):
                part.process.wait(max(0.0, until - time.monotonic()))
        part.kill()


def notify_systemd() -> None:
    """Tell systemd, if it asks for it, that the supervisor does not hang."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as telling:
        telling.connect(address.replace("@", "\0", 1) if address.startswith("@") else address)
        telling.send(b"READY=1\nWATCHDOG=1")
