"""The press: what seats say in public, what the white cell lets outlets print, and what all can see has happened."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from scenarios import opening
from wargame.engine.values import Outcome, Perspective
from wargame.exercises import access, bridge, perspectives
from wargame.exercises.diplomacy.domain import is_seen_by_all, people_write_in, seats_write_in
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Turn
from wargame.exercises.models.message import TEXT_LENGTH

A_DAY = 24 * 60 * 60
ROOM, COMMON = "", "common"
Reader = tuple[str, Seat | None]
"""The reader of the press: the code of a seat and the seat, or ROOM or COMMON and None."""


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
    """Return the press of a line of turns as a seat reads it, or the white cell where `seat` is None: all of it is
    public."""
    content = bridge.content_of(exercise.scenario_version)
    turns = list(Turn.objects.in_line(line).defer("world", "next_world", "outcomes"))
    ended = {turn.number for turn in turns if turn.is_closed}
    return Press(
        code=exercise.code,
        pieces=_pieces(content, line, turns, ended, (seat.role if seat else ROOM, seat)),
        outlets=() if seat else tuple((outlet.key, outlet.name) for outlet in content.texts.outlets),
        can_write=people_write_in(exercise) and (seat is None or seats_write_in(exercise)),
        is_room=seat is None,
    )


def watched_press_of(person: Participant) -> Press:
    """Return the press as an observer reads it: what everybody knows, as much later as all that they see."""
    exercise, line = person.exercise, access.line_of(person.exercise)
    turns = access.watched_turns(person)[::-1]
    ended = access.with_results(person, turns)
    content = bridge.content_of(exercise.scenario_version)
    pieces = _pieces(content, line, turns, ended, (COMMON, None))
    return Press(code=exercise.code, pieces=pieces, outlets=(), can_write=False, is_room=False)


def statements_of(exercise: Exercise, turns: Sequence[Turn]) -> tuple[Piece, ...]:
    """Return the pieces that seats or outlets published by the last of some turns, newest first."""
    content, line = bridge.content_of(exercise.scenario_version), access.line_of(exercise)
    return tuple(_pieces_of(content, line, turns[-1].number if turns else 0))[::-1]


def _pieces(
    content: opening.Content, line: Branch, turns: Sequence[Turn], ended: Collection[int], reader: Reader
) -> tuple[Piece, ...]:
    """Return the printed pieces of the turns, of which some have `ended` with results; newest first."""
    last = turns[-1].number if turns else 0
    reported = [turn for turn in turns if turn.number in ended]
    newest_first = [*_pieces_of(content, line, last), *_happened(content, reported, reader, last)][::-1]
    # People know the results of a turn after everything that was said in it.
    return tuple(sorted(newest_first, key=lambda piece: -piece.turn))


def _pieces_of(content: opening.Content, line: Branch, last: int) -> Iterator[Piece]:
    outlets = {outlet.key: outlet for outlet in content.texts.outlets}
    for message in access.statements_in(line).filter(turn__number__lte=last):
        printed, number = outlets.get(message.outlet), message.turn.number
        outlet = printed or opening.outlet_for(content, message.sender)
        seat = "" if printed else message.sender
        yield Piece(number, outlet.name, outlet.invented, seat, "", message.text, number == last)


def _happened(content: opening.Content, turns: Sequence[Turn], reader: Reader, last: int) -> Iterator[Piece]:
    """Yield what an outlet reports of turns with results."""
    outlet, (read_as, seat) = opening.outlet_for(content), reader
    # The results of a closed turn never change; working it out takes a decoded world for each turn.
    keys = {turn.pk: f"press-{turn.pk}-{turn.digest}-{read_as}" for turn in turns}
    kept = cache.get_many(keys.values())
    fresh = {key: _news(pk, read_as, seat) for pk, key in keys.items() if key not in kept}
    if fresh:
        cache.set_many(fresh, A_DAY)
    for turn in turns:
        for text in (kept | fresh)[keys[turn.pk]]:
            yield Piece(turn.number, outlet.name, outlet.invented, "", outlet.lead, text, turn.number >= last - 1)


def _news(turn_id: int, read_as: str, seat: Seat | None) -> tuple[str, ...]:
    """Accords, and incidents that changed their stage, as far as all seats alike could see them, in a sentence each."""
    turn = Turn.objects.with_exercise().get(pk=turn_id)
    if read_as == ROOM:
        view, known = perspectives.truth_of(turn), bridge.outcomes_of(turn)
    else:
        view = perspectives.view_of(turn, seat) if seat else perspectives.common_view_of(turn)
        known = perspectives.known_outcomes(turn, seat, may_know_all=False)
    return tuple(
        outcome.text
        for outcome in known
        if is_seen_by_all(view.setting, outcome) and (outcome.subject == "accord" or _has_moved(view, outcome))
    )


def _has_moved(view: Perspective, outcome: Outcome) -> bool:
    return outcome.subject == "incident" and perspectives.stage(view, outcome.name) not in ("", outcome.result)
