"""Which decision mattered: the future of a played turn, once as it was ordered and once without each order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wargame.engine.comparisons import Difference, Situation, differences, require_pairs
from wargame.engine.figures import figures, usual_measures
from wargame.engine.playouts import playouts
from wargame.engine.setting import Setting
from wargame.engine.sheet import NOTHING, Order, Sheet


@dataclass(frozen=True)
class Contribution:
    """What one order of a turn did: `effects` says for each measure what there is with it more than without it."""

    seat: str
    slot: int
    order: Order
    effects: tuple[Difference, ...]

    @property
    def weight(self) -> tuple[float, float]:
        """By what it is ranked: its largest effect beyond chance, then its largest effect, in points."""
        return max(e.clear_size for e in self.effects), max(abs(e.mean) for e in self.effects)


def attribution(
    setting: Setting, turn: Situation, seeds: Sequence[int], minds: Mapping[str, str], measures: Sequence[str] = ()
) -> tuple[Contribution, ...]:
    """Give the marginal effect of every order of a turn, the one that mattered most first.

    Each future is played to its ending with the same dice, once with all orders and once with one of them replaced
    by nothing, in its slot, so that every other order keeps its dice. Nothing else is known of the future, which the
    minds play. Raises as `compare` does.
    """
    require_pairs(seeds)
    wanted = tuple(measures) or usual_measures(setting)
    given = [(seat, slot) for seat, sheet in turn.sheets.items() for slot in range(len(sheet))]
    variants = [turn.sheets, *(without(turn.sheets, seat, slot) for seat, slot in given)]
    count = len(seeds)
    sheets = [variant for variant in variants for _ in seeds]
    played = playouts(setting, [turn.world] * len(sheets), sheets, [*seeds] * len(variants), minds)
    found = figures(setting, played, wanted)
    contributions = [
        Contribution(
            seat,
            slot,
            turn.sheets[seat][slot],
            differences(wanted, found[count * place : count * (place + 1)], found[:count]),
        )
        for place, (seat, slot) in enumerate(given, start=1)
    ]
    return tuple(sorted(contributions, key=lambda contribution: contribution.weight, reverse=True))


def without(sheets: Mapping[str, Sheet], seat: str, slot: int) -> dict[str, Sheet]:
    """Give the same sheets with nothing ordered in one slot."""
    sheet = sheets[seat]
    return {**sheets, seat: (*sheet[:slot], NOTHING, *sheet[slot + 1 :])}
