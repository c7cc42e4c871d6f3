"""The lines that a supervisor prints: output of its parts and messages about them, as text or as JSON."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from threading import Lock
from typing import Protocol

from django.conf import settings
from honcho.colour import get_colours
from honcho.printer import Message, Printer

_writing = Lock()


class Say(Protocol):
    """Prints a line of a part, or about it; then `facts` has the level, the cause and the number of restarts."""

    def __call__(self, line: str, /, **facts: str | int) -> None: ...


def say_for(names: Iterable[str]) -> list[Say]:
    """Return for each part, by name, what prints its lines and the messages about it."""
    names = tuple(names)
    if settings.LOG_FORMAT == "json":
        return [_json_lines(name) for name in names]
    printer, colours = Printer(sys.stdout), get_colours()
    printer.width = max(map(len, names), default=0)
    return [_text_lines(printer, name, next(colours)) for name in names]


def announce(words: str) -> None:
    """Print what concerns all parts."""
    if settings.LOG_FORMAT == "json":
        _write(_as_json(words))
    else:
        print(f"\n{words}\n", flush=True)


def _text_lines(printer: Printer, name: str, colour: str) -> Say:
    def say(line: str, /, **facts: str | int) -> None:
        now = datetime.now().astimezone()
        printer.write(Message(type="line", data=f"{line}\n", time=now, name=name, colour=colour))

    return say


def _json_lines(name: str) -> Say:
    def say(line: str, /, **facts: str | int) -> None:
        # Most lines of parts are objects already. Those of the broker and of a dying interpreter are bare text.
        _write(line if line.startswith("{") else _as_json(line, part=name, **facts))

    return say


def _as_json(message: str, **facts: str | int) -> str:
    """Return the line with the keys that lines of the log have, and `part`, `cause` and `restarts`."""
    head = {"timestamp": datetime.now(UTC).isoformat(), "level": "info", "logger": __name__, "message": message}
    return json.dumps(head | facts, ensure_ascii=False)


def _write(line: str) -> None:
    # Several threads print: a line of one must not stand within a line of another.
    with _writing:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
