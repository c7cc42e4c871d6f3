"""Figures of an appraisal in words: thresholds by seat and order, and what is within its error."""

import pytest

from scenarios.models import ScenarioVersion
from tests.analysis.appraised import FIGURES
from wargame import engine
from wargame.analysis.selectors.appraisals.figure_texts import figure, spread
from wargame.analysis.selectors.appraisals.names import Words, words_of
from wargame.analysis.selectors.appraisals.people import Cell, people_of
from wargame.analysis.selectors.appraisals.rows import by_seat
from wargame.analysis.selectors.appraisals.thresholds import GROUPS, NAMES, groups_of, thresholds_of


@pytest.mark.parametrize(
    ("key", "value", "error", "said", "told"),
    [
        ("settled", 0.163, 0.014, "16 in 100", "±1.4"),
        ("own_share", -0.004, 0.008, "\N{MINUS SIGN}0.4 in 100", "±0.8"),
        ("first_order", 3.14, 0.2, "3.1 points", "±0.2"),
        ("contradictions_per_game", 0.012, 0.004, "0.012", "±0.004"),
        ("texts_contradicted", 2, None, "2", ""),
        ("record_score", -0.003, 2.3, "0.0 points", "±2.3"),
        ("always_right", 2, 0.4, "2", "±0.4"),
        ("forced_turn", 0.7, 0.03, "70 in 100", "±3.0"),
        ("reciprocity", 0.123, 0.02, "0.12", "±0.02"),
    ],
)
def test_figures_are_said_as_people_read_them(
    key: str, value: float, error: float | None, said: str, told: str
) -> None:
    assert (figure(key, value), spread(key, error)) == (said, told)


def test_every_threshold_has_a_name_on_pages() -> None:
    assert list(NAMES) == list(engine.THRESHOLDS)


def test_every_threshold_stands_in_one_group() -> None:
    assert sorted(key for keys in GROUPS.values() for key in keys) == sorted(engine.THRESHOLDS)
    groups = groups_of(thresholds_of(FIGURES, Words(None)))
    assert sum(len(group.thresholds) for group in groups) == len({one.threshold.key for one in engine.judged(FIGURES)})
    assert [group.is_met for group in groups] == [all(one.is_met for one in group.thresholds) for group in groups]


def test_figures_of_seats_against_people_stand_in_one_table() -> None:
    one, none = {"value": 0.05, "error": 0.01}, {"value": 0, "error": None, "orders": []}
    late = {"seat": "KOR", "order": "flares warn", "before": 0.2, **one}
    figures = {"stake": {"JPN": one, "KOR": one}, "newcomer": {"KOR": one}, "choice": one, "last_turn": none}
    people = people_of(figures)
    assert people is not None
    assert people.seats == ("JPN", "KOR")
    cell = Cell("5.0 in 100", "±1.0", is_met=False)
    assert [row.cells for row in people.rows] == [(cell, cell), (None, cell)]
    assert [row.cells[0] for row in people.lines] == [cell, Cell("0", "", is_met=True)]
    missed = people_of({"last_turn": {**none, "orders": [late, late]}})
    assert missed is not None
    assert missed.lines[0].cells == (Cell("2", "", is_met=False),)
    assert people_of({}) is None


def test_judged_thresholds_are_those_of_the_command() -> None:
    thresholds, judged = thresholds_of(FIGURES, Words(None)), engine.judged(FIGURES)
    assert sum(len(one.figures) for one in thresholds) == len(judged)
    assert {one.key for one in thresholds if not one.is_met} == {one.threshold.key for one in judged if not one.is_met}
    assert [one.is_met for one in thresholds] == sorted(one.is_met for one in thresholds)


@pytest.mark.django_db
def test_seats_and_orders_are_told_in_words(version: ScenarioVersion) -> None:
    words = words_of(version)
    figures = {
        "first_order": {"KOR": {"order": "call_moscow call RUS", "value": 1.9, "error": 0.1}},
        "inert": {"value": 0.05, "error": 0.01},
        "dominant": [{"seat": "JPN", "order": "raise_alert one", "value": 2.5, "error": 0.1}],
        "forced_turns": {"KOR": [{"turn": 4, "order": "call_moscow call RUS", "value": 0.9, "error": 0.05}]},
        "last_turn": {"orders": [{"seat": "JPN", "order": "raise_alert one", "before": 0, "value": 2, "error": 0.1}]},
    }
    first, dominant, forced, late = (
        next(one for one in thresholds_of(figures, words) if one.key == key).figures[0]
        for key in ("first_order", "dominant", "forced_turn", "last_turn")
    )
    name = next(order.name for order in words.setting.spec.orders if order.kind == "call_moscow")  # type: ignore[union-attr]
    assert (first.seat, first.subject.split(" · ")[0], first.is_met, first.is_close) == ("KOR", name, False, True)
    assert (dominant.seat, dominant.said) == ("JPN", "")
    assert dominant.subject.endswith("(gains 2.5 in its best turn)")
    assert (forced.seat, forced.subject.startswith(name), forced.subject[-9:]) == ("KOR", True, " (turn 4)")
    assert (late.seat, late.said, late.subject.partition(" (")[2]) == ("JPN", "", "2.0 points after 0.0)")
    row = by_seat(figures, words)[0].rows[0]
    assert (row.seat, row.said, row.is_met) == ("KOR", "1.9 points", False)


def test_an_order_that_is_no_longer_known_is_told_by_its_keys() -> None:
    assert Words(None).order("blame_both words") == "blame_both words"
    assert Words(None).order("") == "no order"
