"""Odds of an order or of the incident that it bears on, and the risk of an accident."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.numba_build import is_compiled
from wargame.engine.playouts.playouts import begin
from wargame.engine.playouts.playouts import play as play_games
from wargame.engine.previews.guesses import Guess
from wargame.engine.rules.game import Game
from wargame.engine.rules.turn import play
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import OddsSpec, OrderSpec
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.reporting.incidents import incident_outcomes
from wargame.engine.turn.reporting.orders import order_outcomes
from wargame.engine.turn.reporting.rival_accounts import deceived, is_disputed
from wargame.engine.turn.sheet import Order, Sheet, refuse_ended, start
from wargame.engine.world.dice import derived_seed, key_of
from wargame.engine.world.world import World

Row = list[int]
Turn = tuple[Outcome, ...]
"""The outcomes of the orders and incidents in one imagined turn."""


@dataclass(frozen=True)
class Odds:
    """A mean chance in 100 over the imagined situations, and the range of the middle 80 of 100 of them."""

    label: str
    in_100: int
    low: int
    high: int


def play_imagined_turns(view: Perspective, imagined: Sequence[Guess], sheet: Sheet, seed: int) -> list[Turn]:
    """Play one turn with the seat's sheet in each imagined situation, and return what comes of it, with all odds.

    Both builds of the rules leave the same facts of the turn; the compiled one takes a tenth of the time.
    """
    setting = view.setting
    sheets = [{**guess.others, view.seat: sheet} for guess in imagined]
    seeds = [derived_seed(seed, number) for number in range(len(imagined))]
    play_turns = _compiled if is_compiled() else _plain
    played = play_turns(setting, [guess.world for guess in imagined], sheets, seeds)
    turns = []
    for each, number, (now, then) in zip(sheets, seeds, played, strict=True):
        game = Game(setting.plain, setting.at, now, then, key_of(number), view.turn, None)
        turns.append((*order_outcomes(setting, game, each), *incident_outcomes(setting, game)))
    return turns


def _plain(
    setting: Setting, worlds: Sequence[World], sheets: Sequence[Mapping[str, Sheet]], seeds: Sequence[int]
) -> Iterator[tuple[Row, Row]]:
    """Play each turn by plain Python; give its row with the facts of the turn, and the row of the world after it."""
    for world, each, seed in zip(worlds, sheets, seeds, strict=True):
        now = start(setting, world, each)
        then = now.copy()
        play(setting.plain, setting.at, now, then, key_of(seed), None)
        yield now, then


def _compiled(
    setting: Setting, worlds: Sequence[World], sheets: Sequence[Mapping[str, Sheet]], seeds: Sequence[int]
) -> Iterator[tuple[Row, Row]]:
    """The same by the compiled rules, which leave one row: the world after the turn, then the facts of the turn."""
    for world in worlds:
        refuse_ended(setting, world)
    games, facts = begin(setting, worlds, sheets, seeds, [{}]), setting.at.sheet
    begun: list[Row] = games.rows[:, :facts].tolist()
    play_games(setting, games, 1)
    for now, row in zip(begun, games.rows.tolist(), strict=True):
        yield now + row[facts:], row


def odds_of(view: Perspective, spec: OrderSpec, odds: OddsSpec | None, slot: int, turns: Sequence[Turn]) -> Odds | None:
    """Return the `odds` that the pack names for this order and level, else those of its success roll, else None."""
    if odds is not None:
        stages = set(odds.stages)
        return over(odds.label, [_reaches(view, turn, odds.incident, stages) for turn in turns])
    if spec.chance is not None:
        own = [outcome for turn in turns for outcome in turn if _is_own(view, outcome, slot)]
        return over(spec.chance.label, [option.in_100 for told in own for option in told.options[:1]])
    return None


def risk_of(turns: Sequence[Turn]) -> Odds | None:
    """Return the chance that any incident has an accident this turn; None where the mean is under one in 200."""
    shares = [_accident(turn) for turn in turns]
    labels = Counter(option.label for turn in turns for told in turn for option in told.options if option.accident)
    if not labels or sum(shares) < 0.5 * len(shares):
        return None
    return over(labels.most_common(1)[0][0], shares)


def rules_of(view: Perspective, spec: OrderSpec, order: Order, slot: int, turns: Sequence[Turn]) -> tuple[str, ...]:
    """Return the reasons for the order's odds that apply in at least half of the imagined turns and that the seat may
    know.
    """
    odds = spec.odds_at(order.level)
    incident = odds.incident if odds else spec.incident
    said: Counter[str] = Counter()
    for told in (outcome for turn in turns for outcome in turn):
        if _is_own(view, told, slot) or (told.subject == "incident" and told.name == incident):
            said.update(reason.text for reason in told.reasons if view.seat in reason.audience)
    often = [text for text, count in said.most_common() if count * 2 >= len(turns)]
    return (*often, *_habituation(view, spec, order), *_dispute(view, order))


def over(label: str, chances: Sequence[float]) -> Odds | None:
    """Summarise chances in 100 over the imagined situations: mean, and 10th and 90th percentile."""
    if not chances:
        return None
    low, high = np.percentile(chances, (10, 90))
    return Odds(label, round(float(np.mean(chances))), round(float(low)), round(float(high)))


def _is_own(view: Perspective, told: Outcome, slot: int) -> bool:
    return told.subject == "order" and told.actor == view.seat and told.slot == slot


def _reaches(view: Perspective, turn: Turn, incident: str, stages: set[str]) -> float:
    """Return the chance in 100 that the incident is in one of the stages after this turn; 0 or 100 where it cannot
    move.
    """
    for told in turn:
        if told.subject == "incident" and told.name == incident:
            return sum(option.in_100 for option in told.options if option.key.split("#")[0] in stages)
    index = view.setting.names.incidents[incident]
    stage = int(view.world.incident[index, 0])
    return 100.0 * (view.setting.spec.incidents[index].stages[stage].key in stages) if stage >= 0 else 0.0


def _accident(turn: Turn) -> float:
    """Return the chance in 100 that at least one incident has an accident."""
    safe = 1.0
    for told in turn:
        safe *= 1 - sum(option.in_100 for option in told.options if option.accident) / 100
    return 100 * (1 - safe)


def _habituation(view: Perspective, spec: OrderSpec, order: Order) -> tuple[str, ...]:
    """Say how much of the first effect is left, where this class of orders was seen before."""
    setting = view.setting
    seen = view.world.familiarity[view.index, setting.names.classes[spec.order_class]]
    count = max(int(seen[setting.names.states[code]]) for code in order.targets or (view.seat,))
    if count <= 0:
        return ()
    table = setting.tables.habituation
    left = round(100 * table[min(count, len(table) - 1)] / 1024)
    times = "once" if count == 1 else f"{count} times"
    return (f"This was seen {times} before: {left} in 100 of the first surprise is left.",)


def _dispute(view: Perspective, order: Order) -> tuple[str, ...]:
    """Say of a contested act which states would believe the seat's denial."""
    setting, facts = view.setting, view.facts
    if not is_disputed(setting, order):
        return ()
    game = Game(setting.plain, setting.at, facts, facts, key_of(0), view.turn, None)
    takers = deceived(setting, game, view.seat, order)
    believers = setting.names_in_sentence(takers) if takers else "nobody"
    return (
        f"You would deny it: {believers} would take your word. The better a state stands to you, the less it feels.",
    )
