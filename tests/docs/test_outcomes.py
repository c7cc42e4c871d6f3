"""The page "How outcomes are computed" says what the engine does, to the last digit."""

from importlib import import_module

import pytest

from tests.docs.lines import lines
from tests.docs.outcomes import PAGE, fading_of, moved_on, page, worked
from wargame.engine import DIALS
from wargame.engine.dials import BY_KEY, FINE
from wargame.engine.study.method import SENTENCES
from wargame.engine.world.dice import SIDES


@pytest.mark.slow
def test_the_page_is_what_the_engine_says() -> None:
    assert PAGE.read_text() == page(), "Write it anew: python -m tests.docs.outcomes"


def test_the_lines_of_the_worked_figure_add_up_to_its_change() -> None:
    setting, played, rows = worked()
    cell = setting.names.states["RUS"], setting.names.states["KOR"]
    assert sum(row.delta for row in rows) == rows[-1].after - rows[0].before
    assert rows[-1].after == played.world.tension[cell]


def test_the_impulse_and_the_fading_follow_from_the_figures_on_the_page() -> None:
    setting, _, rows = worked()
    by_rule = {row.rule: row for row in rows}
    assert by_rule["impulse"].delta == 20_000
    above = rows[0].before - setting.tables.cells[setting.cell("tension RUS KOR")].opening
    assert above > 0
    assert by_rule["drift"].delta == round(-above * fading_of(setting) / FINE)


@pytest.mark.slow
def test_a_line_of_every_family_comes_out_as_its_working_says() -> None:
    worked_out = list(lines())
    assert {line.family for line in worked_out} == set(SENTENCES) - {"incidents", "scripted seats"}
    for line in worked_out:
        assert abs(line.entry.delta - line.value) <= 2, line.entry.text
        assert all(BY_KEY[key].source for key in line.dials)
        assert line.dials or line.authored
        module, rule = line.rule.split(".")
        assert hasattr(import_module(f"wargame.engine.rules.{module}"), rule)


def test_a_move_of_an_incident_follows_from_the_weights_on_the_page() -> None:
    told, ways = moved_on()
    total = sum(weight for _, weight, _ in ways)
    assert told.threshold == ways[0][1] * SIDES // total
    assert told.roll < told.threshold
    assert len(ways[1][2]) > 1, "a modifier applied"


def test_every_dial_is_on_the_page_with_its_source() -> None:
    text = PAGE.read_text()
    assert all(f"| `{dial.key}` {dial.name} |" in text and dial.source in text for dial in DIALS)


def test_presets_what_dials_touch_and_what_treaties_leave_out_are_on_the_page() -> None:
    text = PAGE.read_text()
    assert all(f"{name}: {value:g}" in text for dial in DIALS for name, value in dial.presets)
    assert all(output in text for dial in DIALS for output in dial.touches)
    assert "1816-1944 0.75, 1816-2003 0.5, defence pacts 0.41, since 1945 0.22" in text
    assert "`liancourt-rocks`, `liancourt-airspace`" in text
