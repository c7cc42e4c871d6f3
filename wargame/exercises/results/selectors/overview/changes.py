"""Changes of figures in a turn, and their causes, as far as the reader may know the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wargame.engine.values import LedgerEntry, Setting
from wargame.exercises.bridge import display_amounts
from wargame.exercises.results.selectors.overview.known import KnownTurn, cause_of
from wargame.exercises.situation.selectors.gauges import OF_A_PAIR, OF_A_STATE, Gauge, gauges_of
from wargame.web.figures import delta, points

FELT = 1.0
"""Points from which a change by one event is shown."""
MOST_OF_EVENT, MOST_CAUSES, MOST_OF_TURN = 4, 6, 2


@dataclass(frozen=True)
class CausedBy:
    """One cause of a change: its text, its amount, and the key of its event ("" if it was no event)."""

    text: str
    amount: str
    key: str


@dataclass(frozen=True)
class TurnChange:
    """A gauge before and after a turn. `causes` are largest first; `main` is the event that moved it most.

    `rest` says that the causes do not add up to the change, and why.
    """

    key: str
    turn: int
    label: str
    before: float
    after: float
    causes: tuple[CausedBy, ...] = ()
    main: str = ""
    rest: str = ""

    @property
    def delta(self) -> int:
        """The difference of the values as the page shows them, rounded."""
        return round(self.after) - round(self.before)

    @property
    def mark(self) -> str:
        """The change with an arrow."""
        return delta(self.delta)

    @property
    def sentence(self) -> str:
        return f"{self.label} {points(self.before)} → {points(self.after)}"


def key_of_change(turn: int, gauge: Gauge) -> str:
    """Return the page's key of a change: "4.change.tension-KOR-RUS"."""
    return f"{turn}.change.{gauge.key}"


def changes_in(turn: KnownTurn) -> list[TurnChange]:
    """Return every gauge that moved and that the reader could see before and after, the largest change first."""
    found = []
    for gauge in gauges_of(turn.after):
        before, after = gauge.value(turn.before), gauge.value(turn.after)
        if before is not None and after is not None and round(before) != round(after):
            key = key_of_change(turn.number, gauge)
            found.append(TurnChange(key, turn.number, gauge.label(""), before, after))
    return sorted(found, key=lambda change: -abs(change.delta))


def largest_in(turn: KnownTurn) -> tuple[TurnChange, ...]:
    """Return the largest changes of the turn; of the two directions of a pair only the larger one."""
    kept: list[TurnChange] = []
    pairs: set[frozenset[str]] = set()
    for change in changes_in(turn):
        about = frozenset(change.key.split(".")[-1].split("-"))
        if about not in pairs:
            pairs.add(about)
            kept.append(change)
    return tuple(kept[:MOST_OF_TURN])


def change_called(turns: Sequence[KnownTurn], key: str) -> TurnChange | None:
    """Return the change with this key and its causes; None if there is none."""
    for turn in turns:
        for change in changes_in(turn):
            if change.key == key:
                return _explained(change, turn)
    return None


def largest_changes(setting: Setting, entries: Iterable[LedgerEntry]) -> tuple[str, ...]:
    """Return in words what an event moved by a point or more, largest first: gauges, and the strength of agreements."""
    moved: dict[str, float] = {}
    for entry in entries:
        if label := _label(setting, entry):
            moved[label] = moved.get(label, 0) + display_amounts(entry).delta
    felt = [label for label, amount in moved.items() if abs(amount) >= FELT]
    return tuple(f"{label} {delta(moved[label])}" for label in sorted(felt, key=lambda one: -abs(moved[one])))[
        :MOST_OF_EVENT
    ]


def _label(setting: Setting, entry: LedgerEntry) -> str:
    if entry.variable in OF_A_PAIR or entry.variable in OF_A_STATE:
        return Gauge(entry.variable, entry.who, entry.towards).label("") if entry.who in setting.seats else ""
    if entry.variable == "strength":
        name = setting.agreement(entry.name).name
        return f"{name[0].upper()}{name[1:]}"
    return ""


def _explained(change: TurnChange, turn: KnownTurn) -> TurnChange:
    variable, who, *towards = change.key.split(".")[-1].split("-")
    rows = [
        entry
        for entry in turn.entries
        if (entry.variable, entry.who, entry.towards) == (variable, who, "".join(towards))
    ]
    amounts: dict[str, float] = {}
    texts: dict[str, str] = {}
    for row in rows:
        cause = cause_of(row)
        amounts[cause] = amounts.get(cause, 0) + display_amounts(row).delta
        texts.setdefault(cause, row.text.partition(": ")[2] or row.text)
    sign = 1 if change.after > change.before else -1
    causes = sorted(amounts, key=lambda cause: -sign * amounts[cause])
    main = next((cause for cause in causes if _is_event(cause) and sign * amounts[cause] > 0), "")
    listed = sorted(amounts, key=lambda cause: -abs(amounts[cause]))[:MOST_CAUSES]
    missing = change.after - change.before - sum(amounts[cause] for cause in listed)
    return TurnChange(
        change.key,
        change.turn,
        change.label,
        change.before,
        change.after,
        tuple(_caused(cause, texts[cause], amounts[cause]) for cause in listed),
        main,
        f"Smaller causes, or some that you may not know, moved it by {missing:+.1f}." if abs(missing) >= 0.1 else "",
    )


def _caused(cause: str, text: str, amount: float) -> CausedBy:
    sentence = f"{text[0].upper()}{text[1:]}"
    return CausedBy(sentence, f"{amount:+.1f}".replace("-", "\N{MINUS SIGN}"), cause if _is_event(cause) else "")


def _is_event(cause: str) -> bool:
    return cause.count(".") >= 2


def steepest(turns: Sequence[KnownTurn]) -> TurnChange | None:
    """Return the largest rise of a tension in a turn, in the direction of its pair that is drawn; None if none rose."""
    keys = {gauge.key for gauge in higher_tensions(turns)}
    changes = (change for turn in turns for change in changes_in(turn) if change.key.split(".")[-1] in keys)
    return max((one for one in changes if one.delta > 0), key=lambda change: change.delta, default=None)


def higher_tensions(turns: Sequence[KnownTurn]) -> set[Gauge]:
    """Return of each pair the direction in which tension came highest, as far as the reader could see it."""
    highest: dict[frozenset[str], tuple[float, Gauge]] = {}
    for turn in turns:
        for gauge in gauges_of(turn.after):
            value, pair = gauge.value(turn.after), frozenset((gauge.who, gauge.towards))
            if gauge.variable == "tension" and value is not None and value > highest.get(pair, (-1.0, gauge))[0]:
                highest[pair] = value, gauge
    return {gauge for _, gauge in highest.values()}
