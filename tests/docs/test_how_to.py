"""The programs in the how-to pages do what the pages say."""

import itertools
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.folders import PACKS
from scenarios.loader.reading import read_library
from scenarios.schema.origins import PlaceEntry
from scenarios.schema.validation import checked
from scenarios.yamlsafe import read_bytes

HOME = Path(__file__).resolve().parents[2]
PAGE = HOME / "docs" / "how-to" / "run-ten-thousand-games.md"


def program() -> str:
    """Return the program on the page, with fewer games."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert code.count("GAMES = 10_000\n") == 1
    return code.replace("GAMES = 10_000\n", "GAMES = 40\n")


def test_the_entry_of_a_place_can_be_added_as_it_stands() -> None:
    (entry,) = re.findall(r"```yaml\n(.*?)```", (PAGE.parent / "add-a-fact.md").read_text(), re.DOTALL)
    document = read_bytes(entry.encode(), name="add-a-fact.md")
    (place,) = checked(tuple[PlaceEntry, ...], document, read_library(PACKS)[1])
    assert place.slug == "busan"


STEPS = sorted((HOME / "docs" / "add-a-scenario").glob("*.md"), key=lambda file: int(file.stem.split("-")[0]))


@pytest.mark.parametrize("step", STEPS, ids=lambda file: file.stem)
def test_a_step_of_a_scenario_fits_on_a_screen_with_an_example_that_can_be_read(step: Path) -> None:
    text = step.read_text()
    assert len(text.splitlines()) <= 60
    examples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert examples
    for example in examples:
        assert read_bytes(example.encode(), name=step.name)


def test_steps_lead_from_one_to_the_next() -> None:
    first = (HOME / "docs" / "how-to" / "add-a-scenario.md").read_text()
    assert [name for name in re.findall(r"\(\.\./add-a-scenario/(.+?)\)", first) if name.endswith(".md")] == [
        step.name for step in STEPS
    ]
    for step, following in itertools.pairwise(STEPS):
        assert f"]({following.name})" in step.read_text()


@pytest.mark.slow
def test_ten_thousand_games_need_no_django_that_is_set_up() -> None:
    code = program() + "\nfrom django.conf import settings\nassert not settings.configured\n"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *bars, mean, endings, last = done.stdout.splitlines()
    assert sum(int(bar.split()[1]) for bar in bars) == 40
    assert any(bar.endswith("#") for bar in bars)
    assert re.fullmatch(r"40 games, \d+\.\d points on average", mean)
    assert "contained" in endings
    assert re.fullmatch(r"\[\d+\.\d+(, \d+\.\d+){4}\]", last)
