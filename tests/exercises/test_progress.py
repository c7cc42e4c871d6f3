"""Long commands say how far they are, and end cleanly on Ctrl-C."""

import io

import pytest
from django.core.management.base import CommandError, OutputWrapper

from wargame.exercises.management.arguments import within
from wargame.exercises.management.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_each_tenth() -> None:
    out = io.StringIO()
    progress = Progress(OutputWrapper(out), "games", 200)
    for _ in range(200):
        progress.advance()
    lines = out.getvalue().splitlines()
    assert len(lines) == 10
    assert (lines[0], lines[-1]) == ("20 of 200 games", "200 of 200 games")


def test_a_terminal_gets_one_line_that_is_rewritten() -> None:
    out = Terminal()
    progress = Progress(OutputWrapper(out), "games", 3)
    for _ in range(3):
        progress.advance()
    assert out.getvalue() == "\r1 of 3 games\r2 of 3 games\r3 of 3 games\n"


def test_ctrl_c_leaves_what_is_done() -> None:
    out = io.StringIO()
    progress = Progress(OutputWrapper(out), "games", 5)
    with progress.until_interrupted():
        progress.advance(2)
        raise KeyboardInterrupt
    assert progress.is_interrupted
    assert "Stopped after 2 of 5 games" in out.getvalue()


def test_other_errors_are_not_swallowed() -> None:
    progress = Progress(OutputWrapper(io.StringIO()), "games", 5)
    with pytest.raises(ZeroDivisionError), progress.until_interrupted():
        raise ZeroDivisionError


@pytest.mark.parametrize("value", [0, -1, 1_000_000])
def test_a_number_out_of_bounds_is_refused_with_bound_and_remedy(value: int) -> None:
    with pytest.raises(CommandError, match=f"--games {value} is out of bounds.*from 1 to 100000") as refusal:
        within("--games", value, 1, 100_000)
    assert refusal.value.returncode == 2


def test_bounds_themselves_are_allowed() -> None:
    assert [within("--games", value, 1, 9) for value in (1, 9)] == [1, 9]
