"""Bids as people read them: their own in a turn, all of them in the white cell's room and at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scenarios.schema.pack_bids import BidText
from wargame.exercises import access, bridge, exercise_dials
from wargame.exercises.bids.domain import asked_in, claims_of
from wargame.exercises.models import Bid, Branch, Exercise, Seat, Turn
from wargame.exercises.models.bid import CERTAIN

KNOWS_NOTHING = 0.25
"""The score of who always says 50."""


@dataclass(frozen=True)
class AskedBid:
    """A claim on which a seat may bid in a turn, with its last bid (None before the first) and who made it.

    `last` is the last turn in which it is asked; `fault` says why what was entered was not kept.
    """

    key: str
    question: str
    help: str
    turn: int
    last: int
    in_100: int | None
    by: str
    fault: str = ""


@dataclass(frozen=True)
class SeatBid:
    """The last bid of a seat, with its turn; `score` is its Brier score once the reader may know the answer, None
    before."""

    seat: str
    name: str
    in_100: int
    turn: int
    by: str
    score: float | None = None


@dataclass(frozen=True)
class Claim:
    """A claim with the last bid of each seat that a reader may know; `was_on` is None while the reader may not know
    it."""

    key: str
    dial: str
    dial_name: str
    question: str
    bids: tuple[SeatBid, ...]
    was_on: bool | None
    answer: str

    @property
    def mean(self) -> int:
        """The average of the seats' bids."""
        return round(sum(bid.in_100 for bid in self.bids) / len(self.bids)) if self.bids else 0


def asked_of(seat: Seat, line: Branch, turn: Turn) -> tuple[AskedBid, ...]:
    """Return the claims on which a seat may bid in a turn that takes orders."""
    claims = asked_in(turn) if turn.is_open else ()
    if not claims:
        return ()
    own = {bid.key: bid for bid in Bid.objects.in_line(line).filter(seat=seat, turn__number__lte=turn.number)}
    return tuple(_asked(claim, own.get(claim.key), turn.number) for claim in claims)


def room_claims_of(exercise: Exercise, bids: Iterable[Bid]) -> tuple[Claim, ...]:
    """Return all claims with all bids and their answers, for whoever leads."""
    return _claims(exercise, bids, is_told=True)


def claims_for(seat: Seat, line: Branch) -> tuple[Claim, ...]:
    """Return the claims with the bids that the people of a seat may read, and with the answers once everybody may know
    them."""
    if not claims_of(seat.exercise):
        return ()
    is_told = access.may_know_all(seat, line)
    return _claims(seat.exercise, access.bids_for(seat, line), is_told=is_told)


def _asked(claim: BidText, bid: Bid | None, turn: int) -> AskedBid:
    said = (bid.in_100, bid.by.name) if bid else (None, "")
    return AskedBid(claim.key, claim.question, claim.help, turn, claim.turns[1], *said)


def _claims(exercise: Exercise, bids: Iterable[Bid], *, is_told: bool) -> tuple[Claim, ...]:
    last: dict[str, dict[str, Bid]] = {}
    for bid in bids:
        last.setdefault(bid.key, {})[bid.seat.role] = bid
    return tuple(_claim(exercise, claim, last.get(claim.key, {}), is_told=is_told) for claim in claims_of(exercise))


def _claim(exercise: Exercise, claim: BidText, bids: Mapping[str, Bid], *, is_told: bool) -> Claim:
    setting = bridge.setting_of(exercise)
    was_on = setting.dials[claim.dial] != 0 if is_told else None
    return Claim(
        key=claim.key,
        dial=claim.dial,
        dial_name=exercise_dials.BY_KEY[claim.dial].name,
        question=claim.question,
        bids=tuple(
            SeatBid(role, setting.state(role).name, bid.in_100, bid.turn.number, bid.by.name, _score(bid, was_on))
            for role, bid in sorted(bids.items())
        ),
        was_on=was_on,
        answer="" if was_on is None else claim.was_on if was_on else claim.was_off,
    )


def _score(bid: Bid, was_on: bool | None) -> float | None:
    """Return the Brier score of a bid, 0 for who was sure and right, 1 for who was sure and wrong."""
    return None if was_on is None else (bid.in_100 / CERTAIN - was_on) ** 2
