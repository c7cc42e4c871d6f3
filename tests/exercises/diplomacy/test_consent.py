"""Agreements that come into force once a number of their parties agree."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

import pytest

from scenarios import voices
from scenarios.schema.pack_voices import Occasion
from tests.exercises.class_with_people import Class
from tests.exercises.seats_that_agree import answer, client_of, gather, page, propose, resolved, without_answers
from wargame import engine
from wargame.engine import compile_setting
from wargame.exercises import bridge, perspectives
from wargame.exercises.diplomacy.services import haggling, likelihoods
from wargame.exercises.diplomacy.services.conduct import conduct_of
from wargame.exercises.models import Message, Pledge, PledgeEvent, Proposal
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = pytest.mark.django_db

THREE = ("KOR", "JPN", "CHN")


@pytest.fixture
def table(kept_class: Callable[..., Class], monkeypatch: pytest.MonkeyPatch) -> Class:
    """South Korea, Japan and China, all played by people, may agree on notice of flights; two of them suffice."""
    group = kept_class(gather)
    spec = bridge.setting_of(group.exercise).spec
    pacts = tuple(
        replace(pact, parties=THREE, consent=2) if pact.key == "notice_beijing" else pact for pact in spec.agreements
    )
    setting = compile_setting(replace(spec, agreements=pacts))
    monkeypatch.setattr(bridge, "set_to", lambda version, dials: setting)
    return group


@pytest.mark.slow
def test_it_is_agreed_once_enough_say_yes_whoever_said_no(table: Class) -> None:
    proposal = propose(table, "Mo", "notice_beijing")
    assert answer(table, "Cy", proposal, is_yes=False).status == Proposal.Status.OPEN
    assert "2 of 3 must agree" in page(table, "Bo")
    assert answer(table, "Bo", proposal).status == Proposal.Status.ACCEPTED
    turn = resolved(table)
    (told,) = [one for one in bridge.outcomes_of(turn) if one.subject == "accord"]
    assert told.text.startswith("China and South Korea agreed on ")
    following = table.open_next()
    view = perspectives.view_of(following, table.seat("JPN"))
    assert view.world.in_force[view.setting.names.agreements["notice_beijing"]] == 1, "it binds who said no"


@pytest.mark.slow
def test_it_is_refused_once_enough_cannot_be_reached(table: Class) -> None:
    proposal = propose(table, "Mo", "notice_beijing")
    assert answer(table, "Cy", proposal, is_yes=False).status == Proposal.Status.OPEN
    assert answer(table, "Bo", proposal, is_yes=False).status == Proposal.Status.REJECTED


def test_only_those_who_agreed_give_each_other_the_pledge(table: Class) -> None:
    proposal = propose(table, "Mo", "notice_beijing", has_restraint=True)
    answer(table, "Bo", proposal)
    assert {(pledge.by, pledge.to) for pledge in Pledge.objects.all()} == {("CHN", "KOR"), ("KOR", "CHN")}


@pytest.mark.slow
def test_seats_of_policies_answer_and_are_counted(table: Class) -> None:
    table.exercise.seats.filter(role__in=["JPN", "KOR"]).update(policy="dove")
    proposal = propose(table, "Mo", "notice_beijing")
    said = dict(proposal.answers.values_list("role", "is_yes"))
    assert set(said) == {"JPN", "KOR"}
    assert proposal.status == (Proposal.Status.ACCEPTED if any(said.values()) else Proposal.Status.REJECTED)


@pytest.mark.slow
def test_the_form_and_the_api_say_how_many_must_agree(table: Class) -> None:
    assert "2 of the 3 parties must agree, you among them." in page(table, "Mo")
    without_answers(propose(table, "Mo", "notice_beijing"))
    listed = client_of(table, "Bo").get(f"/api/v1/exercises/{table.exercise.code}/proposals/").json()
    assert [item["needed"] for item in listed["items"]] == [2]


@pytest.mark.slow
def test_the_chance_is_that_enough_agree_and_grows_with_fewer_needed(
    table: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = seat_view_of(table.seat("CHN"), table.turn.branch, table.turn)
    answers = cycle([True, False])
    monkeypatch.setattr(
        "wargame.engine.reply", lambda *args: type("Said", (), {"is_yes": next(answers), "margin": 99})()
    )
    likely = likelihoods.of_proposal(at, "notice_beijing")
    assert likely
    assert (likely.in_100, likely.needed, likely.needs_all) == (100, 1, False), "one of two always says yes"
    chosen = {"manner": "propose", "propose": "notice_beijing"}
    told = client_of(table, "Mo").get(f"/x/{table.exercise.code}/talk/likely/", chosen).content.decode()
    assert "<b>100 in 100</b> that at least 1 of" in " ".join(told.split())


def broken_to_seoul(table: Class) -> None:
    """Japan has broken what it promised South Korea in a letter that China did not read."""
    letter = Message.objects.create(turn=table.turn, sender="JPN", recipients=["KOR"], text="We will use no force.")
    pledge = Pledge.objects.create(turn=table.turn, by="JPN", to="KOR", until=2, message=letter)
    PledgeEvent.objects.create(pledge=pledge, turn=table.turn, kind=PledgeEvent.Kind.BROKEN, deed="Japan flew over.")


def test_an_answer_tells_no_party_of_a_pledge_between_two_others(table: Class) -> None:
    broken_to_seoul(table)
    assert conduct_of(table.turn, ("JPN", "KOR"), "KOR").broken == 1
    assert conduct_of(table.turn, THREE, "KOR").broken == 0, "China did not know of it"


def test_nobody_is_blamed_for_a_word_that_another_party_broke(table: Class) -> None:
    broken_to_seoul(table)
    table.exercise.seats.filter(role="KOR").update(policy="dove")
    proposal = propose(table, "Mo", "notice_beijing")
    refused = engine.Reply(is_yes=False, reason="", why="word", margin=-1, whom="CHN")
    haggling.write_no(table.turn, table.seat("KOR"), proposal, refused, has_counter=True)
    book = voices.book_of(bridge.content_of(table.exercise.scenario_version), "KOR")
    blaming = [line.text for line in book.lines(Occasion.REFUSES_WORD)]
    assert blaming
    letters = [each.text for each in proposal.letters.all()]
    assert letters
    assert not [text for text in letters if any(line in text for line in blaming)]
