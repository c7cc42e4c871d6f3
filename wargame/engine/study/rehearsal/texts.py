"""Texts that seats are shown, judged against the worlds in which they are shown."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from wargame.engine.playouts.playouts import Rows
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import AssertionSpec
from wargame.engine.study.rehearsal.history import History
from wargame.engine.study.rehearsal.legal_options import Flags, judged
from wargame.engine.world.world import UNKNOWN

TEXT_REMEDY = "Show the text only where what it asserts is so, or write it so that it is true in every world."
"""The author's remedy for a text that the world contradicts."""


class JudgedText(NamedTuple):
    """In which games (n) a text that asserts something is shown, and in which of them the world contradicts it."""

    text: AssertionSpec
    shown: Flags
    contradicted: Flags


def judged_texts(history: History) -> Iterator[JudgedText]:
    """Judge each text that asserts something on the worlds in which its turn began."""
    setting = history.setting
    for text in setting.spec.assertions:
        if text.turn > setting.at.turns:
            continue
        rows = history.before[text.turn - 1]
        shown = _is_shown(setting, text, rows) & history.is_played[text.turn - 1]
        yield JudgedText(text, shown, shown & ~_holds(setting, rows, text.asserts))


def _is_shown(setting: Setting, text: AssertionSpec, rows: Rows) -> Flags:
    """Return (n) in which worlds (n, cells) the text is shown."""
    seen = np.array(setting.tables.seen, dtype=np.int64) >> setting.names.states[text.seat] & 1
    known = rows if text.reveals else np.where(seen.astype(np.bool_), rows[:, : len(seen)], UNKNOWN)
    found = _holds(setting, known, text.when)
    for other in text.instead:
        found = found & ~_holds(setting, known, other)
    return found


def _holds(setting: Setting, rows: Rows, condition: Sequence[str]) -> Flags:
    return judged(setting, rows, setting.conditions[tuple(condition)])
