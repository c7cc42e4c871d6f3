"""Marks: levels with points, a blind second marker, settled differences, and students who read only their own."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.rights.talkative import NAME, argued
from wargame.exercises import access
from wargame.exercises.assessment import services
from wargame.exercises.assessment.domain import Candidate, candidates_of, criteria_of
from wargame.exercises.assessment.selectors.marking import MarkedCriterion, MarkSheet, marking_of, own_marks_of
from wargame.exercises.assessment.services import MarkInput, MarkRefused
from wargame.exercises.bridge import content_of
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.models import ControlEntry, Exercise, Mark, Participant, Speech
from wargame.exercises.observers.services import rights
from wargame.exercises.rights.services import forgetting

pytestmark = pytest.mark.django_db
FIRST, SECOND, OBJECTIVE = "rubric-1", "rubric-2", "objective-1"


def over(group: Class) -> Class:
    """Play a class to its end, in which Dee may mark."""
    argued(group)
    Speech.objects.all().delete()  # made up without an order, which no log can show
    phases.reveal(turn=group.turn, by=group.ada, now=group.now)
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="It was late.", now=group.now)
    dee = group.exercise.participants.get(name="Dee")
    rights.let_mark(person=dee, may_mark=True, by=group.ada, now=group.now)
    return group


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    return kept_class(over, adjudication="semi_rigid", allows_observers=True, seed=CUT_SHORT)


def person(group: Class, name: str) -> Participant:
    people = group.exercise.participants.select_related("exercise__scenario_version", "seat", "user")
    return people.get(pk=group.ada.pk) if name == "Ada" else people.get(name=name)


def candidate(group: Class, key: str = "kor") -> Candidate:
    return next(each for each in candidates_of(group.exercise) if key in (each.key, each.name))


def give(group: Class, name: str, marks: dict[str, MarkInput | None], key: str = "kor") -> None:
    services.give(by=person(group, name), candidate=candidate(group, key), marks=marks, now=group.now)


def sheet(group: Class, name: str, key: str = "kor") -> MarkSheet:
    return next(
        each for each in marking_of(person(group, name)).sheets if key in (each.candidate.key, each.candidate.name)
    )


def row(group: Class, name: str, criterion: str = FIRST, key: str = "kor") -> MarkedCriterion:
    return next(each for each in sheet(group, name, key).criteria if each.criterion.key == criterion)


def address(group: Class, name: str, *words: str) -> str:
    return reverse(name, args=[group.exercise.code, *words])


def browser(group: Class, name: str) -> Client:
    return as_user(person(group, name).user)  # type: ignore[arg-type]


def test_points_belong_to_one_level_each(group: Class) -> None:
    teaching = content_of(group.exercise.scenario_version).teaching
    criteria = criteria_of(teaching, of_student=True)
    assert sum(each.most for each in criteria if each.is_counted) == 100
    assert {each.key for each in criteria} - {each.key for each in criteria_of(teaching, of_student=False)} == {"task"}
    for criterion in criteria:
        points = [point for level in criterion.levels for point in range(level.least, level.most + 1)]
        assert points == list(range(criterion.most + 1))
        assert all(
            criterion.level_of(level.least) == criterion.level_of(level.most) == level for level in criterion.levels
        )


def test_a_student_has_the_marks_of_the_seat_but_for_the_own_ones(group: Class) -> None:
    give(group, "Ada", {FIRST: MarkInput(5), SECOND: MarkInput(3), OBJECTIVE: MarkInput(2)})
    give(group, "Ada", {FIRST: MarkInput(9), "task": MarkInput(7)}, NAME)
    assert [sheet(group, "Ada", key).points for key in ("kor", NAME, "Cy")] == [8, 9 + 3 + 7, 8]
    assert row(group, "Ada", SECOND, NAME).of_seat
    assert not row(group, "Ada", FIRST, NAME).of_seat
    give(group, "Ada", {FIRST: None}, NAME)
    assert sheet(group, "Ada", NAME).points == 5 + 3 + 7


@pytest.mark.parametrize(
    ("criterion", "mark", "why"),
    [
        ("rubric-99", MarkInput(1), "no such criterion"),
        ("task", MarkInput(1), "no such criterion"),
        (FIRST, MarkInput(101), "Give from 0 to"),
        (FIRST, MarkInput(1, note="x" * 1001), "Shorten the note"),
        (FIRST, MarkInput(1, evidence="soon"), "soon is no entry"),
        (FIRST, MarkInput(1, evidence="9"), "9 is no entry"),
        (FIRST, MarkInput(1, evidence="1.99999"), "1.99999 is no entry"),
        (FIRST, MarkInput(1, evidence="1 " * 150), "Name fewer entries"),
    ],
)
def test_a_bad_mark_is_refused_and_nothing_is_stored(group: Class, criterion: str, mark: MarkInput, why: str) -> None:
    with pytest.raises(MarkRefused) as refusal:
        give(group, "Ada", {SECOND: MarkInput(2), criterion: mark})
    assert why in refusal.value.faults[criterion]
    assert not Mark.objects.exists()


def test_nobody_marks_before_the_end_or_without_the_right(group: Class) -> None:
    Exercise.objects.update(status=Exercise.Status.RUNNING)
    with pytest.raises(MarkRefused, match="once the exercise has ended"):
        give(group, "Ada", {FIRST: MarkInput(1)})
    group.exercise.participants.filter(name="Dee").update(may_mark=False)
    for name in ("Dee", NAME):
        with pytest.raises(MarkRefused, match="Only the white cell"):
            give(group, name, {FIRST: MarkInput(1)})
        assert browser(group, name).get(address(group, "marking")).status_code == 404


def test_a_second_marker_is_blind_until_the_own_mark_is_given(group: Class) -> None:
    give(group, "Ada", {FIRST: MarkInput(9, "Quite so."), SECOND: MarkInput(4, "Hm.")})
    assert sheet(group, "Dee").points == 0
    texts = [browser(group, "Dee").get(address(group, *at)).text for at in (("mark_sheet", "kor"), ("marks_csv",))]
    assert not any(word in text for text in texts for word in ("Quite so", "Hm."))
    give(group, "Dee", {FIRST: MarkInput(6, "No.")})
    (other,) = row(group, "Dee").others
    assert (other.points, other.note, other.ahead) == (9, "Quite so.", 3)
    assert row(group, "Dee", SECOND).others == ()
    (other,) = row(group, "Ada").others
    assert (other.points, other.by, other.ahead, row(group, "Ada").is_open) == (6, "Dee", -3, True)


def test_marks_of_two_people_stand_until_the_white_cell_settles_them(group: Class) -> None:
    with pytest.raises(MarkRefused, match="nothing to settle"):
        services.settle(
            by=person(group, "Ada"), candidate=candidate(group), criterion=FIRST, mark=MarkInput(7), now=group.now
        )
    give(group, "Ada", {FIRST: MarkInput(9)})
    give(group, "Dee", {FIRST: MarkInput(6)})
    for name in ("Ada", "Dee"):
        with pytest.raises(MarkRefused, match="Two people have marked this"):
            give(group, name, {FIRST: None})
    with pytest.raises(MarkRefused, match="Only the white cell settles"):
        services.settle(
            by=person(group, "Dee"), candidate=candidate(group), criterion=FIRST, mark=MarkInput(6), now=group.now
        )
    with pytest.raises(MarkRefused, match="differ on 1 marks"):
        services.release(by=person(group, "Ada"), is_released=True, now=group.now)
    ada = browser(group, "Ada")
    answer = ada.post(address(group, "mark_sheet", "kor"), {"settle": FIRST, f"points-{FIRST}": "7"})
    assert answer.status_code == 302
    marked = row(group, "Ada")
    assert marked.counts
    assert marked.settled
    assert (marked.counts.points, marked.is_open) == (7, False)
    assert "Settled" in browser(group, "Dee").get(address(group, "mark_sheet", "kor")).text


def test_the_page_stores_marks_and_gives_back_what_it_refuses(group: Class) -> None:
    ada, page = browser(group, "Ada"), address(group, "mark_sheet", "kor")
    typed = {f"points-{FIRST}": "4", f"note-{FIRST}": "Well.", f"evidence-{FIRST}": "1.1, 1", f"points-{SECOND}": ""}
    assert ada.post(page, typed).status_code == 302
    mark = Mark.objects.get()
    assert (mark.points, mark.note, mark.evidence, mark.by_id) == (4, "Well.", "1.1 1", group.ada.pk)
    text = ada.get(page).text
    assert f"/x/{group.exercise}/log/?turn=1&amp;kind=changes#entry-1-1" in text
    log = ada.get(f"{address(group, 'log')}?turn=1&kind=changes").text
    assert 'id="entry-1-1"' in log
    refused = ada.post(page, typed | {f"points-{FIRST}": "many", f"note-{FIRST}": "<b>Kept</b>"})
    assert refused.status_code == 422
    assert "&lt;b&gt;Kept" in refused.text
    assert 'value="many"' in refused.text
    assert ada.post(page, {f"note-{SECOND}": "Alone", f"points-{SECOND}": ""}).status_code == 422
    assert ada.get(address(group, "mark_sheet", "usa")).status_code == 404


def test_students_read_their_own_marks_once_they_are_released(group: Class) -> None:
    ada, cy = browser(group, "Ada"), browser(group, "Cy")
    give(group, "Ada", {FIRST: MarkInput(5, "For the seat."), SECOND: MarkInput(3)})
    give(group, "Ada", {"task": MarkInput(7, "For Boleslava alone.")}, NAME)
    assert own_marks_of(person(group, "Cy")).sheet is None
    assert "For the seat." not in cy.get(address(group, "own_marks")).text
    ada.post(address(group, "release_marks"), {"on": "1"})
    mine = cy.get(address(group, "own_marks")).text
    assert "For the seat." in mine
    assert "Boleslava" not in mine
    assert "For Boleslava alone." in browser(group, NAME).get(address(group, "own_marks")).text
    assert cy.get(address(group, "marking")).status_code == 404
    assert browser(group, "Dee").get(address(group, "own_marks")).status_code == 404
    with pytest.raises(MarkRefused, match="takes them back before a change"):
        give(group, "Ada", {FIRST: MarkInput(6)})
    ada.post(address(group, "release_marks"))
    assert "For the seat." not in cy.get(address(group, "own_marks")).text
    acts = ControlEntry.objects.filter(act="release").order_by("pk").values_list("detail", flat=True)
    assert list(acts) == ["released the marks to students", "took the released marks back"]
    assert cy.post(address(group, "release_marks"), {"on": "1"}).status_code == 404


def test_no_mark_is_fetched_for_a_student_before_the_release(group: Class) -> None:
    give(group, "Ada", {FIRST: MarkInput(5, "For the seat.")})
    give(group, "Ada", {"task": MarkInput(7, "For Boleslava alone.")}, NAME)

    def fetched(name: str) -> list[int]:
        return sorted(access.marks_of(person(group, name)).values_list("points", flat=True))

    assert (fetched("Cy"), fetched(NAME)) == ([], [])
    services.release(by=person(group, "Ada"), is_released=True, now=group.now)
    assert (fetched("Cy"), fetched(NAME)) == ([5], [5, 7])
    services.release(by=person(group, "Ada"), is_released=False, now=group.now)
    assert (fetched("Cy"), fetched(NAME)) == ([], [])


def test_the_marks_that_count_in_the_file_add_up_to_the_totals(group: Class) -> None:
    give(group, "Ada", {FIRST: MarkInput(9, "=1+1"), SECOND: MarkInput(3), OBJECTIVE: MarkInput(2)})
    give(group, "Dee", {FIRST: MarkInput(6)})
    give(group, "Ada", {"task": MarkInput(7)}, NAME)
    file = browser(group, "Ada").get(address(group, "marks_csv")).text
    rows = list(csv.DictReader(io.StringIO(file)))
    for name, key in (("", "kor"), (NAME, NAME), ("Cy", "Cy")):
        counted = [int(each["points"]) for each in rows if each["student"] == name and each["counts"] == "yes"]
        assert sum(counted) == sheet(group, "Ada", key).points
    assert {each["note"] for each in rows} == {"'=1+1", ""}


def test_a_student_who_is_forgotten_has_no_marks_and_a_marker_no_words(group: Class) -> None:
    give(group, "Ada", {FIRST: MarkInput(5)})
    give(group, "Ada", {FIRST: MarkInput(6), "task": MarkInput(7)}, NAME)
    give(group, "Dee", {SECOND: MarkInput(4, "A quiet word.")})
    for name in (NAME, "Dee"):
        forgetting.forget_user(user=person(group, name).user, now=group.now)  # type: ignore[arg-type]
    assert list(Mark.objects.order_by("pk").values_list("points", "note")) == [(5, ""), (4, "(removed)")]
    assert not any(access.is_marker(each) for each in group.exercise.participants.exclude(pk=group.ada.pk))


def test_a_student_reads_the_mark_that_counts_and_no_marker_behind_it(group: Class) -> None:
    give(group, "Ada", {FIRST: MarkInput(9, "Quite so.")}, NAME)
    give(group, "Dee", {FIRST: MarkInput(6, "Hardly.")}, NAME)
    services.settle(
        by=person(group, "Ada"), candidate=candidate(group, NAME), criterion=FIRST, mark=MarkInput(8), now=group.now
    )
    services.release(by=person(group, "Ada"), is_released=True, now=group.now)
    read = own_marks_of(person(group, NAME)).sheet
    assert read is not None
    first = next(each for each in read.criteria if each.criterion.key == FIRST)
    assert (first.counts and first.counts.points, first.own, first.others) == (8, None, ())
    answers = [browser(group, NAME).get(address(group, at)).text for at in ("api-marks", "marking")]
    assert not any(word in text for text in answers for word in ("Quite so", "Hardly", "Dee"))


def test_programs_give_read_and_release_marks_as_pages_do(group: Class) -> None:
    ada, cy, marks = browser(group, "Ada"), browser(group, "Cy"), address(group, "api-marks")
    wish = {"candidate": "kor", "criterion": FIRST, "points": 5, "note": "Well.", "evidence": "1.1"}
    answer = ada.post(marks, wish, content_type="application/json")
    assert answer.status_code == 200
    (seat,) = (each for each in answer.json() if each["candidate"] == "kor")
    assert seat["points"] == 5
    assert seat["criteria"][0]["marks"][0]["note"] == "Well."
    for wrong, status in (({"points": 101}, 400), ({"evidence": "9"}, 422), ({"candidate": "xyz"}, 422)):
        assert ada.post(marks, wish | wrong, content_type="application/json").status_code == status
    assert browser(group, "Dee").get(marks).json()[0]["criteria"][0]["counts"] is None
    assert cy.get(marks).json() == []
    release = address(group, "api-release-marks")
    assert cy.post(release, {"is_released": True}, content_type="application/json").status_code == 404
    assert ada.post(release, {"is_released": True}, content_type="application/json").status_code == 200
    (own,) = cy.get(marks).json()
    assert (own["name"], own["points"], own["criteria"][0]["counts"]["points"]) == ("Cy", 5, 5)
    assert [each["marks"] for each in own["criteria"]] == [[]] * len(own["criteria"]), "only the mark that counts"
    assert ada.post(marks, wish, content_type="application/json").status_code == 409
    aims = cy.get(address(group, "api-aims")).json()
    assert {each["seat"] for each in aims} == {"KOR"}
    assert any(each["entries"] for each in aims)
