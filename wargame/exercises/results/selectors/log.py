"""The turn log of a line: orders, outcomes and every ledger row, as far as the reader may know them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wargame.engine.values import FIGURES, LedgerEntry, Outcome, Setting
from wargame.exercises import bridge, msel, perspectives
from wargame.exercises.forecasts import forecast_from
from wargame.exercises.models import Branch, OrderSheet, Seat, Turn
from wargame.exercises.orders.selectors.orders import OrderLine, lines_of
from wargame.exercises.orders.selectors.staff import StaffAnswer, answers_of
from wargame.exercises.results.selectors.talk import Talk
from wargame.exercises.situation.selectors.frame import hours
from wargame.exercises.situation.selectors.outcomes import OutcomeCard, cards_of

MINOR_RULES = frozenset({"drift", "order cost", "clock"})
"""Rules whose changes nobody decided on and that happen in every turn."""
NOTHING_SAID = Talk()
KINDS = (
    ("", "Everything"),
    ("orders", "Orders"),
    ("incidents", "Incidents"),
    ("injects", "News"),
    ("talk", "Messages and press"),
    ("changes", "Every change"),
)


@dataclass(frozen=True)
class Filter:
    """The choices of the reader: a seat ("" for all), a kind of `KINDS`, and full truth or a seat's view."""

    seat: str = ""
    kind: str = ""
    knows_all: bool = False

    def wants(self, kind: str) -> bool:
        return self.kind in ("", kind)

    def concerns(self, *codes: str) -> bool:
        return not self.seat or self.seat in codes

    @property
    def is_set(self) -> bool:
        return bool(self.seat or self.kind)


@dataclass(frozen=True)
class Sheet:
    """The orders of a seat in a turn, each with the forecast that its people saw. `reason` is what an AI seat said
    about them; `is_kept` is false where people saw a forecast that was not kept. `asked` are its questions to the
    staff.
    """

    seat: str
    lines: tuple[OrderLine, ...]
    reason: str
    is_kept: bool = True
    asked: tuple[StaffAnswer, ...] = ()


@dataclass(frozen=True)
class Row:
    """One ledger row in words; amounts are formatted."""

    sequence: int
    actor: str
    text: str
    before: str
    after: str
    change: str
    rule: str


@dataclass(frozen=True)
class LogTurn:
    """One turn of the log; `notes` are the public sentences about seats that gave no orders in time.

    `injects` are those that a white cell sent to the seat. `minor` are rows that nobody decided on: drift, costs,
    clock. `left_out` counts the rows that stand on a page of their own, because this page would be too heavy.
    """

    number: int
    title: str
    label: str
    injects: tuple[msel.ReadInject, ...]
    sheets: tuple[Sheet, ...]
    outcomes: tuple[OutcomeCard, ...]
    rows: tuple[Row, ...]
    minor: tuple[Row, ...]
    notes: tuple[str, ...]
    talk: Talk = NOTHING_SAID
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        told = self.notes or self.injects or self.sheets or self.outcomes or self.rows or self.minor
        return not (told or self.talk.count or self.left_out)


def log_of(seat: Seat, line: Branch, wanted: Filter, *, since: int = 1) -> tuple[LogTurn, ...]:
    """Return the turns of the line that have results, in order, from turn `since` on, without what was said."""
    return tuple(turns_of_log(seat, line, wanted, since=since, said={}))


def turns_of_log(
    seat: Seat, line: Branch, wanted: Filter, *, since: int, said: Mapping[int, Talk]
) -> Iterator[LogTurn]:
    """Yield the turns of `log_of`, and read each of them only when its caller wants it; `said` is by turn number."""
    turns = list(Turn.objects.played_in(line).with_exercise().filter(number__gte=since))
    sheets = OrderSheet.objects.filter(turn__in=turns).select_related("seat").order_by("seat__role")
    sheets = sheets.prefetch_related("questions__by")
    by_turn: dict[int, list[OrderSheet]] = {turn.pk: [] for turn in turns}
    for sheet in sheets:
        by_turn[sheet.turn_id].append(sheet)
    for turn in turns:
        yield _turn(seat, turn, by_turn[turn.pk], wanted, said.get(turn.number, NOTHING_SAID))


def _turn(seat: Seat, turn: Turn, stored: Sequence[OrderSheet], wanted: Filter, talk: Talk) -> LogTurn:
    setting = bridge.setting_for(turn)
    # The injects that a seat read stand among its reports.
    told = perspectives.known_events if wanted.knows_all else perspectives.known_outcomes
    known = told(turn, seat, may_know_all=wanted.knows_all)
    spec = setting.spec.turns[turn.number - 1]
    rows, minor = _rows(seat, turn, wanted) if wanted.wants("changes") else ((), ())
    return LogTurn(
        number=turn.number,
        title=spec.title,
        label=hours(spec),
        injects=_reports(seat, turn, wanted),
        sheets=_sheets(setting, seat, stored, known, wanted) if wanted.wants("orders") else (),
        outcomes=cards_of(outcome for outcome in known if _is_wanted(outcome, wanted)),
        rows=rows,
        minor=minor,
        notes=tuple(turn.notes) if wanted.wants("orders") and not wanted.seat else (),
        talk=talk.about(wanted.seat) if wanted.wants("talk") else NOTHING_SAID,
    )


def _reports(seat: Seat, turn: Turn, wanted: Filter) -> tuple[msel.ReadInject, ...]:
    """Return the injects that the white cell sent to the seat; in full truth these injects stand among the outcomes."""
    is_shown = not wanted.knows_all and wanted.wants("injects") and wanted.concerns(seat.role)
    return msel.injects_read(seat, turn, ()) if is_shown else ()


def _is_wanted(outcome: Outcome, wanted: Filter) -> bool:
    """Return whether an outcome says more than the orders beside it, and has the wanted kind and seat."""
    if outcome.subject == "order" and outcome.result == "done":
        return False
    kinds = {"incident": "incidents", "inject": "injects", "ending": "incidents"}
    concerned = outcome.audience if _was_sent(outcome) else (outcome.actor, *outcome.targets, *outcome.partners)
    return wanted.wants(kinds.get(outcome.subject, "orders")) and wanted.concerns(*concerned)


def _was_sent(outcome: Outcome) -> bool:
    """Return whether the outcome is an inject that the white cell sent."""
    return (outcome.subject, outcome.result) == ("inject", "sent")


def _sheets(
    setting: Setting, seat: Seat, stored: Sequence[OrderSheet], known: Iterable[Outcome], wanted: Filter
) -> tuple[Sheet, ...]:
    """Return whole sheets where the reader may know them; for other seats, the orders that the reader noticed."""
    whole = {sheet.seat.role: sheet for sheet in stored if wanted.knows_all or sheet.seat_id == seat.pk}
    seen: dict[str, list[Mapping[str, str]]] = {code: [] for code in setting.seats}
    for outcome in known:
        if outcome.subject == "order":
            seen[outcome.actor].append(bridge.order_row(outcome))
    wanted_codes = (code for code in setting.seats if wanted.concerns(code))
    return tuple(
        _whole_sheet(setting, whole[code]) if code in whole else Sheet(code, lines_of(setting, seen[code]), "")
        for code in wanted_codes
    )


def _whole_sheet(setting: Setting, sheet: OrderSheet) -> Sheet:
    lines, told = lines_of(setting, sheet.orders), forecast_from(sheet.told)
    if told is not None:
        lines = tuple(replace(line, told=each) for line, each in zip(lines, told.orders, strict=True))
    is_kept = told is not None or bool(sheet.policy) or not lines
    return Sheet(sheet.seat.role, lines, sheet.reason, is_kept, answers_of(setting, sheet.questions.all()))


def _rows(seat: Seat, turn: Turn, wanted: Filter) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows that people and events caused, and the rows that nobody decided on."""
    entries = perspectives.known_entries(turn, seat, may_know_all=wanted.knows_all)
    concerning = [entry for entry in entries if wanted.concerns(entry.actor, entry.who, entry.towards)]
    major = (entry for entry in concerning if entry.rule not in MINOR_RULES)
    minor = (entry for entry in concerning if entry.rule in MINOR_RULES)
    return tuple(map(_row, major)), tuple(map(_row, minor))


def _row(entry: LedgerEntry) -> Row:
    amounts = bridge.display_amounts(entry)
    is_count = FIGURES[entry.variable].is_count
    return Row(
        sequence=entry.sequence,
        actor=entry.actor,
        text=entry.text,
        before=_amount(amounts.before, is_count),
        after=_amount(amounts.after, is_count),
        change=("+" if amounts.delta > 0 else "") + _amount(amounts.delta, is_count),
        rule=entry.rule,
    )


def _amount(value: float, is_count: bool) -> str:
    written = f"{value:.0f}" if is_count else f"{value:.1f}"
    return written.replace("-", "\N{MINUS SIGN}")
