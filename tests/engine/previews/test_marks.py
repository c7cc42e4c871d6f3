"""A word for each state that an order concerns, from the figures that the order moves."""

from wargame.engine.previews.marks import Mark, marks_of
from wargame.engine.previews.moves import FigureMove


def move(variable: str, who: str, towards: str, points: float, name: str = "") -> FigureMove:
    return FigureMove(variable, who, towards, name, points)


def test_a_state_has_the_word_of_what_moves_most() -> None:
    moves = [move("relation", "BOR", "AVA", -2), move("tension", "BOR", "AVA", 5), move("economy", "CYL", "", -3)]
    assert marks_of("AVA", moves) == (Mark("alarmed", ("BOR",)), Mark("hurt", ("CYL",)))


def test_states_with_one_word_share_it() -> None:
    moves = [move("relation", "CYL", "AVA", -2), move("relation", "BOR", "AVA", -4)]
    assert marks_of("AVA", moves) == (Mark("angered", ("BOR", "CYL")),)


def test_what_concerns_nobody_else_or_nobody_feels_has_no_word() -> None:
    own = [move("approval", "AVA", "", 9), move("tension", "AVA", "BOR", 9), move("relation", "BOR", "CYL", 9)]
    small = [move("relation", "BOR", "AVA", 0.9), move("strength", "BOR", "AVA", 9, "pact")]
    assert marks_of("AVA", own + small) == ()
