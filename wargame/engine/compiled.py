"""The compiled build of the rules: the same source through numba, kept on disk, never compiled within a request."""

import hashlib
import platform
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from wargame.engine.kernel.turn import play_many
from wargame.engine.layout import Layout
from wargame.engine.rule import RULES

HERE = Path(__file__).parent
SOURCES = ("kernel/**/*.py", "dice.py", "layout.py", "tables.py", "dials/*.py", "rule.py", "compiled.py")
"""Files whose text is part of the compiled rules, by code or by constants."""

OPTIONS = {"_nrt": False}
"""The rules allocate nothing, so arrays need no reference counts; counting them makes games five times slower."""

INNER = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Only `play_many` is called from outside: wrappers around each rule would cost a seventh of the time to compile."""

PlayMany = Callable[[Any, Layout, Any, Any, Any], None]


def fingerprint(root: Path, versions: str) -> str:
    """Hash the rules' sources and versions: numba's own cache does not notice a change in another file."""
    whole = hashlib.sha256(versions.encode())
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def compile_rules(numba: Any) -> PlayMany:
    """Hand all rules to numba, with a cache directory of their own; they stay usable as plain Python."""
    for function in RULES:
        numba.extending.register_jitable(**OPTIONS, **INNER)(function)
    versions = f"{platform.python_version()} {np.__version__} {numba.__version__}"
    base = Path(numba.config.CACHE_DIR or HERE / "__pycache__")
    kept, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(base / f"rules-{fingerprint(HERE, versions)}")
    try:
        compiled = numba.njit(cache=True, nogil=True, **OPTIONS)(play_many)
    finally:
        numba.config.CACHE_DIR = kept
    compile_now(compiled)
    ready: PlayMany = compiled
    return ready


def compile_now(compiled: Any) -> None:
    """Call for no game at all: the signature is that of every later call, and no other will ever be compiled."""
    rows, flat = np.empty((0, 1), dtype=np.int64), np.empty(0, dtype=np.int64)
    compiled(flat, Layout(*(0 for _ in Layout._fields)), rows, rows, flat)
    compiled.disable_compile()


class Build:
    """The state of the compiled build in this process."""

    def __init__(self) -> None:
        self.play_many: PlayMany = play_many
        self.status = "plain"
        self.lock = threading.Lock()

    def run(self) -> None:
        """Compile, or load what an earlier process compiled; whatever goes wrong, plain Python goes on."""
        with self.lock:
            if self.status != "plain":
                return
            try:
                import numba  # noqa: PLC0415
            except ImportError as error:
                self.status = f"plain Python, because numba cannot be imported: {error}"
                return
            try:
                self.play_many = compile_rules(numba)
            except Exception as error:
                self.status = f"plain Python, because the rules could not be compiled: {error}"
                return
            self.status = "compiled"


BUILD = Build()


def warm(block: bool = False) -> None:
    """Make the compiled build ready, in the background unless `block`; until then plain Python answers."""
    if block:
        BUILD.run()
    elif not BUILD.lock.locked() and not is_compiled():
        threading.Thread(target=BUILD.run, name="compile-rules", daemon=True).start()


def is_compiled() -> bool:
    """Say whether rollouts run compiled in this process by now."""
    return BUILD.status == "compiled"


def compiled_rules() -> PlayMany:
    """Give `play_many` as it is built by now; it takes arrays."""
    return BUILD.play_many


def build_status() -> str:
    """Say in words how rollouts run in this process, and if plainly, why."""
    return BUILD.status
