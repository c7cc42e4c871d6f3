"""From frozen orders to results: claim, compute outside any transaction, commit once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from wargame import database_clock, engine, leases
from wargame.exercises import bridge, notices
from wargame.exercises.models import Branch, Exercise, LedgerEntry, Turn
from wargame.exercises.turns.domain import seconds_for
from wargame.exercises.turns.services import missed, openings


@dataclass(frozen=True)
class Result:
    """The result of a turn: its adjudication, and the next turn or the key of the ending.

    In a class the next turn waits for the white cell (`following` is None); `fills` are orders for absent people.
    """

    adjudication: engine.Adjudication
    fills: tuple[missed.Fill, ...]
    following: openings.Opening | None
    ending: str


def claim(*, turn_id: int) -> bool:
    """Take the lease of a waiting turn; False when somebody else holds it or it needs nobody.

    The lease only saves work: that a turn resolves once is decided by the commit. A turn whose attempts are spent
    (its worker died each time) becomes failed.
    """
    return leases.claim(Turn.objects.free().filter(pk=turn_id), fail=partial(_fail, turn_id=turn_id))


def _fail(error: str, *, turn_id: int) -> bool:
    """Have a turn whose attempts are spent wait for a person. Returns False if it no longer waits for results."""
    spent = Turn.objects.wanted().filter(pk=turn_id, attempts__gte=leases.MAX_ATTEMPTS)
    if not spent.update(status=Turn.Status.FAILED, lease_until=None):
        return False
    Turn.objects.filter(pk=turn_id, error="").update(error=error)
    # Pages know that the turn is closed, and wait for results that do not come.
    exercise_id = Exercise.objects.only("pk").get(branches__turns=turn_id).pk
    notices.publish(exercise_id=exercise_id, regions=notices.TURN_FAILED)
    return True


def compute(*, turn: Turn) -> Result:
    """Return the turn's results from its snapshot, its frozen orders and the secret; reads rows, writes nothing."""
    exercise = turn.branch.exercise
    setting = bridge.setting_for(turn)
    seed = exercise.seed_for(Exercise.Dice.ADJUDICATION, turn.number)
    fills = missed.fills_for(turn=turn)
    sheets = bridge.sheets_of(turn) | {fill.seat.role: fill.sheet for fill in fills}
    adjudication = engine.adjudicate(setting, bridge.world_of(turn), sheets, seed, bridge.interventions_of(turn))
    ending = ending_of(setting=setting, world=adjudication.world)
    goes_on = not ending and not exercise.is_led
    following = openings.prepare_for(exercise=exercise, world=adjudication.world) if goes_on else None
    return Result(adjudication, fills, following, ending)


def ending_of(*, setting: engine.Setting, world: engine.World) -> str:
    """Return the key of the ending that the world has reached, "" while it goes on."""
    index = int(world.clock[1])
    return setting.spec.endings[index - 1].key if index else ""


def commit(*, turn: Turn, result: Result, now: datetime) -> bool:
    """Everything or nothing, in one short transaction; False when somebody else has resolved the turn."""
    with transaction.atomic():
        if result.ending:
            # The exercise's row before the turn's, as in every act of a white cell: else they would wait in a circle.
            Exercise.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=turn.branch.exercise_id)
        if not take(turn=turn, result=result, now=now):
            return False
        write_ledger(turn=turn, result=result)
        missed.store(turn=turn, fills=result.fills, now=now)
        if result.following is not None:
            openings.store(branch=turn.branch, prepared=result.following, now=now)
        elif result.ending and status_after(turn.branch.exercise) == Turn.Status.CLOSED:
            end(branch=turn.branch, ending=result.ending, world=engine.encode(result.adjudication.world), now=now)
    return True


def status_after(exercise: Exercise) -> Turn.Status:
    """Return the status of a turn with results: closed for everybody, or first in review by the white cell."""
    is_reviewed = exercise.is_led and exercise.adjudication != Exercise.Adjudication.RIGID
    return Turn.Status.REVIEW if is_reviewed else Turn.Status.CLOSED


def take(*, turn: Turn, result: Result, now: datetime) -> bool:
    """Decide by a compare-and-set who resolves the turn; a turn that was reopened since is another one."""
    waiting = Turn.objects.filter(pk=turn.pk, status=Turn.Status.ADJUDICATING, closed_at=turn.closed_at)
    exercise = turn.branch.exercise
    planned = 0 if result.ending or not exercise.is_led else _planned_seconds(turn)
    return (
        waiting.update(
            status=status_after(exercise),
            deadline=database_clock.now() + timedelta(seconds=planned) if planned else None,
            next_world=engine.encode(result.adjudication.world) if exercise.is_led else None,
            notes=[fill.note for fill in result.fills],
            resolved_at=now,
            digest=result.adjudication.digest,
            engine_version=engine.ENGINE_VERSION,
            outcomes=bridge.outcome_rows(result.adjudication.outcomes),
            lease_until=None,
            next_enqueue_at=None,
            error="",
        )
        == 1
    )


def drop_results(*, turn: Turn) -> None:
    """Lets a turn take orders again: what was computed is gone. Needs the turn to be held."""
    LedgerEntry.objects.filter(turn=turn).delete()
    Turn.objects.filter(pk=turn.pk).update(status=Turn.Status.OPEN, **_UNRESOLVED)


_UNRESOLVED: dict[str, object] = {
    "closed_at": None,
    "resolved_at": None,
    "digest": "",
    "outcomes": [],
    "notes": [],
    "next_world": None,
    "attempts": 0,
    "lease_until": None,
    "next_enqueue_at": None,
    "error": "",
}
"""The columns of a turn that has no results and waits for none."""


def _planned_seconds(turn: Turn) -> int:
    """Return the time that the white cell means to take for the next part: to review the results, or to talk about
    them."""
    is_reviewed = status_after(turn.branch.exercise) == Turn.Status.REVIEW
    return seconds_for(turn, "review" if is_reviewed else "reveal")


def play_again(*, turn: Turn) -> None:
    """Compute a turn in review anew, with its interventions as they are now; needs its row to be held.

    Unlike the first time this computes within the transaction: one person's act on one turn, milliseconds long, and
    what it is made of (the item, what was argued, what was ruled before) must still be so when it is written.
    """
    played = compute(turn=turn)
    LedgerEntry.objects.filter(turn=turn).delete()
    turn.next_world = engine.encode(played.adjudication.world)
    turn.digest = played.adjudication.digest
    turn.engine_version = engine.ENGINE_VERSION
    turn.outcomes = bridge.outcome_rows(played.adjudication.outcomes)
    turn.save(update_fields=["next_world", "digest", "engine_version", "outcomes", "interventions"])
    write_ledger(turn=turn, result=played)


def write_ledger(*, turn: Turn, result: Result) -> None:
    """Insert the turn's ledger in sequence."""
    LedgerEntry.objects.bulk_create(bridge.ledger_rows(turn, result.adjudication.ledger))


def end(*, branch: Branch, ending: str, world: bridge.Row, now: datetime) -> None:
    """Close the line of turns with the world (a snapshot) it led to, and the exercise if this line is being played."""
    branch.ending, branch.final_world = ending, world
    branch.save(update_fields=["ending", "final_world"])
    line = Exercise.objects.filter(pk=branch.exercise_id, current_branch=branch)
    line.update(status=Exercise.Status.ENDED, ended_at=now)


def record_fault(*, turn: Turn) -> leases.Broken:
    """Store the trace of an attempt that raised, and book the next one. After the last the turn has failed."""
    return leases.broken(Turn.objects.wanted().filter(pk=turn.pk), fail=partial(_fail, turn_id=turn.pk))
