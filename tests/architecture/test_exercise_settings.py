"""Results for an exercise use its dials: few places ask for the bare setting of a version."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("wargame/exercises", "wargame/analysis")
BARE = {"setting_of_version", "compile_setting", "with_dials", "set_to"}
"""Functions that make a setting without an exercise."""

MAY = {
    ("wargame/exercises/bridge.py", "setting_of", "set_to"),
    ("wargame/exercises/bridge.py", "public_setting_of", "set_to"),
    ("wargame/exercises/bridge.py", "set_to", "setting_of_version"),
    ("wargame/exercises/bridge.py", "_set_to", "with_dials"),
    # Which values the scenario's author chose, and which seats there are before there is an exercise.
    ("wargame/exercises/exercise_dials.py", "own_values", "setting_of_version"),
    ("wargame/exercises/lobby/services/solo.py", "require_role", "setting_of_version"),
    ("wargame/exercises/lobby/services/classes.py", "_columns", "setting_of_version"),
    # A trial compares two settings of dials, whatever the exercise has.
    ("wargame/analysis/services/playing.py", "play_trial", "set_to"),
    # Scenarios are appraised, rehearsed and played by policies alone, without exercises.
    ("wargame/analysis/services/appraisals.py", "_setting", "compile_setting"),
    ("wargame/analysis/services/stored_appraisals.py", "request", "setting_of_version"),
    ("wargame/analysis/bridge.py", "measured", "setting_of_version"),
    ("wargame/analysis/bridge.py", "figures_of", "setting_of_version"),
    ("wargame/analysis/selectors/appraisals/names.py", "words_of", "setting_of_version"),
    ("wargame/analysis/services/rehearsals.py", "_setting", "compile_setting"),
    ("wargame/analysis/services/tournaments.py", "games", "compile_setting"),
    ("wargame/analysis/services/tournaments.py", "standings", "compile_setting"),
}


def uses() -> Iterator[tuple[str, str, str]]:
    """Yield file, function and name of every use of a function that makes a bare setting."""
    for file in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for function in ast.walk(ast.parse(file.read_text())):
            if isinstance(function, ast.FunctionDef):
                yield from ((file.relative_to(ROOT).as_posix(), function.name, name) for name in _named(function))


def _named(function: ast.FunctionDef) -> set[str]:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    return names & BARE


@pytest.mark.slow
def test_the_bare_setting_of_a_version_is_asked_for_where_there_is_no_exercise() -> None:
    assert set(uses()) == MAY


@pytest.mark.slow
def test_whatever_makes_an_exercise_says_which_dials_it_has() -> None:
    """A class has them among its rules; a solo exercise and one that plays on name them."""
    made = set()
    for file in (path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts):
        for call in (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)):
            if ast.unparse(call.func) in {"Exercise", "Exercise.objects.create"}:
                named = {keyword.arg or ast.unparse(keyword.value) for keyword in call.keywords}
                made.add((file.name, bool(named & {"dials", "columns"})))
    assert made == {("classes.py", True), ("solo.py", True), ("playing_on.py", True)}


def test_only_the_bridge_opens_the_content_of_a_version() -> None:
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    openers = {path.relative_to(ROOT).as_posix() for path in files if "opening.setting_of(" in path.read_text()}
    assert openers == {"wargame/exercises/bridge.py"}
