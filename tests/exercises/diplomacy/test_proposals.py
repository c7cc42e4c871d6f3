"""Proposals: who may propose what, how others answer, what follows, and who may know it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from tests.exercises.seats_that_agree import answer, client_of, gather, page, person, propose, resolved, without_answers
from wargame.exercises import bridge, perspectives
from wargame.exercises.control.services import lifecycle, phases, takeovers
from wargame.exercises.diplomacy.services import proposals
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import LedgerEntry, Proposal, Turn
from wargame.exercises.turns.services import replays, turns

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(kept_class: Callable[..., Class]) -> Class:
    return kept_class(gather)


@pytest.mark.slow
def test_what_all_parties_accept_is_in_the_results_the_ledger_and_the_next_world(table: Class) -> None:
    proposal = propose(table)
    assert (proposal.act, proposal.parties, proposal.lapses_after) == ("end", ["JPN", "KOR"], 2)
    assert answer(table, "Cy", proposal).status == "accepted"
    turn = resolved(table)
    known = perspectives.known_outcomes(turn, table.seat("USA"), may_know_all=False)
    assert [(one.result, one.name) for one in known if one.subject == "accord"] == [("ended", "gsomia")]
    assert LedgerEntry.objects.filter(turn=turn, cause="accord:gsomia", variable="in_force").count() == 1
    assert "ended Japan-South Korea agreement" in page(table, "Mo", "t/1/results")
    following = table.open_next()
    offers = {
        offer.agreement: offer.ends for offer in perspectives.offers(perspectives.view_of(following, table.seat("KOR")))
    }
    assert offers["gsomia"] is False, "what has ended can be brought into force again"
    assert [turn.differences for turn in replays.replay(exercise=table.exercise)] == [(), ()]
    made = [(each["agreement"], each["status"]) for each in archived(table.exercise, "Proposal")]
    assert made == [("gsomia", "accepted")]
    assert [each["role"] for each in archived(table.exercise, "Answer")] == ["JPN"]


@pytest.mark.slow
def test_what_is_not_in_force_is_concluded(table: Class) -> None:
    proposal = propose(table, "Mo", "notice_beijing", terms="From Monday.")
    assert "Accepted this turn, it is in force from its end, with strength 20 of 100." in page(table, "Cy")
    assert answer(table, "Bo", proposal).act == "conclude"
    resolved(table)
    assert "agreed on prior notice of flights between Seoul and Beijing" in page(table, "Cy", "t/1/results")
    following = table.open_next()
    offers = {
        offer.agreement: offer.ends for offer in perspectives.offers(perspectives.view_of(following, table.seat("CHN")))
    }
    assert offers["notice_beijing"] is True


@pytest.mark.slow
def test_what_has_come_about_by_itself_since_it_was_proposed_is_told_so(table: Class) -> None:
    """The proposal and its answer have no effect any more, and neither pages nor results claim one."""
    proposal = without_answers(propose(table, "Mo", "notice_beijing"))
    assert "in force already" not in page(table, "Bo")
    turn = table.turn
    names = bridge.setting_for(turn).names.agreements
    turn.world["world"]["in_force"][names["notice_beijing"]] = 1
    turn.save(update_fields=["world"])
    assert "It is in force already." in page(table, "Bo")
    answer(table, "Bo", proposal)
    for name in ("Mo", "Ada"):
        assert "It is in force already." in page(table, name)
    turn = resolved(table)
    told = [one.text for one in bridge.outcomes_of(turn) if one.subject == "accord"]
    assert [text.partition(" agreed on ")[2] for text in told] == [
        "prior notice of flights between Seoul and Beijing, which was in force already."
    ]
    assert not LedgerEntry.objects.filter(turn=turn, cause="accord:notice_beijing").exists()


@pytest.mark.slow
def test_a_no_settles_it_and_nothing_comes_of_it(table: Class) -> None:
    proposal = propose(table)
    assert answer(table, "Cy", proposal, is_yes=False).status == "rejected"
    assert answer(table, "Cy", proposal, is_yes=False).status == "rejected", "the same answer twice is no error"
    with pytest.raises(proposals.Settled, match="its answer stands: no"):
        answer(table, "Cy", proposal)
    assert proposal.answers.count() == 1
    assert not [one for one in bridge.outcomes_of(resolved(table)) if one.subject == "accord"]


@pytest.mark.slow
def test_all_of_three_must_say_yes(table: Class) -> None:
    takeovers.hand_back(seat=table.seat("USA"), by=table.ada, now=table.now)
    table.join("Uma", "USA")
    turn = table.turn
    turn.world["world"]["in_force"][bridge.setting_for(turn).names.agreements["allied_picture"]] = 0
    turn.save(update_fields=["world"])
    proposal = propose(table, agreement="allied_picture")
    assert answer(table, "Cy", proposal).status == "open"
    with pytest.raises(proposals.Settled, match="its answer stands: yes"):
        answer(table, "Cy", proposal, is_yes=False)
    assert answer(table, "Uma", proposal).status == "accepted"


@pytest.mark.slow
def test_it_lapses_with_the_close_of_the_turn_after_or_the_one_that_is_named(table: Class) -> None:
    usual = propose(table)
    soon = propose(table, "Cy", "us_jpn", lapses_after=1)
    assert soon.status in {"accepted", "rejected", "open"}
    Proposal.objects.filter(pk=soon.pk).update(status="open", settled_in=None, settled_at=None)
    resolved(table)
    usual.refresh_from_db()
    soon.refresh_from_db()
    assert (usual.status, soon.status) == ("open", "lapsed")
    table.open_next()
    resolved(table)
    usual.refresh_from_db()
    assert (usual.status, usual.settled_in) == ("lapsed", table.turn)


def test_what_was_open_when_the_exercise_ended_waits_for_no_turn(table: Class) -> None:
    without_answers(propose(table))
    assert (
        "Open until the end of turn 2"
        in client_of(table, "Cy").get(f"/x/{table.exercise.code}/proposals/").content.decode()
    )
    lifecycle.end(exercise=table.exercise, by=table.ada, reason="", now=table.now)
    for name in ("Cy", "Ada"):
        page = client_of(table, name).get(f"/x/{table.exercise.code}/proposals/").content.decode()
        assert "Open when the exercise ended" in page
        assert "Open until the end" not in page


@pytest.mark.slow
def test_a_turn_that_is_taken_back_opens_again_what_lapsed_with_it(make_class: Callable[..., Class]) -> None:
    group = gather(make_class(adjudication="semi_rigid"))
    kept = propose(group)
    without_answers(propose(group, "Mo", "rus_chn", lapses_after=1))
    answer(group, "Cy", kept)
    resolved(group)
    phases.reopen(turn=group.turn, by=group.ada, now=group.now)
    assert {each.agreement: each.status for each in Proposal.objects.all()} == {"gsomia": "accepted", "rus_chn": "open"}
    assert [accord.agreement for accord in bridge.interventions_of(group.turn).accords] == ["gsomia"]


def test_only_who_proposed_withdraws_and_only_the_others_answer(table: Class) -> None:
    proposal = propose(table)
    with pytest.raises(proposals.Settled, match="own proposal"):
        answer(table, "Di", proposal)
    with pytest.raises(proposals.Settled, match="withdraw it"):
        proposals.withdraw(by=person(table, "Cy"), key=proposal.key, now=table.now)
    for act in (answer, lambda group, name, it: proposals.withdraw(by=person(group, name), key=it.key, now=group.now)):
        with pytest.raises(proposals.NotOnOffer):
            act(table, "Mo", proposal)
    for _ in range(2):
        assert proposals.withdraw(by=person(table, "Di"), key=proposal.key, now=table.now).status == "withdrawn"
    with pytest.raises(proposals.Settled, match="withdrawn"):
        answer(table, "Cy", proposal)


REFUSED = {
    "unknown": ("Bo", "peace", {}, proposals.NotOnOffer),
    "of others": ("Bo", "us_jpn", {}, proposals.NotOnOffer),
    "too long": ("Bo", "gsomia", {"terms": "x" * 501}, proposals.BadTerms),
    "past": ("Bo", "gsomia", {"lapses_after": 0}, proposals.BadTerms),
    "far": ("Bo", "gsomia", {"lapses_after": 9}, proposals.BadTerms),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_leaves_no_trace(table: Class, case: str) -> None:
    name, agreement, more, refusal = REFUSED[case]
    with pytest.raises(refusal):
        propose(table, name, agreement, **more)
    assert not Proposal.objects.exists()


def test_the_same_is_not_asked_twice_at_a_time(table: Class) -> None:
    propose(table)
    with pytest.raises(proposals.TooManyProposals):
        propose(table, "Cy")


@pytest.mark.slow
def test_nobody_agrees_without_a_seat_out_of_turn_or_where_a_policy_plays(table: Class) -> None:
    proposal = propose(table)
    idle = table.join("Flo")
    with pytest.raises(proposals.ProposerNotSeated):
        proposals.propose(by=idle, agreement="gsomia", now=table.now)
    cy = person(table, "Cy")
    takeovers.hand_to_policy(seat=table.seat("CHN"), by=table.ada, now=table.now)
    with pytest.raises(proposals.ProposerNotSeated, match="AI decides"):
        propose(table, "Mo", "rus_chn")
    Turn.objects.filter(pk=table.turn.pk).update(deadline=timezone.now() - timedelta(seconds=1))
    with pytest.raises(proposals.NotInTurn):
        answer(table, "Cy", proposal)
    assert turns.close(turn=table.turn, now=table.now)
    with pytest.raises(proposals.NotInTurn):
        answer(table, "Cy", proposal)
    participants.remove(person=cy, by=table.ada, reason="", now=table.now)


@pytest.mark.slow
def test_seats_make_no_agreements_where_messages_are_off(make_class: Callable[..., Class]) -> None:
    group = gather(make_class(messages="off"))
    with pytest.raises(proposals.ProposalsOff):
        propose(group)
    assert "Seats make no agreements" in page(group, "Bo")


# Seats that a policy plays.


@pytest.mark.slow
def test_a_seat_that_a_policy_plays_answers_at_once_and_says_why_to_the_white_cell(table: Class) -> None:
    proposal = propose(table, agreement="us_rok")
    said = proposal.answers.get()
    assert (proposal.status, said.role, said.is_yes) == ("rejected", "USA", False), "an ally does not end the alliance"
    assert said.reason.startswith("Said no: it stands at")
    assert said.reason in page(table, "Ada")
    assert said.reason not in page(table, "Bo")


def test_a_policy_that_takes_over_answers_what_its_seat_was_asked(table: Class) -> None:
    proposal = propose(table)
    takeovers.hand_to_policy(seat=table.seat("JPN"), by=table.ada, now=table.now, policy="hold")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.answers.get().policy) == ("rejected", "hold")


# Who learns of it.
