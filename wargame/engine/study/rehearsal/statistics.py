"""Events of games, counted."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from wargame.engine.rules.scores import objective_score, seat_score
from wargame.engine.study.named_figures import POINT
from wargame.engine.study.rehearsal.aims import rises
from wargame.engine.study.rehearsal.history import History
from wargame.engine.study.rehearsal.legal_options import Flags, offered
from wargame.engine.study.rehearsal.report import DEAD_END, TENTHS, TEXT, Option, Rehearsal, Trouble, merged
from wargame.engine.study.rehearsal.seat_mix import LEANING
from wargame.engine.study.rehearsal.texts import judged_texts
from wargame.engine.world.layout import REFUSED, SHEET_KIND, SHEET_LEVEL

Told = tuple[int, int, str]
"""Turn (from 0), game and text of a trouble."""


def counted(history: History) -> Rehearsal:
    """Count everything but what the ledger would show."""
    setting, last = history.setting, history.after[-1]
    endings = Counter(last[:, setting.at.clock + 1].tolist())
    spec = setting.spec.endings
    report = Rehearsal(
        games=len(history.seeds),
        turns=int(history.is_played.sum()),
        catastrophes=sum(n for ending, n in endings.items() if ending and spec[ending - 1].immediate),
        endings=Counter({spec[ending - 1].key: n for ending, n in endings.items() if ending}),
        stages=stages(history),
        injects=Counter(
            {inject.key: n for inject, n in zip(setting.spec.injects, fired(history), strict=True) if n},
        ),
        peaks=Counter(peaks(history)),
        seated=Counter(policy for seated in history.seatings for policy in seated.values()),
        rises=tuple(sorted(rises(history))),
        troubles=troubles(history, [*stuck(history), *refused(history), *endless(history)]),
    )
    return report + chances(history) + results(history) + texts(history)


def stages(history: History) -> Counter[tuple[str, str]]:
    """Count the games in which each stage of each incident was reached."""
    found: Counter[tuple[str, str]] = Counter()
    at = history.setting.at
    for index, incident in enumerate(history.setting.spec.incidents):
        stood = history.rows[:, :, at.incident + 3 * index]
        for number, stage in enumerate(incident.stages):
            games = int((stood == number).any(axis=0).sum())
            if games:
                found[incident.key, stage.key] = games
    return found


def fired(history: History) -> list[int]:
    """Count the games in which each inject happened."""
    at = history.setting.at
    happened: list[int] = (history.after[-1][:, at.fired : at.fired + at.injects] > 0).sum(axis=0).tolist()
    return happened


def peaks(history: History) -> list[int]:
    """Give each game's highest MID level (0..5) of an incident or an order."""
    at, sheets = history.setting.at, history.sheets
    hostility = np.zeros(
        (len(history.setting.spec.orders) + 1, 1 + max(len(order.levels) for order in history.setting.spec.orders)),
        np.int64,
    )
    for kind, order in enumerate(history.setting.spec.orders):
        for number, level in enumerate(order.levels):
            hostility[kind, number] = (level.codes or order.codes).mid_hostility
    ordered = hostility[sheets[..., SHEET_KIND], sheets[..., SHEET_LEVEL]].max(axis=(0, 2, 3))
    incidents = history.after[:, :, at.incident + 1 : at.incident + 3 * at.incidents : 3].max(axis=(0, 2), initial=0)
    highest: list[int] = np.maximum(ordered, incidents).tolist()
    return highest


def chances(history: History) -> Rehearsal:
    """Count the turns in which each seat could give each order, and gave it; a seat with no order at all is stuck."""
    counts: dict[str, Any] = {name: Counter() for name in ("offered", "chosen", "leaned_offered", "leaned_chosen")}
    idle: list[Told] = []
    for code in history.setting.seats:
        leans = np.array([seated[code] == LEANING for seated in history.seatings], dtype=np.bool_)
        legal = offered_in(history, code)
        for name, found in (("offered", legal), ("chosen", chosen(history, code))):
            for option, flags in found.items():
                counts[name][option] += int(flags.sum())
                counts[f"leaned_{name}"][option] += int(flags[:, leans].sum())
        able = np.any(list(legal.values()), axis=0) if legal else np.zeros_like(history.is_played)
        idle += [(turn, game, f"{code} has no legal order.") for turn, game in places(history.is_played & ~able)]
    return Rehearsal(troubles=troubles(history, idle), **{name: +counter for name, counter in counts.items()})


def offered_in(history: History, code: str) -> dict[Option, Flags]:
    """Say for each order of a seat in which turns (T, n) it could be given."""
    shape = history.is_played.shape
    worlds = history.before.reshape(-1, history.setting.at.sheet)
    legal = offered(history.setting, worlds, code)
    return {option: flags.reshape(shape) & history.is_played for option, flags in legal.items()}


def chosen(history: History, code: str) -> dict[Option, Flags]:
    """Say for each order of a seat in which turns (T, n) it was given, whoever it was aimed at."""
    sheets = history.sheets[:, :, history.setting.names.states[code]]
    kinds, levels = sheets[..., SHEET_KIND], sheets[..., SHEET_LEVEL]
    found = {}
    for kind in np.unique(kinds[kinds >= 0]).tolist():
        spec = history.setting.spec.orders[kind]
        for number, level in enumerate(spec.levels):
            found[code, spec.kind, level.key] = ((kinds == kind) & (levels == number)).any(axis=2)
    return found


def results(history: History) -> Rehearsal:
    """Count how seats scored on each objective and in all (""), in tenths of a point, and who was ahead."""
    setting = history.setting
    scored: Counter[tuple[str, str, int]] = Counter()
    leading: Counter[str] = Counter()
    for row in history.rows[-1].tolist():
        for index, objective in enumerate(setting.spec.objectives):
            scored[objective.seat, objective.key, tenths(objective_score(setting.plain, row, index))] += 1
        totals = {
            code: seat_score(setting.plain, setting.at, row, setting.names.states[code]) for code in setting.seats
        }
        scored.update((code, "", tenths(reached)) for code, reached in totals.items())
        leading.update(code for code, reached in totals.items() if reached == max(totals.values()))
    return Rehearsal(scores=scored, ahead=leading)


def tenths(milli_points: int) -> int:
    return round(milli_points * TENTHS / POINT)


def texts(history: History) -> Rehearsal:
    """Count how often each text that asserts something was read, and tell where the world contradicts it."""
    shown: Counter[tuple[str, str]] = Counter()
    told: list[Told] = []
    for text, seen, contradicted in judged_texts(history):
        shown[text.seat, text.key] += int(seen.sum())
        said = f"{text.seat} reads {text.key} where what it asserts is not so."
        told += [(text.turn - 1, game, said) for game in np.flatnonzero(contradicted).tolist()]
    return Rehearsal(shown=+shown, troubles=troubles(history, told, TEXT))


def stuck(history: History) -> Iterator[Told]:
    """Tell of incidents that could not move on from a stage that has ways on: neither stage nor turns in it changed."""
    at = history.setting.at
    for index, incident in enumerate(history.setting.spec.incidents):
        cells = [at.incident + 3 * index, at.incident + 3 * index + 2]
        stood = (history.before[:, :, cells] == history.after[:, :, cells]).all(axis=2)
        stage = history.before[:, :, cells[0]]
        for number, spec in enumerate(incident.stages):
            if spec.transitions:
                text = f"{incident.key} has no possible move in stage {spec.key}."
                yield from ((turn, game, text) for turn, game in places(stood & (stage == number) & history.is_played))


def refused(history: History) -> Iterator[Told]:
    """Tell of orders that a scripted seat took for legal and that were refused."""
    for turn, game, state, slot in np.argwhere((history.statuses == REFUSED) & (history.sheets[..., 0] >= 0)).tolist():
        kind = history.setting.spec.orders[history.sheets[turn, game, state, slot, SHEET_KIND]].kind
        yield turn, game, f"an order offered to {history.setting.codes[state]} was refused: {kind}."


def endless(history: History) -> Iterator[Told]:
    """Tell of games without an ending."""
    at = history.setting.at
    for game in np.flatnonzero(history.after[-1][:, at.clock + 1] == 0).tolist():
        yield at.turns - 1, game, "the last turn is over and no ending holds."


def places(flags: Flags) -> list[list[int]]:
    """Give turn and game of each place (T, n) where something holds."""
    found: list[list[int]] = np.argwhere(flags).tolist()
    return found


def troubles(history: History, told: list[Told], kind: str = DEAD_END) -> tuple[Trouble, ...]:
    """Keep troubles with the game and turn in which they were first found."""
    found = [Trouble(kind, text, history.seeds[game], turn + 1) for turn, game, text in told]
    return merged((), tuple(found))
