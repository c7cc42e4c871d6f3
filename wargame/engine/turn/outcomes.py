"""The result of an order, an incident, an inject or the exercise: odds, roll and reasons, for whoever may know.

A seat reads the odds as it could know them and the result, never a roll: docs/decisions/0027-odds-without-rolls.md
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wargame.engine.spec.blocs import Directed
from wargame.engine.world.dice import SIDES


@dataclass(frozen=True)
class Reason:
    """Why the odds were what they were, for the seats in `audience`.

    `reveals` names a hidden truth that the reason would betray; nobody is in the audience of such a reason.
    """

    sign: str
    text: str
    reveals: str = ""
    audience: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutcomeOption:
    """One of the things that could have happened, with its chance in 100; those of an outcome add up to 100."""

    key: str
    label: str
    in_100: int
    accident: bool = False


@dataclass(frozen=True)
class SeenOdds:
    """The odds as these seats could know them.

    A seat with an account of its own has reasons by that account too, and words where they are other than those for
    all; `reasons` is None for any other seat.
    """

    seats: tuple[str, ...]
    options: tuple[OutcomeOption, ...]
    reasons: tuple[Reason, ...] | None = None
    text: str = ""


@dataclass(frozen=True)
class Draw:
    """The roll behind an outcome, for readers who may know everything, with the odds that each seat read.

    Roll and threshold are in 100, to a thousandth: each of the 65536 rolls has a number of its own. An order, a call or
    an inject comes below its threshold; that of an incident is where the part of the strip ends on which the roll fell.
    """

    roll_in_100: float
    threshold_in_100: float
    told: tuple[SeenOdds, ...]


@dataclass(frozen=True)
class Ruled:
    """The white cell's decision of an outcome instead of the dice, or of its notice; `subject` is as in `Ruling`.

    `drawn` is what the dice would have had, in the words of `result` or of `Ruling`; "" where nothing was rolled.
    """

    subject: str
    drawn: str
    reason: str
    is_public: bool


@dataclass(frozen=True)
class Account:
    """A contested act as seats see it that take its author's word."""

    seats: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Outcome(Directed):
    """One order, support call, incident move, inject, accord or ending; `subject` says which. Rolls are in 1/65536.

    `target` and `partner` of an order are blocs, "CHN+MNG". Of a call `actor` is the ally, `target` the victim,
    `partner` the author of the force, `name` the pact.

    `text`, `options`, `roll`, `threshold` and `reasons` are the whole truth; `as_known` gives a seat's, without rolls.
    `seen` has the odds of those seats only that may not know all that went into them.
    """

    turn: int
    subject: str
    result: str
    title: str
    text: str
    actor: str = ""
    target: str = ""
    partner: str = ""
    kind: str = ""
    level: str = ""
    name: str = ""
    slot: int = -1
    options: tuple[OutcomeOption, ...] = ()
    chosen: str = ""
    roll: int = -1
    threshold: int = -1
    reasons: tuple[Reason, ...] = ()
    detected: bool = True
    audience: tuple[str, ...] = ()
    seen: tuple[SeenOdds, ...] = ()
    accounts: tuple[Account, ...] = ()
    rulings: tuple[Ruled, ...] = ()

    @property
    def draw(self) -> Draw | None:
        """The roll with the odds that each seat of the audience read; None where nothing was rolled."""
        if self.roll < 0:
            return None
        told: dict[tuple[OutcomeOption, ...], tuple[str, ...]] = {}
        for seat in self.audience:
            options = odds_for(self, seat)
            told[options] = (*told.get(options, ()), seat)
        each = tuple(SeenOdds(seats, options) for options, seats in told.items())
        return Draw(exactly_in_100(self.roll), exactly_in_100(self.threshold), each)


def as_known(outcome: Outcome, seat: str) -> Outcome:
    """Reduce an outcome that a seat notices to what it may know: its account, its own view of odds and reasons."""
    seen = next((seen for seen in outcome.seen if seat in seen.seats), None)
    reasons = outcome.reasons if seen is None or seen.reasons is None else seen.reasons
    text = next((account.text for account in outcome.accounts if seat in account.seats), outcome.text)
    return replace(
        without_private_reasons(outcome),
        text=seen.text if seen and seen.text else text,
        accounts=(),
        options=odds_for(outcome, seat),
        reasons=tuple(replace(reason, audience=(seat,)) for reason in reasons if seat in reason.audience),
        seen=(),
        roll=-1,
        threshold=-1,
    )


def odds_for(outcome: Outcome, seat: str) -> tuple[OutcomeOption, ...]:
    """Give the odds as a seat could know them."""
    return next((seen.options for seen in outcome.seen if seat in seen.seats), outcome.options)


def exactly_in_100(amount: int) -> float:
    """Give a roll or a threshold of so many 1/65536 in 100, cut to thousandths, which tell any two of them apart."""
    return 100_000 * amount // SIDES / 1000


def without_private_reasons(outcome: Outcome) -> Outcome:
    """Take away why the white cell ruled where it kept that from seats."""
    rulings = tuple(ruled if ruled.is_public else replace(ruled, reason="") for ruled in outcome.rulings)
    return replace(outcome, rulings=rulings)


def in_100(weights: Sequence[int]) -> list[int]:
    """Share 100 out by weight, the largest remainders rounded up; the parts add up to 100."""
    total = sum(weights)
    parts = [100 * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-(100 * weights[index] % total), index))
    for index in by_remainder[: 100 - sum(parts)]:
        parts[index] += 1
    return parts


def spans(weights: Sequence[int]) -> list[tuple[int, int]]:
    """Cut 0..65536 into one part for each weight, as the rules do."""
    total, so_far, parts = sum(weights), 0, []
    for weight in weights:
        low = so_far * SIDES // total
        so_far += weight
        parts.append((low, so_far * SIDES // total))
    return parts
