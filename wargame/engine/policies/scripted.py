"""The scripted seats as people meet them: the rules decide on the seat's own view, and a sentence says why."""

from dataclasses import dataclass

from wargame.engine.perspective.filter import Perspective
from wargame.engine.rules.game import Game
from wargame.engine.rules.policies.decide import decide
from wargame.engine.spec import LeaningSpec, OrderSpec, RecordSpec
from wargame.engine.turn.sheet import Order, Sheet, read_sheet
from wargame.engine.world.dice import key_of


@dataclass(frozen=True, eq=False)
class Thought:
    """The decision of a scripted seat, with the game on which its rules can be asked once more."""

    view: Perspective
    game: Game
    sheet: Sheet

    @property
    def seat(self) -> int:
        """The seat's row in the arrays of the world."""
        return self.view.index

    def name(self, state: int) -> str:
        """Give the name of a state by its row, as it stands inside a sentence."""
        setting = self.view.setting
        return setting.name_in_sentence(setting.codes[state])

    def spec(self, order: Order) -> OrderSpec:
        """Give the kind of an order."""
        return self.view.setting.order(order.kind)

    def hostility(self, order: Order) -> int:
        """Give the MID level of an order; below 2 nothing militarised."""
        spec = self.spec(order)
        level = next(level for level in spec.levels if level.key == order.level)
        return (level.codes or spec.codes).mid_hostility

    def faces(self, order: Order) -> tuple[str, ...]:
        """Give the codes of the states that an order is aimed at, or of the one whose incident it is about."""
        spec = self.spec(order)
        return order.targets or ((self.view.setting.incident(spec.incident).actor,) if spec.incident else ())

    def because(self) -> str:
        """Give the pack's sentence for the first order that has one, to end a reason with."""
        for order in self.sheet:
            for leaning in self.view.setting.spec.leanings:
                if leaning.because and fits(leaning, order) and self.leans(leaning):
                    return f": {leaning.because.rstrip('.')}"
        return ""

    def leans(self, leaning: LeaningSpec) -> bool:
        """Say whether a leaning is the seat's and pulls this turn."""
        first, last = leaning.turns
        return leaning.seat == self.view.seat and first <= self.view.turn <= last and self.view.holds(leaning.when)


def think(view: Perspective, policy: int, seed: int) -> Thought:
    """Let a scripted seat decide by the rules, on its row of known figures."""
    game = game_of(view, seed)
    decide(game, view.index, policy)
    return Thought(view, game, read_sheet(view.setting, game.now, view.index))


def game_of(view: Perspective, seed: int) -> Game:
    """Lay out what a seat knows as the game that the rules of scripted seats look at."""
    row = list(view.facts)
    return Game(view.setting.plain, view.setting.at, row, row, key_of(seed), view.turn, None)


def fits(wanted: LeaningSpec | RecordSpec, order: Order) -> bool:
    """Say whether an order is the one that a leaning or the record names."""
    return wanted.kind == order.kind and wanted.level in {"", order.level} and wanted.target in {"", order.target}
