"""The stages of an incident in a draft with the steps between them, and the chance of each before any reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.editor.draft_trees import NO_ENTRY, Entry, lines, nested, text
from scenarios.editor.thing_shapes import anchor
from scenarios.yamlsafe import Place
from wargame.web.numbers import decimal_in, number_in
from wargame.web.stage_pictures import StagePicture, StageToDraw, WayToDraw, picture_of

LAST_TURN = 99
TO = "\u2013"


@dataclass(frozen=True, slots=True)
class StageStep:
    """One step: the stages at its ends, its place in the file, and its chances in the turns in which it is open.

    `lowest` and `highest` are in 100, of the weights alone. `is_never`: no reason can raise it above nothing.
    """

    stage: str
    to: str
    place: Place
    lowest: int = 0
    highest: int = 0
    is_never: bool = False

    @property
    def chance(self) -> str:
        """The chance in words: one number, or the lowest and the highest."""
        if self.lowest == self.highest:
            return str(self.lowest)
        return f"{self.lowest} to {self.highest}"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage with its steps. `place` is where it stands in the file."""

    key: str
    name: str
    place: Place
    hostility: int
    steps: tuple[StageStep, ...]


def stages_of(incident: Entry, place: Place, turns: int) -> tuple[Stage, ...]:
    """Return the stages of an incident that stands at a place, in a game of so many turns."""
    return tuple(
        Stage(
            text(entry, "key"),
            text(entry, "name") or text(entry, "key"),
            (*place, "stages", index),
            min(5, max(0, number_in(text(entry, "hostility")) or 0)),
            tuple(_steps(entry, (*place, "stages", index), turns)),
        )
        for index, entry in enumerate(_items(incident, "stages"))
    )


def picture_of_incident(incident: Entry, stages: tuple[Stage, ...]) -> StagePicture:
    """Draw the stages, with one arrow for all steps from one stage to another."""
    start = text(incident, "start")
    boxes = {
        stage.key: StageToDraw(
            stage.key,
            stage.name,
            stage.hostility,
            is_start=stage.key == start,
            is_end=all(step.to == stage.key for step in stage.steps),
        )
        for stage in stages
        if stage.key
    }
    return picture_of(list(boxes.values()), _ways(stages))


def _ways(stages: tuple[Stage, ...]) -> Iterator[WayToDraw]:
    found: dict[tuple[str, str], list[StageStep]] = {}
    for stage in stages:
        for step in stage.steps:
            found.setdefault((step.stage, step.to), []).append(step)
    for (one, other), steps in found.items():
        open_ones = [step for step in steps if not step.is_never] or steps
        low, high = min(step.lowest for step in open_ones), max(step.highest for step in open_ones)
        label = str(low) if low == high else f"{low}{TO}{high}"
        is_never = all(step.is_never for step in steps)
        yield WayToDraw(one, other, label, high / 100, anchor(steps[0].place), is_never)


def _steps(stage: Entry, place: Place, turns: int) -> Iterator[StageStep]:
    entries = _items(stage, "transitions")
    weights = [max(0.0, decimal_in(text(entry, "weight")) or 0.0) for entry in entries]
    windows = [_window(entry) for entry in entries]
    for index, entry in enumerate(entries):
        first, last = windows[index]
        shares = []
        for turn in range(max(1, first), min(turns, last) + 1):
            beside = sum(w for w, (low, high) in zip(weights, windows, strict=True) if low <= turn <= high)
            shares.append(round(100 * weights[index] / beside) if beside else 0)
        may_rise = any((decimal_in(text(each, "add")) or 0) > 0 for each in nested(entry, "modifiers"))
        yield StageStep(
            text(stage, "key"),
            text(entry, "to"),
            (*place, "transitions", index),
            min(shares, default=0),
            max(shares, default=0),
            is_never=not shares or (weights[index] <= 0 and not may_rise),
        )


def _window(entry: Entry) -> tuple[int, int]:
    found = [number for each in lines(entry, "turns") if (number := number_in(each)) is not None]
    return (found[0], found[1]) if len(found) == 2 else (1, LAST_TURN)


def _items(entry: Entry, key: str) -> list[Entry]:
    """Return each item of a list in its place: an empty mapping for what is none."""
    found = entry.get(key)
    return [each if isinstance(each, dict) else NO_ENTRY for each in found] if isinstance(found, list) else []
