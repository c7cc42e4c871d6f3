"""A turn tried again in browsers: by a person alone with the answer hidden, and by a class on two phones."""

from contextlib import ExitStack

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.journeys.page_checks import EXAMINED, complaints, reader, unreadable, unreadable_at
from tests.journeys.playing import play_the_rest, start
from tests.journeys.test_messages import sign_in
from tests.packs import nine_past_nine
from wargame import engine
from wargame.accounts.models import User
from wargame.analysis.models import Chunk
from wargame.analysis.services import chunks, ensembles
from wargame.exercises.control.services import lifecycle

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONES = ("Bo", "Cy")


@pytest.fixture(autouse=True)
def _few_games_in_plain_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "warm", lambda block=False: None)
    monkeypatch.setattr(ensembles, "USUAL_PAIRS", 4)
    monkeypatch.setattr(ensembles, "SMALLEST_CHUNK", 4)


@pytest.fixture
def ended(site: str) -> Class:
    """A class with two people in one seat, which the white cell ended after a turn."""
    ada = User.objects.create_user("ada", is_staff=True)
    group = Class(nine_past_nine(), ada, timezone.now(), seed=CUT_SHORT, seat_size=2)
    people = [group.join(name, "KOR") for name in PHONES]
    group.start()
    group.submit(people[0])
    group.resolve()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell", now=timezone.now())
    return group


def play_all() -> None:
    """Play every waiting chunk of games, as workers do."""
    for chunk_id in Chunk.objects.filter(is_played=False).values_list("pk", flat=True):
        assert chunks.play(chunk_id=chunk_id, clock=timezone.now) == chunks.Played()


def order_something(page: Page) -> None:
    """Choose the first order on offer on a sheet that is tried."""
    choice = page.locator("#try-sheet select:enabled").first
    choice.select_option(index=1)


def test_a_person_tries_a_turn_again_and_reads_what_it_leads_to(site: str, browser: Browser) -> None:
    with reader(browser, 1440) as page:
        heard = complaints(page)
        exercise = start(page, site)
        play_the_rest(page)
        page.goto(f"{exercise}try-again/?turn=2&seat=KOR")
        expect(page.get_by_role("heading", level=1)).to_contain_text("as KOR knew it")
        assert page.locator("#try-sheet option[selected]").count() == 0, "the page shows an order of the turn"
        asked = unreadable_at(page, *EXAMINED)
        order_something(page)
        page.locator("#try-sheet #submit").click()
        expect(page.locator("#ensemble[aria-busy=true]")).to_be_visible()
        play_all()
        expect(page.locator("#ensemble[aria-busy=true]")).to_have_count(0)
        shown = unreadable_at(page, *EXAMINED)
    assert (heard, asked, shown) == ([], [], [])


def test_a_class_tries_a_turn_again_on_two_phones(page: Page, browser: Browser, site: str, ended: Class) -> None:
    where, found = f"{site}/x/{ended.exercise.code}", {}
    sign_in(page, site, ended.ada.user)
    page.goto(f"{where}/try-again/?turn=1&seat=KOR")
    page.locator("form[action*='/class-try/'] button").click()
    expect(page).to_have_url(f"{where}/class-try/1/")
    with ExitStack() as opened:
        phones = {name: opened.enter_context(reader(browser, 390)) for name in PHONES}
        for name, phone in phones.items():
            user = ended.exercise.participants.get(name=name).user
            assert isinstance(user, User)
            sign_in(phone, site, user)
            phone.goto(f"{where}/class-try/1/")
            found[f"{name} is asked"] = unreadable(phone)
        order_something(phones["Bo"])
        for phone in phones.values():
            phone.locator("#try-sheet #submit").click()
            expect(phone.locator("#ensemble")).to_be_visible()
            expect(phone.locator("#ensemble")).not_to_contain_text("KOR's aims")
        play_all()
        page.reload()
        page.locator("form[action$='/class-try/1/reveal/'] button").click()
        for name, phone in phones.items():
            phone.reload()
            expect(phone.locator("#ensemble")).to_contain_text("Your sheet")
            found[f"{name} reads"] = unreadable(phone)
    assert {who: faults for who, faults in found.items() if faults} == {}
