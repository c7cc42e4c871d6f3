"""The timeline of injects (MSEL) as the white cell sees it: lanes by kind across the turns in which they are read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wargame.exercises import msel
from wargame.exercises.bridge import TurnContext
from wargame.exercises.models import Exercise, Inject, Turn
from wargame.exercises.situation.selectors.board import KINDS
from wargame.exercises.situation.selectors.frame import hours

BY_HAND = 0
"""The column of injects that the white cell sends by hand."""

MESSAGES = "message"
"""The lane of offered messages."""

STATES = {
    "sent": ("check", "Sent"),
    "scheduled": ("clock", "Scheduled"),
    "conditional": ("split", "Conditional"),
    "manual": ("hand", "By hand"),
    "offered": ("pencil", "Offered"),
    "skipped": ("ban", "Skipped"),
    "past": ("x", "Did not happen"),
}
"""Icon and word of each state of an inject."""


@dataclass(frozen=True)
class TimelineItem:
    """One inject: `column` is the turn in which it is read or may be read first, or `BY_HAND`.

    `ref` is the key of the scenario's inject, or the number of one written here; `is_next` when it may come with the
    next brief, `has_happened` when the rules have decided that it does, `is_moved` when it does not stand where the
    scenario has it.
    """

    ref: str
    title: str
    kind: str
    state: str
    column: int
    seats: tuple[str, ...]
    is_next: bool = False
    has_happened: bool = False
    is_moved: bool = False

    @property
    def icon(self) -> str:
        return STATES[self.state][0]

    @property
    def word(self) -> str:
        return f"{STATES[self.state][1]}{', moved' * self.is_moved}{', may come next' * self.is_next}"


@dataclass(frozen=True)
class TimelineColumn:
    """A turn, or (number 0) the injects that the white cell sends by hand."""

    number: int
    label: str
    is_now: bool = False


@dataclass(frozen=True)
class TimelineCell:
    """The injects of a lane in a column."""

    column: TimelineColumn
    items: tuple[TimelineItem, ...]


@dataclass(frozen=True)
class InjectLane:
    """The injects of one kind; each cell is `span` columns wide."""

    kind: str
    icon: str
    word: str
    cells: tuple[TimelineCell, ...]
    span: int = 1


@dataclass(frozen=True)
class Timeline:
    """All of them; `can_write` while something may still be sent."""

    code: str
    columns: tuple[TimelineColumn, ...]
    lanes: tuple[InjectLane, ...]
    can_write: bool

    @property
    def states(self) -> tuple[tuple[str, str], ...]:
        """Icon and word of each state that occurs, for the legend."""
        found = {item.state for lane in self.lanes for cell in lane.cells for item in cell.items}
        return tuple(STATES[state] for state in STATES if state in found)


def timeline_of(context: TurnContext) -> Timeline:
    """Return the timeline as things stand in the exercise's last turn. For its white cell alone."""
    exercise, turn = context.exercise, context.turn
    columns = list(_columns(context))
    # Nobody reads an inject that is judged at the end of the last turn: it stands where it is judged.
    items = [replace(item, column=min(item.column, len(columns))) for item in items_of(context)]
    if exercise.status == Exercise.Status.ENDED:
        items = [_over(item) for item in items]
    # Offers of past turns that nobody took would bury those that can still be said.
    items = [item for item in items if item.kind != MESSAGES or item.column >= turn.number or item.state == "sent"]
    if any(item.column == BY_HAND for item in items):
        columns.append(TimelineColumn(BY_HAND, "By hand"))
    lanes = [
        InjectLane(kind, icon, word, tuple(_cell(column, kind, items) for column in columns))
        for kind, (icon, word) in KINDS.items()
    ]
    if offers := tuple(item for item in items if item.kind == MESSAGES):
        # All are of this turn, or sent: side by side they take little room.
        now = next(column for column in columns if column.is_now)
        lanes.append(
            InjectLane(MESSAGES, "message-square", "Messages", (TimelineCell(now, offers),), span=len(columns))
        )
    return Timeline(exercise.code, tuple(columns), tuple(lanes), exercise.status != Exercise.Status.ENDED)


def _over(item: TimelineItem) -> TimelineItem:
    """After the end nothing comes any more: what was decided has happened, and the rest did not."""
    if item.state in {"sent", "skipped", "past"}:
        return item
    return replace(item, state="sent" if item.has_happened else "past", is_next=False)


def items_of(context: TurnContext) -> tuple[TimelineItem, ...]:
    """Every inject: the scenario's in the order of its list, then those written here."""
    large = ("sent_in__world", "sent_in__next_world", "sent_in__outcomes")
    rows = list(context.exercise.injects.select_related("sent_in").defer(*large))
    touched = {row.key: row for row in rows if row.key}
    happened = msel.happened(context)
    plans = msel.planned(context).values()
    listed = [_listed(plan, touched.get(plan.key), happened.get(plan.key, 0), context) for plan in plans]
    return (*listed, *(_item_of(row, context.turn) for row in rows if not row.key))


def _listed(plan: msel.Planned, row: Inject | None, when: int, context: TurnContext) -> TimelineItem:
    """One of the scenario's; `when` is the turn at whose end it happened, 0 if it did not."""
    turn = context.turn
    texts = row.texts if row else plan.texts
    item = TimelineItem(plan.key, row.title if row else plan.title, kind_of(texts), "scheduled", 0, tuple(texts))
    if row and row.sent_in:
        return replace(item, state="sent", column=row.sent_in.number)
    if when:
        is_next = when == turn.number
        return replace(
            item, state="scheduled" if is_next else "sent", column=when + 1, is_next=is_next, has_happened=True
        )
    is_skipped = row is not None and row.is_skipped
    if row and row.turn and not is_skipped:
        return replace(item, column=row.turn, is_next=row.turn == turn.number + 1)
    waiting = _waiting(msel.moved(plan, row, context), item, turn)
    waiting = replace(waiting, is_moved=row is not None and row.moved_to is not None)
    return replace(waiting, state="skipped", is_next=False) if is_skipped else waiting


def _waiting(plan: msel.Planned, item: TimelineItem, turn: Turn) -> TimelineItem:
    """One that has not happened, where it may come: what the next results decide is read in the brief after them."""
    coming = msel.first_brief(turn)
    if not plan.chance:
        return replace(item, state="manual", column=BY_HAND)
    if plan.last + 1 < coming:
        return replace(item, state="past", column=plan.last + 1)
    column = max(plan.first + 1, coming)
    state = "conditional" if plan.when or plan.chance < 100 else "scheduled"
    return replace(item, state=state, column=column, is_next=column == coming)


def _item_of(row: Inject, turn: Turn) -> TimelineItem:
    kind, state, column = (
        (MESSAGES, "offered", row.offered_in) if row.offered_in else (kind_of(row.texts), "manual", BY_HAND)
    )
    item = TimelineItem(str(row.pk), row.title, kind, state, column, tuple(row.texts))
    if row.sent_in:
        return replace(item, state="sent", column=row.sent_in.number)
    column = row.turn or (turn.number + 1 if row.when else column)
    if row.is_skipped:
        return replace(item, state="skipped", column=column)
    if row.turn:
        return replace(item, state="scheduled", column=column, is_next=column <= turn.number + 1)
    return replace(item, state="conditional", column=column, is_next=True) if row.when else item


def kind_of(texts: msel.Texts) -> str:
    """Return the kind of an inject: that of the first seat's text; of one that nobody reads, news."""
    return next((words.get("kind", "") for words in texts.values()), "") or "news"


def _columns(context: TurnContext) -> Iterable[TimelineColumn]:
    for spec in context.setting.spec.turns:
        yield TimelineColumn(spec.number, hours(spec), spec.number == context.turn.number)


def _cell(column: TimelineColumn, kind: str, items: Iterable[TimelineItem]) -> TimelineCell:
    return TimelineCell(column, tuple(item for item in items if item.kind == kind and item.column == column.number))
