"""The compiled build: numba compiles the same rules, keeps them on disk, and never compiles while a request is
answered.
"""

import fcntl
import gc
import hashlib
import operator
import os
import platform
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from wargame.engine.playouts.numba_link import as_one_whole, copy_memory, llvm
from wargame.engine.playouts.numba_rows import as_fixed, register_rows
from wargame.engine.rules.playout import Games, play_games
from wargame.engine.world.layout import Layout, as_cells, as_record
from wargame.engine.world.rule import INNER_RULES, RULES, address, carry_over, lowest, quick_record
from wargame.engine.world.siphash import CONSTANTS, siphash, top_bits

ENGINE = Path(__file__).parents[1]
SOURCES = ("rules/**/*.py", "world/*.py", "dials/*.py", "playouts/numba_*.py")
"""Patterns, from the engine's folder, of the files whose code or constants become part of the compiled rules."""

OPTIONS = {"_nrt": False, "error_model": "numpy"}
"""The rules allocate nothing, so arrays need no reference counts; counting them makes games five times slower. They
never divide by 0, so no division needs a test for it."""

CONFIG = {"LOOP_VECTORIZE": 0}
"""No loop is computed with vectors. Most loops run over as few cells as there are states, and in those over cells that
lie apart the processor would gather them, which takes long since processors were mended against the leak of 2023
(Gather Data Sampling). It stands here too because a user's settings must not change what is kept on disk.
"""

INNER = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Only the entry function is called from outside.

Wrappers around each rule would take a seventh of the time to compile.
"""

CELL_BYTES = 4

PlayGames = Callable[[Any, Any, Games, int], None]
PLAIN: PlayGames = play_games
"""The entry function of the rules in plain Python. A second entry would compile all that both share a second time."""


def fingerprint(root: Path, versions: str) -> str:
    """Return a hash of the rules' sources and of `versions`: numba's own cache does not notice a change in another
    file.

    Raises FileNotFoundError for a pattern that matches no file: those files have moved, and changes in them would be
    missed.
    """
    whole = hashlib.sha256(versions.encode())
    for pattern in SOURCES:
        paths = sorted(root.glob(pattern))
        if not paths:
            raise FileNotFoundError(f"{root} has no {pattern}; SOURCES must name the files that numba compiles.")
        for path in paths:
            whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def compile_rules(numba: Any) -> PlayGames:
    """Compile all rules with numba into a cache directory of their own, and return the entry function.

    The rules can still be called in plain Python.
    """
    for function in RULES:
        numba.extending.register_jitable(**OPTIONS, **INNER, forceinline=function in INNER_RULES)(function)
    register_records(numba)
    register_addresses(numba)
    take_masks(numba)
    take_hashes(numba)
    settings = {"CACHE_DIR": str(folder()), **CONFIG}
    kept = {name: getattr(numba.config, name) for name in settings}
    vars(numba.config).update(settings)
    try:
        rules: PlayGames = numba.njit(cache=True, nogil=True, **OPTIONS)(PLAIN)
        with as_one_whole(numba, PLAIN):
            compile_now(rules)
    finally:
        vars(numba.config).update(kept)
    return rules


def folder() -> Path:
    """Return the directory of the compiled rules.

    Does not import numba; raises PackageNotFoundError where it is missing.
    """
    versions = f"{platform.python_version()} {np.__version__} {metadata.version('numba')}"
    base = Path(os.environ.get("NUMBA_CACHE_DIR") or ENGINE / "__pycache__")
    return base / f"rules-{fingerprint(ENGINE, versions)}"


def are_kept() -> bool:
    """Return whether the compiled rules are on disk, so that a process has only to load them."""
    with suppress(ImportError):
        return (folder() / "complete").exists()
    return False


@contextmanager
def one_at_a_time(kept: Path) -> Iterator[None]:
    """Let one process compile while the others wait to load the result. Without the lock, each would compile."""
    complete = kept / "complete"
    with ExitStack() as held:
        with suppress(OSError):
            if not complete.exists():
                kept.mkdir(parents=True, exist_ok=True)
                fcntl.flock(held.enter_context((kept / "lock").open("w")), fcntl.LOCK_EX)
        yield
        with suppress(OSError):
            complete.touch()


def register_records(numba: Any) -> None:
    """Teach numba that `quick_record` returns a named tuple unchanged: its fields stay in registers."""

    types, extending = numba.types, numba.extending

    @extending.type_callable(quick_record)
    def type_quick_record(context: Any) -> Any:
        return lambda record: record

    @extending.lower_builtin(quick_record, types.Any)
    def lower_quick_record(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return arguments[0]


def register_addresses(numba: Any) -> None:
    """Teach numba to pass rows on as the address of their first cell: one number instead of seven, and no negative
    indexes.

    Cells are stored in 32 bits, so that a scenario and a game stay in the processor's cache, and are read as 64-bit
    integers, so that results equal those of plain Python.
    """
    types, extending = numba.types, numba.extending
    narrow, wide = (llvm().IntType(bits) for bits in (32, 64))

    cells = type("Cells", (types.CPointer,), {"__doc__": "The address of cells of 32 bits that read as 64."})
    extending.register_model(cells)(extending.models.PointerModel)
    by_width = {types.int32: cells(types.int64), types.int64: types.CPointer(types.int64)}

    @extending.type_callable(address)
    def type_address(context: Any) -> Any:
        return lambda row: by_width[row.dtype]

    @extending.lower_builtin(address, types.Array)
    def lower_address(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        first = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        return builder.bitcast(first, wide.as_pointer())

    def place_of(builder: Any, row: Any, index: Any) -> Any:
        return builder.gep(builder.bitcast(row, narrow.as_pointer()), [index])

    @extending.lower_builtin(operator.getitem, cells, types.Integer)
    def lower_getitem(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.sext(builder.load(place_of(builder, *arguments)), wide)

    @extending.lower_builtin(operator.setitem, cells, types.Integer, types.Any)
    def lower_setitem(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row, index, value = arguments
        value = context.cast(builder, value, signature.args[2], types.int64)
        builder.store(builder.trunc(value, narrow), place_of(builder, row, index))
        return context.get_dummy_value()

    register_copies(numba, cells)
    register_layout(numba)
    register_rows(numba, cells)


def register_layout(numba: Any) -> None:
    """Teach numba that a layout, a record of int64, never changes."""
    wide = llvm().IntType(64)

    @numba.extending.lower_getattr_generic(numba.types.Record)
    def lower_field(context: Any, builder: Any, record: Any, value: Any, name: str) -> Any:
        place = wide(record.offset(name) // (wide.width // 8))
        return as_fixed(builder, builder.load(builder.gep(builder.bitcast(value, wide.as_pointer()), [place])))


def register_copies(numba: Any, cells: Any) -> None:
    """Teach numba to copy a range of cells as one block of memory."""
    extending = numba.extending

    @extending.type_callable(carry_over)
    def type_carry_over(context: Any) -> Any:
        return lambda source, target, first, end: numba.types.none

    @extending.lower_builtin(carry_over, cells, cells, numba.types.Integer, numba.types.Integer)
    def lower_carry_over(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        source, target, first, end = arguments
        narrow = llvm().IntType(8 * CELL_BYTES).as_pointer()
        begins = [builder.gep(builder.bitcast(row, narrow), [first]) for row in (target, source)]
        copy_memory(numba, builder, begins, builder.sub(end, first), CELL_BYTES)
        return context.get_dummy_value()


def take_masks(numba: Any) -> None:
    """Teach numba to find the lowest bit of a mask by the processor's own instruction."""
    types, extending = numba.types, numba.extending

    @extending.type_callable(lowest)
    def type_lowest(context: Any) -> Any:
        return lambda states: types.int64

    @extending.lower_builtin(lowest, types.int64)
    def lower_lowest(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], llvm().Constant(llvm().IntType(1), 1))


def take_hashes(numba: Any) -> None:
    """Teach numba to compute the hash in unsigned words and to return the signed integer that rules work with."""
    extending, word = numba.extending, numba.types.uint64
    constants: Any = tuple(np.uint64(constant) for constant in CONSTANTS)
    extending.register_jitable(**OPTIONS)(siphash)

    @extending.overload(top_bits, jit_options=OPTIONS)
    def overload_top_bits(k0: Any, k1: Any, block: Any) -> Any:
        def unsigned(k0: Any, k1: Any, block: Any) -> Any:
            return numba.types.int64(siphash(word(k0), word(k1), word(block), constants) >> word(48))

        return unsigned


def compile_now(rules: Any) -> None:
    """Compile for one fixed signature, by a call with no games, and forbid any later compilation."""
    at, row, rows = as_record(Layout(*(0 for _ in Layout._fields))), as_cells([]), as_cells([[0]])[:0]
    tally, keys = np.empty(0, dtype=np.int64), np.empty((0, 2), dtype=np.int64)
    rules(row, at, Games(rows, row, keys, rows, rows, rows, rows, rows, tally), 0)
    rules.disable_compile()


class Build:
    """The state of the compiled build in this process: the rules to call, and the status in words."""

    def __init__(self) -> None:
        self.rules = PLAIN
        self.status = "plain"
        self.lock = threading.Lock()

    def run(self) -> None:
        """Compile the rules, or load what an earlier process compiled. If that fails, plain Python stays in use."""
        with self.lock:
            if self.status != "plain":
                return
            try:
                with one_at_a_time(folder()):
                    import numba  # noqa: PLC0415 - it takes a second, so only the process whose turn it is imports it

                    self.rules = compile_rules(numba)
            except ImportError as error:
                self.status = f"plain Python, because numba cannot be imported: {error}"
            except Exception as error:
                self.status = f"plain Python, because the rules could not be compiled: {error}"
            else:
                self.status = "compiled"
            # The process freezes everything that it has loaded by now: to look for garbage among it takes 150 ms, again
            # and again, in which the process answers nobody.
            gc.freeze()


BUILD = Build()


def warm(block: bool = False) -> None:
    """Prepare the compiled build, in a background thread unless `block`. Until it is ready, plain Python plays."""
    if block:
        BUILD.run()
    elif not BUILD.lock.locked() and not is_compiled():
        threading.Thread(target=BUILD.run, name="compile-rules", daemon=True).start()


def is_compiled() -> bool:
    """Return whether the compiled rules are ready in this process."""
    return BUILD.status == "compiled"


def compiled_rules() -> PlayGames:
    """Return the entry function in use: compiled it takes arrays, plain it takes lists."""
    return BUILD.rules


def build_status() -> str:
    """Return in words which build this process uses, and why if it is plain Python."""
    return BUILD.status
