"""`run.py`: the two commands of the README, without installing anything."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

HOME = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(tmp_path: Path) -> ModuleType:
    """Load a fresh `run.py` whose home is an empty folder with two locks."""
    spec = importlib.util.spec_from_file_location("run", HOME / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements").mkdir()
    for name in ("base", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(name)
    module.HOME, module.VENV = tmp_path, tmp_path / ".venv"
    module.PYTHON = module.VENV / "bin" / "python"
    return module


@pytest.fixture
def calls(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the recorded calls: "venv", "check", or the name of a lock."""
    made: list[str] = []

    def call(step: str, *words: str) -> None:
        run.VENV.mkdir(exist_ok=True)
        made.append(Path(words[-1]).stem if "pip" in words else "venv")

    monkeypatch.setattr(run, "run", call)
    return made


def test_the_environment_is_made_once(run: ModuleType, calls: list[str]) -> None:
    run.prepare("base")
    run.prepare("base")
    assert calls == ["venv", "base", "check"]


def test_tests_add_to_the_environment_and_playing_takes_nothing_away(run: ModuleType, calls: list[str]) -> None:
    run.prepare("base")
    run.prepare("dev")
    run.prepare("base")
    run.prepare("dev")
    assert calls == ["venv", "base", "check", "dev", "check"]


def test_each_step_says_what_it_does_and_a_slow_one_that_it_goes_on(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([False, False, True])

    class SlowProgram:
        def __init__(self, words: tuple[str, ...], cwd: Path) -> None: ...

        def wait(self, timeout: float) -> int:
            if not next(answers):
                raise subprocess.TimeoutExpired("pip", timeout)
            return 0

    monkeypatch.setattr(run.subprocess, "Popen", SlowProgram)
    run.run("Step 2 of 3: pip works.", "pip")
    assert capsys.readouterr().out.splitlines() == ["Step 2 of 3: pip works.", *2 * ["    still at work after 0 s"]]


def test_a_step_that_fails_ends_with_a_remedy(run: ModuleType) -> None:
    with pytest.raises(SystemExit, match="Run it again when mended"):
        run.run("Step 1 of 3", sys.executable, "-Sc", "raise SystemExit(3)")


def test_all_tests_and_those_of_a_marker_run_on_all_cores(run: ModuleType) -> None:
    assert run.tests([]) == ["-n", "auto", "--dist", "worksteal"]
    assert run.tests(["-m", "not journey"]) == ["-n", "auto", "--dist", "worksteal", "-m", "not journey"]
    assert run.tests(["tests/engine", "-k", "ledger"]) == ["tests/engine", "-k", "ledger"]


def test_help_is_there_before_anything_is_installed(
    run: ModuleType, calls: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run.main(["--help"])
    assert "python3 run.py test" in capsys.readouterr().out
    assert calls == []


def test_a_changed_lock_makes_it_anew(run: ModuleType, calls: list[str]) -> None:
    run.prepare("base")
    (run.HOME / "requirements" / "base.txt").write_text("newer")
    run.prepare("base")
    assert calls == 2 * ["venv", "base", "check"]


def test_an_interrupted_set_up_is_begun_again(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*words: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run.prepare("base")
    made: list[tuple[str, ...]] = []
    run.VENV.mkdir(exist_ok=True)
    monkeypatch.setattr(run, "run", lambda *words: made.append(words))
    run.prepare("base")
    assert len(made) == 3


def test_a_linked_environment_is_left_alone(run: ModuleType, calls: list[str], tmp_path: Path) -> None:
    run.VENV.symlink_to(tmp_path)
    run.prepare("dev")
    assert calls == []


def test_an_old_python_is_told_what_is_needed(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.sys, "version_info", (3, 10, 13, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        run.main([])


def test_a_python_without_venv_is_told_the_package(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        run.prepare("base")


@pytest.mark.parametrize(
    ("words", "started"),
    [
        ([], ["manage.py", "play"]),
        (["play", "--port", "8123"], ["manage.py", "play", "--port", "8123"]),
        (["test", "tests/engine", "-k", "turn"], ["-m", "pytest", "tests/engine", "-k", "turn"]),
        (["check_scenarios"], ["manage.py", "check_scenarios"]),
    ],
)
def test_words_become_commands(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, words: list[str], started: list[str]
) -> None:
    became: list[list[str]] = []
    monkeypatch.setattr(run, "prepare", lambda name: None)
    monkeypatch.setattr(run.os, "chdir", lambda path: None)
    monkeypatch.setattr(run.os, "execv", lambda path, arguments: became.append(arguments[1:]))
    run.main(words)
    assert [word.removeprefix(f"{run.HOME}/") for word in became[0]] == started


@pytest.mark.slow
def test_manage_py_knows_every_command_of_the_readme() -> None:
    listing = subprocess.run(
        [sys.executable, "manage.py", "help"], cwd=HOME, capture_output=True, text=True, check=True
    )
    for command in (
        "play",
        "turnkeeper",
        "load_scenarios",
        "check_scenarios",
        "play_random",
        "replay_exercise",
        "export_exercise",
        "import_exercise",
    ):
        assert f"    {command}\n" in listing.stdout
