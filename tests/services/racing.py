"""Processes that take part in races: `python -m tests.services.racing PIPE PIPE ...`, two open files for each.

Told a race as a line of JSON, {"race": "resolve", "heats": [{"turn": id, "round": number, ...}]}, it warms up.
Before each heat it says "ready" and hears the moment in seconds since the epoch ("at"); after the last it answers
with a JSON list of results, and waits for the next race.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from itertools import chain
from typing import Any

import django
from django.conf import settings

from tests.services.class_heats import HEATS, MARGIN_SECONDS, Heat


def resolve(heat: Heat) -> str:
    """Resolve the turn, without a lease if the heat says so."""
    from django.utils import timezone

    from wargame.exercises.turns.services import adjudications, turns

    honest = adjudications.claim
    if not heat["lease"]:
        adjudications.claim = lambda **_: True
    try:
        return type(turns.resolve(turn_id=heat["turn"], now=timezone.now())).__name__
    finally:
        adjudications.claim = honest


def draft(heat: Heat) -> int:
    """Save drafts from just before the close until just after it; return the last acknowledged revision."""
    from django.utils import timezone

    from wargame.exercises.models import Seat, Turn
    from wargame.exercises.orders.services import orders

    seat = Seat.objects.select_related("exercise").get(pk=heat["seat"])
    turn = Turn.objects.with_exercise().get(pk=heat["turn"])
    revision = 0
    while time.time() < heat["at"] + MARGIN_SECONDS:
        rows = heat["orders"] if revision % 2 else []
        try:
            sheet = orders.save_draft(seat=seat, turn=turn, orders=rows, revision=revision, now=timezone.now())
        except orders.TurnClosed:
            break
        revision = sheet.revision
    return revision


def close(heat: Heat) -> dict[str, int]:
    """Close the turn; return what the resolver then reads, by seat."""
    from django.utils import timezone

    from wargame.exercises.models import OrderSheet, Turn
    from wargame.exercises.turns.services import turns

    turn = Turn.objects.with_exercise().get(pk=heat["turn"])
    time.sleep(max(0.0, heat["at"] - time.time()))
    assert turns.close(turn=turn, now=timezone.now())
    return {
        str(seat): revision
        for seat, revision in OrderSheet.objects.filter(turn=turn).values_list("seat_id", "revision")
    }


RACES: dict[str, Callable[[Heat], Any]] = {"resolve": resolve, "draft": draft, "close": close, **HEATS}


def warm_up(heat: Heat) -> None:
    """Compile the scenario and open the connection, because neither is part of the race."""
    from wargame.exercises import bridge
    from wargame.exercises.models import Exercise, Turn

    if "turn" in heat:
        bridge.setting_for(Turn.objects.with_exercise().get(pk=heat["turn"]))
    else:
        Exercise.objects.count()


def run(race: str, heats: list[Heat]) -> list[Any]:
    warm_up(heats[0])
    results = []
    for heat in heats:
        print("ready", flush=True)
        heat["at"] = float(sys.stdin.readline())
        time.sleep(max(0.0, heat["at"] - MARGIN_SECONDS - time.time()))
        results.append(RACES[race](heat))
    return results


def forget() -> None:
    """Keep nothing for the next race: its rows have the same primary keys, and its database is emptied before it."""
    from django.core.cache import cache
    from django.db import connections

    from wargame.accounts import rates

    cache.clear()
    rates.counts.cache_clear()
    connections.close_all()


def serve() -> None:
    """Run the races from the input, until it ends."""
    for line in iter(sys.stdin.readline, ""):
        told = json.loads(line)
        results = run(told["race"], told["heats"])
        forget()
        print(json.dumps(results), flush=True)


def main(descriptors: list[int]) -> None:
    """Fork a racer for each pair of open files: its input and its output."""
    django.setup()
    import_module(settings.ROOT_URLCONF)
    pairs = list(zip(descriptors[::2], descriptors[1::2], strict=True))
    for number, (told, answers) in enumerate(pairs):
        if os.fork() == 0:
            os.dup2(told, sys.stdin.fileno())
            os.dup2(answers, sys.stdout.fileno())
            # Where others hold a pipe open as well, nobody notices that one end of it has gone.
            close_all(pairs[number:])
            serve()
            return
        close_all([(told, answers)])
    for _ in pairs:
        os.wait()


def close_all(pairs: list[tuple[int, int]]) -> None:
    for descriptor in chain.from_iterable(pairs):
        os.close(descriptor)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]])
