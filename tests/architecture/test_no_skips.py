"""CI counts no skipped test as passed: with PARLEY_NO_SKIPS=1 skips and expected failures fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
SKIPPED = """
import pytest

@pytest.fixture
def missing():
    pytest.skip("not installed")

def test_fixture_skips(missing): ...

@pytest.mark.skipif(True, reason="not here")
def test_marked(): ...

def test_skips_itself():
    pytest.skip("not now")

@pytest.mark.xfail
def test_fails_as_expected():
    assert False

@pytest.mark.xfail
def test_passes_unexpectedly(): ...
"""
MODULE = "import pytest\npytest.skip('not here', allow_module_level=True)\n"


def outcome(folder: Path, **environment: str) -> str:
    """Run both files with the hooks of the tests, and return the last line that pytest printed."""
    (folder / "test_skipped.py").write_text(SKIPPED)
    (folder / "test_module.py").write_text(MODULE)
    words = [sys.executable, "-m", "pytest", "-q", "-p", "tests.skips", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*words, "--continue-on-collection-errors", "--rootdir", str(folder), "-c", os.devnull, str(folder)],
        cwd=HOME,
        # Without the plugins of our own tests, which take a second to import.
        env={**os.environ, "PYTHONPATH": str(HOME), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.slow
def test_every_kind_of_skip_fails_where_none_may_be(tmp_path: Path) -> None:
    assert "3 failed, 3 errors" in outcome(tmp_path, PARLEY_NO_SKIPS="1")


def test_skips_are_allowed_elsewhere(tmp_path: Path) -> None:
    assert outcome(tmp_path, PARLEY_NO_SKIPS="").startswith("4 skipped, 1 xfailed, 1 xpassed in")
