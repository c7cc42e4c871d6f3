"""Texts that are shown although what they assert is false in the world."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from wargame.engine.playouts.playouts import Rows
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import AssertionSpec
from wargame.engine.study.rehearsal.history import play
from wargame.engine.study.rehearsal.legal_options import Flags, judged
from wargame.engine.study.rehearsal.seat_mix import is_scripted, seating
from wargame.engine.world.world import UNKNOWN


def contradicted(setting: Setting, seeds: Sequence[int]) -> dict[str, list[int]]:
    """Return for each text that asserts something, by "seat key", how often it was shown and how often contradicted.

    Seats are drawn as in a rehearsal, so that games come to unlikely situations too; none of them plans.
    """
    history = play(setting, seeds, [_scripted(setting, seed) for seed in seeds])
    shown: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for text in setting.spec.assertions:
        if text.turn > setting.at.turns:
            continue
        rows = history.before[text.turn - 1][history.is_played[text.turn - 1]]
        seen = _shown(setting, text, rows)
        name = f"{text.seat} {text.key}"
        shown[name] += int(seen.sum())
        wrong[name] += int((seen & ~_judged(setting, rows, text.asserts)).sum())
    return {name: [times, wrong[name]] for name, times in shown.items()}


def _scripted(setting: Setting, seed: int) -> dict[str, str]:
    return {seat: name if is_scripted(name) else "random" for seat, name in seating(setting, seed).items()}


def _shown(setting: Setting, text: AssertionSpec, rows: Rows) -> Flags:
    """Return (n) in which worlds (n, cells) the text is shown."""
    seen = np.array(setting.tables.seen, dtype=np.int64) >> setting.names.states[text.seat] & 1
    known = rows if text.reveals else np.where(seen.astype(np.bool_), rows[:, : len(seen)], UNKNOWN)
    found = _judged(setting, known, text.when)
    for other in text.instead:
        found = found & ~_judged(setting, known, other)
    return found


def _judged(setting: Setting, rows: Rows, condition: Sequence[str]) -> Flags:
    return judged(setting, rows, setting.conditions[tuple(condition)])
