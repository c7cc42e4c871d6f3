"""The board of a trade war: what states buy of each other, which lists are taxed, what is left, and third states.

Everything on it is law or statistics that all seats know; it is read from what the seat knows all the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scenarios.moments import months_of
from scenarios.schema.pack_board import BoardTexts
from wargame.engine.values import FIGURES, FlowSpec, ListSpec, Perspective, TurnSpec
from wargame.exercises.situation.selectors.trade_talks import Counted, StagesRow, counts_in, stages_in
from wargame.web.trade_bars import PHONE, PROJECTOR, WIDE, Goods, TradeBar, bar_of, step_of


@dataclass(frozen=True)
class TradeList:
    """A list as it stands: duty in per cent, 0 for none; `since` is the turn of its last change, 0 for the opening;
    `coming` is what is announced, None for nothing; `record` are the rungs of the record, none where it is not shown.
    """

    key: str
    title: str
    goods: str
    amount: float
    rate: float
    since: int
    coming: float | None
    coming_turn: int
    rungs: tuple["Rung", ...]
    record: tuple["Rung", ...] = ()

    @property
    def was_taxed(self) -> bool:
        """Tell if it ever bore a duty, here or in the record, or is to bear one."""
        return self.coming is not None or any(rung.rate for rung in (*self.rungs, *self.record))


@dataclass(frozen=True)
class Rung:
    """The duty on a list when a turn opened."""

    turn: int
    rate: float
    has_changed: bool

    @property
    def step(self) -> int:
        """The shade of the duty."""
        return step_of(self.rate)


@dataclass(frozen=True)
class TradeFlow:
    """The goods that `owner` buys of `against`, in US$ bn a year, and its lists; `duty` is the average on all of it.

    `beside` says how much the other side has left for each dollar that is left here, "" where that is less.
    `drawn` are the lists that have a segment of the bar, in its order: those taxed, then those announced.
    """

    owner: str
    against: str
    imports: float
    basis: str
    hit: float
    duty: float
    lists: tuple[TradeList, ...]
    drawn: tuple[TradeList, ...]
    wide: TradeBar
    phone: TradeBar
    projector: TradeBar
    sentence: str
    beside: str

    @property
    def untouched(self) -> float:
        """The imports that are left to tax."""
        return round(self.imports - self.hit, 2)

    @property
    def announced(self) -> float:
        """Return the announced part of the untaxed rest."""
        return round(sum(one.amount for one in self.drawn if not one.rate), 2)


@dataclass(frozen=True)
class Third:
    """The gains and losses of a third state in trade by all duties as they stand, in US$ bn a year."""

    state: str
    gains: float
    loses: float

    @property
    def net(self) -> float:
        """The gains without the losses."""
        return round(self.gains - self.loses, 1)


@dataclass(frozen=True)
class Trade:
    """The board of a trade war, which stands in place of the map; `turns` are the columns of its ladder.

    `is_played` says that it shows what the last turn led to: its last column then stands for no turn.
    """

    flows: tuple[TradeFlow, ...]
    thirds: tuple[Third, ...]
    turns: tuple[int, ...]
    stages: StagesRow | None
    counts: tuple[Counted, ...]
    is_played: bool = False

    template = "exercises/situation/parts/trade.html"
    table_template = "exercises/situation/parts/trade_table.html"
    plain_template = "exercises/situation/parts/trade_flows.html"
    to_read_template = "exercises/situation/parts/trade_to_read.html"
    projector_template = "exercises/projector/parts/trade.html"
    stands_alone = True

    @property
    def when(self) -> str:
        """When the duties are as it shows them."""
        return f"after turn {self.turns[-2]}" if self.is_played else f"as turn {self.turns[-1]} opened"

    @property
    def has_ladder(self) -> bool:
        """Tell if any list was ever taxed."""
        return any(one.was_taxed for flow in self.flows for one in flow.lists)

    @property
    def has_rises(self) -> bool:
        """Tell if another duty is announced for a list that is taxed."""
        return any(segment.is_rising for flow in self.flows for segment in flow.wide.segments)

    @property
    def has_first_duties(self) -> bool:
        """Tell if a duty is announced for a list that bears none."""
        return any(flow.announced for flow in self.flows)


def trade_in(views: Sequence[Perspective], board: BoardTexts, *, is_played: bool = False) -> Trade:
    """Return the board of what the last of these views knows; they are of one turn after the other.

    `is_played` marks the last as what the last turn led to.
    """
    spec = views[-1].setting.spec
    largest = max(flow.imports for flow in spec.flows)
    flows = _beside_each_other(_flow(views, number, flow, largest) for number, flow in enumerate(spec.flows))
    return Trade(
        flows,
        _thirds(spec.flows, flows),
        tuple(view.turn for view in views),
        stages_in(views, board.stages, is_played=is_played) if board.stages else None,
        counts_in(views[-1], board.counts),
        is_played,
    )


def beside_record(board: Trade, run: Sequence[Perspective]) -> Trade:
    """Return the board with the record's duties under those that were played, as far as the line went."""
    places = {one.key: place for place, one in enumerate(run[0].setting.spec.lists)}
    shown = run[: len(board.turns)]
    flows = tuple(
        replace(flow, lists=tuple(replace(one, record=_rungs(shown, places[one.key])) for one in flow.lists))
        for flow in board.flows
    )
    return replace(board, flows=flows)


def _beside_each_other(flows: Iterable[TradeFlow]) -> tuple[TradeFlow, ...]:
    """Return the flows, each of which that has less left to tax than its other side with the sentence on that."""
    found = tuple(flows)
    left = {(flow.owner, flow.against): flow.untouched for flow in found}
    return tuple(replace(flow, beside=_more_left(flow, left.get((flow.against, flow.owner), 0.0))) for flow in found)


def _more_left(flow: TradeFlow, other: float) -> str:
    if other <= flow.untouched:
        return ""
    if not flow.untouched:
        return f"{flow.owner} has nothing left to tax; {flow.against} has US$ {other:g} bn."
    return f"For every dollar that {flow.owner} has left to tax, {flow.against} has {other / flow.untouched:.2f}."


def _flow(views: Sequence[Perspective], number: int, flow: FlowSpec, largest: float) -> TradeFlow:
    world = views[-1].world
    lists = tuple(
        _list(views, index, one)
        for index, one in enumerate(views[-1].setting.spec.lists)
        if (one.owner, one.against) == (flow.owner, flow.against)
    )
    taxed = sorted((one for one in lists if one.rate), key=lambda one: one.since)
    to_come = sorted((one for one in lists if not one.rate and one.coming), key=lambda one: one.coming_turn)
    drawn = (*taxed, *to_come)
    wide, phone, projector = _bars([_goods(one, views[-1].setting.spec.turns) for one in drawn], flow, largest)
    hit, duty = int(world.hit[number]) / FIGURES["hit"].unit, int(world.duty[number]) / FIGURES["duty"].unit
    said = "; ".join(f"{one.title} US$ {one.amount:g} bn at {one.rate:g} %" for one in taxed) or "nothing"
    coming = [f"{one.title} at {one.coming:g} % in turn {one.coming_turn}" for one in drawn if one.coming is not None]
    return TradeFlow(
        owner=flow.owner,
        against=flow.against,
        imports=flow.imports,
        basis=flow.basis,
        hit=hit,
        duty=duty,
        lists=lists,
        drawn=drawn,
        wide=wide,
        phone=phone,
        projector=projector,
        sentence=f"Of US$ {flow.imports:g} bn that {flow.owner} buys of {flow.against} it taxes {hit:g}: {said}."
        + (f" Announced: {'; '.join(coming)}." if coming else ""),
        beside="",
    )


def _bars(goods: Sequence[Goods], flow: FlowSpec, largest: float) -> tuple[TradeBar, TradeBar, TradeBar]:
    """Return the flow as a bar for wide windows, for phones and for the projector."""
    wide, phone = (bar_of(goods, flow.imports, largest, width) for width in (WIDE, PHONE))
    # A wall has no room for dates.
    projector = bar_of([replace(one, since=()) for one in goods], flow.imports, largest, PROJECTOR)
    return wide, phone, projector


def _goods(one: TradeList, turns: Sequence[TurnSpec]) -> Goods:
    """Return the list as its segment of the bar says it, with the turn of its duty and the months of that turn."""
    since: tuple[str, ...] = ()
    if one.rate and one.since:
        turn = turns[one.since - 1]
        months = months_of(turn.starts_at, turn.ends_at)
        since = (*((f"turn {one.since}, {months}",) if months else ()), f"turn {one.since}")
    return Goods(one.title, one.amount, one.rate, one.coming, one.coming_turn, since)


def _list(views: Sequence[Perspective], index: int, one: ListSpec) -> TradeList:
    world, rungs = views[-1].world, _rungs(views, index)
    due = int(world.announced_turn[index])
    return TradeList(
        key=one.key,
        title=one.title,
        goods=one.goods,
        amount=one.amount,
        rate=rungs[-1].rate,
        since=int(world.rate_turn[index]),
        coming=int(world.announced[index]) / FIGURES["announced"].unit if due else None,
        coming_turn=due,
        rungs=rungs,
    )


def _rungs(views: Sequence[Perspective], index: int) -> tuple[Rung, ...]:
    """Return the duty on a list in each of these views, which are of one turn after the other."""
    rates = [int(view.world.rate[index]) / FIGURES["rate"].unit for view in views]
    before = [rates[0], *rates]
    return tuple(Rung(view.turn, rate, rate != old) for view, rate, old in zip(views, rates, before, strict=False))


def _thirds(specs: Sequence[FlowSpec], flows: Sequence[TradeFlow]) -> tuple[Third, ...]:
    """Add up what every flow's duties mean to each third state."""
    gains: dict[str, float] = {}
    loses: dict[str, float] = {}
    for spec, flow in zip(specs, flows, strict=True):
        duties = sum(one.amount * one.rate for one in flow.lists) / 100
        for third in spec.thirds:
            gains[third.state] = gains.get(third.state, 0.0) + third.gains * duties
            loses[third.state] = loses.get(third.state, 0.0) + third.loses * duties
    return tuple(Third(state, round(gains[state], 1), round(loses[state], 1)) for state in gains)
