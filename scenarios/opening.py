"""Turns a scenario version's content into what an exercise needs: the engine's setting, texts and briefings."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import ValidationError

from scenarios.moments import MomentOrder, moment_order
from scenarios.schema.pack import Pack
from scenarios.schema.pack_board import BoardText, BoardTexts
from scenarios.schema.pack_texts import (
    CoachText,
    Cued,
    EndingText,
    InjectText,
    MessageText,
    OutletText,
    ReportText,
    SituationText,
    StakeText,
    SuggestionText,
    TrackText,
)
from wargame import engine
from wargame.engine import Method, Perspective, Setting, SettingError, compile_setting

Content = Pack
"""The texts, seats, notes and map of a scenario version; frozen."""

Item = TypeVar("Item", bound=Cued)

KEPT = 8
"""How many compiled versions a process keeps in its cache."""


TRIED = 3
"""The number of games that a pack must get through before it is published."""


class OutdatedContent(ValueError):
    """A stored version has a form of packs or rules that this edition of Parley can no longer read."""

    def __init__(self) -> None:
        super().__init__(
            "This exercise was begun with an earlier edition of Parley, whose scenario this one cannot read. "
            "Nothing of it is lost: that edition opens it. Or begin the scenario anew."
        )


@dataclass(frozen=True)
class Briefing:
    """The texts that one seat reads at the opening of a turn: reports newest first, messages oldest first."""

    turn: int
    situation: SituationText
    at_stake: tuple[StakeText, ...]
    reports: tuple[ReportText, ...]
    messages: tuple[MessageText, ...]
    tracks: tuple[TrackText, ...]
    injects: tuple[InjectText, ...]
    suggestions: tuple[SuggestionText, ...]
    coach: tuple[CoachText, ...]
    board: BoardTexts


def setting_of(content: Mapping[str, Any]) -> Setting:
    """Return the compiled rules of a version's content, from a cache by content. Raises OutdatedContent."""
    return _opened(_spelled(content))[0]


def content_of(content: Mapping[str, Any]) -> Content:
    """Return the texts of a version's content, from a cache by content. Raises OutdatedContent."""
    return _opened(_spelled(content))[1]


def _spelled(content: Mapping[str, Any]) -> str:
    """Return JSON of the pack that is equal for equal content; it is the key of the cache."""
    return json.dumps(_of_today(content["pack"]), sort_keys=True, ensure_ascii=False)


def _of_today(pack: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the pack in the present form, with the fields that older packs did not have.

    Older incidents were open ended without saying so; older suggestions were for one seat and had no key; older seats
    named a shape; older teaching material had other parts, and only the current version's is shown.
    """
    rules, texts, seats = pack.get("rules"), pack.get("texts"), pack.get("seats")
    if "hot_wash" in pack.get("teaching", ()):
        pack = {**pack, "teaching": {}}
    if seats and any("shape" in seat for seat in seats):
        seats = [{name: value for name, value in seat.items() if name != "shape"} for seat in seats]
        pack = {**pack, "seats": seats}
    if rules and not all("open_ended" in incident for incident in rules["incidents"]):
        incidents = [{"open_ended": True, **incident} for incident in rules["incidents"]]
        pack = {**pack, "rules": {**rules, "incidents": incidents}}
    if texts and any("seat" in each for each in texts.get("suggestions", ())):
        named = [_named(each, number) for number, each in enumerate(texts["suggestions"], start=1)]
        pack = {**pack, "texts": {**texts, "suggestions": named}}
    return pack


def _named(suggestion: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    rest = {name: value for name, value in suggestion.items() if name != "seat"}
    return {"key": f"suggestion-{number}", "seats": [suggestion["seat"]], **rest}


def with_dials(setting: Setting, dials: Mapping[str, float]) -> Setting:
    """Return the rules with some dials set otherwise.

    Raises OutdatedContent for a dial or a value that this edition does not have.
    """
    try:
        return engine.with_dials(setting, dials)
    except SettingError as error:
        raise OutdatedContent from error


def troubles_of(pack: Content) -> tuple[str, ...]:
    """Return the faults of a few games that the rules play of a pack, one sentence each; nothing is best."""
    try:
        played = engine.rehearse(compile_setting(pack.rules), range(TRIED), seed=1, with_ledger=False)
    except SettingError as error:
        return (str(error),)
    return tuple(str(trouble) for trouble in played.troubles)


@lru_cache(maxsize=KEPT)
def _opened(pack_json: str) -> tuple[Setting, Content]:
    try:
        pack = Pack.model_validate_json(pack_json)
        return compile_setting(pack.rules), pack
    except (ValidationError, SettingError) as error:
        raise OutdatedContent from error


def briefing(content: Content, view: Perspective, turn: int) -> Briefing:
    """Return the texts that the seat of the view reads in this turn, as far as the pack's conditions show them."""
    texts, moment = content.texts, _moments_of(view, turn)
    return Briefing(
        turn=turn,
        situation=next(text for text in texts.situations if _is_shown(text, view, turn)),
        at_stake=tuple(_select(texts.at_stake, view, turn)),
        reports=tuple(sorted(_select(texts.reports, view, turn), key=moment, reverse=True)),
        messages=tuple(sorted(_select(texts.messages, view, turn), key=moment)),
        tracks=tuple(_select(texts.tracks, view, turn)),
        injects=_fired(content, view, turn - 1),
        suggestions=tuple(_select(texts.suggestions, view, turn)) if view.seat else (),
        coach=tuple(text for text in texts.coach if text.turn == turn),
        board=_board(content, view, turn),
    )


def _moments_of(view: Perspective, turn: int) -> Callable[[ReportText | MessageText], MomentOrder]:
    """Return a key that sorts the texts of a turn by time."""
    opens_at = view.setting.spec.turns[turn - 1].starts_at
    return lambda text: moment_order(text.time, opens_at)


def prompt_of(content: Content, turn: int, phase: str) -> str:
    """Return the projector's question in a phase of a turn: the pack's for this turn, else for all turns, else ""."""
    asked = {prompt.turn: prompt.text for prompt in content.texts.prompts if prompt.phase == phase}
    return asked.get(turn) or asked.get(None, "")


@dataclass(frozen=True)
class CommonBriefing:
    """The texts that every seat reads and sees at the opening of a turn; reports newest first."""

    reports: tuple[ReportText, ...]
    tracks: tuple[TrackText, ...]
    board: BoardTexts


def common_briefing(content: Content, view: Perspective, turn: int) -> CommonBriefing:
    """Return the texts that all seats see in this turn; `view` is common knowledge."""
    texts, seats = content.texts, set(view.setting.seats)
    reports = [text for text in _select(texts.reports, view, turn) if seats <= set(text.seats)]
    return CommonBriefing(
        reports=tuple(sorted(reports, key=_moments_of(view, turn), reverse=True)),
        tracks=tuple(text for text in _select(texts.tracks, view, turn) if seats <= set(text.seats)),
        board=_board(content, view, turn, of_all=True),
    )


def _is_shown(text: Cued, view: Perspective, turn: int) -> bool:
    """Return whether a text is for this turn and seat (the white cell sees all seats') and its condition holds."""
    return text.turn == turn and _is_known(text, view)


def _is_known(text: Cued | BoardText, view: Perspective) -> bool:
    if view.seat and view.seat not in text.seats:
        return False
    return not text.when or text.key in view.cues


Part = TypeVar("Part", bound=BoardText)


def _board(content: Content, view: Perspective, turn: int, *, of_all: bool = False) -> BoardTexts:
    """Return the parts of the board that the view knows in this turn; with `of_all`, those that all seats are shown."""
    board, everybody = content.board, set(view.setting.seats)

    def shown(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(
            part
            for part in parts
            if part.turns[0] <= turn <= part.turns[1]
            and (not of_all or everybody <= set(part.seats))
            and _is_known(part, view)
        )

    return BoardTexts(
        ranges=shown(board.ranges),
        forces=shown(board.forces),
        guests=shown(board.guests),
        openness=shown(board.openness),
    )


def _select(texts: tuple[Item, ...], view: Perspective, turn: int) -> list[Item]:
    return [text for text in texts if _is_shown(text, view, turn)]


def _fired(content: Content, view: Perspective, turn: int) -> tuple[InjectText, ...]:
    """Return the texts of the injects that fired at the end of this turn."""
    fired = view.world.fired.tolist()
    keys = {inject.key for inject, when in zip(content.injects, fired, strict=True) if when == turn > 0}
    return tuple(
        text.happened_in(turn)
        for text in content.texts.injects
        if text.inject in keys and (not view.seat or view.seat in text.seats)
    )


def ending_of(content: Content, key: str) -> EndingText:
    """Return the page of an ending. Raises KeyError for a key that the scenario does not have."""
    return {page.ending: page for page in content.texts.endings}[key]


UNNAMED = OutletText(key="press", name="The press")
"""The outlet that carries public statements in a scenario that names none."""


def outlet_for(content: Content, seat: str = "") -> OutletText:
    """Return the outlet that carries a seat's public statements; without a seat, the one that reports events."""
    outlets = content.texts.outlets
    own = [outlet for outlet in outlets if seat in outlet.seats]
    return next(iter([*own, *(outlet for outlet in outlets if not outlet.seats)]), UNNAMED)


def method() -> Method:
    """Return the engine's way to compute outcomes, with its default dials, for the method page."""
    return engine.method()
