"""After a class, all who took part read everything and ask for ensembles; before, and for others, nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench
from tests.exercises.class_with_people import Class
from tests.exercises.every_answer import FRESH
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis.models import Ensemble
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.lobby.services import classes, participants
from wargame.exercises.models import Participant, Turn

pytestmark = pytest.mark.django_db

MEMBERS = ("white cell", "player", "other seat", "waiting", "observer")
STRANGERS = ("gone", "removed", "stranger", "other instructor", "anonymous")
# What tells everything, or asks for it: method and address under the exercise.
LOG = {"x/CODE/log/", "x/CODE/log.csv", "x/CODE/log.json"}
"""Pages of a turn that the white cell reads while the next one is played."""
TOLD = (
    "x/CODE/log/", "x/CODE/log.json", "x/CODE/log.csv", "x/CODE/what-if/games/",
    "x/CODE/turning-points/orders/", "x/CODE/ensembles/1/",
    "x/CODE/what-if/", "x/CODE/turning-points/", "x/CODE/try-again/",
    "api/v1/exercises/CODE/turns/", "api/v1/exercises/CODE/turns/1/board/", "api/v1/exercises/CODE/turns/1/ledger/",
    "api/v1/exercises/CODE/second-tries/", "api/v1/exercises/CODE/class-tries/",
    "api/v1/exercises/CODE/ensembles/", "api/v1/exercises/CODE/ensembles/1/",
)  # fmt: skip


@dataclass
class Room:
    """A class, with a browser for each kind of visitor."""

    group: Class
    browsers: dict[str, Client] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.group.exercise.code

    def get(self, who: str, address: str) -> tuple[int, str]:
        response = self.browsers[who].get(f"/{address.replace('CODE', self.code)}")
        return response.status_code, FRESH.sub("", response.content.decode()).replace(self.code, "CODE")

    def post(self, who: str, address: str, **posted: str) -> int:
        return self.browsers[who].post(f"/{address.replace('CODE', self.code)}", posted).status_code

    def ledger(self, who: str) -> dict[str, object]:
        found: dict[str, object] = self.browsers[who].get(f"/api/v1/exercises/{self.code}/turns/1/ledger/").json()
        return found

    def end(self) -> None:
        lifecycle.end(exercise=self.group.exercise, by=self.group.ada, reason="", now=self.group.now)


def browser(user: object) -> Client:
    client = Client()
    if isinstance(user, User):
        client.force_login(user)
    return client


def seat_all(group: Class, eve: User) -> Room:
    """Give everybody their seat and play turn 1 to its results; Eve leads another class."""
    people = {"player": group.join("player", "KOR"), "other seat": group.join("other seat", "JPN")}
    people |= {name: group.join(name) for name in ("waiting", "gone", "removed", "observer")}
    Participant.objects.filter(pk=people["observer"].pk).update(part=Participant.Part.OBSERVER)
    group.start()
    for name, role in (("player", "KOR"), ("other seat", "JPN")):
        group.submit(people[name], Player(group.seat(role)).legal(1, turn=group.turn))
    participants.leave(person=people["gone"], now=group.now)
    participants.remove(person=people["removed"], by=group.ada, reason="", now=group.now)
    group.resolve()
    users: dict[str, object] = {name: person.user for name, person in people.items()}
    users |= {"white cell": group.ada.user, "other instructor": eve, "anonymous": None}
    users["stranger"] = User.objects.create_user(f"stranger to {group.exercise.code}")
    return Room(group, {name: browser(user) for name, user in users.items()})


@pytest.fixture
def room(make_class: Callable[..., Class], eve: User, bench: WorkerBench) -> Room:
    """Return a class whose first turn has results."""
    return seat_all(make_class(), eve)


@pytest.fixture
def over(room: Room) -> Room:
    """The white cell ends the exercise while turn 2 is open; then an ensemble is requested."""
    room.group.open_next()
    room.end()
    assert room.post("player", "x/CODE/what-if/games/", turn="1", games="4") == 302
    return room


@pytest.mark.slow
def test_while_the_class_runs_a_seat_knows_its_own_and_the_others_nothing(room: Room) -> None:
    for phase in ("reveal", "orders"):
        document = room.browsers["player"].get(f"/x/{room.code}/log.json").json()
        assert not document["is_full_truth"], phase
        assert {sheet["seat"] for sheet in document["turns"][0]["sheets"]} == {"KOR"}
        assert not room.ledger("player")["is_full_truth"]
        for who in ("white cell", "waiting", "observer", *STRANGERS):
            read = {address for address in TOLD if address.startswith("x/") and room.get(who, address)[0] != 404}
            assert read == (LOG if who == "white cell" else set()), (who, phase)
        if phase == "reveal":
            room.group.open_next()


@pytest.mark.slow
def test_while_the_class_runs_nobody_asks(room: Room) -> None:
    for who in (*MEMBERS, *STRANGERS):
        for kind in ("what-if/games", "turning-points/orders", "what-if/lines", "what-if", "turning-points"):
            assert room.post(who, f"x/CODE/{kind}/", turn="1") in {404, 409}, (who, kind)
    assert room.get("player", "x/CODE/what-if/games/")[0] == 409
    assert not Ensemble.objects.exists()


def test_results_in_review_open_nothing(make_class: Callable[..., Class], eve: User) -> None:
    room = seat_all(make_class(adjudication="semi_rigid"), eve)
    assert room.group.turn.status == Turn.Status.REVIEW
    assert room.ledger("player")["entries"] == []
    assert room.get("player", "x/CODE/turning-points/orders/")[0] == 409


@pytest.mark.slow
def test_once_it_has_ended_all_who_took_part_read_everything(over: Room) -> None:
    assert [(who, address) for who in MEMBERS for address in TOLD if over.get(who, address)[0] != 200] == []
    first = Turn.objects.get(branch__exercise=over.group.exercise, number=1)
    for who in MEMBERS:
        document = over.browsers[who].get(f"/x/{over.code}/log.json").json()
        assert document["is_full_truth"], who
        seats = {sheet["seat"] for sheet in document["turns"][0]["sheets"]}
        assert seats == {"RUS", "CHN", "JPN", "KOR", "USA"}, who
        ledger = over.ledger(who)
        assert ledger["is_full_truth"], who
        assert len(ledger["entries"]) == first.ledger.filter(as_told=False).count(), who  # type: ignore[arg-type]
        assert "Full truth" in over.get(who, "x/CODE/log/")[1], who


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "seat", "status"),
    [
        ("white cell", "USA", 200),
        ("observer", "jpn", 200),
        ("white cell", "XXX", 404),
        ("white cell", "%00", 400),
        ("player", "KOR", 200),
        ("player", "JPN", 404),
    ],
)
def test_a_program_names_the_seat_that_it_reads_ensembles_as(over: Room, who: str, seat: str, status: int) -> None:
    root = f"/api/v1/exercises/{over.code}/ensembles/"
    client = over.browsers[who]
    assert [client.get(f"{root}{more}?seat={seat}").status_code for more in ("", "1/")] == [status] * 2
    asked = client.post(f"{root}?seat={seat}", {"turn": 1, "games": 4}, content_type="application/json").status_code
    assert asked == status, "the same has been asked for before"
    assert client.post(f"{root}1/cancel/?seat={seat}").status_code in ({200, 403} if status == 200 else {status})


@pytest.mark.slow
def test_once_it_has_ended_they_are_led_to_what_happened(over: Room) -> None:
    for who in MEMBERS:
        answer = over.browsers[who].get(f"/x/{over.code}/", follow=True)
        assert answer.status_code == 200, who
        assert "/log/" in answer.content.decode(), who


@pytest.mark.slow
def test_to_everybody_else_there_is_no_exercise(over: Room) -> None:
    for who, address in product(STRANGERS, TOLD):
        theirs, missing = over.get(who, address), over.get(who, address.replace("CODE", "ZZZZZZ"))
        assert theirs[0] == 404, (who, address)
        assert theirs[1] == missing[1].replace("ZZZZZZ", "CODE"), (who, address)
    assert {who: over.post(who, "x/CODE/turning-points/orders/", turn="1") for who in STRANGERS} == dict.fromkeys(
        STRANGERS, 404
    )


@pytest.mark.slow
@pytest.mark.parametrize("who", MEMBERS)
def test_they_ask_which_decision_mattered_and_what_was_stopped_is_not_asked_about(
    over: Room, bench: WorkerBench, who: str
) -> None:
    bench.play_all(Ensemble.objects.get())
    assert over.post(who, "x/CODE/turning-points/orders/", turn="1", games="4") == 302
    bench.play_all(Ensemble.objects.get(number=2))
    assert "mattered" in over.get("observer", "x/CODE/ensembles/2/")[1]
    status = over.post(who, "x/CODE/turning-points/orders/", turn="2", games="4")
    assert status == 422
    assert over.post(who, "x/CODE/what-if/lines/", games="4") == 422


@pytest.mark.slow
def test_a_line_that_was_stopped_has_no_ending_as_played(over: Room, bench: WorkerBench) -> None:
    bench.play_all(Ensemble.objects.get())
    page = over.get("observer", "x/CODE/ensembles/1/")[1]
    assert "It mostly ends with" in page
    assert "As played" in page
    assert "in 100 end as it was played" not in page


@pytest.mark.slow
def test_reading_gives_nobody_a_seat_to_write_in(over: Room) -> None:
    for who in ("observer", "waiting", "white cell"):
        for address in ("submit/", "orders/add/", "try/1/", "go/", "orders/1/remove/"):
            assert over.post(who, f"x/CODE/{address}", line="1", revision="1") in {404, 405}, (who, address)


@pytest.mark.slow
def test_the_white_cell_stops_what_a_student_asked_for_and_another_student_does_not(over: Room) -> None:
    over.post("other seat", "x/CODE/ensembles/1/cancel/")
    assert Ensemble.objects.get().is_running
    over.post("white cell", "x/CODE/ensembles/1/cancel/")
    assert not Ensemble.objects.get().is_running


@pytest.mark.slow
def test_a_parallel_group_that_still_plays_stays_closed_to_one_that_has_ended(
    make_class: Callable[..., Class], ada: User, eve: User, bench: WorkerBench
) -> None:
    """Groups of a series share only their white cell: they have neither people nor the drawn truth in common."""
    rules = classes.Rules(brief_seconds=0)
    template = make_class()
    exercises = classes.create_groups(
        version=template.exercise.scenario_version, rules=rules, count=2, by=ada, now=template.now
    )
    rooms = [seat_all(Class.of(exercise, template.now), eve) for exercise in exercises]
    done, running = rooms
    done.end()
    assert done.group.exercise.secret != running.group.exercise.secret
    for who in ("player", "other seat", "waiting", "observer"):
        running.browsers[f"{who} of the other group"] = done.browsers[who]
        told = {running.get(f"{who} of the other group", address)[0] for address in TOLD}
        assert told == {404}, who
    assert not running.ledger("player")["is_full_truth"]
    assert running.get("player", "x/CODE/what-if/games/")[0] == 409
    assert done.ledger("white cell")["is_full_truth"]
    assert running.get("white cell", "x/CODE/what-if/games/")[0] == 404


@pytest.mark.slow
def test_a_class_played_to_the_end_has_an_ending_page(
    make_class: Callable[..., Class], eve: User, bench: WorkerBench
) -> None:
    room = seat_all(make_class(), eve)
    for _ in range(10):
        if room.group.turn.branch.is_finished:
            break
        turn = room.group.open_next()
        phases.close(turn=turn, by=room.group.ada, now=room.group.now)
        room.group.resolve()
    page = room.get("white cell", "x/CODE/ending/")
    assert page[0] == 200
    assert "White cell" in page[1]
    assert "Your objectives" not in page[1]
    assert "Your objectives" in room.get("player", "x/CODE/ending/")[1]
    assert access.may_know_all(room.group.seat("KOR"), room.group.turn.branch)


def test_where_no_orders_counted_the_page_of_decisions_suggests_no_turn(begun: Class) -> None:
    lifecycle.end(exercise=begun.exercise, by=begun.ada, reason="The bell", now=begun.now)
    reader = browser(begun.ada.user)
    page = reader.get(f"/x/{begun.exercise.code}/turning-points/orders/").content.decode()
    assert "Ask about a turn" in page
    assert 'hx-target="#ensemble"' not in page
