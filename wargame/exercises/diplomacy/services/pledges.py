"""Pledges: what seats promised holds policies back, and each turn that opens settles what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wargame import engine
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import Branch, Message, Pledge, PledgeEvent, Proposal, Turn

Kind = PledgeEvent.Kind


@dataclass(frozen=True)
class SettledPledge:
    """The end of a pledge; `stance` is the policy's where it took its word back."""

    pledge: Pledge
    kind: Kind
    deed: str = ""
    reason: str = ""


def give(
    *,
    turn: Turn,
    by: str,
    to: Iterable[str],
    turns: int,
    kind: str = Pledge.Kind.FORCE,
    origin: Message | Proposal,
) -> None:
    """Keep the pledges that one seat gives others from this turn on, for so many turns, with the words or the
    proposal."""
    given: dict[str, Message | Proposal] = {"message" if isinstance(origin, Message) else "proposal": origin}
    until = turn.number + turns - 1
    Pledge.objects.bulk_create(Pledge(turn=turn, by=by, to=other, kind=kind, until=until, **given) for other in to)


def give_each_other(*, turn: Turn, proposal: Proposal, roles: Sequence[str], kind: str) -> None:
    """Keep the pledge that those who accepted a proposal give each other."""
    for by in roles:
        give(turn=turn, by=by, to=[to for to in roles if to != by], turns=2, kind=kind, origin=proposal)


def standing(line: Branch, number: int) -> list[Pledge]:
    """Return the pledges of a line that bind in a turn, oldest first: given, not run out, and not settled before."""
    return list(Pledge.objects.binding_in(line, number))


def breaches(line: Branch, by: str, to: str) -> list[PledgeEvent]:
    """Return the events in which one seat broke its word to another in a line, oldest first."""
    events = PledgeEvent.objects.filter(turn__in=Turn.objects.in_line(line).order_by(), kind=Kind.BROKEN)
    return list(events.filter(pledge__by=by, pledge__to=to).select_related("pledge").order_by("pk"))


def binding_in(turn: Turn) -> list[engine.Pledge]:
    """Return the pledges of no force that bind policies in a turn; one given while it takes orders binds at its
    close."""
    return [
        engine.Pledge(pledge.by, pledge.to, pledge.turn.number, pledge.until)
        for pledge in standing(turn.branch, turn.number)
        if pledge.kind == Pledge.Kind.FORCE and not (turn.is_under_way and pledge.turn.number == turn.number)
    ]


def hold_to(
    *, turn: Turn, policies: Mapping[str, str], decisions: Mapping[str, engine.Decision]
) -> dict[str, engine.Decision]:
    """Return the decisions of policies for the turn without orders that their seats promised not to give and keep to.

    Equal rows, equal decisions.
    """
    kept = dict(decisions)
    setting = bridge.setting_for(turn)
    pledges, wider = binding_in(turn), _nothing_aimed_in(turn)
    for role in sorted(({pledge.by for pledge in pledges} | set(wider)) & set(kept)):
        decision, calm_with = kept[role], wider.get(role, frozenset())
        others = engine.bound_by(pledges, policies[role], _view_of(turn, role), _seed(turn))
        sheet = engine.restrained(setting, decision.sheet, others)
        sheet = engine.restrained(setting, sheet, calm_with, Pledge.Kind.AIMED)
        if sheet != decision.sheet:
            names = ", ".join(setting.name_in_sentence(other) for other in sorted(others | calm_with))
            reason = f"{decision.reason} Left out what it had promised {names} not to do."
            kept[role] = replace(decision, sheet=sheet, reason=reason)
    return kept


def _nothing_aimed_in(turn: Turn) -> dict[str, frozenset[str]]:
    """Return towards whom pledges of nothing hostile hold each seat back in a turn; see `binding_in`."""
    found: dict[str, set[str]] = {}
    for pledge in standing(turn.branch, turn.number):
        is_early = turn.is_under_way and pledge.turn.number == turn.number
        if pledge.kind == Pledge.Kind.AIMED and not is_early:
            found.setdefault(pledge.by, set()).add(pledge.to)
    return {by: frozenset(to) for by, to in found.items()}


def settle(*, turn: Turn, policies: Mapping[str, str]) -> list[SettledPledge]:
    """Write down what became of pledges in the turn before the one that opens, and what policies take back now."""
    given = standing(turn.branch, turn.number - 1)
    if not given:
        return []
    outcomes = bridge.outcomes_of(Turn.objects.in_line(turn.branch).get(number=turn.number - 1))
    found = [each for pledge in given if (each := _settled(turn, pledge, outcomes, policies))]
    PledgeEvent.objects.bulk_create(
        PledgeEvent(pledge=each.pledge, turn=turn, kind=each.kind, deed=each.deed, reason=each.reason) for each in found
    )
    return found


def _view_of(turn: Turn, role: str) -> engine.Perspective:
    return perspectives.view_of(turn, turn.branch.exercise.seats.get(role=role))


def _seed(turn: Turn) -> int:
    exercise = turn.branch.exercise
    return exercise.seed_for(exercise.Dice.POLICIES, turn.number)


def _settled(
    turn: Turn, pledge: Pledge, outcomes: Iterable[engine.Outcome], policies: Mapping[str, str]
) -> SettledPledge | None:
    noticed = engine.known_outcomes(outcomes, pledge.to)
    deeds = engine.breaches_of(bridge.setting_for(turn), noticed, pledge.by, pledge.to, pledge.kind)
    if deeds:
        return SettledPledge(pledge, Kind.BROKEN, deed=deeds[0].text)
    if pledge.until < turn.number:
        return SettledPledge(pledge, Kind.KEPT)
    policy = policies.get(pledge.by, "")
    stance = engine.keeps(policy, _view_of(turn, pledge.by), pledge.to, _seed(turn)) if policy else None
    if stance is not None and stance.why == "turned":
        return SettledPledge(pledge, Kind.TAKEN_BACK, reason=stance.reason)
    return None
