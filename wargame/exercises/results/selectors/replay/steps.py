"""The index of a replay: every event of a line in its order, as far as the reader may know it.

Scrubber, board, chart and log all go by this one index. A reader who may know everything has the events of full truth,
each with the account of the seat beside it; another reader has what its own seat knows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wargame.engine.values import Bloc, Outcome, Perspective
from wargame.exercises import perspectives
from wargame.exercises.access import LogReader
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.results.selectors.overview.changes import largest_in
from wargame.exercises.results.selectors.overview.known import KnownTurn, key_of
from wargame.exercises.results.selectors.talk import Talk, talk_of
from wargame.exercises.situation.selectors.board import BoardReport, reports_of
from wargame.exercises.situation.selectors.common_knowledge import has_moved
from wargame.exercises.situation.selectors.outcomes import OutcomeCard, card_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.web.figures import chance

OPENING, RESULT = "opening", "result"
LANES = (
    ("orders", "Orders"),
    ("talk", "Messages"),
    ("reports", "Reports"),
    ("events", "Events"),
    ("rulings", "Rulings"),
    ("accords", "Accords"),
)
"""The lanes of the scrubber in their order: key and label."""
_LANE_OF = {"order": "orders", "inject": "reports", "accord": "accords"}
QUIET = "No figure moved"


@dataclass(frozen=True)
class Step:
    """One event. `number` is its place in its turn, 0 for the opening; `lane` one of `LANES`, `OPENING` or `RESULT`.

    `note` says in a line where it came from, or how likely it was. Beside full truth `is_seen` says whether the seat
    noticed it, and `account` is how the seat knows it where that is not the truth. `key` is its name in the overview.
    `has_moved` marks an incident that came to another stage.
    """

    turn: int
    number: int
    lane: str
    icon: str
    title: str
    seat: str = ""
    to: tuple[str, ...] = ()
    text: str = ""
    note: str = ""
    time: str = ""
    is_ruled: bool = False
    is_seen: bool = True
    account: str = ""
    key: str = ""
    has_moved: bool = False

    @property
    def at(self) -> str:
        """Its name in addresses: "4.3"."""
        return f"{self.turn}.{self.number}"

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lanes in which it has a mark."""
        return (self.lane, "rulings") if self.is_ruled else (self.lane,)


@dataclass(frozen=True)
class PlayedTurn:
    """A turn with its steps in order: its opening first, its results last."""

    number: int
    title: str
    label: str
    steps: tuple[Step, ...]


def turns_of(reader: LogReader, seat: Seat, turns: Sequence[KnownTurn]) -> tuple[PlayedTurn, ...]:
    """Return the played turns with their steps; `turns` are those that the reader may know, `seat` is the seat whose
    account stands beside full truth."""
    talk, stored = talk_of(reader), stored_turns(reader.line)
    return tuple(
        PlayedTurn(
            turn.number,
            turn.title,
            turn.label,
            _numbered(turn, _steps(reader, seat, turn, stored[turn.number], talk.get(turn.number, Talk()))),
        )
        for turn in turns
    )


def stored_turns(line: Branch) -> dict[int, Turn]:
    """Return the turns of the line that have results, by number."""
    return {turn.number: turn for turn in Turn.objects.played_in(line).with_exercise()}


def _numbered(turn: KnownTurn, steps: Iterator[Step]) -> tuple[Step, ...]:
    return tuple(replace(step, turn=turn.number, number=number) for number, step in enumerate(steps))


def _steps(reader: LogReader, seat: Seat, turn: KnownTurn, stored: Turn, talk: Talk) -> Iterator[Step]:
    at = seat_view_of(seat, reader.line, stored)
    yield Step(0, 0, OPENING, "flag", turn.title, text=at.briefing.situation.headline, time=turn.label)
    yield from (_report(report) for report in reversed(reports_of(at)))
    yield from _steps_of_talk(talk, seat.role)
    yield from (_event(turn.before, one, seat, is_truth=reader.may_know_all) for one in _in_order(turn))
    yield _result(turn)


def _in_order(turn: KnownTurn) -> list[Outcome]:
    """Return the events of a turn: orders first, as they are given before anything comes of them."""
    found = [one for one in turn.outcomes if one.subject != "later"]
    return sorted(found, key=lambda one: one.subject != "order")


def _report(report: BoardReport) -> Step:
    note = " \N{MIDDLE DOT} ".join(filter(None, (report.source, report.grade)))
    return Step(0, 0, "reports", report.icon, report.title, text=report.text, note=note, time=report.time)


def _steps_of_talk(talk: Talk, role: str) -> Iterator[Step]:
    """Yield what the reader may read of a turn's talk: it was written before the turn closed."""
    for one in talk.messages:
        yield Step(
            0, 0, "talk", "message-square", one.text, seat=one.sender, to=one.recipients, note=one.author,
            time=one.time, is_seen=role in (one.sender, *one.recipients),
        )  # fmt: skip
    for piece in talk.press:
        yield Step(0, 0, "talk", "newspaper", piece.text, seat=piece.seat, text=piece.lead, note=piece.outlet)
    for offer in talk.proposals:
        verb = "proposes to end" if offer.ends else "proposes"
        others = tuple(code for code in offer.parties if code != offer.proposer)
        settled = f"{offer.status} in turn {offer.settled}" if offer.settled else offer.status
        yield Step(
            0, 0, "talk", "handshake", f"{verb} {offer.name}", seat=offer.proposer, to=others, text=offer.terms,
            note=settled, is_seen=role in offer.parties,
        )  # fmt: skip


def _event(before: Perspective, outcome: Outcome, seat: Seat, *, is_truth: bool) -> Step:
    card = card_of(outcome)
    known = perspectives.account_of(outcome, seat) if is_truth else outcome
    account = card_of(known).text if known else ""
    icon = (before.setting.order(outcome.kind).icon or "circle") if outcome.subject == "order" else card.icon
    return Step(
        turn=0,
        number=0,
        lane=_LANE_OF.get(outcome.subject, "events"),
        icon=icon,
        title=card.title,
        seat=card.actor,
        to=Bloc(card.target).states if card.target else (),
        text=card.text,
        note=_came(card),
        is_ruled=bool(card.rulings),
        is_seen=known is not None,
        account=account if account != card.text else "",
        key=key_of(outcome),
        has_moved=outcome.subject == "incident" and has_moved(before, outcome),
    )


def _came(card: OutcomeCard) -> str:
    """Return the result of an event that could have gone otherwise, and the chance of that result."""
    word = card.word if card.subject == "incident" or card.tone in ("warn", "bad") else ""
    odds = f"{chance(card.chance)} in 100, {card.how}" if card.chance is not None else ""
    return " \N{MIDDLE DOT} ".join(filter(None, (word, odds)))


def _result(turn: KnownTurn) -> Step:
    changes = largest_in(turn)
    title = "; ".join(change.sentence for change in changes) if changes else QUIET
    return Step(0, 0, RESULT, "table-2", f"Turn {turn.number} ends. {title}.")
