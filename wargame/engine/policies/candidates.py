"""The orders a scripted seat may choose from, how inclined its pack makes it to each, and a sheet drawn from them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wargame.engine.orders import legal_orders
from wargame.engine.perspective import Perspective
from wargame.engine.policies.draw import Draw
from wargame.engine.sheet import Order, Sheet
from wargame.engine.spec import CodesSpec, LeaningSpec, LevelSpec, OrderSpec

MOST_ORDERS = 3
"""A scripted seat gives at most this many orders a turn: a sheet that a reader can take in."""

FRIEND = 30_000
"""Milli-points of relation from which another state counts as a friend."""


@dataclass(frozen=True)
class Candidate:
    """A legal order with the seat's inclination to it (a relative weight) and the pack's sentence for it."""

    order: Order
    spec: OrderSpec
    level: LevelSpec
    weight: float
    because: str
    incident_actor: str

    @property
    def codes(self) -> CodesSpec:
        return self.level.codes or self.spec.codes

    @property
    def purpose(self) -> tuple[str, str]:
        """What the order is for: its class, and at whom it is aimed."""
        return self.spec.order_class, self.order.target

    @property
    def hostility(self) -> int:
        """MID level; below 2 nothing militarised."""
        return self.codes.mid_hostility

    @property
    def is_militarised(self) -> bool:
        return self.hostility >= 2

    @property
    def is_conciliatory(self) -> bool:
        return self.codes.goldstein > 0 and not self.is_militarised

    def faces(self, code: str) -> bool:
        """Whether the order is aimed at this state: by its target, or without one by the incident that it acts on."""
        return code == (self.order.target or self.incident_actor)


def candidates(view: Perspective, *, even: bool = False) -> tuple[Candidate, ...]:
    """Every legal order of the seat this turn, in the order the pack lists them, weighed by the pack's leanings.

    A leaning that names no level or target is shared among the variants that it fits, so that an order kind with
    many targets is not more likely for it. A pack without leanings for the seat makes every order equally likely.
    """
    legal = tuple(legal_orders(view))
    has_leanings = not even and any(leaning.seat == view.seat for leaning in view.setting.spec.leanings)
    weights = [0.0 if has_leanings else 1.0] * len(legal)
    sentences = [""] * len(legal)
    for leaning in _leanings_now(view) if has_leanings else ():
        fitting = [k for k, (_, _, order) in enumerate(legal) if _fits(leaning, order)]
        for k in fitting:
            weights[k] += leaning.weight / len(fitting)
            sentences[k] = sentences[k] or leaning.because
    actors = {incident.key: incident.actor for incident in view.setting.spec.incidents}
    return tuple(
        Candidate(order, spec, level, max(0.0, weight), because, actors.get(spec.incident, ""))
        for (spec, level, order), weight, because in zip(legal, weights, sentences, strict=True)
    )


def fill(
    view: Perspective, chosen: Sequence[Candidate], pool: Iterable[Candidate], dice: Draw
) -> tuple[Candidate, ...]:
    """Add orders drawn by weight from `pool` to `chosen` until the points, or `MOST_ORDERS`, are used up.

    Of orders of one class at the same target only one is given: nobody holds course and turns away.
    """
    sheet = list(chosen)
    pool = [candidate for candidate in pool if candidate.weight > 0]
    while len(sheet) < MOST_ORDERS:
        left = view.points - sum(candidate.level.cost for candidate in sheet)
        taken = {candidate.purpose for candidate in sheet}
        pool = [c for c in pool if c.level.cost <= left and c.purpose not in taken]
        if not pool:
            break
        sheet.append(pool[dice.pick([candidate.weight for candidate in pool], len(sheet))])
    return tuple(sheet)


def acts_at(view: Perspective) -> dict[str, int]:
    """Give the MID action of each state's most hostile act at the seat last turn that it noticed; 0 for none.

    What a friend shows beside the seat is not read as shown to it.
    """
    felt, stands = view.world.stimulus[:, view.index].tolist(), view.world.relation[view.index].tolist()
    return {
        code: 0 if relation >= FRIEND else act
        for code, act, relation in zip(view.setting.codes, felt, stands, strict=True)
    }


def sheet_of(chosen: Iterable[Candidate]) -> Sheet:
    return tuple(candidate.order for candidate in chosen)


def _leanings_now(view: Perspective) -> Iterator[LeaningSpec]:
    turn = view.turn
    for leaning in view.setting.spec.leanings:
        first, last = leaning.turns
        if leaning.seat == view.seat and first <= turn <= last and view.holds(leaning.when):
            yield leaning


def _fits(leaning: LeaningSpec, order: Order) -> bool:
    return leaning.kind == order.kind and leaning.level in {"", order.level} and leaning.target in {"", order.target}
