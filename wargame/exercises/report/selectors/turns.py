"""The sentences about turns: news, orders, incidents and what moved most, each with its events or entries."""

from collections.abc import Iterator

from wargame.engine.values import LedgerEntry, Outcome, Setting
from wargame.exercises import bridge, perspectives
from wargame.exercises.report.domain.document import Kind, RecordMark, ReportSentence, Section, from_ledger
from wargame.exercises.results.selectors.overview.changes import TurnChange, largest_in
from wargame.exercises.results.selectors.overview.known import KnownTurn, key_of
from wargame.exercises.situation.selectors.gauges import Gauge
from wargame.exercises.situation.selectors.outcomes import NEAR_CERTAIN, card_of
from wargame.web.figures import chance

SPOKEN = ("order", "incident", "accord", "call")
"""The subjects of outcomes whose text is a sentence."""


def section_of(turn: KnownTurn) -> Section:
    """Return the section about a turn with the knowledge of the reader."""
    return Section(f"turn-{turn.number}", f"Turn {turn.number}: {turn.title}", tuple(_sentences(turn)), turn.label)


def mark_of(outcome: Outcome) -> RecordMark:
    """Return the mark of an event."""
    says = f"{outcome.actor}: {outcome.title}" if outcome.actor else outcome.title
    return RecordMark(Kind.EVENT, key_of(outcome), says)


def change_sentence(turn: KnownTurn, change: TurnChange, key: str) -> ReportSentence | None:
    """Return the sentence of a change; None where the entries that the reader knows do not add up to it."""
    gauge = Gauge(*change.key.split(".")[-1].split("-"))
    entries = [each for each in turn.entries if (each.variable, each.who, each.towards) == _place(gauge)]
    if not entries or _ends_shown(entries) != (round(change.before), round(change.after)):
        return None
    name = gauge.directed("")
    verb = "rose" if change.delta > 0 else "fell"
    text = f"{name[0].upper()}{name[1:]} {verb} from {round(change.before)} to {round(change.after)}"
    return from_ledger(key, text, (entry_mark(each) for each in entries))


def entry_mark(entry: LedgerEntry) -> RecordMark:
    """Return the mark of an entry of the ledger."""
    return RecordMark(Kind.ENTRY, f"{entry.turn}.{entry.sequence}", entry.text)


def _sentences(turn: KnownTurn) -> Iterator[ReportSentence]:
    setting = turn.before.setting
    for outcome in turn.outcomes:
        if _is_told(setting, turn, outcome):
            yield _outcome_sentence(outcome)
            yield from _rulings(outcome)
    for change in largest_in(turn):
        if sentence := change_sentence(turn, change, change.key):
            yield sentence


def _is_told(setting: Setting, turn: KnownTurn, outcome: Outcome) -> bool:
    """Return whether an outcome tells of something that happened: an order, news, or a move of an incident."""
    if outcome.subject == "order":
        return setting.order(outcome.kind).order_class != "wait"
    if outcome.subject == "incident":
        return bool(outcome.rulings) or perspectives.stage(turn.before, outcome.name) != outcome.result
    return outcome.subject in ("inject", *SPOKEN)


def _outcome_sentence(outcome: Outcome) -> ReportSentence:
    text = outcome.text if outcome.subject in SPOKEN else f"News: {outcome.title}"
    in_100 = card_of(outcome).chance
    if in_100 is not None and in_100 < NEAR_CERTAIN:
        text = f"{text.removesuffix('.')}; the chance of that was {chance(in_100)} in 100"
    return from_ledger(key_of(outcome), text, (mark_of(outcome),))


def _rulings(outcome: Outcome) -> Iterator[ReportSentence]:
    for number, ruling in enumerate(card_of(outcome).rulings, 1):
        text = f"{outcome.title}: {ruling[0].lower()}{ruling[1:]}"
        yield from_ledger(f"{key_of(outcome)}.ruling.{number}", text, (mark_of(outcome),))


def _place(gauge: Gauge) -> tuple[str, str, str]:
    return gauge.variable, gauge.who, gauge.towards


def _ends_shown(entries: list[LedgerEntry]) -> tuple[int, int]:
    first, last = bridge.display_amounts(entries[0]), bridge.display_amounts(entries[-1])
    return round(first.before), round(last.after)
