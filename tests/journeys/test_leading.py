"""The pages beside the room in a real browser: lobby, people, settings, groups, observers, a sandbox."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable_at
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises import door
from wargame.exercises.lobby.services import classes, participants
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.observers.services import rights

pytestmark = pytest.mark.journey


@pytest.fixture
def ada(site: str) -> User:
    return User.objects.create_user("ada", is_staff=True)


@pytest.fixture
def gathering(ada: User) -> Class:
    """Bo has a seat, somebody with a long name waits, Cy was removed."""
    group = Class(nine_past_nine(), ada, timezone.now())
    group.join("Bo", "KOR")
    group.join("Maximilian-Alexander von Wolfeschlegelst")
    participants.remove(person=group.join("Cy"), by=group.ada, reason="", now=timezone.now())
    return group


@pytest.fixture
def watched(ada: User) -> Class:
    """Dee views as South Korea and notes; turn 1 is played, turn 2 is open."""
    group = Class(nine_past_nine(), ada, timezone.now(), allows_observers=True)
    bo = group.join("Bo", "KOR")
    dee = participants.join(
        exercise=group.exercise, name="Dee", now=timezone.now(), part=Participant.Part.OBSERVER
    ).participant
    group.start()
    seat = group.seat("KOR")
    rights.grant(person=dee, sight="seat", watched=seat, may_note=True, by=group.ada, now=timezone.now())
    group.submit(bo)
    group.resolve()
    group.open_next()
    return group


def pages(gathering: Class, watched: Class, ada: User) -> list[tuple[User, str]]:
    rules = classes.Rules(title="IR 304", allows_observers=True)
    groups = classes.create_groups(version=nine_past_nine(), rules=rules, count=3, by=ada, now=timezone.now())
    series = groups[0].series
    dee = watched.exercise.participants.get(name="Dee").user
    assert series
    assert isinstance(dee, User)
    lobby, running = f"x/{gathering.exercise.code}/", f"x/{watched.exercise.code}/"
    mine = ("lobby/", "room/seats/", "room/settings/", "room/screen/")
    return [
        *((ada, lobby + path) for path in mine),
        (ada, running + "room/seats/"),
        (ada, running + "observations/"),
        (ada, f"groups/{series.code}/"),
        (ada, "exercises/new/?scenario=nine-past-nine"),
        (dee, running + "watch/"),
        (dee, running + "as/KOR/"),
        (dee, running + "as/KOR/t/1/"),
        (dee, running + "press/"),
        (dee, f"j/{series.code}/"),
    ]


def test_everybody_can_read_the_pages_beside_the_room(
    browser: Browser, site: str, ada: User, gathering: Class, watched: Class
) -> None:
    found = []
    with reader(browser, 1440) as page:
        heard = complaints(page)
        for user, path in pages(gathering, watched, ada):
            sign_in(page, site, user)
            page.goto(f"{site}/{path}")
            found += [(path, said) for said in unreadable_at(page, *EXAMINED)]
        assert heard == []
    assert found == []


def press_on(page: Page, selector: str) -> None:
    """Move the focus to a control by keyboard and press it."""
    page.locator(selector).focus()
    page.keyboard.press("Enter")


def test_the_keyboard_alone_starts_a_class(page: Page, site: str, gathering: Class, ada: User) -> None:
    sign_in(page, site, ada)
    page.goto(f"{site}/x/{gathering.exercise.code}/lobby/")
    press_on(page, "#assign-all")
    expect(page.locator("#assign-all")).to_be_disabled()
    press_on(page, "#start")
    expect(page.locator("#places")).to_contain_text("Turn 1")
    assert Exercise.objects.get(pk=gathering.exercise.pk).status == Exercise.Status.RUNNING


def test_the_address_to_join_is_copied_by_a_button(browser: Browser, site: str, gathering: Class, ada: User) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        sign_in(page, site, ada)
        page.goto(f"{site}/x/{gathering.exercise.code}/lobby/")
        press_on(page, "[data-copy=join-address]")
        expect(page.locator("[data-copy=join-address]")).to_have_text("Copied")
        expect(page.locator("#status")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.endswith(f"/j/{door.long_code(gathering.exercise.code)}/")


def test_an_observation_is_noted_while_the_page_stays(page: Page, site: str, watched: Class, ada: User) -> None:
    sign_in(page, site, ada)
    page.goto(f"{site}/x/{watched.exercise.code}/room/")
    page.locator("#tab-observed").check()
    page.locator("#tab-messages").check()
    page.locator("#observation-seat").select_option("KOR")
    page.locator("#observation-text").fill("They told Tokyo first.")
    page.locator("#message-text").fill("Half a thought")
    press_on(page, "#observation-keep")
    expect(page.locator("#observations li")).to_contain_text("They told Tokyo first.")
    expect(page.locator("#observation-text")).to_have_value("")
    expect(page.locator("#message-text")).to_have_value("Half a thought")


def test_one_person_turns_from_seat_to_seat_of_a_sandbox(page: Page, site: str, ada: User) -> None:
    group = Class(nine_past_nine(), ada, timezone.now(), mode="sandbox", orders_seconds=0)
    group.start()
    sign_in(page, site, ada)
    page.goto(f"{site}/x/{group.exercise.code}/play/")
    expect(page.locator("#as-CHN")).to_have_attribute("aria-current", "true")
    press_on(page, "#as-USA")
    expect(page.locator("#as-USA")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#as-CHN")).to_have_attribute("aria-current", "true")
    assert group.sheet("USA").is_ready
