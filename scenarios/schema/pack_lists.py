"""Schema of lists of goods that states tax, and of order kinds that are written once for many lists."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from scenarios.schema.base import Entry
from wargame.engine import FlowSpec, ListSpec, OrderSpec


class ListsFile(Entry):
    """The file lists.yaml: what states buy of each other, and the lists of goods that they may tax."""

    flows: Annotated[tuple[FlowSpec, ...], Field(max_length=40)] = ()
    lists: Annotated[tuple[ListSpec, ...], Field(max_length=60)] = ()


@dataclass(frozen=True)
class ListOrders:
    """That a kind stands for one kind for each list: of its seats, or those that `of` names.

    `act` is what it does: impose a duty where there is none, raise or cut one, lift it, or put off one that is
    announced. `after` is how many turns later the rate takes effect; `severity_per_bn` is added to the severity for
    each US$ bn of duty that the order adds or takes away, counted from the rate next to its own.
    """

    act: Literal["impose", "raise", "cut", "lift", "put_off"]
    of: tuple[str, ...] = ()
    after: int = 0
    severity_per_bn: float = 0


@dataclass(frozen=True)
class OrderEntry(OrderSpec):
    """An order kind as a pack writes it: with `lists` it is written once for many lists.

    Its only level says what all rates share. {list}, {amount} and {goods} in its texts are those of each list.
    """

    lists: ListOrders | None = None
