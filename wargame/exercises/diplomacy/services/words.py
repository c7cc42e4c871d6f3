"""The words of seats that policies play: by what was said, how the seat decided, and what has happened so far.

No line is said twice by a seat: of several wordings it takes one that it has not used, and then says that it repeats.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wargame import engine
from wargame.engine.values import Perspective
from wargame.exercises import bridge, perspectives
from wargame.exercises.diplomacy.domain import ANSWERED, NAMED, NO_FORCE, NOT_AIMED, PLANS, RESTRAINT
from wargame.exercises.models import Message, Pledge, PledgeEvent, Turn

_ANSWERS: dict[tuple[str, str], Sequence[str]] = {
    (RESTRAINT, "close"): (
        "You have our word, to the end of turn {until}: no force against you, and none shown. {fact}",
        "We will hold back, this turn and the next. {fact}",
    ),
    (RESTRAINT, "again"): ("You have our word already, and it holds. {fact}",),
    (RESTRAINT, "hold"): ("Nothing of ours moves; you have our word. {fact}",),
    (RESTRAINT, "lot"): ("It was close. {yes}. {fact}",),
    (RESTRAINT, "plans"): (
        "We cannot promise that: what we do this turn is decided. {fact}",
        "Ask us again when our orders of this turn are done. {fact}",
    ),
    (RESTRAINT, "tense"): (
        "Not while we feel as threatened by you as we do now. {fact}",
        "You ask for calm and give us none. We promise nothing. {fact}",
    ),
    (RESTRAINT, "word"): ("You gave us your word before, and then: “{deed}”. We promise nothing.",),
    (RESTRAINT, "cold"): (
        "We owe you no such promise. {fact}",
        "As things stand between us we keep our hands free. {fact}",
    ),
    (PLANS, "close"): (
        "Between friends, this turn: {names}. {fact}",
        "What you will see of us this turn: {names}. {fact}",
    ),
    (PLANS, "civil"): ("This turn we act here, and we say no more: {names}. {fact}", "Expect {names} steps. {fact}"),
    (PLANS, "nothing"): ("Nothing that you would notice. {fact}",),
    (PLANS, "cold"): ("You will see it when we do it. {fact}", "Our plans are ours. {fact}"),
    (NO_FORCE, "close"): ("We take you at your word. {fact}", "Good. We will remember that you said so. {fact}"),
    (NO_FORCE, "tense"): ("Words are not enough now. {fact}", "We hear it, and we see something else. {fact}"),
    (NO_FORCE, "word"): ("You said as much before, and then: “{deed}”. We will judge what you do.",),
    (NO_FORCE, "cold"): ("We have heard you. We will believe it when we see it. {fact}",),
    (ANSWERED, "timid"): ("We want no quarrel. We show no force against you this turn. {fact}",),
    (ANSWERED, "hold"): ("We had nothing of the kind in mind. {fact}",),
    (ANSWERED, "plans"): ("Then answer. We do what we have decided to do. {fact}",),
    (ANSWERED, "firm"): ("We take note, and we do not take orders. {fact}", "Threats change nothing here. {fact}"),
    (NAMED, "timid"): ("Let us settle this without the press. {fact}",),
    (NAMED, "hold"): ("Say what you like; we do nothing. {fact}",),
    (NAMED, "plans"): ("Say it. We stand by what we do. {fact}",),
    (NAMED, "firm"): ("Then we will tell our side of it. {fact}", "The public will hear both of us. {fact}"),
}
_SAME_AS = {NOT_AIMED: NO_FORCE}
_BROKEN = (
    "In turn {turn} you promised that {promise}. Then: “{deed}”. We will not forget it.",
    "So much for your word of turn {turn}: “{deed}”. We draw our conclusions.",
)
_TAKEN_BACK = (
    "What we promised you in turn {turn} no longer binds us. {fact}",
    "We take back our word of turn {turn}. {fact}",
)
_REACTIONS = {
    True: ("“{deed}” We can live with that once. Do not make it a habit.", "“{deed}” We keep calm, and ask you to."),
    False: ("“{deed}” We will not leave that without an answer.", "“{deed}” You know what that means to us."),
}
_OFFERS = {
    False: ("Let us agree on {name}. {fact}", "We are ready for {name}, if you are. {fact}"),
    True: ("It is time to end “{name}”. {fact}", "“{name}”: we want to be free of it. {fact}"),
}
_PROMISED = {"force": "you would use no force against us", "aimed": "nothing would be aimed at us"}
_ORDINALS = ("", "", "a second", "a third", "a fourth", "a fifth")


@dataclass(frozen=True)
class Speaker:
    """A seat that a policy plays, in a turn of a line, with what it said there to whom and noticed last turn."""

    role: str
    turn: Turn
    view: Perspective
    noticed: tuple[engine.Outcome, ...]
    said: tuple[tuple[str, frozenset[str]], ...]

    def name(self, role: str) -> str:
        """A seat's name inside a sentence."""
        return self.view.setting.name_in_sentence(role)

    def said_to(self, *readers: str) -> frozenset[str]:
        """Return what it has said to all of these, who do not know what it says to others."""
        return frozenset(text for text, to in self.said if to.issuperset(readers))

    def fact(self, other: str, *readers: str) -> str:
        """Return what the seat refers to when it speaks to another: what it noticed of the other, or how they stand.

        It betrays nothing to either of them, or to other `readers` of its words: all of them noticed that too.
        """
        noticed = [one for one in self.noticed if {other, *readers} <= set(one.audience)]
        deeds = [one for one in noticed if one.subject == "order" and one.actor == other]
        aimed = [one for one in deeds if self.role in one.targets]
        held_against = engine.breaches_of(self.view.setting, noticed, other, self.role, Pledge.Kind.AIMED)
        for one in (*aimed, *deeds):
            opens = "We have not forgotten" if one in held_against else "We saw what you did in"
            return f"{opens} turn {self.turn.number - 1}: “{one.text.rstrip('.')}”."
        moved = [one for one in noticed if one.subject == "incident"]
        if moved:
            return f"We look at what has happened: “{moved[0].text.rstrip('.')}”."
        tension = perspectives.points(self.view, "tension", self.role, other) or 0
        standing = perspectives.points(self.view, "relation", self.role, other) or 0
        how = "as friends" if standing >= 30 else "on speaking terms" if standing >= 0 else "at a distance"
        felt = "and we feel safe" if tension < 20 else "and we are uneasy" if tension < 60 else "and we feel threatened"
        return f"In turn {self.turn.number} we stand with you {how}, {felt}."


def speaker(turn: Turn, role: str) -> Speaker:
    """The seat as it speaks in a turn."""
    seat = turn.branch.exercise.seats.get(role=role)
    noticed = engine.known_outcomes(outcomes_before(turn), role)
    sent = Message.objects.in_line(turn.branch).filter(sender=role).values_list("text", "recipients")
    said = tuple((text, frozenset(to)) for text, to in sent)
    return Speaker(role, turn, perspectives.view_of(turn, seat), tuple(noticed), said)


def outcomes_before(turn: Turn) -> tuple[engine.Outcome, ...]:
    """Return what came of the turn before; nothing before the first."""
    before = Turn.objects.in_line(turn.branch).filter(number=turn.number - 1).first()
    return bridge.outcomes_of(before) if before else ()


def answer(
    by: Speaker, to: str, sentence: str, stance: engine.Stance, until: int, broken: Sequence[PledgeEvent]
) -> str:
    """Return what the seat answers to a structured message."""
    wordings = _ANSWERS.get((_SAME_AS.get(sentence, sentence), stance.why)) or _ANSWERS[RESTRAINT, stance.why]
    names = "; ".join(stance.names)
    if sentence == PLANS and stance.is_yes and not names:
        wordings = _ANSWERS[PLANS, "nothing"]
    facts = {
        "fact": by.fact(to),
        "until": until,
        "names": names,
        "deed": broken[-1].deed if broken else "",
        "yes": "We hold back" if stance.is_yes else "We promise nothing",
    }
    return _said(by.said_to(to), wordings, facts)


def reproach(by: Speaker, event: PledgeEvent) -> str:
    """Return what the seat says about a pledge to it that was broken."""
    pledge = event.pledge
    facts = {"turn": pledge.turn.number, "promise": _PROMISED[pledge.kind], "deed": event.deed}
    return _said(by.said_to(pledge.by), _BROKEN, facts)


def retraction(by: Speaker, event: PledgeEvent) -> str:
    """Return what the seat says when it takes a pledge back."""
    pledge = event.pledge
    return _said(by.said_to(pledge.to), _TAKEN_BACK, {"turn": pledge.turn.number, "fact": by.fact(pledge.to)})


def reaction(by: Speaker, deed: engine.Outcome, *, is_calm: bool) -> str:
    """Return what the seat says about force that was shown or used against it."""
    return _said(by.said_to(deed.actor), _REACTIONS[is_calm], {"deed": deed.text})


def terms(by: Speaker, offer: engine.Offer) -> str:
    """The words that go with a proposal of the seat's own: they speak to one party, and all parties read them."""
    others = [party for party in offer.parties if party != by.role]
    text = _said(by.said_to(*others), _OFFERS[offer.ends], {"name": offer.name, "fact": by.fact(*others)})
    return text[0].upper() + text[1:]


def _said(said: Collection[str], wordings: Sequence[str], facts: dict[str, object]) -> str:
    """The first wording that has not been used, else the last with the number of times."""
    lines = [" ".join(wording.format(**facts).split()) for wording in wordings]
    for line in lines:
        if line not in said:
            return line
    for ordinal in _ORDINALS[2:]:
        if (again := f"{lines[-1]} We say it {ordinal} time.") not in said:
            return again
    return f"{lines[-1]} That is {len(said)} messages from us by now, and nothing new."
