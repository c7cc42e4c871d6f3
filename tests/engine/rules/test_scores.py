"""A seat's score in the rules equals the score that its objectives give on pages."""

from hypothesis import given

from tests.engine.games import worlds_of
from tests.engine.perspective.test_filter import NINE
from wargame.engine import World, scores, total
from wargame.engine.rules.scores import seat_score


@given(worlds_of(NINE))
def test_a_seats_score_is_the_total_of_its_objectives(world: World) -> None:
    found = scores(NINE, world)
    for seat in NINE.seats:
        alone = seat_score(NINE.plain, NINE.at, NINE.facts(world), NINE.names.states[seat])
        assert alone == round(1000 * total(found, seat))
