"""What happens by itself: incidents, injects, and how a game ends."""

from dataclasses import dataclass

from wargame.engine.spec.effects import Condition, EffectSpec, ModifierSpec


@dataclass(frozen=True)
class TransitionSpec:
    """One way on from a stage (`to` may be the stage itself: it stays). The chance is weight / sum of weights."""

    to: str
    label: str
    weight: float
    says: str
    modifiers: tuple[ModifierSpec, ...] = ()
    effects: tuple[EffectSpec, ...] = ()
    turns: tuple[int, int] = (1, 99)
    accident: bool = False


@dataclass(frozen=True)
class StageSpec:
    """`hostility` is the MID level 0..5; a stage without transitions is final."""

    key: str
    name: str
    hostility: int = 0
    transitions: tuple[TransitionSpec, ...] = ()


@dataclass(frozen=True)
class IncidentSpec:
    """An authored stage machine, moved once a turn after the orders. `actor` and `target` feed selectors.

    `place` is where it stands: an agreement that leaves that place out does not reach it. `open_ended` is one that may
    go on to the last turn: its stages need not lead to a final one.
    """

    key: str
    name: str
    stages: tuple[StageSpec, ...]
    start: str
    actor: str = ""
    target: str = ""
    claimants: tuple[str, ...] = ()
    known_to: tuple[str, ...] = ("all",)
    place: str = ""
    open_ended: bool = False


@dataclass(frozen=True)
class InjectSpec:
    """Put to seats when `when` holds at the end of a turn in `turns`; fires once; its texts are the pack's content.

    With a `chance` of 0 in 100 it comes by a white cell's hand alone.
    """

    key: str
    title: str
    when: Condition = ()
    turns: tuple[int, int] = (1, 99)
    chance: float = 100
    known_to: tuple[str, ...] = ("all",)
    effects: tuple[EffectSpec, ...] = ()


@dataclass(frozen=True)
class EndingSpec:
    """The first ending (in order) whose condition holds at the end; `immediate` ones are asked every turn."""

    key: str
    name: str
    when: Condition = ()
    immediate: bool = False


@dataclass(frozen=True)
class CueSpec:
    """A condition for showing content (a report, a situation text, a track) to a seat.

    It is judged on the seat's masked world, unless `reveals` is set by the author: then on the true one.
    """

    key: str
    seat: str
    when: Condition
    reveals: bool = False
