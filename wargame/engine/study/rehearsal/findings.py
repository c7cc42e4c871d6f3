"""The findings of a rehearsal for a scenario's author: what breaks, what is out of reach, what is never or always
done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.rehearsal.report import REACHED, TEXT, Option, Rehearsal
from wargame.engine.study.rehearsal.texts import TEXT_REMEDY

ALWAYS = 0.95
"""Share of its chances from which an order counts as always chosen."""

LEAST_CHANCES = 20
"""Fewer chances than these say nothing about always."""

MOST_CATASTROPHES = 0.02
"""Share of games that may end in a catastrophe; a crisis that mostly ends in war teaches only that."""

LEAST_PLANNED = 10
"""Fewer games of a planner on a seat than these say nothing about how soon its aims are reached."""

MOST_REACHED = 0.1
"""The largest share of games played well in which an aim may stand near its full score before the last turn."""

MOST_RISES = 1 / 250
"""Share of games from which it is a fault that an aim rises while the same event contradicts it."""

RISE_REMEDY = "Cap the aim while it lasts, or let a modifier take away more than a turn can add."
REACHED_REMEDY = "Widen its scale, or cap it while something is still open."

WIDEST_GAP = 30.0
"""Points between the mean totals of the best and the worst placed seat that an author should look at."""


@dataclass(frozen=True)
class Finding:
    """One thing to look at, with a remedy; `is_fault`: the scenario must not be played like this."""

    subject: str
    text: str
    remedy: str
    is_fault: bool = False

    def __str__(self) -> str:
        subject = f"{self.subject}:" if self.text else self.subject
        return " ".join(filter(None, (subject, self.text, self.remedy)))


class Usage(NamedTuple):
    """Of so many orders (seat, kind and level) those that could never be given, those that could be and never were, and
    those that seats following the pack's leanings hardly ever leave out.
    """

    options: int
    never_offered: tuple[Option, ...]
    never_chosen: tuple[Option, ...]
    always_chosen: tuple[Option, ...]


def findings(setting: Setting, report: Rehearsal) -> tuple[Finding, ...]:
    """Everything an author should look at, faults first. A share of 0 in n games means: under 3/n, 19 times in 20."""
    found = [
        *(Finding(str(one), "", TEXT_REMEDY if one.kind == TEXT else "", True) for one in report.troubles),
        *risen(report),
        *out_of_reach(setting, report),
        *orders(setting, report),
        *reached(setting, report),
        *balance(setting, report),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.is_fault))


def risen(report: Rehearsal) -> Iterator[Finding]:
    """Tell of aims that rose in a turn in which something happened that their sentences exclude."""
    for seat, aim, event in dict.fromkeys((one.seat, one.aim, one.event) for one in report.rises):
        moments = [one for one in report.rises if (one.seat, one.aim, one.event) == (seat, aim, event)]
        first, games = moments[0], len({one.seed for one in moments})
        often = "once" if len(moments) == 1 else f"{len(moments)} times in {games} games"
        text = f'it rose {often} in the turn in which this began: "{event}" First from {first.before} to'
        text += f" {first.after}, in the game with seed {first.seed}, turn {first.turn}."
        yield Finding(f"aim {seat} {aim}", text, RISE_REMEDY, games > MOST_RISES * report.games)


def reached(setting: Setting, report: Rehearsal) -> Iterator[Finding]:
    """Tell of aims with which a good player has nothing left to win when the last turn begins."""
    for objective in setting.spec.objectives:
        games, times = report.planned[objective.seat], report.reached[objective.seat, objective.key]
        if games >= LEAST_PLANNED and times > MOST_REACHED * games:
            text = f"it stood at {REACHED} or more before the last turn in {times} of {games} games played well."
            yield Finding(f"aim {objective.seat} {objective.key}", text, REACHED_REMEDY)


def unreached_endings(setting: Setting, report: Rehearsal) -> tuple[str, ...]:
    """Give the endings that no game reached."""
    return tuple(ending.key for ending in setting.spec.endings if not report.endings[ending.key])


def out_of_reach(setting: Setting, report: Rehearsal) -> Iterator[Finding]:
    """Tell of endings, stages and injects that no game reached; without a chance an inject waits for a white cell."""
    never = f"no game of {report.games} reached it."
    for key in unreached_endings(setting, report):
        yield Finding(f"ending {key}", never, "Ease its condition, or put it before one that holds first.", True)
    for incident in setting.spec.incidents:
        for stage in incident.stages:
            if not report.stages[incident.key, stage.key]:
                remedy = "Check the weights and modifiers of the transitions that lead to it."
                yield Finding(f"stage {incident.key} {stage.key}", never, remedy)
    for inject in setting.spec.injects:
        if inject.chance and not report.injects[inject.key]:
            yield Finding(f"inject {inject.key}", never, "Check its condition, its turns and its chance.")


def orders(setting: Setting, report: Rehearsal) -> Iterator[Finding]:
    """Tell of orders that no seat could give, gave, or ever left out."""
    found = usage(setting, report)
    for option in found.never_offered:
        yield Finding(named(option), "it could never be given.", "Check its turns, its needs and its cost.")
    for option in found.never_chosen:
        text = f"never chosen in {report.offered[option]} chances."
        yield Finding(named(option), text, "Give it a leaning, or let it cost less.")
    for option in found.always_chosen:
        text = f"chosen almost whenever it could be ({report.leaned_offered[option]} chances)."
        remedy = "Lower its leaning, or let it cost something: nobody decides anything here."
        yield Finding(named(option), text, remedy)


def named(option: Option) -> str:
    return " ".join(("order", *option))


def usage(setting: Setting, report: Rehearsal) -> Usage:
    """Yield the orders that are never or always given."""
    options = tuple(every_option(setting))
    return Usage(
        options=len(options),
        never_offered=tuple(option for option in options if not report.offered[option]),
        never_chosen=tuple(option for option in options if report.offered[option] and not report.chosen[option]),
        always_chosen=tuple(option for option in options if is_always(report, option)),
    )


def is_always(report: Rehearsal, option: Option) -> bool:
    """Say whether seats that follow the pack's leanings hardly ever leave an order out."""
    chances = report.leaned_offered[option]
    return chances >= LEAST_CHANCES and report.leaned_chosen[option] >= ALWAYS * chances


def every_option(setting: Setting) -> Iterator[Option]:
    """Give every seat, kind and level of the scenario."""
    for code in setting.seats:
        for spec in setting.spec.orders:
            if code in spec.seats:
                yield from ((code, spec.kind, level.key) for level in spec.levels)


def balance(setting: Setting, report: Rehearsal) -> Iterator[Finding]:
    """Tell of objectives that never change, of seats far apart, and of too many catastrophes."""
    played = sum(report.endings.values())
    if not played:
        return
    for objective in setting.spec.objectives:
        spread = report.spread(objective.seat, objective.key)
        if spread.low == spread.high and played > 1:
            text = f"it stood at {spread.low:.0f} at the end of every game."
            yield Finding(f"objective {objective.seat} {objective.key}", text, "Let something that happens move it.")
    means = {code: report.spread(code).mean for code in setting.seats}
    best, worst = max(means, key=means.__getitem__), min(means, key=means.__getitem__)
    if means[best] - means[worst] > WIDEST_GAP:
        text = f"{best} reaches {means[best]:.0f} points on average, {worst} {means[worst]:.0f}."
        yield Finding("balance", text, "Look at what they are asked for: one of the two is given too much.")
    if report.catastrophes > MOST_CATASTROPHES * played:
        text = f"{report.catastrophes} of {played} games end in one."
        yield Finding("catastrophe", text, "Lower the weights of the transitions that lead there.")
