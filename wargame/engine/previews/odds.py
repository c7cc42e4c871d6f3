"""Odds of an order or of the incident that it bears on, and the risk of an accident."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.numba_build import is_compiled
from wargame.engine.playouts.playouts import begin
from wargame.engine.playouts.playouts import play as play_games
from wargame.engine.playouts.pledges import bound
from wargame.engine.previews.futures import policies_after
from wargame.engine.previews.guesses import Guess
from wargame.engine.rules.game import Game
from wargame.engine.rules.turn import play
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import OddsSpec, OrderSpec, StageSpec, TransitionSpec
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.reporting.incidents import incident_outcomes
from wargame.engine.turn.reporting.orders import order_outcomes
from wargame.engine.turn.reporting.rival_accounts import deceived, is_disputed
from wargame.engine.turn.sheet import Order, Sheet, refuse_ended, start
from wargame.engine.world.cells import ending_cell, stage_cell
from wargame.engine.world.dice import derived_seed, key_of
from wargame.engine.world.world import World

Row = list[int]
Turn = tuple[Outcome, ...]
"""The outcomes of a seat's own orders and of the incidents in one imagined turn."""
MOST_AHEAD = 1
"""The most turns after this one for which odds are worked out: in more, other orders than this one decide."""
LaterTurns = Callable[[int], Sequence[tuple[Turn, Row]]]
"""Plays so many turns after this one, and returns the outcomes of the last of them in each imagined situation, with the
row of the world at its beginning.
"""


@dataclass(frozen=True)
class Odds:
    """A mean chance in 100 over the imagined situations, and the range of the middle 80 of 100 of them and of the mean.

    `turn` is 0 if the event can come in this turn. Else it is the first turn in which it can come, and the chance is
    that of this later turn, with no orders of the seat in between; 0 also if that turn is too far off to foresee.
    """

    label: str
    in_100: int
    low: int
    high: int
    turn: int = 0


def play_imagined_turns(view: Perspective, imagined: Sequence[Guess], sheet: Sheet, seed: int) -> list[Turn]:
    """Play one turn with the seat's sheet in each imagined situation, and return the outcomes, with all odds.

    Odds and risk ask for no outcome of an order of others, and the words of those would take a quarter of a preview.
    Both builds of the rules leave the same facts of the turn; the compiled one takes a tenth of the time.
    """
    setting = view.setting
    sheets = [{**guess.others, view.seat: sheet} for guess in imagined]
    seeds = [derived_seed(seed, number) for number in range(len(imagined))]
    play_turns = _compiled if is_compiled() else _plain
    played = play_turns(setting, [guess.world for guess in imagined], sheets, seeds)
    turns = []
    for number, (now, then) in zip(seeds, played, strict=True):
        game = Game(setting.plain, setting.at, now, then, key_of(number), view.turn, None)
        turns.append((*order_outcomes(setting, game, {view.seat: sheet}), *incident_outcomes(setting, game)))
    return turns


def play_later_turns(
    view: Perspective, imagined: Sequence[Guess], sheet: Sheet, seed: int, ahead: int
) -> list[tuple[Turn, Row]]:
    """Play the seat's sheet and then `ahead` turns, and return how incidents move in the last of these, with all odds.

    The row of the world at its beginning stands beside each. The seat gives no orders after its sheet. The other seats
    go on as in `play_on`. A game that ends before has no outcomes.
    """
    setting = view.setting
    sheets = [{**guess.others, view.seat: sheet} for guess in imagined]
    seeds = [derived_seed(seed, number) for number in range(len(imagined))]
    games = begin(setting, [guess.world for guess in imagined], sheets, seeds, [policies_after(view)])
    games = bound(setting, games, [guess.pledges for guess in imagined])
    play_games(setting, games, ahead)
    facts = setting.at.sheet
    begun = np.array(games.rows, dtype=np.int64)[:, :facts].tolist()
    play_games(setting, games, 1)
    ended = np.array(games.rows, dtype=np.int64).tolist()
    found = []
    for number, now, row in zip(seeds, begun, ended, strict=True):
        game = Game(setting.plain, setting.at, now + row[facts:], row, key_of(number), view.turn + ahead, None)
        # The row of a game that has ended still has the facts of its last turn.
        is_over = now[ending_cell(setting.at)] != 0
        found.append((() if is_over else tuple(incident_outcomes(setting, game)), now))
    return found


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
    """Yield the same by the compiled rules, which leave one row: the world after the turn, then the facts of the
    turn."""
    for world in worlds:
        refuse_ended(setting, world)
    games, facts = begin(setting, worlds, sheets, seeds, [{}]), setting.at.sheet
    begun: list[Row] = games.rows[:, :facts].tolist()
    play_games(setting, games, 1)
    for now, row in zip(begun, games.rows.tolist(), strict=True):
        yield now + row[facts:], row


def odds_of(
    view: Perspective, spec: OrderSpec, odds: OddsSpec | None, slot: int, turns: Sequence[Turn], later: LaterTurns
) -> Odds | None:
    """Return the `odds` that the pack names for this order and level, else those of its success roll, else None.

    Where others must answer first, so that the event cannot come in this turn, they are the odds of the turn in which
    it can come: `later` plays the turns up to that one.
    """
    if odds is not None:
        index, first = view.setting.names.incidents[odds.incident], earliest_turn(view, odds)
        if first <= view.turn:
            stage = int(view.world.incident[index, 0])
            return over(odds.label, [_reaches(view.setting, turn, odds, stage) for turn in turns])
        played = later(first - view.turn) if first - view.turn <= MOST_AHEAD else ()
        cell = stage_cell(view.setting.at, index)
        told = over(odds.label, [_reaches(view.setting, turn, odds, now[cell]) for turn, now in played])
        return replace(told or Odds(odds.label, 0, 0, 0), turn=first)
    if spec.chance is not None:
        own = [outcome for turn in turns for outcome in turn if _is_own(view, outcome, slot)]
        return over(spec.chance.label, [option.in_100 for told in own for option in told.options[:1]])
    return None


def earliest_turn(view: Perspective, odds: OddsSpec) -> int:
    """Return the first turn in which the incident can come to one of the stages; 0 if it cannot come there any more."""
    index = view.setting.names.incidents[odds.incident]
    stages, stage = view.setting.spec.incidents[index].stages, int(view.world.incident[index, 0])
    if stage < 0:
        return view.turn
    reached = {stages[stage].key}
    for turn in range(view.turn, view.setting.at.turns + 1):
        reached = {to for each in stages if each.key in reached for to in _ways_on(each, turn)}
        if reached & {*odds.stages}:
            return turn
    return 0


def _ways_on(stage: StageSpec, turn: int) -> set[str]:
    """Return the stages that can follow in a turn: the stage itself as well where all ways on may weigh nothing."""
    ways = [way for way in stage.transitions if way.turns[0] <= turn <= way.turns[1] and _weight(way, max) > 0]
    may_stay = all(_weight(way, min) <= 0 for way in ways)
    return {way.to for way in ways} | ({stage.key} if may_stay else set())


def _weight(way: TransitionSpec, extreme: Callable[[float, float], float]) -> float:
    """Return the weight of a way on at the `max` or `min` that its modifiers can make of it."""
    return way.weight + sum(extreme(each.add, 0.0) for each in way.modifiers)


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
    """Summarise chances in 100 over the imagined situations: mean, and 10th and 90th percentile or the mean beyond."""
    if not chances:
        return None
    low, high = np.percentile(chances, (10, 90))
    mean = float(np.mean(chances))
    # Few situations far from the others can pull the mean out of the middle: nobody reads "94 in 100 (96 to 96)".
    return Odds(label, round(mean), round(min(float(low), mean)), round(max(float(high), mean)))


def _is_own(view: Perspective, told: Outcome, slot: int) -> bool:
    return told.subject == "order" and told.actor == view.seat and told.slot == slot


def _reaches(setting: Setting, turn: Turn, odds: OddsSpec, stage: int) -> float:
    """Return the chance in 100 that the incident of the odds is in one of their stages after this turn; 0 or 100 where
    it does not move from the `stage` in which it begins the turn.
    """
    for told in turn:
        if told.subject == "incident" and told.name == odds.incident:
            return sum(option.in_100 for option in told.options if option.key.split("#")[0] in odds.stages)
    return 100.0 * (setting.incident(odds.incident).stages[stage].key in odds.stages) if stage >= 0 else 0.0


def _accident(turn: Turn) -> float:
    """Return the chance in 100 that at least one incident has an accident."""
    safe = 1.0
    for told in turn:
        safe *= 1 - sum(option.in_100 for option in told.options if option.accident) / 100
    return 100 * (1 - safe)


def _habituation(view: Perspective, spec: OrderSpec, order: Order) -> tuple[str, ...]:
    """Return a sentence on the share of the first effect that is left, where this class of orders was seen before."""
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
