"""Events without an order: incidents, injects, endings, and cues for texts."""

from dataclasses import dataclass

from wargame.engine.spec.effects import Condition, EffectSpec, ModifierSpec


@dataclass(frozen=True)
class TransitionSpec:
    """One way on from a stage (`to` may be the stage itself: it stays). The chance is weight / sum of weights.

    A move at which hostility rises is an act of the incident's actor at its target and at those who claim the place;
    `mid_action` says which act by its MID number where the rise does not. `provokes`: points of resolve, up to 50, that
    it gives a scripted seat for its reply.
    """

    to: str
    label: str
    weight: float
    says: str
    modifiers: tuple[ModifierSpec, ...] = ()
    effects: tuple[EffectSpec, ...] = ()
    turns: tuple[int, int] = (1, 99)
    accident: bool = False
    mid_action: int = 0
    provokes: float = 0


@dataclass(frozen=True)
class StageSpec:
    """A stage of an incident. `hostility` is the MID level 0..5; a stage without transitions is final.

    `deed` is the class of a move to it, for the target of the incident; "" leaves that to the hostility.
    """

    key: str
    name: str
    hostility: int = 0
    transitions: tuple[TransitionSpec, ...] = ()
    deed: str = ""


@dataclass(frozen=True)
class IncidentSpec:
    """A state machine that moves once a turn, after the orders.

    Selectors in it mean its `actor`, `target` and `claimants`.

    `place` is where the incident happens: an agreement that excludes the place does not apply. An `open_ended` incident
    may go on to the last turn, so its stages need not lead to a final one.
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

    def stage(self, key: str) -> StageSpec:
        """Return the stage with this key, which must be one of the incident's."""
        return next(stage for stage in self.stages if stage.key == key)


@dataclass(frozen=True)
class InjectSpec:
    """Something put to seats once, if `when` holds at the end of one of its `turns`.

    Its texts are in the pack's content.

    `chance` is in 100; with 0, only the white cell can send it.
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
    """An ending. The first one in order whose condition holds ends the game; `immediate` ones are judged every turn."""

    key: str
    name: str
    when: Condition = ()
    immediate: bool = False


@dataclass(frozen=True)
class CueSpec:
    """The condition under which a text (a report, a situation text, a track) is shown to a seat.

    It is judged on the seat's masked world, or on the true world if the author sets `reveals`.
    """

    key: str
    seat: str
    when: Condition
    reveals: bool = False


@dataclass(frozen=True)
class AssertionSpec:
    """The assertion of a text that a seat reads in a turn about the world. Rehearsals count where it is not so.

    The text is shown if `when` holds, judged as for a cue, and none of `instead` does: the conditions of the texts that
    are tried before it and take its place.
    """

    key: str
    seat: str
    turn: int
    asserts: Condition
    when: Condition = ()
    reveals: bool = False
    instead: tuple[Condition, ...] = ()
