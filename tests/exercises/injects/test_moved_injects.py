"""Injects of the scenario moved to another turn: earlier, later, back, and in the control log."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from tests.exercises.injecting import act, acts, next_turn, read
from wargame.accounts.models import User
from wargame.exercises import msel
from wargame.exercises.control.services import phases
from wargame.exercises.injects.selectors.cards import card_of
from wargame.exercises.injects.selectors.timeline import items_of
from wargame.exercises.injects.services import injects
from wargame.exercises.injects.services.drafts import BadDraft, InjectDraft
from wargame.exercises.models import Inject, Turn
from wargame.exercises.turns.services import replays

pytestmark = pytest.mark.django_db

CERTAIN, ON_CONDITION = "white_paper", "boycott"
"""The scenario judges both at the end of turn 5, for the brief of turn 6; the second on a condition, 75 in 100."""


def move(group: Class, key: str, to: int | None) -> Inject:
    plan = msel.planned(group.context)[key]
    return act(group, "edit", key, draft=InjectDraft(plan.title, plan.texts, turn=to))


def happens_in(group: Class, key: str) -> int:
    """Play the exercise to its end; return the turn in which the inject happened, or 0."""
    while group.turn.number < 6:
        next_turn(group)
    return msel.happened(group.context).get(key, 0)


def item(group: Class, key: str) -> tuple[str, int]:
    found = next(one for one in items_of(group.context) if one.ref == key)
    return found.word, found.column


@pytest.mark.slow
@pytest.mark.parametrize(("to", "when"), [(3, 2), (None, 5)])
def test_a_moved_inject_is_read_in_the_brief_of_its_turn_and_only_there(
    begun: Class, to: int | None, when: int
) -> None:
    move(begun, CERTAIN, 4)
    assert item(begun, CERTAIN) == ("Scheduled, moved", 4)
    move(begun, CERTAIN, to)
    title = msel.planned(begun.context)[CERTAIN].texts["KOR"]["title"]
    readings = {}
    while begun.turn.number < 6:
        turn = next_turn(begun)
        readings[turn.number] = title in read(begun, "KOR")
    assert [number for number, is_read in readings.items() if is_read] == [when + 1]
    assert msel.happened(begun.context)[CERTAIN] == when
    moves = [detail.partition(": “")[0] for detail in acts(begun) if "moved" in detail]
    back = "the brief of turn 3" if to else "where the scenario has it"
    assert moves == ["moved to the brief of turn 4", f"moved to {back}"]


@pytest.mark.slow
def test_a_moved_inject_keeps_its_condition(begun: Class) -> None:
    move(begun, ON_CONDITION, 3)
    assert "Conditional, moved" in item(begun, ON_CONDITION)[0]
    next_turn(begun)
    next_turn(begun)
    assert ON_CONDITION not in msel.happened(begun.context), "nobody has frozen the quarrel"
    assert item(begun, ON_CONDITION) == ("Did not happen, moved", 3)
    assert happens_in(begun, ON_CONDITION) == 0, "the scenario's own turn has gone with the move"


@pytest.mark.slow
def test_a_move_stands_in_the_turns_and_proves_itself(begun: Class) -> None:
    move(begun, CERTAIN, 3)
    kept = [begun.turn.interventions["injects"][CERTAIN]]
    kept += [next_turn(begun).interventions.get("injects", {}).get(CERTAIN, "") for _ in range(2)]
    assert kept == ["skip", "judge", ""]
    assert not [turn for turn in replays.replay(exercise=begun.exercise) if turn.differences]
    injects = archived(begun.exercise, "Inject")
    assert next(one["moved_to"] for one in injects if one["key"] == CERTAIN) == 3


@pytest.mark.slow
def test_a_move_holds_when_orders_are_taken_again_and_after_a_skip(make_class: Callable[..., Class]) -> None:
    group = make_class(adjudication="semi_rigid")
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo)
    group.resolve()
    move(group, CERTAIN, 4)
    assert group.turn.interventions == {}, "what is computed stays as it was computed"
    phases.reopen(turn=group.turn, by=group.ada, now=group.now)
    assert group.turn.interventions["injects"] == {CERTAIN: "skip"}
    move(group, CERTAIN, 2)
    act(group, "skip", CERTAIN)
    assert group.turn.interventions["injects"] == {CERTAIN: "skip"}
    act(group, "restore", CERTAIN)
    assert group.turn.interventions["injects"] == {CERTAIN: "judge"}


@pytest.mark.slow
@pytest.mark.parametrize("held", ["moved", "skipped"])
def test_what_is_taken_back_while_results_are_reviewed_does_not_hold_when_orders_are_taken_again(
    make_class: Callable[..., Class], held: str
) -> None:
    group = make_class(adjudication="semi_rigid")
    bo = group.join("Bo", "KOR")
    group.start()
    if held == "moved":
        move(group, CERTAIN, 4)
    else:
        act(group, "skip", CERTAIN)
    group.submit(bo)
    group.resolve()
    assert group.turn.interventions["injects"] == {CERTAIN: "skip"}
    if held == "moved":
        move(group, CERTAIN, None)
    else:
        act(group, "restore", CERTAIN)
    phases.reopen(turn=group.turn, by=group.ada, now=group.now)
    assert group.turn.interventions.get("injects", {}) == {}, "the rules decide by themselves"


@pytest.mark.slow
def test_what_waits_to_be_sent_is_not_moved(make_class: Callable[..., Class]) -> None:
    group = make_class(adjudication="semi_rigid")
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo)
    group.resolve()
    act(group, "send", CERTAIN)
    with pytest.raises(injects.NotNow, match="to be sent in turn 2"):
        move(group, CERTAIN, 4)
    act(group, "skip", CERTAIN)
    act(group, "restore", CERTAIN)
    move(group, CERTAIN, 4)
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
    group.open_next()
    assert item(group, CERTAIN) == ("Scheduled, moved", 4)


@pytest.mark.slow
def test_moves_that_cannot_be_are_refused_and_change_nothing(begun: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    next_turn(begun)
    for to in (1, 2, 7):
        with pytest.raises(BadDraft, match="from 3 to 6"):
            move(begun, CERTAIN, to)
    phases.close(turn=begun.turn, by=begun.ada, now=begun.now)
    with pytest.raises(injects.NotNow, match="being computed"):
        move(begun, CERTAIN, 4)
    begun.resolve()
    with pytest.raises(BadDraft, match="from 4 to 6"):
        move(begun, CERTAIN, 3)
    plans = msel.planned(begun.context)
    found = plans | {CERTAIN: replace(plans[CERTAIN], chance=0)}
    monkeypatch.setattr(msel, "planned", lambda version: found)
    with pytest.raises(BadDraft, match="leaves this inject to your hand"):
        move(begun, CERTAIN, 5)
    assert not Inject.objects.filter(exercise=begun.exercise, key=CERTAIN).exists()


@pytest.mark.parametrize("status", ["adjudicating", "failed"])
def test_nothing_is_changed_for_a_turn_that_is_computed_as_it_stands(begun: Class, status: str) -> None:
    act(begun, "skip", ON_CONDITION)
    Turn.objects.filter(pk=begun.turn.pk).update(status=status)
    for change in (
        lambda: move(begun, CERTAIN, 2),
        lambda: act(begun, "skip", CERTAIN),
        lambda: act(begun, "restore", ON_CONDITION),
    ):
        with pytest.raises(injects.NotNow, match="being computed"):
            change()


def test_what_has_happened_moves_nowhere(begun: Class) -> None:
    move(begun, CERTAIN, 2)
    for person in begun.exercise.participants.filter(seat__isnull=False):
        begun.submit(person)
    begun.resolve()
    with pytest.raises(injects.AlreadySent, match="happened at the end of turn 1"):
        move(begun, CERTAIN, 4)


def test_the_card_offers_the_turns_in_which_it_can_come(begun: Class) -> None:
    card = card_of(begun.context, CERTAIN)
    assert card
    assert (card.due, card.home, card.turn, card.turns) == ("scenario", "turn 6", None, (2, 3, 4, 5, 6))
    move(begun, CERTAIN, 3)
    card = card_of(begun.context, CERTAIN)
    assert card
    assert (card.due, card.turn) == ("turn", 3)


@pytest.mark.slow
def test_the_card_moves_it_and_says_why_it_cannot(begun: Class) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=begun.ada.user_id))
    address = reverse("inject", args=[begun.exercise.code, CERTAIN])
    words = {"title": "White paper", "text": "It says so.", "kind": "news", "to": ["KOR"], "action": "save"}
    refused = client.post(address, words | {"due": "turn", "turn": 1})
    assert refused.status_code == 422
    assert "the brief of a turn from 2 to 6" in refused.content.decode()
    assert client.post(address, words | {"due": "turn", "turn": 3}).status_code == 302
    assert item(begun, CERTAIN) == ("Scheduled, moved", 3)
    assert client.post(address, words | {"due": "scenario", "turn": 3}).status_code == 302
    assert item(begun, CERTAIN) == ("Scheduled", 6)
