"""Removes the words of a person from an exercise; the game stays as it was played and can still be replayed."""

from dataclasses import dataclass, replace

from django.db.models import Q

from wargame import engine
from wargame.exercises import bridge, record_chain
from wargame.exercises.advice.domain.words import opening_of
from wargame.exercises.control_log.services.control import Act
from wargame.exercises.models import (
    Argument,
    ControlEntry,
    Exercise,
    KeptAnswer,
    Mark,
    Message,
    Observation,
    Participant,
    Proposal,
    Rationale,
    ReportDraft,
    ReportLink,
    Speech,
    Turn,
    Verdict,
)
from wargame.exercises.models.control import DETAIL_LENGTH, REASON_LENGTH
from wargame.exercises.rights.domain import REMOVED, renamed, renamed_at_start, without
from wargame.exercises.wall.services import forget_lines

ABOUT_PEOPLE = (Act.ASSIGN, Act.REMOVE, Act.READMIT, Act.NEW_LINK, Act.SIGHT)
"""Acts whose detail begins with a name."""


@dataclass(frozen=True)
class Naming:
    """The old and the new name of a person, and the texts of theirs that others may have quoted.

    `others` are the names of all else in the exercise: people, seats and lines.
    """

    name: str
    new: str
    others: frozenset[str]
    spoken: frozenset[str]

    def cleaned(self, reason: str) -> str:
        """Return the reason of somebody else without the person's name and words."""
        return renamed(self.unquoted(reason), self.name, self.new, self.others)[:REASON_LENGTH]

    def unquoted(self, reason: str) -> str:
        """Return the reason of a ruling without the person's words."""
        return without(reason, self.spoken, REASON_LENGTH)

    def cleaned_detail(self, entry: ControlEntry) -> str:
        """Return the detail of an entry of the log without the person's name and words.

        The name stands in entries about people alone, and there at the start. Entries about injects belong to the game.
        """
        if entry.act == Act.INJECT:
            return entry.detail
        if entry.act in ABOUT_PEOPLE:
            return renamed_at_start(entry.detail, self.name, self.new)[:DETAIL_LENGTH]
        return without(entry.detail, self.spoken, DETAIL_LENGTH)[:DETAIL_LENGTH]


def remove(*, person: Participant, new: str) -> None:
    """Put `REMOVED` in the place of everything that a person typed, and `new` in the place of their name in the record.

    Orders, answers to proposals and sentences chosen from menus are deeds of the game, and stay. Injects stay too, and
    so do the words of a ruling that tell what happened. Marks of a student go, and marks of a seat stay. Needs a
    transaction that holds the exercise.
    """
    naming = Naming(person.name, new, _other_names(person), _quotable(person))
    _remove_rationales(person)
    _clean_verdicts(person, naming)
    _clean_entries(person, naming)
    _clean_rulings(person.exercise, naming)
    _clean_speeches(person)
    Argument.objects.filter(by=person).update(text=REMOVED)
    Message.objects.filter(author=person, intent="").update(text=REMOVED)
    Observation.objects.filter(by=person).update(text=REMOVED)
    Mark.objects.filter(by=person).exclude(note="").update(note=REMOVED)
    Mark.objects.filter(person=person).delete()
    Proposal.objects.filter(author=person).exclude(terms="").update(terms=REMOVED)
    KeptAnswer.objects.filter(by=person).delete()
    ReportLink.objects.filter(by=person).delete()
    forget_lines(person)
    _clean_reports(person, naming)


def _other_names(person: Participant) -> frozenset[str]:
    exercise = person.exercise
    people = exercise.participants.exclude(pk=person.pk).values_list("name", flat=True)
    seats, lines = exercise.seats.values_list("role", flat=True), exercise.branches.values_list("name", flat=True)
    return frozenset((*people, *seats, *lines))


def _quotable(person: Participant) -> frozenset[str]:
    """Return the person's arguments and reasons of rulings: verdicts, the control log and rulings quote them."""
    argued = Argument.objects.filter(by=person).values_list("text", flat=True)
    judged = Verdict.objects.filter(by=person).values_list("reason", flat=True)
    entered = ControlEntry.objects.filter(by=person).values_list("reason", flat=True)
    return frozenset(text for text in (*argued, *judged, *entered) if text and text != REMOVED)


def _remove_rationales(person: Participant) -> None:
    for row in Rationale.objects.filter(by=person).exclude(text=REMOVED):
        row.text = REMOVED
        row.save(update_fields=["text"])
        record_chain.add(exercise_id=person.exercise_id, row=row)


def _clean_verdicts(person: Participant, naming: Naming) -> None:
    for row in Verdict.objects.filter(turn__branch__exercise=person.exercise_id).exclude(reason=""):
        reason = REMOVED if row.by_id == person.pk else naming.cleaned(row.reason)
        if reason != row.reason:
            row.reason = reason
            row.save(update_fields=["reason"])
            record_chain.add(exercise_id=person.exercise_id, row=row)


def _clean_entries(person: Participant, naming: Naming) -> None:
    """Clean the control log: of other people's reasons only the name goes, and what they quote."""
    for row in ControlEntry.objects.filter(exercise=person.exercise_id).exclude(Q(detail="") & Q(reason="")):
        is_own = row.by_id == person.pk and row.reason
        reason = REMOVED if is_own else naming.cleaned(row.reason)
        detail = REMOVED if row.by_id == person.pk and row.act == Act.ASK else naming.cleaned_detail(row)
        if (detail, reason) != (row.detail, row.reason):
            row.detail, row.reason = detail, reason
            row.save(update_fields=["detail", "reason"])
            record_chain.add(exercise_id=person.exercise_id, row=row)


def _clean_rulings(exercise: Exercise, naming: Naming) -> None:
    """Clean the reasons of rulings, which are part of a turn's results, and seal the turn anew.

    A game that somebody plays on alone from a class has copies of its turns, and the same dice.
    """
    if not naming.spoken:
        return
    played_on = Q(branch__exercise__mode=Exercise.Mode.SOLO, branch__exercise__commitment=exercise.commitment)
    here = Q(branch__exercise=exercise) | played_on
    ruled = Turn.objects.with_exercise().filter(here).exclude(interventions={})
    for turn in ruled.select_for_update(no_key=True, of=("self",)):
        stands = bridge.interventions_of(turn)
        outcomes = tuple(replace(each, reason=naming.unquoted(each.reason)) for each in stands.outcomes)
        if outcomes != stands.outcomes:
            _reseal(turn, replace(stands, outcomes=outcomes), naming)


def _clean_reports(person: Participant, naming: Naming) -> None:
    """Remove the person's sentences from all versions of reports, and the name from those of others."""
    for draft in ReportDraft.objects.filter(branch__exercise=person.exercise_id):
        for section in draft.document:
            for each in section["sentences"]:
                is_own = each["by"] == person.name
                if each["by"]:
                    each["text"] = REMOVED if is_own else naming.cleaned(each["text"])
                if is_own:
                    each.update(by=naming.new, marks=[])
        draft.name = REMOVED if draft.by_id == person.pk and draft.name else naming.cleaned(draft.name)
        draft.save(update_fields=["document", "name"])


def _clean_speeches(person: Participant) -> None:
    """Remove what advisers cite of the person's messages; before the messages go."""
    written = Message.objects.filter(author=person, intent="").values_list("text", flat=True)
    openings = {opening_of(text) for text in written} - {"", REMOVED}
    Speech.objects.filter(seat__exercise=person.exercise_id, cited__in=openings).update(cited=REMOVED)


def _reseal(turn: Turn, interventions: engine.Interventions, naming: Naming) -> None:
    """Store cleaned rulings in a turn and in its outcomes, with the digest that a replay now computes.

    Other rules than today's would compute another digest, so a turn of theirs keeps its own: a replay says of such a
    turn that it proves nothing.
    """
    turn.interventions = interventions.as_json()
    fields = ["interventions"]
    if turn.digest:
        turn.outcomes = [
            row | {"rulings": [each | {"reason": naming.unquoted(each["reason"])} for each in row["rulings"]]}
            for row in turn.outcomes
        ]
        fields.append("outcomes")
        if turn.engine_version == engine.ENGINE_VERSION:
            seed = turn.branch.exercise.seed_for(Exercise.Dice.ADJUDICATION, turn.number)
            setting, world, sheets = bridge.setting_for(turn), bridge.world_of(turn), bridge.sheets_of(turn)
            turn.digest = engine.adjudicate(setting, world, sheets, seed, interventions).digest
            fields.append("digest")
    turn.save(update_fields=fields)
