"""The books of replies of a scenario: its own, or the plain one where its author wrote none."""

from collections.abc import Mapping, Sequence

from scenarios.schema.pack import Pack
from scenarios.schema.pack_voices import Occasion, VoiceEntry

_PLAIN: Mapping[str, Sequence[str]] = {
    Occasion.FRIENDLY: ("Thank you. We noticed it.", "That was helpful, and we will say so."),
    Occasion.PRESSING: ("We do not accept this.", "This makes matters harder between us."),
    Occasion.THREATENING: ("Keep your distance.", "We noticed it, and we ask you to stop."),
    Occasion.FORCE: ("We will not leave that without an answer.", "You know what that means to us."),
    Occasion.BROKEN: ("You gave us your word and did not keep it.", "We will not forget that you broke your word."),
    Occasion.TURNED: ("Our promise to you no longer binds us.",),
    Occasion.RESTRAINT_YES: ("You have our word: no force against you.", "We will hold back."),
    Occasion.RESTRAINT_NO: ("We owe you no such promise.", "We keep our hands free."),
    Occasion.PLANS_YES: ("Between us, we plan this: {plans}.", "You will see this of us: {plans}."),
    Occasion.PLANS_SOME: ("Our next steps concern {fields}.", "We are busy with {fields}, and say no more."),
    Occasion.PLANS_NONE: ("We plan nothing that you would notice.", "We plan nothing now."),
    Occasion.PLANS_NO: ("Our plans are ours.", "You will see it when we do it."),
    Occasion.ASSURED_YES: ("We take you at your word.", "Good. We will remember that you said so."),
    Occasion.ASSURED_NO: ("We will believe it when we see it.", "Words are not enough now."),
    Occasion.WARNED_YES: ("We want no quarrel, and hold back.", "Let us settle this quietly."),
    Occasion.WARNED_NO: ("We take note, and we do not take orders.", "Threats change nothing here."),
    Occasion.OFFER: ("Let us agree on this.", "We are ready for this if you are."),
    Occasion.END: ("It is time to end this.",),
    Occasion.AGREES: ("We agree.", "Yes. We will sign."),
    Occasion.AGREES_END: ("We agree to end it.", "Let it end, then."),
    Occasion.REFUSES_TENSE: ("No. Things are too tense between us.", "Not while we feel threatened by you."),
    Occasion.REFUSES_COLD: ("No. We do not stand well enough with you.", "It is too early for that."),
    Occasion.REFUSES_DEEDS: ("No, after what you did.", "Your deeds speak against it."),
    Occasion.REFUSES_WORD: ("No. You broke your word before.",),
    Occasion.REFUSES_AIMS: ("No. It does not serve us.", "We would lose by it."),
    Occasion.REFUSES_OTHERS: ("Not together with {other}.", "With {other} in it we cannot agree."),
    Occasion.REFUSES_END: ("No. We want to keep it.", "It still serves us, so it stays."),
    Occasion.INSTEAD: ("We offer you this instead.", "This we could sign."),
    Occasion.PLEDGE: ("We would sign it with a promise of no force on all sides.",),
    Occasion.HELPS: ("A friendly step would help.", "Give it time, and ask us again."),
    Occasion.FIRST: ("We are close to a yes. First {wish}.", "One thing before we agree: {wish}."),
}


def book_of(content: Pack, seat: str) -> VoiceEntry:
    """Return the book of replies of a seat."""
    return next((voice for voice in content.voices if voice.seat == seat), None) or VoiceEntry.model_validate(
        {"seat": seat, "replies": {occasion: list(lines) for occasion, lines in _PLAIN.items()}}
    )
