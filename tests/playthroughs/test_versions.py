"""A change of what the rules compute needs a new ENGINE_VERSION: the digests of old versions are kept."""

import subprocess
from pathlib import Path

import pytest

from tests.playthroughs.versions import FILE, Broken, Result, added, read, results, written

HOME = Path(__file__).resolve().parents[2]
LINES = [Result("1.0", "pack", "aaaa", "1111"), Result("1.1", "pack", "aaaa", "2222")]


def git(*words: str) -> str:
    """Return the output of git, or "" without git or a history, as in an archive."""
    try:
        said = subprocess.run(["git", *words], cwd=HOME, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return said.stdout


@pytest.mark.slow
def test_what_this_version_computes_is_recorded() -> None:
    """If it fails, raise ENGINE_VERSION where a rule gives other results, and run `python -m
    tests.playthroughs.record`.
    """
    lines = read(FILE.read_text())
    assert added(lines, results()) == lines


@pytest.mark.slow
def test_no_line_of_the_past_has_changed() -> None:
    now = FILE.read_text()
    path = str(FILE.relative_to(HOME))
    for commit in git("log", "--format=%H", "--", path).split():
        assert now.startswith(git("show", f"{commit}:{path}"))


def test_another_result_of_the_same_version_is_refused_with_the_remedy() -> None:
    with pytest.raises(
        Broken, match=r"1\.1 gave another result of pack.*Raise ENGINE_VERSION in wargame/engine/storage/codec\.py"
    ):
        added(LINES, [LINES[1]._replace(digest="3333")])


@pytest.mark.slow
def test_a_changed_golden_is_noticed_under_the_same_version(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = read(FILE.read_text())
    monkeypatch.setattr("tests.playthroughs.versions.stored", lambda slug: {"loss": {"seed": 1}})
    with pytest.raises(Broken, match="Raise ENGINE_VERSION"):
        added(lines, results())


def test_a_new_version_and_new_content_are_added_at_the_end() -> None:
    new = [LINES[1]._replace(version="1.2", digest="3333"), LINES[1]._replace(content="bbbb", digest="4444")]
    assert added(LINES, new) == [*LINES, *new]


@pytest.mark.parametrize("number", [0, 1])
def test_a_line_changed_by_hand_breaks_the_chain(number: int) -> None:
    text = written(LINES).splitlines()
    text[number] = text[number].replace("1111", "9999").replace("2222", "9999")
    with pytest.raises(Broken, match=f"Line {number + 1} "):
        read("\n".join(text))


def test_a_line_taken_out_breaks_the_chain() -> None:
    with pytest.raises(Broken, match="Line 1 "):
        read(written(LINES).splitlines()[1])


def test_what_was_written_is_read() -> None:
    assert read(written(LINES)) == LINES
