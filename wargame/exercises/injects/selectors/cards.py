"""The card of an inject for the white cell: what each seat will read, what it waits for, what it moves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wargame.engine.values import ScenarioSpec, Setting
from wargame.exercises import conditions, msel
from wargame.exercises.bridge import TurnContext
from wargame.exercises.injects.domain import MOST_EFFECTS, SIGNS, SubjectGroup, clause_in_words, subjects_of
from wargame.exercises.injects.selectors.present_values import NamedFigure, named_figures, with_present_values
from wargame.exercises.injects.selectors.timeline import STATES, items_of, kind_of
from wargame.exercises.models import Inject
from wargame.exercises.situation.selectors.board import KINDS
from wargame.web.grades import CREDIBILITY, RELIABILITY

OWN = ("title", "text", "source", "time")
"""The fields that a seat may have in words of its own."""


@dataclass(frozen=True)
class InjectReader:
    """A seat that may read it: whether it does, and its own words where it has some ("" as all others)."""

    role: str
    name: str
    reads: bool
    title: str = ""
    text: str = ""
    source: str = ""
    time: str = ""

    @property
    def has_own(self) -> bool:
        return bool(self.title or self.text or self.source or self.time)


@dataclass(frozen=True)
class ConditionClause:
    """A part of a condition as it is written and said, and whether it held when the last results came.

    Its `state` is "met", "not met", or "" before any results.
    """

    text: str
    words: str
    state: str


@dataclass(frozen=True)
class EffectRow:
    """A row of the form for a figure that moves, by its key; `points` is "" while it moves none."""

    number: int
    figure: str = ""
    points: str = ""


@dataclass(frozen=True)
class InjectCard:
    """An inject with its form. `ref` is "" for one that is being written.

    `effects` are rows for the `figures` that it moves. `subjects` and `signs` are the menus of a condition, `chosen`
    are its clauses in words.
    `due` is "hand", "turn" or "condition"; of one of the scenario "turn" where it was moved, else "scenario", which is
    to be read in its `home`, "" where it waits for a hand. `speaks_for` is the seat of people in whose name it is said.
    """

    code: str
    ref: str = ""
    heading: str = "New inject"
    state: str = ""
    word: str = ""
    icon: str = "plus"
    is_sent: bool = False
    is_listed: bool = False
    fields: Mapping[str, str] | None = None
    readers: tuple[InjectReader, ...] = ()
    clauses: tuple[ConditionClause, ...] = ()
    chance: float = 100
    moves: tuple[str, ...] = ()
    due: str = "hand"
    home: str = ""
    turn: int | None = None
    condition: str = ""
    turns: tuple[int, ...] = ()
    examples: tuple[str, ...] = ()
    effects: tuple[EffectRow, ...] = ()
    figures: tuple[NamedFigure, ...] = ()
    subjects: tuple[SubjectGroup, ...] = ()
    signs: tuple[tuple[str, str], ...] = tuple(SIGNS.items())
    chosen: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = tuple((kind, word) for kind, (_, word) in KINDS.items())
    grades: tuple[tuple[str, str], ...] = ()
    tap: str = ""
    speaks_for: str = ""
    fault: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Whether a condition or the dice decide if it comes."""
        return bool(self.clauses) or self.chance < 100


def new_card(context: TurnContext, tap: str) -> InjectCard:
    """Return an empty form."""
    return replace(
        _blank(context),
        tap=tap,
        fields=dict.fromkeys(msel.FIELDS, "") | {"kind": "news"},
        readers=tuple(InjectReader(role, name, reads=False) for role, name in _seats(context.setting)),
    )


def card_of(context: TurnContext, ref: str) -> InjectCard | None:
    """Return an inject by the key of the scenario's or the number of one written here; None where there is no such
    one."""
    item = next((item for item in items_of(context) if item.ref == ref), None)
    if item is None:
        return None
    rows = context.exercise.injects.select_related("sent_in")
    row = rows.filter(pk=int(ref), key="").first() if ref.isdecimal() else rows.filter(key=ref).first()
    plan = msel.planned(context).get(ref)
    texts = row.texts if row else plan.texts if plan else {}
    shared = _shared(texts)
    card = replace(
        _blank(context),
        ref=ref,
        heading=item.title,
        state=item.state,
        icon=item.icon,
        word=STATES[item.state][1],
        is_sent=item.state == "sent",
        fields=shared | {"kind": kind_of(texts)},
        readers=tuple(_reader(role, name, texts, shared) for role, name in _seats(context.setting)),
    )
    return _planned(card, plan, row, context) if plan else _with_row(card, row, context) if row else None


def _blank(context: TurnContext) -> InjectCard:
    grades = tuple(
        (f"{letter}{number}", f"{letter}{number} · {RELIABILITY[letter]}, {CREDIBILITY[number].lower()}")
        for letter in RELIABILITY
        for number in CREDIBILITY
    )
    return InjectCard(
        code=context.exercise.code,
        turns=tuple(range(msel.next_brief(context), context.last_turn + 1)),
        examples=_examples(context.setting.spec),
        subjects=with_present_values(subjects_of(context.setting), context.turn),
        grades=grades,
        figures=named_figures(context.turn),
        effects=effect_rows(()),
    )


def effect_rows(effects: Iterable[Sequence[object]]) -> tuple[EffectRow, ...]:
    """Return the rows of the form: those that move a figure, and empty ones."""
    given = [(str(figure), str(points)) for figure, points in effects]
    empty = [("", "")] * (MOST_EFFECTS - len(given))
    return tuple(EffectRow(number, *row) for number, row in enumerate([*given, *empty], start=1))


def with_words(card: InjectCard, setting: Setting) -> InjectCard:
    """Return the card with the clauses of its condition in words, as far as there are words for them."""
    return replace(
        card,
        chosen=tuple(clause_in_words(setting, line.strip()) for line in card.condition.splitlines() if line.strip()),
    )


def _examples(spec: ScenarioSpec) -> tuple[str, ...]:
    """Conditions that can be judged in the scenario, to write others by."""
    one, other = [state.code for state in spec.states][:2]
    stages = [f"stage {each.key} = {each.start}" for each in spec.incidents[:1]]
    orders = [f"ordered any {order.kind}" for order in spec.orders[:1]]
    missed = [f"not ordered {order.seats[0]} {order.kind} by turn 2" for order in spec.orders[:1] if order.seats]
    return (f"tension {one} {other} >= 60", *stages, *orders, *missed)


def _planned(card: InjectCard, plan: msel.Planned, row: Inject | None, context: TurnContext) -> InjectCard:
    moved_to = row.moved_to if row else None
    turns = set(range(msel.first_brief(context.turn), context.last_turn + 1))
    return replace(
        card,
        is_listed=True,
        clauses=_clauses(context, plan.when),
        chance=plan.chance,
        moves=plan.moves,
        due="scenario" if moved_to is None else "turn",
        home=_home(plan),
        turn=moved_to,
        turns=tuple(sorted(turns | ({moved_to} if moved_to else set()))),
    )


def _home(plan: msel.Planned) -> str:
    """Return in words in which turns' briefs the scenario has an inject read."""
    if not plan.chance:
        return ""
    first, last = plan.first + 1, plan.last + 1
    return f"turn {first}" if first == last else f"a turn from {first} to {last}"


def _with_row(card: InjectCard, row: Inject, context: TurnContext) -> InjectCard:
    written = replace(
        card,
        clauses=_clauses(context, row.when),
        effects=effect_rows(row.effects),
        moves=_moves(card, row),
        due="turn" if row.turn else "condition" if row.when else "hand",
        turn=row.turn,
        condition="\n".join(row.when),
        speaks_for=row.speaks_for,
    )
    return with_words(written, context.setting)


def _moves(card: InjectCard, row: Inject) -> tuple[str, ...]:
    """Return which figures an inject of the white cell's own moves, in words."""
    labels = {figure.key: figure.words for figure in card.figures}
    return tuple(f"{labels.get(key, key)} {points:+d}" for key, points in row.effects)


def _clauses(context: TurnContext, when: tuple[str, ...] | list[str]) -> tuple[ConditionClause, ...]:
    turns, setting = msel.played(context.turn), context.setting
    if not turns:
        return tuple(ConditionClause(text, clause_in_words(setting, text), "") for text in when)
    states = ("met" if conditions.judge(context, turns, [text]) else "not met" for text in when)
    return tuple(
        ConditionClause(text, clause_in_words(setting, text), state) for text, state in zip(when, states, strict=True)
    )


def _seats(setting: Setting) -> tuple[tuple[str, str], ...]:
    return tuple((code, setting.state(code).name) for code in setting.seats)


def _shared(texts: msel.Texts) -> dict[str, str]:
    """Return the words that most seats read."""
    found = Counter(tuple(words.get(name, "") for name in msel.FIELDS) for words in texts.values()).most_common(1)
    return dict(zip(msel.FIELDS, found[0][0], strict=True)) if found else dict.fromkeys(msel.FIELDS, "")


def _reader(role: str, name: str, texts: msel.Texts, shared: Mapping[str, str]) -> InjectReader:
    if role not in texts:
        return InjectReader(role, name, reads=False)
    own = {field: texts[role].get(field, "") for field in OWN}
    return InjectReader(
        role, name, True, **{field: text for field, text in own.items() if text != shared.get(field, "")}
    )
