"""The figures that a chart offers: six at hand, the rest folded."""

from wargame.exercises.results.selectors.trends import CHIPS, Option, in_reach


def test_six_figures_are_chips_and_the_chosen_one_is_among_them() -> None:
    for chosen in range(64):
        options = [Option(str(number), f"Figure {number}", number == chosen) for number in range(64)]
        found = in_reach(options)
        assert len(found) == len(options)
        assert options[chosen] in found[:CHIPS]
        assert CHIPS == 6
        assert found[0] == options[0], "the reader's own aims stay first"
