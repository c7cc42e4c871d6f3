"""What became of an order, an incident, an inject or the exercise: odds, roll and reasons, for whoever may know."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wargame.engine.dice import SIDES


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
    """The odds as seats could know them that may not know all that went into them.

    `roll` lies as far into the drawn option's part of this strip as the true roll lay into the true one.
    """

    seats: tuple[str, ...]
    options: tuple[OutcomeOption, ...]
    roll: int
    threshold: int


@dataclass(frozen=True)
class Ruled:
    """That the white cell decided an outcome instead of the dice, or its notice; `subject` is as in `Ruling`.

    `drawn` is what the dice would have had, in the words of `result` or of `Ruling`; "" where nothing was rolled.
    """

    subject: str
    drawn: str
    reason: str
    is_public: bool


@dataclass(frozen=True)
class Account:
    """What a contested act is to seats that take its author's word."""

    seats: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Outcome:
    """One order, support call, incident move, inject, accord or ending; `subject` says which. Rolls are in 1/65536.

    Of a call `actor` is the ally, `target` the victim, `partner` the author of the force, `name` the pact.

    `text`, `options`, `roll`, `threshold` and `reasons` are the whole truth; `as_known` gives a seat's.
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


def as_known(outcome: Outcome, seat: str) -> Outcome:
    """Reduce an outcome that a seat notices to what it may know: its account, its own view of odds and reasons."""
    for account in outcome.accounts:
        if seat in account.seats:
            outcome = replace(outcome, text=account.text)
    outcome = replace(without_private_reasons(outcome), accounts=())
    reasons = tuple(reason for reason in outcome.reasons if seat in reason.audience)
    known = replace(outcome, reasons=reasons, seen=())
    for seen in outcome.seen:
        if seat in seen.seats:
            return replace(known, options=seen.options, roll=seen.roll, threshold=seen.threshold)
    return known


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


def moved(roll: int, true: tuple[int, int], seen: tuple[int, int]) -> int:
    """Carry a roll from its part of the true strip to the same part of another."""
    return seen[0] + (roll - true[0]) * (seen[1] - seen[0]) // (true[1] - true[0])
