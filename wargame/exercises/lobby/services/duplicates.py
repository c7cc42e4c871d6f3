"""Creates an exercise with everything that a white cell has prepared in another one, and with none of its people."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from django.db import transaction

from scenarios.access import playable_by
from wargame.accounts import second_factor
from wargame.exercises import msel
from wargame.exercises.codes import dashed_code
from wargame.exercises.control_log.services import control
from wargame.exercises.injects.services.injects import lobby_context
from wargame.exercises.lobby.services import classes
from wargame.exercises.lobby.services.standbys import policy_in_lobby
from wargame.exercises.models import DebriefQuestion, Exercise, Handout, Inject, OwnWords, Participant
from wargame.exercises.models.debrief import OWN_KEY

ENDING = ", copy"
SEAT_COLUMNS = ("standby", "is_locked", "cast")
HANDOUT_COLUMNS = ("number", "title", "text", "address", "roles")
INJECT_COLUMNS = ("key", "title", "texts", "when", "effects", "moved_to")
QUESTION_COLUMNS = ("text", "hint", "talk", "options", "reveal", "notes")
DONE = (
    "This is a copy of {code}: it has the same settings, seats, own words, handouts, injects and questions. "
    "Nobody is in it yet."
)
"""The words above the lobby of a copy."""


class DuplicateRefused(ValueError):
    """The exercise cannot be duplicated. Nothing has been created."""


def duplicate(*, exercise: Exercise, by: Participant, now: datetime) -> Exercise:
    """Create an exercise of the same version in its lobby, led by `by`, with the preparation of this one.

    It takes settings, seats, own words, handouts, injects and own questions of the debrief; people, messages, orders,
    results and the secret of the dice stay behind. Raises DuplicateRefused.
    """
    version, user = exercise.scenario_version, by.user
    if not by.is_white_cell or by.exercise_id != exercise.pk or user is None:
        raise DuplicateRefused("Only the white cell of an exercise can duplicate it.")
    if not second_factor.may_lead(user):
        raise DuplicateRefused(second_factor.NEEDED)
    if not playable_by(user).filter(pk=version.scenario_id).exists():
        raise DuplicateRefused("You may not begin this scenario any more. Ask its owner to share it with you again.")
    with transaction.atomic():
        made = classes.create(version=version, rules=_rules_of(exercise), by=user, now=now)
        Exercise.objects.filter(pk=made.pk).update(keep_days=exercise.keep_days)
        _copy_seats(exercise, made)
        _copy_handouts(exercise, made)
        _copy_injects(exercise, made)
        _copy_questions(exercise, made)
        leader = made.participants.get(user=user)
        detail = f"Took over the preparation of {dashed_code(exercise.code)}"
        control.log(exercise=made, act=control.Act.CHANGE, by=leader, now=now, detail=detail)
    return made


def _rules_of(exercise: Exercise) -> classes.Rules:
    """Return the settings of an exercise, with a name that says that they are those of a copy."""
    rules = {each.name: getattr(exercise, each.name) for each in fields(classes.Rules)}
    title = (exercise.title or exercise.scenario_version.title).removesuffix(ENDING)
    return classes.Rules(**rules | {"title": f"{title[: classes.LONGEST_TITLE - len(ENDING)]}{ENDING}"})


def _copy_seats(exercise: Exercise, made: Exercise) -> None:
    """Give the seats of a copy their players, their AI, their lock, and the own words for their briefings."""
    before = {seat.role: seat for seat in exercise.seats.all()}
    words = dict(OwnWords.objects.filter(seat__exercise=exercise).values_list("seat__role", "text"))
    seats = list(made.seats.all())
    for seat in seats:
        for name in SEAT_COLUMNS:
            setattr(seat, name, getattr(before[seat.role], name))
        seat.policy = policy_in_lobby(seat.cast, seat.standby)
    made.seats.bulk_update(seats, (*SEAT_COLUMNS, "policy"))
    OwnWords.objects.bulk_create(OwnWords(seat=seat, text=words[seat.role]) for seat in seats if seat.role in words)


def _copy_handouts(exercise: Exercise, made: Exercise) -> None:
    rows = exercise.handouts.values(*HANDOUT_COLUMNS)
    Handout.objects.bulk_create(Handout(exercise=made, **row) for row in rows)


def _copy_injects(exercise: Exercise, made: Exercise) -> None:
    """Plan the injects of the white cell's own anew, and reword, move and skip those of the scenario as there."""
    plans = msel.planned(lobby_context(made))
    copies = (_inject_of(row, made, plans) for row in exercise.injects.filter(offered_in=None).order_by("pk"))
    Inject.objects.bulk_create(copy for copy in copies if copy)


def _inject_of(row: Inject, made: Exercise, plans: Mapping[str, msel.Planned]) -> Inject | None:
    """Return an inject as its white cell prepared it; None for one of the scenario that nobody has changed."""
    copy = Inject(exercise=made, **{name: getattr(row, name) for name in INJECT_COLUMNS})
    copy.status = Inject.Status.SKIPPED if row.is_skipped else Inject.Status.PLANNED
    if not row.key:
        copy.turn = row.turn
        return copy
    plan = plans.get(row.key)
    if plan is None:
        return None
    copy.texts = _undated(row.texts, plan)
    is_changed = row.is_skipped or row.moved_to is not None or copy.texts != plan.texts
    return copy if is_changed else None


def _undated(texts: msel.Texts, plan: msel.Planned) -> dict[str, dict[str, str]]:
    """Return texts as they stood before the turn in which they were read gave them its time (`Planned.dated`)."""

    def usual(role: str, time: str) -> str:
        is_of_a_turn = time in {each for (reader, _), each in plan.times.items() if reader == role}
        return plan.texts[role]["time"] if is_of_a_turn and role in plan.texts else time

    return {role: {**words, "time": usual(role, words.get("time", ""))} for role, words in texts.items()}


def _copy_questions(exercise: Exercise, made: Exercise) -> None:
    own = exercise.debrief_questions.filter(key__startswith=OWN_KEY).order_by("number").values(*QUESTION_COLUMNS)
    DebriefQuestion.objects.bulk_create(
        DebriefQuestion(exercise=made, key=f"{OWN_KEY}{number}", number=number, **row)
        for number, row in enumerate(own, 1)
    )
