"""The end of a line: which ending, how every seat fared, what was hidden, and how it stands beside the record."""

from dataclasses import dataclass

from wargame.exercises import bridge
from wargame.exercises.bridge import Perspective, Score
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.selectors.histories import Way, ways_of


@dataclass(frozen=True)
class Fared:
    """A seat's objectives, and their weighted sum 0..100."""

    code: str
    name: str
    score: int
    objectives: tuple[Score, ...]


@dataclass(frozen=True)
class Truth:
    """A hidden fact as it was drawn, and the sentence that reveals it."""

    name: str
    text: str


@dataclass(frozen=True)
class Ending:
    """Everything on the ending page; `ways` are the other lines of the exercise."""

    name: str
    headline: str
    text: str
    record: str
    question: str
    own: Fared
    others: tuple[Fared, ...]
    truths: tuple[Truth, ...]
    ways: tuple[Way, ...]
    scenario: str


def ending_of(seat: Seat, line: Branch, last: Turn) -> Ending:
    """The ending of a finished line; `last` is its last turn. The whole truth is told, as the line is over."""
    view = bridge.final_view_of(last, seat, may_know_all=True)
    if view is None:
        raise ValueError(f"{line} is not finished.")
    spec = next(ending for ending in view.setting.spec.endings if ending.key == line.ending)
    text = next(text for text in bridge.content_for(last).texts.endings if text.ending == line.ending)
    fared = tuple(_fared(view, code) for code in view.setting.seats)
    return Ending(
        name=spec.name,
        headline=text.headline,
        text=text.text,
        record=text.record,
        question=text.question,
        own=next(one for one in fared if one.code == seat.role),
        others=tuple(one for one in fared if one.code != seat.role),
        truths=_truths(view),
        ways=ways_of(seat),
        scenario=seat.exercise.scenario_version.scenario.slug,
    )


def _fared(view: Perspective, code: str) -> Fared:
    own = tuple(score for score in bridge.scores(view) if score.seat == code)
    weights = sum(score.weight for score in own)
    total = sum(score.score * score.weight for score in own) / weights if weights else 0
    return Fared(code, view.setting.state(code).name, round(total), own)


def _truths(view: Perspective) -> tuple[Truth, ...]:
    return tuple(
        Truth(spec.true_name if int(drawn) else spec.false_name, spec.reveal)
        for spec, drawn in zip(view.setting.spec.truths, view.world.truth, strict=True)
    )
