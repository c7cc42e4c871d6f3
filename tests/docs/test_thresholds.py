"""The page about appraisals has every threshold, and what to do about it, in the words of the code."""

from pathlib import Path

from wargame.engine import THRESHOLDS

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/appraise-a-scenario.md"


def test_the_page_has_the_table_of_thresholds() -> None:
    section = PAGE.read_text().split("## The thresholds")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{one.key}` | {one.wanted} | {one.why} |" for one in THRESHOLDS.values()]


def test_the_page_says_what_to_do_about_each() -> None:
    section = PAGE.read_text().split("## When it falls short")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{one.key}` | {one.remedy} |" for one in THRESHOLDS.values()]
