"""The replay: one index of events, the moment in the address, and what each reader may see of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import NOON, at_the_table
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.exercises.results.test_overview import turn_played
from tests.kept_rows import once
from tests.packs import nine_past_nine, version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises import bridge, perspectives
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Seat, Turn
from wargame.exercises.results.selectors.replay import Replay
from wargame.exercises.results.selectors.replay.steps import Step

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST_BYTES = 200_000
FIRST_SEATS = {"the-invitation": "RUS", "list-four": "USA"}


@pytest.fixture
def klass(kept_class: Callable[..., Class]) -> Class:
    """Turn 1 has results, with orders of Korea and Japan."""
    return kept_class(turn_played)


@pytest.fixture
def over(bo: User) -> Player:
    """Bo, after a whole game of Nine Past Nine."""
    once(("a whole game", bo.pk), lambda: at_the_table(nine_past_nine(), bo).play_to_the_end())
    return Player(Seat.objects.get(role="KOR"))


def answer(code: str, user: User, **query: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse("replay", args=[code]), query)


def read_by(group: Class, name: str, **query: str) -> Any:
    person = group.exercise.participants.select_related("user").get(name__iexact=name)
    assert isinstance(person.user, User)
    return answer(group.exercise.code, person.user, **query)


def page_of(found: Any) -> Replay:
    assert found.status_code == 200
    page = found.context["replay"]
    assert isinstance(page, Replay)
    return page


def all_steps(code: str, user: User, **query: str) -> list[Step]:
    """Return the steps that the log lists, asked for turn by turn."""
    turns = [turn.at for turn in page_of(answer(code, user, **query)).log]
    logs = [page_of(answer(code, user, at=at, **query)).log for at in turns]
    return [line.step for log in logs for turn in log for line in turn.lines]


def test_one_index_is_behind_scrubber_log_and_ways(over: Player, bo: User) -> None:
    code = over.seat.exercise.code
    page = page_of(answer(code, bo))
    listed = [one.at for one in all_steps(code, bo)]
    assert len(listed) == len(set(listed)) == page.count == sum(turn.count for turn in page.log)
    marked = {mark.at for lane in page.axis.lanes for mark in lane.marks}
    assert marked < set(listed)
    unmarked = {one.lane for one in all_steps(code, bo) if one.at not in marked}
    hidden_by_others = {"orders", "talk", "reports", "events", "accords"}
    assert {"opening", "result"} <= unmarked <= {"opening", "result"} | hidden_by_others
    here = {line.step.at for turn in page.log for line in turn.lines}
    assert here - marked == {page.log[0].lines[0].step.at, page.log[0].lines[-1].step.at}, "all marks of the turn"
    assert (page.ways.back, page.ways.on, page.ways.last) == ("", listed[1], listed[-1])
    places = [mark.x for lane in page.axis.lanes for mark in lane.marks]
    assert 0 < min(places) < max(places) < 100


def test_every_way_leads_to_a_moment_and_its_link_holds_the_whole_state(over: Player, bo: User) -> None:
    code = over.seat.exercise.code
    page = page_of(answer(code, bo, at="2.3", view="both", seat="JPN", show="orders"))
    assert page.kept == "b=1&view=both&seat=JPN&show=orders"
    assert (page.step.at, page.seat, page.view) == ("2.3", "JPN", "both")
    for at in (page.ways.first, page.ways.back, page.ways.on, page.ways.turn_back, page.ways.turn_on, page.ways.last):
        assert page_of(answer(code, bo, at=at)).step.at == at
    last = page_of(answer(code, bo, at=page.ways.last))
    assert last.stops
    assert not last.ways.on
    assert last.axis.cursor == 100


def test_full_truth_stands_beside_the_account_of_a_seat_with_lettered_differences(over: Player, bo: User) -> None:
    code = over.seat.exercise.code
    page = page_of(answer(code, bo, at="1.0", view="both", seat="KOR"))
    assert [board.seat for board in page.boards.boards] == ["", "KOR"]
    letters = [one.letter for one in page.boards.differences]
    assert letters == sorted(set(letters))
    truth, own = (board.wide for board in page.boards.boards)
    assert truth
    assert own
    assert truth.drawing.projection == own.drawing.projection, "one window"
    assert {(one.letter, one.is_there) for one in truth.letters} == {(one.letter, True) for one in own.letters}
    assert {one.letter for one in truth.letters} == {one.letter for one in page.boards.differences if one.track}
    assert not any(one.is_there for one in own.letters)
    shown = answer(code, bo, at="1.0", view="both", seat="KOR").content.decode()
    assert all(one.truth in shown for one in page.boards.differences)


def test_what_the_seat_did_not_see_is_marked_beside_the_truth_and_missing_in_its_own_view(
    over: Player, bo: User
) -> None:
    code = over.seat.exercise.code
    hidden = next(one for one in all_steps(code, bo) if not one.is_seen)
    assert hidden.at not in {one.at for one in all_steps(code, bo, view="seat")}
    own = page_of(answer(code, bo, at=f"{hidden.turn}.0", view="seat"))
    later = page_of(answer(code, bo, at=hidden.at, view="both"))
    assert any(line.is_marked and line.is_now for turn in later.log for line in turn.lines)
    assert any(hidden.title.rstrip(".") in one.truth for one in later.boards.differences)
    assert not any(line.is_marked for turn in own.log for line in turn.lines)


def test_a_seat_of_a_running_class_has_its_own_account_alone(klass: Class) -> None:
    page = page_of(read_by(klass, "Bo", view="truth"))
    assert (page.view, page.views, [board.seat for board in page.boards.boards]) == ("seat", (), ["KOR"])
    known = perspectives.known_outcomes(klass.turn, klass.seat("KOR"), may_know_all=False)
    orders = [line.step for turn in page.log for line in turn.lines if line.step.lane == "orders"]
    assert len(orders) == sum(one.subject == "order" for one in known)
    assert not page.day
    everything = page_of(read_by(klass, "Ada"))
    told = [line.step for turn in everything.log for line in turn.lines if line.step.lane == "orders"]
    assert len(told) == sum(one.subject == "order" for one in bridge.outcomes_of(klass.turn)) > len(orders)


@pytest.mark.parametrize(
    "query", [{"seat": "JPN"}, {"seat": "XXX"}, {"at": "9.9"}, {"at": "1.999"}, {"at": "x"}, {"b": "7"}]
)
def test_a_moment_a_line_or_a_seat_that_is_not_the_readers_is_404(klass: Class, query: dict[str, str]) -> None:
    found = read_by(klass, "Bo", **query)
    assert found.status_code == 404
    assert "sign in" in found.content.decode()


def test_before_there_are_results_the_page_says_so(player: Player, bo: User) -> None:
    found = answer(player.seat.exercise.code, bo)
    assert found.status_code == 200
    assert "Nothing to watch yet" in found.content.decode()


def test_a_moment_is_light_and_asks_the_database_no_more_late_in_the_game(over: Player, bo: User) -> None:
    code, counts = over.seat.exercise.code, []
    turns = Turn.objects.filter(branch__exercise=over.seat.exercise).count()
    answer(code, bo, view="both")
    for at in ("1.0", f"{turns}.0"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = answer(code, bo, at=at, view="both")
        counts.append(len(asked))
        assert len(found.content) < MOST_BYTES
    assert counts[0] == counts[1]


def test_a_white_cell_that_came_from_a_seats_log_reads_the_same_talk(klass: Class) -> None:
    """The index of an ended line is kept: it must not depend on the page from which its reader came."""
    cy = klass.exercise.participants.get(name="Cy")
    messages.send(by=cy, recipients=["USA"], text="A word between two others", now=klass.now)
    shown = read_by(klass, "Ada", eyes="KOR", **{"as": "seat"}).content.decode()
    assert "A word between two others" in shown


def test_every_link_of_a_replay_keeps_the_eyes_of_a_reader_without_a_seat(klass: Class) -> None:
    shown = read_by(klass, "Ada", eyes="KOR").content.decode()
    inside = shown[shown.index('id="replay"') :]
    links = re.findall(r'href="([^"]*[?;]at=[^"]*)"', inside)
    assert links
    assert [link for link in links if "eyes=KOR" not in link] == []
    assert '<input type="hidden" name="eyes" value="KOR">' in inside


def played_through(slug: str, bo: User) -> str:
    """Return the code of Bo's game of a pack, which ended without an order of Bo's."""
    version = version_of(slug)
    exercise = solo.start_solo(version=version, role=FIRST_SEATS[slug], user=bo, now=NOON, secret=secret_of(7))
    Player(exercise.seats.get(role=FIRST_SEATS[slug])).play_to_the_end()
    return exercise.code


def test_two_boards_with_panels_repeat_no_id(bo: User) -> None:
    """The panels of The Invitation stand under both maps, those of List Four in the place of maps."""
    for slug in ("the-invitation", "list-four"):
        shown = answer(played_through(slug, bo), bo).content.decode()
        ids = re.findall(r'\sid="([^"]+)"', shown)
        assert sorted(ids) == sorted(set(ids)), slug
