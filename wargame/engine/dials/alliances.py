"""Dials of alliances and agreements: whether an ally supports a state, what that costs it, how agreements start and
end.
"""

from wargame.engine.dials.dial import PER_TURN, POINTS, SHARE, Dial
from wargame.engine.dials.sources import FUHRMANN, JUDGEMENT, RELIABILITY, SNYDER

FAMILY = "alliances"
PACTS = "agreements"

ALLIANCES = (
    Dial("reliability", "Reliability", FAMILY, 0.5, 0.2, 0.8, "chance that a pact is honoured", SHARE, RELIABILITY,
         "Force calls on the target's allies in a defence pact; unless its government orders support, an ally comes "
         "in with this chance, lowered where the pact is weaker than at the opening; at 0 nobody is called.",
         ("support call",),
         (("1816-1944", 0.75), ("1816-2003", 0.5), ("defence pacts", 0.41), ("since 1945", 0.22))),
    Dial("entrapment", "Entrapment", FAMILY, 0.3, 0.1, 0.6, "share of the impulse", SHARE, SNYDER,
         "An ally that comes in is drawn in: tension between it and who used force rises both ways.",
         ("support call: tension",)),
    Dial("backing", "Backing", FAMILY, 1.0, 0.5, 3.0, "points of resolve", POINTS, SNYDER,
         "An ally that comes in stiffens the resolve of the one it protects.", ("support call: resolve",)),
    Dial("abandonment", "Abandonment", FAMILY, 2.0, 0.5, 5.0, "points of relation", POINTS, SNYDER,
         "An ally that stays away loses the goodwill of the one it left alone.", ("support call: relation",)),
    Dial("support", "Support strengthens", FAMILY, 3.0, 1.0, 8.0, "points of strength", POINTS, FUHRMANN,
         "An agreement gains when one party supports another that was acted against the turn before.",
         ("alliances: strength",)),
    Dial("silence", "Silence weakens", FAMILY, 1.5, 0.5, 5.0, "points of strength", POINTS, FUHRMANN,
         "A consultation agreement loses when a party was acted against and another said nothing.",
         ("alliances: strength",)),
    Dial("reputation", "Reputation", FAMILY, 1.0, 0.25, 3.0, "points of standing", POINTS, JUDGEMENT,
         "Supporting an ally in need raises one's standing, saying nothing lowers it.", ("alliances: standing",)),
)  # fmt: skip

AGREEMENTS = (
    Dial("proposal", "Proposal", PACTS, 2.0, 0.5, 5.0, "points of strength", POINTS, JUDGEMENT,
         "An agreement that one party offers and another has not yet accepted gains some ground.",
         ("agreements: strength",)),
    Dial("signature", "Signature", PACTS, 20.0, 5.0, 40.0, "points of strength", POINTS, JUDGEMENT,
         "An agreement that all parties that are played offer in the same turn comes into force, with this strength "
         "on top; at 0 none is concluded.",
         ("agreements: strength", "agreements: in_force")),
    Dial("tending", "Tending", PACTS, 3.0, 1.0, 8.0, "points of strength", POINTS, JUDGEMENT,
         "An order that works an agreement in force strengthens it.", ("agreements: strength",)),
    Dial("suspension", "Suspension", PACTS, 15.0, 5.0, 40.0, "points of strength", POINTS, JUDGEMENT,
         "A party that suspends an agreement puts it out of force and costs it strength; at 0 none can be suspended.",
         ("agreements: strength", "agreements: in_force")),
    Dial("lapse", "Lapse", PACTS, 5.0, 1.0, 20.0, "points of strength", POINTS, JUDGEMENT,
         "An agreement whose strength has fallen below this goes out of force.", ("agreements: in_force",)),
    Dial("agreement_return", "Agreements return", PACTS, 0.0016, 0.0005, 0.01, "share a day", PER_TURN, JUDGEMENT,
         "An agreement that nobody works returns to its opening strength: a quarter of the way in half a year.",
         ("drift: strength",)),
)  # fmt: skip
