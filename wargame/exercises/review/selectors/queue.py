"""The review queue as the white cell's page shows it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from wargame.engine.values import Outcome, OutcomeKey
from wargame.exercises.bids.domain import claims_of
from wargame.exercises.bids.selectors import Claim, answers_to_claims, room_claims_of
from wargame.exercises.codes import dashed_code
from wargame.exercises.exercise_dials import SetDial, changed_dials
from wargame.exercises.injects.selectors.present_values import NamedFigure, named_figures
from wargame.exercises.models import Argument, Exercise, LedgerEntry, Message, Turn
from wargame.exercises.review.domain import items
from wargame.exercises.review.domain.moved_figures import label_of, moved_in
from wargame.exercises.review.selectors.questions import questions_in
from wargame.exercises.situation.selectors.gauges import OF_A_PAIR, OF_A_STATE, Change, Gauge
from wargame.exercises.situation.selectors.outcomes import OutcomeCard, card_of
from wargame.web.seats import WHITE_CELL

MOST_CHANGES = 3
MODES = {
    "rigid": "The dice decide",
    "semi_rigid": "High stakes are reviewed",
    "free": "Every outcome is judged",
}


@dataclass(frozen=True)
class ReviewCard:
    """One outcome to be judged. `status` is "due", "accepted", "ruled" or "routine"; `said` its verdict in words.

    `changes` are the figures that it moved most; `chance` is the chance in 100 with what was argued, None where it
    cannot be argued (any more). `words` are the white cell's own for what happened; None where there can be none.
    `asked` are questions about it and their answers; people can be asked, an AI cannot.
    """

    key: str
    about: str
    outcome: OutcomeCard
    result: str
    label: str
    is_high: bool
    status: str
    said: str
    choices: tuple[items.RulingChoice, ...]
    words: str | None
    changes: tuple[Change, ...]
    arguments: tuple[Argument, ...]
    chance: int | None
    asked: tuple[Message, ...]
    can_be_asked: bool

    @property
    def voices(self) -> str:
        """The number of words of seats about it, counted: "1 argument, 2 answers"; "" for nothing."""
        arguments = sum(argument.seat is not None for argument in self.arguments)
        answers = sum(message.sender != WHITE_CELL for message in self.asked)
        counted = ((arguments, "argument"), (answers, "answer"))
        return ", ".join(f"{number} {word}{'s' * (number > 1)}" for number, word in counted if number)

    @property
    def unjudged(self) -> int:
        """Return the number of seats' arguments without a verdict of the white cell."""
        has_verdict = self.status in {"accepted", "ruled"}
        return 0 if has_verdict else sum(argument.seat is not None for argument in self.arguments)

    @property
    def is_unanswered(self) -> bool:
        """Tell if the seat has been asked something since it last said anything."""
        return bool(self.asked) and self.asked[-1].sender == WHITE_CELL


@dataclass(frozen=True)
class Queue:
    """`left` counts what is due; `digest` names the results that are shown here, `state` all that the queue shows.

    `dials` are those that the exercise sets otherwise than its scenario. `figures` can be moved by hand, and `moved`
    are those that were. People bid on `claims`. `idle` says how it stands while nothing is to be judged.
    """

    code: str
    turn: int
    is_open: bool
    mode: str
    digest: str
    state: str
    idle: str
    due: tuple[ReviewCard, ...]
    done: tuple[ReviewCard, ...]
    dials: tuple[SetDial, ...] = ()
    figures: tuple[NamedFigure, ...] = ()
    moved: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def left(self) -> int:
        return len(self.due)

    @property
    def total(self) -> int:
        return self.left + sum(card.status != "routine" for card in self.done)

    @property
    def argued(self) -> tuple[ReviewCard, ...]:
        """The outcomes with arguments of seats that have no verdict."""
        return tuple(card for card in (*self.due, *self.done) if card.unjudged)

    @property
    def unjudged(self) -> str:
        """Say the number of arguments without a verdict, in words; "" for none."""
        count = sum(card.unjudged for card in self.argued)
        return f"{count} argument{'s' * (count > 1)} of seats without a verdict" if count else ""

    @property
    def counts(self) -> str:
        """Count the decisions that people made, and those that came by themselves."""
        judged = sum(card.status != "routine" for card in self.done)
        return f"{judged} by you, {len(self.done) - judged} automatic"


def queue_of(turn: Turn) -> Queue:
    """Return the queue of a turn; empty while it has no results, or once everybody has them."""
    is_open = turn.status == Turn.Status.REVIEW
    exercise = turn.branch.exercise
    cards = _cards(turn) if is_open else ()
    return Queue(
        code=dashed_code(exercise.code),
        turn=turn.number,
        is_open=is_open,
        mode=MODES[exercise.adjudication],
        digest=turn.digest,
        state=state_of(turn),
        idle=_idle(turn),
        due=tuple(card for card in cards if card.status == "due"),
        done=tuple(card for card in cards if card.status != "due"),
        dials=changed_dials(exercise, leads=True) if is_open else (),
        figures=named_figures(turn) if is_open else (),
        moved=tuple(f"{label_of(shift)} {shift.amount:+g}" for shift in moved_in(turn)) if is_open else (),
        claims=room_claims_of(exercise),
    )


def state_of(turn: Turn) -> str:
    """Tells apart what a page must show anew: acts of the white cell leave entries, seats arguments and answers."""
    act = turn.control_entries.order_by("pk").values_list("pk", flat=True).last()
    answers = turn.messages.exclude(about="").count()
    return f"{turn.number}{turn.status}-{act or 0}-{turn.arguments.count()}-{answers}{_bids_state(turn)}"


def _bids_state(turn: Turn) -> str:
    """Tell bids apart from those that stood before, where the scenario asks for any."""
    exercise = turn.branch.exercise
    return f"-{answers_to_claims(exercise)}" if claims_of(exercise) else ""


def _idle(turn: Turn) -> str:
    if turn.is_closed:
        return f"All seats have the results of turn {turn.number}."
    if turn.branch.exercise.adjudication == Exercise.Adjudication.RIGID:
        return "The seats see what became of their orders as soon as it is computed."
    return "When orders are closed, what became of them stands here before the seats see it."


@dataclass(frozen=True)
class TurnRecord:
    """The rows on a turn's outcomes: entries by their cause, arguments and questions by what they are about.

    `people` are the roles that no AI plays.
    """

    entries: Mapping[str, list[LedgerEntry]]
    argued: Mapping[str, list[Argument]]
    asked: Mapping[str, list[Message]]
    people: Collection[str]


def _cards(turn: Turn) -> tuple[ReviewCard, ...]:
    entries: dict[str, list[LedgerEntry]] = {}
    for entry in LedgerEntry.objects.filter(turn=turn, as_told=False).order_by("sequence"):
        entries.setdefault(entry.cause, []).append(entry)
    argued: dict[str, list[Argument]] = {}
    for argument in turn.arguments.select_related("seat", "by"):
        argued.setdefault(argument.about, []).append(argument)
    people = {seat.role for seat in turn.branch.exercise.seats.all() if not seat.policy}
    record = TurnRecord(entries, argued, questions_in(turn), people)
    return tuple(_card(item, record) for item in items.items_of(turn))


def _card(item: items.ReviewItem, record: TurnRecord) -> ReviewCard:
    is_notice, arguments = item.subject == "notice", record.argued.get(item.about, [])
    can_be_argued = item.subject == "order" and item.verdict is None
    return ReviewCard(
        key=item.about.replace(":", "-"),
        about=item.about,
        outcome=_with_bar(item.outcome),
        result=item.result,
        label=item.label,
        is_high=item.is_high,
        status=_status(item),
        said=f"{item.verdict.by.name}: {item.verdict.reason}" if item.verdict and item.verdict.reason else "",
        choices=item.choices,
        words=None if is_notice else item.words,
        changes=() if is_notice else _changes(record.entries.get(OutcomeKey.of(item.outcome).cause, ())),
        arguments=tuple(arguments),
        chance=items.argued_chance(item, arguments) if can_be_argued else None,
        asked=tuple(record.asked.get(item.about, ())),
        can_be_asked=item.subject == "order" and item.outcome.actor in record.people,
    )


def _with_bar(outcome: Outcome) -> OutcomeCard:
    """Return the outcome with the bar of possible results: who judges looks at the shares, also where one is near
    certain."""
    card = card_of(outcome)
    return replace(card, options=outcome.options) if len(outcome.options) > 1 else card


def _status(item: items.ReviewItem) -> str:
    if item.is_due:
        return "due"
    if item.verdict is None:
        return "routine"
    return "ruled" if item.verdict.instead_of or item.words else "accepted"


def _changes(entries: Iterable[LedgerEntry]) -> tuple[Change, ...]:
    """Return the figures that moved most, the largest first."""
    moved: dict[Gauge, tuple[int, int]] = {}
    for entry in entries:
        if entry.variable in OF_A_PAIR or entry.variable in OF_A_STATE:
            gauge = Gauge(entry.variable, entry.who, entry.towards)
            before, delta = moved.get(gauge, (entry.before, 0))
            moved[gauge] = before, delta + entry.delta
    changes = [
        Change(gauge.label(""), before / 1000, (before + delta) / 1000, gauge.low)
        for gauge, (before, delta) in moved.items()
    ]
    visible = sorted((change for change in changes if change.delta), key=lambda change: -abs(change.delta))
    return tuple(visible[:MOST_CHANGES])
