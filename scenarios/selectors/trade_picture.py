"""The small picture of a scenario whose board is one of trade: what was taxed by the end of the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from scenarios.models import ScenarioVersion
from scenarios.selectors.library import ScenarioCard
from scenarios.vocabulary import BoardKind
from wargame.web.trade_bars import CARD, Goods, TradeBar, bar_of

A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class PicturedFlow:
    """The bar of what `owner` buys of `against`, with the shapes of both seats, and the same in a sentence."""

    owner: str
    owner_shape: str
    against: str
    against_shape: str
    bar: TradeBar
    sentence: str


def trade_picture_of(card: ScenarioCard) -> tuple[PicturedFlow, ...]:
    """Return the bars of a scenario with a board of trade, none for another; content is read once a day at most."""
    return tuple(cache.get_or_set(f"trade-picture-{card.content_hash}", lambda: _draw_flows(card), A_DAY) or ())


def _draw_flows(card: ScenarioCard) -> tuple[PicturedFlow, ...]:
    version = ScenarioVersion.objects.only("content").get(scenario__slug=card.slug, number=card.version)
    pack: Mapping[str, Any] = version.content["pack"]
    if pack["meta"].get("board") != BoardKind.TRADE:
        return ()
    rules = pack["rules"]
    rates = {one["key"]: one["rate"] for one in rules["lists"]} | _rates_of_the_record(rules)
    largest = max(flow["imports"] for flow in rules["flows"])
    return tuple(_flow(flow, rules["lists"], rates, largest, card.shapes) for flow in rules["flows"])


def _rates_of_the_record(rules: Mapping[str, Any]) -> dict[str, float]:
    """Return the last rate that the record's orders put on each list."""
    levels = {
        (order["kind"], level["key"]): (order["on_list"], level["rate"])
        for order in rules["orders"]
        if order.get("on_list")
        for level in order["levels"]
    }
    done = (levels.get((row["kind"], row["level"])) for row in rules["record"])
    return {key: rate for key, rate in filter(None, done) if rate is not None}


def _flow(
    flow: Mapping[str, Any], lists: list[Any], rates: Mapping[str, float], largest: float, shapes: Mapping[str, str]
) -> PicturedFlow:
    owner, against = flow["owner"], flow["against"]
    taxed = [
        Goods(one["title"], one["amount"], rates[one["key"]])
        for one in lists
        if (one["owner"], one["against"]) == (owner, against) and rates[one["key"]]
    ]
    hit = sum(goods.amount for goods in taxed)
    sentence = (
        f"By the end of the record {owner} taxes US$ {hit:g} bn of {flow['imports']:g} that it buys of {against}."
    )
    bar = bar_of(taxed, flow["imports"], largest, CARD)
    return PicturedFlow(owner, shapes.get(owner, ""), against, shapes.get(against, ""), bar, sentence)
