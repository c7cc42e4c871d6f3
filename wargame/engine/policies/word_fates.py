"""The fates of words that seats gave each other: promises, warnings, plans and accords, by what a reader knows.

Orders and the ledger alone decide. No rule here reads what somebody wrote.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from wargame.engine.policies.deeds import deed_in
from wargame.engine.policies.talk import AIMED, FORCE, acts_against
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec.orders import FRIENDLY, NEUTRAL
from wargame.engine.turn.ledger import LedgerEntry
from wargame.engine.turn.outcome_keys import OutcomeKey
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.sheet import Order

KEPT, NOT_KEPT, NEVER_DUE, TAKEN_BACK, DUE = "kept", "not_kept", "never_due", "taken_back", "due"
"""The verdicts on a word; one that is `DUE` is not settled yet."""
ANSWER, NAMING, PLAN, ACCORD, OFFER = "answer", "naming", "plan", "accord", "offer"
"""The kinds of words beside promises (`FORCE`, `AIMED`): "we will answer force", "we will say in public what you do",
the orders that a seat means to give, an agreement that was made, and one that was only offered."""
SPEAKS_IN_PUBLIC = ("01", "11")
"""The first digits of the CAMEO codes of public statements and of disapproval."""


@dataclass(frozen=True)
class GivenWord:
    """One word of a seat (`by`) to others, due from turn `since` to turn `until`.

    `about` are the kinds of order of a plan, or the agreement of an accord; an accord that `ends` it does so in its
    first turn. From turn `stops` on the word no longer binds, because its seat took it back or its sides ended it (0:
    it was left alone).
    """

    kind: str
    by: str
    to: tuple[str, ...]
    since: int
    until: int
    about: tuple[str, ...] = ()
    ends: bool = False
    stops: int = 0

    @property
    def last(self) -> int:
        """The last turn in which the word is due; it is before `since` for a word that stopped before it was due."""
        # An offer binds nobody, so no refusal shortens it.
        return min(self.until, self.stops - 1) if self.stops and self.kind != OFFER else self.until


@dataclass(frozen=True)
class TurnRead:
    """The results of one turn as a reader knows them."""

    number: int
    outcomes: tuple[Outcome, ...]
    entries: tuple[LedgerEntry, ...] = ()


@dataclass(frozen=True)
class WordFate:
    """The fate of a word: its verdict, the turn that settled it (0: none yet), and the orders that did.

    `causes` are the acts that made a warning due.
    """

    verdict: str
    turn: int = 0
    deeds: tuple[Outcome, ...] = ()
    causes: tuple[Outcome, ...] = ()


Judge = Callable[[Setting, GivenWord, TurnRead], tuple[Outcome, ...]]


def fate_of(setting: Setting, word: GivenWord, turns: Sequence[TurnRead], *, is_over: bool) -> WordFate:
    """Return the fate of a word by the results of these turns, in order, which are all that the reader knows.

    A promise is kept if it runs out without an order against it; where the game `is_over` earlier, it has run out too.
    """
    if word.kind == OFFER:
        return _fate_of_offer(word, turns, is_over=is_over)
    if word.kind in (ANSWER, NAMING):
        return _fate_of_warning(setting, word, turns, is_over=is_over)
    due = [turn for turn in turns if word.since <= turn.number <= word.last]
    if word.kind == PLAN:
        return _fate_of_plan(word, due, is_over=is_over)
    judge = _against_accord if word.kind == ACCORD else _against_promise
    for turn in due:
        if deeds := judge(setting, word, turn):
            return WordFate(NOT_KEPT, turn.number, deeds)
    return _fate_of_kept(word, due, _last(turns), is_over=is_over)


def _fate_of_offer(word: GivenWord, turns: Sequence[TurnRead], *, is_over: bool) -> WordFate:
    """Return the fate of a proposal that did not become an accord: what it offered was never due."""
    return WordFate(NEVER_DUE, word.stops or _last(turns)) if word.stops or is_over else WordFate(DUE)


def _fate_of_kept(word: GivenWord, due: Sequence[TurnRead], last: int, *, is_over: bool) -> WordFate:
    """Return the fate of a promise or an accord against which no order was given."""
    if word.kind != ACCORD and word.stops:
        return WordFate(TAKEN_BACK, word.stops)
    if is_over and not due:
        return WordFate(NEVER_DUE, last)
    if due and (is_over or word.last <= last):
        return WordFate(KEPT, due[-1].number, _done(word, due))
    return WordFate(DUE)


def _last(turns: Sequence[TurnRead]) -> int:
    return turns[-1].number if turns else 0


def _done(word: GivenWord, turns: Iterable[TurnRead]) -> tuple[Outcome, ...]:
    """Return the orders of the word's seat that concern those to whom it gave the word."""
    return tuple(one for turn in turns for one in _orders(turn, word.by) if {*one.targets, *one.partners} & {*word.to})


def _orders(turn: TurnRead, by: str) -> tuple[Outcome, ...]:
    """Return the orders of a seat that were carried out, whether they worked or not."""
    given = (one for one in turn.outcomes if one.subject == "order" and one.actor == by)
    return tuple(one for one in given if one.result != "refused")


def _against_promise(setting: Setting, word: GivenWord, turn: TurnRead) -> tuple[Outcome, ...]:
    return tuple(one for to in word.to for one in acts_against(setting, turn.outcomes, word.by, to, word.kind))


def _against_accord(setting: Setting, word: GivenWord, turn: TurnRead) -> tuple[Outcome, ...]:
    """Return the orders of its sides that weakened the agreement or put it out of force, by the ledger.

    Of an accord to end it, the orders that brought it back into force.
    """
    sides, sign = (word.by, *word.to), 1 if word.ends else -1
    moved = (entry for entry in turn.entries if entry.name in word.about and entry.delta * sign > 0)
    variables = ("in_force",) if word.ends else ("in_force", "strength")
    causes = {replace(OutcomeKey.parse(one.cause), turn=0) for one in moved if one.variable in variables}
    return tuple(one for side in sides for one in _orders(turn, side) if OutcomeKey.of(one) in causes)


def _fate_of_plan(word: GivenWord, due: Sequence[TurnRead], *, is_over: bool) -> WordFate:
    """Return the fate of a plan: kept if its seat gave every order of which it spoke."""
    if not due:
        return WordFate(NEVER_DUE, word.since) if is_over else WordFate(DUE)
    given = tuple(one for one in _orders(due[0], word.by) if one.kind in word.about)
    is_kept = {one.kind for one in given} == {*word.about}
    return WordFate(KEPT if is_kept else NOT_KEPT, due[0].number, given)


def _fate_of_warning(setting: Setting, word: GivenWord, turns: Sequence[TurnRead], *, is_over: bool) -> WordFate:
    """Return the fate of a warning: kept if what it warned of came, and its seat answered in that turn or the next."""
    last = _last(turns)
    for turn in turns:
        causes = _causes(setting, word, turn) if word.since <= turn.number <= word.until else ()
        if not causes:
            continue
        for later in (each for each in turns if turn.number <= each.number <= turn.number + 1):
            if deeds := _answers(setting, word, later):
                return WordFate(KEPT, later.number, deeds, causes)
        if turn.number < last:
            return WordFate(NOT_KEPT, turn.number + 1, (), causes)
        return WordFate(NEVER_DUE, last, (), causes) if is_over else WordFate(DUE, 0, (), causes)
    if word.until <= last or is_over:
        return WordFate(NEVER_DUE, min(word.until, max(last, word.since)))
    return WordFate(DUE)


def _causes(setting: Setting, word: GivenWord, turn: TurnRead) -> tuple[Outcome, ...]:
    """Return the acts that a warning speaks of.

    Covert acts are none: the verdict would tell the author of one whether the seat that warned noticed it.
    """
    kind = FORCE if word.kind == ANSWER else AIMED
    acts = (one for to in word.to for one in acts_against(setting, turn.outcomes, to, word.by, kind))
    return tuple(one for one in acts if setting.order(one.kind).visibility != "covert")


def _answers(setting: Setting, word: GivenWord, turn: TurnRead) -> tuple[Outcome, ...]:
    """Return the orders that carry a warning out: something hostile, or words in public, against those it warned."""
    given = _orders(turn, word.by)
    if word.kind == ANSWER:
        return tuple(one for to in word.to for one in given if to in one.targets and _is_hostile(setting, one, to))
    return tuple(one for one in given if _is_public_word(setting, one, word.to))


def _is_hostile(setting: Setting, outcome: Outcome, to: str) -> bool:
    return deed_in(setting, Order(outcome.kind, outcome.level, to)) not in (FRIENDLY, NEUTRAL)


def _is_public_word(setting: Setting, outcome: Outcome, to: tuple[str, ...]) -> bool:
    spec = setting.order(outcome.kind)
    level = next((level for level in spec.levels if level.key == outcome.level), spec.levels[0])
    codes = level.codes or spec.codes
    is_aimed = not outcome.targets or bool({*outcome.targets} & {*to})
    return spec.visibility == "public" and codes.cameo[:2] in SPEAKS_IN_PUBLIC and is_aimed
