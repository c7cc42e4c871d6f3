"""A debrief in real browsers: the facilitator asks, three phones answer, the wall counts and shows what came."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.contact_sheets.debrief_scenes import HOW_LIKELY, WHICH
from tests.exercises.class_with_people import Class
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable, unreadable_at
from tests.journeys.projector_checks import WALL, check_wall
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle
from wargame.exercises.debrief.services import answers, questions
from wargame.exercises.room_questions import SHARE_HINT, AskedQuestion

pytestmark = pytest.mark.journey

PHONES = ("Bo", "Cy", "Di")
THE_END = ".projector-prompt--alone"
DOTS = ".debrief-dots circle"
CLAIM = AskedQuestion(
    key="claim-pull",
    text="Does Moscow pull back by itself?",
    hint=SHARE_HINT,
    talk="Which events could have told you, and which ones misled you?",
    reveal={"came": True, "said": "It does: its crews have orders to turn."},
)


@pytest.fixture
def group(site: str) -> Class:
    """A class that has ended, with two questions; five people took part, three of them have phones here."""
    ada = User.objects.create_user("ada", is_staff=True)
    group = Class(nine_past_nine(), ada, timezone.now(), title="IR 304")
    for name, role in (("Bo", "KOR"), ("Cy", "JPN"), ("Di", "RUS"), ("Eve", "CHN"), ("Fin", "USA")):
        group.join(name, role)
    group.start()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell", now=timezone.now())
    group.exercise.refresh_from_db()
    questions.keep(exercise=group.exercise, by=group.ada, asked=(WHICH, HOW_LIKELY))
    return group


@contextmanager
def screens(
    page: Page, browser: Browser, where: str, site: str, group: Class
) -> Iterator[tuple[Page, dict[str, Page]]]:
    """Open the wall and the phones beside the facilitator's page, each listening."""
    with ExitStack() as opened:
        wall = opened.enter_context(reader(browser, 1440, like=page))
        wall.set_viewport_size(WALL)
        wall.goto(f"{where}/room/screen/")
        phones = {name: opened.enter_context(reader(browser, 390)) for name in PHONES}
        for name, phone in phones.items():
            sign_in(phone, site, group.exercise.participants.get(name=name).user)  # type: ignore[arg-type]
            phone.goto(f"{where}/debrief/")
            expect(phone.locator("body[data-live=open]")).to_be_attached()
            expect(phone.get_by_text("Wait for the next question")).to_be_visible()
        expect(wall.locator("body[data-live=open]")).to_be_attached()
        yield wall, phones


def test_a_room_guesses_before_it_reads_what_came(page: Page, browser: Browser, site: str, group: Class) -> None:
    heard = complaints(page)
    where = f"{site}/x/{group.exercise.code}"
    sign_in(page, site, group.ada.user)
    page.goto(f"{where}/debrief/")
    with screens(page, browser, where, site, group) as (wall, phones):
        page.keyboard.press("s")
        expect(wall.get_by_role("heading", name=WHICH.text)).to_be_visible()
        check_wall(wall)
        _answer(phones["Bo"], "Force it away")
        _answer(phones["Cy"], "Another pass")
        expect(wall.locator(".debrief-count")).to_contain_text("2 of 5")
        expect(page.locator("#debrief-count")).to_contain_text("2 of 5")
        assert wall.locator(".debrief-bar").count() == 0
        assert unreadable(phones["Di"]) == []
        page.keyboard.press("r")
        expect(wall.get_by_text("A moved it most.")).to_be_visible()
        expect(phones["Cy"].get_by_text("Your answer: C.")).to_be_visible()
        expect(phones["Di"].get_by_text("Parley shows answers from 5 on.")).to_be_visible()
        assert wall.get_by_text("in the class").count() == 0, "two answers would name people"
        check_wall(wall)
        for seen in (page, phones["Di"], wall):
            assert unreadable(seen) == []
        _show_a_page_and_the_next_question(page, wall, where)
        phones["Di"].get_by_label("Your answer, in 100").fill("70")
        phones["Di"].get_by_role("button", name="Send my answer").click()
        expect(phones["Di"].get_by_text("You answered 70")).to_be_visible()
    assert heard == []


def _show_a_page_and_the_next_question(page: Page, wall: Page, where: str) -> None:
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name=HOW_LIKELY.text)).to_be_visible()
    page.get_by_role("button", name="Overview").click()
    expect(wall).to_have_url(f"{where}/overview/?screen=1")
    page.keyboard.press("s")
    expect(wall.get_by_role("heading", name=HOW_LIKELY.text)).to_be_visible()


def _answer(phone: Page, option: str) -> None:
    phone.get_by_text(option, exact=True).click()
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_text("You answered")).to_be_visible()


def test_a_debrief_of_fifteen_minutes(page: Page, browser: Browser, site: str, group: Class) -> None:
    """Follow the table of docs/how-to/run-an-exercise.md from the ending to the last sentence."""
    questions.keep(exercise=group.exercise, by=group.ada, asked=(CLAIM,))
    heard = complaints(page)
    where = f"{site}/x/{group.exercise.code}"
    sign_in(page, site, group.ada.user)
    page.goto(f"{where}/debrief/")
    with screens(page, browser, where, site, group) as (wall, phones):
        expect(wall.locator(THE_END)).to_be_visible()
        page.keyboard.press("s")
        for phone, option in zip(phones.values(), ("Force it away", "Another pass", "Force it away"), strict=True):
            _answer(phone, option)
        _answer_without_phones(group, 1, letter="D")
        _reveal(page, wall, "2 of 5 chose A.")
        expect(wall.locator(".debrief-bar")).to_have_count(2 * len(WHICH.options))
        expect(phones["Di"].get_by_text("Your answer: A.")).to_be_visible()
        page.get_by_role("button", name="Turning points").click()
        expect(wall).to_have_url(f"{where}/turning-points/?screen=1")
        _ask_for_shares(page, wall, phones, group)
        page.get_by_role("button", name="Words and deeds").click()
        expect(wall).to_have_url(f"{where}/words/?screen=1")
        _note_a_sentence(page, wall, phones)
        assert unreadable_at(page, *EXAMINED) == []
    assert heard == []


def _ask_for_shares(page: Page, wall: Page, phones: dict[str, Page], group: Class) -> None:
    """Ask for two shares in 100: the odds of an order, then a claim of the scenario."""
    for number, asked, finding in ((2, HOW_LIKELY, "It happened."), (3, CLAIM, "The claim was in force.")):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("heading", name=asked.text)).to_be_visible()
        page.keyboard.press("s")
        expect(wall.get_by_role("heading", name=asked.text)).to_be_visible()
        for phone, share in zip(phones.values(), ("70", "55", "90"), strict=True):
            _answer_in_100(phone, asked, share)
        _answer_without_phones(group, number, in_100=40)
        _reveal(page, wall, f"{finding} The middle answer of 5 was 55.")
        expect(wall.locator(DOTS)).to_have_count(5)
        assert unreadable(phones["Di"]) == []


def _note_a_sentence(page: Page, wall: Page, phones: dict[str, Page]) -> None:
    """Keep a sentence of the room in the notes, which no other screen shows."""
    said = "Read the reports of turn 2 again."
    page.keyboard.press("n")
    page.keyboard.type(said)
    page.get_by_role("button", name="Keep notes").click()
    expect(page.locator("#debrief-notes")).to_have_value(said)
    page.get_by_role("button", name="The end").click()
    expect(wall.locator(THE_END)).to_be_visible()
    for seen in (wall, *phones.values()):
        expect(seen.get_by_text(said)).to_have_count(0)


def _reveal(page: Page, wall: Page, finding: str) -> None:
    """Wait until all have answered, reveal, and look at the wall before and after."""
    expect(page.locator("#debrief-count")).to_contain_text("5 of 5")
    assert wall.locator(f".debrief-bar, {DOTS}").count() == 0
    page.keyboard.press("r")
    expect(wall.get_by_text(finding)).to_be_visible()
    check_wall(wall)
    assert unreadable(wall) == []


def _answer_in_100(phone: Page, question: AskedQuestion, share: str) -> None:
    expect(phone.get_by_role("heading", name=question.text)).to_be_visible()
    phone.get_by_label("Your answer, in 100").fill(share)
    phone.get_by_role("button", name="Send my answer").click()
    expect(phone.get_by_text(f"You answered {share}")).to_be_visible()


def _answer_without_phones(group: Class, number: int, letter: str = "", in_100: int | None = None) -> None:
    for name in ("Eve", "Fin"):
        by = group.exercise.participants.select_related("exercise").get(name=name)
        answers.answer(by=by, number=number, letter=letter, in_100=in_100)
