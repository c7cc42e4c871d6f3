"""Endings for somebody new to the scenario, who gives two mild orders a turn at random."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from wargame.engine.playouts.given_sheets import play_given
from wargame.engine.policies.deeds import deed_in
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec.orders import FRIENDLY, NEUTRAL
from wargame.engine.study.appraisal.choices import NOTHING, Choices, choices_of
from wargame.engine.study.appraisal.situations import Numbers, laid_out, openings_of, portions, rows_of, standing
from wargame.engine.study.appraisal.worth import acts
from wargame.engine.turn.contradictions import contradiction
from wargame.engine.world.dice import REHEARSAL, SIDES, block_of, key_of, rolls

ORDERS = 2
"""Mild orders that a newcomer gives in a turn, if so many can be given."""


def endings_of_newcomers(setting: Setting, policies: Mapping[str, str], seat: str, seeds: Sequence[int]) -> list[str]:
    """Return for each seed how the game ends in which a newcomer has the seat; the others decide by their policies."""
    choices, keys = choices_of(setting, seat), [ending.key for ending in setting.spec.endings]
    found: list[int] = []
    for part in portions(len(seeds)):
        games = laid_out(setting, openings_of(setting, seeds[part]), seeds[part], policies)
        for _ in range(setting.at.turns):
            sheets = mild_sheets(choices, rows_of(setting, games), seeds[part])
            play_given(setting, games, {seat: choices.cells[sheets][:, None]}, 1)
        found += standing(setting, games).endings.tolist()
    return [keys[number] if number >= 0 else "" for number in found]


def mild_sheets(choices: Choices, rows: Numbers, seeds: Sequence[int]) -> Numbers:
    """Draw (n, ORDERS) the numbers of mild orders that the seat can give in each world (n, cells), and NOTHING."""
    at, turn = choices.setting.at, int(rows[0, choices.setting.at.clock])
    blocks = [block_of(turn, REHEARSAL, choices.place, slot) for slot in range(ORDERS)]
    mild = mild_orders(choices)
    drawn, legal = rolls([key_of(seed) for seed in seeds], blocks), choices.legal(rows)[:, mild]
    points = rows[:, at.points + choices.place].tolist()
    sheets = np.full((len(seeds), ORDERS), NOTHING, dtype=np.int64)
    for game, left in enumerate(points):
        open_now = mild[legal[game]].tolist()
        sheet = list(_draw(choices, open_now, left, drawn[game].tolist()))
        sheets[game, : len(sheet)] = sheet
    return sheets


def mild_orders(choices: Choices) -> Numbers:
    """Return the numbers of the orders that press, threaten or harm nobody, but for those to wait."""
    mild = [
        number for number in acts(choices) if deed_in(choices.setting, choices.orders[number]) in (FRIENDLY, NEUTRAL)
    ]
    return np.array(mild, dtype=np.int64)


def _draw(choices: Choices, open_now: Sequence[int], points: int, drawn: Sequence[int]) -> Iterator[int]:
    """Draw orders one after the other, each among those that fit on the sheet beside the ones before."""
    sheet: list[int] = []
    for roll in drawn:
        fitting = [number for number in open_now if _fits(choices, number, sheet, points)]
        if not fitting:
            return
        sheet.append(fitting[roll * len(fitting) // SIDES])
        points -= choices.rows[sheet[-1]].price
        yield sheet[-1]


def _fits(choices: Choices, number: int, sheet: Sequence[int], points: int) -> bool:
    order, spec = choices.orders[number], choices.setting.spec
    return (
        choices.rows[number].price <= points
        and choices.go_together((*sheet, number))
        and all(contradiction(spec, order, choices.orders[other]) is None for other in sheet)
    )
