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
FAR = 100
A_BREACH = 40
"""Points of relation that a broken pledge takes from the word of the seat that broke it."""
EASED_BY_RESTRAINT = 15
"""Points of relation, and of tension, by which a promise of no force on all sides makes it easier to agree."""
A_POINT_OF_AIMS = 10
"""By how many points of relation a point of a seat's own aims, of 100, moves its answer."""


@dataclass(frozen=True)
class Offer:
    """An agreement that a seat may propose to bring into force, or to end where `ends`.

    `parties` are the seats that are asked, the proposer among them; `consent` of them must say yes. `strength` is where
    the agreement would stand, 0..100; `worth` what it would add to the seat's own aims at once, in points of 100.
    Where it `has_restraint` all parties also promise to use no force, which makes it easier to agree.
    """

    agreement: str
    name: str
    parties: tuple[str, ...]
    ends: bool
    strength: float
    worth: float
    consent: int
    has_restraint: bool = False

    @property
    def needs_all(self) -> bool:
        """True if every party must say yes."""
        return self.consent == len(self.parties)


@dataclass(frozen=True)
class Reply:
    """The answer of a scripted seat, with one sentence that says why.

    `why` is "tense", "cold", "word" (of a pledge that was broken), "deeds" or "aims" where it says no, "close" where it
    says yes. `margin` is by how many points of relation the answer is a yes; below 0 it is a no. `whom` is the party
    that decided it: the one with which the seat stands worst.
    """

    is_yes: bool
    reason: str
    why: str = "close"
    margin: float = 0
    whom: str = ""


@dataclass(frozen=True)
class Conduct:
    """The conduct of the parties towards a seat: how often they broke their word, and the weight of their last deeds.

    `favour` is in points of relation, negative where they were hostile.
    """

    broken: int = 0
    favour: float = 0

    @property
    def distrust(self) -> float:
        """By how many points of relation more the seat must stand well with them."""
        return A_BREACH * self.broken - self.favour


UNKNOWN_CONDUCT = Conduct()
"""Of parties that have done nothing yet."""


def offers(view: Perspective) -> tuple[Offer, ...]:
    """Return the offers that the seat of the view may make: pacts of its own with others who are played, as far as it
    knows."""
    found = (_offer(view, index, pact) for index, pact in enumerate(view.setting.spec.agreements))
    return tuple(offer for offer in found if offer is not None)


def reply(
    policy: str, view: Perspective, offer: Offer, proposer: str, seed: int, conduct: Conduct = UNKNOWN_CONDUCT
) -> Reply:
    """Answer for the seat of the view, which a policy plays, from what that seat knows; equal input, equal answer.

    A policy looks at the party with which the seat stands worst, at the tension with it, at the seat's own aims, and at
    the `conduct` of the parties. "hold" says no, "random" draws its answer. Planners weigh like all other policies.
    """
    number = NUMBER_OF.get(policy, -1)
    if number == HOLD:
        return Reply(False, "Holds: it agrees to nothing and ends nothing.", "cold", -FAR)
    if number == RANDOM:
        slot = 255 - view.setting.names.agreements[offer.agreement] % 64
        is_yes = roll(key_of(seed), view.turn, POLICY, view.index, slot) < SIDES // 2
        said = "yes" if is_yes else "no"
        return Reply(is_yes, f"Drew its answer by lot: {said}.", "close" if is_yes else "cold", FAR if is_yes else -FAR)
    others = [party for party in offer.parties if party != view.seat] or [proposer]
    worst = min(others, key=lambda party: points_towards(view, "relation", party))
    return _weighed(view, offer, worst, number, conduct)


def _weighed(view: Perspective, offer: Offer, worst: str, policy: int, conduct: Conduct) -> Reply:
    """Weigh relation and aims: a pact is kept with those that a seat would conclude it with."""
    name, standing = view.setting.name_in_sentence(worst), points_towards(view, "relation", worst)
    tension, needed = points_towards(view, "tension", worst), needed_standing(policy) + round(conduct.distrust)
    gain, eased = A_POINT_OF_AIMS * offer.worth * (-1 if offer.ends else 1), EASED_BY_RESTRAINT * offer.has_restraint
    leaning = standing - needed + gain + eased
    why = f"it stands at {standing:+.0f} with {name}" + _of_aims(offer) + _of_conduct(conduct)
    why = why.replace("-", "\N{MINUS SIGN}")
    if not offer.ends and tension >= TENSE + eased and policy != DOVE:
        because = "deeds" if conduct.favour < 0 else "tense"
        return Reply(False, f"Said no: tension with {name} is at {tension:.0f}.", because, min(leaning, -1), worst)
    if offer.ends:
        is_yes, margin = leaning < 0, -leaning
    else:
        is_yes, margin = leaning >= 0, leaning
    reason = f"Said {'yes' if is_yes else 'no'}: {why}."
    return Reply(is_yes, reason, "close" if is_yes else _why_not(offer, margin, conduct, gain), margin, worst)


def _why_not(offer: Offer, margin: float, conduct: Conduct, gain: float) -> str:
    """Return the reason that weighed against an offer: a broken word before deeds, deeds before aims, aims before the
    relation."""
    if offer.ends:
        return "aims"
    if conduct.broken:
        return "word"
    if conduct.favour < 0:
        return "deeds"
    return "aims" if gain < 0 and margin - gain >= 0 else "cold"


def _of_aims(offer: Offer) -> str:
    if abs(offer.worth) < 1:
        return ""
    return f", and its aims would {'gain' if offer.worth > 0 else 'lose'} {abs(offer.worth):.0f} points by it"


def _of_conduct(conduct: Conduct) -> str:
    if not round(conduct.favour):
        return ""
    return f", and what was done to it last counts {conduct.favour:+.0f}"


def _offer(view: Perspective, index: int, pact: AgreementSpec) -> Offer | None:
    setting, in_force = view.setting, int(view.world.in_force[index])
    parties = tuple(seat for seat in setting.seats if seat in pact.parties)
    if view.seat not in parties or len(parties) < 2 or in_force == UNKNOWN:
        return None
    # A working line that its parties alone know is no treaty: it ends by what they do.
    if in_force and pact.in_force and pact.known_to != ("all",):
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
    """Return the gain of the seat's own aims if nothing else changed."""
    strengths, forces = view.world.strength.copy(), view.world.in_force.copy()
    strengths[index], forces[index] = strength, in_force
    then = view.world._replace(strength=strengths, in_force=forces)
    before, after = (total(scores(view.setting, world, view.seat), view.seat) for world in (view.world, then))
    return after - before


def points_towards(view: Perspective, variable: str, party: str) -> float:
    """Return the points of this figure of the seat of the view towards another."""
    cells = getattr(view.world, variable)
    return float(cells[view.index, view.setting.names.states[party]]) / POINT
