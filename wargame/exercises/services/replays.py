"""Replays: recomputing an exercise from its secret and what people put into it, to prove that the record is true."""

from collections.abc import Iterator
from dataclasses import dataclass

from wargame import engine
from wargame.exercises import bridge, commitments
from wargame.exercises.models import Branch, Exercise, OrderSheet, Turn
from wargame.exercises.services import openings


@dataclass(frozen=True)
class ReplayedTurn:
    """A turn and what came out differently, in words; nothing when all is equal."""

    branch: int
    number: int
    differences: tuple[str, ...]


class BrokenCommitment(ValueError):
    """The stored secret is not the one that was committed to, so a replay with it would prove nothing."""


def require_commitment(*, exercise: Exercise) -> None:
    """Refuses a secret that does not fit the exercise's commitment (`BrokenCommitment`)."""
    if not commitments.fits(bytes(exercise.secret), exercise.commitment):
        raise BrokenCommitment(
            f"The secret of {exercise} is not the one that was committed to at its start ({exercise.commitment}): "
            "secret or commitment were changed since."
        )


def replay(*, exercise: Exercise) -> tuple[ReplayedTurn, ...]:
    """Recomputes each turn of each branch in its own order: opening, policies' orders, results."""
    branches = exercise.branches.select_related("parent_turn").order_by("number")
    return tuple(turn for branch in branches for turn in _replay_branch(exercise, branch))


def _replay_branch(exercise: Exercise, branch: Branch) -> Iterator[ReplayedTurn]:
    setting = bridge.setting_of(exercise.scenario_version)
    turns = list(Turn.objects.with_exercise().filter(branch=branch).order_by("number"))
    parent = branch.parent_turn
    expected = engine.encode(openings.world_for(exercise=exercise)) if parent is None else parent.world
    played = [turn for turn in turns if turn.is_closed]
    dice = Exercise.Dice.ADJUDICATION
    inputs = [
        (bridge.sheets_of(turn), exercise.seed_for(dice, turn.number), bridge.interventions_of(turn)) for turn in played
    ]
    results = engine.replay(setting, bridge.world_of(turns[0]), inputs)
    for turn, adjudication in zip(played, results, strict=True):
        yield ReplayedTurn(branch.number, turn.number, _told(turn, _differences(turn, expected, adjudication)))
        expected = engine.encode(adjudication.world)
    for turn in turns[len(played) :]:
        yield ReplayedTurn(branch.number, turn.number, _told(turn, _opening_differences(turn, expected)))
    if branch.is_finished and branch.final_world != expected:
        yield ReplayedTurn(branch.number, played[-1].number, ("the final world",))


def _told(turn: Turn, differences: Iterator[str]) -> tuple[str, ...]:
    """What came out differently, and whether the rules have changed since."""
    found = tuple(differences)
    if found and turn.engine_version != engine.ENGINE_VERSION:
        return (*found, f"it was played by rules {turn.engine_version}, these are {engine.ENGINE_VERSION}")
    return found


def _opening_differences(turn: Turn, expected: bridge.Row) -> Iterator[str]:
    if turn.world != expected:
        yield "the world at its opening"
    stored = OrderSheet.objects.filter(turn=turn).exclude(policy="").select_related("seat")
    filed = {sheet.seat.role: sheet for sheet in stored}
    # Seats change hands during an exercise: whose decision a sheet is, the sheet says.
    policies = {role: sheet.policy for role, sheet in filed.items()}
    decisions = openings.decide(exercise=turn.branch.exercise, world=bridge.world_of(turn), policies=policies)
    expected_sheets = {role: decision.sheet for role, decision in decisions.items()}
    if {role: bridge.sheet_of(sheet.orders) for role, sheet in filed.items()} != expected_sheets:
        yield "the policies' orders"


def _differences(turn: Turn, expected: bridge.Row, adjudication: engine.Adjudication) -> Iterator[str]:
    yield from _opening_differences(turn, expected)
    if turn.digest != adjudication.digest:
        yield "the digest"
    if bridge.entries_of(turn) != adjudication.entries:
        yield "the ledger"
    if bridge.outcomes_of(turn) != adjudication.outcomes:
        yield "the outcomes"
