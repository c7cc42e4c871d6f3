"""Trade that can be taxed: what one state buys of another, and the lists of goods on which it may put a duty."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ThirdSpec:
    """The trade that a third state `gains` and `loses`, in US$ bn for each US$ bn of duty on a flow."""

    state: str
    gains: float = 0
    loses: float = 0


@dataclass(frozen=True)
class FlowSpec:
    """The goods that `owner` buys of `against` in a year, in US$ bn: the most that its lists can hit.

    `basis` says whose figures these are, and of which year.
    """

    owner: str
    against: str
    imports: float
    basis: str = ""
    thirds: tuple[ThirdSpec, ...] = ()


@dataclass(frozen=True)
class ListSpec:
    """Goods of `against` on which `owner` puts a duty together: their amount in US$ bn a year, and the rates in per
    cent, the lowest first, that its orders may set.

    `rate` is the duty in force at the opening, 0 for none. `goods` names a few of them.
    """

    key: str
    title: str
    owner: str
    against: str
    amount: float
    rates: tuple[float, ...]
    rate: float = 0
    goods: str = ""
