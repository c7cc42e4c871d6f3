"""The list of injects (MSEL): what the scenario plans, what has happened of it, and what a seat reads.

The rules let an inject of the scenario happen at the end of a turn; seats read it in the brief of the next. In an
exercise under a white cell what was sent, and in which words, is in rows; alone, the scenario's texts are read as they
are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scenarios.schema.pack_texts import InjectText
from wargame.engine.values import EffectSpec
from wargame.exercises import access, conditions
from wargame.exercises.bridge import TurnContext
from wargame.exercises.models import Inject, Seat, Turn

FIELDS = ("kind", "source", "time", "grade", "title", "text")
"""The fields of an inject that a seat reads."""

Texts = Mapping[str, Mapping[str, str]]
"""The texts that each seat reads, by role and then by field."""


@dataclass(frozen=True)
class Planned:
    """An inject of the scenario. It is judged at the end of the turns from `first` to `last`.

    `chance` is in 100; with 0 it waits for somebody's hand. `moves` says what figures it moves. `times` are those of
    `texts`, by role and by the turn at whose end it happened.
    """

    key: str
    title: str
    when: tuple[str, ...]
    first: int
    last: int
    chance: float
    texts: Texts
    moves: tuple[str, ...]
    times: Mapping[tuple[str, int], str]

    def dated(self, texts: Texts, turn: int) -> Texts:
        """Return texts with the time of the turn in which it happened, where nobody has written another time."""

        def time_in(role: str, time: str) -> str:
            is_usual = role in self.texts and time == self.texts[role]["time"]
            return self.times.get((role, turn), time) if is_usual else time

        return {role: {**words, "time": time_in(role, words.get("time", ""))} for role, words in texts.items()}


@dataclass(frozen=True)
class ReadInject:
    """An inject as a seat reads it; `is_late` when it was sent while the turn ran already."""

    kind: str
    source: str
    time: str
    grade: str
    title: str
    text: str
    is_late: bool = False


def planned(context: TurnContext) -> dict[str, Planned]:
    """Return the scenario's injects by key, in the order of its list."""
    setting, content, found = context.setting, context.content, {}
    for spec in setting.spec.injects:
        known = setting.seats if "all" in spec.known_to else spec.known_to
        read = [
            (role, text)
            for text in content.texts.injects
            for role in text.seats
            if text.inject == spec.key and role in known
        ]
        found[spec.key] = Planned(
            key=spec.key,
            title=spec.title,
            when=spec.when,
            first=spec.turns[0],
            last=min(spec.turns[1], context.last_turn),
            chance=spec.chance,
            texts={role: _words(text) for role, text in read},
            moves=tuple(_move(effect) for effect in spec.effects),
            times={(role, each.turn): each.time for role, text in read for each in text.times},
        )
    return found


def moved(plan: Planned, row: Inject | None, context: TurnContext) -> Planned:
    """Return an inject where the white cell moved it: for as many turns as the scenario gives it, as far as there
    are."""
    if row is None or row.moved_to is None:
        return plan
    first = row.moved_to - 1
    return replace(plan, first=first, last=min(first + plan.last - plan.first, context.last_turn))


def first_brief(turn: Turn) -> int:
    """Return the first turn in whose brief something can be read that is still to be judged at the end of a turn.

    In a lobby this is turn 2: nothing is judged before turn 1.
    """
    return max(2, turn.number + 1 if turn.next_world is None else turn.number + 2)


def next_brief(context: TurnContext) -> int:
    """Return the first turn whose brief somebody will still read; nobody reads in the turns that the record plays."""
    return max(context.turn.number + 1, context.exercise.first_turn)


def happened(context: TurnContext) -> dict[str, int]:
    """Return the turn at whose end each inject of the scenario happened, as far as any did by now; by key."""
    keys = [spec.key for spec in context.setting.spec.injects]
    return {key: when for key, when in zip(keys, context.world.fired.tolist(), strict=True) if when}


def played(turn: Turn) -> list[Turn]:
    """Return the turns of the line that have results by now; none in a lobby."""
    if turn.number == 0:
        return []
    until = turn.number if turn.next_world is not None else turn.number - 1
    return list(Turn.objects.in_line(turn.branch).with_exercise().filter(number__lte=until))


def holds(context: TurnContext, clauses: Iterable[str]) -> bool:
    """Return whether a condition held at the end of the last turn with results; False before there is one."""
    turns = played(context.turn)
    return bool(turns) and conditions.judge(context, turns, clauses)


def injects_read(seat: Seat, turn: Turn, listed: Sequence[InjectText]) -> tuple[ReadInject, ...]:
    """Return the injects that the people of a seat read in a turn; `listed` is what the scenario has for them there."""
    sent = access.injects_for(seat, turn)
    rows = [_read_row(each, seat.role, turn) for each in sent]
    return (*rows, *(_read_inject(_words(text)) for text in _untouched(seat, listed)))


def _untouched(seat: Seat, listed: Sequence[InjectText]) -> Sequence[InjectText]:
    """Return the scenario's texts that no row of a white cell stands for; there is one for each that was sent or
    reworded."""
    if not listed or not seat.exercise.is_led:
        return listed
    rows = Inject.objects.filter(exercise_id=seat.exercise_id, status=Inject.Status.SENT).exclude(key="")
    keys = set(rows.values_list("key", flat=True))
    return [text for text in listed if text.inject not in keys]


def _read_row(inject: Inject, role: str, turn: Turn) -> ReadInject:
    is_late = inject.sent_at is not None and inject.sent_at > turn.opened_at
    return _read_inject(inject.texts[role], is_late=is_late)


def _read_inject(words: Mapping[str, str], *, is_late: bool = False) -> ReadInject:
    kind, source, time, grade, title, text = (words.get(name, "") for name in FIELDS)
    return ReadInject(kind, source, time, grade, title, text, is_late)


def _words(text: InjectText) -> dict[str, str]:
    return {name: getattr(text, name) for name in FIELDS}


def _move(effect: EffectSpec) -> str:
    """Return an effect in words: "tension KOR RUS +1"."""
    parts = (effect.variable, effect.who, effect.towards, effect.name, f"{effect.amount:+g}")
    return " ".join(part for part in parts if part)
