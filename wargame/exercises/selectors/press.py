"""The press: what seats say in public, what the white cell lets outlets print, and what all can see has happened."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache

from wargame.exercises import access, bridge
from wargame.exercises.models import Branch, Exercise, Seat, Turn
from wargame.exercises.models.message import TEXT_LENGTH

A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Piece:
    """One piece of an outlet: `seat` is who said it, "" for the outlet's own words, which follow its `lead`."""

    turn: int
    outlet: str
    is_invented: bool
    seat: str
    lead: str
    text: str
    is_new: bool


@dataclass(frozen=True)
class Press:
    """The feed, newest first. `outlets` are those the white cell may write for, as key and name.

    `can_write` for whom it is open; `outlet`, `text` and `fault` are what was entered when it was refused.
    """

    code: str
    pieces: tuple[Piece, ...]
    outlets: tuple[tuple[str, str], ...]
    can_write: bool
    is_room: bool
    length: int = TEXT_LENGTH
    outlet: str = ""
    text: str = ""
    fault: str = ""

    @property
    def new_count(self) -> int:
        return sum(piece.is_new for piece in self.pieces)


def press_of(exercise: Exercise, line: Branch, seat: Seat | None) -> Press:
    """The press of a line of turns as a seat reads it, or the white cell where `seat` is None: all of it is public."""
    content = bridge.content_of(exercise.scenario_version)
    turns = list(Turn.objects.in_line(line).defer("world", "next_world", "outcomes"))
    last = turns[-1].number if turns else 0
    pieces = [*_said(content, line, last), *(piece for turn in turns for piece in _happened(content, turn, seat, last))]
    newest_first = pieces[::-1]
    is_running = exercise.mode == Exercise.Mode.CLASS and exercise.status == Exercise.Status.RUNNING
    return Press(
        code=exercise.code,
        # What a turn led to is known after what was said in it.
        pieces=tuple(sorted(newest_first, key=lambda piece: -piece.turn)),
        outlets=() if seat else tuple((outlet.key, outlet.name) for outlet in content.texts.outlets),
        can_write=is_running and (seat is None or exercise.messages != Exercise.Messages.OFF),
        is_room=seat is None,
    )


def _said(content: bridge.Content, line: Branch, last: int) -> Iterator[Piece]:
    outlets = {outlet.key: outlet for outlet in content.texts.outlets}
    for message in access.statements_in(line):
        printed, number = outlets.get(message.outlet), message.turn.number
        outlet = printed or bridge.outlet_for(content, message.sender)
        seat = "" if printed else message.sender
        yield Piece(number, outlet.name, outlet.invented, seat, "", message.text, number == last)


def _happened(content: bridge.Content, turn: Turn, seat: Seat | None, last: int) -> Iterator[Piece]:
    """What an outlet reports of a turn whose results are out."""
    if not turn.is_closed:
        return
    outlet, role = bridge.outlet_for(content), seat.role if seat else ""
    # What a closed turn led to never changes; working it out takes a decoded world for each turn.
    news = cache.get_or_set(f"press-{turn.pk}-{turn.digest}-{role}", lambda: _news(turn.pk, seat), A_DAY)
    for text in news or ():
        yield Piece(turn.number, outlet.name, outlet.invented, "", outlet.lead, text, turn.number >= last - 1)


def _news(turn_id: int, seat: Seat | None) -> tuple[str, ...]:
    """Accords, and incidents that changed their stage, as far as all seats alike could see them, in a sentence each."""
    turn = Turn.objects.with_exercise().get(pk=turn_id)
    view = bridge.view_of(turn, seat) if seat else bridge.truth_of(turn)
    known = bridge.known_outcomes(turn, seat, may_know_all=False) if seat else bridge.outcomes_of(turn)
    return tuple(
        outcome.text
        for outcome in known
        if set(view.setting.seats) <= set(outcome.audience)
        and (outcome.subject == "accord" or _has_moved(view, outcome))
    )


def _has_moved(view: bridge.Perspective, outcome: bridge.Outcome) -> bool:
    return outcome.subject == "incident" and bridge.stage(view, outcome.name) not in ("", outcome.result)
