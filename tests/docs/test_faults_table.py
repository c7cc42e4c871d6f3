"""The table of faults of reading has thirty rows, and each test that it names exists."""

import re

import pytest

from tests.docs.references import HOME

PAGE = HOME / "docs/thirty-faults-of-reading.md"
ROWS = re.findall(r"^\| (\d+) \|.*\| ([^|]+) \|$", PAGE.read_text(), re.MULTILINE)


def test_every_fault_has_a_row() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 31))


@pytest.mark.parametrize(("number", "shown"), ROWS)
def test_every_fault_names_tests_that_exist(number: str, shown: str) -> None:
    named = re.findall(r"`(tests/[\w/]+)\.(test_\w+)`", shown)
    assert named, number
    for path, test in named:
        assert re.search(rf"^def {test}\(", (HOME / f"{path}.py").read_text(), re.MULTILINE), f"{path}.{test}"
