"""Races in a class: of two who want the same thing, one gets it and the other reads why not."""

import pytest
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.injecting import write
from tests.exercises.playing import Player
from tests.packs import nine_past_nine
from tests.services.starting import ROUNDS, Arena, Groups, Heats, heats
from wargame.accounts.models import User
from wargame.exercises import bridge, record_chain
from wargame.exercises.lobby.services.classes import Rules, create_groups
from wargame.exercises.models import Message, OrderSheet, Participant, Turn
from wargame.exercises.review.domain.question_keys import key_of
from wargame.exercises.review.services import questions, rulings
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.service


def test_of_four_people_at_the_last_place_one_sits_down(arena: Arena, groups: Groups) -> None:
    classes = groups(seat_size=1)
    wanting = [[group.join(name) for name in ("Bo", "Cy", "Dee", "Eve")] for group in classes]
    entries = [("take", heats([{"person": people[place].pk} for people in wanting])) for place in range(4)]
    for group, answers in zip(classes, zip(*arena.race(entries), strict=True), strict=True):
        assert sorted(answers) == ["KOR", "SeatFull", "SeatFull", "SeatFull"]
        assert group.seat("KOR").people.count() == 1


def test_one_tap_sent_twice_is_one_person_and_one_name_is_taken_once(arena: Arena, groups: Groups) -> None:
    classes = groups()
    taps = ("a first form, sent twice", "a first form, sent twice", "a second form of another")
    entries = [
        ("join", heats([{"exercise": group.exercise.pk, "name": "Bo", "tap": tap} for group in classes]))
        for tap in taps
    ]
    for group, (one, again, other) in zip(classes, zip(*arena.race(entries), strict=True), strict=True):
        people = Participant.objects.filter(exercise=group.exercise, part="player")
        assert people.count() == 1
        assert one == again
        assert {one, other} == {str(people.get().pk), "NameTaken"}
    assert User.objects.filter(is_guest=True).count() == ROUNDS, "who was refused leaves no guest"


def test_people_who_join_parallel_groups_at_once_are_spread_evenly(arena: Arena, transactional_db: None) -> None:
    """Six people send seven forms, since one of them pressed the button twice."""
    version, now = nine_past_nine(), timezone.now()
    ada = User.objects.create(username="ada")
    classes = [create_groups(version=version, rules=Rules(), count=3, by=ada, now=now) for _ in range(ROUNDS)]
    keys = [three[0].series_id for three in classes]
    people = [f"P {number}" for number in range(6)]
    entries = [
        ("join_series", heats([{"series": key, "name": name, "tap": f"the form of {name}, sent"} for key in keys]))
        for name in (*people, people[0])
    ]
    for three, answers in zip(classes, zip(*arena.race(entries), strict=True), strict=True):
        joined = Participant.objects.filter(exercise__in=three, part="player")
        assert sorted(joined.values_list("name", flat=True)) == people
        assert [group.participants.filter(part="player").count() for group in three] == [2, 2, 2]
        assert answers[0] == answers[-1], "who tapped twice is in one group"
        places = dict(joined.values_list("name", "exercise"))
        assert answers[:-1] == tuple(str(places[name]) for name in people)


def test_a_turn_that_is_closed_by_many_at_once_is_closed_once(arena: Arena, groups: Groups) -> None:
    classes = groups()
    turn_ids = [begun(group) for group in classes]
    by_hand = steering("close", turn_ids, classes)
    by_clock = heats([{"turn": turn_id} for turn_id in turn_ids])
    answers = arena.race([("steer", by_hand), ("steer", by_hand), ("keep", by_clock), ("keep", by_clock)])
    for group, (one, two, three, four) in zip(classes, zip(*answers, strict=True), strict=True):
        assert (one == "done") + (two == "done") + three + four == 1
        assert {one, two} <= {"done", "NotInPhase"}
        assert group.turn.status == "adjudicating"


@pytest.mark.parametrize("key", ["", "white_paper"])
def test_an_inject_that_two_send_at_once_is_sent_once(arena: Arena, groups: Groups, key: str) -> None:
    classes = groups()
    for group in classes:
        begun(group)
    refs = [key or str(write(group, "KOR").pk) for group in classes]
    rows = heats([{"ref": ref, "by": group.ada.pk} for ref, group in zip(refs, classes, strict=True)])
    for group, answers in zip(classes, zip(*arena.race([("send_inject", rows)] * 3), strict=True), strict=True):
        assert sorted(answers) == ["AlreadySent", "AlreadySent", "done"]
        assert group.exercise.injects.count() == 1
        assert sum("sent" in entry.detail for entry in group.exercise.control_entries.filter(act="inject")) == 1


@pytest.mark.parametrize(("act", "rules"), [("reveal", {"adjudication": "semi_rigid"}), ("open_next", {})])
def test_what_is_done_twice_happens_once(arena: Arena, groups: Groups, act: str, rules: dict[str, object]) -> None:
    classes = groups(**rules)
    turn_ids = [begun(group) for group in classes]
    for group in classes:
        assert turns.close(turn=group.turn, now=timezone.now())
        rulings.accept_rest(turn=group.resolve(), by=group.ada, now=timezone.now())
    wanted = steering(act, turn_ids, classes)
    for group, answers in zip(classes, zip(*arena.race([("steer", wanted)] * 3), strict=True), strict=True):
        assert sorted(answers) == ["NotInPhase", "NotInPhase", "done"]
        assert group.exercise.control_entries.filter(act=act).count() == 1
        assert Turn.objects.filter(branch__exercise=group.exercise).count() == (2 if act == "open_next" else 1)


def test_what_is_recorded_at_once_makes_one_chain(arena: Arena, groups: Groups) -> None:
    """Two people give reasons, and the white cell pauses the turn and locks joining, each under locks of its own."""
    classes = groups()
    turn_ids = [begun(group) for group in classes]
    people = [group.exercise.participants.filter(part="player").order_by("pk") for group in classes]
    entries = [
        ("note", heats([{"person": pair[place].pk, "turn": key} for pair, key in zip(people, turn_ids, strict=True)]))
        for place in range(2)
    ]
    entries += [
        ("lock", heats([{"by": group.ada.pk} for group in classes])),
        ("steer", steering("pause", turn_ids, classes)),
    ]
    before = [record_chain.head_of(group.exercise)[0] for group in classes]
    answers = list(zip(*arena.race(entries), strict=True))
    for group, said, number in zip(classes, answers, before, strict=True):
        written = [word for word in said if word in {"noted", "locked", "done"}]
        assert list(record_chain.faults_of(group.exercise)) == []
        assert record_chain.head_of(group.exercise)[0] == number + len(written)
        assert {"locked", "done"} <= set(written)


def test_of_a_ruling_and_reopened_orders_one_wins_and_the_other_is_told(arena: Arena, groups: Groups) -> None:
    classes = groups(adjudication="semi_rigid")
    turn_ids = [begun(group) for group in classes]
    for group in classes:
        assert turns.close(turn=group.turn, now=timezone.now())
        group.resolve()
    pairs = list(zip(turn_ids, classes, strict=True))
    looked_at = [{"turn": key, "by": group.ada.pk, "seen": group.turn.digest} for key, group in pairs]
    first, second = (
        heats([row | {"result": other(group, place)} for row, group in zip(looked_at, classes, strict=True)])
        for place in (0, 1)
    )
    answers = arena.race([("rule", first), ("reopen", heats(looked_at)), ("rule", second)])
    for group, given in zip(classes, zip(*answers, strict=True), strict=True):
        won = [word for word in given if word in {"ruled", "reopened"}]
        assert len(won) == 1, given
        assert set(given) - set(won) <= {"Outdated", "NotInPhase"}
        assert group.turn.status == ("review" if won == ["ruled"] else "open")
        assert len(group.turn.interventions.get("outcomes", [])) == (won == ["ruled"])
        assert group.exercise.control_entries.filter(act__in=["rule", "reopen"]).count() == 1


def test_no_argument_outlives_the_results_that_it_was_about(arena: Arena, groups: Groups) -> None:
    classes = groups(adjudication="semi_rigid")
    turn_ids = [begun(group) for group in classes]
    people = [group.exercise.participants.get(name="Bo") for group in classes]
    for group, bo in zip(classes, people, strict=True):
        group.submit(bo, Player(group.seat("KOR")).legal(1, turn=group.turn))
        assert turns.close(turn=group.turn, now=timezone.now())
        group.resolve()
    arguments = heats([{"turn": key, "by": bo.pk} for key, bo in zip(turn_ids, people, strict=True)])
    reopened = heats(
        [{"turn": key, "by": group.ada.pk, "seen": ""} for key, group in zip(turn_ids, classes, strict=True)]
    )
    answers = arena.race([("reopen", reopened), *[("give_argument", arguments)] * 4])
    for group, (opened, *said) in zip(classes, zip(*answers, strict=True), strict=True):
        assert (opened, group.turn.status) == ("reopened", "open")
        assert set(said) <= {"argued", "BadArgument"}
        assert not group.turn.arguments.exists(), "the orders that they were about can change"


def test_no_answer_stands_beside_orders_that_were_reopened(arena: Arena, groups: Groups) -> None:
    classes = groups(adjudication="semi_rigid")
    turn_ids = [begun(group) for group in classes]
    people = [group.exercise.participants.get(name="Bo") for group in classes]
    answers_to = []
    for group, bo in zip(classes, people, strict=True):
        group.submit(bo, Player(group.seat("KOR")).legal(4, turn=group.turn))
        assert turns.close(turn=group.turn, now=timezone.now())
        asked = {"about": "order:KOR:3", "text": "What for?", "by": group.ada, "now": timezone.now()}
        question = questions.ask(turn=group.resolve(), **asked)
        answers_to.append({"turn": group.turn.pk, "by": bo.pk, "question": key_of(question)})
    reopened = heats(
        [{"turn": key, "by": group.ada.pk, "seen": ""} for key, group in zip(turn_ids, classes, strict=True)]
    )
    answers = arena.race([("reopen", reopened), *[("answer", heats(answers_to))] * 3])
    for group, (opened, *said) in zip(classes, zip(*answers, strict=True), strict=True):
        assert (opened, group.turn.status) == ("reopened", "open")
        assert set(said) <= {"answered", "CannotAsk"}
        kept = Message.objects.filter(turn=group.turn, sender="KOR")
        assert kept.count() == said.count("answered"), "acknowledged is kept, refused is not"
        assert not Message.objects.filter(turn=group.turn).exclude(about="").exists(), "its orders may change"


def test_at_the_deadline_a_pause_and_an_order_come_first_or_are_told(arena: Arena, groups: Groups) -> None:
    classes = groups()
    turn_ids = [begun(group) for group in classes]
    seats = [group.seat("KOR").pk for group in classes]
    pauses = steering("pause", turn_ids, classes)
    submits = heats([{"turn": turn_id, "seat": seat} for turn_id, seat in zip(turn_ids, seats, strict=True)])
    answers = arena.race([("steer", pauses), ("submit", submits), ("keep", heats([{"turn": key} for key in turn_ids]))])
    for group, seat, (paused, submitted, closed) in zip(classes, seats, zip(*answers, strict=True), strict=True):
        turn = group.turn
        filed = OrderSheet.objects.filter(turn=turn, seat=seat, is_ready=True).exists()
        assert paused in {"done", "NotInPhase"}
        assert submitted in {"done", "TurnClosed"}
        assert (turn.status == "open") == (paused == "done"), "a turn that is paused stays open; one that is not closes"
        assert turn.is_paused == (paused == "done")
        assert closed == (paused != "done")
        assert filed == (submitted == "done"), "acknowledged is kept, refused is not"


def begun(group: Class) -> int:
    """Two seats have a person each, so that one submit does not end the turn."""
    group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    return group.start().pk


def other(group: Class, place: int) -> str:
    """Return the outcome of the patrol at this place among its options."""
    patrol = next(each for each in bridge.outcomes_of(group.turn) if each.name == "patrol")
    return patrol.options[place].key


def steering(act: str, turn_ids: list[int], classes: list[Class]) -> Heats:
    """Let the white cell of each class perform this act at the same time as its rival."""
    rows = zip(turn_ids, classes, strict=True)
    return heats([{"turn": turn_id, "act": act, "by": group.ada.pk} for turn_id, group in rows])
