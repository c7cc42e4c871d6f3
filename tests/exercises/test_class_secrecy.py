"""Acts of other seats of a class change no byte, count or notice that a seat gets."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.exercises.answers import answers, different
from tests.exercises.class_with_people import Class
from tests.exercises.indistinguishable_worlds import change_what_is_hidden
from tests.exercises.playing import Player
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle, phases, takeovers
from wargame.exercises.lobby.services import participants, seating
from wargame.exercises.models import Participant, Turn
from wargame.exercises.orders.services import orders

pytestmark = pytest.mark.django_db

Notices = list[tuple[str, str]]


@pytest.fixture
def group(begun: Class) -> Class:
    return begun


@pytest.fixture
def bo(group: Class) -> Participant:
    return group.exercise.participants.get(name="Bo")


@pytest.fixture
def committed(django_capture_on_commit_callbacks: object) -> object:
    """Send notices as if the test's transaction had committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)  # type: ignore[operator]


def cy_of(group: Class) -> Participant:
    return group.exercise.participants.select_related("user", "seat__exercise").get(name="Cy")


def rows_of(group: Class, role: str, count: int = 1) -> list[dict[str, str]]:
    return Player(group.seat(role)).legal(count, turn=group.turn)


@pytest.mark.slow
def test_what_another_seat_drafts_changes_no_byte(group: Class, bo: Participant) -> None:
    before = answers(bo.user, group.exercise, (1,))
    assert before["/x/CODE/play/"][0] == 200
    group.draft(cy_of(group), rows_of(group, "JPN"))
    group.draft(cy_of(group), [])
    assert different(before, answers(bo.user, group.exercise, (1,))) == {}


@pytest.mark.slow
def test_what_another_seat_submits_tells_that_it_did_and_not_what(make_class: Callable[..., Class]) -> None:
    seen = []
    for count in (0, 2):
        group = make_class()
        bo = group.join("Bo", "KOR")
        group.join("Cy", "JPN")
        group.start()
        group.submit(cy_of(group), rows_of(group, "JPN", count) if count else [])
        seen.append(answers(bo.user, group.exercise, (1,)))
    quiet, busy = seen
    assert different(stripped(quiet), stripped(busy)) == {}


def stripped(found: dict[str, tuple[int, str, dict[str, str]]]) -> dict[str, tuple[int, str, dict[str, str]]]:
    """Return a text without stamps and codes, which differ between any two exercises."""
    import re

    stamps = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+\w*|[0-9A-Z]{4}-[0-9A-Z]{2}\b|(?<=-open)\d+")
    unlike = {"ETag", "Content-Length"}
    return {
        address: (status, stamps.sub("", text), {name: value for name, value in headers.items() if name not in unlike})
        for address, (status, text, headers) in found.items()
    }


@pytest.mark.slow
def test_a_seat_knows_its_own_results_and_the_truth_stays_the_white_cells(group: Class, bo: Participant) -> None:
    group.submit(cy_of(group), rows_of(group, "JPN"))
    group.submit(bo, rows_of(group, "KOR"))
    past = group.resolve()
    group.open_next()
    numbers = (1, 2)
    before = answers(bo.user, group.exercise, numbers)
    altered = [change_what_is_hidden(turn, group.seat("KOR")) for turn in (past, group.turn)]
    assert min(altered) > 10
    assert different(before, answers(bo.user, group.exercise, numbers)) == {}


@pytest.mark.slow
def test_results_in_review_look_like_results_under_way(make_class: Callable[..., Class]) -> None:
    group = make_class(adjudication="semi_rigid")
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo, rows_of(group, "KOR"))
    reviewed = group.resolve()
    before = answers(bo.user, group.exercise, (1,))
    Turn.objects.filter(pk=reviewed.pk).update(outcomes=[], notes=["A secret."], next_world=reviewed.world)
    reviewed.ledger.all().delete()
    assert different(before, answers(bo.user, group.exercise, (1,))) == {}


@pytest.mark.slow
def test_every_page_answers_in_every_phase(make_class: Callable[..., Class]) -> None:
    group = make_class(brief_seconds=60, adjudication="free")
    bo = group.join("Bo", "KOR")
    group.start()
    kept = [statuses(bo, group)]
    phases.open_orders(turn=group.turn, by=group.ada, now=group.now)
    kept.append(statuses(bo, group))
    group.submit(bo, [])
    kept.append(statuses(bo, group))
    group.resolve()
    kept.append(statuses(bo, group))
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
    kept.append(statuses(bo, group))
    assert [found for found in kept if max(found.values()) >= 500] == []
    assert kept[-1]["/x/CODE/t/1/results/"] == 200, "results are shown before the next turn opens"


@pytest.mark.slow
def test_an_exercise_that_was_ended_leads_to_what_was_played(group: Class, bo: Participant, client: Client) -> None:
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    client.force_login(bo.user)
    for address in ("", "play/", "t/1/results/"):
        page = client.get(f"/x/{group.exercise.code}/{address}", follow=True)
        assert (page.status_code, page.redirect_chain[-1][0]) == (200, f"/x/{group.exercise.code}/ending/")
    assert max(statuses(bo, group).values()) < 500


def statuses(person: Participant, group: Class) -> dict[str, int]:
    return {address: answer[0] for address, answer in answers(person.user, group.exercise, (1,)).items()}


@pytest.mark.slow
def test_a_stranger_a_waiting_person_and_a_former_member_find_nothing(group: Class, bo: Participant) -> None:
    waiting, gone = group.join("Dee"), group.join("Eve", "CHN")
    participants.leave(person=gone, now=group.now)
    for person in (waiting, gone):
        assert set(statuses(person, group).values()) == {404}
    assert Client().get(f"/x/{group.exercise.code}/play/").status_code == 404


def test_no_notice_tells_a_seat_what_another_works_on(
    group: Class, bo: Participant, notices: Notices, committed: Callable[[], object]
) -> None:
    heard_by_bo = set(access.channels_for(bo.user, group.exercise))
    heard_by_cy = set(access.channels_for(cy_of(group).user, group.exercise))
    with committed():  # type: ignore[attr-defined]
        group.draft(cy_of(group), rows_of(group, "JPN"))
    assert [word for channel, word in notices if channel in heard_by_bo] == []
    assert [word for channel, word in notices if channel in heard_by_cy] == ["orders"]
    with committed():  # type: ignore[attr-defined]
        takeovers.hand_to_policy(seat=group.seat("JPN"), by=group.ada, now=group.now)
    assert [word for channel, word in notices if channel in heard_by_bo] == ["roster"]


def test_who_listens_to_what(group: Class, bo: Participant) -> None:
    base = f"exercise:{group.exercise.pk}"
    assert access.channels_for(bo.user, group.exercise) == (base, f"{base}:person:{bo.pk}", f"{base}:seat:KOR")
    room = access.channels_for(group.ada.user, group.exercise)
    assert {f"{base}:room", *(f"{base}:seat:{role}" for role in ("CHN", "JPN", "KOR", "RUS", "USA"))} < set(room)
    assert f"{base}:room" not in access.channels_for(group.join("Dee").user, group.exercise)


def test_who_is_moved_hears_of_it_and_loses_the_old_seats_stream(
    group: Class, bo: Participant, notices: Notices, committed: Callable[[], object]
) -> None:
    with committed():  # type: ignore[attr-defined]
        seating.assign(person=bo, seat=group.seat("JPN"), by=group.ada, now=group.now)
    mine = [word for channel, word in notices if channel == access.channel_of_person(bo)]
    assert mine == ["seat", "!"]
    assert access.channel_of_seat(group.seat("JPN")) in access.channels_for(bo.user, group.exercise)


def test_a_refusal_tells_nothing_about_another_seat(group: Class, bo: Participant) -> None:
    """The seat reads that its own revision is outdated, but not whether another seat has a sheet."""
    group.draft(cy_of(group), rows_of(group, "JPN"))
    with pytest.raises(orders.OutdatedSheet) as refusal:
        orders.save_draft(seat=group.seat("KOR"), turn=group.turn, orders=[], revision=3, now=group.now, by=bo)
    assert refusal.value.current == 0
