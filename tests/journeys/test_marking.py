"""A teacher marks a class that has ended, settles a difference, and releases the marks; a student reads them."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable_at
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.assessment import services
from wargame.exercises.assessment.domain import Candidate
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Mark, Participant
from wargame.exercises.observers.services import rights

pytestmark = pytest.mark.journey


@pytest.fixture
def ada(site: str) -> User:
    return User.objects.create_user("ada", is_staff=True)


@pytest.fixture
def ended(ada: User) -> Class:
    """Bo played South Korea, and the white cell ended the class after a turn. Dee may mark, and gave 6 points."""
    group = Class(nine_past_nine(), ada, timezone.now(), allows_observers=True, seed=CUT_SHORT)
    bo = group.join("Bo", "KOR")
    dee = participants.join(
        exercise=group.exercise, name="Dee", now=timezone.now(), part=Participant.Part.OBSERVER
    ).participant
    group.start()
    group.submit(bo)
    group.resolve()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell", now=timezone.now())
    rights.let_mark(person=dee, may_mark=True, by=group.ada, now=timezone.now())
    dee = Participant.objects.select_related("exercise__scenario_version").get(pk=dee.pk)
    given = {"rubric-1": services.MarkInput(6, "It saw one side.")}
    services.give(by=dee, candidate=Candidate(group.seat("KOR")), marks=given, now=timezone.now())
    return group


def test_a_teacher_marks_settles_and_releases_and_a_student_reads(
    browser: Browser, site: str, ada: User, ended: Class
) -> None:
    code, found = ended.exercise.code, {}
    with reader(browser, 1440) as page:
        heard = complaints(page)
        sign_in(page, site, ada)
        page.goto(f"{site}/x/{code}/marking/kor/")
        page.locator("#points-rubric-1").fill("12")
        page.locator("#note-rubric-1").fill("It weighed both.")
        page.locator("#store-marks").press("Enter")
        expect(page.locator("#settle-rubric-1")).to_be_visible()
        found["sheet"] = unreadable_at(page, *EXAMINED)
        page.locator("#points-rubric-1").fill("9")
        page.locator("#settle-rubric-1").press("Enter")
        expect(page.get_by_text("9 points, Fair")).to_be_visible()
        page.goto(f"{site}/x/{code}/marking/")
        found["marks"] = unreadable_at(page, *EXAMINED)
        page.locator("#release-marks").press("Enter")
        expect(page.get_by_text("Students read their marks since")).to_be_visible()
        # The page looks whether something has changed, which would break off the way to the next one.
        page.goto("about:blank")
        sign_in(page, site, ended.exercise.participants.get(name="Bo").user)
        page.goto(f"{site}/x/{code}/marks/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your marks: 9 of 100")
        found["own"] = unreadable_at(page, *EXAMINED)
        page.goto(f"{site}/x/{code}/aims/")
        found["aims"] = unreadable_at(page, *EXAMINED)
        assert heard == []
    assert {where: faults for where, faults in found.items() if faults} == {}
    assert Mark.objects.filter(is_settled=True, points=9).exists()
