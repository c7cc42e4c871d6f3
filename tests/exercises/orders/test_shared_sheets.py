"""Two people in one seat share a sheet: changes are merged, and conflicts are shown to them alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.exercises.control.services import takeovers
from wargame.exercises.lobby.services import seating
from wargame.exercises.models import OrderSheet, Participant
from wargame.exercises.orders.services import merging, orders, shared_sheets
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
Row = dict[str, str]
SHADOW: Row = {"kind": "shadow", "level": "far", "target": "RUS", "partner": ""}
HAIL: Row = {"kind": "hail", "level": "call", "target": "CHN", "partner": ""}


@pytest.fixture
def team(kept_class: Callable[..., Class]) -> Class:
    """Bo and Dee play South Korea, Cy plays Japan; turn 1 is open."""
    return kept_class(begin)


def begin(group: Class) -> None:
    for name, role in (("Bo", "KOR"), ("Dee", "KOR"), ("Cy", "JPN")):
        group.join(name, role)
    group.start()


def person(team: Class, name: str) -> Participant:
    return team.exercise.participants.select_related("user", "seat").get(name=name)


def rows_of(team: Class) -> list[tuple[str, str]]:
    return [(row["kind"], row["level"]) for row in team.sheet("KOR").orders]


def post(team: Class, name: str, act: str, posted: dict[str, object], slot: int = 0, **headers: Any) -> Any:
    """Post somebody's form and return the response."""
    client = Client()
    client.force_login(person(team, name).user)
    place = [team.exercise.code, 1, slot] if slot else [team.exercise.code, 1]
    return client.post(reverse(act, args=place), posted, **headers)


def say(answer: Any) -> str:
    """Return the text of an answer without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def add_orders(team: Class, name: str, *kinds: str) -> None:
    """Somebody adds these orders one after the other, each on the newest revision."""
    for kind in kinds:
        revision = orders.sheet_of(seat=team.seat("KOR"), turn=team.turn).revision
        assert post(team, name, "add_order", {"revision": revision, "kind": kind}).status_code == 302


@pytest.mark.slow
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_orders_that_two_add_at_once_are_both_kept(team: Class, headers: dict[str, str]) -> None:
    for name, kind in (("Bo", "shadow"), ("Dee", "record"), ("Bo", "tell_tokyo")):
        answer = post(team, name, "add_order", {"revision": 0, "kind": kind}, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    assert [kind for kind, _ in rows_of(team)] == ["shadow", "record", "tell_tokyo"]
    authors = team.sheet("KOR").changes.values_list("by__name", flat=True)
    assert list(authors) == ["Bo", "Dee", "Bo"]


def test_the_same_order_that_two_add_stands_once_and_both_are_content(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    answer = post(team, "Dee", "add_order", {"revision": 0, "kind": "shadow"}, headers=HTMX)
    assert answer.status_code == 200
    assert b"-1" in re.search(rb'/orders/\?seen=([^"]+)"', answer.content)[1]  # type: ignore[index]
    assert (len(rows_of(team)), team.sheet("KOR").revision) == (1, 1)


@pytest.mark.slow
def test_an_order_is_removed_wherever_it_stands_and_once(team: Class) -> None:
    add_orders(team, "Bo", "shadow", "record", "tell_tokyo")
    assert post(team, "Bo", "remove_order", {"revision": 3}, 1, headers=HTMX).status_code == 200
    assert post(team, "Dee", "remove_order", {"revision": 3}, 3, headers=HTMX).status_code == 200
    assert [kind for kind, _ in rows_of(team)] == ["record"]
    assert post(team, "Bo", "remove_order", {"revision": 3}, 3, headers=HTMX).status_code == 200
    assert ([kind for kind, _ in rows_of(team)], team.sheet("KOR").revision) == (["record"], 5)


def test_an_order_that_nobody_saw_does_not_exist(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    assert post(team, "Dee", "remove_order", {"revision": 0}, 1).status_code == 404
    assert post(team, "Dee", "update_order", {"revision": 1, "level": "close"}, 2).status_code == 404


@pytest.mark.slow
def test_an_order_is_changed_wherever_it_stands(team: Class) -> None:
    add_orders(team, "Bo", "record", "shadow")
    post(team, "Bo", "remove_order", {"revision": 2}, 1)
    answer = post(team, "Dee", "update_order", {"revision": 2, "level": "close"}, 2)
    assert answer.headers["Location"].endswith("?o=1#pane-orders")
    assert rows_of(team) == [("shadow", "close")]


@pytest.mark.slow
def test_rules_hold_for_the_merged_sheet(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    post(team, "Bo", "update_order", {"revision": 1, "level": "close"}, 1)
    answer = post(team, "Dee", "add_order", {"revision": 0, "kind": "shadow"})
    assert answer.status_code == 422
    assert "already on the sheet: change that order instead" in say(answer)
    assert rows_of(team) == [("shadow", "close")]


@pytest.mark.slow
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_changes_the_same_order_is_told_who_did_and_may_have_their_way(
    team: Class, headers: dict[str, str]
) -> None:
    add_orders(team, "Bo", "record", "hail")
    post(team, "Bo", "update_order", {"revision": 2, "level": "call"}, 2)
    answer = post(team, "Dee", "update_order", {"revision": 2, "target": "RUS"}, 2, headers=headers)
    assert answer.status_code == 422
    assert "Bo changed order 2 to “Call · towards CHN”. Your version: With notice of measures · towards RUS." in say(
        answer
    )
    assert team.sheet("KOR").orders[1] == HAIL
    assert 'role="alert"' in answer.content.decode()
    assert '<button class="btn btn--small" type="submit" id="keep-theirs">' in answer.content.decode()
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', offered(answer)))
    assert (fields["revision"], fields["level"], fields["target"]) == ("3", "notice", "RUS")
    assert post(team, "Dee", "update_order", fields, 2, headers=headers).status_code == (200 if headers else 302)
    assert team.sheet("KOR").orders[1] == HAIL | {"level": "notice", "target": "RUS"}


def offered(answer: Any) -> str:
    """Return the fields of the form behind *Use mine*."""
    return answer.content.decode().rpartition('id="use-mine"')[0].rpartition("<form")[2]  # type: ignore[no-any-return]


@pytest.mark.slow
def test_my_version_of_an_order_that_is_gone_is_put_back(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    post(team, "Bo", "remove_order", {"revision": 1}, 1)
    answer = post(team, "Dee", "update_order", {"revision": 1, "level": "close"}, 1)
    assert "Bo removed order 1, " in say(answer)
    form = offered(answer)
    assert reverse("add_order", args=[team.exercise.code, 1]) in form
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert post(team, "Dee", "add_order", fields).status_code == 302
    assert rows_of(team) == [("shadow", "close")]


@pytest.mark.slow
def test_an_order_that_was_changed_is_not_removed_unseen(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    post(team, "Bo", "update_order", {"revision": 1, "level": "close"}, 1)
    answer = post(team, "Dee", "remove_order", {"revision": 1}, 1)
    assert (answer.status_code, rows_of(team)) == (422, [("shadow", "close")])
    assert "Bo changed order 1 to" in say(answer)
    assert "You were about to remove it." in say(answer)
    assert reverse("remove_order", args=[team.exercise.code, 1, 1]) in offered(answer)


@pytest.mark.slow
def test_changes_of_ones_own_other_window_and_of_the_ai_are_told_as_such(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    post(team, "Bo", "update_order", {"revision": 1, "level": "close"}, 1)
    assert "In another window you changed order 1" in say(post(team, "Bo", "remove_order", {"revision": 1}, 1))
    takeovers.hand_to_policy(seat=team.seat("KOR"), by=team.ada, now=team.now)
    takeovers.hand_back(seat=team.seat("KOR"), by=team.ada, now=team.now)
    revision = team.sheet("KOR").revision
    seen = team.sheet("KOR").changes.get(revision=2)
    assert seen.orders not in (team.sheet("KOR").orders, [])
    said = say(post(team, "Dee", "submit", {"revision": 2}))
    assert "The AI " in said
    assert "Ada" not in said
    orders.save_draft(
        seat=team.seat("KOR"), turn=team.turn, orders=[], revision=revision, now=team.now, by=person(team, "Bo")
    )
    team.sheet("KOR").changes.filter(revision=revision + 1).update(by=team.ada)
    said = say(post(team, "Dee", "submit", {"revision": revision}))
    assert "The white cell removed order 1" in said


@pytest.mark.slow
def test_a_submit_that_was_overtaken_says_by_what_and_the_next_one_files(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    add_orders(team, "Bo", "record")
    post(team, "Bo", "update_order", {"revision": 2, "level": "close"}, 1)
    answer = post(team, "Dee", "submit", {"revision": 1}, headers=HTMX)
    assert answer.status_code == 422
    assert re.search(r"Bo changed order 1 to “[^”]+” and added [^.;]+\.", say(answer))
    assert 'role="alert"' in answer.content.decode()
    assert not team.sheet("KOR").is_ready
    assert 'name="revision" value="3"' in answer.content.decode()
    assert post(team, "Dee", "submit", {"revision": 3}, headers=HTMX).status_code == 200
    assert team.sheet("KOR").is_ready
    answer = post(team, "Dee", "submit", {"revision": 1}, headers=HTMX)
    assert (answer.status_code, "submitted these orders" in say(answer)) == (422, True)


@pytest.mark.slow
def test_a_conflict_on_a_submitted_sheet_says_that_it_is_submitted(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    post(team, "Bo", "update_order", {"revision": 1, "level": "close"}, 1)
    post(team, "Bo", "submit", {"revision": 2})
    answer = post(team, "Dee", "remove_order", {"revision": 1}, 1)
    assert "Your orders are submitted" in say(answer)
    assert b"use-mine" not in answer.content


@pytest.mark.slow
def test_a_revision_that_nobody_saw_is_refused(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    for act in ("add_order", "submit"):
        answer = post(team, "Dee", act, {"revision": 7, "kind": "record"})
        assert (answer.status_code, "changed in another window" in say(answer)) == (422, True)


@pytest.mark.slow
def test_who_was_moved_is_told_nothing_of_the_old_seat(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    post(team, "Bo", "update_order", {"revision": 1, "level": "close"}, 1)
    seating.assign(person=person(team, "Dee"), seat=team.seat("JPN"), by=team.ada, now=team.now)
    with pytest.raises(orders.NotInSeat):
        change(team, "Dee", merging.Remove(0))
    for act, slot in (("remove_order", 1), ("update_order", 1), ("add_order", 0), ("submit", 0)):
        answer = post(team, "Dee", act, {"revision": 1, "kind": "shadow", "level": "close"}, slot)
        assert "Bo changed" not in say(answer)
        assert b"use-mine" not in answer.content
    assert rows_of(team) == [("shadow", "close")]


def change(team: Class, name: str, intent: merging.Intent, revision: int = 1) -> shared_sheets.SavedChange:
    """Change the sheet of South Korea by the service."""
    by, seat = person(team, name), team.seat("KOR")
    return shared_sheets.change(
        seat=seat, turn=team.turn, revision=revision, intend=lambda seen: intent, now=team.now, by=by
    )


@pytest.mark.slow
def test_a_conflict_tells_another_seat_nothing(
    team: Class, notices: list[tuple[str, str]], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    add_orders(team, "Bo", "shadow")
    post(team, "Bo", "update_order", {"revision": 1, "level": "close"}, 1)
    notices.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(team, "Dee", "remove_order", {"revision": 1}, 1)
    assert (answer.status_code, notices) == (422, [])
    for act, slot in (("remove_order", 1), ("update_order", 1), ("submit", 0)):
        other = post(team, "Cy", act, {"revision": 1, "level": "close"}, slot)
        assert not re.search(r"\bBo\b", say(other))
        assert b"use-mine" not in other.content


def test_a_closed_turn_takes_no_change_whatever_was_seen(team: Class) -> None:
    add_orders(team, "Bo", "shadow")
    post(team, "Bo", "update_order", {"revision": 1, "level": "close"}, 1)
    assert turns.close(turn=team.turn, now=team.now)
    for intent in (merging.Remove(0), merging.Update(0, SHADOW | {"level": "close"}), merging.Add(HAIL)):
        with pytest.raises(orders.TurnClosed):
            change(team, "Dee", intent)


def test_a_sheet_that_moves_between_reading_and_writing_is_read_again(
    team: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = orders.save_draft

    def overtaken(**about: Any) -> OrderSheet:
        monkeypatch.setattr(orders, "save_draft", save)
        add_orders(team, "Bo", "shadow")
        return save(**about)

    monkeypatch.setattr(orders, "save_draft", overtaken)
    kept = change(team, "Dee", merging.Add(HAIL), revision=0)
    assert (kept.slot, kept.sheet.revision) == (1, 2)
    assert [kind for kind, _ in rows_of(team)] == ["shadow", "hail"]


def test_who_saw_the_sheet_as_it_is_costs_no_further_query(team: Class) -> None:
    add_orders(team, "Bo", "shadow", "record")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        change(team, "Dee", merging.Remove(1), revision=2)
    assert not [query for query in asked if "sheetchange" in query["sql"] and query["sql"].startswith("SELECT")]
    with CaptureQueriesContext(connection) as strict:
        orders.sheet_of(seat=team.seat("KOR"), turn=team.turn)
        orders.save_draft(
            seat=team.seat("KOR"), turn=team.turn, orders=[], revision=3, now=team.now, by=person(team, "Bo")
        )
    assert len(asked) <= len(strict)


@pytest.mark.slow
def test_a_page_of_another_seat_changes_nothing_here(team: Class) -> None:
    """Bo is moved to Japan while his page still shows South Korea."""
    add_orders(team, "Bo", "shadow")
    add_orders(team, "Dee", "hail")
    bo = person(team, "Bo")
    before = rows_of(team)
    seating.assign(person=bo, seat=team.seat("JPN"), by=team.ada, now=team.now)
    for act, slot in (("add_order", 0), ("remove_order", 1), ("update_order", 1), ("submit", 0)):
        answer = post(team, "Bo", act, {"revision": 0, "seat": "KOR", "kind": "shadow"}, slot=slot, headers=HTMX)
        assert answer.status_code == 422
        assert "You had the orders of another seat before you" in say(answer)
    assert rows_of(team) == before
    assert not OrderSheet.objects.filter(seat__role="JPN").exists()
    assert post(team, "Bo", "submit", {"revision": 0, "seat": "JPN"}, headers=HTMX).status_code == 200


def test_odds_of_an_order_that_a_colleague_took_off_are_not_missed(team: Class) -> None:
    """A region that is about to be renewed gets 204 and keeps its content; a whole page gets 404."""
    add_orders(team, "Bo", "shadow")
    assert post(team, "Dee", "remove_order", {"revision": 1}, slot=1).status_code == 302
    client = Client()
    client.force_login(person(team, "Bo").user)
    address = reverse("preview", args=[team.exercise.code, 1, 1])
    assert client.get(address, headers=HTMX).status_code == 204
    assert client.get(address).status_code == 404
