"""Which decision mattered: the future of a played turn, once as it was ordered and once without each order."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any, NamedTuple, Self

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.aggregate import NotAddable, merged
from wargame.engine.study.comparisons import futures
from wargame.engine.study.named_figures import usual_measures
from wargame.engine.study.paired_runs import Difference, Pairs, decode_pairs, encode_pairs, pairs_of, require_pairs
from wargame.engine.study.situation import Situation
from wargame.engine.turn.sheet import NOTHING, Order, Sheet
from wargame.engine.world.dice import refuse_seeds


class Given(NamedTuple):
    """An order of a turn: whose it is and its place on the sheet, from 0."""

    seat: str
    slot: int
    order: Order


@dataclass(frozen=True)
class Contribution:
    """The effects of one order of a turn: `effects` says for each measure what there is with it more than without
    it."""

    seat: str
    slot: int
    order: Order
    effects: tuple[Difference, ...]

    @property
    def weight(self) -> tuple[float, float]:
        """By what it is ranked: its largest effect beyond chance, then its largest effect, in points."""
        return max(e.clear_size for e in self.effects), max(abs(e.mean) for e in self.effects)


@dataclass(frozen=True)
class Attributed:
    """The orders of a turn, each with its pairs of futures: without it, and with it.

    Those of disjoint seeds add up exactly and in any order.
    """

    given: tuple[Given, ...]
    pairs: tuple[Pairs, ...]

    def __add__(self, other: Self) -> Self:
        """Add the pairs of other seeds. Raises NotAddable."""
        if self.given != other.given:
            raise NotAddable("These are the orders of another turn; play both from one turn.")
        return type(self)(self.given, tuple(one + more for one, more in zip(self.pairs, other.pairs, strict=True)))

    @property
    def games(self) -> int:
        """Pairs of games for each order."""
        return self.pairs[0].pairs if self.pairs else 0

    def ranked(self) -> tuple[Contribution, ...]:
        """Give the effect of every order, of at least two pairs each, the one that mattered most first."""
        found = [
            Contribution(*one, effects=pairs.differences()) for one, pairs in zip(self.given, self.pairs, strict=True)
        ]
        return tuple(sorted(found, key=lambda contribution: contribution.weight, reverse=True))


def attribution(
    setting: Setting, turn: Situation, seeds: Sequence[int], policies: Mapping[str, str], measures: Sequence[str] = ()
) -> tuple[Contribution, ...]:
    """Give the marginal effect of every order of a turn, the one that mattered most first.

    Each future is played to its ending with the same dice, once with all orders and once with one of them replaced
    by nothing, in its slot, so that every other order keeps its dice. Nothing else is known of the future, which the
    policies play. Raises as `compare` does.
    """
    require_pairs(seeds)
    return attribute(setting, turn, seeds, policies, measures).ranked()


def attribute(
    setting: Setting, turn: Situation, seeds: Sequence[int], policies: Mapping[str, str], measures: Sequence[str] = ()
) -> Attributed:
    """Count what `attribution` ranks, for one seed or more."""
    refuse_seeds(seeds)
    wanted, given = tuple(measures) or usual_measures(setting), orders_of(turn.sheets)
    variants = [turn, *(_without(turn, one) for one in given)]
    portions = (
        Attributed(given, tuple(pairs_of(wanted, other, played) for other in others))
        for played, *others in futures(setting, variants, seeds, policies, wanted)
    )
    return merged(list(portions))


def orders_of(sheets: Mapping[str, Sheet]) -> tuple[Given, ...]:
    """Give every order of a turn."""
    return tuple(Given(seat, slot, order) for seat, sheet in sheets.items() for slot, order in enumerate(sheet))


def without(sheets: Mapping[str, Sheet], seat: str, slot: int) -> dict[str, Sheet]:
    """Give the same sheets with nothing ordered in one slot."""
    sheet = sheets[seat]
    return {**sheets, seat: (*sheet[:slot], NOTHING, *sheet[slot + 1 :])}


def _without(turn: Situation, given: Given) -> Situation:
    """Return the same turn without one order, and without the rulings about it."""
    about = (given.seat, given.slot)
    rulings = tuple(ruling for ruling in turn.interventions.outcomes if (ruling.role, ruling.slot) != about)
    rest = replace(turn.interventions, outcomes=rulings)
    return replace(turn, sheets=without(turn.sheets, given.seat, given.slot), interventions=rest)


def encode_attributed(found: Attributed) -> dict[str, Any]:
    """Turn counted orders into plain JSON values."""
    given = [[one.seat, one.slot, list(astuple(one.order))] for one in found.given]
    return {"given": given, "pairs": [encode_pairs(pairs) for pairs in found.pairs]}


def decode_attributed(data: dict[str, Any]) -> Attributed:
    """Read counted orders back. Raises ValueError for some that were counted otherwise."""
    given = tuple(Given(seat, slot, Order(*order)) for seat, slot, order in data["given"])
    return Attributed(given, tuple(decode_pairs(pairs) for pairs in data["pairs"]))
