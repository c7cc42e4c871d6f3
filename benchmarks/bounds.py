"""The bounds of a game (deciding or adjudicating) and the cost of more states: CPU time of the quickest call."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import log
from pathlib import Path
from time import process_time

import numpy as np

import scenarios
from scenarios.benchmark_scenario import theatre
from scenarios.schema.pack_reading import read_pack
from wargame.engine import (
    DyadSpec,
    EndingSpec,
    ObjectiveSpec,
    OrderSpec,
    ScenarioSpec,
    Setting,
    compile_setting,
    opening_world,
)
from wargame.engine.playouts.given_sheets import GivenSheets, play_given
from wargame.engine.playouts.playouts import begin, play
from wargame.engine.rules.playout import Games
from wargame.engine.rules.policies.kinds import MOST_ORDERS
from wargame.engine.world.layout import SHEET_WIDTH, SLOTS

PACK = Path(scenarios.__file__).parent / "packs" / "nine-past-nine"
FEW, MANY = 5, 24
"""The numbers of states between which the growth of the cost is measured; a scenario has no more than 24."""
KINDS, TURNS = 12, 6
GAMES = 200
CALLS = 5
POLICY = "empirical"

KEYS = {
    "theatre_us": "CPU of a game with scripted seats, microseconds",
    "theatre_adjudicate_us": "the same game with the sheets given that these seats wrote",
    "theatre_deciding": "share of the game that its seats take to decide",
    "nine_us": "CPU of a game of Nine Past Nine with scripted seats, microseconds",
    "nine_adjudicate_us": "the same game with the sheets given that these seats wrote",
    "nine_deciding": "share of the game that its seats take to decide",
    f"states_{FEW}_us": f"CPU of a game of {TURNS} turns among {FEW} states with scripted seats, microseconds",
    f"states_{MANY}_us": f"the same among {MANY} states",
    "states_power": "the power of the number of states with which that grows; 2 is the square",
}


def bounds() -> Iterator[tuple[str, float]]:
    """Measure one figure of KEYS after the other."""
    for name, spec in (("theatre", theatre()), ("nine", read_pack(PACK).rules)):
        setting = compile_setting(spec)
        whole, adjudicating = deciding(setting), without_deciding(setting)
        yield f"{name}_us", whole
        yield f"{name}_adjudicate_us", adjudicating
        yield f"{name}_deciding", 1 - adjudicating / whole
    few, many = (deciding(compile_setting(crowd(states))) for states in (FEW, MANY))
    yield f"states_{FEW}_us", few
    yield f"states_{MANY}_us", many
    yield "states_power", log(many / few) / log(MANY / FEW)


def deciding(setting: Setting) -> float:
    """Give the microseconds of a game in which every seat is scripted."""
    return microseconds(opened(setting), lambda games: play(setting, games, setting.at.turns))


def without_deciding(setting: Setting) -> float:
    """Give the microseconds of the same game if the sheets of the seats are given."""
    games, given = opened(setting), order_sheets_for(setting)
    undecided = games._replace(policies=0 * games.policies - 1)
    return microseconds(undecided, lambda ready: play_given(setting, ready, given, setting.at.turns))


def microseconds(games: Games, call: Callable[[Games], None]) -> float:
    """Give the CPU time of a game, the quickest of several calls on copies of the same games."""
    found = []
    for _ in range(CALLS):
        fresh = games._replace(rows=games.rows.copy())
        began = process_time()
        call(fresh)
        found.append(process_time() - began)
    return 1e6 * min(found) / GAMES


def opened(setting: Setting) -> Games:
    """Lay out games in which every seat is scripted."""
    return begin(setting, [opening_world(setting, 0)], [{}], range(GAMES), [dict.fromkeys(setting.seats, POLICY)])


def order_sheets_for(setting: Setting) -> GivenSheets:
    """Play games turn by turn and return what their seats ordered."""
    games, at, turns = opened(setting), setting.at, []
    for _ in range(at.turns):
        play(setting, games, 1)
        sheets = games.rows[:, at.sheet : at.filed].reshape(GAMES, at.states, SLOTS, SHEET_WIDTH)
        used = games.rows[:, at.filed : at.filed + at.states, None] > np.arange(MOST_ORDERS)
        turns.append(np.where(used[..., None], sheets[:, :, :MOST_ORDERS], -1))
    whole = np.stack(turns, axis=2).astype(np.int64)
    return {seat: whole[:, setting.names.states[seat]] for seat in setting.seats}


def crowd(states: int) -> ScenarioSpec:
    """Return a scenario of so many states: those of the theatre over and over, with some of its order kinds."""
    spec, codes = theatre(turns=TURNS), [f"{chr(65 + number // 26)}{chr(65 + number % 26)}" for number in range(states)]
    known = {(dyad.who, dyad.towards): dyad for dyad in spec.dyads}
    bases = {code: spec.states[number % len(spec.states)] for number, code in enumerate(codes)}
    dyads = [
        replace(known.get((bases[one].code, bases[other].code), DyadSpec(one, other, 0, 5)), who=one, towards=other)
        for one in codes
        for other in codes
        if one != other
    ]
    kinds = [order for order in spec.orders if not order.agreement and not order.partners][:KINDS]
    return ScenarioSpec(
        slug="crowd",
        states=tuple(replace(base, code=code) for code, base in bases.items()),
        dyads=tuple(dyads),
        turns=spec.turns,
        orders=tuple(open_to_all(order, tuple(codes)) for order in kinds),
        incidents=(),
        endings=(EndingSpec("uneasy", "An uneasy order"),),
        objectives=tuple(
            ObjectiveSpec(code, "home", "Confidence at home", 100, variable=f"approval {code}", low=30, high=80)
            for code in codes
        ),
    )


def open_to_all(order: OrderSpec, codes: tuple[str, ...]) -> OrderSpec:
    """Let every state give an order kind at every other, whatever its needs are."""
    levels = tuple(replace(level, needs=()) for level in order.levels)
    return replace(order, seats=codes, targets=codes if order.targets else (), needs=(), levels=levels)
