"""Plays whole games turn by turn, with their full ledger, and notes what happened in each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import numpy as np

from wargame.engine.adjudicate import Adjudication, adjudicate, opening_world
from wargame.engine.layout import flatten
from wargame.engine.measures import ObjectiveScore, scores, total
from wargame.engine.orders import legal_orders
from wargame.engine.perspective import Perspective, glimpse
from wargame.engine.rehearsal.report import CRASH, DEAD_END, LEDGER, TENTHS, Option, Rehearsal, Trouble
from wargame.engine.rehearsal.seats import LEANING, policy_of, sheet_from
from wargame.engine.setting import Setting
from wargame.engine.sheet import Sheet
from wargame.engine.subjects import Subject, subjects
from wargame.engine.world import World

Told = tuple[str, str]
"""Kind and text of a trouble."""


def rehearse(setting: Setting, numbers: Iterable[int], seed: int) -> Rehearsal:
    """Play the games of these numbers (from 0) of a rehearsal; equal seed and numbers, equal games.

    `rehearse(s, range(5), 7) + rehearse(s, range(5, 9), 7) == rehearse(s, range(9), 7)`. A game that crashes is
    reported as a trouble and counts for nothing else.
    """
    report = Rehearsal()
    for number in numbers:
        report += _played_or_crashed(setting, seed_of(seed, number))
    return report


def seed_of(seed: int, number: int) -> int:
    """Give the seed of one game of a rehearsal."""
    return (seed << 20 | number) % 2**62


def _played_or_crashed(setting: Setting, seed: int) -> Rehearsal:
    game = Game(setting, seed, {})
    try:
        return game.play()
    except Exception as error:
        crash = Trouble(CRASH, f"{type(error).__name__}: {error}", seed, game.turn)
        return Rehearsal(games=1, troubles=(crash,))


def play_game(setting: Setting, seed: int, policies: Mapping[str, str]) -> tuple[World, Rehearsal]:
    """Play one game to its ending with a policy, or "random", on each seat; give the last world and what happened."""
    game = Game(setting, seed, policies)
    report = game.play()
    return game.world, report


class Game:
    """One game as it is played; seats that `policies` leaves out are drawn."""

    def __init__(self, setting: Setting, seed: int, policies: Mapping[str, str]) -> None:
        drawn = {code: policy_of(seed, index) for index, code in enumerate(setting.seats)}
        self.setting = setting
        self.seed = seed
        self.policies = {**drawn, **policies}
        self.world = opening_world(setting, seed)
        self.stages = stages_of(setting, self.world)
        self.injects: set[str] = set()
        self.peak = 0
        self.counts: dict[str, Counter[Option]] = {
            name: Counter() for name in ("offered", "chosen", "leaned_offered", "leaned_chosen")
        }
        self.troubles: tuple[Trouble, ...] = ()

    @property
    def turn(self) -> int:
        return int(self.world.clock[0])

    def play(self) -> Rehearsal:
        """Play to the ending, or to the last turn if there is none."""
        turns = 0
        while not self.world.clock[1] and turns < len(self.setting.spec.turns):
            self.play_turn()
            turns += 1
        ending = int(self.world.clock[1])
        if not ending:
            self.note(self.turn, [(DEAD_END, "the last turn is over and no ending holds.")])
        spec = self.setting.spec.endings[ending - 1] if ending else None
        results = scores(self.setting, self.world)
        return Rehearsal(
            games=1,
            turns=turns,
            catastrophes=int(spec is not None and spec.immediate),
            endings=Counter([spec.key] if spec else []),
            stages=Counter(self.stages),
            injects=Counter(self.injects),
            peaks=Counter([self.peak]),
            scores=Counter(scored(self.setting, results)),
            ahead=Counter(ahead(self.setting, results)),
            troubles=self.troubles,
            **self.counts,
        )

    def play_turn(self) -> None:
        """Let every seat decide, adjudicate, and look at what came of it."""
        turn, before = self.turn, self.world
        views = {code: glimpse(self.setting, before, code) for code in self.setting.seats}
        legal = {code: {(kind.kind, level.key) for kind, level, _ in legal_orders(views[code])} for code in views}
        sheets = {code: sheet_from(self.policies[code], view, self.seed) for code, view in views.items()}
        played = adjudicate(self.setting, before, sheets, self.seed)
        self.world = played.world
        for code in views:
            self.count(code, legal[code], sheets[code])
        self.stages |= stages_of(self.setting, self.world)
        self.injects.update(told.name for told in played.outcomes if told.subject == "inject")
        self.peak = max(self.peak, *self.world.incident[:, 1].tolist(), *hostilities(self.setting, sheets))
        self.note(turn, dead_ends(self.setting, before, views, played))
        self.note(turn, ledger_gaps(self.setting, before, played))

    def count(self, code: str, legal: set[tuple[str, str]], sheet: Sheet) -> None:
        """Count what a seat could order and what it did."""
        given = {(order.kind, order.level) for order in sheet}
        for name, pairs in (("offered", legal), ("chosen", given)):
            options = [(code, kind, level) for kind, level in pairs]
            self.counts[name].update(options)
            if self.policies[code] == LEANING:
                self.counts[f"leaned_{name}"].update(options)

    def note(self, turn: int, told: Iterable[Told]) -> None:
        """Keep troubles with the place where they were found."""
        self.troubles += tuple(Trouble(kind, text, self.seed, turn) for kind, text in told)


def stages_of(setting: Setting, world: World) -> set[tuple[str, str]]:
    """Give the stage in which each incident stands."""
    stages = world.incident[:, 0].tolist()
    pairs = zip(setting.spec.incidents, stages, strict=True)
    return {(incident.key, incident.stages[stage].key) for incident, stage in pairs}


def hostilities(setting: Setting, sheets: Mapping[str, Sheet]) -> Iterator[int]:
    """Give the MID hostility level of every order on the sheets, at least a zero."""
    yield 0
    for sheet in sheets.values():
        for order in sheet:
            spec = setting.order(order.kind)
            level = spec.levels[setting.level_index(order.kind, order.level)]
            yield (level.codes or spec.codes).mid_hostility


def dead_ends(setting: Setting, world: World, views: Mapping[str, Perspective], played: Adjudication) -> Iterator[Told]:
    """Tell of seats without a legal order, incidents that could not move on, and legal orders that were refused."""
    for code, view in views.items():
        if next(legal_orders(view), None) is None:
            yield DEAD_END, f"{code} has no legal order."
    moved = {told.name for told in played.outcomes if told.subject == "incident"}
    for incident, stage in zip(setting.spec.incidents, world.incident[:, 0].tolist(), strict=True):
        if incident.stages[stage].transitions and incident.key not in moved:
            yield DEAD_END, f"{incident.key} has no possible move in stage {incident.stages[stage].key}."
    for told in played.outcomes:
        if told.result == "refused":
            yield DEAD_END, f"an order offered to {told.actor} was refused: {told.text}"


def ledger_gaps(setting: Setting, before: World, played: Adjudication) -> Iterator[Told]:
    """Tell of every cell whose entries do not add up to its change."""
    cells = places(setting)
    gap = np.array(flatten(played.world), dtype=np.int64) - np.array(flatten(before), dtype=np.int64)
    for entry in played.entries:
        gap[cells[Subject(entry.variable, entry.who, entry.towards, entry.name)]] -= entry.delta
    for cell in np.flatnonzero(gap).tolist():
        what = " ".join(filter(None, subjects(setting)[cell]))
        yield LEDGER, f"the entries for {what} miss its change by {int(gap[cell])}."


@lru_cache(maxsize=8)
def places(setting: Setting) -> dict[Subject, int]:
    """Find a cell by what it is about."""
    return {subject: cell for cell, subject in enumerate(subjects(setting))}


def scored(setting: Setting, results: tuple[ObjectiveScore, ...]) -> Iterator[tuple[str, str, int]]:
    """Give seat, objective and score in tenths of a point, and each seat's total under ""."""
    for result in results:
        yield result.seat, result.key, round(result.score * TENTHS)
    for code in setting.seats:
        yield code, "", round(total(results, code) * TENTHS)


def ahead(setting: Setting, results: tuple[ObjectiveScore, ...]) -> list[str]:
    """Give the seats than which none has a higher total."""
    totals = {code: total(results, code) for code in setting.seats}
    return [code for code, reached in totals.items() if reached == max(totals.values())]
