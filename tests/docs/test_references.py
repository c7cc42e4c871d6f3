"""Every path, name and command in the documentation exists, and every link leads somewhere.

So do the paths and dotted names in docstrings and comments. `references.py` and `code_texts.py` have the rules.
"""

from pathlib import Path

import pytest

from tests.docs.code_texts import code_files, missing_in_code
from tests.docs.references import HOME, Missing, missing_links, missing_names, pages, records

ALL = [*pages(), *records()]


def named(file: Path) -> str:
    return str(file.relative_to(HOME))


@pytest.mark.slow
@pytest.mark.parametrize("file", pages(), ids=named)
def test_what_a_page_names_exists(file: Path) -> None:
    assert missing_names(file.read_text(), named(file)) == []


@pytest.mark.parametrize("file", ALL, ids=named)
def test_links_lead_somewhere(file: Path) -> None:
    assert missing_links(file.read_text(), file) == []


@pytest.mark.parametrize(
    "invented",
    [
        "services/invented.py",
        "wargame/invented/",
        "docs/invented.md",
        "turn/ledger.INVENTED",
        "turn/invented.BECAUSE",
        "phases.invented",
        "Turn.invented",
        "wargame.invented",
        "exercises.invented_task",
        "invented_helper",
        "InventedClass",
        "invented_call(by=...)",
        "python -m benchmarks.invented",
        "python3 run.py invented CODE",
        "manage.py invented",
    ],
)
def test_an_invented_name_is_reported(invented: str) -> None:
    assert len(missing_names(f"See `{invented}`.")) == 1


@pytest.mark.parametrize(
    "real",
    [
        "turn/ledger.BECAUSE",
        "phases.run_out",
        "phases.run_out(turn)",
        "access.channels_for",
        "Turn.status",
        "exercises.adjudicate_turn",
        "wargame/engine/",
        "rules/turn.py",
        "tests/engine/rules/test_<family>.py",
        "account_required",
        "/api/v1/docs/",
        "python -m benchmarks.engine",
        "python3 run.py bench",
    ],
)
def test_a_real_name_is_found(real: str) -> None:
    assert missing_names(f"See `{real}`.") == []


def test_a_folder_of_the_section_helps_to_find_a_file() -> None:
    assert missing_names("In `engine/rules/policies/` there is `kinds.py`.") == []
    assert missing_names("# One\n`engine/rules/policies/`\n# Two\n`kinds.py`") == [Missing("", "kinds.py")]


def test_code_blocks_are_read_for_commands_alone() -> None:
    text = "```\npython -m benchmarks.invented `nowhere/at_all.py`\n```\n"
    assert missing_names(text) == [Missing("", "-m benchmarks.invented")]


@pytest.mark.parametrize("target", ["nowhere.md", "docs/architecture.md#no-such-heading", "#no-such-heading"])
def test_a_link_to_nowhere_is_reported(target: str) -> None:
    assert missing_links(f"[there]({target})", HOME / "README.md") == [Missing("README.md", target)]


@pytest.mark.slow
def test_what_docstrings_and_comments_name_exists() -> None:
    files = code_files()
    assert len(files) > 800
    assert [missing for file in files for missing in missing_in_code(file)] == []


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("# As in `compiling/invented.py`.", "compiling/invented.py"),
        ("# See docs/decisions/0099-invented.md", "docs/decisions/0099-invented.md"),
        ('"""Kept by `ledger.invented`."""', "ledger.invented"),
        ('def f() -> None:\n    """As `invented.py` says."""', "invented.py"),
    ],
)
def test_an_invented_name_in_the_code_is_reported(line: str, missing: str) -> None:
    file = HOME / "wargame" / "engine" / "of_this_test.py"
    assert missing_in_code(file, line) == [Missing("wargame/engine/of_this_test.py", missing)]


@pytest.mark.parametrize(
    "line", ["# As in `turn/ledger.py`.", "# `turn/ledger.BECAUSE`", "# `g.now`\ng.now = 1", "# `x`"]
)
def test_a_real_name_in_the_code_is_found(line: str) -> None:
    assert missing_in_code(HOME / "wargame" / "engine" / "of_this_test.py", line) == []
