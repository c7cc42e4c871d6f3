"""An outcome's words in the results: what the dice gave, and what the white cell changed."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from wargame.engine.values import Outcome, OutcomeOption, Ruled
from wargame.exercises.situation.selectors import outcomes


def patrol(*rulings: Ruled) -> Outcome:
    ways = (("joined", 60), ("broken_off", 40))
    options = tuple(OutcomeOption(key, key.replace("_", " "), in_100, False) for key, in_100 in ways)
    return Outcome(
        1, "incident", "broken_off", "Patrol", "", options=options, chosen="broken_off", roll=1, rulings=rulings
    )


@pytest.mark.parametrize(
    ("rulings", "how"),
    [
        ((), "drawn"),
        ((Ruled("incident", "joined", "So.", True),), "decided"),
        ((Ruled("incident", "broken_off", "So.", True),), "drawn"),
        ((Ruled("notice", "noticed", "So.", True),), "drawn"),
    ],
)
def test_the_strip_says_drawn_only_of_what_the_dice_had(rulings: tuple[Ruled, ...], how: str) -> None:
    shown = outcomes.card_of(patrol(*rulings))
    page = render_to_string("exercises/results/parts/outcome.html", {"outcome": shown})
    assert f"broken off 40 in 100, {how}" in page


def test_a_result_whose_share_was_rounded_to_0_came_with_under_1_in_100() -> None:
    rare = replace(patrol(), options=tuple(replace(each, in_100=0) for each in patrol().options))
    page = render_to_string("exercises/results/parts/outcome.html", {"outcome": outcomes.card_of(rare)})
    assert "broken off under 1 in 100, drawn" in page
    assert "joined 0" in page
