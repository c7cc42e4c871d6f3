"""Every dial has a range around its default, a source, and columns that the rules read by number."""

import math

from wargame.engine import DIALS, dials

DEFAULTS = {dial.key: dial.default for dial in DIALS}


def test_every_dial_can_be_read_about() -> None:
    assert len({dial.key for dial in DIALS}) == len(DIALS)
    for dial in DIALS:
        assert 0 < dial.low <= dial.default <= dial.high
        assert dial.explanation.endswith(".")
        assert dial.source


def test_the_columns_of_the_tables_follow_the_order_of_the_dials() -> None:
    columns = [dial.key.upper() for dial in DIALS if dial.scale in (dials.SHARE, dials.POINTS)]
    assert [getattr(dials, name) for name in columns] == list(range(len(columns)))
    rates = [dial.key.upper() for dial in DIALS if dial.scale == dials.PER_TURN]
    assert [getattr(dials, name) for name in rates] == list(range(len(rates)))


def test_a_rate_a_day_becomes_what_happens_in_a_turn() -> None:
    day, hour = dials.rates(DEFAULTS, 1440), dials.rates(DEFAULTS, 60)
    assert day[dials.TENSION_DECAY] == dials.FINE // 2
    left = (1 - hour[dials.TENSION_DECAY] / dials.FINE) ** 24
    assert math.isclose(left, 0.5, abs_tol=1e-4)


def test_habituation_falls_to_its_floor() -> None:
    table = dials.habituation(DEFAULTS)
    assert table[0] == 1024
    assert table == sorted(table, reverse=True)
    assert table[1] == round(1024 * (0.1 + 0.9 * math.exp(-1 / 0.6)))
    assert table[-1] == round(1024 * 0.1)
