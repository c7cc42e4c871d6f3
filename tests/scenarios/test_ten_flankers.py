"""Ten Flankers: sealed numbers, slots before and after a law, engines that teach, and a queue without a map."""

import pytest

from scenarios.vocabulary import BoardKind
from tests.scenarios.pack_games import pack_of, setting_of
from tests.scenarios.test_what_the_article_names import _after, _figure, _odds, _opening, _turn

SLUG = "ten-flankers"


@pytest.mark.parametrize(
    ("least", "asked", "stage", "in_100"),
    [
        ("four", "four", "four", 100),
        ("four", "twenty_four", "twenty_four", 100),
        ("twenty_four", "twenty_four", "twenty_four", 100),
        ("forty_eight", "forty_eight", "forty_eight", 100),
        ("twenty_four", "four", "talks", 100),
        ("forty_eight", "twenty_four", "talks", 100),
    ],
)
def test_a_contract_comes_where_beijing_asks_for_as_many_as_moscow_sells(
    least: str, asked: str, stage: str, in_100: int
) -> None:
    """Sentences 5 and 6."""
    given = {
        "RUS": f"offer_lot {least} CHN, sell_missiles sell CHN",
        "CHN": f"order_lot {asked} RUS, order_missiles order RUS",
    }
    assert _odds(SLUG, _opening(SLUG), given, "flankers", stage) == in_100
    assert _odds(SLUG, _opening(SLUG), given, "shield", "ordered") > 80


def test_what_is_delivered_before_the_law_is_not_counted_as_late() -> None:
    signed = _after(SLUG, [{}, {"RUS": "offer_lot four CHN", "CHN": "order_lot four RUS"}], {"flankers": "four"})
    delivered = _turn(SLUG, signed, {"RUS": "deliver four CHN"}).world
    assert _figure(delivered, "mark su_chn", SLUG) == 4
    assert _figure(delivered, "mark late_su", SLUG) == 0


def test_engines_that_are_opened_and_money_teach_china() -> None:
    """Sentence 6: technology that is taken over."""
    signed = _after(SLUG, [{}, {"RUS": "offer_lot four CHN", "CHN": "order_lot four RUS"}], {"flankers": "four"})
    taught = _turn(SLUG, signed, {"RUS": "sell_engines many CHN", "CHN": "own_engine steady"}).world
    opened = _turn(SLUG, taught, {"CHN": "take_apart open RUS, own_engine crash"}).world
    assert _figure(opened, "mark grasp", SLUG) > _figure(taught, "mark grasp", SLUG) > 0
    assert _figure(opened, "mark effort", SLUG) == 3
    assert _odds(SLUG, opened, {}, "engine", "bench") > _odds(SLUG, signed, {}, "engine", "bench")


def test_the_board_is_a_queue_for_all_seats() -> None:
    pack = pack_of(SLUG)
    assert pack.meta.board is BoardKind.QUEUE
    assert pack.board.queue
    assert {row.key for row in pack.board.queue.rows} == {"fighters", "missiles"}
    assert setting_of(SLUG).at.turns == 6
