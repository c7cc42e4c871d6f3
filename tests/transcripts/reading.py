"""Lists the texts that the person of a solo game reads from turn to turn, as lines."""

from collections.abc import Iterator

from tests.exercises.diplomacy.whole_games import letters
from tests.exercises.playing import Player, Rows
from tests.exercises.telling import read_forecasts
from tests.transcripts.repeats import DEED, HEADLINE
from wargame.exercises import access
from wargame.exercises.advice.selectors.believed import believed_in
from wargame.exercises.advice.services import speeches
from wargame.exercises.models import Branch, Exercise, OrderSheet, Seat, Speech, Turn
from wargame.exercises.results.selectors.chances_of_yes import chances_of_yes
from wargame.exercises.results.selectors.results import Results, results_of
from wargame.exercises.situation.selectors.board import board_of
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of


def listen(player: Player, rows: Rows) -> None:
    """Have the advisers speak, and read the forecast of the orders that are given next."""
    speeches.hear(seat_view_of(player.seat, player.branch, player.turn))
    read_forecasts(player, rows)


def lines_of(exercise: Exercise) -> Iterator[str]:
    """Yield all that the person read, turn by turn."""
    seat = exercise.participants.select_related("seat__exercise").get().seat
    line = access.branch_for(seat)
    written = list(letters(exercise))
    for turn in Turn.objects.with_exercise().in_line(line).order_by("number"):
        if not turn.is_closed:
            continue
        at = seat_view_of(seat, line, turn)
        sheet = OrderSheet.objects.get(turn=turn, seat=seat)
        yield f"\n===== TURN {turn.number} as {seat.role}"
        yield from _opening(at)
        yield from (f"  letter {each.by}: {each.text}" for each in written if each.turn == turn.number)
        yield from _results(results_of(at, sheet, chances_of_yes(at)))
        yield from _believed(seat, line, turn)


def _opening(at: SeatView) -> Iterator[str]:
    board = board_of(at)
    opening = board.situation
    yield f"  {opening.dateline}: {opening.headline}. {' '.join(opening.paragraphs)}"
    yield from (f"  at stake: {each}" for each in opening.at_stake)
    for report in board.reports:
        yield f"  report {report.letter}: {report.title} | {report.text}"
    for speech in Speech.objects.filter(turn=at.turn, seat=at.seat).order_by("place"):
        order = f"{speech.order['kind']} {speech.order['level']} {speech.order['target']}"
        cited = f"[{speech.cited}] " if speech.letter else ""
        yield f"  adviser {speech.adviser}: {order} | {cited}{speech.reason} {speech.expects} Costs: {speech.costs}"


def _results(results: Results) -> Iterator[str]:
    yield f"  {HEADLINE} {results.headline}"
    if results.lede:
        yield f"    lede: {results.lede}"
    yield from (f"    {DEED} {news.code}: {news.text}" for news in results.others)
    for gamble in results.gambles.all:
        yield f"    gamble: {gamble.name}" + (f" (answer in turn {gamble.due})" if gamble.due else "")
        if told := gamble.told:
            yield f"      told {told.in_100} ({told.low}-{told.high}) {told.label}: {told.verdict} {told.difference}"
        if card := gamble.outcome:
            odds = ", ".join(f"{each.label} {each.in_100}" for each in card.options)
            yield f"      came: {card.text} [{odds}] {'' if card.chance is None else card.chance}"
    for said in results.chances_of_yes:
        came = {True: "yes", False: "no", None: said.status}[said.is_yes]
        yield f"    words to {' '.join(said.to)}: {said.text} | told {said.in_100} {said.does}: {came}. {said.came}"
    for done in results.gambles.carried_out:
        yield f"    carried out: {done.line.name} ({done.line.summary}). {done.brought}"
    for group in results.groups:
        yield from (f"    more, {group.title}: {card.title} | {card.text}" for card in group.outcomes)
    yield from (f"    also {card.actor}: {card.text or card.title}" for card in results.also)
    yield f"    aims {results.aims.before} -> {results.aims.total}"


def _believed(seat: Seat, line: Branch, turn: Turn) -> Iterator[str]:
    if found := believed_in(seat, line, turn):
        for each in found.speeches:
            followed = "followed" if each.was_followed else "not followed"
            yield f"    {each.verdict}: {each.title}, {each.order} ({followed}). {each.expects}"
