"""Games of a pack, turn by turn, in which many orders are private or covert; the same seed plays the same game."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from tests.engine.games import legal_orders
from tests.scenarios.pack_games import has_ended
from wargame.engine import (
    SCRIPTED_POLICIES,
    Adjudication,
    Order,
    Perspective,
    Setting,
    Sheet,
    World,
    adjudicate,
    choose,
    opening_world,
    perspective,
    problems,
)

MOST_ORDERS = 5
SECRET = ("private", "covert")
CHANCE_OF_A_POLICY = 0.6
"""Share of sheets whose first orders a scripted seat writes; the dice choose the others among legal ones."""


@dataclass(frozen=True, eq=False)
class PlayedTurn:
    """One turn of a game: the world and the sheets that went in, and the result. `seed` rolls the dice of the game."""

    setting: Setting
    seed: int
    world: World
    sheets: Mapping[str, Sheet]
    result: Adjudication

    @property
    def number(self) -> int:
        return int(self.world.clock[0])


def play_turns(setting: Setting, seed: int) -> list[PlayedTurn]:
    """Play a game to its end. Each seat has one policy, and writes some orders of its sheets at random."""
    draw = Random(seed)
    policies = {seat: draw.choice(sorted(SCRIPTED_POLICIES)) for seat in setting.seats}
    world, turns = opening_world(setting, seed), list[PlayedTurn]()
    while not has_ended(world):
        views = {seat: perspective(setting, world, seat) for seat in setting.seats}
        sheets = {seat: write_sheet(view, policies[seat], draw) for seat, view in views.items()}
        result = adjudicate(setting, world, sheets, seed)
        turns.append(PlayedTurn(setting, seed, world, sheets, result))
        world = result.world
    return turns


def write_sheet(view: Perspective, policy: str, draw: Random) -> Sheet:
    """Return a legal sheet: sometimes first what a policy orders, then orders drawn at random, secret ones first."""
    sheet: Sheet = ()
    if draw.random() < CHANCE_OF_A_POLICY:
        sheet = choose(policy, view, draw.randrange(2**32)).sheet[: draw.randint(1, MOST_ORDERS)]
    for order in draw_orders(view, draw):
        if len(sheet) == MOST_ORDERS:
            break
        if not problems(view, (*sheet, order)):
            sheet = (*sheet, order)
    return sheet


def draw_orders(view: Perspective, draw: Random) -> Iterator[Order]:
    """Yield legal orders at random, each kind once. Half of the time the secret ones come first."""
    by_kind: dict[str, list[Order]] = {}
    for spec, _, order in legal_orders(view):
        by_kind.setdefault(spec.kind, []).append(order)
    kinds = draw.sample(sorted(by_kind), len(by_kind))
    if draw.random() < 0.5:
        kinds.sort(key=lambda kind: view.setting.order(kind).visibility not in SECRET)
    yield from (draw.choice(by_kind[kind]) for kind in kinds)
