"""Agreements as seats talk about them: what one may propose, what it would be worth, what a scripted seat answers.

Nothing here changes a world: what seats have agreed on goes into a turn as an accord of its `Interventions`.
"""

from dataclasses import dataclass

from wargame.engine.perspective.filter import Perspective
from wargame.engine.rules.policies.kinds import DOVE, HOLD, NUMBER_OF, RANDOM
from wargame.engine.rules.policies.pledges import TENSE, needed_standing
from wargame.engine.spec import AgreementSpec
from wargame.engine.turn.scoring import scores, total
from wargame.engine.world.dice import POLICY, SIDES, key_of, roll
from wargame.engine.world.world import UNKNOWN

FULL = 100_000
POINT = 1000
A_POINT_OF_AIMS = 10
"""By how many points of relation a point of a seat's own aims, of 100, moves its answer."""


@dataclass(frozen=True)
class Offer:
    """An agreement that a seat may propose to bring into force, or to end where `ends`.

    `parties` are the seats that are asked, the proposer among them; `consent` of them must say yes. `strength` is where
    the agreement would stand, 0..100; `worth` what it would add to the seat's own aims at once, in points of 100.
    """

    agreement: str
    name: str
    parties: tuple[str, ...]
    ends: bool
    strength: float
    worth: float
    consent: int

    @property
    def needs_all(self) -> bool:
        """Whether every party must say yes."""
        return self.consent == len(self.parties)


@dataclass(frozen=True)
class Reply:
    """What a scripted seat answers, with one sentence that says why."""

    is_yes: bool
    reason: str


def offers(view: Perspective) -> tuple[Offer, ...]:
    """Give what the seat of the view may propose: pacts of its own with others who are played, as far as it knows."""
    found = (_offer(view, index, pact) for index, pact in enumerate(view.setting.spec.agreements))
    return tuple(offer for offer in found if offer is not None)


def reply(policy: str, view: Perspective, offer: Offer, proposer: str, seed: int, distrust: float = 0) -> Reply:
    """Answer for the seat of the view, which a policy plays, from what that seat knows; equal input, equal answer.

    `distrust` is how much better, in points of relation, it must stand with the others for what they did to it.

    A policy looks at the party with which the seat stands worst, at the tension with it, and at the seat's own aims.
    "hold" says no, "random" draws its answer. Planners weigh like all other policies.
    """
    number = NUMBER_OF.get(policy, -1)
    if number == HOLD:
        return Reply(False, "Holds: it agrees to nothing and ends nothing.")
    if number == RANDOM:
        slot = 255 - view.setting.names.agreements[offer.agreement] % 64
        is_yes = roll(key_of(seed), view.turn, POLICY, view.index, slot) < SIDES // 2
        return Reply(is_yes, f"Drew its answer by lot: {'yes' if is_yes else 'no'}.")
    others = [party for party in offer.parties if party != view.seat] or [proposer]
    worst = min(others, key=lambda party: points_towards(view, "relation", party))
    needed = needed_standing(number) + round(distrust)
    return _weighed(view, offer, worst, needed, is_dove=number == DOVE)


def _weighed(view: Perspective, offer: Offer, worst: str, needed: int, *, is_dove: bool) -> Reply:
    """Weigh relation and aims: a pact is kept with those that a seat would conclude it with."""
    name, standing = view.setting.name_in_sentence(worst), points_towards(view, "relation", worst)
    tension = points_towards(view, "tension", worst)
    leaning = standing - needed + A_POINT_OF_AIMS * offer.worth * (-1 if offer.ends else 1)
    aims = f"its aims would {'gain' if offer.worth > 0 else 'lose'} {abs(offer.worth):.0f} points by it"
    why = f"it stands at {standing:+.0f} with {name}" + (f", and {aims}" if abs(offer.worth) >= 1 else "")
    why = why.replace("-", "\N{MINUS SIGN}")
    if not offer.ends and tension >= TENSE and not is_dove:
        return Reply(False, f"Said no: tension with {name} is at {tension:.0f}.")
    is_yes = leaning < 0 if offer.ends else leaning >= 0
    return Reply(is_yes, f"Said {'yes' if is_yes else 'no'}: {why}.")


def _offer(view: Perspective, index: int, pact: AgreementSpec) -> Offer | None:
    setting, in_force = view.setting, int(view.world.in_force[index])
    parties = tuple(seat for seat in setting.seats if seat in pact.parties)
    if view.seat not in parties or len(parties) < 2 or in_force == UNKNOWN:
        return None
    signed = 0 if in_force else round(setting.dials["signature"] * POINT)
    then = min(FULL, int(view.world.strength[index]) + signed)
    return Offer(
        agreement=pact.key,
        name=pact.name,
        parties=parties,
        ends=bool(in_force),
        strength=then / POINT,
        worth=_worth(view, index, then, 1 - in_force),
        consent=pact.consent or len(parties),
    )


def _worth(view: Perspective, index: int, strength: int, in_force: int) -> float:
    """Give what the seat's own aims would gain if nothing else changed."""
    strengths, forces = view.world.strength.copy(), view.world.in_force.copy()
    strengths[index], forces[index] = strength, in_force
    then = view.world._replace(strength=strengths, in_force=forces)
    before, after = (total(scores(view.setting, world, view.seat), view.seat) for world in (view.world, then))
    return after - before


def points_towards(view: Perspective, variable: str, party: str) -> float:
    """Give how the seat of the view stands to another by this figure, in points."""
    cells = getattr(view.world, variable)
    return float(cells[view.index, view.setting.names.states[party]]) / POINT
