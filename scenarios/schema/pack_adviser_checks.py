"""Checks that each seat has three advisers whom players can tell apart, and that the things that they overrate
exist."""

import re
from collections.abc import Callable, Iterator

from scenarios.pack_faults import Fault
from scenarios.schema.pack import Pack
from scenarios.schema.pack_advisers import ADVISERS, AdviserText
from wargame.engine.values import FAVOURED_FIGURES, LEANINGS, FavourSpec
from wargame.spelling import one_of
from wargame.web.icons import UnknownIcon, icon_svg

NAMED = {"event": "event", "bond": "agreement", "abroad": "state", "calm": "state"}
"""The names that a sentence on a claim may hold, by the kind of claim."""

_NAME = re.compile(r"\{([^{}]*)\}")

FaultOf = Callable[..., Fault]


def adviser_faults(pack: Pack, fault: FaultOf) -> Iterator[Fault]:
    """Yield the faults of advisers. `fault` makes one at an item of a section, as `Origins.fault` does."""
    yield from _wrong_number(pack, fault)
    for index, adviser in enumerate(pack.advisers):
        yield from _alike(pack, index, adviser, fault)
        yield from _strange_icon(index, adviser, fault)
        for place, favour in enumerate(adviser.favours):
            for rest, message, remedy in _strange_favour(pack, favour):
                yield fault("advisers", index, ("favours", place, *rest), message, remedy)
        yield from _strange_words(index, adviser, fault)


def _wrong_number(pack: Pack, fault: FaultOf) -> Iterator[Fault]:
    for index, seat in enumerate(pack.seats):
        count = sum(adviser.seat == seat.code for adviser in pack.advisers)
        if count != ADVISERS:
            message = f"{seat.code} has {count} advisers."
            yield fault("seats", index, (), message, f"List {ADVISERS} under 'advisers' in seats/{seat.code}.yaml.")


def _alike(pack: Pack, index: int, adviser: AdviserText, fault: FaultOf) -> Iterator[Fault]:
    above = [other for other in pack.advisers[:index] if other.seat == adviser.seat]
    for name in ("key", "name", "short", "leaning"):
        if getattr(adviser, name) in {getattr(other, name) for other in above}:
            message = f"another adviser of {adviser.seat} has the {name} '{getattr(adviser, name)}'."
            yield fault("advisers", index, (name,), message, f"Choose another {name}.")
    if adviser.favours in {other.favours for other in above}:
        message = f"another adviser of {adviser.seat} leans the same way, so the two would never disagree."
        yield fault("advisers", index, ("favours",), message, "Let each overrate something else.")


def _strange_icon(index: int, adviser: AdviserText, fault: FaultOf) -> Iterator[Fault]:
    try:
        icon_svg(adviser.icon, 16)
    except UnknownIcon:
        remedy = "Use a name of lucide.dev/icons, such as shield."
        yield fault("advisers", index, ("icon",), f"there is no icon '{adviser.icon}'.", remedy)


def _strange_favour(pack: Pack, favour: FavourSpec) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the place inside the favour, the message and the remedy of each of its faults."""
    if not favour.points:
        yield (("points",), "0 points favour nothing.", "Write a number above or below 0, such as 6.")
    if not (favour.deed or favour.domain or favour.towards or favour.figure):
        yield ((), "this favours every order alike.", "Name a deed, a domain, a state towards whom, or a figure.")
    states = {state.code for state in pack.rules.states}
    known = {
        "deed": LEANINGS,
        "domain": {order.domain for order in pack.rules.orders},
        "towards": states,
        "figure": FAVOURED_FIGURES,
        "of": states | {pact.key for pact in pack.rules.agreements},
    }
    for name, words in known.items():
        said = getattr(favour, name)
        if said and said not in words:
            yield ((name,), f"there is no {name} '{said}'.", one_of(said, sorted(words)))
    if favour.of and not favour.figure:
        yield (("of",), "'of' names whose figure it is, and there is no figure.", "Add a figure, or leave it out.")


def _strange_words(index: int, adviser: AdviserText, fault: FaultOf) -> Iterator[Fault]:
    said = {kind: words for kind, words in adviser.says.model_dump().items() if words}
    if not said:
        message = "the adviser has no sentence of their own."
        yield fault("advisers", index, ("says",), message, "Write one for a kind of claim, such as 'home'.")
    for kind, words in said.items():
        allowed = {NAMED[kind]} if kind in NAMED else set()
        if strange := sorted({*_NAME.findall(words)} - allowed):
            remedy = f"Write {{{NAMED[kind]}}}, or nothing in braces." if allowed else "Write nothing in braces."
            yield fault("advisers", index, ("says", kind), f"'{{{strange[0]}}}' has no meaning here.", remedy)
        if not words.endswith("."):
            yield fault("advisers", index, ("says", kind), "this is no whole sentence.", "End it with a full stop.")
