"""Every dial has a range around its default, a source, and columns that the rules read."""

import math

from wargame.engine import DIALS, dials
from wargame.engine.dials import DEFAULTS
from wargame.engine.turn.ledger import RULE_NAMES
from wargame.engine.world.dial_rows import DialRow, RateRow


def test_every_dial_can_be_read_about() -> None:
    assert len({dial.key for dial in DIALS}) == len(DIALS)
    for dial in DIALS:
        assert 0 < dial.low < dial.high
        assert dial.allows(dial.default)
        assert all(dial.low <= value <= dial.high for _, value in dial.presets)
        assert dial.explanation.endswith(".")
        assert dial.source
        assert bool(dial.touches) == (dial.family != "scripted seats")


def test_a_dial_is_off_or_within_its_range() -> None:
    impulse = dials.BY_KEY["impulse"]
    assert [impulse.allows(value) for value in (-1, 0, 0.4, 0.5, 1.5, 1.6)] == [False, True, False, True, True, False]


def test_every_output_that_a_dial_touches_is_one_the_ledger_knows() -> None:
    for dial in DIALS:
        assert {output.partition(":")[0] for output in dial.touches} <= set(RULE_NAMES.values())


def test_acts_are_misperceived_evenly_around_what_they_were() -> None:
    assert set(dials.perception(DEFAULTS)) == {1024}
    perceptions = dials.perception(DEFAULTS | {"misperception": 0.4})
    assert perceptions == sorted(perceptions)
    for low, high in zip(perceptions, reversed(perceptions), strict=True):
        assert math.isclose(low * high, 1024**2, rel_tol=0.002)


def test_a_preset_is_a_figure_by_name() -> None:
    assert dials.dial_values((("reliability", "since 1945"), ("impulse", 0.5))) == {"reliability": 0.22, "impulse": 0.5}


def test_every_dial_that_is_a_number_has_a_column_of_its_key_and_no_column_is_left() -> None:
    assert sorted(dial.key for dial in dials.NUMBERS) == sorted(DialRow._fields)
    assert sorted(dial.key for dial in dials.RATES) == sorted(RateRow._fields)
    assert not {*DialRow._fields} & {*RateRow._fields}


def test_a_threshold_that_is_switched_off_is_never_reached() -> None:
    row = dials.weights(DEFAULTS | {"force_from": 0, "friendship": 0, "pressure": 0, "impulse": 0})
    assert row.force_from == row.friendship == row.pressure > 100_000
    assert row.impulse == 0


def test_a_rate_a_day_becomes_what_happens_in_a_turn() -> None:
    day, hour = dials.rates(DEFAULTS, 1440), dials.rates(DEFAULTS, 60)
    left = (1 - hour.relation_return / dials.FINE) ** 24
    assert math.isclose(1 - left, day.relation_return / dials.FINE, abs_tol=1e-6)


def test_half_of_what_tension_is_too_high_goes_in_the_half_life_of_the_pair() -> None:
    week = dials.fading(DEFAULTS, [7 * 1440], [1, 7, 14])
    assert [round(share / dials.FINE, 3) for share in week] == [0.992, 0.5, 0.293]
    assert dials.fading(DEFAULTS | {"tension_decay": 0}, [1440], [1, 7]) == [0, 0]


def test_habituation_falls_to_its_floor() -> None:
    table = dials.habituation(DEFAULTS)
    assert table[0] == 1024
    assert table == sorted(table, reverse=True)
    assert table[1] == round(1024 * (0.05 + 0.95 * math.exp(-1 / 0.45)))
    assert table[-1] == round(1024 * 0.05)
