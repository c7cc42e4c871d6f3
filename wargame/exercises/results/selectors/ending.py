"""The ending page: which ending, how every seat scored, what was hidden, and how it compares with the record."""

from dataclasses import dataclass

from wargame.engine.values import ObjectiveScore, Perspective
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.results.selectors.branches import BranchRow, branches_of
from wargame.exercises.results.selectors.revealed import Revealed, revealed_of
from wargame.exercises.situation.selectors.aims import total_of


@dataclass(frozen=True)
class SeatResult:
    """A seat's objectives, and their weighted total, 0..100."""

    code: str
    name: str
    score: int
    objectives: tuple[ObjectiveScore, ...]


@dataclass(frozen=True)
class Ending:
    """Everything on the ending page; `branches` are the lines of the exercise.

    `others` and `truths` are empty while the reader may not know them. `is_early` marks an end by the white cell, for
    which the scenario has no text.
    """

    name: str
    headline: str
    text: str
    record: str
    question: str
    own: SeatResult
    others: tuple[SeatResult, ...]
    revealed: Revealed | None
    branches: tuple[BranchRow, ...]
    scenario: str
    is_early: bool = False


def ending_of(seat: Seat, line: Branch, last: Turn, *, knows_all: bool) -> Ending:
    """Return the ending of a line that is finished or was ended early; `last` is its last turn."""
    view = perspectives.final_view_of(last, seat, may_know_all=knows_all)
    if view is None:
        # A stopped turn has no results, so the world at its opening is used.
        view = perspectives.truth_of(last) if knows_all else perspectives.view_of(last, seat)
    told = _ending_texts(line, last, view)
    others = (code for code in view.setting.seats if code != seat.role and knows_all)
    return Ending(
        **told,
        own=_fared(view, seat.role),
        others=tuple(_fared(view, code) for code in others),
        revealed=revealed_of(seat, line, view) if knows_all else None,
        branches=branches_of(seat),
        scenario=seat.exercise.scenario_version.scenario.slug,
        is_early=not line.is_finished,
    )


def _ending_texts(line: Branch, last: Turn, view: Perspective) -> dict[str, str]:
    """Return the scenario's texts for its ending; for an early one, a general text."""
    if not line.is_finished:
        played = last.number if last.is_closed else last.number - 1
        after = f"after turn {played}" if played else "at the opening"
        return {
            "name": "ended early",
            "headline": f"The exercise was ended in turn {last.number}",
            "text": f"The crisis had not reached any of its endings. This is how things stood {after}.",
            "record": "",
            "question": "",
        }
    spec = next(ending for ending in view.setting.spec.endings if ending.key == line.ending)
    text = next(text for text in bridge.content_for(last).texts.endings if text.ending == line.ending)
    words = {name: getattr(text, name) for name in ("headline", "text", "record", "question")}
    return words | {"name": spec.name}


def _fared(view: Perspective, code: str) -> SeatResult:
    own = tuple(score for score in perspectives.scores(view) if score.seat == code)
    return SeatResult(code, view.setting.state(code).name, total_of(own), own)
