"""The order kinds that a pack writes once for many lists of goods, made when it is read: a kind for each list, whose
levels are the rates of that list.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from scenarios.pack_faults import Fault
from scenarios.schema.pack_files import OrdersFile
from scenarios.schema.pack_lists import ListOrders, ListsFile, OrderEntry
from wargame.engine import ContradictionSpec, LevelSpec, ListSpec, NeedSpec, OrderSpec

WITHDRAWN = "withdrawn"
"""The key of the level of a kind that puts off an announced duty."""


def made_of(orders: OrdersFile, lists: ListsFile) -> list[int]:
    """Return the number of order kinds that are made of each entry."""
    return [len(orders_of(entry, lists.lists)) for entry in orders.orders]


def list_faults(orders: OrdersFile, lists: ListsFile, fault: Callable[..., Fault]) -> Iterator[Fault]:
    """Yield the faults of kinds that are written for lists. `fault` makes one at an item, as `Origins.fault` does."""
    yield from _incomplete_lists(lists, fault)
    known = {one.key for one in lists.lists}
    for index, entry in enumerate(orders.orders):
        if entry.lists is None:
            continue
        for place, key in enumerate(entry.lists.of):
            if key not in known:
                remedy = f"Use one of: {', '.join(sorted(known))}." if known else "Add lists.yaml, with 'lists'."
                yield fault("orders", index, ("lists", "of", place), f"there is no list '{key}'.", remedy)
        if len(entry.levels) != 1:
            message = f"'{entry.kind}' has {len(entry.levels)} levels, and its levels are the rates of its lists."
            yield fault("orders", index, ("levels",), message, "Write one level: it says what all rates share.")
        elif not orders_of(entry, lists.lists):
            remedy = "Add lists of its seats to lists.yaml (with two rates, to raise or cut), or drop the kind."
            yield fault("orders", index, ("lists",), f"no list can be acted on by '{entry.kind}'.", remedy)


def _incomplete_lists(lists: ListsFile, fault: Callable[..., Fault]) -> Iterator[Fault]:
    flows = {f"{flow.owner} {flow.against}" for flow in lists.flows}
    for index, one in enumerate(lists.lists):
        if f"{one.owner} {one.against}" not in flows:
            message = f"there is no flow of trade from {one.against} to {one.owner}."
            remedy = f"Add it to 'flows', or use one of: {', '.join(sorted(flows))}."
            yield fault("lists", index, ("against",), message, remedy)
        if not one.rates:
            remedy = "Write each rate that orders may set, the lowest first."
            yield fault("lists", index, ("rates",), f"'{one.key}' has no rate.", remedy)


def contradictions_of(orders: OrdersFile, lists: ListsFile) -> Iterator[ContradictionSpec]:
    """Yield the contradictions; one that names a kind written for lists stands for all kinds that are made of it."""
    made = {entry.kind: [order.kind for order in orders_of(entry, lists.lists)] for entry in orders.orders}
    for pair in orders.contradictions:
        for first in made.get(pair.first, [pair.first]):
            for second in made.get(pair.second, [pair.second]):
                yield replace(pair, first=first, second=second)


def lists_of(entry: OrderEntry, lists: Sequence[ListSpec]) -> list[ListSpec]:
    """Return the lists that a kind is made for."""
    if entry.lists is None:
        return []
    wanted = entry.lists.of
    return [one for one in lists if (one.key in wanted if wanted else one.owner in entry.seats) and steps(entry, one)]


def orders_of(entry: OrderEntry, lists: Sequence[ListSpec]) -> list[OrderSpec]:
    """Return the order kinds of an entry: itself, or one for each list."""
    if entry.lists is None:
        return [OrderSpec(**_own(entry))]
    return [_on_list(entry, entry.lists, one) for one in lists_of(entry, lists)]


def steps(entry: OrderEntry, one: ListSpec) -> list[tuple[float | None, float]]:
    """Return the rates that a kind may set on a list, each with the points per cent that it adds to the duty."""
    act = entry.lists.act if entry.lists else ""
    rates = (0.0, *one.rates)
    match act:
        case "impose":
            return [(rate, rate) for rate in one.rates]
        case "raise":
            return [(rates[at], rates[at] - rates[at - 1]) for at in range(2, len(rates))]
        case "cut":
            return [(rates[at], rates[at] - rates[at + 1]) for at in range(1, len(rates) - 1)]
        case "lift":
            return [(0.0, -rate) for rate in one.rates[:1]]
    return [(None, 0.0)]


def _on_list(entry: OrderEntry, how: ListOrders, one: ListSpec) -> OrderSpec:
    """Return the kind that acts on one list."""
    own = _own(entry)
    texts = {name: _named(own[name], one) for name in ("name", "short", "says", "help", "notice")}
    template = entry.levels[0]
    levels = tuple(_level(template, how, one, rate, added) for rate, added in steps(entry, one))
    more = {
        "kind": f"{entry.kind}_{one.key}",
        "seats": (one.owner,),
        "targets": (one.against,),
        "levels": levels,
        "needs": (*entry.needs, *_needs(how.act, one)),
        "on_list": one.key,
        "after": how.after,
    }
    return OrderSpec(**{**own, **texts, **more})


def _level(template: LevelSpec, how: ListOrders, one: ListSpec, rate: float | None, added: float) -> LevelSpec:
    severity = template.severity + how.severity_per_bn * one.amount * added / 100
    return replace(
        template,
        key=WITHDRAWN if rate is None else f"at-{in_figures(rate).replace('.', '-')}",
        name=template.name if rate is None else f"{in_figures(rate)} %",
        help=_named(template.help, one),
        severity=min(max(round(severity, 1), -100.0), 100.0),
        needs=(*template.needs, *_level_needs(how, one, rate)),
        rate=rate,
    )


def _needs(act: str, one: ListSpec) -> Iterator[NeedSpec]:
    """Yield what must hold for an act on a list at all."""
    untaxed = f"{one.title} is not taxed: put a rate into force first."
    if act == "impose":
        yield NeedSpec((f"rate {one.key} = 0",), f"{one.title}: you tax these goods already.")
        left = f"untouched {one.owner} {one.against} >= {in_figures(one.amount)}"
        yield NeedSpec((left,), f"Less than US$ {in_figures(one.amount)} bn of these imports is left to tax.")
    elif act == "put_off":
        yield NeedSpec((f"announced {one.key} >= 0",), f"Nothing is announced for {one.title}: announce a rate first.")
    else:
        yield NeedSpec((f"rate {one.key} > 0",), untaxed)


def _level_needs(how: ListOrders, one: ListSpec, rate: float | None) -> Iterator[NeedSpec]:
    """Yield what must hold for a rate: a raise goes up, a cut goes down, and nothing is announced twice."""
    if rate is None:
        return
    figure = in_figures(rate)
    if how.act == "raise":
        yield NeedSpec((f"rate {one.key} < {figure}",), f"{one.title} is taxed at {figure} % or more already.")
    if how.act == "cut":
        yield NeedSpec((f"rate {one.key} > {figure}",), f"{one.title} is taxed at {figure} % or less already.")
    if how.after:
        yield NeedSpec((f"announced {one.key} != {figure}",), f"{figure} % on {one.title} is announced already.")


def _own(entry: OrderEntry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields(OrderSpec)}


def _named(text: object, one: ListSpec) -> str:
    """Write a list's title, amount and goods into a text."""
    words = {"{list}": one.title, "{amount}": f"US$ {in_figures(one.amount)} bn", "{goods}": one.goods}
    said = str(text)
    for place, word in words.items():
        said = said.replace(place, word)
    return said


def in_figures(amount: float) -> str:
    """Write an amount without needless zeros: 7.5, 200."""
    return f"{amount:.10g}"
