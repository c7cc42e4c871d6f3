"""The compiled build never uses old rules, and plain Python is used until it is ready."""

import builtins
import gc
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import wargame.engine
from tests.engine.games import cells
from tests.serving import PATIENCE
from wargame.engine import Setting, adjudicate, opening_world, rollouts
from wargame.engine.playouts import numba_build
from wargame.engine.playouts.numba_build import Build, fingerprint, one_at_a_time
from wargame.engine.playouts.playouts import begin
from wargame.engine.rules.game import Cause
from wargame.engine.world.rule import RULES, quick_record

ENGINE = Path(wargame.engine.__file__).parent
ADD = """
from wargame.engine.playouts import numba_build
import numba
from wargame.engine.rules import game
from wargame.engine.world.rule import RULES
for function in RULES:
    numba.extending.register_jitable(function)
import numpy, platform
versions = platform.python_version()
numba.config.CACHE_DIR = f"{numba_build.ENGINE}/cache-{numba_build.fingerprint(numba_build.ENGINE, versions)}"
@numba.njit(cache=True)
def ask(weight, amount):
    return game.scale(weight, amount)
print(ask(1024, 7000))
"""


def run_copy(root: Path) -> int:
    """Ask a copy of the engine for one compiled rule in a fresh process."""
    (root / "ask.py").write_text(ADD)
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(root / "ask.py")]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.slow
def test_an_edited_rule_gives_its_new_result_at_once(tmp_path: Path) -> None:
    package = tmp_path / "wargame"
    shutil.copytree(ENGINE, package / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ENGINE.with_name("spelling.py"), package)
    (package / "__init__.py").touch()
    assert run_copy(tmp_path) == 7000
    assert list(package.glob("engine/cache-*/**/*.nbi")), "nothing old is kept that could be used"
    rule = package / "engine" / "rules" / "game.py"
    source = rule.read_text()
    assert "(weight * amount + 512) >> 10" in source
    rule.write_text(source.replace("(weight * amount + 512) >> 10", "(weight * amount + 1024) >> 10"))
    assert run_copy(tmp_path) == 7001


def test_the_cache_is_named_by_every_rule_file_and_by_versions(tmp_path: Path) -> None:
    copy = tmp_path / "engine"
    shutil.copytree(ENGINE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    first = fingerprint(copy, "3.11 2.4 0.68")
    assert first == fingerprint(ENGINE, "3.11 2.4 0.68")
    assert first != fingerprint(copy, "3.12 2.4 0.68")
    for path in (copy / "world" / "dice.py", copy / "dials" / "drift.py", copy / "rules" / "drift.py"):
        path.write_text(path.read_text() + "\n")
        assert fingerprint(copy, "3.11 2.4 0.68") != first
        first = fingerprint(copy, "3.11 2.4 0.68")


def test_a_pattern_that_names_no_file_is_refused(tmp_path: Path) -> None:
    shutil.copytree(ENGINE, tmp_path / "engine", ignore=shutil.ignore_patterns("__pycache__", "dials"))
    with pytest.raises(FileNotFoundError, match="has no dials"):
        fingerprint(tmp_path / "engine", "3.11 2.4 0.68")


def test_every_file_with_a_rule_or_its_constants_is_part_of_the_fingerprint() -> None:
    covered = {path for pattern in numba_build.SOURCES for path in ENGINE.glob(pattern)}
    assert {Path(function.__code__.co_filename) for function in RULES} <= covered
    constants = {module for function in RULES for module in modules_behind(function)}
    paths = {ENGINE / name for name in constants}
    assert {path / "__init__.py" if path.is_dir() else path.with_suffix(".py") for path in paths} <= covered


def modules_behind(function: Callable[..., Any]) -> set[str]:
    """Names of engine modules that a rule's file imports constants from."""
    source = Path(function.__code__.co_filename).read_text()
    lines = [line.split()[1] for line in source.splitlines() if line.startswith("from wargame.engine.")]
    return {line.removeprefix("wargame.engine.").replace(".", "/") for line in lines}


def without_numba(name: str, *rest: Any, **more: Any) -> Any:
    if name == "numba":
        raise ImportError("No module named 'numba'")
    return REAL_IMPORT(name, *rest, **more)


REAL_IMPORT = builtins.__import__


def test_without_numba_plain_python_answers_and_says_so(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    build = Build()
    monkeypatch.setattr(builtins, "__import__", without_numba)
    build.run()
    monkeypatch.setattr(builtins, "__import__", REAL_IMPORT)
    assert build.status == "plain Python, because numba cannot be imported: No module named 'numba'"
    monkeypatch.setattr(numba_build, "BUILD", build)
    assert not numba_build.is_compiled()
    world = opening_world(setting, 1)
    assert rollouts(setting, [world], [{}], [1]).tolist() == [cells(adjudicate(setting, world, {}, 1).world)]


def test_in_the_background_plain_python_answers_until_the_build_is_ready(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, may_go_on = Build(), threading.Event()
    really_compile = numba_build.compile_rules

    def wait_and_compile(numba: Any) -> Any:
        assert may_go_on.wait(600)
        return really_compile(numba)

    monkeypatch.setattr(numba_build, "compile_rules", wait_and_compile)
    monkeypatch.setattr(numba_build, "BUILD", build)
    numba_build.warm()
    world = opening_world(setting, 1)
    assert not numba_build.is_compiled()
    before = rollouts(setting, [world], [{}], [1])
    may_go_on.set()
    numba_build.warm(block=True)
    assert numba_build.is_compiled()
    assert rollouts(setting, [world], [{}], [1]).tolist() == before.tolist()


def test_a_build_that_fails_leaves_plain_python_and_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(numba: Any) -> Any:
        raise OSError("disk full")

    monkeypatch.setattr(numba_build, "compile_rules", fail)
    build = Build()
    build.run()
    assert build.status == "plain Python, because the rules could not be compiled: disk full"
    assert build.rules is numba_build.PLAIN


def test_what_is_loaded_is_not_searched_for_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numba_build, "compile_rules", lambda numba: numba_build.PLAIN)
    gc.unfreeze()
    Build().run()
    assert gc.get_freeze_count() > len(gc.get_objects())


def test_one_process_compiles_and_who_comes_meanwhile_waits_and_loads(tmp_path: Path) -> None:
    """Once, each process of a first start compiled the same rules on the same processors."""
    kept, order = tmp_path / "rules", []

    def second() -> None:
        with one_at_a_time(kept):
            order.append("second")

    with one_at_a_time(kept):
        other = threading.Thread(target=second)
        other.start()
        other.join(0.2)
        order.append("first")
    other.join(PATIENCE)
    assert order == ["first", "second"]
    with one_at_a_time(kept), one_at_a_time(kept):
        """Nobody waits for rules that are kept."""


def test_a_compile_that_fails_lets_the_next_one_try(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="disk full"), one_at_a_time(tmp_path):
        raise OSError("disk full")
    assert not (tmp_path / "complete").exists()
    with one_at_a_time(tmp_path):
        pass
    assert (tmp_path / "complete").exists()


def test_where_nothing_can_be_kept_each_process_compiles(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    entered = False
    with one_at_a_time(tmp_path / "file" / "rules"):
        entered = True
    assert entered


def test_no_other_signature_is_ever_compiled_within_a_request(setting: Setting) -> None:
    numba_build.warm(block=True)
    games = begin(setting, [opening_world(setting, 1)], [{}], [1], [{}])
    with pytest.raises(TypeError, match="No matching definition"):
        numba_build.compiled_rules()(setting.array, setting.record, games._replace(rows=np.int64(games.rows)), 1)


@pytest.mark.slow
def test_the_engine_door_imports_neither_numba_nor_django() -> None:
    code = "import sys, wargame.engine; print({'numba', 'django', 'celery'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_quick_record_has_the_same_fields_and_stays_what_it_is() -> None:
    cause = Cause(1, 2, 3, 4)
    near = quick_record(cause)
    assert [getattr(near, name) for name in Cause._fields] == list(cause)
    assert quick_record(near) is near
    assert not isinstance(near, tuple)


def test_rules_are_kept_once_they_have_been_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert not numba_build.are_kept()
    with one_at_a_time(numba_build.folder()):
        assert not numba_build.are_kept()
    assert numba_build.are_kept()


def test_without_numba_no_rules_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_folder() -> Path:
        raise ModuleNotFoundError

    monkeypatch.setattr(numba_build, "folder", no_folder)
    assert not numba_build.are_kept()
