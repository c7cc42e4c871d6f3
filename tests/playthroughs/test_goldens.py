"""Every recorded game gives the same game when played again; every ending of every pack has a recording."""

import pytest

from tests.playthroughs.goldens import again, anew, stored
from tests.scenarios.pack_games import SLUGS, setting_of

GAMES = [(slug, ending) for slug in SLUGS for ending in stored(slug)]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_ending_has_a_recorded_game(slug: str) -> None:
    assert set(stored(slug)) == {ending.key for ending in setting_of(slug).spec.endings}


@pytest.mark.parametrize(("slug", "ending"), GAMES)
def test_a_recorded_game_ends_as_it_did(slug: str, ending: str) -> None:
    golden = stored(slug)[ending]
    assert golden["ending"] == ending
    assert again(setting_of(slug), golden) == golden


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "ending"), GAMES)
def test_seats_choose_again_what_they_chose(slug: str, ending: str) -> None:
    """A replay asks the scripted seats again, so their choices are part of a version's results."""
    golden = stored(slug)[ending]
    assert anew(setting_of(slug), golden) == golden


@pytest.mark.parametrize(("slug", "ending"), GAMES)
def test_another_order_would_be_noticed(slug: str, ending: str) -> None:
    golden = stored(slug)[ending]
    changed = golden | {"turns": [golden["turns"][0] | {"sheets": {}}, *golden["turns"][1:]]}
    assert again(setting_of(slug), changed)["turns"][0]["world"] != golden["turns"][0]["world"]
