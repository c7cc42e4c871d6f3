"""A seat can compute from its pages no more than they say.

A few turns of each pack; `python -m tests.secrecy.computable` plays whole games and prints tables.
"""

from itertools import islice

import pytest

from tests.scenarios.pack_games import SLUGS, setting_of
from tests.secrecy.adding_up import gaps_of
from tests.secrecy.counsel_leaks import in_counsel
from tests.secrecy.played_worlds import play_turns
from tests.secrecy.secret_orders import secrets_of
from tests.secrecy.subtracting_reader import read_game
from tests.secrecy.two_worlds import TwoWorlds, differing_previews

SHORT = 2
"""Turns that are looked at where a turn costs much."""
MOST_TOLD = 5
"""The most breaches that a failing test names."""


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_every_change_that_a_seat_sees_is_the_sum_of_its_entries(slug: str) -> None:
    gaps = (gap for seed in range(4) for turn in play_turns(setting_of(slug), seed) for gap in gaps_of(turn))
    assert list(islice(gaps, MOST_TOLD)) == []


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_equal_words_come_with_equal_figures_in_two_worlds_that_play_on(slug: str) -> None:
    apart = (case for case in TwoWorlds(play_turns(setting_of(slug), 1)[:SHORT]).cases() if case.differing)
    assert list(islice(apart, MOST_TOLD)) == []


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_a_preview_is_the_same_whichever_way_a_hidden_truth_is(slug: str) -> None:
    turn, setting = play_turns(setting_of(slug), 1)[1], setting_of(slug)
    assert [case for case in differing_previews(turn, setting.seats[-1]) if case.differing] == []


def test_counsel_depends_on_nothing_that_its_seat_may_not_know() -> None:
    in_counsel()


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_a_reader_who_subtracts_is_no_surer_of_a_truth_than_the_page(slug: str) -> None:
    readings = list(read_game(play_turns(setting_of(slug), 1)[:SHORT]))
    assert [reading for reading in readings if reading.is_breach][:MOST_TOLD] == []


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_no_secret_order_alone_explains_what_a_seat_sees(slug: str) -> None:
    secrets = (secret for turn in play_turns(setting_of(slug), 1)[:SHORT] for secret in secrets_of(turn))
    assert list(islice((secret for secret in secrets if secret.is_breach), MOST_TOLD)) == []
