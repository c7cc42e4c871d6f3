"""Keeps a white cell's own words for the briefings of seats."""

from datetime import datetime

from wargame.exercises.control_log.services import control
from wargame.exercises.models import Exercise, OwnWords, Participant
from wargame.exercises.models.preparation import OWN_WORDS_LENGTH
from wargame.exercises.preparation.services.preparing import PreparationRefused, preparing, seats_named
from wargame.exercises.text import printable


def keep_words(*, exercise: Exercise, role: str, text: str, by: Participant, now: datetime) -> None:
    """Keep own words for the briefing of a seat; empty words take them back.

    Raises PreparationRefused and `control.NotWhiteCell`.
    """
    words = printable(text)
    if len(words) > OWN_WORDS_LENGTH:
        raise PreparationRefused(f"Shorten your words for {role} to {OWN_WORDS_LENGTH:,} characters.")
    with preparing(exercise, by) as held:
        (seat,) = seats_named(held, [role])
        before = OwnWords.objects.filter(seat=seat)
        if words == "".join(before.values_list("text", flat=True)):
            return
        if words:
            OwnWords.objects.update_or_create(seat=seat, defaults={"text": words})
        else:
            before.delete()
        done = "Wrote own words for" if words else "Took back the own words for"
        detail = f"{done} the briefing of {role}"
        control.log(exercise=held, act=control.Act.CHANGE, by=by, now=now, detail=detail)
