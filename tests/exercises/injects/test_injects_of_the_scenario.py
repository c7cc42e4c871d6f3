"""Injects of the scenario in a class: in each seat's words, changed, skipped, or sent by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.exercises.class_with_people import Class
from tests.exercises.injecting import act, next_turn, read, words, write
from tests.exercises.playing import Player
from wargame.exercises import bridge, msel
from wargame.exercises.control.services import phases
from wargame.exercises.injects.selectors.timeline import BY_HAND, items_of
from wargame.exercises.injects.services import injects
from wargame.exercises.injects.services.drafts import InjectDraft
from wargame.exercises.models import Exercise, Inject
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = pytest.mark.django_db


def fired(group: Class) -> str:
    """Play until an inject of the scenario has happened, and return its key; the next turn is not open yet."""
    for _ in range(5):
        for person in group.exercise.participants.filter(seat__isnull=False):
            group.submit(person)
        turn = group.resolve()
        if keys := [key for key, when in msel.happened(bridge.context_of(turn)).items() if when == turn.number]:
            return keys[0]
        group.open_next()
    raise AssertionError("no inject of the scenario happens")


@pytest.mark.slow
def test_an_inject_of_the_scenario_is_read_in_each_seats_own_words_and_stays_on_record(begun: Class) -> None:
    key = fired(begun)
    plan = msel.planned(begun.context)[key]
    turn = begun.open_next()
    for role in ("KOR", "JPN", "RUS"):
        assert (plan.texts[role]["title"] in read(begun, role)) if role in plan.texts else True
    row = Inject.objects.get(exercise=begun.exercise, key=key)
    assert (row.sent_in, row.texts, row.sent_by) == (turn, plan.dated(plan.texts, turn.number - 1), None)


@pytest.mark.slow
def test_it_is_reworded_before_it_is_sent(begun: Class) -> None:
    key = fired(begun)
    texts = {"KOR": words("Seoul reads this"), "JPN": words("Tokyo reads that")}
    act(begun, "edit", key, draft=InjectDraft("Reworded", texts))
    begun.open_next()
    assert read(begun, "KOR")[:1] == ["Seoul reads this"]
    assert read(begun, "JPN")[:1] == ["Tokyo reads that"]
    title = msel.planned(begun.context)[key].texts["KOR"]["title"]
    assert title not in read(begun, "USA"), "a seat that was taken off the list reads nothing"


@pytest.mark.parametrize(
    ("written", "reads"), [({}, "08:48"), ({"title": "Crews speak"}, "08:48"), ({"time": "08:31"}, "08:31")]
)
def test_it_has_the_time_of_the_turn_in_which_it_happened_unless_another_is_written(
    begun: Class, monkeypatch: pytest.MonkeyPatch, written: dict[str, str], reads: str
) -> None:
    key, turn = "fishing_crews", begun.turn
    plan = msel.planned(begun.context)[key]
    assert plan.texts["KOR"]["time"] == "08:27"
    if written:
        act(begun, "edit", key, draft=InjectDraft("Reworded", {"KOR": {**plan.texts["KOR"], **written}}))
    monkeypatch.setattr(msel, "happened", lambda _: {key: 2})
    turn.number = 3
    injects.open_with(turn=turn, now=begun.now)
    assert Inject.objects.get(exercise=begun.exercise, key=key).texts["KOR"]["time"] == reads


@pytest.mark.slow
def test_what_has_happened_cannot_be_skipped_or_sent_again(begun: Class) -> None:
    key = fired(begun)
    for name in ("skip", "send"):
        with pytest.raises(injects.AlreadySent, match="happened at the end of turn"):
            act(begun, name, key)
    begun.open_next()
    for name in ("skip", "send", "restore"):
        with pytest.raises(injects.AlreadySent, match="was sent in turn"):
            act(begun, name, key)


def certain(group: Class) -> str:
    """Return an inject of the scenario that comes in turn 5 with certainty."""
    plans = msel.planned(group.context).values()
    return next(plan.key for plan in plans if not plan.when and plan.chance == 100)


@pytest.mark.slow
def test_what_is_skipped_does_not_happen_until_it_is_restored(make_class: Callable[..., Class]) -> None:
    ends = []
    for acts_done in ((), ("skip",), ("skip", "restore")):
        group = make_class()
        group.join("Bo", "KOR")
        group.start()
        key = certain(group)
        for name in acts_done:
            act(group, name, key)
        while group.turn.number < 6:
            next_turn(group)
        ends.append(key in msel.happened(group.context))
    assert ends == [True, False, True]


@pytest.mark.slow
def test_what_came_of_a_turn_in_review_is_taken_back_by_reopening_it(make_class: Callable[..., Class]) -> None:
    group = make_class(adjudication="semi_rigid")
    bo = group.join("Bo", "KOR")
    group.start()
    for _ in range(5):
        group.submit(bo)
        turn = group.resolve()
        if keys := [key for key, when in msel.happened(bridge.context_of(turn)).items() if when == turn.number]:
            break
        phases.reveal(turn=turn, by=group.ada, now=group.now)
        group.open_next()
    with pytest.raises(injects.AlreadySent, match="reopen the turn's orders first"):
        act(group, "skip", keys[0])
    phases.reopen(turn=group.turn, by=group.ada, now=group.now)
    act(group, "skip", keys[0])
    group.submit(bo)
    group.resolve()
    assert keys[0] not in msel.happened(group.context)


def test_without_a_chance_it_waits_for_a_hand(begun: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    key = certain(begun)
    plans = msel.planned(begun.context)
    found = plans | {key: replace(plans[key], chance=0)}
    monkeypatch.setattr(msel, "planned", lambda version: found)
    item = next(item for item in items_of(begun.context) if item.ref == key)
    assert (item.state, item.column) == ("manual", BY_HAND)


def test_a_skip_holds_when_orders_are_taken_again(make_class: Callable[..., Class]) -> None:
    group = make_class(adjudication="semi_rigid")
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo)
    group.resolve()
    act(group, "skip", certain(group))
    assert group.turn.interventions == {}, "what is computed stays as it was computed"
    phases.reopen(turn=group.turn, by=group.ada, now=group.now)
    assert group.turn.interventions["injects"] == {certain(group): "skip"}


@pytest.mark.slow
def test_sent_by_hand_it_is_read_at_once_and_happens_at_the_end_of_the_turn(begun: Class) -> None:
    key = certain(begun)
    title = msel.planned(begun.context)[key].texts["KOR"]["title"]
    act(begun, "send", key)
    assert read(begun, "KOR") == [title]
    past = begun.turn
    next_turn(begun)
    assert msel.happened(begun.context)[key] == past.number
    assert title not in read(begun, "KOR"), "nobody reads it twice"
    assert read(begun, "KOR", past) == [title]


@pytest.mark.slow
def test_between_turns_it_waits_for_the_next_brief(begun: Class) -> None:
    inject, key = write(begun, "KOR"), certain(begun)
    for person in begun.exercise.participants.filter(seat__isnull=False):
        begun.submit(person)
    begun.resolve()
    act(begun, "send", inject.pk)
    act(begun, "send", key)
    assert [row.is_sent for row in Inject.objects.filter(exercise=begun.exercise)] == [False, False]
    turn = begun.open_next()
    assert "A cable leaks to KOR" in read(begun, "KOR")
    assert turn.interventions["injects"] == {key: "fire"}


def test_what_waits_for_the_next_brief_and_is_skipped_stands_as_skipped(begun: Class) -> None:
    key = certain(begun)
    for person in begun.exercise.participants.filter(seat__isnull=False):
        begun.submit(person)
    begun.resolve()
    act(begun, "send", key)
    act(begun, "skip", key)
    item = next(item for item in items_of(begun.context) if item.ref == key)
    assert (item.state, item.is_next) == ("skipped", False)


def test_alone_the_scenarios_texts_are_read_as_they_are(player: Player) -> None:
    assert isinstance(player.seat.exercise, Exercise)
    while not player.turn.is_closed:
        at = seat_view_of(player.seat, player.branch, player.turn)
        assert [each.title for each in at.injects] == [text.title for text in at.briefing.injects]
        if at.injects:
            return
        player.play_turn([])
    raise AssertionError("no inject of the scenario happens")
