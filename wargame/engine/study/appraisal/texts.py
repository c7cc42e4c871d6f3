"""Texts that are shown although what they assert is false in the world."""

from collections import Counter
from collections.abc import Sequence

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.rehearsal.history import play
from wargame.engine.study.rehearsal.seat_mix import is_scripted, seating
from wargame.engine.study.rehearsal.texts import judged_texts


def contradicted(setting: Setting, seeds: Sequence[int]) -> dict[str, list[int]]:
    """Return for each text that asserts something, by "seat key", how often it was shown and how often contradicted.

    Seats are drawn as in a rehearsal, so that games come to unlikely situations too; none of them plans.
    """
    history = play(setting, seeds, [_scripted(setting, seed) for seed in seeds])
    shown: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for text, seen, contradictions in judged_texts(history):
        name = f"{text.seat} {text.key}"
        shown[name] += int(seen.sum())
        wrong[name] += int(contradictions.sum())
    return {name: [times, wrong[name]] for name, times in shown.items()}


def _scripted(setting: Setting, seed: int) -> dict[str, str]:
    return {seat: name if is_scripted(name) else "random" for seat, name in seating(setting, seed).items()}
