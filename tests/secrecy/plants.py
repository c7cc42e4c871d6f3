"""The code that planted leaks of pages, API, files, caches and notices put in place of the secure code."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps

from tests.secrecy.planting import Plant
from wargame import engine
from wargame.analysis import access as analysis_access
from wargame.engine.values import LedgerEntry, Outcome, Perspective
from wargame.exercises import access, bridge, msel, notices, perspectives
from wargame.exercises.access import channels
from wargame.exercises.diplomacy.selectors import press, talk_log
from wargame.exercises.models import (
    Inject,
    Message,
    Observation,
    OrderSheet,
    Participant,
    Proposal,
    Rationale,
    Receipt,
    Turn,
)
from wargame.exercises.orders.selectors import orders, page_forecasts, previews, rationales
from wargame.exercises.results.exports import logs
from wargame.exercises.results.views import cache
from wargame.live.middleware import RequestStartMiddleware


def swap(home: Any, name: str, planted: Any) -> Plant:
    """Replace an attribute."""
    return lambda patch: patch.setattr(home, name, planted)


def _in_line(model: Any) -> Callable[..., list[Any]]:
    return lambda who, line, *turn: list(model.objects.in_line(line))


def _all_of_turn(seat: Any, turn: Turn) -> list[Inject]:
    return [each for each in Inject.objects.filter(exercise=seat.exercise) if seat.role in each.texts]


def _other_wording(inject: Inject, role: str, turn: Turn) -> msel.ReadInject:
    words = next((words for reader, words in inject.texts.items() if reader != role), inject.texts[role])
    return msel._read_inject(words)


def _with_effects(inject: Inject, role: str, turn: Turn) -> msel.ReadInject:
    moved = "".join(f" {key} {points:+d}" for key, points in inject.effects)
    return msel._read_inject(inject.texts[role] | {"text": inject.texts[role]["text"] + moved})


def _forecast_by_truth(at: Any, rows: Any, offered: Any) -> page_forecasts.PageForecasts:
    return TRUE_TOLD(replace(at, view=_truth_for_seat(at.turn, at.seat)), rows, offered)


def _forecast_key_without_seat(at: Any, rows: Any, slot: int = 0) -> str:
    return f"told:{at.turn.pk}:{slot}"


def _talk_of_all(line: Any, role: str, *, tells: bool) -> Any:
    return TRUE_TALK(line, "", tells=tells)


def _reasons_of_talk(line: Any, role: str, *, tells: bool) -> Any:
    return TRUE_TALK(line, role, tells=True)


def _truth_for_seat(turn: Turn, seat: Any) -> Perspective:
    return replace(perspectives.truth_of(turn), seat=seat.role)


def _sheet_of_another(sheet: OrderSheet) -> orders.OrderDraft:
    others = OrderSheet.objects.filter(turn=sheet.turn_id, seat__role="JPN")
    found = others.order_by("-revision").first() or sheet
    return orders.OrderDraft(found.revision, found.orders, found.is_ready)


def _team_mates_line(person: Participant, turn: Turn, **rest: Any) -> rationales.OwnRationale | None:
    kept = Rationale.objects.filter(turn=turn, seat=person.seat).exclude(by=person).first()
    return rationales.OwnRationale(turn.number, kept.text if kept else "", fault="")


def _notes_of_open_turns(person: Participant) -> rationales.RationaleNotes:
    noted = Rationale.objects.filter(turn__branch__exercise=person.exercise_id)
    return rationales.RationaleNotes(
        1, tuple(rationales.RationaleLine(e.seat.role, e.by.name, e.text, e.revision) for e in noted)
    )


def _all_receipts(reader: str, exercise: Any, sent: Any) -> Any:
    return Receipt.objects.filter(message__in=list(sent)).select_related("person")


def _watched_at_once(person: Participant) -> list[Turn]:
    return list(Turn.objects.in_line(access.line_of(person.exercise)).with_exercise().order_by("-number"))


def _results_at_once(person: Participant, turns: Any) -> set[int]:
    return {turn.number for turn in turns if turn.is_closed}


def _view_as_any(person: Participant, role: str) -> Any:
    return access.seats.begun_seats().get(exercise=person.exercise_id, role=role)


def _with_all_sheets(true: Any) -> Any:
    def leaky(turn: Turn, seat: Any, *, may_know_all: bool) -> dict[str, Any]:
        sheets = [{"seat": sheet.seat.role, "orders": sheet.orders} for sheet in turn.sheets.select_related("seat")]
        return {**true(turn, seat, may_know_all=may_know_all), "sheets": sheets}

    return leaky


def _with_field(true: Any, name: str, value: Callable[[Any], Any]) -> Any:
    """Return a document with one more field."""
    return lambda seat, branch, *rest: {**true(seat, branch, *rest), name: value(seat)}


def _with_header(self: Any, request: Any) -> Any:
    response = self._get_response(request)
    response["X-Revision"] = str(sum(OrderSheet.objects.values_list("revision", flat=True)))
    return response


def _all_outcomes(turn: Turn, seat: Any, *, may_know_all: bool) -> tuple[Outcome, ...]:
    return bridge.outcomes_of(turn) if turn.is_closed else ()


def _all_entries(turn: Turn, seat: Any, *, may_know_all: bool) -> tuple[LedgerEntry, ...]:
    return bridge.entries_of(turn) if turn.is_closed else ()


def _as_if_closed(patch: pytest.MonkeyPatch) -> None:
    """Treat results in review as closed: where they are filtered, and where turns with results are listed."""
    patch.setattr(Turn, "is_closed", property(lambda turn: turn.status in ("closed", "review")))
    played = lambda line: Turn.objects.in_line(line).with_exercise().filter(status__in=("closed", "review"))  # noqa: E731
    patch.setattr(logs, "_played", played)


def _yes(seat: Any, branch: Any) -> bool:
    return True


def _all_is_told(patch: pytest.MonkeyPatch) -> None:
    """Grant full truth to everybody who asks."""
    for home in (access, access.readers):
        patch.setattr(home, "may_know_all", _yes)


def _all_letters(person: Participant, seat: Any, line: Any, turn: Turn) -> list[Message]:
    return access.messages_for(seat, line, turn)


def _everything_said(line: Any) -> Any:
    return Message.objects.in_line(line)


def _all_rationales(reader: Any) -> Any:
    return Rationale.objects.filter(turn__branch=reader.line).select_related("seat", "by", "turn")


def _all_observations(person: Participant) -> Any:
    return Observation.objects.filter(turn__branch__exercise=person.exercise_id)


def _sheets_in_file(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(logs, "_turn_document", _with_all_sheets(logs._turn_document))


def _seed_in_file(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        logs, "log_document", _with_field(logs.log_document, "secret", lambda seat: bytes(seat.exercise.secret).hex())
    )


def _rulings_in_file(patch: pytest.MonkeyPatch) -> None:
    ruled = lambda seat: list(Turn.objects.filter(branch__exercise=seat.exercise).values_list("interventions"))  # noqa: E731
    patch.setattr(logs, "log_document", _with_field(logs.log_document, "ruled", ruled))


def in_file(model: str, name: str, path: str) -> Plant:
    """Add a field of all rows of the exercise to the file that a seat can export."""

    def value(seat: Any) -> list[str]:
        found = apps.get_model("exercises", model)._base_manager.filter(**{path: seat.exercise_id})
        return [repr(each) for each in found.order_by("pk").values_list(name, flat=True)]

    def plant(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(logs, "log_document", _with_field(logs.log_document, "leaked", value))

    return plant


def _private_reasons(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("wargame.engine.turn.outcomes.without_private_reasons", lambda outcome: outcome)


def _all_lead(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Participant, "is_white_cell", property(lambda person: True))


def _seats_for_all(patch: pytest.MonkeyPatch) -> None:
    """Let people without a seat read as the first seat."""
    true = access.seat_for

    def leaky(user: Any, code: str, role: str = "") -> Any:
        return access.seats.begun_seats().filter(exercise__code=code).first() or true(user, code, role)

    decided = access.seat_decided_by

    def leaky_person(person: Participant, role: str = "") -> Any:
        return access.seats.begun_seats().filter(exercise=person.exercise_id).first() or decided(person, role)

    for home in (access, access.seats):
        patch.setattr(home, "seat_for", leaky)
        patch.setattr(home, "seat_decided_by", leaky_person)
    patch.setattr(
        access, "seat_and_person", lambda user, code, role="": (leaky(user, code), access.participant_for(user, code))
    )


def _one_press(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(press, "cache", Forgetful(press.cache))


def _key_of_turn(seat: Any, line: Any, turn: Turn) -> str:
    return f"results-{turn.pk}"


def _to_everybody(*, seat: Any, regions: tuple[str, ...]) -> None:
    notices.publish(exercise_id=seat.exercise_id, regions=regions)


def _people_to_everybody(*, seats: Any, regions: tuple[str, ...]) -> None:
    for seat in list(seats)[:1]:
        notices.publish(exercise_id=seat.exercise_id, regions=regions)


def _people_by_seat(*, seats: Any, regions: tuple[str, ...]) -> None:
    """Send personal notices on the channels of seats, to which the white cell listens."""
    for seat in seats:
        notices.publish_to_seat(seat=seat, regions=regions)


def _room_to_everybody(*, exercise_id: int, regions: tuple[str, ...]) -> None:
    notices.publish(exercise_id=exercise_id, regions=regions)


def _as_white_cell(person: Participant) -> tuple[str, ...]:
    seats = [access.channel_of_seat(seat) for seat in person.exercise.seats.all()]
    return (*TRUE_CHANNELS(person), access.channel_of_room(person.exercise_id), *seats)


def _one_channel_for_seats(seat: Any) -> str:
    return f"exercise:{seat.exercise_id}:seat"


def _on_all(name: str, planted: Any) -> Plant:
    """Replace a function where it is defined and where it is used."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        for home in (access, channels):
            patch.setattr(home, name, planted)

    return plant


TRUE_CHANNELS = channels.channels_of


class Forgetful:
    """A cache that ignores who the reader is."""

    def __init__(self, kept: Any) -> None:
        self._kept = kept

    def get_many(self, keys: Any) -> dict[str, Any]:
        found = {key: self._kept.get(self._short(key)) for key in keys}
        return {key: value for key, value in found.items() if value is not None}

    def set_many(self, values: dict[str, Any], seconds: int) -> None:
        for key, value in values.items():
            self._kept.set(self._short(key), value, seconds)

    def _short(self, key: str) -> str:
        return key.rpartition("-")[0]


def _key_without_seat(at: Any, rows: Any, slot: int) -> str:
    return f"preview:{at.turn.pk}:{slot}"


def _whole_view(setting: Any, world: Any, seat: str) -> Perspective:
    return replace(TRUE_VIEW(setting, world, seat), world=world)


TRUE_VIEW = engine.perspective
TRUE_TOLD, TRUE_TALK = page_forecasts._forecast, talk_log._entries
ALL_MESSAGES, ALL_PROPOSALS = _in_line(Message), _in_line(Proposal)
WORLD = swap(perspectives, "view_of", _truth_for_seat)
OUTCOMES = swap(perspectives, "known_outcomes", _all_outcomes)
LEDGER = swap(perspectives, "known_entries", _all_entries)
IN_REVIEW = _as_if_closed
ALL_IS_TOLD = _all_is_told
SHEETS, SEED, RULED = _sheets_in_file, _seed_in_file, _rulings_in_file
HEADER = swap(RequestStartMiddleware, "__call__", _with_header)
DRAFT = swap(orders, "draft_from", _sheet_of_another)
REASONS = _private_reasons
MESSAGES = swap(access, "messages_for", ALL_MESSAGES)
ROOM_MESSAGES = swap(access, "messages_for_room", ALL_MESSAGES)
LETTERS = swap(access, "messages_viewed_by", _all_letters)
STATEMENTS = swap(access, "statements_in", _everything_said)
RECEIPTS = swap(access, "receipts_for", _all_receipts)
PROPOSALS = swap(access, "proposals_for", ALL_PROPOSALS)
ROOM_PROPOSALS = swap(access, "proposals_for_room", ALL_PROPOSALS)
MATES_LINE = swap(rationales, "own", _team_mates_line)
OPEN_LINES = swap(rationales, "of_room", _notes_of_open_turns)
WHAT_IF = swap(analysis_access, "require_open", lambda seat, *lines: None)
TALK = swap(talk_log, "_entries", _talk_of_all)
REASONS_OF_TALK = swap(talk_log, "_entries", _reasons_of_talk)
EFFECTS = swap(msel, "_read_row", _with_effects)
TOLD = swap(page_forecasts, "_forecast", _forecast_by_truth)
ONE_TOLD = swap(page_forecasts, "_key", _forecast_key_without_seat)
UNSENT = swap(access, "injects_for", _all_of_turn)
WORDING = swap(msel, "_read_row", _other_wording)
OBSERVATIONS = swap(access, "observations_for", _all_observations)
LOGGED_MESSAGES = swap(access, "messages_read", lambda reader: list(Message.objects.in_line(reader.line)))
LOGGED_LINES = swap(access, "rationales_read", _all_rationales)
TURNS_AT_ONCE = swap(access, "watched_turns", _watched_at_once)
RESULTS_AT_ONCE = swap(access, "with_results", _results_at_once)
VIEW_AS_ANY = swap(access, "seat_viewed_by", _view_as_any)
ALL_LEAD, SEATS_FOR_ALL = _all_lead, _seats_for_all
ONE_PREVIEW = swap(previews, "_key", _key_without_seat)
ONE_PRESS = _one_press
ONE_RESULT = swap(cache, "_key", _key_of_turn)
POLICIES = swap(engine, "perspective", _whole_view)
TO_ALL_OF_SEAT = swap(notices, "publish_to_seat", _to_everybody)
TO_ALL_OF_PEOPLE = swap(notices, "publish_to_people", _people_to_everybody)
TO_ROOM_OF_PEOPLE = swap(notices, "publish_to_people", _people_by_seat)
TO_ALL_OF_ROOM = swap(notices, "publish_to_room", _room_to_everybody)
ALL_LISTEN = _on_all("channels_of", _as_white_cell)
ONE_SEAT_CHANNEL = _on_all("channel_of_seat", _one_channel_for_seats)
NOBODY_IS_LATE = _on_all("is_delayed", lambda person: False)
