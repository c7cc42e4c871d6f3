"""Dials of the bystanders: partners, allies of the target, rival claimants."""

from wargame.engine.dials.dial import POINTS, SHARE, Dial
from wargame.engine.dials.sources import CARSON, GDELT_SIGN, JUDGEMENT, PATROLS

FAMILY = "bystanders"
FORCE = ("bystanders: tension", "bystanders: relation", "support call", "domestic: resolve")

BYSTANDERS = (
    Dial("partner_share", "Partner's share", FAMILY, 0.5, 0.25, 1.0, "share of the impulse", SHARE, GDELT_SIGN,
         "An act done together with a partner also raises the target's tension towards that partner.",
         ("bystanders: tension",)),
    Dial("ally_share", "Allies' share", FAMILY, 0.3, 0.1, 0.8, "share of the impulse", SHARE, JUDGEMENT,
         "Allies of the target feel part of the impulse, in proportion to how well they stand to the target.",
         ("bystanders: tension",)),
    Dial("quarrel", "Quarrel of claimants", FAMILY, 0.5, 0.2, 1.0, "share of the impulse", SHARE, GDELT_SIGN,
         "When one of two claimants uses force at the place both claim, tension between them rises both ways.",
         ("bystanders: tension",)),
    Dial("force_from", "Where force begins", FAMILY, 15.0, 5.0, 40.0, "points of severity", POINTS, JUDGEMENT,
         "Severity from which an act counts as force for claimants, for allies and for resolve.", FORCE),
    Dial("together", "Acting together", FAMILY, 0.8, 0.2, 1.2, "points of relation", POINTS, PATROLS,
         "Two states that carry out an act as partners come a little closer; the more often, the less. A large "
         "manoeuvre has an effect of its own.",
         ("bystanders: relation",)),
    Dial("closing_ranks", "Closing ranks", FAMILY, 1.0, 0.5, 2.0, "points of relation", POINTS, PATROLS,
         "A target of force comes closer to its allies.", ("bystanders: relation",)),
    Dial("wedge", "Wedge", FAMILY, 4.0, 2.0, 8.0, "points of relation", POINTS, PATROLS,
         "An outsider's force at a place that its target and another claim turns those two against each other.",
         ("bystanders: relation",)),
    Dial("denial", "Denial", FAMILY, 0.5, 0.25, 1.0, "share that is lost", SHARE, CARSON,
         "A contested act is seen by all and denied by its author, who stakes so much less on it. Others feel it less: "
         "by half of this share if they stand alike to author and target, by more the better they stand to the author.",
         ("bystanders: tension", "bystanders: relation", "domestic: stake")),
)  # fmt: skip
