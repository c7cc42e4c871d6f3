"""The seat that answers in kind: as hard as it was pressed, goodwill with goodwill, and now and then the first step.

Sources: reciprocity in the triangle of powers (Goldstein and Freeman 1990); its steps of goodwill are in `grit.py`.
"""

from typing import NamedTuple

from wargame.engine.rules.actions import GRUDGE
from wargame.engine.rules.game import Game
from wargame.engine.rules.policies.grit import owed_to, takes_step
from wargame.engine.rules.policies.kinds import ANSWER_DIE, MOST_ORDERS, NO_FORCE
from wargame.engine.rules.policies.replies import act_felt, hostility_of, level_felt, pull_of
from wargame.engine.rules.policies.sheets import BY_LEANING, aim_at, fill, give, may_give
from wargame.engine.rules.policies.view import is_friend, look
from wargame.engine.world.cells import grudge_cell, tension_cell
from wargame.engine.world.dice import POLICY, SIDES, roll
from wargame.engine.world.rule import rule

ONE_LEVEL = 1_000_000
"""A step of MID hostility counts for more than any difference of severity."""

EVEN = 1024

OF_ITS_OWN = 1
"""Orders of a seat without leanings that answer nothing. No dial: two drawn by lot would drown an answer."""


class Pressed(NamedTuple):
    """The state that pressed the seat most (-1 nobody), its MID level, and the rise of tension over its opening."""

    state: int
    level: int
    rise: int


@rule
def level_remembered(g: Game, seat: int, state: int) -> int:
    """Give the MID level of a state's last act at the seat, or what the seat remembers of earlier ones."""
    grudge = look(g, seat, grudge_cell(g.at, seat, state)) // GRUDGE
    remembered = 0 if is_friend(g, seat, state) else max(grudge, 0)
    return max(hostility_of(g, act_felt(g, seat, state)), remembered)


@rule
def pressed_by(g: Game, seat: int) -> Pressed:
    """Find the state whose acts at the seat were most hostile; where acts are level the rise of tension decides."""
    state, level, rise = -1, 0, 0
    for other in range(g.at.states):
        cell = tension_cell(g.at, seat, other)
        felt = level_remembered(g, seat, other)
        risen = max(look(g, seat, cell) - g.tables.cells[cell].opening, 0)
        if other != seat and (felt > level or (felt == level and risen > rise)):
            state, level, rise = other, felt, risen
    return Pressed(state, level, rise)


@rule
def is_pressed(g: Game, press: Pressed) -> bool:
    """Say whether the seat feels that it must answer."""
    return press.state >= 0 and (press.level > 0 or press.rise >= g.tables.dials.pressure)


@rule
def nearest(g: Game, seat: int, press: Pressed, goodwill: int) -> int:
    """Find the order nearest in MID level, then in severity; leanings, then dice, decide ties. A step is the least."""
    aim = aim_at(g, seat, press.state)
    least, threshold = 100 * ONE_LEVEL, -1
    for _ in range(2):
        so_far = 0
        for candidate in range(aim.candidates_from, aim.candidates_to):
            row = g.tables.candidates[candidate]
            far = abs(row.force - press.level) * ONE_LEVEL + abs(row.intensity - press.rise)
            if row.goodwill != goodwill or far > least or not may_give(g, seat, 0, candidate):
                continue
            if far < least:
                least, so_far = far, 0
            so_far += pull_of(g, row, EVEN)
            if so_far > threshold >= 0:
                return candidate
        threshold = roll(g.key, g.turn, POLICY, seat, ANSWER_DIE) * so_far // SIDES
    return -1


@rule
def step_towards(g: Game, seat: int, press: Pressed) -> int:
    """Find the state towards which the seat takes a step now, or -1: one it owes a step, else one that presses it.

    Force last turn ends all steps for this turn, and the tension that it leaves makes further ones less likely.
    """
    if level_felt(g, seat) > 0:
        return -1
    other = owed_to(g, seat)
    if other < 0 and is_pressed(g, press):
        other = press.state
    return other if other >= 0 and takes_step(g, seat, other) else -1


@rule
def answer_in_kind(g: Game, seat: int) -> None:
    """Take a step of goodwill if the seat is so minded; else answer whoever pressed it most, as hard as it was.

    The rest of the sheet goes by the pack's leanings, without force. A seat without leanings gives one order of its
    own, so that there is something to answer.
    """
    press = pressed_by(g, seat)
    other = step_towards(g, seat, press)
    candidate = nearest(g, seat, Pressed(other, 0, 0), 1) if other >= 0 else -1
    if candidate < 0 and is_pressed(g, press):
        candidate = nearest(g, seat, press, 0)
    if candidate >= 0:
        give(g, seat, 0, candidate)
    script, answers = g.tables.scripts[seat], 1 if candidate >= 0 else 0
    most = MOST_ORDERS if script.leanings_from < script.leanings_to else OF_ITS_OWN
    fill(g, seat, answers, most, NO_FORCE, BY_LEANING)
