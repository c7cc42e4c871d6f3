"""The recent deeds of seats to another, as a policy weighs them when it answers an offer."""

from collections.abc import Collection, Iterable

from wargame import engine
from wargame.exercises import bridge
from wargame.exercises.diplomacy.services import pledges
from wargame.exercises.diplomacy.services.speakers import noticed_by
from wargame.exercises.models import PledgeEvent, Turn

LOOKS_BACK = 2
"""So many turns a seat looks back."""
MOST, LEAST = 18, -40
"""Points of relation that deeds of late may count at most and at least."""


def conduct_of(turn: Turn, parties: Iterable[str], to: str, *, as_known_to: str = "") -> engine.Conduct:
    """Return the conduct of parties to a seat: broken pledges, and the weight of deeds that all of them noticed.

    So the answer tells none of them of a deed that it did not see. `as_known_to` is the party for which it is worked
    out beforehand: it does not know whether others detected what it did in secret.
    """
    others = [party for party in parties if party != to]
    broken = sum(
        _is_known(event, set(others) - {party})
        for party in others
        for event in pledges.breaches(turn.branch, party, to)
    )
    turns = range(1, LOOKS_BACK + 1)
    felt = [
        deed
        for back in turns
        for deed in shared_deeds_from(turn, back, others, to, parties=others, as_known_to=as_known_to)
    ]
    return engine.Conduct(broken, max(LEAST, min(MOST, sum(engine.WEIGHT[deed] for deed in felt))))


def deeds_of(outcomes: Iterable[engine.Outcome], setting: engine.Setting, by: str, to: str) -> list[engine.Outcome]:
    """Return the deeds of one seat to another, the most hostile first; what is neutral is left out."""
    done = [(engine.WEIGHT[engine.deed_towards(setting, one, to)], one) for one in outcomes if one.actor == by]
    return [one for weight, one in sorted(done, key=lambda each: each[0]) if weight]


def _is_known(event: PledgeEvent, others: Collection[str]) -> bool:
    """Return whether all of these seats, none of them one of the two, know of a pledge and of what broke it."""
    if not others:
        return True
    pledge, setting = event.pledge, bridge.setting_for(event.turn)
    told = pledge.message.recipients if pledge.message else pledge.proposal.parties if pledge.proposal else ()
    if not set(others) <= set(told):
        return False
    broke = engine.breaches_of(setting, noticed_by(pledge.to, event.turn, 1), pledge.by, pledge.to, pledge.kind)
    return any(set(others) <= set(one.audience) for one in broke)


def shared_deeds_from(
    turn: Turn, back: int, actors: Collection[str], to: str, *, parties: Iterable[str], as_known_to: str = ""
) -> list[str]:
    """Return the classes of what actors did to a seat so many turns ago, of deeds that it and all parties noticed.

    `as_known_to` is as in `conduct_of`.
    """
    noticed = noticed_by(as_known_to or to, turn, back)
    setting = bridge.setting_for(turn)
    shared = [one for one in noticed if {*parties, to} <= set(one.audience)]
    sure = [one for one in shared if not (as_known_to and _is_covert(setting, one))]
    return [engine.deed_towards(setting, one, to) for one in sure if one.actor in actors]


def _is_covert(setting: engine.Setting, outcome: engine.Outcome) -> bool:
    return outcome.subject == "order" and setting.order(outcome.kind).visibility == "covert"
