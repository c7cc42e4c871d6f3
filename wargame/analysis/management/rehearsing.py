"""Plays many games for a command, with progress, until all are played or Ctrl-C is pressed."""

from django.core.management.base import OutputWrapper

from wargame.analysis.management.progress import ProgressLine, until_interrupted
from wargame.analysis.management.tables import share
from wargame.analysis.services import rehearsals


def played(spec: rehearsals.Scenario, games: int, seed: int, stream: OutputWrapper) -> rehearsals.Report:
    """Play the games. Returns fewer than asked for after Ctrl-C."""
    report = rehearsals.nothing_played()
    with until_interrupted():
        rehearsals.make_ready()
        progress = ProgressLine(stream, games, "games")
        for portion in rehearsals.portions(spec, 0, games, seed):
            report += portion
            progress.tell(report.games)
    return report


def played_well(
    spec: rehearsals.Scenario, report: rehearsals.Report, seed: int, stream: OutputWrapper
) -> rehearsals.Report:
    """Play one game for every ten of the report with a planner on one seat, and count how soon its aims are reached."""
    progress = ProgressLine(stream, rehearsals.well_played(report.games), "games played well")
    with until_interrupted():
        for portion in rehearsals.portions_well(spec, report.games, seed):
            report += portion
            progress.tell(sum(report.planned.values()))
    return report


def looked_further(
    spec: rehearsals.Scenario, report: rehearsals.Report, seed: int, stream: OutputWrapper
) -> rehearsals.Report:
    """Play further games if an ending is missing, because a rare ending is no fault of a scenario.

    They are counted like the others, but their ledgers are not checked. Playing stops after the portion by which every
    ending has been seen.
    """
    first, last = report.games, rehearsals.SEARCHED
    missing = rehearsals.unreached(spec, report)
    if not missing or first >= last:
        return report
    stream.write(f"Looking on for {', '.join(missing)}, in at most {last} games in all.", style_func=str)
    progress = ProgressLine(stream, last, "games")
    with until_interrupted():
        for portion in rehearsals.portions(spec, first, last, seed, with_ledger=False):
            report += portion
            progress.tell(report.games)
            if not rehearsals.unreached(spec, report):
                break
    return report


def reach(spec: rehearsals.Scenario, report: rehearsals.Report) -> list[tuple[str, list[list[str]]]]:
    """Return in how many games each ending, stage and inject was reached, 0 included."""
    endings = {ending.key: report.endings[ending.key] for ending in spec.endings}
    stages = {
        f"{incident.key}: {stage.key}": report.stages[incident.key, stage.key]
        for incident in spec.incidents
        for stage in incident.stages
    }
    injects = {inject.key: report.injects[inject.key] for inject in spec.injects}
    return [
        (title, [[key, str(games), share(games, report.games)] for key, games in counts.items()])
        for title, counts in (("Endings", endings), ("Stages reached", stages), ("Injects", injects))
    ]
