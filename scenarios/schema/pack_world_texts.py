"""Checks that texts which describe the world are held to it, so that none tells the record as if it had happened."""

from collections.abc import Callable, Iterator

from scenarios.pack_faults import Fault
from scenarios.schema.pack import Pack
from scenarios.schema.pack_texts import WorldText

_MESSAGE = "nothing holds this text to the world, which may be otherwise after turn 1."
_REMEDY = "Add 'when' or 'asserts' with what it says, or 'timeless: yes' if nothing that seats do can make it wrong."


def world_text_faults(pack: Pack, fault: Callable[..., Fault]) -> Iterator[Fault]:
    """Yield a fault for each text after turn 1 without a condition, without an assertion, and not timeless."""
    for index, item in enumerate(pack.texts.cued()):
        is_held = item.when or item.asserts or item.turn == 1
        if isinstance(item, WorldText) and not item.timeless and not is_held:
            yield fault("cued", index, (), _MESSAGE, _REMEDY)
