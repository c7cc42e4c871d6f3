"""Planted leaks in the counsel of a seat: one part of it looks at the whole world."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.secrecy import counsel, pairs
from tests.secrecy.planting import Leak, Plant
from tests.secrecy.specs import islet
from wargame.engine import Perspective, Setting, World, compile_setting, full_truth, perspective

SEEDS = range(2)


def leaks() -> Iterator[Leak]:
    """Yield a leak for each part of counsel."""
    yield Leak("advisers answer offers by the truth", "decisions", _by_the_truth("offers"), in_counsel)
    yield Leak("later odds begin at the true stage", "odds", _by_the_truth("earliest_turn"), in_counsel)


def in_counsel() -> None:
    setting = compile_setting(counsel.with_secrets(islet()))
    for seat in setting.seats:
        for seed in SEEDS:
            counsel.check_counsel(setting, pairs.two_worlds(setting, seat, seed), seat)


def _by_the_truth(name: str) -> Plant:
    true = getattr(counsel, name)

    def plant(patch: pytest.MonkeyPatch) -> None:
        views: dict[int, tuple[Perspective, Perspective]] = {}

        def seen(setting: Setting, world: World, seat: str) -> Perspective:
            view = perspective(setting, world, seat)
            views[id(view)] = view, replace(full_truth(setting, world), seat=seat)
            return view

        def leaky(view: Perspective, *rest: Any) -> Any:
            return true(views[id(view)][1], *rest)

        patch.setattr(counsel, "perspective", seen)
        patch.setattr(counsel, name, leaky)

    return plant
