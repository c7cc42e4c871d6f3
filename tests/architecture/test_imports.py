"""Imports obey the contracts in pyproject.toml, and rules that import-linter cannot check."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
FRAMEWORKS = {"django", "celery", "kombu", "redis", "pydantic", "yaml", "rest_framework"}


def modules_after(statement: str) -> set[str]:
    """Return the top-level packages that a fresh Python has loaded after a statement."""
    script = f"import json, sys\n{statement}\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    result = subprocess.run([sys.executable, "-c", script], cwd=HOME, capture_output=True, text=True, check=True)
    return set(json.loads(result.stdout))


@pytest.mark.slow
def test_the_engine_loads_neither_django_nor_celery() -> None:
    """import-linter does not see imports that `wargame/__init__.py` would cause."""
    assert not modules_after("import wargame.engine") & FRAMEWORKS


def test_the_probe_would_see_django() -> None:
    assert "django" in modules_after("import wargame.exercises.apps")


def test_the_root_package_is_empty() -> None:
    assert (HOME / "wargame" / "__init__.py").read_text() == ""


@pytest.mark.slow
def test_every_import_contract_is_kept() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([lint, "--no-cache"], cwd=HOME, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


@pytest.mark.parametrize("name", ["utils", "helpers", "common"])
def test_no_module_has_a_name_that_says_nothing(name: str) -> None:
    found = [path for root in ("wargame", "scenarios", "tests") for path in (HOME / root).rglob(f"*{name}*")]
    assert [path for path in found if path.stem == name] == []


@pytest.mark.slow
@pytest.mark.parametrize("root", ["benchmarks", "tests"])
def test_every_module_that_pytest_does_not_collect_can_be_imported(root: str) -> None:
    """No type checker reads these, and some are commands that no test runs."""
    files = {
        file for file in (HOME / root).rglob("*.py") if not file.name.startswith(("test_", "conftest", "__main__"))
    }
    # It wraps steps of the product as it is imported, for processes of its own.
    files.discard(HOME / "tests" / "services" / "faulty.py")
    assert files
    for file in sorted(files):
        importlib.import_module(".".join(file.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__"))
