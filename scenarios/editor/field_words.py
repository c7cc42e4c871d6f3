"""The words of fields on the pages of things: a label, a sentence on the effect, and a unit."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The label of a field, a sentence on its effect, and the unit of its value."""

    label: str
    help: str = ""
    unit: str = ""


_POINTS = "0 to 100"
_W = FieldWords
WORDS: Mapping[str, FieldWords] = {
    "actor": _W("Actor", "The state that causes it."),
    "add": _W("Change", "Added to the weight or chance while the condition holds; a minus takes away."),
    "advisers": _W("Advisers", "Three people who argue from the forecasts of orders, each with a leaning."),
    "agreement": _W("Agreement", "The agreement that the order proposes, tends or suspends."),
    "aims": _W("Aims in words", "The aims as the government tells them to the seat alone."),
    "amount": _W("Amount", "How far the figure moves; a minus lowers it.", "points"),
    "approval": _W("Home confidence", "The confidence of the public at the start.", _POINTS),
    "because": _W("Because", "The reason that readers see, as a whole sentence."),
    "brief": _W("Briefing", "The people of the seat read it before the game; nobody else does."),
    "base": _W("Begins from", "The kind of the shared catalogue from which the order takes the rest."),
    "caps": _W("Caps", "Facts that contradict the aim, and the most that it scores then."),
    "chance": _W(
        "Chance", "How often it comes when its condition holds; with 0 only the white cell sends it.", "in 100"
    ),
    "claimants": _W("Claimants", "States that claim the place of the incident."),
    "code": _W("Code", "Three capital letters."),
    "consent": _W("Consent", "How many parties must agree; 0 means all of them.", "parties"),
    "cost": _W("Price", "The points that a seat pays from those of its turn.", "points"),
    "covers": _W("Covers", "How much of the target's trade it cuts.", "points"),
    "delay": _W("Delay", "The time until the later effects come.", "days"),
    "detection": _W("Found out", "How often others find a covert order out.", "in 100"),
    "dilemma": _W("Dilemma", "The hard choice of the seat; everybody may read it."),
    "domain": _W("Field", "The column of the order on the page: military, diplomatic, economy, information."),
    "economy": _W("Economy", "The state of the economy at the start.", _POINTS),
    "effects": _W("Effects", "The figures that it moves."),
    "ends_at": _W("Ends", "The time in the scenario, such as 09:00 or 14 July."),
    "excludes": _W("Excludes", "Events that the aim rules out."),
    "exposure": _W("Trade dependence", "How far its economy depends on trade with the other.", _POINTS),
    "false_name": _W("Its name if it is false"),
    "grade": _W("Grade", "A letter for the source, A to F, and a number for the content, 1 to 6."),
    "habituates": _W("Wears off", "Whether repeated orders of the same class count less."),
    "half_life": _W("Half-life of tension", "The time in which half of the added tension fades.", "days"),
    "headline": _W("Headline"),
    "help": _W("Help", "The reader learns what it does, what it costs, and who minds."),
    "hints": _W("Hints", "Each seat's belief at the start, and how often the belief is right."),
    "hostility": _W("Hostility", "0 none, 1 no act, 2 threat, 3 display, 4 use of force, 5 war.", "0 to 5"),
    "icon": _W("Icon", "The name of a Lucide icon."),
    "immediate": _W("Ends at once", "Whether the ending is judged after every turn, not only after the last one."),
    "incident": _W("Incident"),
    "in_force": _W("In force at the start"),
    "key": _W(
        "Name in conditions", "Small letters, digits and underscores. Rename it below, so that every use follows."
    ),
    "kind": _W("Kind"),
    "known_to": _W("Known to", "The seats that learn of it; “all” for everybody."),
    "label": _W("Label", "Two to four words, for a strip of outcomes."),
    "later": _W("Later effects", "Figures that it moves after the delay."),
    "learning": _W("One learns", "A line for each thing that people learn."),
    "levels": _W("Levels", "Steps of the order, from mild to strong; a player picks one."),
    "meaning": _W("Meaning", "The event that the counter counts, in words."),
    "message": _W("Message", "The reader sees it if the need is not met: the reason and the remedy."),
    "minutes": _W("Length", "Of a turn in the scenario, or of the game for a class.", "minutes"),
    "modifiers": _W("Reasons that change it", "Each row adds its change while its condition holds."),
    "name": _W("Name"),
    "needs": _W("Needs", "Conditions that must hold, or the order cannot be given."),
    "notice": _W("Notice", "A sentence for the page of orders: it says who notices the order."),
    "number": _W("Number"),
    "objectives": _W("Aims", "The seat's score comes from them, each with its weight."),
    "odds": _W("Odds in the forecast", "The incident whose chance the forecast shows."),
    "openness": _W("Openness", "How much the public punishes words that are not kept.", _POINTS),
    "open_ended": _W("May go on", "Whether it may still be open after the last turn."),
    "order_class": _W("Class", "Orders of one class wear off together."),
    "parties": _W("Parties"),
    "partners": _W("Partners", "States that can join in the order."),
    "points": _W("Points a turn", "How much its seat can spend in a turn.", "points"),
    "post": _W("Post", "The office and the city, such as: Ministry of Fisheries, Vannoy."),
    "public": _W("Public", "Whether others may read it."),
    "readiness": _W("Readiness", "Of its forces, at the start.", _POINTS),
    "relation": _W("Relation", "How it stands to the other: 0 hostile, 100 close.", _POINTS),
    "resolve": _W("Resolve", "How hard its scripted government answers.", _POINTS),
    "reveals": _W("Hidden truth", "The reason stays hidden until this truth is revealed."),
    "right": _W("Right", "How often the belief is right.", "50 to 100 in 100"),
    "says": _W("Says", "The sentence that readers see when it happens."),
    "seat": _W("Seat"),
    "seats": _W("Seats", "The seats that may give it or read it."),
    "severity": _W("Severity", "How much the target's tension rises; a minus calms.", "-100 to 100"),
    "short": _W("Short name", "For places with little room."),
    "solo_default": _W("First choice alone", "The seat of somebody who plays alone and does not choose."),
    "source": _W("Source"),
    "stages": _W("Stages", "The incident stands in one of them; each lists the steps that lead on."),
    "standing": _W("Standing", "Its reputation abroad, at the start.", _POINTS),
    "start": _W("First stage"),
    "starts_at": _W("Begins", "The time in the scenario, such as 08:30 or 1 July."),
    "status": _W("Status"),
    "strength": _W("Strength", "How strong the agreement is at the start.", _POINTS),
    "summary": _W("Summary", "Three or four sentences for the card."),
    "tags": _W("Tags", "Words that rules and the library's filters read."),
    "target": _W("Target", "The state at which it is aimed."),
    "targets": _W("Targets", "States at which the order can be aimed."),
    "task": _W("Task", "In one sentence; everybody may read it."),
    "tension": _W("Tension", "How threatened it feels by the other: 0 calm, 100 crisis.", _POINTS),
    "terms": _W("Words of this government", "Words that only this government uses so."),
    "text": _W("Text"),
    "time": _W("Time", "Such as 09:04, 6 July or 24 July 11:30."),
    "times": _W("Times in other turns", "If it comes in a later turn, readers see this time."),
    "title": _W("Title"),
    "to": _W("Leads to", "The stage after this step; its own stage if nothing changes."),
    "towards": _W("Towards", "The state about which the figure is."),
    "transitions": _W("Steps", "One of them is taken each turn: its chance is its weight of all weights."),
    "true_name": _W("Its name if it is true"),
    "turn": _W("Turn"),
    "turns": _W("Turns", "The first and the last turn in which it can happen."),
    "variable": _W("Figure", "The figure that moves or counts, such as approval or tension."),
    "visibility": _W("Seen by", "public: all; private: those it names; covert: its author, until somebody finds out."),
    "weight": _W("Weight", "Its share of the weights beside it."),
    "when": _W("Comes if", "Each line must hold. Inside a line, “or” joins alternatives, and “not” turns one round."),
    "who": _W("State", "The state whose figure moves; or actor, target, partner, others."),
}
"""The words by the name of a field; a table of the same field of one entry goes first."""
OF_ENTRY: Mapping[tuple[str, str], FieldWords] = {
    ("EffectSpec", "name"): _W("Of what", "The agreement, mark or hidden truth that moves."),
    ("EffectSpec", "spread"): _W("Spread", "The most by which chance moves the amount up or down.", "points"),
    ("EffectSpec", "when"): _W("Only if"),
    ("IncidentSpec", "known_to"): _W("Known to", "The seats that learn where it stands; “all” for everybody."),
    ("OrderEntry", "kind"): _W("Name in conditions", "Rename it below, so that every use follows."),
    ("OrderEntry", "turns"): _W("Turns", "The first and the last turn in which seats can give it."),
    ("OrderEntry", "chance"): _W("Chance of its own", "The order can fail: its chance and what changes that."),
    ("ChanceSpec", "base"): _W("Chance to start with", "Before the reasons below.", "in 100"),
    ("ModifierSpec", "when"): _W("If"),
    ("NeedSpec", "when"): _W("Can be given if"),
    ("ObjectiveSpec", "variable"): _W("Measured by", "The figure that counts, such as approval KOR."),
    ("ObjectiveSpec", "text"): _W("Aim", "One sentence that the seat reads."),
    ("TruthSpec", "chance"): _W("Chance", "How often it is true.", "in 100"),
    ("EndingSpec", "when"): _W("Ends the game if"),
    ("MetaEntry", "turns"): _W("Turns", "How many there are."),
    ("MetaEntry", "tags"): _W("Matters", "Words for the library's filter."),
    ("LeaningSpec", "weight"): _W("Weight", "Its share beside the seat's other leanings."),
}


def words_of(entry: str, field: str) -> FieldWords:
    """Return the words of a field; its name in words where nobody has written any."""
    found = OF_ENTRY.get((entry, field)) or WORDS.get(field)
    return found or FieldWords(field.replace("_", " ").capitalize())
