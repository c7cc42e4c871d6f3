"""Words and deeds: what seats promised, what they did, and from when each reader can know."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle
from wargame.exercises.diplomacy.services import proposals, talk
from wargame.exercises.models import Message, OrderSheet, Participant, Pledge, PledgeEvent, Turn

pytestmark = pytest.mark.django_db

CLOSE = {"kind": "shadow", "level": "close", "target": "RUS", "partner": ""}


@pytest.fixture
def spoken(kept_class: Callable[..., Class]) -> Class:
    """Four people give their words in turn 1; two turns have results, and turn 3 is open."""
    return kept_class(two_turns_of_words)


def two_turns_of_words(group: Class) -> None:
    """Bo (KOR) assures Moscow and flies close in turn 2, warns Beijing, and agrees with Cy (JPN) on talks of staffs."""
    for name, role in (("Bo", "KOR"), ("Cy", "JPN"), ("Ru", "RUS"), ("Mo", "CHN")):
        group.join(name, role)
    group.start()
    bo, cy = person(group, "Bo"), person(group, "Cy")
    talk.speak(by=bo, to="RUS", sentence="no_force", now=group.now)
    talk.speak(by=bo, to="CHN", sentence="answered", now=group.now)
    talk.speak(by=cy, to="KOR", sentence="not_aimed", now=group.now)
    offered = proposals.propose(by=bo, agreement="staff_talks", now=group.now)
    proposals.answer(by=cy, key=offered.key, is_yes=True, now=group.now)
    refused = proposals.propose(by=bo, agreement="notice_beijing", now=group.now)
    proposals.answer(by=person(group, "Mo"), key=refused.key, is_yes=False, now=group.now)
    play(group)
    play(group, CLOSE)


def play(group: Class, *rows: dict[str, str]) -> None:
    group.submit(person(group, "Bo"), list(rows))
    for name in ("Cy", "Ru", "Mo"):
        group.submit(person(group, name))
    group.resolve()
    group.open_next()


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("user", "seat__exercise", "exercise").get(name__iexact=name)


def ask(group: Class, name: str, address: str = "words_and_deeds", **query: str) -> Any:
    user = person(group, name).user
    assert isinstance(user, User)
    client = Client()
    client.force_login(user)
    answer = client.get(reverse(address, args=[group.exercise.code]), query)
    assert answer.status_code == 200
    return answer


def verdicts(group: Class, name: str, **query: str) -> dict[tuple[str, str, str], str]:
    lines = ask(group, name, **query).context["deeds"].lines
    rows = [(line.judged.row, line.judged.fate.verdict) for line in lines]
    return {(row.kind, row.word.by, "+".join(row.word.to)): verdict for row, verdict in rows}


OF_KOREA = {
    ("assurance", "KOR", "RUS"): "not_kept",
    ("warning", "KOR", "CHN"): "never_due",
    ("assurance", "JPN", "KOR"): "kept",
    ("accord", "KOR", "JPN"): "due",
    ("proposal", "KOR", "CHN"): "never_due",
}


@pytest.mark.slow
def test_each_seat_reads_its_own_words_and_what_became_of_them(spoken: Class) -> None:
    assert verdicts(spoken, "Bo") == OF_KOREA
    for name, code in (("Cy", "JPN"), ("Ru", "RUS"), ("Mo", "CHN")):
        own = {key: verdict for key, verdict in OF_KOREA.items() if code in (key[1], *key[2].split("+"))}
        assert verdicts(spoken, name) == own
    rows = ask(spoken, "Cy", "api-words").json()
    assert [(row["kind"], row["verdict"], row["settled"]) for row in rows] == [
        ("assurance", "kept", 1),
        ("accord", "due", 0),
    ]
    taken_back = Pledge.objects.get(by="KOR", to="RUS")
    PledgeEvent.objects.create(pledge=taken_back, turn=Turn.objects.get(number=2), kind=PledgeEvent.Kind.TAKEN_BACK)
    told = {(row["kind"], row["by"]): row for row in ask(spoken, "Ru", "api-words").json()}
    assert (told["assurance", "KOR"]["since"], told["assurance", "KOR"]["until"]) == (1, 1)
    PledgeEvent.objects.all().delete()
    page = ask(spoken, "Bo")
    assert page.context["deeds"].title == "5 words given: 1 kept, 1 not kept, 2 never due, 1 still due"
    kept = {row.code: row.kept for row in page.context["deeds"].rows}
    assert kept["KOR"] == "0 of 1"
    assert kept["JPN"] == "1 of 1"
    assert "Scramble and shadow" in page.content.decode()


@pytest.mark.slow
def test_a_breach_that_the_other_did_not_notice_stays_kept_in_its_eyes(spoken: Class) -> None:
    turn = Turn.objects.get(branch__exercise=spoken.exercise, number=2)
    for one in turn.outcomes:
        if one["subject"] == "order" and one["kind"] == CLOSE["kind"]:
            one["audience"] = ["KOR"]
    turn.save(update_fields=["outcomes"])
    word = ("assurance", "KOR", "RUS")
    assert {name: verdicts(spoken, name)[word] for name in ("Bo", "Ru", "Ada")} == {
        "Bo": "not_kept",
        "Ru": "kept",
        "Ada": "not_kept",
    }
    assert "RUS did not notice" in ask(spoken, "Ada").content.decode()
    assert "did not notice" not in ask(spoken, "Bo").content.decode()


@pytest.mark.slow
def test_the_end_opens_all_words_to_all_and_settles_them(spoken: Class) -> None:
    lifecycle.end(exercise=spoken.exercise, by=spoken.ada, reason="", now=spoken.now)
    at_the_end = OF_KOREA | {("accord", "KOR", "JPN"): "kept"}
    for name in ("Bo", "Mo", "Ada"):
        assert verdicts(spoken, name) == at_the_end
    assert verdicts(spoken, "Mo", **{"as": "seat"}) == {
        key: verdict for key, verdict in at_the_end.items() if "CHN" in key
    }
    chosen = ask(spoken, "Bo", kind="assurance", pair="KOR-RUS").context["deeds"]
    assert [line.is_chosen for line in chosen.lines] == [True, False]
    assert (chosen.pair.says, chosen.pair.turn) == ("1 word: 1 not kept.", 2)


@pytest.mark.slow
def test_a_white_cell_that_reads_no_letters_reads_no_words(kept_class: Callable[..., Class]) -> None:
    group = kept_class(two_turns_of_words, messages="open")
    assert ask(group, "Ada").context["deeds"].lines == ()


@pytest.mark.slow
def test_a_plan_that_a_policy_told_is_held_against_its_orders(make_class: Callable[..., Class]) -> None:
    group = make_class()
    group.join("Bo", "KOR")
    group.start()
    ordered = {}
    for role in ("USA", "JPN", "CHN", "RUS"):
        talk.speak(by=person(group, "Bo"), to=role, sentence="plans", now=group.now)
        ordered[role] = {row["kind"] for row in OrderSheet.objects.get(turn=group.turn, seat__role=role).orders}
    told = Message.objects.filter(intent="answer")
    assert all({*each.plans} <= ordered[each.sender] for each in told)
    asked = Message.objects.filter(intent="ask")
    asked.filter(pk=asked[0].pk).update(sender="USA", recipients=["KOR"], plans=["usa_share"])
    asked.filter(pk=asked[1].pk).update(sender="JPN", recipients=["KOR"], plans=["state_claim"])
    group.submit(person(group, "Bo"))
    group.resolve()
    found = verdicts(group, "Bo")
    assert found["plan", "USA", "KOR"] == "kept"
    assert found["plan", "JPN", "KOR"] == "not_kept"


@pytest.mark.slow
def test_without_words_the_page_says_how_seats_give_one(make_class: Callable[..., Class]) -> None:
    group = make_class()
    group.join("Bo", "KOR")
    group.start()
    assert "No word was given" in ask(group, "Bo").content.decode()
