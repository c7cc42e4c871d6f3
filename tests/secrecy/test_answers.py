"""No byte, header, file, notice or cache key that a person of a class gets depends on what they may not know."""

import pytest
from django.contrib import admin

from tests.exercises.every_answer import PARTS, routes
from tests.secrecy import answers, bidding, hearing, public
from tests.secrecy.scene import KINDS, Scene
from wargame.exercises.models import Participant

pytestmark = pytest.mark.django_db

Part = Participant.Part
READERS = ("Bo", "Cy", "Dee", "Eli", "Fay", "Wes", "Ada")


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_what_somebody_may_not_know_changes_no_byte_of_what_they_are_told(scene: Scene, name: str) -> None:
    answers.check_answers(scene, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Bo", "Mo", "Wes", "Ada"])
def test_bids_of_others_change_no_byte_either(scene: Scene, name: str) -> None:
    bidding.check_bids(scene, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [public.STRANGER, public.GUEST, "Bo", "Ada"])
def test_nor_does_it_where_no_exercise_is_named(scene: Scene, name: str) -> None:
    public.check_public(scene, name)


def test_the_admin_shows_no_row_of_an_exercise() -> None:
    assert {model._meta.app_label for model in admin.site._registry} <= {"auth", "accounts", "scenarios"}


@pytest.mark.slow
def test_somebody_of_the_scene_reads_in_every_way_there_is(scene: Scene) -> None:
    people = [scene.person(name) for name in KINDS]
    ways = {(person.part, person.sight if person.part == Part.OBSERVER else _sits(person)) for person in people}
    assert ways == {
        (Part.WHITE_CELL, "nowhere"),
        *((Part.PLAYER, how) for how in ("nowhere", "alone", "in a team")),
        *((Part.OBSERVER, sight) for sight in Participant.Sight),
    }
    assert {part for part, _ in ways} == set(Part)


def _sits(person: Participant) -> str:
    if person.seat is None:
        return "nowhere"
    return "alone" if person.seat.people.count() == 1 else "in a team"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Bo", "Dee"])
def test_nor_does_it_while_results_wait_for_the_white_cell(scene: Scene, name: str) -> None:
    answers.check_in_review(scene, name)


@pytest.mark.slow
def test_what_answers_htmx_otherwise_is_asked_both_ways(scene: Scene) -> None:
    """The other addresses are asked once, by a browser."""
    assert {name for name, _ in routes()} >= PARTS
    for name in ("Bo", "Dee", "Ada"):
        assert answers.answer_htmx_otherwise(scene, name) == [], f"for {name}"


@pytest.mark.slow
def test_what_one_seat_may_not_know_changes_no_byte_of_what_the_projector_shows(scene: Scene) -> None:
    answers.check_wall(scene)


@pytest.mark.slow
def test_what_was_kept_for_others_changes_nothing(scene: Scene) -> None:
    answers.check_what_is_kept(scene, "Bo")


@pytest.mark.slow
def test_what_is_kept_for_one_reader_no_other_is_given(scene: Scene) -> None:
    answers.check_keys(scene)


@pytest.mark.slow
def test_policies_decide_the_same_whatever_their_seats_may_not_know(scene: Scene) -> None:
    answers.check_policies(scene)


@pytest.mark.slow
def test_of_each_act_hear_those_who_have_something_to_see(scene: Scene) -> None:
    hearing.check_notices(scene)
