"""Own shares: which games are played for them, and what their formulas make of blocks drawn for the purpose."""

import numpy as np
import pytest

from tests.engine.study.tiny_game import ONE, TWO, decided_by_a_draw
from wargame.engine import Setting
from wargame.engine.study.appraisal import shares
from wargame.engine.study.appraisal.estimates import Values
from wargame.engine.study.appraisal.situations import Numbers, Played, openings_of


@pytest.mark.parametrize("games", [1, 640, 6400])
def test_each_order_meets_each_situation_of_its_block_and_no_game_lends_twice(
    monkeypatch: pytest.MonkeyPatch, games: int
) -> None:
    """With 2,000 lenders for 12,000 games, shares were .02 apart from seed to seed, with an error of .005."""
    met: list[tuple[int, int, int]] = []

    def meet(setting: Setting, rows: Numbers, seeds: list[int], policies: object, plans: dict[str, Numbers]) -> Played:
        assert (rows == openings_of(setting, seeds)).all()
        met.extend(zip(plans[ONE].tolist(), plans[TWO].tolist(), seeds, strict=True))
        return Played(np.zeros(len(seeds), dtype=np.int64), np.zeros((len(seeds), 2)))

    def lend(_setting: Setting, _policies: object, count: int, base: int) -> dict[str, Numbers]:
        return dict.fromkeys((ONE, TWO), np.arange(base, base + count))

    monkeypatch.setattr(shares, "orders_given", lend)
    monkeypatch.setattr(shares, "played", meet)
    shares.own_shares(decided_by_a_draw(), {}, ONE, games)
    lent, situations = {own for own, *_ in met}, {(others, seed) for _, others, seed in met}
    assert len(met) == len(set(met)) == max(2, games // 64) * 64
    assert len(lent) == len(situations) == len({others for others, _ in situations}) == len(met) // 8
    assert not lent & {others for others, _ in situations}
    for own in lent:
        assert len({others for mine, others, _ in met if mine == own}) == 8


def draw_blocks(form: str, key: int, blocks: int) -> Values:
    """Draw halves for orders and situations, and let a game come to their sum, their product, or some of both."""
    dice = np.random.Philox(key=key)
    own, other = (dice.random_raw(2 * blocks * 8).reshape(2, blocks, 8) % 2 - 0.5).astype(np.float64)
    x, y = own[:, :, None], other[:, None, :]
    forms = {"sum": x + y, "product": x * y, "some of both": x + 3 * y + 4 * x * y}
    return forms[form][..., None]


@pytest.mark.parametrize(
    ("form", "alone", "with_interactions"), [("sum", 0.5, 0.5), ("product", 0, 1), ("some of both", 1 / 14, 5 / 14)]
)
def test_shares_of_a_sum_and_of_a_product_are_those_of_the_textbook(
    form: str, alone: float, with_interactions: float
) -> None:
    found = shares.shares_of(draw_blocks(form, 3, 4000))
    assert found["alone"].value == pytest.approx(alone, abs=0.01)
    assert found["with_interactions"].value == pytest.approx(with_interactions, abs=0.01)


def test_the_error_of_a_share_is_how_far_it_lies_from_draw_to_draw() -> None:
    drawn = [shares.shares_of(draw_blocks("some of both", key, 100)) for key in range(200)]
    for name in ("alone", "with_interactions"):
        told = np.mean([one[name].error for one in drawn])
        assert np.std([one[name].value for one in drawn]) == pytest.approx(told, rel=0.15)
