"""Line charts over turns."""

from itertools import pairwise

from wargame.web.charts import Series, line_chart


def test_a_line_runs_from_the_left_to_the_last_known_value() -> None:
    chart = line_chart("A sentence.", ["Start", "T1", "T2"], [Series("RUS", (0, 100, None), "main")], size=(400, 200))
    (line,) = chart.series
    assert line.path.startswith("M34 174l")
    assert (line.y, line.label) == (12, "RUS 100")
    assert [tick.text for tick in chart.rows] == ["0", "25", "50", "75", "100"]


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
