"""Observers: who may observe, what they see and when, and what evaluators note."""

import csv
import html
import io
import json
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.exercises import every_answer
from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.indistinguishable_worlds import change_what_is_hidden
from wargame.accounts.models import User
from wargame.exercises import access, bridge
from wargame.exercises.control.services import lifecycle
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Exercise, LedgerEntry, Observation, OrderSheet, Participant, Turn
from wargame.exercises.observers.selectors.watch import watch_of
from wargame.exercises.observers.services import observations, rights

pytestmark = pytest.mark.django_db

ROLES = ("CHN", "JPN", "KOR", "RUS", "USA")


@pytest.fixture
def watched(kept_class: Callable[..., Class]) -> Class:
    """Bo plays South Korea, Dee watches a turn later; turn 1 is played, turn 2 is open."""
    return kept_class(played, allows_observers=True, observer_delay=1)


def played(group: Class) -> Class:
    bo = group.join("Bo", "KOR")
    participants.join(exercise=group.exercise, name="Dee", now=group.now, part=Participant.Part.OBSERVER)
    group.start()
    group.submit(bo)
    group.resolve()
    group.open_next()
    return group


def dee_of(group: Class) -> Participant:
    return Participant.objects.select_related("exercise", "user").get(exercise=group.exercise, name="Dee")


def at(group: Class, name: str, *more: object) -> str:
    return reverse(name, args=[group.exercise.code, *more])


def page(group: Class, name: str = "watch", *more: object) -> str:
    user = dee_of(group).user
    assert isinstance(user, User)
    answer = as_user(user).get(at(group, name, *more))
    assert answer.status_code == 200
    return every_answer.FRESH.sub("", answer.content.decode())


def give(group: Class, sight: str, role: str = "", *, may_note: bool = False) -> None:
    seat = group.seat(role) if role else None
    rights.grant(person=dee_of(group), sight=sight, watched=seat, may_note=may_note, by=group.ada, now=group.now)


@pytest.mark.slow
def test_nobody_watches_an_exercise_that_takes_no_observers(group: Class) -> None:
    posted = {"name": "Dee", "tap": "x" * 22, "watches": "on"}
    refused = Client().post(at(group, "join"), posted)
    assert refused.status_code == 422
    assert "takes no observers" in refused.content.decode()
    assert "only watch" not in Client().get(at(group, "join")).content.decode()
    Exercise.objects.update(allows_observers=True)
    assert "only watch" in Client().get(at(group, "join")).content.decode()
    phone = Client()
    phone.post(at(group, "join"), posted | {"role": "KOR"})
    person = Participant.objects.get(name="Dee")
    assert (person.part, person.seat) == (Participant.Part.OBSERVER, None)


@pytest.mark.slow
def test_before_the_delay_an_observer_reads_the_same_bytes_whatever_happens(watched: Class) -> None:
    """Turn 1 is shown as it opened, one turn later; its results and everything of turn 2 are withheld."""
    for sight, role in (("common", ""), ("seat", "KOR"), ("all", "")):
        give(watched, sight, role)
        before = page(watched) + (page(watched, "view_as", role) if role else "")
        first, second = Turn.objects.filter(branch__exercise=watched.exercise).order_by("number")
        Turn.objects.filter(pk=first.pk).update(outcomes=[], notes=["Something happened."])
        OrderSheet.objects.filter(turn=second).update(orders=[], revision=9)
        second.world["world"]["tension"] = [[1, 2, 3, 4, 5]] * len(second.world["world"]["tension"])
        Turn.objects.filter(pk=second.pk).update(world=second.world, notes=["Later."])
        LedgerEntry.objects.filter(turn=first).delete()
        assert page(watched) + (page(watched, "view_as", role) if role else "") == before, sight


def count_turns_and_queries(group: Class) -> tuple[int, int]:
    """Return the number of turns that Dee sees, and the number of database queries for them."""
    person = access.observer_for(dee_of(group).user, group.exercise.code)
    with CaptureQueriesContext(connection) as queries:
        shown = watch_of(person)
    return len(shown.turns), len(queries)


@pytest.mark.slow
def test_two_turns_cost_no_more_questions_than_one(watched: Class) -> None:
    few, cost = count_turns_and_queries(watched)
    lifecycle.end(exercise=watched.exercise, by=watched.ada, reason="", now=watched.now)
    assert count_turns_and_queries(watched) == (few + 1, cost)


def test_the_delay_ends_with_the_exercise(watched: Class) -> None:
    assert "Turn 2 ·" not in page(watched)
    lifecycle.end(exercise=watched.exercise, by=watched.ada, reason="", now=watched.now)
    assert "Turn 2 ·" in page(watched)


@pytest.mark.slow
def test_what_one_seat_keeps_from_another_no_observer_reads(make_class: Callable[..., Class]) -> None:
    group = played(make_class(allows_observers=True))
    before = page(group)
    assert "Being played" in before
    for turn in Turn.objects.filter(branch__exercise=group.exercise):
        for role in ROLES:
            change_what_is_hidden(turn, group.seat(role))
    assert page(group) == before
    give(group, "all")
    assert page(group) != before


@pytest.mark.slow
def test_the_right_to_view_as_a_seat_is_given_and_taken_back(make_class: Callable[..., Class]) -> None:
    group = played(make_class(allows_observers=True))
    user = dee_of(group).user
    assert isinstance(user, User)
    assert as_user(user).get(at(group, "view_as", "KOR")).status_code == 404
    give(group, "seat", "KOR")
    seen = page(group, "view_as", "KOR")
    assert as_user(user).get(at(group, "view_as", "JPN")).status_code == 404
    assert "<textarea" not in seen
    assert not re.search(r'<form[^>]*method="post"[^>]*action="/x/', seen), "nothing can be done there"
    for turn in Turn.objects.filter(branch__exercise=group.exercise):
        change_what_is_hidden(turn, group.seat("KOR"))
    assert page(group, "view_as", "KOR") == seen
    give(group, "common")
    assert as_user(user).get(at(group, "view_as", "KOR")).status_code == 404
    assert [entry.act for entry in group.exercise.control_entries.order_by("-pk")][:2] == ["sight", "sight"]


@pytest.mark.slow
def test_the_white_cell_sees_what_any_seat_sees(watched: Class) -> None:
    assert isinstance(watched.ada.user, User)
    client = as_user(watched.ada.user)
    for role in ROLES:
        assert client.get(at(watched, "view_as", role)).status_code == 200
    assert client.get(at(watched, "view_as", "XXX")).status_code == 404
    bo = watched.exercise.participants.get(name="Bo").user
    assert isinstance(bo, User)
    assert as_user(bo).get(at(watched, "view_as", "KOR")).status_code == 404


@pytest.mark.slow
def test_nobody_who_views_as_a_seat_reads_what_seats_were_promised_to_have_among_themselves(
    make_class: Callable[..., Class],
) -> None:
    """Where private messages are allowed, neither white cell nor observers read them, whichever seat they view as."""
    for rule, is_read in (("open", False), ("monitored", True)):
        group = played(make_class(allows_observers=True, messages=rule))
        give(group, "seat", "KOR")
        bo = group.exercise.participants.get(name="Bo")
        for to, text in ((["JPN"], "Between us."), (["WC"], "We need help.")):
            messages.send(by=bo, recipients=to, text=text, now=group.now)
        messages.send(by=bo, recipients=[], text="Hear, hear.", is_statement=True, now=group.now)
        assert isinstance(group.ada.user, User)
        white = as_user(group.ada.user).get(at(group, "view_as", "KOR")).content.decode()
        assert ("Between us." in white) is is_read
        assert ("Between us." in page(group, "view_as", "KOR")) is is_read
        assert ("We need help." in page(group, "view_as", "KOR")) is is_read
        assert "We need help." in white
        assert "Hear, hear." in white
        assert "Hear, hear." in page(group, "view_as", "KOR")


@pytest.mark.slow
@pytest.mark.parametrize("posted", [{"sight": "XXX"}, {"sight": ""}, {"sight": "seat"}])
def test_a_right_that_does_not_exist_is_not_given(watched: Class, posted: dict[str, str]) -> None:
    assert isinstance(watched.ada.user, User)
    client = as_user(watched.ada.user)
    bo = watched.exercise.participants.get(name="Bo")
    for person, wish in ((dee_of(watched), posted), (bo, {"sight": "all"})):
        answer = client.post(at(watched, "grant_sight", person.pk), wish, follow=True)
        assert "banner--warning" in answer.content.decode()
    assert set(Participant.objects.values_list("sight", flat=True)) == {"common"}


def test_who_has_gone_meanwhile_is_given_nothing(watched: Class) -> None:
    """The observer left after the white cell's page was rendered."""
    dee = dee_of(watched)
    participants.leave(person=dee_of(watched), now=watched.now)
    with pytest.raises(rights.NotAnObserver, match="who is here"):
        rights.grant(person=dee, sight="all", watched=None, may_note=True, by=watched.ada, now=watched.now)
    assert (dee_of(watched).sight, dee_of(watched).may_note) == ("common", False)
    assert not watched.exercise.control_entries.filter(act="sight").exists()


def test_the_people_page_gives_rights(watched: Class) -> None:
    assert isinstance(watched.ada.user, User)
    client = as_user(watched.ada.user)
    client.post(at(watched, "grant_sight", dee_of(watched).pk), {"sight": "JPN", "may_note": "on"})
    dee = dee_of(watched)
    assert (dee.sight, dee.watched, dee.may_note) == ("seat", watched.seat("JPN"), True)
    assert 'value="JPN" selected' in " ".join(client.get(at(watched, "people")).content.decode().split())


def note(group: Class, by: Participant, **posted: str) -> int:
    assert isinstance(by.user, User)
    about = {"seat": "KOR", "kind": "strength", "objective": "", "text": "They told Tokyo first."}
    return as_user(by.user).post(at(group, "observe"), about | posted).status_code


@pytest.mark.slow
def test_observations_are_private_until_the_end(watched: Class) -> None:
    give(watched, "common", may_note=True)
    objective = next(iter(observations.objectives_of(watched.seat("KOR"), dee_of(watched))))
    assert note(watched, dee_of(watched), objective=objective) == 302
    assert note(watched, watched.ada, text="Nobody asked Seoul.", kind="improve") == 302
    kept = {row.by.name: row for row in Observation.objects.select_related("by", "turn")}
    assert (kept["Dee"].objective, kept["Dee"].turn.number) == (objective, 1), "about the turn that Dee sees"
    assert kept["ada"].turn.number == 2
    bo = watched.exercise.participants.get(name="Bo").user
    assert isinstance(bo, User)
    log = at(watched, "log")
    files = [at(watched, name) for name in ("log_json", "log_csv")]
    for address in (log, *files):
        assert "They told Tokyo first." not in as_user(bo).get(address).content.decode()
    assert "Nobody asked Seoul." not in page(watched)
    assert "They told Tokyo first." in page(watched)
    assert isinstance(watched.ada.user, User)
    assert "They told Tokyo first." in as_user(watched.ada.user).get(at(watched, "room")).content.decode()
    lifecycle.end(exercise=watched.exercise, by=watched.ada, reason="", now=watched.now)
    shown = as_user(bo).get(log).content.decode()
    assert "They told Tokyo first." in shown
    assert "Nobody asked Seoul." in shown
    document, table = (as_user(bo).get(address).content.decode() for address in files)
    noted = json.loads(document)["turns"][0]["observations"]
    assert [(each["by"], each["seat"], each["text"]) for each in noted] == [("Dee", "KOR", "They told Tokyo first.")]
    rows = [row for row in csv.DictReader(io.StringIO(table, newline="")) if row["type"] == "observation"]
    assert [(row["turn"], row["who"], row["cause"], row["text"]) for row in rows] == [
        ("1", "KOR", "noted:Dee", "They told Tokyo first.")
    ]
    names = dict(watched.exercise.participants.values_list("pk", "name"))
    assert [names[each["by"]] for each in archived(watched.exercise, "Observation")] == ["Dee", "ada"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"text": "x" * 1001},
        {"seat": "XXX"},
        {"kind": "dance"},
        {"objective": "no-such-aim"},
    ],
)
def test_an_observation_that_cannot_be_is_refused(watched: Class, wrong: dict[str, str]) -> None:
    assert note(watched, watched.ada, **wrong) == 422
    assert not Observation.objects.exists()


@pytest.mark.slow
def test_an_evaluator_is_offered_no_aim_that_a_seat_does_not_tell(watched: Class) -> None:
    """An evaluator can note on a seat's secret aim only with the sight of that seat or of everything."""
    spec = bridge.setting_of(watched.exercise).spec
    kept_back = {role: next(aim for aim in spec.objectives if aim.seat == role and not aim.public) for role in ROLES}
    for sight, role, known in (("common", "", set()), ("seat", "KOR", {"KOR"}), ("all", "", set(ROLES))):
        give(watched, sight, role, may_note=True)
        shown = html.unescape(page(watched, "observe"))
        assert {role for role, aim in kept_back.items() if aim.text in shown} == known, sight
        assert note(watched, dee_of(watched), seat="JPN", objective=kept_back["JPN"].key) == (
            302 if "JPN" in known else 422
        )
    assert isinstance(watched.ada.user, User)
    room = html.unescape(as_user(watched.ada.user).get(at(watched, "observe")).content.decode())
    assert all(aim.text in room for aim in kept_back.values())


def test_what_no_database_takes_is_not_kept(watched: Class) -> None:
    assert note(watched, watched.ada, seat="KOR\0", text="They\0 told Tokyo.") == 302
    assert Observation.objects.get().text == "They told Tokyo."


def test_only_who_may_notes_observations(watched: Class) -> None:
    for name in ("Bo", "Dee"):
        assert note(watched, watched.exercise.participants.get(name=name)) == 404
    saw = observations.ObservationInput("note", "", "x")
    with pytest.raises(observations.ObservationRefused):
        observations.note(by=dee_of(watched), turn=watched.turn, seat=watched.seat("KOR"), saw=saw, now=watched.now)
    assert not Observation.objects.exists()
