"""Checks that a pack's bids fit its turns and the dials that there are."""

from collections.abc import Callable, Iterator

from scenarios.pack_faults import Fault
from scenarios.schema.pack import Pack
from scenarios.schema.pack_bids import BidText
from wargame.engine.values import DIALS, UNTOLD_DIALS
from wargame.spelling import did_you_mean

_BY_KEY = {dial.key: dial for dial in DIALS}


def bid_faults(pack: Pack, fault: Callable[..., Fault]) -> Iterator[Fault]:
    """Yield the faults of bids. `fault` makes one at an item of a section, as `Origins.fault` does."""
    last = len(pack.rules.turns)
    for index, bid in enumerate(pack.bids):
        above = pack.bids[:index]
        for name in ("key", "dial"):
            if getattr(bid, name) in {getattr(one, name) for one in above}:
                message = f"another bid has the {name} '{getattr(bid, name)}'."
                yield fault("bids", index, (name,), message, f"Choose another {name}, or keep one of the two.")
        if bid.turns[1] > last:
            yield fault("bids", index, ("turns", 1), f"there is no turn {bid.turns[1]}.", f"Write 1 to {last}.")
        yield from _of_dial(bid, index, fault)


def _of_dial(bid: BidText, index: int, fault: Callable[..., Fault]) -> Iterator[Fault]:
    dial = _BY_KEY.get(bid.dial)
    if dial is None:
        remedy = did_you_mean(bid.dial, _BY_KEY) or "Use a key of the page How outcomes are computed."
        yield fault("bids", index, ("dial",), f"there is no dial '{bid.dial}'.", remedy)
        return
    if bid.dial not in UNTOLD_DIALS:
        message = f"the log tells seats what {dial.name} does, so nobody would have to guess."
        remedy = f"Bid on one of whose work it tells nothing: {', '.join(sorted(UNTOLD_DIALS))}."
        yield fault("bids", index, ("dial",), message, remedy)
    if not dial.allows(bid.strength):
        message = f"{dial.name} cannot be {bid.strength:g}."
        yield fault("bids", index, ("strength",), message, f"Write {dial.low:g} to {dial.high:g}.")
