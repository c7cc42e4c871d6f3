"""The white cell's draft of an inject, checked before anything is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from scenarios.schema.pack_texts import REPORT_KINDS
from wargame.engine.values import Setting, SettingError
from wargame.exercises import conditions, msel
from wargame.exercises.bridge import TurnContext
from wargame.exercises.injects.domain import MOST_EFFECTS, NoSuchClause, shift_of
from wargame.exercises.text import printable

LONGEST = {"kind": 10, "source": 300, "time": 40, "grade": 2, "title": 160, "text": 2_000}
"""Most characters of each field, as in the scenario's own texts."""

GRADE = re.compile(r"[A-F][1-6]")
MOST_CLAUSES = 12
LONGEST_CLAUSE = 300


class InjectRefused(ValueError):
    """It cannot be done; nothing has been changed."""


class BadDraft(InjectRefused):
    """The inject cannot be kept, because something in it is missing, too long or unknown."""


class BadCondition(InjectRefused):
    """The inject cannot be kept, because its condition is not one."""


@dataclass(frozen=True)
class InjectDraft:
    """An inject as it was entered: what each seat reads, and when, unless somebody's hand is to decide.

    `turn` is the turn in whose brief it is read, `when` a condition that is judged at the end of each turn.
    `effects` are the keys of figures that it moves, with the points.
    """

    title: str
    texts: msel.Texts
    turn: int | None = None
    when: tuple[str, ...] = ()
    effects: tuple[tuple[str, int], ...] = ()


def cleaned(*, draft: InjectDraft, context: TurnContext) -> InjectDraft:
    """Return the draft without space around its words. Raises `BadDraft` and `BadCondition`; the context is that
    of the exercise's last turn."""
    roles = {seat.role for seat in context.exercise.seats.all()}
    if not draft.texts:
        raise BadDraft("Choose at least one seat that is to read it.")
    if strange := sorted(draft.texts.keys() - roles):
        raise BadDraft(f"This exercise has no seat {strange[0][:20]!r}; choose among {', '.join(sorted(roles))}.")
    when = tuple(clause for clause in (each.strip() for each in draft.when) if clause)
    check_condition(setting=context.setting, when=when)
    _check_effects(context.setting, draft.effects)
    _check_turn(draft.turn, context)
    texts = {role: _words(role, fields) for role, fields in draft.texts.items()}
    return replace(draft, title=_line("headline", draft.title, LONGEST["title"]), texts=texts, when=when)


def check_condition(*, setting: Setting, when: tuple[str, ...]) -> None:
    """Refuses what cannot be judged, with what to write instead (`BadCondition`)."""
    if len(when) > MOST_CLAUSES or any(len(clause) > LONGEST_CLAUSE for clause in when):
        raise BadCondition(f"Write at most {MOST_CLAUSES} clauses of {LONGEST_CLAUSE} characters.")
    try:
        conditions.check(setting, when)
    except SettingError as error:
        raise BadCondition(f"{error.message} {error.remedy}") from error


def check_move(plan: msel.Planned, to: int | None, *, context: TurnContext) -> None:
    """Refuses to move one of the scenario's where it cannot come (`BadDraft`); None is where the scenario has it."""
    first, last = msel.first_brief(context.turn), context.last_turn
    if to is None:
        return
    if not plan.chance:
        raise BadDraft("The scenario leaves this inject to your hand: send it when its time has come.")
    if first > last:
        raise BadDraft("No turn follows in which it could still happen: send it now, or skip it.")
    if not first <= to <= last:
        raise BadDraft(
            f"It can be moved to the brief of a turn from {first} to {last}. To have it read sooner, send it."
        )


def _check_effects(setting: Setting, effects: tuple[tuple[str, int], ...]) -> None:
    if len({key for key, _ in effects}) < len(effects) or len(effects) > MOST_EFFECTS:
        raise BadDraft(f"Move at most {MOST_EFFECTS} figures, each of them once.")
    try:
        for key, amount in effects:
            shift_of(setting, key, amount, "")
    except NoSuchClause as refusal:
        raise BadDraft(str(refusal)) from refusal


def _check_turn(wanted: int | None, context: TurnContext) -> None:
    begun, first, last = context.turn.number, msel.next_brief(context), context.last_turn
    if wanted is not None and not first <= wanted <= last:
        raise BadDraft(
            f"{f'Turn {begun} is the last that has begun: c' if begun else 'C'}hoose one from {first} to {last}."
            if first <= last
            else "No turn follows in which it could be read: send it now."
        )


def _words(role: str, fields: Mapping[str, str]) -> dict[str, str]:
    words = {name: printable(fields.get(name, "")) for name in msel.FIELDS}
    if words["kind"] not in REPORT_KINDS:
        raise BadDraft("Choose what it is: intelligence, news or diplomatic.")
    if words["grade"] and not GRADE.fullmatch(words["grade"]):
        raise BadDraft("Grade it with a letter A to F and a number 1 to 6, such as B3, or leave the grade out.")
    for name, most in LONGEST.items():
        if len(words[name]) > most:
            raise BadDraft(f"The {name} for {role} is too long; use at most {most:,} characters.")
    _line(f"headline for {role}", words["title"], LONGEST["title"])
    return words


def _line(what: str, text: str, most: int) -> str:
    words = " ".join(printable(text).split())
    if not words:
        raise BadDraft(f"Write a {what}.")
    if len(words) > most:
        raise BadDraft(f"The {what} is too long; use at most {most} characters.")
    return words
