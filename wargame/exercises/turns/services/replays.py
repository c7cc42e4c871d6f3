"""Replays: recomputing an exercise from its secret and what people put into it, to prove that the record is true."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from wargame import engine
from wargame.exercises import bridge, dice_commitments
from wargame.exercises.diplomacy.services import pledges
from wargame.exercises.models import Branch, Exercise, OrderSheet, Turn
from wargame.exercises.turns.services import openings

ENGINE_VERSION = engine.ENGINE_VERSION


@dataclass(frozen=True)
class ReplayedTurn:
    """A turn and what came out differently, in words; nothing when all is equal.

    Differences in what other versions of the rules opened or played may come from these rules or from tampering:
    `other` are those differences, and `versions` those versions.
    """

    branch: int
    number: int
    differences: tuple[str, ...]
    other: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


class BrokenCommitment(ValueError):
    """The stored secret is not the one that was committed to, so a replay with it would prove nothing."""


def require_commitment(*, exercise: Exercise) -> None:
    """Refuses a secret that does not fit the exercise's commitment (`BrokenCommitment`)."""
    if not dice_commitments.fits(bytes(exercise.secret), exercise.commitment):
        raise BrokenCommitment(
            f"The secret of {exercise} is not the one that was committed to at its start ({exercise.commitment}): "
            "secret or commitment were changed since."
        )


def replay(*, exercise: Exercise) -> Iterator[ReplayedTurn]:
    """Recomputes each turn of each branch in its own order: opening, policies' orders, results.

    Each turn comes as soon as it has been replayed, so that a reader may stop at the first difference.
    """
    branches = exercise.branches.select_related("parent_turn").order_by("number")
    for branch in branches:
        yield from _replay_branch(exercise, branch)


def _replay_branch(exercise: Exercise, branch: Branch) -> Iterator[ReplayedTurn]:
    setting = bridge.setting_of(exercise)
    turns = list(Turn.objects.with_exercise().filter(branch=branch).order_by("number"))
    parent = branch.parent_turn
    expected = engine.encode(openings.world_for(exercise=exercise)) if parent is None else parent.world
    dice = Exercise.Dice.ADJUDICATION
    world = bridge.world_of(turns[0])
    for turn, following in zip_longest(turns, turns[1:]):
        if turn.world != expected and turn.world["engine"] == engine.ENGINE_VERSION:
            # A turn that follows from a changed world proves nothing, and nobody knows how long it would take.
            yield ReplayedTurn(branch.number, turn.number, ("the world at its opening",))
            return
        opening = tuple(_opening_differences(turn, expected))
        if not turn.is_closed:
            yield _describe(turn, opening, ())
            continue
        inputs = (bridge.sheets_of(turn), exercise.seed_for(dice, turn.number), bridge.interventions_of(turn))
        (adjudication,) = engine.replay(setting, world, [inputs])
        yield _describe(turn, opening, tuple(_differences(turn, adjudication)))
        world, expected = adjudication.world, engine.encode(adjudication.world)
        if turn.engine_version != engine.ENGINE_VERSION:
            # The next turn starts from the result of the other rules.
            expected = following.world if following else branch.final_world
            world = bridge.world_of(following) if following else world
    if branch.is_finished and branch.final_world != expected:
        yield ReplayedTurn(branch.number, turns[-1].number, ("the final world",))


def _describe(turn: Turn, opening: tuple[str, ...], results: tuple[str, ...]) -> ReplayedTurn:
    """Return the differences, by version: the world's opened the turn, the row's played it."""
    by_version = ((turn.world["engine"], opening), (turn.engine_version, results))
    same = tuple(text for version, found in by_version if version == engine.ENGINE_VERSION for text in found)
    other = tuple(text for version, found in by_version if version != engine.ENGINE_VERSION for text in found)
    versions = {version for version, found in by_version if found} - {engine.ENGINE_VERSION}
    return ReplayedTurn(turn.branch.number, turn.number, same, other, tuple(sorted(versions)))


def _opening_differences(turn: Turn, expected: bridge.Row | None) -> Iterator[str]:
    if turn.world != expected:
        yield "the world at its opening"
    stored = OrderSheet.objects.filter(turn=turn).exclude(policy="").select_related("seat")
    filed = {sheet.seat.role: sheet for sheet in stored}
    # Seats change hands during an exercise: whose decision a sheet is, the sheet says.
    policies = {role: sheet.policy for role, sheet in filed.items()}
    decided = openings.decide(exercise=turn.branch.exercise, world=bridge.world_of(turn), policies=policies)
    decisions = pledges.hold_to(turn=turn, policies=policies, decisions=decided)
    expected_sheets = {role: decision.sheet for role, decision in decisions.items()}
    if {role: bridge.sheet_of(sheet.orders) for role, sheet in filed.items()} != expected_sheets:
        yield "the policies' orders"


def _differences(turn: Turn, adjudication: engine.Adjudication) -> Iterator[str]:
    if turn.digest != adjudication.digest:
        yield "the digest"
    if bridge.entries_of(turn) != adjudication.ledger:
        yield "the ledger"
    if bridge.outcomes_of(turn) != adjudication.outcomes:
        yield "the outcomes"
