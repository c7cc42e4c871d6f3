"""Which decision mattered: the orders of a turn, ranked by the difference that each made."""

from dataclasses import asdict, dataclass

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.effects import Effect, effects_of
from wargame.engine.values import Attributed
from wargame.exercises.bridge import setting_of
from wargame.exercises.orders.selectors.orders import OrderLine, line_of
from wargame.exercises.results.selectors.trends import Option, in_reach
from wargame.web.figures import signed_tenths
from wargame.web.meters import MarginalBar, marginal_bar, scale_for

TENTH = 0.05
"""Points from which an effect is not printed as 0.0."""
WORTH_SAYING = 0.5
"""Points beyond chance from which the page says what an order moved besides the figure shown."""


@dataclass(frozen=True)
class Ranked:
    """An order with its effect on the figure shown. `elsewhere` is what it moved more, None if nothing."""

    seat: str
    line: OrderLine
    effect: Effect
    bar: MarginalBar
    elsewhere: Effect | None


@dataclass(frozen=True)
class Ranking:
    """The orders of a turn, the one that mattered most first. `scale` is the points at the ends of the bars."""

    pairs: int
    title: str
    headline: str
    scale: int
    orders: tuple[Ranked, ...]
    options: tuple[Option, ...]

    @property
    def telling(self) -> tuple[Ranked, ...]:
        """The orders that moved the figure by a tenth of a point or more; always includes the first one."""
        return tuple(one for number, one in enumerate(self.orders) if not number or abs(one.effect.mean) >= TENTH)

    @property
    def silent(self) -> tuple[Ranked, ...]:
        """The other orders."""
        return tuple(one for one in self.orders if one not in self.telling)

    @property
    def edges(self) -> tuple[int, int, int]:
        """The labels under the bars: their ends and their middle."""
        return -self.scale, 0, self.scale

    @property
    def say(self) -> str:
        """The text that screen readers speak once the games are played."""
        return f"Each order was taken out of {self.pairs:,} games. {self.headline}."


@dataclass(frozen=True)
class _Order:
    seat: str
    line: OrderLine
    effects: dict[str, Effect]

    def most(self) -> Effect:
        """Return its largest effect beyond chance, or else its largest effect."""
        return max(self.effects.values(), key=lambda effect: (effect.clear_size, abs(effect.mean)))


def ranking_of(mine: str, ensemble: Ensemble, attributed: Attributed, asked: str) -> Ranking:
    """Return the ranking by the figure that the reader asked for, or by the score of the reader's seat, `mine`."""
    setting = setting_of(ensemble.exercise)
    orders = [
        _Order(
            one.seat,
            line_of(setting, asdict(one.order), one.slot + 1, is_open=False),
            {effect.key: effect for effect in effects_of(setting, one.effects)},
        )
        for one in attributed.ranked()
    ]
    known = orders[0].effects
    own = f"score-{mine}"
    key = asked if asked in known else own
    largest = {each: max(abs(order.effects[each].mean) for order in orders) for each in known}
    by_size = sorted(known, key=lambda each: (each != own, -largest[each]))
    ranked = sorted(orders, key=lambda order: (not order.effects[key].is_clear, -abs(order.effects[key].mean)))
    scale = scale_for(max(abs(edge) for order in ranked for edge in (order.effects[key].low, order.effects[key].high)))
    return Ranking(
        pairs=attributed.games,
        title=known[key].name,
        headline=_headline(ranked[0], key),
        scale=scale,
        orders=tuple(_ranked(order, key, scale) for order in ranked),
        options=in_reach([Option(each, known[each].name, each == key) for each in by_size]),
    )


def _ranked(order: _Order, key: str, scale: int) -> Ranked:
    effect, most = order.effects[key], order.most()
    bar = marginal_bar(effect.mean, effect.low, effect.high, scale)
    elsewhere = most if most.clear_size > max(effect.clear_size, WORTH_SAYING) else None
    return Ranked(order.seat, order.line, effect, bar, elsewhere)


def _headline(first: _Order, key: str) -> str:
    effect = first.effects[key]
    if not effect.is_clear:
        return f"No order changed it beyond chance: {effect.name}"
    by = f"{first.seat}: \N{LEFT DOUBLE QUOTATION MARK}{first.line.name}\N{RIGHT DOUBLE QUOTATION MARK}"
    return f"{by} mattered most, {effect.name} {signed_tenths(effect.mean)}"
