"""Line charts over turns."""

from itertools import pairwise

from wargame.web.charts import Series, fitted_span, line_chart


def test_a_line_runs_from_the_left_to_the_last_known_value() -> None:
    chart = line_chart("A sentence.", ["Start", "T1", "T2"], [Series("RUS", (0, 100, None), "main")], size=(400, 200))
    (line,) = chart.series
    assert line.path.startswith("M34 174l")
    assert (line.y, line.label) == (12, "RUS 100")
    assert [tick.text for tick in chart.axes.rows] == ["0", "25", "50", "75", "100"]


def test_labels_of_lines_that_end_together_do_not_cover_each_other() -> None:
    series = [Series(f"Line {n}", (10, 50 + n)) for n in range(5)]
    labels = sorted(line.label_y for line in line_chart("A sentence.", ["Start", "T1"], series).series)
    assert all(below - above >= 15 for above, below in pairwise(labels))


def test_labels_stay_inside_when_lines_end_at_the_bottom() -> None:
    series = [Series(f"Line {n}", (10, 0)) for n in range(3)]
    chart = line_chart("A sentence.", ["Start", "T1"], series)
    assert max(line.label_y for line in chart.series) <= chart.height


def test_a_series_without_a_value_is_left_out() -> None:
    assert line_chart("A sentence.", ["Start"], [Series("Nothing", (None,))]).series == ()


def test_bands_run_along_their_tops_and_back_along_their_bottoms() -> None:
    band = ((None, 25, 0), (None, 75, 100))
    chart = line_chart("A sentence.", ["Start", "T1", "T2"], [Series("Median", (50, 50, 50), "alt", (band,))])
    (line,) = chart.series
    (drawn,) = line.bands
    middle, end = chart.axes.columns[1].at, chart.axes.columns[2].at
    assert drawn.startswith(f"M{middle:g} ")
    assert drawn.endswith("z")
    assert drawn.count("l") == 3
    assert f"l{end - middle:g}-" in drawn


def test_an_axis_is_fitted_to_what_is_drawn() -> None:
    flat, steep = Series("Flat", (41, 44)), Series("Steep", (2, 97))
    assert fitted_span([flat], 0, 100) == (35, 55)
    assert fitted_span([flat, steep], 0, 100) == (0, 100)
    band = Series("Median", (50, 50), "alt", (((None, 20), (None, 78)),))
    low, high = fitted_span([band], 0, 100)
    assert low <= 20
    assert high >= 78
    assert (high - low) % 20 == 0
    assert fitted_span([], 0, 100) == (0, 100)


def test_an_axis_never_leaves_its_bounds() -> None:
    for value in range(101):
        low, high = fitted_span([Series("One", (value, value))], 0, 100)
        assert 0 <= low <= value <= high <= 100
        assert high - low == 20
