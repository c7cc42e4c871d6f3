"""Worlds as turns store them, decoded and masked: each once while a request is answered.

The worlds and views of a request are gone when it is answered, and outside a request nothing is kept. A world is known
by all that is stored of it, a view by its world and the seat: the same question gets the same answer, whoever asks it.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from wargame import engine

Stored = Mapping[str, Any]
_TRUTH, _COMMON = "*truth", "*common"
"""Readers that are no seat: codes of seats are letters and digits."""


@dataclass(frozen=True)
class _Worked:
    """The worlds and views that were worked out so far; worlds stay here as long as the views that are known by their
    identity."""

    worlds: list[tuple[engine.Setting, Stored, engine.World]] = field(default_factory=list)
    views: dict[tuple[int, str], engine.Perspective] = field(default_factory=dict)


_worked: ContextVar[_Worked | None] = ContextVar("worlds_of_the_request", default=None)


@contextmanager
def once_a_request() -> Generator[None]:
    """Within it no world is decoded twice, and none is masked twice for the same seat."""
    token = _worked.set(_Worked())
    try:
        yield
    finally:
        _worked.reset(token)


def decoded(setting: engine.Setting, stored: dict[str, Any]) -> engine.World:
    """Return the world that was stored; older schemas are upgraded."""
    worked = _worked.get()
    if worked is None:
        return engine.decode(stored, setting)
    for known_setting, known, world in worked.worlds:
        if known_setting is setting and (known is stored or known == stored):
            return world
    world = engine.decode(stored, setting)
    worked.worlds.append((setting, stored, world))
    return world


def seen_by(setting: engine.Setting, stored: dict[str, Any], role: str) -> engine.Perspective:
    """Return the stored world as a seat may know it."""
    return _masked(setting, stored, role, lambda world: engine.perspective(setting, world, role))


def in_truth(setting: engine.Setting, stored: dict[str, Any]) -> engine.Perspective:
    """Return the stored world with nothing masked."""
    return _masked(setting, stored, _TRUTH, lambda world: engine.full_truth(setting, world))


def in_common(setting: engine.Setting, stored: dict[str, Any]) -> engine.Perspective:
    """Return the stored world as everybody knows it."""
    return _masked(setting, stored, _COMMON, lambda world: engine.common_knowledge(setting, world))


def _masked(
    setting: engine.Setting, stored: dict[str, Any], reader: str, mask: Callable[[engine.World], engine.Perspective]
) -> engine.Perspective:
    world, worked = decoded(setting, stored), _worked.get()
    if worked is None:
        return mask(world)
    key = (id(world), reader)
    if key not in worked.views:
        worked.views[key] = mask(world)
    return worked.views[key]
