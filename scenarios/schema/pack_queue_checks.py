"""Checks that a queue names states, marks, incidents, stages and orders that exist, and that all seats know."""

from collections.abc import Callable, Iterator

from scenarios.pack_faults import Fault
from scenarios.schema.board_names import unknown_to_some
from scenarios.schema.pack import Pack
from scenarios.schema.pack_queue import BuyerText, QueueText
from scenarios.vocabulary import BoardKind
from scenarios.yamlsafe import Place
from wargame.spelling import one_of

QUEUE = "queue"


def queue_faults(pack: Pack, fault: Callable[..., Fault]) -> Iterator[Fault]:
    """Yield the faults of a queue. `fault` makes one at an item of a section, as `Origins.fault` does."""
    queue = pack.board.queue
    if pack.meta.board is BoardKind.QUEUE and queue is None:
        yield fault("meta", None, ("board",), "the board has no queue.", "Add board.yaml, with 'queue'.")
    if queue is None:
        return
    if pack.meta.board is not BoardKind.QUEUE:
        remedy = "Write 'board: queue' in scenario.yaml, or leave it out."
        yield fault(QUEUE, 0, (), "only a board of the kind 'queue' shows a queue.", remedy)
    for place, buyer in _buyers(queue):
        yield from _strange_buyer(pack, fault, place, buyer)
    if queue.limit:
        for index, stage in enumerate(queue.limit.stages):
            place = ("limit", "stages", index)
            yield from _strange_stage(pack, fault, queue.limit.incident, stage, ("limit", "incident"), place)


def _buyers(queue: QueueText) -> Iterator[tuple[Place, BuyerText]]:
    for row, product in enumerate(queue.rows):
        for index, buyer in enumerate(product.buyers):
            yield ("rows", row, "buyers", index), buyer


def _strange_buyer(pack: Pack, fault: Callable[..., Fault], place: Place, buyer: BuyerText) -> Iterator[Fault]:
    states, kinds = [state.code for state in pack.rules.states], [order.kind for order in pack.rules.orders]
    if buyer.state and buyer.state not in states:
        message, remedy = f"there is no state {buyer.state}.", one_of(buyer.state, states)
        yield fault(QUEUE, 0, (*place, "state"), message, remedy)
    if buyer.mark:
        yield from unknown_to_some(fault, "mark", buyer.mark, pack.rules.marks, (QUEUE, 0, (*place, "mark")))
    for index, kind in enumerate(buyer.orders):
        if kind not in kinds:
            yield fault(QUEUE, 0, (*place, "orders", index), f"there is no order '{kind}'.", one_of(kind, kinds))
    for index, contract in enumerate(buyer.contracts):
        at = (*place, "contracts", index)
        named, stage = (*at, "incident"), (*at, "stage")
        yield from _strange_stage(pack, fault, contract.incident, contract.stage, named, stage)


def _strange_stage(
    pack: Pack, fault: Callable[..., Fault], incident: str, stage: str, named: Place, place: Place
) -> Iterator[Fault]:
    yield from unknown_to_some(fault, "incident", incident, pack.rules.incidents, (QUEUE, 0, named))
    stages = [one.key for found in pack.rules.incidents if found.key == incident for one in found.stages]
    if stages and stage not in stages:
        message = f"'{incident}' has no stage '{stage}'."
        yield fault(QUEUE, 0, place, message, one_of(stage, stages))
