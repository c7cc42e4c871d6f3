"""The end of a line: which ending, how every seat fared, what was hidden, and how it stands beside the record."""

from dataclasses import dataclass

from wargame.exercises import bridge
from wargame.exercises.bridge import Perspective, Score
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.results.selectors.branches import BranchRow, branches_of


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
    """Everything on the ending page; `branches` are the lines of the exercise.

    `others` and `truths` are empty as long as the reader may not know them.
    """

    name: str
    headline: str
    text: str
    record: str
    question: str
    own: Fared
    others: tuple[Fared, ...]
    truths: tuple[Truth, ...]
    branches: tuple[BranchRow, ...]
    scenario: str


def ending_of(seat: Seat, line: Branch, last: Turn, *, knows_all: bool) -> Ending:
    """The ending of a finished line; `last` is its last turn."""
    view = bridge.final_view_of(last, seat, may_know_all=knows_all)
    if view is None:
        raise ValueError(f"{line} is not finished.")
    spec = next(ending for ending in view.setting.spec.endings if ending.key == line.ending)
    text = next(text for text in bridge.content_for(last).texts.endings if text.ending == line.ending)
    others = (code for code in view.setting.seats if code != seat.role and knows_all)
    return Ending(
        name=spec.name,
        headline=text.headline,
        text=text.text,
        record=text.record,
        question=text.question,
        own=_fared(view, seat.role),
        others=tuple(_fared(view, code) for code in others),
        truths=_truths(view) if knows_all else (),
        branches=branches_of(seat),
        scenario=seat.exercise.scenario_version.scenario.slug,
    )


def _fared(view: Perspective, code: str) -> Fared:
    own = tuple(score for score in bridge.scores(view) if score.seat == code)
    weights = sum(score.weight for score in own)
    total = sum(score.score * score.weight for score in own) / weights if weights else 0
    return Fared(code, view.setting.state(code).name, round(total), own)


def _truths(view: Perspective) -> tuple[Truth, ...]:
    return tuple(
        Truth(spec.true_name, spec.true_reveal) if int(drawn) else Truth(spec.false_name, spec.false_reveal)
        for spec, drawn in zip(view.setting.spec.truths, view.world.truth, strict=True)
    )
