"""Dials of the scripted seats: how a seat without a person decides. They affect outcomes only through its orders."""

from wargame.engine.dials.dial import LOGIT, POINTS, SHARE, Dial
from wargame.engine.dials.sources import JUDGEMENT, OSGOOD, PANG

FAMILY = "scripted seats"

POLICIES = (
    Dial("resolve_shift", "Resolve shifts replies", FAMILY, 1.0, 0.25, 2.0, "share per point of resolve", SHARE,
         JUDGEMENT,
         "A scripted seat answers force more often than the record the more resolve it has above 50.", ()),
    Dial("friendship", "Friends", FAMILY, 30, 10, 60, "points of relation", POINTS, JUDGEMENT,
         "From this relation on a scripted seat takes nothing that the other does for a threat, and does nothing hard "
         "to it; at 0 it has no friends.", ()),
    Dial("unlisted", "Force beside the leanings", FAMILY, 0.1, 0.02, 0.5, "weight; 1 is a leaning's", SHARE, JUDGEMENT,
         "How much an order of force that no leaning of the scenario pulls to weighs, once the reply drawn asks for "
         "one; at 0 it is not drawn.", ()),
    Dial("inertia", "Keeping course", FAMILY, 0.0, 0.2, 1.0, "share of what lasts", SHARE, PANG,
         "A seat that replies by the record gives an order at a state again in the next turn with the chance that "
         "tension between the two would last as long, times this; at 0 every turn begins anew.", ()),
    Dial("pressure", "Pressure", FAMILY, 8, 3, 20, "points of tension", POINTS, JUDGEMENT,
         "How far tension must stand over its opening level before a seat that answers in kind feels pressed without "
         "an act of force; at 0 only such an act presses it.", ()),
    Dial("daring", "A hawk's daring", FAMILY, 25, 15, 50, "points of resolve a level", POINTS, JUDGEMENT,
         "Resolve that a hawk needs for each level of the MID scale above no force; at 0 it uses none.", ()),
    Dial("grit", "Steps of goodwill", FAMILY, 0.27, 0.1, 0.8, "chance in each span of rounds", LOGIT, OSGOOD,
         "How likely a seat that answers in kind is to take a step of goodwill after a turn without force at it, "
         "where nothing else counts: P = logistic(b0 + b1 * size + b2 * credibility - b3 * tension), b0 its log odds.",
         ()),
    Dial("grit_size", "Large steps are answered", FAMILY, 0.3, 0.1, 0.6, "log odds a point of Goldstein value", SHARE,
         OSGOOD, "The larger the steps of another state's that stand unanswered, the likelier one in return.", ()),
    Dial("grit_trust", "Credible steps are answered", FAMILY, 1.0, 0.3, 2.0, "log odds from none to all", SHARE, OSGOOD,
         "The more of the steps between the two the other has taken, the more credible it is.", ()),
    Dial("grit_fear", "Fear forbids steps", FAMILY, 0.03, 0.01, 0.06, "log odds a point of tension", SHARE, OSGOOD,
         "The more threatened a seat feels by a state, the less likely it is to step towards it.", ()),
    Dial("grit_rounds", "Persistence", FAMILY, 3, 2, 5, "turns, and steps without an answer", POINTS, OSGOOD,
         "For how many turns a seat keeps to a decision, and how many of its steps may stand unanswered; at 0 it takes "
         "none.", ()),
)  # fmt: skip
