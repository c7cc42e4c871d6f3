"""The sentences of advisers, from the pack's words and from common ones. None has points of aims or odds."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from scenarios.schema.pack_advisers import AdviserText, ClaimWords
from wargame.engine.values import Claim, Cost, Setting
from wargame.exercises.advice.domain.stems import stems_of

COMMON = ClaimWords(
    event="I expect that {event}.",
    home="People at home will trust us more.",
    purse="Our economy will stand better for it.",
    ready="Our forces will be readier.",
    world="People abroad will think better of us.",
    bond="One thing will stand firmer: {agreement}.",
    abroad="{state} will think better of us.",
    calm="{state} will feel less threatened by us.",
    gain="It brings us nearer to what we want.",
)
"""The sentence of an adviser if the pack has no sentence of that kind for the adviser."""

AGAIN = ClaimWords(
    event="The likeliest thing that comes of it: {event}.",
    home="The mood at home will be better after it.",
    purse="Firms and the treasury will gain by it.",
    ready="We will have more that we can use.",
    world="Our word will count for more abroad.",
    bond="I see one gain: {agreement}.",
    abroad="It will be liked in {state}.",
    calm="It takes away a reason for {state} to fear us.",
    gain="Of what we can do now, it serves our aims best.",
)
ONCE_MORE = ClaimWords(
    event="If we are lucky, {event}.",
    home="Voters will see that we do something for them.",
    purse="Our firms can plan again.",
    ready="Our commanders will have more to work with.",
    world="Other capitals will speak better of us.",
    bond="Those who want to weaken one thing will find it harder: {agreement}.",
    abroad="In {state} they will speak better of us.",
    calm="{state} will have less to fear from us.",
    gain="It helps us more than anything else that we could do today.",
)
"""Other sentences, for an adviser who has used the ones before, or in whose turn a colleague uses them."""

MINDS = {
    "tension": "will feel threatened by us",
    "relation": "will think worse of us",
    "hurt": "will be hurt by it",
    "approval": "People at home will mind",
    "economy": "Our economy will feel it",
    "readiness": "Our forces will be less ready",
    "standing": "We will look worse abroad",
}
"""The cost of an order in words, by the figure that it worsens; the first three follow the names of states."""
NOBODY_MINDS = "Nothing that we can foresee."
LONGEST_QUOTE = 80
"""The most letters of a message that an adviser quotes."""
FEWEST_QUOTED = 3
"""The fewest words of a message that an adviser quotes, if it has more."""

_LOWERED = (
    "a after agree all an answer any as ask at before both by call complain data each every everybody fighters find "
    "first fly from get give half hold if in it keep let make many meet more most next no nobody not nothing of "
    "offer officers on once one our people pictures promise protest publish put repeat reporters say see send show so "
    "somebody speak stand stay strong take tell that the their then there these they this those three to turn two "
    "under use what when where who with without words you your"
)
LOWERED = frozenset(_LOWERED.split())
"""First words of a reason that begin with a small letter after a colon; all others may be names."""


def expects(
    claim: Claim, adviser: AdviserText, setting: Setting, said: Sequence[str] = (), taken: Collection[str] = ()
) -> str:
    """Return the sentence in which an adviser says what to expect.

    The adviser's own words about an agreement are for those that the adviser overrates. No sentence that the adviser
    has `said`, oldest first, comes again before all have been used; those that colleagues have `taken` in this turn
    come last.
    """
    overrated = {favour.of for favour in adviser.favours if favour.figure == "strength"}
    is_own = claim.kind != "bond" or not overrated or bool(overrated & {"", claim.name})
    sets = (*((adviser.says,) if is_own else ()), COMMON, AGAIN, ONCE_MORE)
    patterns = [pattern for words in sets if (pattern := getattr(words, claim.kind))]
    agreements = {each.key: after_colon(each.name) for each in setting.spec.agreements}
    state = setting.name_in_sentence(claim.who) if claim.who in setting.names.states else ""
    named = {"event": claim.label, "state": state, "agreement": agreements.get(claim.name, "")}
    sentences = [_opened(pattern.format(**named)) for pattern in patterns]
    last_said = {sentence: place for place, sentence in enumerate(said)}
    return min(sentences, key=lambda sentence: (sentence in taken, last_said.get(sentence, -1)))


def costs(found: Sequence[Cost], setting: Setting) -> str:
    """Return the sentence that says who minds."""
    parts = []
    for variable, each in groupby(found, key=lambda cost: cost.variable):
        if variable in ("tension", "relation", "hurt"):
            parts.append(f"{setting.names_in_sentence([cost.who for cost in each])} {MINDS[variable]}")
        else:
            parts.append(MINDS[variable])
    first, *rest = parts or [NOBODY_MINDS.rstrip(".")]
    return _opened(" and ".join((first, *(_lowered(part) for part in rest)))) + "."


def after_colon(reason: str) -> str:
    """Return a reason as it stands after a colon: in one sentence, with a small letter unless it begins with a name."""
    return _lowered(reason) if reason.split(" ", 1)[0].lower().rstrip(",:") in LOWERED else reason


def sentence_about(text: str, level: str) -> str:
    """Return the sentence of a help text that shares most words with the name of a level, or else its first."""
    sentences = [each if each.endswith(".") else f"{each}." for each in text.split(". ") if each]
    own = stems_of(level)
    return max(sentences, key=lambda each: (level.lower() in each.lower(), len(own & stems_of(each))), default="")


def opening_of(letter: str) -> str:
    """Return the first sentence of a letter without its full stop, cut after a word where it is long.

    A sentence of a word or two ("Of course.") says nothing by itself, so the next one goes with it.
    """
    sentences = letter.split(". ")
    count = 2 if len(sentences[0].split()) < FEWEST_QUOTED else 1
    first = ". ".join(sentences[:count]).rstrip(".")
    return first if len(first) <= LONGEST_QUOTE else f"{first[:LONGEST_QUOTE].rsplit(' ', 1)[0]} ..."


def listed(names: Iterable[str], verb: str) -> str:
    """Return the names with the verb: "Home disagrees", "Home and Defence disagree"; "" for nobody.

    Each name may have its leaning with it, as the reason: "Home (trusts the polls) disagrees".
    """
    found = list(names)
    return f"{' and '.join(found)} {verb}{'s' if len(found) == 1 else ''}" if found else ""


def _opened(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _lowered(sentence: str) -> str:
    first = sentence.split(" ", 1)[0]
    is_plain = first.lower() in LOWERED | {"people", "our", "we"}
    return sentence[:1].lower() + sentence[1:] if is_plain else sentence
