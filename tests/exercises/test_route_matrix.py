"""Every URL, requested by everybody: what is not theirs is answered like what does not exist, byte for byte."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.exercises import every_answer
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis.services import dial_trials
from wargame.exercises.codes import dashed_code, new_code
from wargame.exercises.lobby.services import participants, solo
from wargame.exercises.models import Exercise, Participant

pytestmark = pytest.mark.django_db

# Whom an address about an exercise is for, by the address's name. A new one without a row fails below.
MEMBERS = {"lobby", "take_seat", "mark_briefed", "leave", "exercise", "standing", "here", "dice", "dials"}
MEMBERS |= {"debrief", "answer_debrief", "api-debrief", "api-handouts", "api-seats", "api-wall"}
MEMBERS |= {"old_decisions", "old_ensembles", "old_comparisons"}
WHITE_CELL = {
    "injects", "inject", "new_inject", "check_condition",
    "room", "projector", "control", "take_over", "end", "assign", "assign_all", "remove_person", "lock", "start_class",
    "class_settings", "people", "new_link", "readmit", "grant_sight", "view_as", "view_as_results", "observe",
    "archive", "room_rationales", "room_wall", "steer_wall", "review", "room_health", "set_timers", "briefings",
    "prepare", "keep_words", "keep_handout", "api-handout", "write_question", "duplicate", "api-duplicate", "api-seat",
    "set_standby", "keeping", "delete_exercise", "forget_person",
    "participation", "participation_csv", "marking", "marks_csv", "mark_sheet", "release_marks",
    "steer_debrief", "make_debrief", "api-release-marks", "open_class_try", "reveal_class_try", "api-reveal-class-try",
    "dial_trial", "cancel_dial_trial", "api-dial-trials", "api-dial-trial", "api-dial-trial-cancel",
}  # fmt: skip
SEATS = {
    "play", "board", "orders", "inbox", "roster", "clock", "catalogue", "hide_hints", "map_table", "change_seat",
    "phase", "switch_seat", "cabinet", "own_marks",
    "go_to_line", "ending", "turn", "add_order", "update_order", "remove_order",
    "preview", "told", "submit", "reopen", "rationale", "bid", "ask_staff", "results", "retry", "try",
    "wall", "answer_wall",
    "ensembles", "decisions", "turning_points", "comparisons",
    "what_if", "try_again", "second_try", "class_try",
    "open_review", "ensemble", "cancel_ensemble", "give_argument", "questions",
    "answer_proposal", "withdraw_proposal", "talk", "likely",
    "api-exercise", "api-turns", "api-board", "api-ledger", "api-options", "api-orders", "api-staff",
    "api-injects", "api-advice",
    "api-ensembles", "api-ensemble", "api-ensemble-cancel", "api-second-tries", "api-second-try",
    "api-class-try", "api-class-try-sheets",
}  # fmt: skip
SEATS_AND_WHITE_CELL = {
    "overview", "aims", "words_and_deeds", "replay", "film", "log", "log_json", "log_csv", "log_lines", "messages",
    "proposals", "report", "edit_report", "report_compared", "print_report",
    "steer_report_links", "api-report", "api-class-tries",
    "api-messages", "api-words", "api-marks", "api-aims", "api-press", "api-proposals", "api-proposal", "api-bids",
}  # fmt: skip
# Theirs as well, but nobody's before the end: 404 says when it comes.
AFTER_THE_END = {"report", "edit_report", "report_compared", "print_report", "steer_report_links", "api-report"}
OBSERVERS = {"watch"}
ALL_WHO_READ = {"press"}
# For the people of the seat that the address names, which is the other seat's, and for the white cell.
OF_THE_SEAT = {"seat_briefing"}
FOR_SOMEBODY = MEMBERS | WHITE_CELL | SEATS | SEATS_AND_WHITE_CELL | OBSERVERS | ALL_WHO_READ | OF_THE_SEAT
# Whoever has the code may ask here; the second answers to a secret of 128 bits only.
BY_CODE = {"join", "back"}

PUTS = {"api-orders", "api-handout", "api-seat"}
# What else stands in an address: numbers that exist, an inject of the scenario, a secret that does not.
FILLED = {
    "int:number": "1",
    "int:slot": "1",
    "int:person": "1",
    "str:token": "no-such-token",
    "slug:ref": "white_paper",
    "slug:candidate": "JPN",
}
FILLED |= {"slug:role": "JPN"}
FILLED |= {"slug:key": "no-such-key"}
# What makes a form whole enough to be refused for what it asks, not for its shape.
POSTED = {"line": "1", "revision": "1", "role": "JPN", "kind": "none", "action": "next", "to": "people"}
PLAYERS, WHITE, WAITING, WATCHING = {"player", "other seat"}, {"white cell"}, {"waiting"}, {"observer"}

ASK_EVERYWHERE = {"anonymous", "gone"}

Told = tuple[int, str, dict[str, str]]


@dataclass(frozen=True)
class Cast:
    """A class in its first turn, with a browser for each kind of visitor, by name."""

    group: Class
    browsers: dict[str, Client]


def routes() -> Iterator[tuple[str, str]]:
    """Give name and route of every address of Parley that contains the code of an exercise."""
    return (found for found in _all(get_resolver().url_patterns, "/") if "<str:code>" in found[1])


def _all(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _all(pattern.url_patterns, route)
        elif not route.startswith(("/scenarios/", "/groups/")):
            yield pattern.name or "", route


def browser(user: object) -> Client:
    client = Client(raise_request_exception=False)
    if isinstance(user, User):
        client.force_login(user)
    return client


@pytest.fixture
def cast(make_class: Callable[..., Class], ada: User, bo: User, eve: User, monkeypatch: pytest.MonkeyPatch) -> Cast:
    group = make_class(allows_observers=True)
    dial_trials.request(exercise=group.exercise, key="impulse", against="off", by=group.ada, now=group.now)
    monkeypatch.setitem(FILLED, "int:person", str(group.ada.pk))
    players = {name: group.join(name, role) for name, role in (("player", "KOR"), ("other seat", "JPN"))}
    waiting, gone, removed = (group.join(name) for name in ("waiting", "gone", "removed"))
    group.start()
    for person in players.values():
        group.draft(person, Player(group.seat(str(person.seat and person.seat.role))).legal(1, turn=group.turn))
    watching = participants.join(
        exercise=group.exercise, name="observer", now=group.now, part=Participant.Part.OBSERVER
    ).participant
    participants.leave(person=gone, now=group.now)
    participants.remove(person=removed, by=group.ada, reason="", now=group.now)
    other = Class(group.exercise.scenario_version, eve, group.now)
    solo.start_solo(version=group.exercise.scenario_version, role="KOR", user=bo, now=group.now)
    users: dict[str, object] = {name: person.user for name, person in players.items()}
    users |= {"observer": watching.user}
    users |= {"waiting": waiting.user, "gone": gone.user, "removed": removed.user, "white cell": ada}
    users |= {"other instructor": other.ada.user, "solo player": bo, "anonymous": None}
    return Cast(group, {name: browser(user) for name, user in users.items()})


def ask(client: Client, method: str, address: str, code: str) -> Told:
    """Return the answer without what differs in every answer, and roll back what the request changed."""
    with transaction.atomic():
        response = client.post(address, POSTED) if method == "post" else getattr(client, method)(address)
        transaction.set_rollback(True)
    named = re.compile(f"{code}|{dashed_code(code)}")
    text = named.sub("CODE", every_answer.FRESH.sub("", response.content.decode(errors="replace")))
    told = {name: every_answer.FRESH.sub("", value) for name, value in response.headers.items() if name != "Expires"}
    return response.status_code, text, told


def methods(name: str) -> tuple[str, ...]:
    return ("get", "post", "put") if name in PUTS else ("get", "post")


def filled(route: str, code: str) -> str:
    for name, value in FILLED.items():
        route = route.replace(f"<{name}>", value)
    return route.replace("<str:code>", code)


def allowed(name: str) -> set[str]:
    """Return the visitors whom the address of that name answers."""
    if name in WHITE_CELL:
        return WHITE
    if name in OBSERVERS:
        return WATCHING
    if name in ALL_WHO_READ:
        return PLAYERS | WHITE | WATCHING
    if name in OF_THE_SEAT:
        return {"other seat"} | WHITE
    if name in SEATS_AND_WHITE_CELL:
        return PLAYERS | WHITE
    return PLAYERS if name in SEATS else PLAYERS | WHITE | WAITING | WATCHING


def unused_code() -> str:
    return next(code for code in iter(new_code, "") if not Exercise.objects.filter(code=code).exists())


def test_every_address_about_an_exercise_has_a_row() -> None:
    assert {name for name, _ in routes()} == FOR_SOMEBODY | BY_CODE


@pytest.mark.slow
def test_what_is_not_theirs_answers_like_what_does_not_exist(cast: Cast) -> None:
    code, missing = cast.group.exercise.code, unused_code()
    told_apart = []
    nothing: dict[str, list[Told]] = defaultdict(list)
    for name, route in routes():
        if name in BY_CODE:
            continue
        for who in cast.browsers.keys() - allowed(name):
            for method in methods(name):
                mine = ask(cast.browsers[who], method, filled(route, code), code)
                # What does not exist is looked up before it matters who asks: two ask for it at every address, and the
                # others until they know the answers.
                if who in ASK_EVERYWHERE or mine not in nothing[who]:
                    nothing[who].append(ask(cast.browsers[who], method, filled(route, missing), missing))
                    told_apart += [(who, method, name, mine[0])] if mine != nothing[who][-1] else []
                told_apart += [(who, method, name, mine[0])] if mine[0] not in (404, 405) else []
    assert told_apart == []


@pytest.mark.slow
def test_what_is_theirs_answers_and_never_fails(cast: Cast) -> None:
    code = cast.group.exercise.code
    failed, found = [], set()
    for name, route in routes():
        for who in allowed(name) if name not in BY_CODE else cast.browsers:
            for method in methods(name):
                status = ask(cast.browsers[who], method, filled(route, code), code)[0]
                found |= {name} if status not in (404, 405) else set()
                if status >= 500:
                    failed.append((who, method, name, status))
    assert failed == []
    assert found == (FOR_SOMEBODY | {"join"}) - AFTER_THE_END
