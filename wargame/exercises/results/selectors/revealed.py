"""The revelations of the end for a seat: facts hidden from it, reports that were false, and facts that it knew
rightly."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios import opening
from wargame.engine.values import Perspective
from wargame.exercises import bridge
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.results.selectors.trends import views_of

SURE = 75
"""The chance in 100 from which a seat that gave it to a hidden fact knew rightly, if the fact was so."""


@dataclass(frozen=True)
class Truth:
    """A hidden fact as it was drawn, with the sentence that reveals it, and the chance in 100 that the seat gave it."""

    name: str
    text: str
    believed: int


@dataclass(frozen=True)
class FalseReport:
    """A report that the seat read in a turn, and what was wrong with it."""

    turn: int
    title: str
    wrong: str


@dataclass(frozen=True)
class Revealed:
    """Three lists; `headline` is the first hidden fact, which the scenario puts first because most hung on it."""

    headline: Truth | None
    hidden: tuple[Truth, ...]
    false_reports: tuple[FalseReport, ...]
    told_rightly: tuple[Truth, ...]


def revealed_of(seat: Seat, line: Branch, truth: Perspective) -> Revealed:
    """Return the revelations of the end of a line for its seat; `truth` is the world at the end, in full truth."""
    views = views_of(seat, line, knows_all=False)
    facts = _truths(seat, truth)
    hidden = [fact for fact in facts if fact.believed < SURE]
    return Revealed(
        headline=hidden[0] if hidden else None,
        hidden=tuple(hidden[1:]),
        false_reports=_false_reports(line, views),
        told_rightly=tuple(fact for fact in facts if fact.believed >= SURE),
    )


def _truths(seat: Seat, view: Perspective) -> tuple[Truth, ...]:
    """Return every hidden fact with the chance that the seat gave at the end to what was so."""
    beliefs = view.world.belief[view.setting.codes.index(seat.role)]
    found = []
    for spec, drawn, belief in zip(view.setting.spec.truths, view.world.truth, beliefs, strict=True):
        given = round(bridge.display_amount("belief", int(belief)) or 0)
        if int(drawn):
            found.append(Truth(spec.true_name, spec.true_reveal, given))
        else:
            found.append(Truth(spec.false_name, spec.false_reveal, 100 - given))
    return tuple(found)


def _false_reports(line: Branch, views: Sequence[Perspective]) -> tuple[FalseReport, ...]:
    """Return the reports of which the scenario says what was wrong, in the turns in which the seat read them."""
    turns = Turn.objects.in_line(line).with_exercise()
    return tuple(
        FalseReport(turn.number, report.title, report.wrong)
        for turn, view in zip(turns, views, strict=False)
        for report in reversed(opening.briefing(bridge.content_for(turn), view, turn.number).reports)
        if report.wrong
    )
