"""Acts on an exercise in each phase, by everybody: one table says who may act, and a refusal changes nothing."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.contrib.messages import get_messages
from django.db import connection, transaction

from tests.exercises.class_with_people import Class
from tests.exercises.debrief.test_debrief import CHOICE
from tests.exercises.playing import Player
from tests.exercises.test_route_matrix import browser, routes
from wargame.accounts.models import User
from wargame.exercises.assessment import services as assessment
from wargame.exercises.assessment.domain import candidates_of
from wargame.exercises.assessment.services import MarkInput
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.debrief.services import questions as debrief_questions
from wargame.exercises.diplomacy.services import proposals
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Message, OrderSheet, Participant, Proposal
from wargame.exercises.observers.services import rights
from wargame.exercises.review.domain.question_keys import key_of
from wargame.exercises.review.services import questions
from wargame.exercises.rights.services import deleting
from wargame.exercises.turns.domain import TIMERS
from wargame.exercises.wall import services as wall

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

RULES = {"brief_seconds": 60, "adjudication": "semi_rigid", "messages": "open", "allows_observers": True}
PEOPLE = {"P": "Bo", "O": "Cy", "V": "Dee", "G": "Wes", "W": "ada", "S": "eve", "N": "nobody"}
"""P plays South Korea, O plays Japan, V observes, G waits for a seat, W leads, S is a stranger, N is signed out."""
TABLE = """
act                                                 | lobby | brief | orders | review | results | discussion | ended
control action=open_orders                          |       | W     |        |        |         |            |
control action=pause                                |       | W     | W      |        |         |            |
control action=resume                               |       |       |        |        |         |            |
control action=extend&minutes=5                     |       | W     | W      | W      | W       | W          |
control action=close                                |       |       | W      |        |         |            |
control action=unclose                              |       |       |        |        |         |            |
control action=reopen                               |       |       |        | W      |         |            |
control action=retry                                |       |       |        |        |         |            |
control action=reveal&rest=on                       |       |       |        | W      |         |            |
control action=unreveal                             |       |       |        |        | W       | W          |
control action=discuss                              |       |       |        |        | W       |            |
control action=next                                 |       |       |        |        | W       | W          |
take_over role=KOR&to=ai                            | W     | W     | W      | W      | W       | W          |
take_over role=USA&to=people                        |       | W     | W      | W      | W       | W          |
set_timers scope=on                                 |       | W     | W      | W      | W       | W          |
start_class                                         | W     |       |        |        |         |            |
end typed=CODE                                      | W     | W     | W      | W      | W       | W          |
delete_exercise typed=CODE                          | W     |       |        |        |         |            | W
keeping days=900                                    | W     | W     | W      | W      | W       | W          | W
assign person=WES&role=CHN                          | W     | W     | W      | W      | W       | W          |
assign_all                                          | W     | W     | W      | W      | W       | W          |
remove_person person=WES                            | W     | W     | W      | W      | W       | W          | W
readmit                                             | W     | W     | W      | W      | W       | W          | W
new_link                                            | W     | W     | W      | W      | W       | W          | W
forget_person name=Wes                              | W     | W     | W      | W      | W       | W          | W
grant_sight sight=all                               | W     | W     | W      | W      | W       | W          | W
lock on=1                                           | W     | W     | W      | W      | W       | W          | W
set_standby role=KOR&policy=hawk                    | W     |       |        |        |         |            |
keep_words role=KOR&text=Mind your allies.          | W     | W     | W      | W      | W       | W          |
keep_handout act=save&title=A paper&text=Words.     | W     | W     | W      | W      | W       | W          |
new_inject action=send                              | W     | W     | W      | W      | W       | W          |
inject action=skip                                  | W     | W     | W      | W      | W       | W          |
review act=judge&result=refused                     |       |       |        | W      |         |            |
review act=argue                                    |       |       |        | W      |         |            |
review act=move&figure=tension-JPN-KOR&points=3     |       |       |        | W      |         |            |
review act=ask                                      |       |       |        | W      |         |            |
observe seat=KOR&kind=strength&text=A calm start.   |       | VW    | VW     | VW     | VW      | VW         |
mark_sheet points-rubric-1=3                        |       |       |        |        |         |            | W
release_marks on=1                                  |       |       |        |        |         |            | W
write_question text=Why?                            | W     | W     | W      | W      | W       | W          | W
duplicate                                           | W     | W     | W      | W      | W       | W          | W
steer_debrief act=reveal&question=1                 |       |       |        |        |         |            | W
make_debrief                                        |       |       |        |        |         |            |
open_class_try                                      |       |       |        |        |         |            | W
steer_report_links                                  |       |       |        |        |         |            | POVGW
steer_wall act=ask&text=Why?                        |       | W     | W      | W      | W       | W          |
steer_wall act=off&number=1                         |       | W     | W      | W      | W       | W          |
steer_wall act=show&number=1                        |       |       |        |        |         |            |
answer_wall number=1&text=A line.                   |       | PO    | PO     | PO     | PO      | PO         |
take_seat role=CHN                                  | POG   |       |        |        |         |            |
leave                                               | POVG  | POVG  | POVG   | POVG   | POVG    | POVG       | POVG
add_order kind=tell_washington&revision=REVISION    |       |       | P      |        |         |            |
remove_order revision=REVISION                      |       |       | P      |        |         |            |
submit revision=REVISION                            |       |       | P      |        |         |            |
reopen revision=REVISION                            |       |       | O      |        |         |            |
rationale text=They will wait.                      |       |       | PO     |        |         |            |
give_argument slot=1&text=They may well.            |       |       |        | PO     |         |            |
questions question=QUESTION&text=For them to know.  |       |       |        | O      |         |            |
messages to=USA&text=Words.                         |       | POW   | POW    | POW    | POW     | POW        |
talk manner=ask&ask=plans&to=USA                    |       | PO    | PO     |        |         |            |
press text=Words.                                   |       | POW   | POW    | POW    | POW     | POW        |
proposals agreement=gsomia&terms=Terms.             |       | PO    | PO     |        |         |            |
answer_proposal say=yes                             |       |       | P      |        |         |            |
withdraw_proposal                                   |       |       | O      |        |         |            |
answer_debrief question=1&letter=A                  |       |       |        |        |         |            | POVG
change_seat role=CHN                                |       |       |        |        |         |            |
try                                                 |       |       |        |        |         |            |
retry                                               |       |       |        |        |         |            |
api-orders revision=REVISION                        |       |       | PO     |        |         |            |
put:api-orders revision=REVISION                    |       |       | P      |        |         |            |
api-messages to=USA&text=Words.                     |       | POW   | POW    | POW    | POW     | POW        |
api-press text=Words.                               |       | POW   | POW    | POW    | POW     | POW        |
api-proposals agreement=gsomia&terms=Terms.         |       | PO    | PO     |        |         |            |
api-proposal say=yes                                |       |       | P      |        |         |            |
api-wall number=1&text=A line.                      |       | PO    | PO     | PO     | PO      | PO         |
api-handouts title=A paper&text=Words.              | W     | W     | W      | W      | W       | W          |
api-duplicate                                       | W     | W     | W      | W      | W       | W          | W
api-marks candidate=kor&criterion=rubric-1&points=3 |       |       |        |        |         |            | W
api-release-marks is_released=1                     |       |       |        |        |         |            | W
api-debrief question=1&letter=A                     |       |       |        |        |         |            | POVG
api-class-tries seat=KOR&turn=1                     |       |       |        |        |         |            | W
"""
"""Rows of acts: the name of an address with its form, and who may do it in each phase."""
MORE = {
    "set_timers": dict.fromkeys(TIMERS, "3"),
    "new_inject": {"title": "News", "text": "A rumour.", "kind": "news", "to": "KOR", "due": "hand"},
    "review": {"about": "order:KOR:0", "reason": "So it is.", "strength": "5"},
}
"""The rest of a long form, by the name of its address."""
DONE_ALREADY = {"control", "take_over", "submit", "reopen"}
"""Acts that answer without words where somebody has done the same before: a second tap is no fault."""
ELSEWHERE = {
    # tests/analysis/ asks these, which differ by who may know a line, not by its phase (api-report: test_report_api).
    *("ensembles", "ensemble", "cancel_ensemble", "decisions", "turning_points", "comparisons", "what_if", "try_again"),
    *("old_decisions", "old_ensembles", "old_comparisons", "edit_report", "api-report", "class_try"),
    "reveal_class_try",
    *("dials", "dial_trial", "cancel_dial_trial", "api-dial-trials", "api-dial-trial-cancel", "api-second-tries"),
    *("api-ensembles", "api-ensemble-cancel", "api-class-try-sheets", "api-reveal-class-try"),
    # tests/exercises/lobby/ asks for codes and settings, orders/ for figures of the staff, bids/ for bids.
    *("join", "back", "class_settings", "mark_briefed", "ask_staff", "api-staff", "bid", "api-bids"),
    # Nothing of the exercise changes, or nothing in a class.
    *("check_condition", "hide_hints", "update_order", "switch_seat", "go_to_line"),
}
"""Addresses that take a form and have no row."""
ROUTES = dict(routes())
IN_ADDRESSES = {
    "<int:number>": "1", "<int:slot>": "1", "<slug:ref>": "white_paper", "<slug:candidate>": "kor",
    "<slug:key>": "of-jpn", "<slug:role>": "jpn",
}  # fmt: skip
WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "((?:exercises|analysis)_\w+)"')


@dataclass(frozen=True)
class Reply:
    """An answer: its status, whether rows changed, and whether the next page has words about it."""

    status: int
    has_changed: bool
    has_words: bool


def lobby(group: Class) -> None:
    """Four people are here, and Gil was sent away."""
    for name, role in (("Bo", "KOR"), ("Cy", "JPN"), ("Wes", "")):
        group.join(name, role)
    dee = participants.join(exercise=group.exercise, name="Dee", now=group.now, part=Participant.Part.OBSERVER)
    rights.grant(
        person=dee.participant, sight=rights.Sight.COMMON, watched=None, may_note=True, by=group.ada, now=group.now
    )
    participants.remove(person=group.join("Gil"), by=group.ada, reason="", now=group.now)


def brief(group: Class) -> None:
    """A question stands on the projector, and nobody has answered it."""
    lobby(group)
    group.start()
    wall.ask(exercise=group.exercise, by=group.ada, text="What worries you?")


def orders(group: Class) -> None:
    """Bo has written an order; Cy has submitted one, and proposed an agreement to Bo."""
    brief(group)
    phases.open_orders(turn=group.turn, by=group.ada, now=group.now)
    bo, cy = (group.exercise.participants.get(name=name) for name in ("Bo", "Cy"))
    group.draft(bo, Player(group.seat("KOR")).legal(1, turn=group.turn))
    group.submit(cy, Player(group.seat("JPN")).legal(1, turn=group.turn))
    made = proposals.propose(by=cy, agreement="staff_talks", terms="", now=group.now)
    Proposal.objects.filter(pk=made.pk).update(key="of-jpn")


def review(group: Class) -> None:
    """The white cell has asked Japan about its order."""
    orders(group)
    phases.close(turn=group.turn, by=group.ada, now=group.now)
    group.resolve()
    questions.ask(turn=group.turn, about="order:JPN:0", text="What was it for?", by=group.ada, now=group.now)


def results(group: Class) -> None:
    review(group)
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)


def discussion(group: Class) -> None:
    results(group)
    phases.discuss(turn=group.turn, by=group.ada, now=group.now)


def ended(group: Class) -> None:
    """A question of the debrief is open."""
    discussion(group)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    group.exercise.refresh_from_db()
    debrief_questions.keep(exercise=group.exercise, by=group.ada, asked=(CHOICE,))
    debrief_questions.show(exercise=group.exercise, by=group.ada, number=1)
    japan = next(each for each in candidates_of(group.exercise) if each.key == "jpn")
    marks = {"rubric-1": MarkInput(3, "", "")}
    assessment.give(by=group.ada, candidate=japan, marks=marks, now=group.now)


PHASES = (lobby, brief, orders, review, results, discussion, ended)


@contextmanager
def changes() -> Iterator[list[str]]:
    """Yield the names of the tables in which rows change meanwhile, without changes that the code itself undoes."""
    found: list[str] = []
    before: dict[str, int] = {}

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        done = execute(sql, params, many, context)
        if sql.startswith("SAVEPOINT"):
            before[sql.rsplit(maxsplit=1)[-1]] = len(found)
        elif sql.startswith("ROLLBACK TO"):
            del found[before[sql.rsplit(maxsplit=1)[-1]] :]
        write = WRITES.match(sql)
        if write and (write[1] == "INSERT INTO" or context["cursor"].rowcount > 0):
            found.append(write[2])
        return done

    with connection.execute_wrapper(note):
        yield found


class Stage:
    """A class in one phase, with a browser for each kind of visitor, by letter."""

    def __init__(self, group: Class, eve: User) -> None:
        people = {each.name: each for each in group.exercise.participants.select_related("user")}
        users = {name: each.user for name, each in people.items()} | {"eve": eve}
        self.browsers = {letter: browser(users.get(name)) for letter, name in PEOPLE.items()}
        self.numbers = {name: str(each.pk) for name, each in people.items()}
        asked = Message.objects.exclude(about="").first()
        self.words = {
            "CODE": group.exercise.code,
            "WES": self.numbers["Wes"],
            "QUESTION": key_of(asked) if asked else "no-such-question",
        }

    def ask(self, letter: str, act: str) -> Reply:
        """Send the form of an act, and undo what it did."""
        address, _, query = act.partition(" ")
        method, _, name = address.rpartition(":")
        form: dict[str, Any] = {key: self.words.get(value, value) for key, value in parse_qsl(query)} | MORE.get(
            name, {}
        )
        if "revision" in form:
            sheet = OrderSheet.objects.filter(seat__role="JPN" if letter == "O" else "KOR").first()
            form["revision"] = sheet.revision if sheet else 0
        client, kind = self.browsers[letter], {}
        if name.startswith("api-"):
            form, kind = _typed(name, form), {"content_type": "application/json"}
        cookies = client.cookies.copy()
        with transaction.atomic(), changes() as changed:
            answer = getattr(client, method or "post")(self.address(name), form, **kind)
            said = [str(each) for each in get_messages(answer.wsgi_request)]
            transaction.set_rollback(True)
        client.cookies = cookies  # the next act brings no words of this one
        return Reply(answer.status_code, bool(changed), bool(said))

    def address(self, name: str) -> str:
        """Return an address with everything that stands in it."""
        person = {"grant_sight": "Dee", "readmit": "Gil"}.get(name, "Wes")
        route = ROUTES[name].replace("<str:code>", self.words["CODE"]).replace("<int:person>", self.numbers[person])
        for each, value in IN_ADDRESSES.items():
            route = route.replace(each, value)
        return route


def _typed(name: str, form: dict[str, Any]) -> dict[str, Any]:
    """Return a form with the types that programs send."""
    typed = {key: int(value) if str(value).isdigit() else value for key, value in form.items()}
    if "to" in typed:
        typed["to"] = [typed["to"]]
    return typed | {"orders": []} if name == "api-orders" else typed


def table() -> dict[str, dict[str, str]]:
    """Return the people who may do each act, by phase."""
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines())
    return {act: dict(zip(head[1:], letters, strict=True)) for act, *letters in lines}


def name_of(act: str) -> str:
    return act.partition(" ")[0].rpartition(":")[2]


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.__name__)
def test_only_those_of_the_table_change_anything_and_others_hear_why(
    phase: Callable[[Class], None], kept_class: Callable[..., Class], eve: User
) -> None:
    stage, wrong = Stage(kept_class(phase, **RULES), eve), []
    strangers: set[tuple[str, str]] = set()
    for act, allowed in table().items():
        name = name_of(act)
        for letter in PEOPLE:
            if (letter, name) in strangers:
                continue  # an address that refuses a visitor refuses each of its forms
            reply = stage.ask(letter, act)
            may = letter in allowed[phase.__name__]
            is_said = reply.status >= 400 or reply.has_words or name in DONE_ALREADY
            if reply.has_changed != may or reply.status >= 500 or not (may or is_said):
                wrong.append((act, letter, reply))
            if reply.status in (401, 404):
                strangers.add((letter, name))
            elif letter in "SN" and reply.status != 401:
                wrong.append((act, letter, reply))
    assert wrong == []


def test_of_a_deleted_class_no_act_is_left(kept_class: Callable[..., Class], eve: User) -> None:
    group = kept_class(ended, **RULES)
    stage = Stage(group, eve)
    deleting.delete(exercise=group.exercise, who="a test")
    found = {(name, letter): stage.ask(letter, name).status for name in ROUTES for letter in "WN"}
    acts = {name for (name, _), status in found.items() if status != 405}
    assert set(found.values()) <= {404, 405}
    assert acts - ELSEWHERE == {name_of(act) for act in table()}, "each act has a row, or a test elsewhere"


@pytest.mark.parametrize("act", ["reopen revision=REVISION", "api-orders revision=REVISION"])
def test_where_submitted_orders_stand_nobody_replaces_them(
    act: str, kept_class: Callable[..., Class], eve: User
) -> None:
    reply = Stage(kept_class(orders, **RULES, allows_reopen=False), eve).ask("O", act)
    assert (reply.has_changed, reply.status in (409, 422)) == (False, True)
