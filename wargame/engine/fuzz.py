"""Plays a scenario again and again with scripted and random seats, to find crashes, dead ends and idle parts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wargame.engine.adjudicate import Adjudication, adjudicate, opening_world
from wargame.engine.dice import REHEARSAL, SIDES, roll
from wargame.engine.orders import legal_orders
from wargame.engine.perspective import Perspective, glimpse
from wargame.engine.policies import choose
from wargame.engine.policies.candidates import candidates, fill, sheet_of
from wargame.engine.policies.draw import Draw
from wargame.engine.setting import Setting
from wargame.engine.sheet import Sheet
from wargame.engine.world import World

RANDOM = "random"
MIX = (("empirical", 60), (RANDOM, 16), ("mirror", 8), ("historical", 8), ("hold", 8))
"""What sits on a seat, in 100 games."""


@dataclass
class FuzzReport:
    """What happened in all games. Stages and injects are counted once a game, orders by seat, kind and level.

    `crashes` and `dead_ends` are sentences with the seed of the game, which repeats it.
    """

    games: int = 0
    turns: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    stages: Counter[tuple[str, str]] = field(default_factory=Counter)
    injects: Counter[str] = field(default_factory=Counter)
    orders: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    dead_ends: list[str] = field(default_factory=list)


def play_random(setting: Setting, games: int, seed: int) -> FuzzReport:
    """Play so many games; the same seed plays the same games."""
    report = FuzzReport()
    for number in range(games):
        game_seed = (seed << 20 | number) % 2**62
        report.games += 1
        try:
            play_game(setting, game_seed, report)
        except Exception as error:
            report.crashes.append(f"Game with seed {game_seed}: {type(error).__name__}: {error}")
    return report


def play_game(setting: Setting, seed: int, report: FuzzReport, minds: Mapping[str, str] | None = None) -> World:
    """Play one game to its ending, note it in the report and give the last world.

    `minds` seats a policy, or "random", on each seat; without it they are drawn from `MIX`.
    """
    world = opening_world(setting, seed)
    seated = minds or {code: mind_of(seed, index) for index, code in enumerate(setting.seats)}
    reached = stages_of(setting, world)
    while not world.clock[1]:
        views = {code: glimpse(setting, world, code) for code in setting.seats}
        sheets = {code: sheet_from(seated[code], view, seed) for code, view in views.items()}
        played = adjudicate(setting, world, sheets, seed)
        note_orders(report, sheets)
        where = f"Game with seed {seed}, turn {int(world.clock[0])}"
        report.dead_ends += [f"{where}: {fault}." for fault in dead_ends(setting, world, views, played)]
        report.injects.update(told.name for told in played.outcomes if told.subject == "inject")
        report.turns += 1
        world = played.world
        reached |= stages_of(setting, world)
    report.stages.update(reached)
    report.endings[setting.spec.endings[int(world.clock[1]) - 1].key] += 1
    return world


def mind_of(seed: int, index: int) -> str:
    """Draw what sits on a seat in this game."""
    left = 100 * roll(seed, 0, REHEARSAL, index, 0) // SIDES
    for name, share in MIX:
        if left < share:
            return name
        left -= share
    return RANDOM


def sheet_from(mind: str, view: Perspective, seed: int) -> Sheet:
    """Let a policy decide, or draw a legal sheet without regard to leanings."""
    if mind != RANDOM:
        return choose(mind, view, seed).sheet
    return sheet_of(fill(view, (), candidates(view, even=True), Draw(seed, view.turn, view.index)))


def stages_of(setting: Setting, world: World) -> set[tuple[str, str]]:
    """Give the stage in which each incident stands."""
    stages = world.incident[:, 0].tolist()
    pairs = zip(setting.spec.incidents, stages, strict=True)
    return {(incident.key, incident.stages[stage].key) for incident, stage in pairs}


def note_orders(report: FuzzReport, sheets: Mapping[str, Sheet]) -> None:
    """Count what each seat ordered."""
    for code, sheet in sheets.items():
        report.orders.update((code, order.kind, order.level) for order in sheet)


def dead_ends(setting: Setting, world: World, views: Mapping[str, Perspective], played: Adjudication) -> Iterator[str]:
    """Tell of seats without a legal order, incidents that could not move on, and legal orders that were refused."""
    for code, view in views.items():
        if next(legal_orders(view), None) is None:
            yield f"{code} has no legal order"
    moved = {told.name for told in played.outcomes if told.subject == "incident"}
    for incident, stage in zip(setting.spec.incidents, world.incident[:, 0].tolist(), strict=True):
        if incident.stages[stage].transitions and incident.key not in moved:
            yield f"{incident.key} has no possible move in stage {incident.stages[stage].key}"
    for told in played.outcomes:
        if told.result == "refused":
            yield f"an order offered to {told.actor} was refused: {told.text}"
