"""Times of the phases: changed at any moment, for the turn that runs or from now on."""

from collections.abc import Mapping
from datetime import datetime

from wargame.exercises.control.domain import TIMER_WORDS
from wargame.exercises.control.services import clocks
from wargame.exercises.control.services.lifecycle import refuse_ended
from wargame.exercises.control_log.services import control
from wargame.exercises.control_log.services.steering import holding
from wargame.exercises.models import Exercise, Participant, Turn
from wargame.exercises.turns.domain import TIMERS, is_followed, seconds_for


class BadTimes(ValueError):
    """The times cannot be used; nothing has been changed."""


def change(*, turn: Turn, seconds: Mapping[str, int], is_lasting: bool, by: Participant, now: datetime) -> None:
    """Give parts of a turn (of `TIMERS`) other times: this turn alone, or where it `is_lasting` all from now on.

    The clock of a phase that runs moves by the difference; 0 takes it away, except for a part whose end it decides.
    Raises `BadTimes`, `clocks.DeadlinePast`, `NotInPhase`, `AlreadyEnded` and `control.NotWhiteCell`.
    """
    _refuse_bad(seconds)
    with holding(turn, by, *set(Turn.Status) - {Turn.Status.STOPPED}) as held:
        refuse_ended(held.branch.exercise)
        before = {timer: seconds_for(held, timer) for timer in seconds}
        changed = {timer: each for timer, each in seconds.items() if each != before[timer]}
        exercise = held.branch.exercise
        if is_lasting:
            columns = {f"{name}_seconds": each for name, each in seconds.items()}
            Exercise.objects.filter(pk=exercise.pk).update(**columns)
            held.timers = {name: each for name, each in held.timers.items() if name not in seconds}
        else:
            held.timers |= changed
        held.save(update_fields=["timers"])
        phase = str(held.phase)
        if phase in changed and not is_followed(held):
            _move_clock(held, before[phase], changed[phase])
        if changed:
            scope = "from now on" if is_lasting else f"in turn {held.number}"
            detail = f"{', '.join(f'{TIMER_WORDS[name]} {_say(each)}' for name, each in changed.items())}, {scope}"
            control.log(exercise=exercise, act=control.Act.TIMERS, by=by, now=now, turn=held, detail=detail)
        clocks.tell_clock(held)


def _refuse_bad(seconds: Mapping[str, int]) -> None:
    if not seconds or set(seconds) - set(TIMERS):
        raise BadTimes(f"Choose which times to change: {', '.join(TIMER_WORDS.values())}.")
    if not all(0 <= each <= clocks.LONGEST_SECONDS for each in seconds.values()):
        raise BadTimes("Times must be from 0 minutes to 14 days.")


def _move_clock(turn: Turn, before: int, after: int) -> None:
    """Move the clock of the running phase by the change of its time; without one it runs from now."""
    if turn.status in (Turn.Status.ADJUDICATING, Turn.Status.FAILED):
        return
    left = turn.left_seconds if turn.is_paused else clocks.left_seconds(turn)
    total = after if left is None or not before else left + after - before
    if after:
        clocks.refuse_past(total)
    if turn.is_paused:
        Turn.objects.filter(pk=turn.pk).update(left_seconds=total if after else None)
    else:
        clocks.set_clock(turn, total if after else None)


def _say(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
