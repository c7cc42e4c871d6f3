"""The chain of events: the known events of a line, linked by the conditions that the scenario attaches to them.

An event is linked to an earlier one in three cases: a reason that the reader saw names the earlier one; the earlier one
set the mark or moved the figure that the reason asks for; or it brought an incident to the stage from which it moved
on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wargame.engine.values import Comparison, LedgerEntry, Outcome, ScenarioSpec, Setting
from wargame.exercises import conditions
from wargame.exercises.results.selectors.overview.clauses import (
    comparisons_in,
    direction_of,
    is_about,
    is_of_event,
    names,
)
from wargame.exercises.results.selectors.overview.known import ENDING, KnownTurn, cause_of, key_of

STAGE = "stage"


@dataclass(frozen=True)
class Event:
    """One known outcome, and the changes that it made, as far as they are known."""

    key: str
    turn: int
    outcome: Outcome
    changes: tuple[LedgerEntry, ...]


@dataclass(frozen=True)
class Link:
    """One event led to another. `because` is the reason in words, "" if it only made the other possible.

    `sign` says whether it made the other likelier ("+") or less likely ("-").
    """

    source: str
    target: str
    because: str
    sign: str


@dataclass(frozen=True)
class Story:
    """All events of a line by key, in order, and their links."""

    setting: Setting
    events: dict[str, Event]
    links: tuple[Link, ...]

    def into(self, key: str) -> list[Link]:
        return [link for link in self.links if link.target == key]

    def out_of(self, key: str) -> list[Link]:
        return [link for link in self.links if link.source == key]


def story_of(turns: Sequence[KnownTurn]) -> Story | None:
    """Return the events of the turns; None before there are results."""
    if not turns:
        return None
    setting = turns[0].before.setting
    changes: dict[str, list[LedgerEntry]] = {}
    for turn in turns:
        for entry in turn.entries:
            changes.setdefault(cause_of(entry), []).append(entry)
    events = {
        key: Event(key, turn.number, outcome, tuple(changes.get(key, ())))
        for turn in turns
        for outcome in turn.outcomes
        if (key := key_of(outcome)) and outcome.subject != "later"
    }
    return Story(setting, events, tuple(_links(setting, turns, events)))


def _links(setting: Setting, turns: Sequence[KnownTurn], events: dict[str, Event]) -> Iterator[Link]:
    for turn in turns:
        for outcome in turn.outcomes:
            target, found = key_of(outcome), set()
            for because, sign, clauses in conditions_of(setting, outcome):
                for source in _sources(clauses, setting, turns, events, turn.number):
                    if source != target and (source, because) not in found:
                        found.add((source, because))
                        yield Link(source, target, because, sign)
            source = _opened_by(setting, outcome, turn, events)
            if source and source not in {each for each, _ in found}:
                yield Link(source, target, "", STAGE)


def _opened_by(setting: Setting, outcome: Outcome, turn: KnownTurn, events: dict[str, Event]) -> str:
    """Return the key of the earlier move to the stage from which an incident moved now; "" if it started there."""
    if outcome.subject != "incident":
        return ""
    moves = [
        event
        for event in events.values()
        if event.outcome.subject == "incident" and event.outcome.name == outcome.name and event.turn < turn.number
    ]
    while len(moves) > 1 and moves[-2].outcome.result == moves[-1].outcome.result:
        moves.pop()
    if not moves or (len(moves) == 1 and moves[0].outcome.result == setting.incident(outcome.name).start):
        return ""
    return moves[-1].key


def conditions_of(setting: Setting, outcome: Outcome) -> Iterator[tuple[str, str, tuple[Comparison, ...]]]:
    """Yield reason, sign and clauses of everything that affected an outcome."""
    told = {reason.text: reason.sign for reason in outcome.reasons}
    if outcome.subject == "incident":
        ways = (way for stage in setting.incident(outcome.name).stages for way in stage.transitions)
        rows = [row for way in ways for row in way.modifiers]
    elif outcome.subject == "order":
        chance = setting.order(outcome.kind).chance
        rows = list(chance.modifiers) if chance else []
    else:
        yield from _conditions_of_events(setting.spec, outcome)
        return
    for row in rows:
        if row.because in told:
            yield row.because, told[row.because], comparisons_in(row.when)


def _conditions_of_events(spec: ScenarioSpec, outcome: Outcome) -> Iterator[tuple[str, str, tuple[Comparison, ...]]]:
    if outcome.subject == "inject":
        yield "", "+", comparisons_in(next((one.when for one in spec.injects if one.key == outcome.name), ()))
    if outcome.subject == ENDING:
        when = next(one.when for one in spec.endings if one.key == outcome.name)
        if when:
            yield "", "+", comparisons_in(when)
            return
        asked = [clause for one in spec.endings for clause in comparisons_in(one.when) if clause.verb == "stage"]
        yield "No other ending's condition held.", "+", tuple(replace(clause, sign="") for clause in asked)


def _sources(
    clauses: Iterable[Comparison],
    setting: Setting,
    turns: Sequence[KnownTurn],
    events: dict[str, Event],
    number: int,
) -> Iterator[str]:
    """Yield the keys of the events that a condition mentions, as of the end of turn `number`."""
    until = [turn for turn in turns if turn.number <= number]
    earlier = [event for event in events.values() if event.turn <= number]
    for clause in clauses:
        if clause.form.is_of_turn:
            yield from (
                event.key for event in earlier if event.turn == number and names(setting, clause, event.outcome)
            )
        elif is_of_event(clause):
            same = [event for event in earlier if names(setting, clause, event.outcome)]
            yield from (event.key for event in same[-1:])
        elif conditions.holds(until[-1].after, clause):
            yield from (key for key in _movers(clause, until) if key in events)


def _movers(clause: Comparison, turns: Sequence[KnownTurn], most: int = 2) -> list[str]:
    """Return the keys of the causes that moved a figure or mark most in the direction that the clause asks for."""
    moved: dict[str, int] = {}
    for entry in (entry for turn in turns for entry in turn.entries if is_about(clause, entry)):
        moved[cause_of(entry)] = moved.get(cause_of(entry), 0) + direction_of(clause) * entry.delta
    helped = [key for key, amount in moved.items() if amount > 0]
    return sorted(helped, key=lambda key: -moved[key])[:most]
