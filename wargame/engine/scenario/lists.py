"""Checks what states buy of each other and the lists of goods that they may tax, and translates them to rows."""

from typing import Any

from wargame.engine.errors import SettingError
from wargame.engine.rules.tariffs import NOTHING, average_duty
from wargame.engine.spec import ListSpec, OrderSpec, ScenarioSpec
from wargame.engine.spec.names import CENTS, Names
from wargame.engine.world.layout import Layout
from wargame.engine.world.table_rows import FlowRow, ListRow, ThirdRow

TENTHS = 10
"""Units of a cell that stand for one per cent."""
LARGEST_FLOW = 10_000.0
"""The largest flow in US$ bn: half of the world's trade in 2018."""
HIGHEST_RATE = 100.0
MOST_MOVED = 10.0
"""The most trade, in US$ bn, that US$ bn of duty moves to or from a third state."""
LONGEST_NOTICE = 10
"""In how many turns an announced rate takes effect at the latest."""


def check_lists(spec: ScenarioSpec, names: Names) -> None:
    """Check flows, lists and the orders on lists. Raises SettingError."""
    for index in range(len(spec.flows)):
        check_flow(spec, index, names)
    for index, one in enumerate(spec.lists):
        check_list(spec, one, f"lists[{index}]", names)
    for index, order in enumerate(spec.orders):
        check_order_on_list(spec, order, f"orders[{index}]", names)


def check_flow(spec: ScenarioSpec, index: int, names: Names) -> None:
    """Check that a flow runs between two states and has an amount, and that its third states are others."""
    flow, path = spec.flows[index], f"flows[{index}]"
    sides = [names.find("states", getattr(flow, field), f"{path}.{field}") for field in ("owner", "against")]
    if sides[0] == sides[1]:
        raise SettingError(f"{path}.against", f"{flow.owner} buys of itself.", "Name another state.")
    in_range(flow.imports, 0.01, LARGEST_FLOW, f"{path}.imports")
    seen = set(sides)
    for number, third in enumerate(flow.thirds):
        place = f"{path}.thirds[{number}]"
        state = names.find("states", third.state, f"{place}.state")
        if state in seen:
            raise SettingError(f"{place}.state", f"{third.state} stands here already.", "Name each state once.")
        seen.add(state)
        in_range(third.gains, 0, MOST_MOVED, f"{place}.gains")
        in_range(third.loses, 0, MOST_MOVED, f"{place}.loses")


def check_list(spec: ScenarioSpec, one: ListSpec, path: str, names: Names) -> None:
    """Check that a list is a part of a flow, and that its rates rise from above 0."""
    flow = spec.flows[names.find("flows", f"{one.owner} {one.against}", f"{path}.against")]
    in_range(one.amount, 0.01, LARGEST_FLOW, f"{path}.amount")
    if one.amount > flow.imports:
        message = f"US$ {one.amount:g} bn is more than the US$ {flow.imports:g} bn that {one.owner} buys."
        raise SettingError(f"{path}.amount", message, "Write less, or correct the flow.")
    for field, rate in (*(("rates", rate) for rate in one.rates), ("rate", one.rate)):
        in_range(rate, 0, HIGHEST_RATE, f"{path}.{field}")
        if abs(rate * TENTHS - round(rate * TENTHS)) > 1e-6:
            raise SettingError(f"{path}.{field}", f"{rate:g} is no tenth of a per cent.", "Round it to one decimal.")
    if not one.rates or 0 in one.rates or list(one.rates) != sorted(set(one.rates)):
        raise SettingError(f"{path}.rates", "The rates do not rise.", "Write each once, the lowest first, above 0.")
    opened = sum(
        each.amount for each in spec.lists if each.rate and (each.owner, each.against) == (one.owner, one.against)
    )
    if opened > flow.imports:
        message = f"The lists in force at the opening add up to US$ {opened:g} bn of {flow.imports:g}."
        raise SettingError(f"{path}.rate", message, "Let fewer of them open with a rate.")


def check_order_on_list(spec: ScenarioSpec, order: OrderSpec, path: str, names: Names) -> None:
    """Check that an order on a list is public, of the list's owner, at the state it is against, and says rates."""
    if not order.on_list:
        if any(level.rate is not None for level in order.levels):
            raise SettingError(f"{path}.levels", f"{order.kind} sets a rate and names no list.", 'Write "on_list".')
        return
    one = spec.lists[names.find("lists", order.on_list, f"{path}.on_list")]
    if order.seats != (one.owner,) or order.targets != (one.against,):
        message = f"{one.key} is a list of {one.owner} against {one.against}, and {order.kind} is not."
        raise SettingError(f"{path}.seats", message, "Let seats and targets be those of the list.")
    if order.visibility != "public":
        raise SettingError(f"{path}.visibility", "A duty is a law, which everybody reads.", 'Write "public".')
    if not 0 <= order.after <= LONGEST_NOTICE:
        message = f"{order.after} is outside 0..{LONGEST_NOTICE} turns."
        raise SettingError(f"{path}.after", message, "Choose a number of turns within these bounds.")
    for number, level in enumerate(order.levels):
        if level.rate is not None:
            in_range(level.rate, 0, HIGHEST_RATE, f"{path}.levels[{number}].rate")


def in_range(value: float, low: float, high: float, path: str) -> None:
    """Refuse a figure outside its bounds."""
    if not low <= value <= high:
        raise SettingError(path, f"{value:g} is outside {low:g}..{high:g}.", "Choose a figure within these bounds.")


def list_tables(spec: ScenarioSpec, names: Names) -> dict[str, Any]:
    """Return the tables of flows, third states and lists."""
    flows: list[FlowRow] = []
    thirds: list[ThirdRow] = []
    for flow in spec.flows:
        begin = len(thirds)
        thirds += [
            ThirdRow(state=names.states[third.state], net=round((third.gains - third.loses) * 1024))
            for third in flow.thirds
        ]
        row = FlowRow(
            owner=names.states[flow.owner],
            against=names.states[flow.against],
            imports=names.imports[len(flows)],
            third_from=begin,
            third_to=len(thirds),
        )
        flows.append(row)
    lists = [
        ListRow(flow=names.flows[f"{one.owner} {one.against}"], amount=round(one.amount * CENTS)) for one in spec.lists
    ]
    return {"flows": flows, "thirds": thirds, "lists": lists}


def put_lists(spec: ScenarioSpec, names: Names, at: Layout, opening: list[int]) -> None:
    """Enter the rates in force at the opening, and what they hit."""
    tables = list_tables(spec, names)
    rates = [round(one.rate * TENTHS) for one in spec.lists]
    opening[at.rate : at.rate + at.lists] = rates
    opening[at.announced : at.announced + at.lists] = [NOTHING] * at.lists
    for number, flow in enumerate(tables["flows"]):
        own = [(row.amount, rate) for row, rate in zip(tables["lists"], rates, strict=True) if row.flow == number]
        opening[at.hit + number] = sum(amount for amount, rate in own if rate)
        opening[at.duty + number] = average_duty(sum(amount * rate for amount, rate in own), flow.imports)
